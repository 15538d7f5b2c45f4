# lede: GNU make.  "make help" lists the targets; SAN=1 builds with ASan and
# UBSan in a directory of its own; PREFIX and DESTDIR say where to install;
# SHARED=1 links no library as an archive.
VERSION = 0.1
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
CLANG ?= clang
FUZZ_TIME ?= 60
B = build$(if $(FUZZ),-fuzz,$(if $(SAN),-san))
JOBS := $(shell nproc 2>/dev/null || echo 2)

WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes $(WERROR)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
ifdef FUZZ
SANFLAGS = -O1 -g -fsanitize=fuzzer-no-link $(SANITIZE)
FUZZ_LINK = -fsanitize=fuzzer
else
SANFLAGS = $(if $(SAN),-O1 -g $(SANITIZE))
FUZZ_LINK = $(B)/tests/fuzz/main.o
endif
# Feature macros are set here and nowhere else; .ci/setup drops those that
# pkg-config would bring (ncursesw's _XOPEN_SOURCE=600).
FEATURES = -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE \
	-D_FILE_OFFSET_BITS=64 -DNCURSES_WIDECHAR=1
DEFINES = -DVERSION='"$(VERSION)"'
CPP_ALL = -Isrc -I. $(FEATURES) $(DEFINES) $(LIB_CPPFLAGS) $(CPPFLAGS)
C_ALL = -std=c11 $(WARN) $(CFLAGS) $(SANFLAGS)
LD_ALL = $(SANFLAGS) $(LIB_LDFLAGS) $(LDFLAGS)

