#include "app/keymap.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/utf8.h"

struct binding {
	enum key_context where;
	uint32_t keys[KEYS_MAX];
	size_t n;
	char *command;
};

struct keymap {
	struct binding *at;
	size_t n, cap;
};

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{ "Tab", '\t' }, { "S-Tab", K_BTAB }, { "Enter", '\r' },
	{ "Return", '\r' }, { "CR", '\r' }, { "Esc", 27 }, { "Space", ' ' },
	{ "BS", K_BS }, { "Backspace", K_BS }, { "Up", K_UP },
	{ "Down", K_DOWN }, { "Left", K_LEFT }, { "Right", K_RIGHT },
	{ "Home", K_HOME }, { "End", K_END }, { "PgUp", K_PGUP },
	{ "PgDn", K_PGDN }, { "PageUp", K_PGUP }, { "PageDown", K_PGDN },
	{ "Ins", K_INS }, { "Insert", K_INS }, { "Del", K_DEL },
	{ "Delete", K_DEL },
	{ "lt", '<' }, { "F10", K_F10 }, { "F11", K_F11 }, { "F12", K_F12 }
};

struct keymap *
keymap_new(void)
{
	return mem_alloc(1, sizeof(struct keymap));
}

void
keymap_free(struct keymap *m)
{
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->n; i++)
		free(m->at[i].command);
	free(m->at);
	free(m);
}

static bool
same_keys(const struct binding *b, const uint32_t *keys, size_t n)
{
	return b->n == n && !memcmp(b->keys, keys, n * sizeof(*keys));
}

void
keymap_unbind(struct keymap *m, enum key_context where, const uint32_t *keys,
    size_t n)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->at[i].where == where && same_keys(&m->at[i], keys, n)) {
			free(m->at[i].command);
			memmove(&m->at[i], &m->at[i + 1],
			    (--m->n - i) * sizeof(*m->at));
			return;
		}
}

void
keymap_bind(struct keymap *m, enum key_context where, const uint32_t *keys,
    size_t n, const char *command)
{
	struct binding *b;

	keymap_unbind(m, where, keys, n);
	m->at = mem_grow(m->at, &m->cap, m->n + 1, sizeof(*m->at));
	b = &m->at[m->n++];
	*b = (struct binding){
		.where = where, .n = n, .command = mem_strdup(command)
	};
	memcpy(b->keys, keys, n * sizeof(*keys));
}

static enum keymap_answer
find_in(const struct keymap *m, enum key_context where, const uint32_t *keys,
    size_t n, const char **command)
{
	enum keymap_answer answer = KEYMAP_NONE;
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct binding *b = &m->at[i];

		if (b->where != where || b->n < n ||
		    memcmp(b->keys, keys, n * sizeof(*keys)))
			continue;
		if (b->n == n) {
			*command = b->command;
			return KEYMAP_FOUND;
		}
		answer = KEYMAP_PREFIX;
	}
	return answer;
}

enum keymap_answer
keymap_find(const struct keymap *m, enum key_context where,
    const uint32_t *keys, size_t n, const char **command)
{
	enum keymap_answer own = where == CTX_ALL ? KEYMAP_NONE :
	    find_in(m, where, keys, n, command);

	return own != KEYMAP_NONE ? own :
	    find_in(m, CTX_ALL, keys, n, command);
}

void
keymap_keys(const struct keymap *m, enum key_context where,
    const char *command, struct buf *out)
{
	size_t i, k, len = strlen(command), start = out->len;

	for (i = 0; i < m->n; i++) {
		const struct binding *b = &m->at[i];

		if (b->where != where || strncmp(b->command, command, len) ||
		    (b->command[len] != '\0' && b->command[len] != ' '))
			continue;
		if (out->len > start)
			buf_addc(out, ' ');
		for (k = 0; k < b->n; k++)
			key_format(out, b->keys[k]);
	}
}

/* "C-x" and "F1" to "F9", which the table leaves out. */
static bool
parse_special(struct slice name, uint32_t *key)
{
	if (name.len == 3 && slice_istarts(name, SLICE("C-"))) {
		*key = (uint32_t)name.s[2] & 0x1F;
		if (*key == 8)		/* as the screen gives them */
			*key = K_BS;
		else if (*key == '\n')
			*key = '\r';
		return ascii_alpha(name.s[2]) || (name.s[2] >= '[' &&
		    name.s[2] <= '_');
	}
	if (name.len == 2 && (name.s[0] | 32) == 'f' && name.s[1] >= '1' &&
	    name.s[1] <= '9') {
		*key = K_F1 + (uint32_t)(name.s[1] - '1');
		return true;
	}
	return false;
}

static bool
parse_named(struct slice name, uint32_t *key)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_ieq(name, slice_z(names[i].name))) {
			*key = names[i].key;
			return true;
		}
	return parse_special(name, key);
}

bool
key_parse(struct slice *spec, uint32_t *key)
{
	size_t end;

	if (spec->len == 0)
		return false;
	if (*spec->s == '<' && (end = slice_chr(*spec, '>')) != SLICE_NONE &&
	    end > 1) {
		struct slice name = slice_sub(*spec, 1, end - 1);

		*spec = slice_from(*spec, end + 1);
		return parse_named(name, key);
	}
	*spec = slice_from(*spec, utf8_decode(*spec, key));
	return *key > ' ' && *key != 0x7F;
}

bool
keys_parse(struct slice spec, uint32_t keys[KEYS_MAX], size_t *n)
{
	for (*n = 0; spec.len > 0; ++*n)
		if (*n == KEYS_MAX || !key_parse(&spec, &keys[*n]))
			return false;
	return *n > 0;
}

void
key_format(struct buf *b, uint32_t key)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].key == key) {
			buf_printf(b, "<%s>", names[i].name);
			return;
		}
	if (key < 0x20)
		buf_printf(b, "<C-%c>", ascii_lower((char)(key + '@')));
	else if (key >= K_F1 && key <= K_F9)
		buf_printf(b, "<F%u>", (unsigned)(key - K_F1 + 1));
	else
		utf8_add(b, key);
}

/* "<C-d>" is for lede.conf; the status line is for everybody. */
void
key_say(struct buf *b, uint32_t key)
{
	struct buf written = { 0 };
	struct slice name;

	key_format(&written, key);
	name = buf_slice(&written);
	if (key == '<')
		name = SLICE("<");
	else if (name.len > 2 && *name.s == '<')
		name = slice_sub(name, 1, name.len - 2);
	if (slice_starts(name, SLICE("C-")) && name.len > 2) {
		buf_addz(b, "Ctrl-");
		name = slice_from(name, 2);
	}
	buf_add(b, name);
	buf_free(&written);
}

static const char *const contexts[CTX_N] = {
	"everywhere", "article", "related", "comments", "headlines",
	"folders"
};

bool
key_context_named(struct slice name, enum key_context *where)
{
	int i;

	for (i = 0; i < CTX_N; i++)
		if (slice_ieq(name, slice_z(contexts[i]))) {
			*where = (enum key_context)i;
			return true;
		}
	return false;
}

const char *
key_context_name(enum key_context where)
{
	return contexts[where];
}
