#!/bin/sh
# Past findings, tests/fuzz/found/TARGET/*, through their target; and the
# documents of tests/doc and corpus/ through those that take any bytes.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh

# replay TARGET FILE: one process a file, so that each has its verdict.
replay() {
	if timeout 120 "$B/fuzz/$1" "$2" >"$tmp/out" 2>&1; then
		ok
	else
		bad "$1 $2"
		tail -n 20 "$tmp/out"
	fi
}

for source in tests/fuzz/fuzz_*.c; do
	target=${source##*/}
	target=${target%.c}
	if ! [ -x "$B/fuzz/$target" ]; then
		bad "$B/fuzz/$target is not built"
		continue
	fi
	for f in "tests/fuzz/found/$target"/*; do
		[ -f "$f" ] && replay "$target" "$f"
	done
	[ "$target" = fuzz_keys ] && continue
	# Hours under valgrind, where the stage "doc" reads them.
	[ -n "${VALGRIND-}" ] && continue
	for f in tests/doc/*.in corpus/*; do
		[ -f "$f" ] && replay "$target" "$f"
	done
done
finish replay