SRC := $(sort $(filter-out src/main.c,$(wildcard src/*/*.c src/*/*/*.c)))
OBJ := $(SRC:%.c=$(B)/%.o)
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
SCREEN := $(patsubst %.c,$(B)/%.o,$(wildcard tests/screen/*.c))
BENCH := $(patsubst tests/bench/%.c,$(B)/bench-%,$(wildcard tests/bench/*.c))
TESTS = $(UNIT) $(FUZZERS) $(if $(SCREEN),$(B)/screen-test) $(B)/damage \
	$(B)/drive $(BENCH)

all: $(B)/lede ## build the program (nothing is installed)

# These need no libraries yet, or make them come: they do not read config.mk.
BARE = run check fuzz-smoke clean help uninstall dist
ifneq ($(filter-out $(BARE),$(or $(MAKECMDGOALS),all)),)
$(shell mkdir -p $(B); CC='$(CC)' SHARED='$(SHARED)' \
	sh .ci/setup config $(B)/config.mk)
-include $(B)/config.mk
$(if $(LIB_LDLIBS),,$(error see above))
endif

$(B)/lede: $(B)/src/main.o $(B)/liblede.a
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS)
$(B)/liblede.a: $(OBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(B)/%.o: %.c $(B)/config.mk
	@mkdir -p $(@D)
	$(CC) $(CPP_ALL) $(C_ALL) -MMD -MP -c -o $@ $<
$(B)/src/main.o: Makefile		# for VERSION
# loop.c names what is installed beside the program: anew when that moves.
$(B)/prefix: force
	@mkdir -p $(B); echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@
force:
$(B)/src/app/loop.o: $(B)/prefix
$(B)/src/app/loop.o: DEFINES += -DDATADIR='"$(PREFIX)/share/lede"'
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/liblede.a
	@mkdir -p $(@D)
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS)
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/liblede.a $(if $(FUZZ),,$(FUZZ_LINK))
	@mkdir -p $(@D)
	$(CC) $(LD_ALL) $(if $(FUZZ),$(FUZZ_LINK)) -o $@ $(filter-out %.a,$^) \
		$(B)/liblede.a $(LIB_LDLIBS)
$(B)/bench-%: $(B)/tests/bench/%.o $(B)/liblede.a
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS) -lm
$(B)/damage: $(B)/tests/damage/damage.o $(B)/liblede.a
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS)
$(B)/drive: $(B)/tests/reliability/drive.o $(B)/liblede.a
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS)
$(B)/screen-test: $(SCREEN) $(B)/liblede.a
	$(CC) $(LD_ALL) -o $@ $^ $(LIB_LDLIBS)
-include $(shell find $(B) -name '*.d' 2>/dev/null)

run: ## install what is missing, build, read the documents of corpus/
	@sh .ci/setup build
	@[ -x $(B)/lede ] || echo 'lede: building (a minute, the first time)'
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@$(B)/lede corpus
check: ## install what is missing, build and run all tests
	@sh .ci/setup $(if $(VALGRIND),ci,test)
	@echo 'lede: building, then testing (some minutes)'
	@$(MAKE) --no-print-directory -s -j$(JOBS) all tests
	@B='$(B)' CC='$(CC)' MAKE='$(MAKE)' SAN='$(SAN)' \
		VALGRIND='$(VALGRIND)' sh tests/run.sh
unit: $(UNIT) ## build and run the unit tests alone
	@for t in $(UNIT); do $$t || exit 1; done
tests: $(TESTS)
goldens: $(B)/lede $(TESTS) ## write the expected outputs anew; read the diff
	@B='$(B)' sh tests/doc/run.sh --update
	@if [ -x $(B)/screen-test ]; then $(B)/screen-test --update; fi
fuzz: $(FUZZERS)
fuzz-smoke: ## fuzz each target for FUZZ_TIME seconds, from FUZZ_SEEDS/* (clang)
	@sh .ci/setup ci
	@$(MAKE) --no-print-directory -s -j$(JOBS) CC=$(CLANG) FUZZ=1 fuzz
	@B=build-fuzz FUZZ_TIME='$(FUZZ_TIME)' \
		FUZZ_SEEDS='$(FUZZ_SEEDS)' sh tests/fuzz/smoke.sh
bombs: $(B)/lede ## hostile inputs at full size, with a clock
	@python3 tests/bombs/bombs $(B)/lede full
reliability: $(B)/lede $(B)/drive ## kill -9, full disks, damage, crowds: 20 minutes
	@python3 tests/reliability/reliability $(B)/lede $(B)/drive full
bench: $(B)/lede $(B)/bench-keys $(B)/bench-library ## speed beside public programs, a table; STORIES=20000 PARTS=
	@python3 tests/bench/bench --stories $(or $(STORIES),20000) $< $(PARTS)
lint: ## cppcheck, clang-tidy, mandoc, sh: no findings
	@CPP='$(FEATURES) $(LIB_CPPFLAGS)' B='$(B)' JOBS='$(JOBS)' sh tests/lint.sh
screenshots: $(B)/lede ## man/dark.svg and man/light.svg, for the README (tmux)
	@python3 tests/gen/screenshots $(B)/lede man
man-keys: $(B)/lede ## the key tables of lede(1) from the command table
	@$(B)/lede --dump-keys >$(B)/keys.mdoc
	@sh tests/mankeys.sh $(B)/keys.mdoc man/lede.1 >$(B)/lede.1
	@cp $(B)/lede.1 man/lede.1

D = $(DESTDIR)$(PREFIX)
COMP = share/bash-completion/completions/lede \
	share/zsh/site-functions/_lede share/fish/vendor_completions.d/lede.fish
MAN = share/man/man1/lede.1 share/man/man5/lede.conf.5 \
	share/man/man5/lede-json.5
DIRS = $(patsubst %/,%,$(sort $(dir share/lede/x share/doc/lede/x bin/lede \
	$(MAN) $(COMP))))
# The folders that were not there before, of which uninstall rids the machine.
MADE = $(D)/share/lede/made
install: $(B)/lede ## into $(DESTDIR)$(PREFIX)
	@umask 022; new=; for d in $(DIRS); do \
		d="$(D)/$$d"; while [ ! -d "$$d" ]; do \
			new="$$new$$d\\n"; d=$$(dirname "$$d"); done; \
	done; for d in $(DIRS); do mkdir -p "$(D)/$$d" || exit 1; done; \
	[ -n "$(DESTDIR)" ] || printf '%b' "$$new" >>"$(MADE)"
	install -m 755 $(B)/lede "$(D)/bin/lede"
	@for f in $(MAN); do sed 's|/usr/local/|$(PREFIX)/|' man/$${f##*/} \
		>"$(D)/$$f" && chmod 644 "$(D)/$$f" || exit 1; done
	install -m 644 completions/lede.bash "$(D)/$(word 1,$(COMP))"
	install -m 644 completions/_lede "$(D)/$(word 2,$(COMP))"
	install -m 644 completions/lede.fish "$(D)/$(word 3,$(COMP))"
	install -m 644 README.md CHANGES LICENSE "$(D)/share/doc/lede/"
	cp -R corpus "$(D)/share/lede/" && chmod -R u+w,go+rX "$(D)/share/lede"
uninstall: ## takes away what install brought
	@made=$$(cat "$(MADE)" 2>/dev/null); \
	for f in bin/lede $(MAN) $(COMP) share/lede share/doc/lede; do \
		echo "rm -rf $(D)/$$f"; rm -rf "$(D)/$$f"; done; \
	if [ -n "$(DESTDIR)" ]; then \
		(cd "$(D)" && for d in $(DIRS); do rmdir $$d; \
			rmdir -p $${d%/*}; done); p="$(PREFIX)"; \
		(cd "$(DESTDIR)" && rmdir -p "$${p#/}"); \
	else printf '%s\n' "$$made" | LC_ALL=C sort -r | \
		while IFS= read -r d; do rmdir "$$d"; done; fi 2>/dev/null; :
dist: ## build/lede-VERSION.tar.gz of what is committed
	@mkdir -p build
	git archive --prefix=lede-$(VERSION)/ -o build/lede-$(VERSION).tar HEAD
	gzip -9nf build/lede-$(VERSION).tar
clean: ## take away everything built
	rm -rf build build-san build-fuzz build-clang build-gcc
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20
.PHONY: all run check unit tests goldens fuzz fuzz-smoke bombs reliability \
	bench lint screenshots man-keys install uninstall dist clean help
.SECONDARY:
