#include "app/story.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "app/keep.h"
#include "app/news.h"
#include "app/remember.h"
#include "app/shelf.h"
#include "app/web.h"
#include "base/file.h"
#include "base/mem.h"
#include "load/archive/input.h"
#include "load/archive/parts.h"
#include "load/charset/choose.h"
#include "store/headlines.h"
#include "view/authors.h"
#include "view/page.h"

static void
story_unload(struct story *s)
{
	page_free(s->page);
	news_free(s->news);
	mends_free(&s->mends);
	ids_free(s->ids);
	tree_free(s->tree);
	authors_free(s->authors);
	doc_free(s->doc);
	web_free(s->web);
	free(s->unfiltered);
	free(s->unwanted);
	free(s->filter);
	s->page = NULL;
	s->news = NULL;
	s->ids = NULL;
	s->tree = NULL;
	s->authors = NULL;
	s->doc = NULL;
	s->web = NULL;
	s->unfiltered = NULL;
	s->unwanted = NULL;
	s->filter = NULL;
	s->judged = s->killed = 0;
	s->sound.set = false;
}

void
stories_drop(struct stories *ss, size_t first)
{
	if (ss->parts && ss->archive >= first) {
		parts_close(ss->parts);
		ss->parts = NULL;
		ss->waiting--;
	}
	while (ss->n > first) {
		ss->waiting -= ss->at[ss->n - 1].more;
		story_unload(&ss->at[--ss->n]);
		state_free(ss->at[ss->n].state);
		source_free(&ss->at[ss->n].source);
		state_free(ss->at[ss->n].by_url);
		free(ss->at[ss->n].path);
		free(ss->at[ss->n].url);
		ss->unkept -= ss->at[ss->n].unkept;
		free(ss->at[ss->n].headline);
		free(ss->at[ss->n].trouble);
	}
}

void
stories_free(struct stories *ss)
{
	stories_drop(ss, 0);
	parts_close(ss->parts);
	free(ss->at);
	headlines_free(ss->headlines);
	*ss = (struct stories){ 0 };
}

/* What is no file gives its bytes once. */
static bool
reads_once(const char *path)
{
	struct stat st;

	return !strcmp(path, "-") || (stat(path, &st) == 0 &&
	    !S_ISREG(st.st_mode));
}

void
stories_add(struct stories *ss, const char *path)
{
	ss->at = mem_grow(ss->at, &ss->cap, ss->n + 1, sizeof(*ss->at));
	ss->at[ss->n] = (struct story){
		.path = mem_strdup(path), .keep = reads_once(path),
		.owner = ss->n
	};
	ss->n++;
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
	s->headline = slice_strdup(d->headline);
	if (ss->headlines == NULL)
		ss->headlines = headlines_new();
	headlines_add(ss->headlines, i, d->headline);
}

size_t
stories_of_id(const struct stories *ss, int64_t id)
{
	size_t i;

	for (i = 0; i < ss->n && ss->at[i].id != id; i++)
		;
	return i < ss->n ? i : SLICE_NONE;
}

/* Its headline is the library's to find, so it is in no index here. */
size_t
stories_add_id(struct stories *ss, int64_t id, struct err *err)
{
	struct arena a = { 0 };
	size_t at = stories_of_id(ss, id);
	struct record r;
	struct story *s;

	if (at != SLICE_NONE)
		return at;
	if (ss->shelf == NULL) {
		fail(err, "there is no library");
		return SLICE_NONE;
	}
	if (shelf_where(ss->shelf, id, &r, &a, err)) {
		ss->at = mem_grow(ss->at, &ss->cap, ss->n + 1,
		    sizeof(*ss->at));
		at = ss->n++;
		s = &ss->at[at];
		*s = (struct story){ .path = slice_strdup(r.path), .id = id,
		    .part = (size_t)r.part, .offset = r.offset,
		    .url = r.url.len ? slice_strdup(r.url) : NULL,
		    .headline = r.headline.len ?
			slice_strdup(r.headline) : NULL,
		    .owner = at, .indexed = true };
	}
	arena_free(&a);
	return at;
}

static void
note_trouble(struct story *s, const struct err *err)
{
	if (*err->text && s->trouble == NULL)
		s->trouble = mem_strdup(err->text);
}

