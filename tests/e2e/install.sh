#!/bin/sh
# make install and make uninstall are inverse, what is installed works.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
dest=$tmp/dest

make_in() {
	${MAKE:-make} -s B="${B#"$PWD"/}" DESTDIR="$dest" PREFIX=/opt/here \
	    "$@" >"$tmp/make.out" 2>&1 || { cat "$tmp/make.out"; return 1; }
}
check "make install" make_in install
p=$dest/opt/here
for f in bin/lede share/man/man1/lede.1 share/man/man5/lede.conf.5 \
    share/man/man5/lede-json.5 share/zsh/site-functions/_lede \
    share/bash-completion/completions/lede share/doc/lede/README.md \
    share/fish/vendor_completions.d/lede.fish; do
	check "not installed: $f" [ -f "$p/$f" ]
done
check "the installed program does not run" "$p/bin/lede" --version >/dev/null
check "corpus/ is not installed" diff -r corpus "$p/share/lede/corpus"
check "installed files that not everybody can read" \
    [ -z "$(find "$dest" ! -perm -444)" ]
: >"$p/bin/other"
check "make uninstall" make_in uninstall
check "uninstall left: $(find "$dest" -type f)" \
    [ "$(find "$dest" -type f)" = "$p/bin/other" ]
rm "$p/bin/other"
check "make install, again" make_in install
check "make uninstall, again" make_in uninstall
check "uninstall left: $(find "$dest" ! -type d -o -name '*lede*')" \
    [ -z "$(find "$dest" ! -type d -o -name '*lede*')" ]
check "uninstall without an install" make_in uninstall
finish install
