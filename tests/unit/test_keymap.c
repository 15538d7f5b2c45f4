/* keymap: keys as they are written, and what they mean where. */
#include "app/keymap.h"
#include "test.h"

static const struct {
	const char *spec;
	size_t n;			/* 0: it is wrong */
	uint32_t keys[KEYS_MAX];
	const char *written;		/* as key_format() has it; NULL: spec */
} specs[] = {
	{ "j", 1, { 'j' }, NULL },
	{ "za", 2, { 'z', 'a' }, NULL },
	{ "z1", 2, { 'z', '1' }, NULL },
	{ "<C-d>", 1, { 4 }, NULL },
	{ "<c-D>", 1, { 4 }, "<C-d>" },
	{ "<Tab>", 1, { '\t' }, NULL },
	{ "<S-Tab>", 1, { K_BTAB }, NULL },
	{ "<enter>", 1, { '\r' }, "<Enter>" },
	{ "<Esc>", 1, { 27 }, NULL },
	{ "<Space>", 1, { ' ' }, NULL },
	{ "<BS>", 1, { K_BS }, NULL },
	{ "<C-h>", 1, { K_BS }, "<BS>" },
	{ "<C-j>", 1, { '\r' }, "<Enter>" },
	{ "<Ins>", 1, { K_INS }, NULL },
	{ "<lt>", 1, { '<' }, NULL },
	{ "<", 1, { '<' }, "<lt>" },
	{ ">", 1, { '>' }, NULL },
	{ "<>", 2, { '<', '>' }, "<lt>>" },
	{ "<Up><Down>", 2, { K_UP, K_DOWN }, NULL },
	{ "<PgUp><PgDn>", 2, { K_PGUP, K_PGDN }, NULL },
	{ "<Home><End>", 2, { K_HOME, K_END }, NULL },
	{ "<F1>", 1, { K_F1 }, NULL },
	{ "<F9>", 1, { K_F9 }, NULL },
	{ "<F10>", 1, { K_F10 }, NULL },
	{ "<f12>", 1, { K_F12 }, "<F12>" },
	{ "\xc3\xa9\xe6\x97\xa5", 2, { 0xe9, 0x65e5 }, NULL },
	{ "<C-w>hj<C-x>", 4, { 23, 'h', 'j', 24 }, NULL },
	{ "", 0, { 0 }, NULL }, { "abcde", 0, { 0 }, NULL },
	{ "<nokey>", 0, { 0 }, NULL }, { "<F0>", 0, { 0 }, NULL },
	{ "<F13>", 0, { 0 }, NULL }, { "<C-1>", 0, { 0 }, NULL },
	{ "a b", 0, { 0 }, NULL }, { "\x01", 0, { 0 }, NULL },
	{ "\x7f", 0, { 0 }, NULL }
};

static void
test_specs(void)
{
	uint32_t keys[KEYS_MAX];
	struct buf b = { 0 };
	size_t i, k, n;
	bool ok;

	for (i = 0; i < sizeof(specs) / sizeof(*specs); i++) {
		ok = keys_parse(slice_z(specs[i].spec), keys, &n);
		CHECK_EQ(ok, specs[i].n > 0);
		if (!ok || specs[i].n == 0)
			continue;
		CHECK_EQ(n, specs[i].n);
		buf_clear(&b);
		for (k = 0; k < n; k++) {
			CHECK_EQ(keys[k], specs[i].keys[k]);
			key_format(&b, keys[k]);
		}
		CHECK_STR(buf_slice(&b), specs[i].written ?
		    specs[i].written : specs[i].spec);
	}
	buf_free(&b);
}

/* As sentences have them. */
static void
test_said(void)
{
	static const struct {
		const char *spec, *said;
	} keys[] = {
		{ "<Tab>", "Tab" }, { "<C-d>", "Ctrl-d" }, { "<lt>", "<" },
		{ "q", "q" }, { ">", ">" }, { "<F1>", "F1" },
		{ "<S-Tab>", "S-Tab" }, { "-", "-" }, { "<Space>", "Space" }
	};
	struct slice spec;
	struct buf b = { 0 };
	uint32_t key;
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		spec = slice_z(keys[i].spec);
		CHECK(key_parse(&spec, &key));
		buf_clear(&b);
		key_say(&b, key);
		CHECK_STR(buf_slice(&b), keys[i].said);
	}
	buf_free(&b);
}

