#!/bin/sh
# usage: run.sh [--update]	documents against what is expected of them.
#
# For each tests/doc/X.in the expected X.json is the output of
# "lede cat --json X.in", indented, with "source" set to X.in.  The options
# in X.opts, if there are any, go before the path.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
cd tests/doc || exit 1

# One member a line, so that a diff can be read.
indent() {
	python3 -c '
import json, sys
for line in sys.stdin:
    json.dump(json.loads(line), sys.stdout, ensure_ascii=False, indent=1)
    print()
'
}

# output_of X.in
output_of() {
	set -- "$1" $(cat "${1%.in}.opts" 2>/dev/null)
	in=$1
	shift
	timeout 60 "$LEDE" cat --json "$@" "$in" >"$tmp/raw" &&
	    indent <"$tmp/raw"
}

for in in *.in; do
	want=${in%.in}.json
	if ! output_of "$in" >"$tmp/out"; then
		bad "tests/doc/$in: cannot be read, or bad JSON"
	elif [ "${1-}" = --update ]; then
		cmp -s "$tmp/out" "$want" || echo "new: tests/doc/$want"
		cp "$tmp/out" "$want"
		ok
	elif diff -u "$want" "$tmp/out" >"$tmp/diff"; then
		ok
	else
		bad "tests/doc/$in"
		sed -n 1,40p "$tmp/diff"
	fi
done
finish doc
