#include "app/config.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/keymap.h"
#include "app/kill.h"
#include "app/report.h"
#include "base/file.h"
#include "base/mem.h"

#define CONFIG_MAX ((size_t)1 << 20)	/* bytes of a config file */

enum type { BOOL, INT, WORD, TEXT };

static const struct setting {
	const char *name;
	enum type type;
	const char *otherwise;		/* the default */
	int min, max;
	const char *words;		/* that a WORD may be */
} settings[] = {
	{ "width", INT, "76", 0, 1000, NULL },
	{ "centre", BOOL, "on", 0, 1, NULL },
	{ "indent", INT, "2", 1, 8, NULL },
	{ "order", WORD, "page", 0, 0, "page newest oldest score replies" },
	{ "catch-up", BOOL, "on", 0, 1, NULL },
	{ "minimap", WORD, "auto", 0, 0, "auto on off" },
	{ "start", WORD, "article", 0, 0, "article related comments" },
	{ "split", INT, "60", 20, 80, NULL },
	{ "mouse", BOOL, "on", 0, 1, NULL },
	{ "bidi", WORD, "lede", 0, 0, "lede terminal" },
	{ "repair", BOOL, "on", 0, 1, NULL },
	{ "state", BOOL, "on", 0, 1, NULL },
	{ "library", BOOL, "on", 0, 1, NULL },
	{ "ascii", WORD, "auto", 0, 0, "auto on off" },
	{ "browser", TEXT, "", 0, 0, NULL },
	{ "editor", TEXT, "", 0, 0, NULL },
	{ "theme", WORD, "auto", 0, 0, "auto dark light mono dark8 light8" }
};

#define NSETTINGS (sizeof(settings) / sizeof(*settings))

static size_t
setting_find(struct slice name)
{
	size_t i;

	for (i = 0; i < NSETTINGS; i++)
		if (slice_ieq(name, slice_z(settings[i].name)))
			return i;
	return SLICE_NONE;
}

struct config *
config_new(bool (*is_command)(const char *name))
{
	struct config *c = mem_alloc(1, sizeof(*c));
	size_t i;

	c->is_command = is_command;
	c->keymap = keymap_new();
	c->values = mem_alloc(NSETTINGS, sizeof(*c->values));
	c->colour_count = -1;
	for (i = 0; i < NSETTINGS; i++)
		c->values[i] = slice_z(settings[i].otherwise);
	theme_named(&c->theme, "dark");
	return c;
}

void
config_free(struct config *c)
{
	keymap_free(c->keymap);
	free(c->values);
	buf_free(&c->colours);
	buf_free(&c->kills);
	sites_free(&c->sites);
	arena_free(&c->words);
	free(c);
}

static bool
to_int(struct slice x, int *v)
{
	size_t i;

	if (x.len == 0 || x.len > 6)
		return false;
	for (*v = 0, i = 0; i < x.len; i++) {
		if (!ascii_digit(x.s[i]))
			return false;
		*v = *v * 10 + (x.s[i] - '0');
	}
	return true;
}

static bool
is_word_of(struct slice x, const char *words)
{
	struct slice rest = slice_z(words), word;

	while (slice_cut(&rest, ' ', &word))
		if (slice_eq(x, word))
			return true;
	return false;
}

static bool
check_value(const struct setting *s, struct slice x, struct err *err)
{
	int v;

	switch (s->type) {
	case BOOL:
		return is_word_of(x, "on off yes no true false 1 0") ||
		    fail(err, "%s is on or off, not \"%.*s\"", s->name,
		    SLICE_FMT(x));
	case INT:
		return (to_int(x, &v) && v >= s->min && v <= s->max) ||
		    fail(err, "%s is a number from %d to %d, not \"%.*s\"",
		    s->name, s->min, s->max, SLICE_FMT(x));
	case WORD:
		return is_word_of(x, s->words) ||
		    fail(err, "%s is one of: %s; not \"%.*s\"", s->name,
		    s->words, SLICE_FMT(x));
	default:
		return true;
	}
}

