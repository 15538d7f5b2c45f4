#!/bin/sh
# usage: smoke.sh	by "make fuzz-smoke": each target for FUZZ_TIME seconds,
# two at a time.  A finding is kept below build-fuzz/findings/TARGET; put it
# into tests/fuzz/found/TARGET with the fix.  FUZZ_SEEDS: a folder with more
# to begin with, TARGET/*.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
FUZZ_TIME=${FUZZ_TIME:-60}

# fuzz TARGET: log in $tmp/TARGET.log, exit status in $tmp/TARGET.status
fuzz() {
	seeds=$tmp/$1.seeds found=$B/findings/$1/
	mkdir -p "$seeds" "$B/corpus/$1" "$found"
	rm -f "$found"*
	cp "tests/fuzz/found/$1"/* "$seeds" 2>/dev/null
	case $1 in
	fuzz_keys) ;;
	fuzz_config) cp tests/screen/*.keys "$seeds" ;;
	*) cp tests/doc/*.in "$seeds" ;;
	esac
	[ -d "${FUZZ_SEEDS:-}/$1" ] && set -- "$1" "$FUZZ_SEEDS/$1"
	dict=tests/fuzz/$1.dict
	"$B/fuzz/$1" -max_total_time="$FUZZ_TIME" -timeout=20 \
	    -rss_limit_mb=4096 -max_len=65536 -artifact_prefix="$found" \
	    -print_final_stats=1 $([ -f "$dict" ] && echo "-dict=$dict") \
	    "$B/corpus/$1" "$seeds" ${2:+"$2"} >"$tmp/$1.log" 2>&1
	echo $? >"$tmp/$1.status"
}

verdict() {
	if [ "$(cat "$tmp/$1.status")" = 0 ]; then
		ok
		awk -v t="$1" '/^stat::number_of_executed_units/ { n = $2 }
			/^Done/ { s = $(NF - 1) }
			END { print t ": " n " runs in " s " s, no finding" }' \
		    "$tmp/$1.log"
	else
		bad "$1: $(ls "$B/findings/$1"/* 2>/dev/null)"
		grep -vE '^#[0-9]+[[:space:]]+(NEW|REDUCE|pulse)' "$tmp/$1.log" |
		    tail -n 40
		for f in "$B/findings/$1"/*; do
			echo "base64 of gzip of $f:"
			gzip -9c "$f" | base64 | head -n 200
		done
	fi
}

set --
for source in tests/fuzz/fuzz_*.c; do
	target=${source##*/}
	set -- "$@" "${target%.c}"
done
while [ $# -gt 0 ]; do
	pair="$1 ${2-}"
	for t in $pair; do
		fuzz "$t" &
	done
	wait
	for t in $pair; do
		verdict "$t"
	done
	shift
	[ $# -gt 0 ] && shift
done
finish fuzz-smoke
