# lib.sh: what the test scripts share.  A script sources it, calls ok, bad
# and skip, and ends with "finish NAME", whose last line run.sh adds up.
LC_ALL=C.UTF-8
export LC_ALL
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
LEDE=${LEDE:-$B/lede}
npassed=0 nfailed=0 nskipped=0
tmp=$(mktemp -d "${TMPDIR:-/tmp}/lede-test.XXXXXX") || exit 1
on_exit=:
trap 'eval "$on_exit"; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
# Nothing of the user's may matter, nothing of his be touched.
HOME=$tmp/home XDG_CONFIG_HOME=$tmp/home/config XDG_DATA_HOME=$tmp/home/data
XDG_CACHE_HOME=$tmp/home/cache XDG_STATE_HOME=$tmp/home/state
export HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
mkdir -p "$HOME"
unset NO_COLOR LINES COLUMNS LEDE_CONFIG

ok() { npassed=$((npassed + 1)); }
bad() { nfailed=$((nfailed + 1)); printf '%s\n' "FAIL: $*"; }
skip() { nskipped=$((nskipped + 1)); printf '%s\n' "skipped: $*"; }

# check WHAT COMMAND...: ok when COMMAND succeeds.
check() {
	what=$1
	shift
	if "$@"; then ok; else bad "$what"; fi
}

# usage_options PROGRAM: "COMMAND --option" for each in its help; those of no
# command are "lede --option".
usage_options() {
	"$1" --help | awk '
	/^options:/ { command = "lede" }
	/^(usage:)? +lede / {
		match($0, /lede +[a-z]*/)
		command = substr($0, RSTART + 5, RLENGTH - 5)
	}
	/^ +-|^ +lede |^  +\[/ {
		line = $0
		while (command != "" && match(line, /--[a-z][a-z-]+/)) {
			print command, substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
		}
	}' | sort -u
}

have() { command -v "$1" >/dev/null 2>&1; }

finish() {
	printf '%s: %d passed, %d failed' "$1" $npassed $nfailed
	[ $nskipped = 0 ] || printf ', %d skipped' $nskipped
	printf '\n'
	[ $nfailed = 0 ]
	exit
}
