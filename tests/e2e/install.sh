#!/bin/sh
# make install and make uninstall are inverse, what is installed works.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
dest=$tmp/dest

# make_in DESTDIR PREFIX TARGET: of the program as it is, whatever its PREFIX.
make_in() {
	b=${B#"$PWD"/}
	${MAKE:-make} -s -o "$b/lede" B="$b" DESTDIR="$1" PREFIX="$2" "$3" \
	    >"$tmp/make.out" 2>&1 || { cat "$tmp/make.out"; return 1; }
}
tree() { find "$@" 2>/dev/null | LC_ALL=C sort; }

p=$dest/opt/here
umask 077	# an administrator's; what is installed is for everybody
check "make install" make_in "$dest" /opt/here install
for f in bin/lede share/man/man1/lede.1 share/man/man5/lede.conf.5 \
    share/man/man5/lede-json.5 share/zsh/site-functions/_lede \
    share/bash-completion/completions/lede share/doc/lede/README.md \
    share/fish/vendor_completions.d/lede.fish; do
	check "not installed: $f" [ -f "$p/$f" ]
done
check "the installed program does not run" "$p/bin/lede" --version >/dev/null
check "lede(1) does not say where the corpus is" \
    grep -qxF ".It Pa /opt/here/share/lede/corpus" "$p/share/man/man1/lede.1"
check "corpus/ is not installed" diff -r corpus "$p/share/lede/corpus"
check "installed files that not everybody can read" \
    [ -z "$(find "$dest"/* ! -perm -444 -o -type d ! -perm -555)" ]
check "a note of folders made in a package" [ ! -e "$p/share/lede/made" ]
: >"$p/bin/other"
check "make uninstall" make_in "$dest" /opt/here uninstall
check "uninstall left: $(find "$dest" -type f)" \
    [ "$(find "$dest" -type f)" = "$p/bin/other" ]
rm "$p/bin/other"

# both WHAT DESTDIR PREFIX: install, install again, uninstall: as before.
both() {
	tree "$dest" >"$tmp/before"
	check "$1: make install" make_in "$2" "$3" install
	check "$1: nothing in its place" [ -x "$2$3/bin/lede" ]
	check "$1: make install, again" make_in "$2" "$3" install
	check "$1: make uninstall" make_in "$2" "$3" uninstall
	check "$1: uninstall without an install" make_in "$2" "$3" uninstall
	tree "$dest" >"$tmp/after"
	check "$1: not as it was before" diff "$tmp/before" "$tmp/after"
}
rm -rf "$dest"
mkdir "$dest"
both "for a package" "$dest" /usr
both "a space in PREFIX" "$dest" "/opt/the reader"
both "in place, new" "" "$dest/local"
# As Debian's /usr/local is, with empty folders and a link into one.
mkdir -p "$dest/local/bin" "$dest/local/share/man" "$dest/local/share/empty"
ln -s share/man "$dest/local/man"
both "in place" "" "$dest/local"
both "in place, a space in PREFIX" "" "$dest/local/the reader"
finish install