size_t
stories_blank(struct stories *ss)
{
	size_t i;

	for (i = 0; i < ss->n; i++)
		if (ss->at[i].blank)
			return i;
	stories_add(ss, "");
	ss->at[i].blank = ss->at[i].indexed = ss->at[i].recalled = true;
	ss->at[i].keep = true;		/* it is nowhere to be read again */
	ss->at[i].headline = mem_strdup("Headlines of the library");
	story_take(ss, i, doc_new(""), ORDER_PAGE);
	return i;
}

size_t
stories_release(struct stories *ss, size_t was, size_t now)
{
	struct story s = ss->at[was];

	if (s.id == 0 || s.opened || was == now)
		return now;
	story_unload(&ss->at[was]);
	if (ss->at[now].id && !ss->at[now].opened && now + 1 == ss->n) {
		s = ss->at[was];
		ss->at[was] = ss->at[now];
		ss->at[was].owner = was;
		ss->at[now] = s;
		now = was;
		was = ss->n - 1;
	}
	if (was + 1 == ss->n)
		stories_drop(ss, was);
	return now;
}

#define LOADED 16			/* documents of the library */

void
stories_shown(struct stories *ss, size_t shown)
{
	size_t i, n = 0, oldest = shown;

	ss->at[shown].used = ++ss->clock;
	for (i = 0; i < ss->n; i++) {
		if (ss->at[i].id == 0 || ss->at[i].doc == NULL)
			continue;
		n++;
		if (ss->at[i].used < ss->at[oldest].used &&
		    !(ss->at[shown].led && ss->at[shown].led_by == i))
			oldest = i;
	}
	if (n > LOADED && oldest != shown)
		story_unload(&ss->at[oldest]);
}

static struct state *
open_state(struct story *s, const char *dir, struct slice key)
{
	struct err err;
	struct state *st = state_open(dir, key, &err);

	note_trouble(s, &err);
	return st;
}

static struct state *
stored_state(struct stories *ss, size_t i)
{
	struct err err;
	struct state *st = keep_open(ss, i, &err);

	note_trouble(&ss->at[i], &err);
	return st;
}

struct state *
story_state(struct stories *ss, size_t i)
{
	struct story *s = &ss->at[i];
	struct buf key = { 0 };
	char *path;

	if (s->state == NULL && s->id)
		s->state = stored_state(ss, i);
	if (s->state)
		return s->state;
	path = ss->no_state || s->keep ? NULL : realpath(s->path, NULL);
	buf_addz(&key, path ? path : "");
	/* The first part's is opened before it is known to be one. */
	if (path && s->part > 1)
		buf_printf(&key, "#%zu", s->part);
	s->state = open_state(s, path ? ss->state_dir : "", buf_slice(&key));
	buf_free(&key);
	free(path);
	return s->state;
}

struct state *
story_reading(struct stories *ss, size_t i)
{
	struct story *s = &ss->at[i];

	if (s->id || s->doc->url.len == 0)
		return story_state(ss, i);
	if (s->by_url == NULL)
		s->by_url = open_state(s, ss->no_state ? "" : ss->state_dir,
		    s->doc->url);
	return s->by_url;
}

bool
stories_save(struct stories *ss, size_t i, struct err *err)
{
	struct story *s = &ss->at[i];

	if (s->id)
		return ss->no_state || keep_story(ss, i, err);
	return ss->no_state || ((s->by_url == NULL ||
	    state_save(s->by_url, err)) && state_save(story_state(ss, i),
	    err));
}

/* What the reader chose for this document, unless the command line says
 * otherwise. */
static void
recall(struct stories *ss, size_t i)
{
	struct story *s = &ss->at[i];
	struct slice repair;

	if (s->recalled)
		return;
	s->recalled = true;
	if (s->id || !ss->load.charset)
		s->charset = choose_named(state_get(story_state(ss, i),
		    "charset"));
	if (ss->never_repair)
		return;
	repair = state_get(story_state(ss, i), "repair");
	if (slice_eq(repair, SLICE("off")))
		s->repair = REPAIR_OFF;
	else if (slice_eq(repair, SLICE("on")))
		s->repair = REPAIR_ON;
}