static void
bind(struct keymap *m, enum key_context where, const char *spec,
    const char *command)
{
	uint32_t keys[KEYS_MAX];
	size_t n;

	CHECK(keys_parse(slice_z(spec), keys, &n));
	if (command)
		keymap_bind(m, where, keys, n, command);
	else
		keymap_unbind(m, where, keys, n);
}

/* The command, "..." for the beginning of one, or "". */
static struct slice
meaning(const struct keymap *m, enum key_context where, const char *spec)
{
	uint32_t keys[KEYS_MAX];
	const char *command;
	size_t n;

	CHECK(keys_parse(slice_z(spec), keys, &n));
	switch (keymap_find(m, where, keys, n, &command)) {
	case KEYMAP_FOUND:
		return slice_z(command);
	case KEYMAP_PREFIX:
		return SLICE("...");
	default:
		return SLICE("");
	}
}

static void
test_contexts(void)
{
	struct keymap *m = keymap_new();

	CHECK_STR(meaning(m, CTX_ALL, "j"), "");
	bind(m, CTX_ALL, "j", "down");
	bind(m, CTX_ALL, "<Enter>", "open");
	bind(m, CTX_COMMENTS, "<Enter>", "toggle");
	bind(m, CTX_COMMENTS, "za", "toggle");
	bind(m, CTX_COMMENTS, "z1", "level 1");
	CHECK_STR(meaning(m, CTX_ALL, "j"), "down");
	CHECK_STR(meaning(m, CTX_ARTICLE, "j"), "down");
	CHECK_STR(meaning(m, CTX_COMMENTS, "j"), "down");
	CHECK_STR(meaning(m, CTX_ARTICLE, "<Enter>"), "open");
	CHECK_STR(meaning(m, CTX_COMMENTS, "<Enter>"), "toggle");
	CHECK_STR(meaning(m, CTX_COMMENTS, "z"), "...");
	CHECK_STR(meaning(m, CTX_COMMENTS, "z1"), "level 1");
	CHECK_STR(meaning(m, CTX_COMMENTS, "zz"), "");
	CHECK_STR(meaning(m, CTX_COMMENTS, "z1z"), "");
	CHECK_STR(meaning(m, CTX_ARTICLE, "z"), "");
	bind(m, CTX_ALL, "j", "up");			/* again */
	CHECK_STR(meaning(m, CTX_RELATED, "j"), "up");
	bind(m, CTX_COMMENTS, "<Enter>", NULL);
	CHECK_STR(meaning(m, CTX_COMMENTS, "<Enter>"), "open");
	bind(m, CTX_COMMENTS, "Q", NULL);		/* was not bound */
	CHECK_STR(meaning(m, CTX_COMMENTS, "za"), "toggle");
	keymap_free(m);
}

static void
test_keys(void)
{
	struct keymap *m = keymap_new();
	struct buf b = { 0 };

	bind(m, CTX_ALL, "j", "down");
	bind(m, CTX_ALL, "<Down>", "down");
	bind(m, CTX_ALL, "J", "downer");
	bind(m, CTX_COMMENTS, "z1", "level 1");
	bind(m, CTX_COMMENTS, "z2", "level 2");
	keymap_keys(m, CTX_ALL, "down", &b);
	CHECK_STR(buf_slice(&b), "j <Down>");
	buf_clear(&b);
	keymap_keys(m, CTX_COMMENTS, "level", &b);
	CHECK_STR(buf_slice(&b), "z1 z2");
	buf_clear(&b);
	keymap_keys(m, CTX_COMMENTS, "down", &b);
	CHECK_STR(buf_slice(&b), "");
	buf_free(&b);
	keymap_free(m);
}

static void
test_names(void)
{
	enum key_context where;
	int i;

	for (i = 0; i < CTX_N; i++)
		CHECK(key_context_named(slice_z(key_context_name(
		    (enum key_context)i)), &where) && (int)where == i);
	CHECK(key_context_named(SLICE("Everywhere"), &where) &&
	    where == CTX_ALL);
	CHECK(!key_context_named(SLICE("somewhere"), &where));
	CHECK(!key_context_named(SLICE(""), &where));
}

int
main(void)
{
	test_specs();
	test_said();
	test_contexts();
	test_keys();
	test_names();
	return test_done("keymap");
}
