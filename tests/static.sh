#!/bin/sh
# What can be judged without running much: man pages, completions, key
# tables, host names in the source, the shell of our own scripts.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh

# lint_page PAGE: mandoc finds nothing, no style advice either.
lint_page() {
	mandoc -Tlint -Wall "$1" >"$tmp/lint" 2>&1
	# We name pages of other programs, which need not be installed.
	! grep -v -e 'referenced manual not found' \
	    -e 'operating system explicitly' "$tmp/lint"
}

# keys_agree: lede(1) has the key tables that the program has.
keys_agree() {
	"$LEDE" --dump-keys >"$tmp/keys" &&
	    sh tests/mankeys.sh "$tmp/keys" man/lede.1 >"$tmp/lede.1" &&
	    diff man/lede.1 "$tmp/lede.1"
}

# No site is known by name: host names belong in documents, not in code.
hosts() {
	tlds='com|org|net|info|edu|gov|int|io|co|ru|de|fr|jp|cn|kr|tw|uk|pl'
	tlds="$tlds|br|it|es|nl|se|us|eu|ua|cz|il|gr|tr"
	grep -rnE "[a-z0-9-]+\\.($tlds)([^a-z0-9_.(-]|\$)" src |
	    grep -E '"[^"]*[a-z0-9-]+\.('"$tlds"')([^a-z0-9_(][^"]*)?"' |
	    grep -vE '(www\.w3|schema|purl|ogp|unicode)\.org|ogp\.me'
}
no_hosts() { ! hosts; }

# One version: the Makefile's, of CHANGES, of the Debian package.
one_version() {
	v=$(sed -n 's/^VERSION = //p' Makefile)
	[ "$("$LEDE" --version)" = "lede $v" ] &&
	    [ "$(sed -n '1s/,.*//p' CHANGES)" = "$v" ] &&
	    [ "$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)" = "$v" ]
}

# mapped: src/README has a line for each file, and none for another.
mapped() {
	awk '/^[a-z\/]+\/  / { dir = $1 }
	/^    [a-z0-9_]+\.(\[ch\]|[ch]) / {
		name = $1
		both = sub(/\[ch\]$/, "c", name)
		print dir name
		if (both)
			print dir substr(name, 1, length(name) - 1) "h"
	}' src/README | sort >"$tmp/map"
	find src -name '*.[ch]' | sed 's,^src/,,' | grep -vx main.c | sort |
	    diff "$tmp/map" -
}

check "the version is not everywhere the same" one_version
check "src/README does not map src" mapped
if have mandoc; then
	for page in man/*.[15]; do
		check "$page: mandoc -Tlint" lint_page "$page"
	done
else
	skip "man pages (no mandoc)"
fi

check "completions/lede.bash does not parse" bash -n completions/lede.bash
for shell in zsh fish; do
	file=completions/_lede
	[ $shell = fish ] && file=completions/lede.fish
	if have $shell; then
		check "$file does not parse" $shell -n $file
	else
		skip "syntax of $file (no $shell)"
	fi
done
for f in .ci/setup $(find tests -name '*.sh'); do
	check "$f does not parse" sh -n "$f"
done
check ".ci/run does not parse" bash -n .ci/run

# "In" is a macro of mdoc(7), which would read a heading as "<the>".
for page in man/*.[15]; do
	check "$page: a heading begins with a macro" \
	    sh -c '! grep -E "^\.S[hs] (An|Ar|At|Do|In|It|No|So|Tn|Va) " "$1"' \
	    sh "$page"
done

if "$LEDE" --dump-keys >/dev/null 2>&1; then
	check "key tables of man/lede.1; \"make man-keys\" mends them" \
	    keys_agree
else
	bad "lede --dump-keys does not work"
fi
# Settings with their defaults, and styles, as lede.conf(5) has them.
sed -n 's/^	{ "\([a-z-]*\)", [A-Z]*, "\([^"]*\)".*/\1 \2/p' src/app/config.c \
    >"$tmp/settings"
check "no settings found in src/app/config.c" [ -s "$tmp/settings" ]
while read -r name value; do
	check "set $name ${value:-(empty)}: not so in man/lede.conf.5" \
	    grep -qxF ".It Cm $name No ${value:-(empty)}" man/lede.conf.5
done <"$tmp/settings"
for style in $(grep -oE '\] = "[a-z-]+"' src/view/style.c | cut -d '"' -f 2); do
	check "style $style: not in man/lede.conf.5" \
	    grep -qE "^\.Cm .*\b$style( |\$)" man/lede.conf.5
done

check "host names in src/" no_hosts

# Each command and each long option of the usage stands in lede(1) and in
# all three completions.
usage_words() {
	"$LEDE" --help | grep -oE -- '--[a-z][a-z-]+|lede [a-z]+' |
	    sed 's/^lede //' | sort -u
}
for w in $(usage_words); do
	bare=${w#--}
	check "$w: not in man/lede.1" \
	    grep -qE "(Fl -|Cm |Nm |[|] -)$bare( |\$)" man/lede.1
	for f in completions/*; do
		check "$w: not in $f" grep -qE "(^|[^a-z])$bare([^a-z]|\$)" $f
	done
done
# Two files with a function of one name would only clash once both are linked.
twins=$(nm --defined-only "$B/liblede.a" 2>/dev/null |
    awk '$2 ~ /^[TDBRC]$/ && seen[$3]++ { print $3 }')
check "defined twice in liblede.a: $twins" [ -z "$twins" ]
finish static
