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

# section TITLE: of lede(1), as text.
section() {
	awk -v title=".Ss $1" '/^\.S[hs]/ { on = $0 == title } on' man/lede.1
}

# Keys of lines that are typed and of boxes, and vim's words, which the
# table of commands does not have.
other_keys() {
	for pair in "prompt.c:Lines that are typed" "dialog.c:Boxes"; do
		section "${pair#*:}" >"$tmp/section"
		grep -o "K_CTRL('.')\|K_[A-Z]*\>" "src/app/${pair%%:*}" |
		    sed "s/K_CTRL('\(.\)')/<C-\1>/" |
		    grep -v '^K_\(CTRL\|NONE\|MOUSE\|PASTE\|ESC\)' | sort -u |
		    sed 's/^K_PG/K_Pg/; s/^K_//; t key
			b
			:key
			s/.*/<&>/' |
		    while read -r key; do
			grep -qi -- "$key" "$tmp/section" ||
			    { echo "lede(1) lacks $key of ${pair%%:*}"; exit 1; }
		done || return 1
	done
	section "Lines that are typed" | sed 's|\\&||' |
	    tr ' ' '\n' >"$tmp/words"
	sed -n '/} aliases/,/^};/s/SLICE_INIT("\([^"]*\)")/\n=\1\n/gp' \
	    src/app/command.c | sed -n 's/^=//p' |
	    while read -r word; do
		grep -qxF -- "$word" "$tmp/words" ||
		    { echo "lede(1) lacks :$word"; exit 1; }
	done
}

check "a key or a word of vim is not in lede(1)" other_keys
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

# number FILE TEXT PAGE WORDS: a number of the source that a page tells, too.
# TEXT and WORDS are as they stand there.
number() {
	grep -qF -e "$2" "$1" || bad "$1 has no: $2"
	tr '\n' ' ' <"$3" | sed 's/ \.[A-Z][a-z] / /g' >"$tmp/page"
	check "$3: not so: $4 (see $1: $2)" grep -qF -e "$4" "$tmp/page"
}
number src/app/cat_cmd.c 'WIDTH_PIPE 80	' man/lede.1 'and to 80 where there'
number src/app/cat_cmd.c 'WIDTH_TERMINAL_MAX 100' man/lede.1 '100 at the most'
number src/app/search_cmd.c 'LIMIT 20	' man/lede.1 'stories, 20 if'
number src/app/import_cmd.c 'SECONDS 60	' man/lede.1 'take, 60 if'
number src/app/layout.c 'BESIDE 180	' man/lede.1 'From 180 columns'
number src/app/keep.h 'KEEP_LAST 3000	' man/lede.1 'for three seconds'
number src/store/mark.c 'MAX_STEPS 1000	' man/lede.1 'last thousand'
number src/load/load.h '(size_t)256 << 20' man/lede.1 'read up to 256 MiB'
number src/load/load.h '(size_t)512 << 20' man/lede.1 'up to 512 MiB unpacked'
number src/app/keymap.h 'KEYS_MAX 4' man/lede.conf.5 'up to four keys'
labels=$("$LEDE" decode --labels | wc -l | tr -d ' ')
encodings=$("$LEDE" decode --labels | cut -f 2 | sort -u | wc -l | tr -d ' ')
check "src/README: not $labels labels and $encodings encodings" \
    grep -q "the $labels labels and $encodings encodings" src/README

check "host names in src/" no_hosts
# A target without a rule does nothing, and says so to nobody who reads.
for t in $(sed -n '/^\.PHONY:/,/[^\\]$/p' Makefile | tr -d '\\'); do
	[ "$t" = .PHONY: ] ||
	    check "make $t: no rule in the Makefile" grep -q "^$t:" Makefile
done

# Each command takes the same options in its help, in the synopsis of lede(1)
# and in all three completions: lines of "COMMAND --option", sorted.
usage_options "$LEDE" >"$tmp/usage"
commands=$(cut -d ' ' -f 1 "$tmp/usage" | sort -u)
in_synopsis() {
	awk '
	/^\.Sh/ { inside = /SYNOPSIS/ }
	!inside { next }
	/^\.Nm/ { command = "lede" }
	/^\.Cm/ { command = $2 }
	/^\.(Nm |Op )?Fl|^\.Nm Fl/ {
		while (match($0, / -[a-z][a-z-]+/)) {
			print command, "-" substr($0, RSTART + 1, RLENGTH - 1)
			$0 = substr($0, RSTART + RLENGTH)
		}
	}' man/lede.1
}
in_bash() {
	for c in $commands; do
		bash -c '. completions/lede.bash
			COMP_WORDS=(lede $1 --) COMP_CWORD=$((1 + ($# > 0)))
			_lede
			printf "%s\n" "${COMPREPLY[@]}"' bash \
		    ${c#lede} 2>/dev/null |
		    sed -n "s/^--/$c --/p"
	done
}
in_zsh() {
	awk '
	/^\t[a-z*]+\)$/ { command = $1 == "*)" ? "lede" : $1
		sub(/\)/, "", command) }
	/^}/ { command = "" }
	/\$charset/ && command { print command, "--charset" }
	command && match($0, /--[a-z][a-z-]+\[/) {
		print command, substr($0, RSTART, RLENGTH - 1)
	}' completions/_lede
}
in_fish() {
	sed -n 's/.*"not __fish_seen[a-z_]* $commands" -l \([a-z-]*\).*/lede --\1/p
	    s/.*"__fish_seen_subcommand_from \([a-z ]*\)" -l \([a-z-]*\).*/\1 --\2/p' \
	    completions/lede.fish |
	    awk '{ for (i = 1; i < NF; i++) print $i, $NF }'
}
same_options() {
	"$1" | sort -u >"$tmp/theirs"
	diff "$tmp/usage" "$tmp/theirs"
}
for where in synopsis bash zsh fish; do
	check "options of $where (>) and of lede --help (<)" \
	    same_options in_$where
done
for c in $(echo $commands | sed 's/\blede\b//'); do
	for f in completions/*; do
		check "$c: not in $f" grep -qE "[^a-z]$c([^a-z]|\$)" $f
	done
done
# Short forms are named where the long ones are.
for x in $(sed -n "s/.*{ \"\([a-z]*\)\", '\([a-zA-Z]\)'.*/\2/p" \
    src/app/*_cmd.c src/main.c | sort -u); do
	check "-$x: not in lede --help" eval '"$LEDE" --help | grep -q -- "-$x "'
	check "-$x: not in man/lede.1" grep -qE "Fl $x( |\$)" man/lede.1
done
# What is read from the environment is named in lede(1).
for x in $(grep -rhoE 'getenv\("[A-Z_]+' src | cut -d '"' -f 2 | sort -u); do
	check "$x: not under ENVIRONMENT of man/lede.1" \
	    grep -qE "^\.It Ev (.* , )?$x( ,|\$)" man/lede.1
done
# Two files with a function of one name would only clash once both are linked.
twins=$(nm --defined-only "$B/liblede.a" 2>/dev/null |
    awk '$2 ~ /^[TDBRC]$/ && seen[$3]++ { print $3 }')
check "defined twice in liblede.a: $twins" [ -z "$twins" ]
finish static
