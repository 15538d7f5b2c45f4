#include "app/story.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"

static void
story_unload(struct story *s)
{
	page_free(s->page);
	tree_free(s->tree);
	authors_free(s->authors);
	doc_free(s->doc);
	free(s->unfiltered);
	free(s->unwanted);
	free(s->filter);
	s->page = NULL;
	s->tree = NULL;
	s->authors = NULL;
	s->doc = NULL;
	s->unfiltered = NULL;
	s->unwanted = NULL;
	s->filter = NULL;
	s->judged = s->killed = 0;
}

void
stories_drop(struct stories *ss, size_t first)
{
	while (ss->n > first) {
		story_unload(&ss->at[--ss->n]);
		free(ss->at[ss->n].path);
		free(ss->at[ss->n].headline);
	}
}

void
stories_free(struct stories *ss)
{
	stories_drop(ss, 0);
	free(ss->at);
	headlines_free(ss->headlines);
	*ss = (struct stories){ 0 };
}

void
stories_add(struct stories *ss, const char *path)
{
	ss->at = mem_grow(ss->at, &ss->cap, ss->n + 1, sizeof(*ss->at));
	ss->at[ss->n++] = (struct story){
		.path = mem_strdup(path), .keep = !strcmp(path, "-")
	};
}

static bool
add_found(void *ctx, const char *path)
{
	stories_add(ctx, path);
	return true;
}

bool
stories_add_path(struct stories *ss, const char *path, struct err *err)
{
	size_t n = ss->n;

	if (!file_is_dir(path)) {
		stories_add(ss, path);
		return true;
	}
	if (!file_walk(path, add_found, ss, err))
		return false;
	return ss->n > n || fail(err, "no documents in this folder");
}

size_t
stories_find(const struct stories *ss, struct slice path)
{
	struct slice at;
	size_t i;

	while (path.len > 1 && path.s[path.len - 1] == '/')
		path.len--;
	for (i = 0; i < ss->n; i++) {
		at = slice_z(ss->at[i].path);
		if (slice_starts(at, path) && (at.len == path.len ||
		    at.s[path.len] == '/'))
			break;
	}
	return i;
}

static void
note_headline(struct stories *ss, size_t i, const struct doc *d)
{
	struct story *s = &ss->at[i];

	if (s->indexed)
		return;
	s->indexed = true;
	if (d->headline.len == 0)
		return;
	s->headline = mem_alloc(d->headline.len + 1, 1);
	memcpy(s->headline, d->headline.s, d->headline.len);
	if (ss->headlines == NULL)
		ss->headlines = headlines_new();
	headlines_add(ss->headlines, i, d->headline);
}

bool
story_load(struct stories *ss, size_t i, enum tree_order order,
    struct err *err)
{
	struct story *s = &ss->at[i];

	if (s->doc)
		return true;
	s->doc = load_path(s->path, &ss->load, err);
	s->failed = s->doc == NULL;
	if (s->failed)
		return false;
	s->page = page_new(s->doc);
	s->tree = tree_new(s->doc, order);
	return true;
}

bool
stories_reload(struct stories *ss, size_t i, enum tree_order order)
{
	struct story *s = &ss->at[i];
	struct doc *d = load_path(s->path, &ss->load, NULL);

	if (d == NULL)
		return false;
	story_unload(s);
	s->doc = d;
	s->page = page_new(d);
	s->tree = tree_new(d, order);
	return true;
}

bool
stories_index_one(struct stories *ss)
{
	struct story *s;
	struct doc *d;

	while (ss->indexed < ss->n && ss->at[ss->indexed].indexed)
		ss->indexed++;
	if (ss->indexed >= ss->n)
		return false;
	s = &ss->at[ss->indexed];
	d = s->doc ? s->doc : s->keep ? NULL :
	    load_path(s->path, &ss->load, NULL);
	if (d)
		note_headline(ss, ss->indexed, d);
	s->failed = d == NULL;
	if (d != s->doc)
		doc_free(d);
	s->indexed = true;
	ss->indexed++;
	return true;
}

struct slice
story_title(const struct story *s)
{
	if (s->headline == NULL && s->doc && s->doc->headline.len)
		return s->doc->headline;
	return slice_z(s->headline ? s->headline : s->path);
}
