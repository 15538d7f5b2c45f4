#!/bin/sh
# usage: mankeys.sh KEYS.mdoc PAGE
#
# Prints PAGE with what stands between the lines `.\" keys begin' and
# `.\" keys end' replaced by KEYS.mdoc (the output of lede --dump-keys).
awk -v keys="$1" '
/^\.\\" keys end/ { inside = 0; ends = 1 }
!inside { print }
/^\.\\" keys begin/ {
	inside = 1
	while ((getline line < keys) > 0)
		print line
}
END { exit !ends }' "$2"
