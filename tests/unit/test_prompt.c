#include "app/prompt.h"

#include "app/keymap.h"
#include "text/width.h"
#include "ui/key.h"

#include "test.h"

/* Keys as in lede.conf; blanks are typed as <Space>. */
static enum prompt_event
type(struct prompt *p, const char *keys)
{
	enum prompt_event last = PROMPT_EDITED;
	struct slice rest = slice_z(keys);
	uint32_t key;

	while (rest.len && key_parse(&rest, &key))
		last = prompt_key(p, key);
	CHECK_EQ(rest.len, 0);
	return last;
}

static const struct {
	const char *keys, *text;
	size_t cursor;
} edits[] = {
	{ "", "", 0 },
	{ "abc", "abc", 3 },
	{ "abc<Left><Left>x", "axbc", 2 },
	{ "abc<C-b><C-f><C-f>", "abc", 3 },
	{ "abc<Home>x<End>y", "xabcy", 5 },
	{ "abc<C-a>x<C-e>y", "xabcy", 5 },
	{ "abc<BS>", "ab", 2 },
	{ "abc<Left><BS>", "ac", 1 },
	{ "abc<Home><Del>", "bc", 0 },
	{ "abc<Home><C-d><C-d><C-d><C-d>", "", 0 },
	{ "abc<Del>", "abc", 3 },
	{ "abc<Left><C-u>", "c", 0 },
	{ "abc<Left><C-k>", "ab", 2 },
	{ "one<Space>two<C-w>", "one ", 4 },
	{ "one<Space>two<Space><Space><C-w>", "one ", 4 },
	{ "one<Space>two<C-w><C-w><C-w>", "", 0 },
	{ "one<Space>two<Left><C-w>", "one o", 4 },
	{ "\xC3\xA9t\xC3\xA9<Left><BS>", "\xC3\xA9\xC3\xA9", 2 },
	/* A letter and what combines with it go together. */
	{ "xe\xCC\x81<BS>", "x", 1 },
	{ "xe\xCC\x81<Left>y", "xye\xCC\x81", 2 },
	{ "\xE6\xB8\xAF\xE6\x99\x82<Left><Del>", "\xE6\xB8\xAF", 3 },
	/* Control keys without a meaning type nothing. */
	{ "a<C-x><C-q><F1><F2>b", "ab", 2 }
};

static void
test_edits(void)
{
	struct prompt p = { 0 };
	size_t i;

	for (i = 0; i < sizeof(edits) / sizeof(*edits); i++) {
		prompt_start(&p, PROMPT_SEARCH);
		CHECK_EQ(type(&p, edits[i].keys), PROMPT_EDITED);
		CHECK_STR(buf_slice(&p.text), edits[i].text);
		CHECK_EQ(p.cursor, edits[i].cursor);
		CHECK(p.open);
	}
	prompt_free(&p);
}

static const struct {
	const char *keys;
	enum prompt_event event;
	bool open;
} events[] = {
	{ "a", PROMPT_EDITED, true }, { "a<Enter>", PROMPT_DONE, false },
	{ "a<Tab>", PROMPT_TAB, true }, { "a<Esc>", PROMPT_CANCEL, false },
	{ "a<C-c>", PROMPT_CANCEL, false }, { "a<C-g>", PROMPT_CANCEL, false },
	{ "<BS>", PROMPT_CANCEL, false }, { "a<BS>", PROMPT_EDITED, true },
	{ "a<BS><BS>", PROMPT_CANCEL, false },
	{ "<Enter>", PROMPT_DONE, false }
};

static void
test_events(void)
{
	struct prompt p = { 0 };
	size_t i;

	for (i = 0; i < sizeof(events) / sizeof(*events); i++) {
		prompt_start(&p, PROMPT_COMMAND);
		CHECK_EQ(type(&p, events[i].keys), events[i].event);
		CHECK_EQ(p.open, events[i].open);
	}
	prompt_free(&p);
}

/* A page of text becomes one line, none of which is a key. */
static void
test_paste(void)
{
	static const char page[] = "\r one \t two\r\rthree\x01\x7f\x1f.\r";
	struct prompt p = { 0 };
	size_t i;

	prompt_start(&p, PROMPT_SEARCH);
	for (i = 0; page[i]; i++)
		prompt_paste(&p, (unsigned char)page[i]);
	CHECK_STR(buf_slice(&p.text), "one two three. ");
	CHECK(p.open);
	for (i = 0; i < 100000; i++)
		prompt_paste(&p, 'x');
	CHECK_EQ(p.text.len, 4096);
	prompt_free(&p);
}

/* Lines that were entered before, then keys, then what stands there. */
static const struct {
	const char *keys, *text;
} recalls[] = {
	{ "<Up>", "three" }, { "<Up><Up>", "two" },
	{ "<Up><Up><Up>", "one" }, { "<Up><Up><Up><Up>", "one" },
	{ "<Up><Up><Down>", "three" }, { "new<Up><Down>", "new" },
	{ "new<Down>", "new" }, { "<C-p><C-p><C-n>", "three" },
	{ "<Up>x<Up>", "two" }, { "<Up>x", "threex" }
};

