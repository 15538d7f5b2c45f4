#!/bin/sh
# Every option of every command and every variable of the environment makes
# the difference that lede(1) says it makes: each is tried with and without.
# At the end the list of what was tried is held against "lede --help" and
# the source.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
root=$PWD
onterm=$PWD/tests/e2e/onterm.py
cd "$tmp" || exit 1
TERM=xterm-256color
export TERM
unset BROWSER EDITOR VISUAL COLORFGBG

# tries NAME...: what the checks that follow are about.
tries() {
	printf '%s\n' "$@" >>tried
	topic=$1
}
run() { timeout 60 "$LEDE" "$@" >out 2>err </dev/null; }
# On a terminal: what is seen between the last keys and the end.
term() { python3 "$onterm" "$@" >out 2>err; }
says() { check "$topic: no $1; $(head -c 300 out err)" \
    grep -qE -- "$1" out err; }
says_not() { check "$topic: $1; $(head -c 300 out)" \
    sh -c '! grep -qE -- "$1" out err' sh "$1"; }
is() { check "$topic: $1 is not $2" [ "$1" = "$2" ]; }

cp "$root/tests/doc/story.in" story.html
cp "$root/tests/doc/cs-windows-1251.in" cyrillic.html
cp "$root/tests/doc/cs-undeclared-1251.in" undeclared.html
printf 'The caf\303\203\302\251 of the corner is open\n\nIt is the same %s\n' \
    'caf\303\203\302\251 as before, with the same tables and chairs.' |
    sed 's/\\303/\o303/g; s/\\203/\o203/g; s/\\302/\o302/g; s/\\251/\o251/g' \
    >mojibake.txt
echo 'site other.example title h2' >rules.conf
awk 'BEGIN { for (i = 0; i < 60; i++) printf "word%d ", i; print "" }' \
    >long.txt

# ---- cat ----
tries "cat --json"
run cat --json story.html
says '^out:\{"source":"story.html"|^\{"source":"story.html"'
tries "cat --text"
run cat --json --text story.html
says '^· Ann Example'
says_not '^\{'
tries "cat --markdown"
run cat --markdown story.html
says '^# Harbour reopens'
tries "cat --explain"
run cat --explain story.html
says 'left \('
tries "cat --width"
run cat --width 30 long.txt
is "$(awk 'length($0) > 30' out)" ""
run cat --width 60 long.txt
check "$topic: 60 is as 30" [ -n "$(awk 'length($0) > 30' out)" ]
tries "cat --charset"
run cat --json --charset koi8-r undeclared.html
says '"name":"KOI8-R","from":"transport"'
tries "cat --no-repair"
run cat mojibake.txt
says 'café of'
run cat --no-repair mojibake.txt
says 'cafÃ© of'
tries "cat --url" "cat --config"
run cat --config rules.conf story.html
says '^Harbour reopens after storm$'
run cat --config rules.conf --url http://other.example/ story.html
says_not '^Harbour reopens after storm$'
tries "-c"
run cat -c missing.conf story.html
says 'missing\.conf: No such file'

# ---- detect, decode ----
tries "detect --charset"
run detect undeclared.html
says 'guessed'
run detect --charset windows-1251 undeclared.html
says 'windows-1251	transport'
tries "decode --charset"
run decode --charset koi8-r undeclared.html
cp out koi8
run decode --charset windows-1251 undeclared.html
check "$topic: no difference" sh -c '! cmp -s koi8 out'
tries "decode --labels"
run decode --labels
says '^latin1	windows-1252$'
tries "decode --repair"
run decode --repair mojibake.txt
says 'café of'
tries "decode --no-repair"
run decode --repair --no-repair mojibake.txt
says 'cafÃ© of'

