#!/bin/sh
# usage: lint.sh	by "make lint": no findings of cppcheck and clang-tidy.
#
# Checks are those that find faults; matters of taste are style.md's.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
JOBS=${JOBS:-2}

# Left out, each with its reason:
# - easily-swappable-parameters, magic numbers: taste.
# - narrowing-conversions, implicit-widening: gcc's own warnings decide.
# - reserved-identifier: feature macros on the command line.
# - DeprecatedOrUnsafeBufferHandling: asks for C11's Annex K, which no
#   libc here has.
# - assignment-in-if-condition: KNF idiom.
tidy_checks='-*,bugprone-*,cert-*,clang-analyzer-*,misc-redundant-expression,
misc-unused-parameters,misc-misplaced-const,performance-*,portability-*,
readability-duplicate-include,readability-misleading-indentation,
readability-redundant-declaration,readability-redundant-preprocessor,
-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,
-bugprone-implicit-widening-of-multiplication-result,
-bugprone-reserved-identifier,-bugprone-assignment-in-if-condition,
-cert-dcl37-c,-cert-dcl51-cpp,-cert-err33-c,-performance-no-int-to-ptr,
-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
tidy_checks=$(printf '%s' "$tidy_checks" | tr -d '\n')

tidy() {
	find src -name '*.c' | sort | xargs -P "$JOBS" -n 4 sh -c '
	checks=$1 cpp=$2
	shift 2
	eval "clang-tidy --quiet --warnings-as-errors=\"*\" \
	    --checks=\"\$checks\" \"\$@\" -- -std=c11 $cpp" 2>/dev/null
	' tidy "$tidy_checks" "$CPP"
}

# constParameter*, variableScope: taste.
check_cpp() {
	cppcheck -q -j "$JOBS" --std=c11 --error-exitcode=1 --inline-suppr \
	    --enable=warning,performance,portability --force \
	    --suppress=missingIncludeSystem -Isrc -DVERSION='""' \
	    -DDATADIR='""' src
}

if have cppcheck; then
	check "cppcheck" check_cpp
else
	skip "cppcheck (not installed)"
fi
if have clang-tidy; then
	check "clang-tidy" tidy
else
	skip "clang-tidy (not installed)"
fi
finish lint
