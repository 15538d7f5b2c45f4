#!/bin/sh
# The documents of corpus/ and tests/doc, cut off and changed.  Time counts
# where no sanitizer takes most of it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
"$B/damage" ${SAN:+-t} -f 10 $(find corpus tests/doc -type f \
    ! -name '*.json' ! -name '*.opts' | sort)
