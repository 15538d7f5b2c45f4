#!/bin/sh
# .ci/setup on machines that are made up: what is installed, who we are and
# what sudo and apt-get say.  Nothing is installed.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
bin=$tmp/bin log=$tmp/log
mkdir "$bin"
for tool in sh awk cut dirname grep head ls mktemp rm cat sed env; do
	ln -s "$(command -v $tool)" "$bin/$tool"
done

# fake NAME TEXT: a program of that name.
fake() {
	printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
	chmod 755 "$bin/$1"
}
fake dpkg-query "cat '$tmp/installed'"
fake apt-get "echo \"\$DEBIAN_FRONTEND: \$*\" >>'$log'"
fake nothing-compiles 'exit 1'

# machine USER-ID PACKAGE...: what is there already; no sudo.
machine() {
	fake id "echo $1"
	shift
	: >"$log"
	rm -f "$bin/sudo"
	printf 'installed %s\n' "$@" >"$tmp/installed"
}

# sudo_wants STATUS: whether it lets us at once.
sudo_wants() {
	fake sudo "case \$1 in -n|-v) exit $1 ;; esac; \"\$@\""
}

# setup STATUS WHAT NAME: as "make run" calls it; its words are in said.
setup() {
	PATH=$bin CC=${cc:-nothing-compiles} sh .ci/setup "$2" \
	    >"$tmp/said" 2>&1 </dev/null
	status=$?
	check "$3: status $status" [ $status = "$1" ]
}
says() { check "$1: $(cat "$tmp/said")" grep -qE -- "$2" "$tmp/said"; }
is_asked() { check "$1: $(cat "$log")" grep -qE -- "$2" "$log"; }
not_asked() { check "$1: apt-get was called" [ ! -s "$log" ]; }
quiet() { check "$1: $(cat "$tmp/said")" [ ! -s "$tmp/said" ]; }

machine 0 gcc libc6-dev make pkg-config libncurses-dev libunistring-dev \
    libfribidi-dev libcjson-dev zlib1g-dev libsqlite3-dev libzstd-dev \
    tmux mandoc python3 procps
setup 0 build "all there"
quiet "all there"
setup 0 test "all there, tests"
quiet "all there, tests"
not_asked "all there"

machine 0 gcc libc6-dev make pkg-config
setup 0 build root
says root 'installing with apt-get.* libncurses-dev'
is_asked root '^noninteractive: .*install -y .* libncurses-dev .*libzstd-dev$'
check "root: asks for what is there" sh -c '! grep -q " gcc " "$1"' sh "$log"
setup 0 test "root, tests"
is_asked "root, tests" 'libzstd-dev tmux mandoc python3 procps$'

machine 1000 gcc make
setup 1 build "no sudo"
says "no sudo" 'an administrator has to install: libc6-dev pkg-config .*zstd'
check "no sudo: more than a line" [ "$(wc -l <"$tmp/said")" = 1 ]
not_asked "no sudo"

machine 1000 gcc make
sudo_wants 0
setup 0 build sudo
says sudo 'installing with sudo apt-get.* libncurses-dev'
check "sudo: speaks of a password" sh -c '! grep -q password "$1"' sh \
    "$tmp/said"
is_asked sudo '^noninteractive: .*install -y'

machine 1000 gcc make
sudo_wants 1
setup 1 build "sudo says no"
says "sudo says no" 'sudo asks for your password'
says "sudo says no" 'sudo does not let us; an administrator has to install: l'
not_asked "sudo says no"

# A compiler and libraries that are no packages.
machine 1000 make
fake compiles 'exit 0'
cc=compiles
setup 0 build "it builds as it is"
quiet "it builds as it is"
setup 0 test "it builds, tests"
says "it builds, tests" 'no sudo here; going on without: tmux mandoc python3'
cc=

machine 0 gcc make
fake apt-get 'for i in 1 2 3 4 5 6 7; do echo "E: no host $i" >&2; done
exit 100'
setup 1 build "no network"
says "no network" 'is there a network.*an administrator has to install: libc6'
check "no network: $(wc -l <"$tmp/said") lines" \
    [ "$(wc -l <"$tmp/said")" -lt 12 ]
finish setup