/* Colours set one by one stay when the theme changes under them. */
static void
recolour(struct config *c)
{
	struct slice rest = buf_slice(&c->colours), line, style;

	while (slice_cut(&rest, '\n', &line)) {
		style = slice_take_word(&line);
		if (style.len)
			theme_set(&c->theme, style, line, NULL);
	}
}

/* The theme that "auto" means: $COLORFGBG ends with the background, 7 and 9
 * to 15 are light. */
static const char *
auto_theme(int colours, bool light)
{
	const char *env = getenv("COLORFGBG");
	const char *last = env ? strrchr(env, ';') : NULL;
	int bg = last ? atoi(last + 1) : 0;

	if (last)
		light = bg == 7 || (bg >= 9 && bg <= 15);

	if (colours == 0)
		return "mono";
	if (colours > 0 && colours < 256)
		return light ? "light8" : "dark8";
	return light ? "light" : "dark";
}

static void
apply_theme(struct config *c)
{
	const char *name = config_string(c, "theme");

	if (!strcmp(name, "auto") || c->colour_count == 0)
		name = auto_theme(c->colour_count, c->light);
	else if (c->colour_count > 0 && c->colour_count < 256)
		name = !strcmp(name, "light") ? "light8" :
		    !strcmp(name, "dark") ? "dark8" : name;
	theme_named(&c->theme, name);
	recolour(c);
}

void
config_finish_theme(struct config *c, int colours)
{
	c->colour_count = colours;
	apply_theme(c);
}

bool
config_wants_background(const struct config *c)
{
	return c->colour_count > 0 && getenv("COLORFGBG") == NULL &&
	    !strcmp(config_string(c, "theme"), "auto");
}

void
config_set_light(struct config *c, bool light)
{
	c->light = light;
	apply_theme(c);
}

static bool
do_set(struct config *c, struct slice rest, struct err *err)
{
	struct slice name = slice_take_word(&rest);
	size_t i;

	i = setting_find(name);
	if (i == SLICE_NONE)
		return fail(err, "no such setting: \"%.*s\"",
		    SLICE_FMT(name));
	if (rest.len == 0 && settings[i].type != TEXT)
		return fail(err, "set %s wants a value", settings[i].name);
	if (!check_value(&settings[i], rest, err))
		return false;
	c->values[i] = arena_dup(&c->words, rest);
	if (!strcmp(settings[i].name, "theme"))
		apply_theme(c);
	return true;
}

/* KEYS and CONTEXT, which bind and unbind begin with. */
static bool
take_keys(struct slice *rest, uint32_t *keys, size_t *n,
    enum key_context *where, struct err *err)
{
	struct slice spec, context;

	spec = slice_take_word(rest);
	if (!keys_parse(spec, keys, n))
		return fail(err, "not a key or a sequence of up to %d: "
		    "\"%.*s\"", KEYS_MAX, SLICE_FMT(spec));
	context = slice_take_word(rest);
	if (!key_context_named(context, where))
		return fail(err, "after the keys comes everywhere, article, "
		    "related, comments, headlines or folders");
	return true;
}

static bool
do_bind(struct config *c, struct slice rest, struct err *err)
{
	uint32_t keys[KEYS_MAX] = { 0 };
	enum key_context where = CTX_ALL;
	struct slice line, name;
	size_t n = 0;
	const char *z;

	if (!take_keys(&rest, keys, &n, &where, err))
		return false;
	if (rest.len == 0)
		return fail(err, "bind wants a command");
	line = rest;
	name = slice_take_word(&line);
	z = arena_dup(&c->words, name).s;
	if (c->is_command && !c->is_command(z))
		return fail(err, "no such command: \"%s\"", z);
	keymap_bind(c->keymap, where, keys, n, arena_dup(&c->words, rest).s);
	return true;
}

