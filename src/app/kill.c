#include "app/kill.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "text/fold.h"

#define KILL_MAX ((size_t)4 << 20)	/* bytes of the file */

static const char head[] =
    "# Whom and what lede hides: lines of  kill author \"NAME\"\n"
    "# and  kill word \"WORD\".  See lede.conf(5).\n";

void
kill_free(struct kill *k)
{
	free(k->at);
	free(k->path);
	buf_free(&k->text);
	arena_free(&k->arena);
	*k = (struct kill){ 0 };
}

const char *
kill_kind_name(enum kill_kind kind)
{
	static const char *const names[KILL_N] = { "author", "word" };

	return names[kind];
}

bool
kill_parse(struct slice line, enum kill_kind *kind, struct slice *value,
    struct err *err)
{
	struct slice rest = slice_trim(line), word;
	int i;

	slice_cut(&rest, ' ', &word);
	rest = slice_trim(rest);
	if (rest.len >= 2 && *rest.s == '"' && rest.s[rest.len - 1] == '"')
		rest = slice_sub(rest, 1, rest.len - 2);
	*value = slice_trim(rest);
	for (i = 0; i < KILL_N; i++)
		if (slice_ieq(word, slice_z(kill_kind_name(
		    (enum kill_kind)i)))) {
			*kind = (enum kill_kind)i;
			return value->len > 0 || fail(err,
			    "kill %s wants a %s", kill_kind_name(*kind),
			    *kind == KILL_AUTHOR ? "name" : "word");
		}
	return fail(err, "kill is followed by author or word");
}

static struct slice
folded(struct arena *arena, struct slice x)
{
	struct buf b = { 0 };
	struct slice kept;

	text_casefold(&b, x);
	kept = arena_dup(arena, buf_slice(&b));
	buf_free(&b);
	return kept;
}

static struct kill_entry *
entry_find(const struct kill *k, enum kill_kind kind, struct slice value)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		if (k->at[i].kind == kind &&
		    text_same(value, k->at[i].folded))
			return &k->at[i];
	return NULL;
}

const struct kill_entry *
kill_find(const struct kill *k, enum kill_kind kind, struct slice value)
{
	return entry_find(k, kind, value);
}

static void
entry_add(struct kill *k, enum kill_kind kind, struct slice value, bool fixed)
{
	if (kill_find(k, kind, value))
		return;
	k->at = mem_grow(k->at, &k->cap, k->n + 1, sizeof(*k->at));
	k->at[k->n++] = (struct kill_entry){
		kind, arena_dup(&k->arena, value), folded(&k->arena, value),
		fixed
	};
}

/* "kill KIND VALUE"; false: it is none, err says why if it should be. */
static bool
line_parse(struct slice line, enum kill_kind *kind, struct slice *value,
    struct err *err)
{
	struct slice rest = slice_trim(line), verb;

	if (rest.len == 0 || *rest.s == '#')
		return false;
	slice_cut(&rest, ' ', &verb);
	if (!slice_eq(verb, SLICE("kill")))
		return fail(err, "lines of a killfile begin with \"kill\"");
	return kill_parse(rest, kind, value, err);
}

static bool
lines_add(struct kill *k, struct slice text, bool fixed, struct err *err)
{
	struct slice line, value = { NULL, 0 };
	enum kill_kind kind = KILL_AUTHOR;
	struct err why = { .text = "" };
	size_t n;
	bool ok = true;

	for (n = 1; slice_cut(&text, '\n', &line); n++) {
		*why.text = '\0';
		if (line_parse(line, &kind, &value, &why))
			entry_add(k, kind, value, fixed);
		else if (*why.text && ok)
			ok = fail(err, "kill:%zu: %s", n, why.text);
	}
	return ok;
}

bool
kill_open(struct kill *k, const char *path, struct slice lines,
    struct err *err)
{
	bool cut = false;
	struct err why;

	lines_add(k, lines, true, NULL);
	if (path == NULL)
		return true;
	/* A link stays a link: what it leads to is replaced. */
	k->path = realpath(path, NULL);
	if (k->path == NULL) {
		k->path = mem_strdup(path);
		return true;
	}
	if (!file_read(k->path, KILL_MAX, &k->text, &cut, &why) || cut) {
		fail(err, "%s: %s; nothing in it is hidden", k->path, cut ?
		    "too large" : why.text);
		free(k->path);
		k->path = NULL;
		return false;
	}
	return lines_add(k, buf_slice(&k->text), false, err);
}

static bool
save(const struct kill *k, struct err *err)
{
	struct slice path = slice_z(k->path);
	struct buf dir = { 0 };
	bool ok;

	if (k->path == NULL)
		return true;
	while (path.len > 1 && path.s[path.len - 1] != '/')
		path.len--;
	buf_add(&dir, path);
	ok = file_make_dir(buf_z(&dir), err) &&
	    file_replace(k->path, buf_slice(&k->text), err);
	buf_free(&dir);
	return ok;
}

bool
kill_add(struct kill *k, enum kill_kind kind, struct slice value,
    struct err *err)
{
	if (kill_find(k, kind, value))
		return true;
	entry_add(k, kind, value, false);
	if (k->text.len == 0)
		buf_addz(&k->text, head);
	else if (k->text.s[k->text.len - 1] != '\n')
		buf_addc(&k->text, '\n');
	buf_printf(&k->text, "kill %s \"%.*s\"\n", kill_kind_name(kind),
	    SLICE_FMT(value));
	return save(k, err);
}

/* The file's other lines stay as they are. */
static void
text_remove(struct kill *k, enum kill_kind kind, struct slice fold)
{
	struct slice rest = buf_slice(&k->text), line, value = { NULL, 0 };
	struct buf kept = { 0 };
	enum kill_kind got = kind;

	while (slice_cut(&rest, '\n', &line)) {
		if (line_parse(line, &got, &value, NULL) && got == kind &&
		    text_same(value, fold))
			continue;
		buf_add(&kept, line);
		if (rest.s)
			buf_addc(&kept, '\n');
	}
	buf_free(&k->text);
	k->text = kept;
}

bool
kill_remove(struct kill *k, enum kill_kind kind, struct slice value,
    struct err *err)
{
	struct kill_entry *e = entry_find(k, kind, value);

	if (e == NULL)
		return fail(err, "the killfile has no such %s",
		    kill_kind_name(kind));
	if (e->fixed)
		return fail(err, "lede.conf hides it: take the line out there");
	text_remove(k, kind, e->folded);
	memmove(e, e + 1, (size_t)(k->at + k->n - e - 1) * sizeof(*e));
	k->n--;
	return save(k, err);
}

const struct kill_entry *
kill_word_in(const struct kill *k, struct slice text)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		if (k->at[i].kind == KILL_WORD &&
		    text_has_word(text, k->at[i].folded))
			return &k->at[i];
	return NULL;
}