/* The file of a story, opened at its part.  NULL: err says why. */
static struct parts *
open_parts(const struct stories *ss, const struct story *s, struct err *err)
{
	const struct source *source = &ss->at[s->owner].source;
	struct parts *ps = s->keep ? source_parts(source, s->path) :
	    parts_open(s->path, err);

	if (ps && s->part > 0 && !parts_go(ps, s->part, s->offset)) {
		fail(err, "document %zu is not there any more", s->part);
		parts_close(ps);
		return NULL;
	}
	return ps;
}

static struct doc *
read_parts(const struct stories *ss, const struct story *s,
    const struct load_options *o, struct err *err)
{
	struct parts *ps = open_parts(ss, s, err);
	struct doc *d = ps ? parts_load(ps, o) : NULL;

	if (ps && d == NULL && !parts_trouble(ps, err))
		fail(err, "no document in it");
	parts_close(ps);
	return d;
}

/* Out of the library, or from where it was left. */
static struct doc *
read_stored(const struct stories *ss, const struct story *s,
    struct load_options *o, struct err *err)
{
	struct part p = { 0 };
	struct doc *d = NULL;
	bool doubtful;

	/* What the command line says is of what it names. */
	o->charset = o->url = NULL;
	if (shelf_part(ss->shelf, s->id, &p, &doubtful, err))
		d = part_load(&p, s->path, o);
	/* In another charset it says something else, of course. */
	if (d && doubtful && o->hand == NULL && s->repair == REPAIR_AS_SET &&
	    !shelf_same(ss->shelf, s->id, d, err)) {
		doc_free(d);
		d = NULL;
	}
	part_free(&p);
	return d;
}

static struct doc *
read_doc(struct stories *ss, size_t i, struct err *err)
{
	struct story *s = &ss->at[i];
	struct load_options o = ss->load;
	struct doc *d;

	recall(ss, i);
	o.hand = s->charset;
	if (s->repair != REPAIR_AS_SET)
		o.no_repair = s->repair == REPAIR_OFF;
	if (s->id)
		return read_stored(ss, s, &o, err);
	d = s->keep && s->part == 0 ? source_load(&s->source, s->path, &o,
	    err) : read_parts(ss, s, &o, err);
	if (d && s->part == 0 && d->part > 0) {
		s->part = d->part;
		s->offset = INPUT_NOWHERE;
		s->more = true;
		ss->waiting++;
	}
	return d;
}

/* The bytes of one document of several. */
static bool
part_head(const struct stories *ss, const struct story *s, size_t max,
    struct buf *out, struct err *err)
{
	struct parts *ps = open_parts(ss, s, err);
	struct part p = { 0 };
	bool ok = ps && parts_next(ps, &p);

	buf_add(out, slice_sub(buf_slice(&p.bytes), 0, max));
	part_free(&p);
	parts_close(ps);
	return ok;
}

static bool
stored_head(const struct stories *ss, const struct story *s, size_t max,
    struct buf *out, struct err *err)
{
	struct part p = { 0 };
	bool doubtful, ok = shelf_part(ss->shelf, s->id, &p, &doubtful, err);

	if (ok)
		buf_add(out, slice_sub(buf_slice(&p.bytes), 0, max));
	part_free(&p);
	return ok;
}

bool
story_head(const struct stories *ss, size_t i, size_t max, struct buf *out,
    struct err *err)
{
	const struct story *s = &ss->at[i];

	if (s->id)
		return stored_head(ss, s, max, out, err);
	if (s->part > 0)
		return part_head(ss, s, max, out, err);
	if (!s->keep)
		return source_head_of(s->path, max, out, err);
	source_head(&s->source, max, out);
	return true;
}

/* Made when first needed. */
static const struct ids *
ids_of(struct story *s)
{
	if (s->ids == NULL)
		s->ids = ids_new(s->doc);
	return s->ids;
}

/* It is shown as it was left. */
void
story_take(struct stories *ss, size_t i, struct doc *d, enum tree_order order)
{
	struct story *s = &ss->at[i];
	const struct state *st;
	const struct ids *ids = NULL;

	story_unload(s);
	s->doc = d;
	s->pinned = TREE_NONE;
	st = story_reading(ss, i);
	if (d->ncomments && (news_know(st) || remember_ids(st) ||
	    mends_know(&s->mends, st)))
		ids = ids_of(s);
	if (ids)
		mends_read(&s->mends, d, ids, st);
	s->page = page_new(d);
	s->tree = tree_new(d, order_read(st, order));
	if (ids)
		folds_read(s->tree, ids, st);
	s->news = news_new(d, s->tree, ids, st);
	if (!s->place.set)
		place_read(&s->place, ids, st);
}