static bool
do_unbind(struct config *c, struct slice rest, struct err *err)
{
	uint32_t keys[KEYS_MAX] = { 0 };
	enum key_context where = CTX_ALL;
	size_t n = 0;

	if (!take_keys(&rest, keys, &n, &where, err))
		return false;
	keymap_unbind(c->keymap, where, keys, n);
	return true;
}

static bool
do_color(struct config *c, struct slice rest, struct err *err)
{
	struct slice all = rest, style = slice_take_word(&rest);

	if (!theme_set(&c->theme, style, rest, err))
		return false;
	buf_add(&c->colours, all);
	buf_addc(&c->colours, '\n');
	return true;
}

static bool
do_theme(struct config *c, struct slice rest, struct err *err)
{
	struct buf line = { 0 };
	bool ok;

	buf_addz(&line, "theme ");
	buf_add(&line, rest);
	ok = do_set(c, buf_slice(&line), err);
	buf_free(&line);
	return ok;
}

static bool
do_kill(struct config *c, struct slice rest, struct err *err)
{
	struct slice value;
	enum kill_kind kind;

	if (!kill_parse(rest, &kind, &value, err))
		return false;
	buf_printf(&c->kills, "kill %.*s\n", SLICE_FMT(rest));
	return true;
}

static bool
do_site(struct config *c, struct slice rest, struct err *err)
{
	struct err why;
	size_t at;

	if (sites_add(&c->sites, rest, &at, &why))
		return true;
	at += (size_t)(rest.s - c->line.s);
	return fail(err, "column %zu: %s", at + 1, why.text);
}

