#!/bin/sh
# usage: layers.sh [SRCDIR]
#
# Reads every #include below SRCDIR (src) and fails on an arrow that is not
# in the table, on a system header outside the one place for it, on a header
# that does not compile alone, on a .c that does not begin with its own.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
src=${1:-src}

# WHO MAY-INCLUDE... (a layer may always include itself)
cat >"$tmp/layers" <<'END'
base
text base
doc text base
load doc text base
store doc text base
net base
view doc text base
ui view text base
app ui view load store net doc text base
main app ui view load store net doc text base
END

# HEADER (a regular expression)  FILES THAT MAY (the same)
cat >"$tmp/places" <<'END'
^iconv\.h$ ^load/charset/
^(n?curses|term|panel|menu|form)\.h$|^ncursesw?/ ^ui/screen\.c$
^uni(case|conv|ctype|gbrk|lbrk|name|norm|stdio|str|types|wbrk|width)\.h$ ^text/
^fribidi ^text/
^zlib\.h$ ^load/
^expat\.h$|cJSON\.h$ ^load/
^sqlite3 ^store/
^zstd ^store/bundle\.c$
^curl/ ^net/
^(poll|spawn)\.h$|^sys/(wait|select)\.h$ ^(app/|main\.c$)
^signal\.h$ ^(app/|main\.c$|ui/screen\.c$)
^(locale|wchar|wctype)\.h$ ^(text/|ui/screen\.c$)
^(time|unistd|fcntl|dirent|termios)\.h$|^sys/ ^(base|text|load|store|net|ui|app)/|^main\.c$
END

# The law, applied: prints a line for each breach.
judge() {
	awk -v layers="$tmp/layers" -v places="$tmp/places" -v src="$1/" '
	function breach(what) {
		printf "%s:%d: %s\n", FILENAME, FNR, what
	}
	BEGIN {
		while ((getline line < layers) > 0) {
			n = split(line, w, " ")
			known[w[1]] = 1
			for (i = 1; i <= n; i++)
				may[w[1], w[i]] = 1
		}
		while ((getline line < places) > 0) {
			split(line, w, " ")
			header[++nplaces] = w[1]
			files[nplaces] = w[2]
		}
	}
	FNR == 1 {
		file = substr(FILENAME, length(src) + 1)
		layer = file
		sub(/[\/.].*/, "", layer)
		if (!(layer in known))
			breach("no such layer: " layer)
		own = file
		first = sub(/\.c$/, ".h", own) &&
		    (getline line < (src own)) >= 0
	}
	/^[ \t]*#[ \t]*include/ {
		name = $0
		sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
		quoted = name ~ /^"/
		sub(/^["<]/, "", name)
		sub(/[">].*/, "", name)
		if (first && name != own)
			breach("does not include its own " own " first")
		first = 0
		if (quoted) {
			to = name
			if (!sub(/\/.*/, "", to) || !(to in known))
				breach("not a path below src: " name)
			else if (!((layer, to) in may))
				breach(layer " may not include " name)
			next
		}
		for (i = 1; i <= nplaces; i++)
			if (name ~ header[i] && file !~ files[i])
				breach("<" name "> has no place here")
	}' $(find "$1" -name '*.[ch]' | sort)
}

# compiles_alone HEADER
compiles_alone() {
	printf '#include "%s"\n' "${1#"$src"/}" >"$tmp/alone.c"
	${CC:-cc} -std=c11 -fsyntax-only -Wall -Wextra -Werror -D_XOPEN_SOURCE=700 \
	    -D_DEFAULT_SOURCE -I"$src" "$tmp/alone.c"
}

# A file with a breach must be caught, or the law is a dead letter.
self_test() {
	mkdir -p "$tmp/src/$1"
	echo '#include "'"$2"'"' | sed 's/""/"/g; s/"<\(.*\)>"/<\1>/' \
	    >"$tmp/src/$1/bad.c"
	judge "$tmp/src" | grep -q "$3" || return 1
	rm "$tmp/src/$1/bad.c"
}

judge "$src" >"$tmp/breaches"
nfiles=$(find "$src" -name '*.[ch]' | wc -l)
nbad=$(cut -d : -f 1 "$tmp/breaches" | sort -u | wc -l)
npassed=$((nfiles - nbad))
while read -r line; do
	bad "$line"
done <"$tmp/breaches"
for h in $(find "$src" -name '*.h' | sort); do
	check "$h does not compile alone" compiles_alone "$h"
done
while read -r layer name want; do
	check "a breach goes unseen: $name in $layer" \
	    self_test "$layer" "$name" "$want"
done <<'END'
view ui/screen.h may.not
base text/utf8.h may.not
ui doc/doc.h may.not
view <curses.h> no.place
ui <curses.h> no.place
text <iconv.h> no.place
load <iconv.h> no.place
doc <unicase.h> no.place
net <zlib.h> no.place
app <sqlite3.h> no.place
view <time.h> no.place
load <signal.h> no.place
load token.h not.a.path
odd base/buf.h no.such.layer
END
finish layers
