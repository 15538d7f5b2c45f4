#!/bin/sh
# usage: lint.sh	by "make lint": no findings of cppcheck and clang-tidy.
#
# Checks are those that find faults; matters of taste are style.md's.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
JOBS=${JOBS:-2}

# Left out, each with its reason:
# - easily-swappable-parameters, branch-clone, macro-parentheses (our macros
#   are table rows), suspicious-string-compare (KNF's !memcmp),
#   assignment-in-if-condition: taste.
# - narrowing-conversions, implicit-widening: gcc's own warnings decide.
# - reserved-identifier, dcl37: feature macros on the command line.
# - sizeof-expression: mem_grow(..., sizeof(*p)) of an array of pointers.
# - err33, err34: printf's result; atoi where any number will do.
# - insecureAPI: asks for C11's Annex K, which no libc here has.
# - valist.Uninitialized: clang 14 takes every va_start for none.
tidy_checks='-*,bugprone-*,cert-*,clang-analyzer-*,misc-redundant-expression,
misc-unused-parameters,misc-misplaced-const,performance-*,portability-*,
readability-duplicate-include,readability-misleading-indentation,
readability-redundant-declaration,readability-redundant-preprocessor,
-bugprone-easily-swappable-parameters,-bugprone-branch-clone,
-bugprone-macro-parentheses,-bugprone-suspicious-string-compare,
-bugprone-assignment-in-if-condition,-bugprone-narrowing-conversions,
-bugprone-implicit-widening-of-multiplication-result,
-bugprone-reserved-identifier,-cert-dcl37-c,-cert-dcl51-cpp,
-bugprone-sizeof-expression,-cert-err33-c,-cert-err34-c,
-performance-no-int-to-ptr,-clang-analyzer-valist.Uninitialized,
-clang-analyzer-security.insecureAPI.strcpy,
-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
tidy_checks=$(printf '%s' "$tidy_checks" | tr -d '\n')

# In batches, so that all cores work; CPP is words without quotes.
tidy() {
	find src -name '*.c' | sort | xargs -P "$JOBS" -n 4 sh -c '
		checks=$1 cpp=$2
		shift 2
		clang-tidy --quiet --warnings-as-errors="*" \
		    --checks="$checks" "$@" -- -std=c11 -Isrc \
		    "-DVERSION=\"\"" "-DDATADIR=\"\"" $cpp 2>/dev/null
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
