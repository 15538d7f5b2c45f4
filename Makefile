# lede: GNU make.  "make help" lists the targets.
PREFIX ?= /usr/local
VERSION = 0.1-dev
CC ?= cc
B = build$(if $(SAN),-san)
PKGS = ncursesw libunistring fribidi libcjson zlib

WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
OPT ?= -O2 -g
SANFLAGS = $(if $(SAN),-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined)
# libunistring has no .pc file on Debian; -D flags of ncursesw are dropped.
PC = pkg-config --silence-errors
CPPFLAGS += -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_WIDECHAR=1 \
	-DVERSION='"$(VERSION)"' \
	$(filter-out -D%,$(shell $(PC) --cflags ncursesw fribidi zlib))
CFLAGS += -std=c11 $(WARN) $(OPT) $(SANFLAGS)
LDFLAGS += $(SANFLAGS) -Wl,--as-needed
LDLIBS += $(shell $(PC) --libs ncursesw || echo -lncursesw) -lunistring \
	$(shell $(PC) --libs fribidi || echo -lfribidi) \
	$(shell $(PC) --libs libcjson || echo -lcjson) -lz

SRC := $(filter-out src/main.c,$(wildcard src/*/*.c src/*/*/*.c))
OBJ := $(SRC:%.c=$(B)/%.o)
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

all: $(B)/lede
$(B)/lede: $(B)/src/main.o $(B)/liblede.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(B)/liblede.a: $(OBJ)
	rm -f $@ && $(AR) rcs $@ $^
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/liblede.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
-include $(OBJ:.o=.d) $(B)/src/main.d

unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done
clean:
	rm -rf build build-san
.PHONY: all unit clean
.SECONDARY:
