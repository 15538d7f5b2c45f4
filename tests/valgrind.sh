#!/bin/sh
# usage: valgrind.sh DIR	by run.sh: for each program below $B one of that
# name below DIR that runs it under valgrind; errors, and memory that nobody
# can free any more, go to DIR/log.PID.
#
# usage: valgrind.sh --verdict DIR	what was found, as a stage.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh

# wrap PROGRAM DIR
wrap() {
	name=${1#"$B"/}
	mkdir -p "$2/$(dirname "$name")"
	cat >"$2/$name" <<-END
	#!/bin/sh
	exec valgrind -q --leak-check=full --show-leak-kinds=definite \\
	    --suppressions='$PWD/tests/valgrind.supp' --num-callers=20 \\
	    --log-file='$2/log.%p' '$1' "\$@"
	END
	chmod 755 "$2/$name"
}

if [ "$1" != --verdict ]; then
	mkdir -p "$1"
	chmod 1777 "$1"
	for program in "$B"/lede "$B"/drive "$B"/damage "$B"/screen-test \
	    "$B"/unit/test_* "$B"/fuzz/fuzz_*; do
		[ -x "$program" ] && wrap "$program" "$1"
	done
	exit
fi
for log in "$2"/log.*; do
	if [ -s "$log" ]; then
		bad "valgrind:"
		head -n 60 "$log"
	else
		ok
	fi
done
finish valgrind
