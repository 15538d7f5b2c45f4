#!/bin/sh
# A few scenes of the real program in a real terminal (tmux).  Waits are for
# a text on the screen or a state of the terminal, never for a time.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
if ! have tmux; then
	skip "scenes in a terminal (no tmux)"
	finish tmux
fi
root=$PWD
sock=lede-test-$$
on_exit='tm kill-server 2>/dev/null'
tm() { tmux -L "$sock" -f /dev/null "$@"; }
mkdir "$tmp/docs"
cp tests/doc/story.in "$tmp/docs/a.html"
cp tests/doc/plain.in "$tmp/docs/b.txt"
cat >"$tmp/start" <<'END'
# start COMMAND: what the terminal was like before and after, and the pid.
stty -g </dev/tty >"$tmp/before"
sh -c 'echo $$ >"$tmp/pid"; exec "$@"' sh "$@"
echo "status: $?"
stty -g </dev/tty >"$tmp/after"
echo "scene over"
END

# until_so COMMAND...: poll, for 15 seconds at most.
until_so() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.05
	done
}
screen() { tm capture-pane -p -t "$pane" 2>/dev/null; }
shows() { screen | grep -qE -- "$1"; }
hides() { ! shows "$1"; }
is() { [ "$(tm display -p -t "$pane" "#{$1}")" = "$2" ]; }
keys() { tm send-keys -t "$pane" "$@"; }
see() {
	until_so shows "$2" && ok && return
	bad "$scene: $1: never saw $2"
	screen
}
gone() { ! kill -0 "$(cat "$tmp/pid")" 2>/dev/null; }

# scene NAME COLS ROWS COMMAND: a shell in a new window, COMMAND typed.
scene() {
	scene=$1
	rm -f "$tmp/before" "$tmp/after" "$tmp/pid"
	tm kill-session -t s 2>/dev/null
	tm new-session -d -s s -x "$2" -y "$3" -c "$root" \
	    env tmp="$tmp" LEDE="$LEDE" PS1='ready% ' ENV= HOME="$HOME" sh -i
	pane=$(tm list-panes -t s -F '#{pane_id}')
	until_so shows 'ready%'
	keys -l "$4"
	keys Enter
}
# The terminal is as it was: modes, alternate screen, cursor, keypad, mouse.
restored() {
	until_so shows 'scene over' || bad "$scene: does not end"
	check "$scene: stty differs" cmp "$tmp/before" "$tmp/after"
	check "$scene: still on the alternate screen" until_so is alternate_on 0
	check "$scene: the cursor stays hidden" until_so is cursor_flag 1
	check "$scene: the keypad mode stays" until_so is keypad_flag 0
	check "$scene: mouse reports stay on" until_so is mouse_any_flag 0
}

# A picture goes out in a few pieces (Linux counts them), not in a hundred.
few_writes() {
	io=/proc/$(cat "$tmp/pid")/io
	[ ! -r "$io" ] || awk '$1 == "syscw:" { n = $2 } END { exit n > 40 }' "$io"
}

# Keeps the server while scenes come and go.
tm new-session -d -s keeper -x 80 -y 24 cat

scene dumb 80 24 'TERM=dumb sh $tmp/start $LEDE corpus'
see refusal 'of type "dumb" cannot move its cursor; "lede cat"'
see end 'status: 1'
check "dumb: the screen was scrolled away" shows '^ready%.*TERM=dumb'

scene corpus 120 40 'sh $tmp/start $LEDE corpus'
see start 'q quit|\? help'
check "corpus: not on the alternate screen" until_so is alternate_on 1
check "corpus: many small writes" few_writes
keys q
see end 'status: 0'
restored

for size in 200x60 80x24 40x12 20x5; do
	scene "$size" ${size%x*} ${size#*x} 'sh $tmp/start $LEDE $tmp/docs'
	see start 'Harbour'
	keys Tab
	keys j
	keys Tab
	keys q
	restored
done

for signal in TERM HUP INT QUIT; do
	scene "SIG$signal" 100 30 'sh $tmp/start $LEDE $tmp/docs'
	see start 'Harbour reopens'
	kill -$signal "$(cat "$tmp/pid")"
	restored
done

scene "closed terminal" 100 30 'sh $tmp/start $LEDE $tmp/docs'
see start 'Harbour reopens'
tm kill-pane -t "$pane"
check "closed terminal: lede lives on" until_so gone

# However it ends, the next one goes on where it was.
for signal in TERM HUP; do
	start="XDG_STATE_HOME=\$tmp/kept-$signal sh \$tmp/start \$LEDE"
	scene "kept over SIG$signal" 100 30 "$start corpus/00-tour.html"
	see start 'A Tour of lede'
	keys 3
	keys -l zM
	see folded '▸ The Keeper'
	kill -$signal "$(cat "$tmp/pid")"
	restored
	scene "after SIG$signal" 100 30 "$start corpus/00-tour.html"
	see "the folds again" '▸ The Keeper'
	keys q
	restored
done

scene SIGTSTP 100 30 'stty -g >$tmp/before; $LEDE $tmp/docs'
see start 'Harbour reopens'
pid=$(pgrep -P "$(tm display -p -t "$pane" '#{pane_pid}')" | head -n 1)
kill -TSTP "$pid"
see stopped 'ready% *$'
check "SIGTSTP: still on the alternate screen" until_so is alternate_on 0
keys -l 'stty -g >$tmp/after; echo modes kept'
keys Enter
see "the shell again" '^modes kept'
check "SIGTSTP: stty differs" cmp "$tmp/before" "$tmp/after"
keys -l 'clear; fg'
keys Enter
see "after fg" 'Harbour reopens'
check "SIGCONT: not on the alternate screen" until_so is alternate_on 1
keys C-z
check "^Z does not stop it" until_so is alternate_on 0
keys -l 'fg'
keys Enter
see "after fg" 'Harbour reopens'
keys q
check "SIGTSTP: q does not end it" until_so is alternate_on 0

scene pipe 100 30 'cat $tmp/docs/a.html | sh $tmp/start $LEDE -'
see start 'Harbour reopens'
keys '?'
see "keys in a pipe" 'Keys and commands'
keys Escape
keys q
keys q
see end 'scene over'
check "pipe: still on the alternate screen" until_so is alternate_on 0

# What is pasted is text for a prompt, and no keys anywhere.
scene paste 100 30 'sh $tmp/start $LEDE $tmp/docs'
see start 'Harbour reopens'
tm set-buffer 'xyz first line
quit Zx 3ZZq:q
'
tm paste-buffer -p -t "$pane"
see "no prompt" 'pasted text does nothing here'
keys :
tm paste-buffer -p -t "$pane"
see "one line" ':xyz first line quit Zx 3ZZq:q'
keys Enter
see "which is no command" 'no such command: xyz'
keys q
restored

# A charset by hand: in a file of the reader's alone, found by the next run,
# by no script, and by no run that is told not to.
cp tests/screen/docs/ferry-koi8.txt "$tmp/docs/c.txt"
states=$XDG_STATE_HOME/lede
by_hand() {
	scene "charset $1" 84 20 "sh \$tmp/start \$LEDE $1 \$tmp/docs/c.txt"
	see start "$2"
	keys -l i
	see "how it is known" "charset .*$3"
	keys -l q
	[ -z "$4" ] || keys -l ":charset $4"
	[ -z "$4" ] || keys Enter
	[ -z "$4" ] || see "read anew" 'read as'
	keys -l q
	see end 'status: 0'
}
rm -rf "$states"
by_hand '' 'Паром' 'KOI8-R, guessed' big5
check "charset: no file of its own" \
    [ "$(find "$states" -type f -perm 0600 | wc -l)" = 1 ]
check "charset: others may look into the folder" \
    [ "$(find "$states" -type d -perm 0700 | wc -l)" = 1 ]
check "charset: detect reads states" [ "$("$LEDE" detect "$tmp/docs/c.txt" |
    cut -f 2)" = KOI8-R ]
check "charset: cat reads states" sh -c '"$1" "$2" | grep -q Паром' sh \
    "$LEDE" "$tmp/docs/c.txt"
by_hand --no-state 'Паром' 'KOI8-R, guessed' koi8-u
by_hand '--charset koi8-u' 'Паром' 'KOI8-U, transport' ''
by_hand '' 'Big5' 'Big5, chosen by hand' auto
check "charset: a file where nothing is remembered" \
    [ "$(find "$states" -type f | wc -l)" = 0 ]
rm "$tmp/docs/c.txt"

scene resize 120 40 'sh $tmp/start $LEDE $tmp/docs'
see start 'Harbour reopens'
for size in '60 15' '20 5' '10 3' '1 1' '200 60' '80 24'; do
	tm resize-window -t s -x ${size% *} -y ${size#* }
	check "resize to $size: lede died" sh -c '! [ -f "$1" ]' sh "$tmp/after"
done
see "after resizing" 'Harbour reopens'
keys q
see end 'status: 0'
restored

# The killfile is kept, and can be edited.
for round in first second; do
	scene "killfile, $round run" 80 24 \
	    'sh $tmp/start $LEDE tests/screen/docs/quarrel.txt'
	see start 'Ferry at Oxmoor'
	keys 3
	if [ $round = first ]; then
		see "the comments" 'A heron weighs'
		keys x
	fi
	see "$round run" 'hidden: Pelham'
	keys q
	see end 'status: 0'
done
check "the killfile's line" grep -qx 'kill author "Pelham"' \
    "$XDG_CONFIG_HOME/lede/kill"
rm -f "$XDG_CONFIG_HOME/lede/kill"

# What ncurses itself leaves on some terminals is not ours to find.
ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS-}
export ASAN_OPTIONS
tm set-environment -g ASAN_OPTIONS "$ASAN_OPTIONS"

for term in vt100 xterm-256color linux ansi; do
	scene "TERM=$term" 80 24 "TERM=$term sh \$tmp/start \$LEDE \$tmp/docs"
	see start 'Harbour'
	keys q
	see end 'status: 0'
done
scene NO_COLOR 80 24 'NO_COLOR=1 sh $tmp/start $LEDE $tmp/docs'
see start 'Harbour reopens'
check "NO_COLOR: colours" sh -c '! tmux -L "$1" capture-pane -e -p -t "$2" |
    grep -qE "$(printf "\033")\[([0-9;]*;)?(3[0-7]|4[0-7]|38|48|9[0-7])"' \
    sh "$sock" "$pane"
keys q
see end 'status: 0'

# A configuration with mistakes: one is told, several stand in a box.
printf 'set width many\n' >"$tmp/one.conf"
printf 'set width many\nbind x nowhere quit\nset nothing 1\n' >"$tmp/c.conf"
scene "a mistake" 80 24 'sh $tmp/start $LEDE --config $tmp/one.conf $tmp/docs'
see "which" 'one.conf:1: .*width is a number'
keys ZZ
see end 'status: 0'
yes '# nothing' | head -c 1100000 >"$tmp/long.conf"
scene "a long one" 80 24 'sh $tmp/start $LEDE --config $tmp/long.conf $tmp/docs'
see "what of it counts" 'lede.conf: longer than 1 MiB; the rest does not count'
keys ZZ
see end 'status: 0'
scene "mistakes" 80 24 'sh $tmp/start $LEDE --config $tmp/c.conf $tmp/docs'
see "a box" 'The configuration has mistakes'
see "the first" 'c.conf:1: .*width is a number'
see "the last" 'c.conf:3: .*no such setting'
keys q
until_so hides 'has mistakes' && ok || bad "the box stays"
keys ZZ
see end 'status: 0'
restored

# One of two documents is not there: the other opens, and it is said.
scene "one is missing" 80 24 \
    'sh $tmp/start $LEDE $tmp/docs/a.html $tmp/docs/gone.html'
see "the other" 'Harbour reopens'
see "how many" '1 of 2 could not be read; lede says which when it ends'
keys ZZ
see "which" '^lede: .*gone.html: No such file'
restored

# The library: none, one, a query, a story and back, marks that last.
scene "no library" 80 24 'sh $tmp/start $LEDE --library $tmp/l.db'
see "how to make one" 'lede import PATH'
keys 0 G Enter
see "nothing happens" 'There is no library yet'
check "none is made" [ ! -e "$tmp/l.db" ]
"$LEDE" import --library "$tmp/l.db" corpus >/dev/null 2>&1
keys R
see "it is there" 'unread of [1-9]'
keys q
see end 'status: 0'
restored

scene "library" 120 30 'sh $tmp/start $LEDE --library $tmp/l.db'
see "a headline" 'Speisekarte des Nachtzugs'
see "a preview" '┌ Article'
keys /
keys -l 'comments:>300'
see "results while typing" 'comments:>300.*─┐'
keys Enter
keys Enter
see "its comments" 'Comments · 311'
keys q
see "back" '1/1'
keys '*'
see "starred" '★'
keys ZZ
see end 'status: 0'
restored
check "the star is kept" sh -c '"$1" search --library "$2" starred |
    grep -q "Your Say"' sh "$LEDE" "$tmp/l.db"

scene "damaged library" 80 24 'echo broken >$tmp/d.db; '\
'sh $tmp/start $LEDE --library $tmp/d.db'
see "one line that says so" '^lede: .*d\.db: '
see end 'status: 1'
restored
check "it is left as it was" grep -qx broken "$tmp/d.db"

scene "TERM unknown" 80 24 'TERM=no-such sh $tmp/start $LEDE $tmp/docs'
see "one line that says so" '^lede: .*no-such'
see end 'status: 1'

scene "missing file" 80 24 'sh $tmp/start $LEDE $tmp/missing.html'
see "one line that says so" '^lede: .*missing.html: No such file'
see end 'status: 1'
restored

scene "empty folder" 80 24 'mkdir $tmp/none; sh $tmp/start $LEDE $tmp/none'
see "one line that says so" '^lede: '
see end 'status: 1'
restored

# A document that is in the library: from story to story, and what is done
# there is kept in it.
web=tests/screen/docs/web
for doc in storm ferry slate brill medal letter-keeper; do
	"$LEDE" import $web/$doc.html >/dev/null 2>&1
done
check "web: no library" [ -s "$XDG_DATA_HOME/lede/library.db" ]
scene web 120 40 "sh \$tmp/start \$LEDE $web/storm.html"
see "what is around it" 'Related . 3 . 3 more'
see "the reason" 'Ada Brill.*; 1 day apart'
keys 2
keys -l jjjj
keys Enter
see "the story of the same event" 'interview, which this is not'
keys T
see "the way there" 'same event: Ada Brill'
keys q
keys ']'
see "the next one" 'Seven medals were given'
keys H H
see "back" 'The lifeboat of Oxmoor went out eleven'
keys 3
keys q
see end 'status: 0'
restored
for round in first second; do
	scene "web, $round" 80 24 "sh \$tmp/start \$LEDE $web/slate.html"
	see start 'Listed by|Related . 1'
	keys 2 Enter
	see "the story out of the library" 'Coxswain Ada Brill said'
	[ $round = second ] && see "folded" 'Marrow .*[+]1'
	[ $round = first ] && keys 3 h && see "folded" 'Marrow .*[+]1'
	keys q
	see end 'status: 0'
done
rm -rf "$XDG_DATA_HOME/lede"
scene "no library" 80 24 "sh \$tmp/start \$LEDE $web/slate.html"
see start 'Related . 1'
keys 2 Enter
see "it is not here" 'not among the open documents'
keys q
see end 'status: 0'
check "no library: one was made" [ ! -e "$XDG_DATA_HOME/lede" ]
finish tmux