# ---- import ----
tries "import --library"
run import --library a.db story.html
check "$topic: no a.db" [ -s a.db ]
check "$topic: another was made, too" [ ! -e "$XDG_DATA_HOME" ]
tries "import --in-place"
cp story.html left.html
run import --in-place --library b.db left.html
run export --library b.db
is "$(wc -l <out)" 1
rm left.html
run export --library b.db
says 'left\.html: No such file'
tries "import --config"
run import --library c.db --config rules.conf --timeout 50 story.html
run search --library c.db harbour
says 'Harbour reopens'
echo 'site gazette.example title h2' >title.conf
run import --library d.db --config title.conf story.html
run search --library d.db harbour
says_not 'Harbour reopens'
tries "import --timeout" "import --jobs" "-j"
mkfifo fifo1 fifo2 fifo3
run import --library e.db --timeout 1 --jobs 3 fifo1
says 'more than 1 second;'
# Readers that wait for a fifo can be counted: children but the one that
# looked for documents, which is done.
readers() {
	timeout -s INT 20 "$LEDE" import --library f.db "$@" fifo1 fifo2 fifo3 \
	    >out 2>err </dev/null &
	tries=0
	n=0
	while [ $tries -lt 100 ] && [ "$n" -lt "$want" ]; do
		sleep 0.05
		tries=$((tries + 1))
		parent=$(pgrep -P $! | head -n 1)
		n=$(ps -o stat= --ppid "${parent:-0}" | grep -vc Z)
	done
	kill -INT "$parent"
	wait $!
	is "$n readers ($*)" "$want readers ($*)"
}
if have pgrep; then
	want=1
	readers --jobs 1
	want=3
	readers --jobs 3
	readers -j 3
else
	skip "import --jobs (no pgrep)"
fi

# ---- search ----
run import --library g.db story.html "$root/corpus"
tries "search --library"
run search --library g.db harbour
says 'Harbour reopens'
tries "search --json"
run search --library g.db --json harbour
says '^\{"id": [0-9]+, "headline": "'
tries "search --limit" "-n"
run search --library g.db 'comments:>=0'
check "$topic: fewer than 3 stories" [ "$(wc -l <out)" -gt 2 ]
run search --library g.db --limit 2 'comments:>=0'
is "$(wc -l <out)" 2
run search --library g.db -n 1 'comments:>=0'
is "$(wc -l <out)" 1

# ---- export ----
tries "export --library"
run export --library a.db
is "$(wc -l <out)" 1
says '"text":"<!DOCTYPE html>'
tries "export --json"
run export --library a.db --mbox --json
says '^\{"source"'
tries "export --no-source"
run export --library a.db --no-source
says_not 'DOCTYPE html>'
says '^\{"source"'
tries "export --markdown"
run export --library a.db --markdown
says '^# Harbour reopens'
tries "export --mbox"
run export --library a.db --mbox
says '^From .* 2024$'
tries "export --html" "export --output" "-o"
run export --library a.db --html --output pages
check "$topic: no index" grep -q 'Harbour reopens' pages/index.html
run export --library a.db -o a.jsonl
is "$(wc -l <a.jsonl)" 1
tries "export --config"
run export --library a.db --no-source --config title.conf
says '"headline":"What is still closed"'

# ---- lede itself, as in a pipe and on a terminal ----
tries "lede --charset"
run --charset koi8-r undeclared.html
cp out koi8
run undeclared.html
check "$topic: no difference" sh -c '! cmp -s koi8 out'
line=$(python3 -c 'print(open("koi8", encoding="utf-8").readline()[:8])')
term 100x30 see "$line" keys q -- "$LEDE" --charset koi8-r undeclared.html
is $? 0
tries "lede --no-repair"
run --no-repair mojibake.txt
says 'cafÃ© of'
term 100x30 see 'cafÃ© of' keys q -- "$LEDE" --no-repair mojibake.txt
is $? 0
term 100x30 see 'café of' keys q -- "$LEDE" mojibake.txt
is $? 0
tries "lede --url" "lede --config"
run --config title.conf story.html
says '^What is still closed$'
run --config rules.conf --url http://other.example/ story.html
says '^What is still closed$'
term 100x30 see "› What is still closed" keys q -- \
    "$LEDE" --config title.conf story.html