bool
config_line(struct config *c, struct slice line, struct err *err)
{
	static const struct {
		struct slice word;
		bool (*run)(struct config *, struct slice, struct err *);
		const char *wants;
	} verbs[] = {
		{ SLICE_INIT("set"), do_set, "a name and a value" },
		{ SLICE_INIT("bind"), do_bind, "keys, where, a command" },
		{ SLICE_INIT("unbind"), do_unbind, "keys and where" },
		{ SLICE_INIT("color"), do_color, "a style and colours" },
		{ SLICE_INIT("colour"), do_color, "a style and colours" },
		{ SLICE_INIT("theme"), do_theme, "a name" },
		{ SLICE_INIT("kill"), do_kill, "author or word, and whom" },
		{ SLICE_INIT("site"), do_site, "a site, a key, a selector" }
	};
	struct slice rest = slice_trim(line), verb;
	size_t i;

	if (rest.len == 0 || *rest.s == '#')
		return true;
	c->line = line;
	verb = slice_take_word(&rest);
	for (i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (slice_eq(verb, verbs[i].word)) {
			if (rest.len == 0)
				return fail(err, "%.*s wants %s",
				    SLICE_FMT(verb), verbs[i].wants);
			return verbs[i].run(c, rest, err);
		}
	return fail(err, "\"%.*s\" is none of set, bind, unbind, color, "
	    "theme, kill, site", SLICE_FMT(verb));
}

static void
message(struct slices *messages, struct arena *words, const char *text)
{
	messages->at = mem_grow(messages->at, &messages->cap,
	    messages->n + 1, sizeof(*messages->at));
	messages->at[messages->n++] = arena_dup(words, slice_z(text));
}

void
config_parse(struct config *c, struct slice text, const char *name,
    struct slices *messages, struct arena *words)
{
	struct slice line;
	struct err err;
	char full[700];
	size_t n;

	for (n = 1; slice_cut(&text, '\n', &line); n++) {
		if (config_line(c, line, &err))
			continue;
		snprintf(full, sizeof(full), "%s:%zu: %s", name, n, err.text);
		message(messages, words, full);
	}
}

bool
config_path(struct buf *b, const char *name)
{
	const char *dir = getenv("XDG_CONFIG_HOME");

	if (dir && *dir == '/')
		buf_printf(b, "%s/lede/%s", dir, name);
	else if ((dir = getenv("HOME")) != NULL && *dir)
		buf_printf(b, "%s/.config/lede/%s", dir, name);
	return b->len > 0;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool
config_load(struct config *c, const char *path, struct slices *messages,
    struct arena *words, struct err *err)
{
	struct buf where = { 0 }, text = { 0 };
	struct err why;
	bool cut, ok = true;

	if (path)
		buf_addz(&where, path);
	else if (!config_path(&where, "lede.conf"))
		return true;
	if (file_read(buf_z(&where), CONFIG_MAX, &text, &cut, err)) {
		config_parse(c, buf_slice(&text), base_name(buf_z(&where)),
		    messages, words);
		if (cut)
			message(messages, words, "lede.conf: longer than 1 "
			    "MiB; the rest does not count");
	} else if (path)
		ok = false;
	else if (errno != ENOENT && errno != ENOTDIR) {
		fail(&why, "%s: %s", buf_z(&where), err->text);
		message(messages, words, why.text);
	}
	buf_free(&where);
	buf_free(&text);
	return ok;
}

bool
config_read(struct config *c, const char *path)
{
	struct slices messages = { 0 };
	struct arena words_of = { 0 };
	struct err err;
	size_t i;
	bool ok = config_load(c, path, &messages, &words_of, &err);

	if (!ok)
		report(path, "%s", err.text);
	for (i = 0; i < messages.n; i++)
		report(NULL, "%.*s", SLICE_FMT(messages.at[i]));
	free(messages.at);
	arena_free(&words_of);
	return ok;
}

static struct slice
value(const struct config *c, const char *name)
{
	size_t i = setting_find(slice_z(name));

	assert(i != SLICE_NONE);
	return c->values[i];
}

int
config_int(const struct config *c, const char *name)
{
	struct slice x = value(c, name);
	int v;

	return to_int(x, &v) ? v : is_word_of(x, "on yes true");
}

const char *
config_string(const struct config *c, const char *name)
{
	return value(c, name).s;
}

enum tree_order
config_order(const struct config *c)
{
	struct slice x = value(c, "order");
	int i;

	for (i = 0; i < ORDER_N; i++)
		if (slice_eq(x, slice_z(tree_order_name((enum tree_order)i))))
			return (enum tree_order)i;
	return ORDER_PAGE;
}

enum pane
config_start_pane(const struct config *c)
{
	char first = *config_string(c, "start");

	return first == 'r' ? PANE_RELATED : first == 'c' ? PANE_COMMENTS :
	    PANE_ARTICLE;
}

bool
config_ascii(const struct config *c, bool utf8)
{
	const char *v = config_string(c, "ascii");

	return !strcmp(v, "on") || (!strcmp(v, "auto") && !utf8);
}

bool
config_visual(const struct config *c)
{
	return strcmp(config_string(c, "bidi"), "terminal") != 0;
}

const char *
config_setting_name(size_t i)
{
	return i < NSETTINGS ? settings[i].name : NULL;
}

const char *
config_setting_words(struct slice name)
{
	size_t i = setting_find(name);

	if (i == SLICE_NONE)
		return NULL;
	return settings[i].type == BOOL ? "on off" : settings[i].words;
}

bool
config_first_key(const struct config *c, enum pane pane, const char *command,
    struct buf *b)
{
	static const enum key_context contexts[PANE_N] = {
		CTX_ARTICLE, CTX_RELATED, CTX_COMMENTS, CTX_HEADLINES,
		CTX_FOLDERS
	};
	struct buf keys = { 0 };
	struct slice rest, first;
	uint32_t seq[KEYS_MAX];
	size_t n, i;

	keymap_keys(c->keymap, contexts[pane], command, &keys);
	if (keys.len == 0)
		keymap_keys(c->keymap, CTX_ALL, command, &keys);
	rest = buf_slice(&keys);
	if (slice_cut(&rest, ' ', &first) && keys_parse(first, seq, &n))
		for (i = 0; i < n; i++)
			key_say(b, seq[i]);
	buf_free(&keys);
	return b->len > 0;
}
