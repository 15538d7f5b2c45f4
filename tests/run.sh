#!/bin/sh
# usage: run.sh [STAGE...]	all stages of "make check", or those named.
#
# A stage is a program whose last "NAME: N passed, N failed" line is added up
# here; one that ends badly without saying so is one failure more.
#
# VALGRIND=1: all of our programs under valgrind; hours.  The bombs are left
# out, as are those stages that run none.
cd "$(dirname "$0")/.." || exit 1
B=${B:-build} CC=${CC:-cc} MAKE=${MAKE:-make}
export B CC MAKE
# A finding of the sanitizers must end a program, with a status of its own.
ASAN_OPTIONS=exitcode=99:allocator_may_return_null=1:$ASAN_OPTIONS
UBSAN_OPTIONS=print_stacktrace=1:$UBSAN_OPTIONS
export ASAN_OPTIONS UBSAN_OPTIONS
unset MAKEFLAGS MFLAGS
log=$(mktemp "${TMPDIR:-/tmp}/lede-run.XXXXXX") || exit 1
# What the reader remembers is none of the tests' business, nor they of its.
XDG_STATE_HOME=$log.state
export XDG_STATE_HOME
trap 'rm -rf "$log" "$log.state" "$log.vg"' EXIT
# What runs our programs has them in B; what builds or looks, in built.
built=$B
if [ -n "$VALGRIND" ]; then
	sh tests/valgrind.sh "$log.vg" || exit 1
	B=$log.vg
fi
passed=0 failed=0 skipped=0

# run NAME COMMAND...
run() {
	name=$1
	shift
	case " $only " in "  "|*" $name "*) ;; *) return ;; esac
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	cat "$log"
	set -- $(awk '
		match($0, /: [0-9]+ passed, [0-9]+ failed/) {
			split(substr($0, RSTART + 2), w, /[ ,]+/)
			p += w[1]; f += w[3]
			if (/skipped/)
				s += w[5] ~ /^[0-9]+$/ ? w[5] : 1
		}
		END { print p + 0, f + 0, s + 0 }' "$log")
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
	if [ $status -ne 0 ] && [ "$2" = 0 ] || [ "$1 $2 $3" = "0 0 0" ]; then
		echo "FAIL: $name ended with status $status"
		failed=$((failed + 1))
	fi
}
only=$*

for t in tests/unit/test_*.c; do
	t=${t##*/}
	run unit "$B/unit/${t%.c}"
done
run layers sh tests/layers.sh
run static env B="$built" sh tests/static.sh
run doc sh tests/doc/run.sh
run schema python3 tests/doc/schema "$B/lede" corpus/* tests/doc/*.in
if [ -x "$B/screen-test" ]; then
	run screen "$B/screen-test"
else
	echo "skipped: screen goldens ($B/screen-test is not built)"
	skipped=$((skipped + 1))
fi
run told python3 tests/screen/told
run replay sh tests/fuzz/replay.sh
run cli sh tests/e2e/cli.sh
run library sh tests/e2e/library.sh
run export sh tests/e2e/export.sh
run messages sh tests/e2e/messages.sh
run options sh tests/e2e/options.sh
run setup sh tests/e2e/setup.sh
run install env B="$built" sh tests/e2e/install.sh
run endings python3 tests/e2e/endings.py "$B/lede"
run terminal python3 tests/e2e/terminal "$B/lede"
run tmux sh tests/e2e/tmux.sh
run damage sh tests/damage/run.sh
run reliability python3 tests/reliability/reliability "$B/lede" "$B/drive" small
if [ -n "$VALGRIND" ]; then
	run valgrind sh tests/valgrind.sh --verdict "$log.vg"
else
	run bombs python3 tests/bombs/bombs "$B/lede" small
fi

[ $skipped = 0 ] || echo "$skipped skipped (named above)"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