static void
test_recall(void)
{
	struct prompt p = { 0 };
	size_t i;

	/* Twice the same, nothing, and what was cancelled do not count. */
	for (i = 0; i < 6; i++) {
		static const char *const lines[] = {
			"one<Enter>", "two<Enter>", "<Enter>", "three<Enter>",
			"three<Enter>", "four<Esc>"
		};

		prompt_start(&p, PROMPT_COMMAND);
		type(&p, lines[i]);
	}
	for (i = 0; i < sizeof(recalls) / sizeof(*recalls); i++) {
		prompt_start(&p, PROMPT_COMMAND);
		type(&p, recalls[i].keys);
		CHECK_STR(buf_slice(&p.text), recalls[i].text);
		CHECK_EQ(p.cursor, p.text.len);
	}
	prompt_start(&p, PROMPT_SEARCH);	/* has a history of its own */
	type(&p, "<Up>");
	CHECK_EQ(p.text.len, 0);
	prompt_free(&p);
}

static void
test_recall_many(void)
{
	struct prompt p = { 0 };
	int i;

	for (i = 0; i < 1000; i++) {
		prompt_start(&p, PROMPT_SEARCH);
		type(&p, i % 2 ? "odd<Enter>" : "even<Enter>");
	}
	CHECK_EQ(p.history[PROMPT_SEARCH].n, 200);
	prompt_start(&p, PROMPT_SEARCH);
	for (i = 0; i < 300; i++)
		type(&p, "<Up>");
	CHECK_STR(buf_slice(&p.text), "even");
	prompt_free(&p);
}

/* In 8 cells: the sign, six of the text, and a place for the cursor. */
static const struct {
	const char *keys, *shown;
	size_t cursor;
} rows[] = {
	{ "", "/       ", 1 }, { "abc", "/abc    ", 4 },
	{ "abcdef", "/abcdef ", 7 }, { "abcdefg", "/bcdefg ", 7 },
	{ "abcdefgh<Home>", "/abcdefg", 1 },
	{ "\xE6\xB8\xAF\xE6\xB8\xAF\xE6\xB8\xAF\xE6\xB8\xAF",
	    "/\xE6\xB8\xAF\xE6\xB8\xAF\xE6\xB8\xAF ", 7 }
};

static void
test_rows(void)
{
	struct prompt p = { 0 };
	struct row r = { 0 };
	size_t i, at;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		prompt_start(&p, PROMPT_SEARCH);
		type(&p, rows[i].keys);
		prompt_row(&p, &r, 8, &at);
		CHECK_STR(buf_slice(&r.text), rows[i].shown);
		CHECK_EQ(at, rows[i].cursor);
		CHECK_EQ(r.cells, 8);
	}
	row_free(&r);
	prompt_free(&p);
}

/* Hebrew alef to dalet are D7 90 to D7 93. */
#define ALEF "\xD7\x90"
#define BET "\xD7\x91"
#define GIMEL "\xD7\x92"

static const struct {
	const char *keys, *seen;
	size_t cursor;
	bool logical;
} rtl_rows[] = {
	/* It grows away from the cursor, which stays at its end. */
	{ ALEF, "/ " ALEF "     ", 1, false },
	{ ALEF BET, "/ " BET ALEF "    ", 1, false },
	{ ALEF BET GIMEL, "/ " GIMEL BET ALEF "   ", 1, false },
	{ ALEF BET GIMEL "<Left>", "/ " GIMEL BET ALEF "   ", 2, false },
	{ ALEF BET GIMEL "<Home>", "/ " GIMEL BET ALEF "   ", 4, false },
	{ ALEF "<Space>12", "/ 12 " ALEF "  ", 1, false },
	{ "a:" ALEF BET, "/a:" BET ALEF "   ", 5, false },
	{ "a:" ALEF BET "<Left>", "/a:" BET ALEF "   ", 3, false },
	{ ALEF BET "(", "/ )" BET ALEF "   ", 1, false },
	/* Where the terminal reorders it is sent as it was typed. */
	{ ALEF BET, "/" ALEF BET "     ", 3, true }
};

static void
check_seen(const struct row *r, const char *want)
{
	struct buf seen = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++)
		buf_add(&seen, slice_sub(buf_slice(&r->text),
		    r->glyphs[i].off, r->glyphs[i].len));
	CHECK_STR(buf_slice(&seen), want);
	buf_free(&seen);
}

static void
test_rtl_rows(void)
{
	struct prompt p = { 0 };
	struct row r = { 0 };
	size_t i, at;

	for (i = 0; i < sizeof(rtl_rows) / sizeof(*rtl_rows); i++) {
		prompt_start(&p, PROMPT_SEARCH);
		type(&p, rtl_rows[i].keys);
		r.logical = rtl_rows[i].logical;
		prompt_row(&p, &r, 8, &at);
		check_seen(&r, rtl_rows[i].seen);
		CHECK_EQ(at, rtl_rows[i].cursor);
		CHECK_EQ(r.cells, 8);
	}
	row_free(&r);
	prompt_free(&p);
}

int
main(void)
{
	text_locale();
	test_edits();
	test_events();
	test_paste();
	test_recall();
	test_recall_many();
	test_rows();
	test_rtl_rows();
	return test_done("prompt");
}