is $? 0
term 100x30 see "› What is still closed" keys q -- "$LEDE" \
    -c rules.conf --url http://other.example/ story.html
is $? 0
tries "lede --library"
term 100x30 see "Harbour reopens" keys q -- "$LEDE" --library a.db
is $? 0
tries "lede --no-state"
quit_at_comments() {
	rm -rf "$XDG_STATE_HOME"
	term 100x30 see Marina keys '3zMq' -- "$LEDE" "$@" story.html
	is $? 0
}
quit_at_comments --no-state
check "$topic: something is remembered" [ ! -e "$XDG_STATE_HOME" ]
quit_at_comments
check "$topic: nothing is remembered without it" [ -e "$XDG_STATE_HOME/lede" ]
tries "lede --help" "-h"
for x in --help -h help "cat --help" "export -h"; do
	run $x
	is "$?" 0
	says '^usage: lede'
done
tries "lede --version" "-V"
for x in --version -V; do
	run $x
	is "$(cat out)" "lede $(sed -n 's/^VERSION = //p' "$root/Makefile")"
done

# ---- the environment ----
tries XDG_STATE_HOME
quit_at_comments
check "$topic: nothing there" [ -e "$XDG_STATE_HOME/lede" ]
tries XDG_DATA_HOME
run import story.html
check "$topic: no library there" [ -s "$XDG_DATA_HOME/lede/library.db" ]
tries XDG_CONFIG_HOME
mkdir -p "$XDG_CONFIG_HOME/lede"
cp title.conf "$XDG_CONFIG_HOME/lede/lede.conf"
run story.html
says '^What is still closed$'
rm -r "$XDG_CONFIG_HOME/lede"
tries HOME
homely() { env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME "$@"; }
mkdir -p "$HOME/.config/lede"
cp title.conf "$HOME/.config/lede/lede.conf"
homely timeout 60 "$LEDE" story.html >out 2>err
says '^What is still closed$'
rm -r "$HOME/.config"
homely timeout 60 "$LEDE" import story.html >out 2>err
check "$topic: no library there" [ -s "$HOME/.local/share/lede/library.db" ]
homely python3 "$onterm" 100x30 see Marina keys '3zMq' -- \
    "$LEDE" story.html >out 2>err
check "$topic: no state there" [ -e "$HOME/.local/state/lede" ]

# drawn COMMAND...: all that the terminal was told, in the file drawn.
drawn() { python3 "$onterm" --raw 100x30 see "Harbour reopens" keys q -- \
    "$@" story.html >drawn 2>err; }
coloured() { grep -qE "$(printf '\033')\[([0-9]+;)*[349][0-9](;[0-9]+)*m" \
    drawn; }
tries NO_COLOR
drawn "$LEDE"
check "$topic: no colours without it" coloured
drawn env NO_COLOR= "$LEDE"
check "$topic: no colours where it is empty" coloured
drawn env NO_COLOR=1 "$LEDE"
check "$topic: colours" eval '! coloured'
search_on_terminal() { python3 "$onterm" --raw 100x30 -- "$@" search \
    --library a.db harbour >drawn 2>err; }
search_on_terminal "$LEDE"
check "$topic: a search without it has no bold words" \
    grep -q "$(printf '\033')\[1;4m" drawn
search_on_terminal env NO_COLOR=1 "$LEDE"
check "$topic: a search has escape sequences" \
    eval '! grep -q "$(printf "\033")" drawn'