void
story_keep(struct stories *ss, size_t i, enum tree_order otherwise)
{
	struct story *s = &ss->at[i];
	const struct ids *ids = s->doc->ncomments ? ids_of(s) : NULL;
	struct state *st = story_reading(ss, i);
	unsigned char *folds = NULL;

	place_keep(&s->place, ids, st);
	order_keep(tree_order(s->tree), otherwise, st);
	if (ids == NULL)
		return;
	if (s->unfiltered == NULL || s->news->catch_up)
		folds = news_folds(s->news);
	folds_keep(folds ? folds : s->unfiltered, ids, st);
	free(folds);
	news_keep(s->news, ids, st);
	mends_keep(&s->mends, ids, st);
}

bool
story_load(struct stories *ss, size_t i, enum tree_order order,
    struct err *err)
{
	struct story *s = &ss->at[i];
	struct doc *d;

	if (s->doc)
		return true;
	d = read_doc(ss, i, err);
	s->failed = d == NULL;
	if (s->failed)
		return false;
	story_take(ss, i, d, order);
	return true;
}

bool
stories_reload(struct stories *ss, size_t i, enum tree_order order,
    struct err *err)
{
	struct doc *d = read_doc(ss, i, err);

	if (d == NULL)
		return false;
	story_take(ss, i, d, order);
	return true;
}

/* What a part without a headline is called. */
static void
name_part(struct story *s)
{
	struct buf b = { 0 };

	if (s->headline)
		return;
	buf_printf(&b, "%s, document %zu", s->path, s->part);
	buf_z(&b);
	s->headline = b.s;
}

static void
add_part(struct stories *ss, struct part *p)
{
	struct story *s, *from = &ss->at[ss->archive];
	struct doc *d;

	stories_add(ss, from->path);
	from = &ss->at[ss->archive];
	s = &ss->at[ss->n - 1];
	s->part = p->number;
	s->offset = p->offset;
	s->owner = from->owner;
	s->keep = from->keep;
	d = part_load(p, s->path, &ss->load);
	note_headline(ss, ss->n - 1, d);
	name_part(s);
	doc_free(d);
}

static void
begin_archive(struct stories *ss)
{
	size_t i = 0;

	while (!ss->at[i].more)
		i++;
	ss->at[i].more = false;
	ss->archive = i;
	ss->parts = open_parts(ss, &ss->at[i], NULL);
	if (ss->parts && !parts_go(ss->parts, ss->at[i].part + 1,
	    INPUT_NOWHERE)) {
		parts_close(ss->parts);
		ss->parts = NULL;
	}
	ss->waiting -= ss->parts == NULL;
}

/* One more document of an archive that was opened.  False: all are here. */
static bool
add_one_part(struct stories *ss)
{
	struct part p = { 0 };

	if (ss->waiting > 0 && ss->parts == NULL)
		begin_archive(ss);
	if (ss->parts == NULL)
		return false;
	if (parts_next(ss->parts, &p))
		add_part(ss, &p);
	else {
		parts_close(ss->parts);
		ss->parts = NULL;
		ss->waiting--;
	}
	part_free(&p);
	return true;
}

bool
stories_index_one(struct stories *ss)
{
	struct story *s;
	struct doc *d;

	if (add_one_part(ss))
		return true;

	while (ss->indexed < ss->n && ss->at[ss->indexed].indexed)
		ss->indexed++;
	if (ss->indexed >= ss->n)
		return false;
	s = &ss->at[ss->indexed];
	d = s->doc ? s->doc : s->keep ? NULL : read_doc(ss, ss->indexed, NULL);
	if (d)
		note_headline(ss, ss->indexed, d);
	s->failed = d == NULL && !s->keep;
	if (d != s->doc)
		doc_free(d);
	if (s->doc == NULL) {		/* there may be thousands */
		state_free(s->state);
		s->state = NULL;
	}
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