tries COLORFGBG
drawn env COLORFGBG='15;0' "$LEDE"
cp drawn dark
drawn env COLORFGBG='0;15' "$LEDE"
check "$topic: light is as dark" eval '! cmp -s dark drawn'
tries TERM
term 100x30 -- env TERM=no-such "$LEDE" story.html
says '^lede: terminal type "no-such" is unknown; set TERM'
tries LC_ALL LC_CTYPE LANG
for name in LC_ALL LC_CTYPE LANG; do
	term 100x30 see '┌ Article' keys q -- env -u LC_ALL -u LC_CTYPE \
	    -u LANG $name=C "$LEDE" story.html
	is "$name $?" "$name 0"
done

# Programs that lede starts.
for name in first second third; do
	printf '#!/bin/sh\necho "%s $*" >>"%s/started"\n' $name "$tmp" >$name
	chmod +x $name
done
# starts NAME KEY COMMAND...
starts() {
	rm -f started
	name=$1 key=$2
	shift 2
	term 100x30 see "Harbour reopens" keys "${key}q" -- "$@" story.html
	tries=0
	until grep -q . started 2>/dev/null || [ $tries = 100 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	check "$topic: started was: $(cat started 2>&1)" \
	    grep -qE "^$name .*(story.html|gazette.example/2024/harbour)$" \
	    started
}
tries PATH
starts third o env BROWSER=third PATH="$tmp:$PATH" "$LEDE"
tries BROWSER "set browser"
starts second o env BROWSER="$tmp/second" "$LEDE"
echo "set browser $tmp/first" >browser.conf
starts first o env BROWSER="$tmp/second" "$LEDE" -c browser.conf
tries EDITOR
starts first v env EDITOR="$tmp/first" "$LEDE"
tries VISUAL "set editor"
starts second v env EDITOR="$tmp/first" VISUAL="$tmp/second" "$LEDE"
echo "set editor $tmp/third -x" >editor.conf
starts 'third -x' v env VISUAL="$tmp/second" "$LEDE" -c editor.conf

# Settings that no screen of tests/screen can show.
tries "set state"
echo "set state off" >state.conf
quit_at_comments -c state.conf
check "$topic: something is remembered" [ ! -e "$XDG_STATE_HOME" ]
tries "set library"
for doc in storm ferry slate brill medal letter-keeper; do
	run import "$root/tests/screen/docs/web/$doc.html"
done
web=$root/tests/screen/docs/web/slate.html
term 120x40 see "●" keys q -- "$LEDE" "$web"
is $? 0
echo "set library off" >library.conf
term 100x30 see "Related" keys '2\n' see "among the open documents" keys q -- \
    "$LEDE" -c library.conf "$web"
is $? 0
says_not "●"

tries "set repair"
echo "set repair off" >repair.conf
term 100x30 see 'cafÃ© of' keys q -- "$LEDE" -c repair.conf mojibake.txt
is $? 0
tries "set mouse"
drawn "$LEDE"
check "$topic: no mouse without it" grep -qF '1000h' drawn
echo "set mouse off" >mouse.conf
drawn "$LEDE" -c mouse.conf
check "$topic: a mouse" eval '! grep -qF "1000h" drawn'

# ---- what was tried is all there is ----
usage_options "$LEDE" >known
# The parser of the usage and the source agree on how many there are.
sed -n '/option_spec/,/NULL/p' "$root"/src/app/*_cmd.c "$root/src/main.c" |
    grep -oE '\{ "[a-z-]+", ' | grep -v dump-keys | sort >in-source
is "$(wc -l <known) options in --help" "$(wc -l <in-source) options in --help"
while read -r option; do
	check "$option: no test here" grep -qxF -e "$option" tried
done <known
for letter in $(sed -n '/option_spec/,/NULL/p' "$root"/src/app/*_cmd.c \
    "$root/src/main.c" | grep -oE "'[a-zA-Z]'" | tr -d "'" | sort -u); do
	check "-$letter: no test here" grep -qxF -e "-$letter" tried
done
for name in $(grep -rhoE 'getenv\("[A-Z_]+' "$root/src" | cut -d '"' -f 2 |
    sort -u); do
	check "$name: no test here" grep -qxF -e "$name" tried
done
finish options
