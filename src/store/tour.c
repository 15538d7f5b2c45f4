/*
 * All that the library keeps, one after the other.  What arrived together
 * lies in one block, so that in that order each block is unpacked once.
 */
#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/query.h"

struct stop {
	uint64_t key;			/* block and place in it, or number */
	int64_t id;
};

struct library_tour {
	struct library *lib;
	struct stop *at;
	size_t n, cap, next;
	int64_t *ids;			/* of stories, oldest first */
	enum library_tour_order order;
	sqlite3_stmt *get;
	bool begun;			/* a transaction of ours */
};

static int
by_key(const void *a, const void *b)
{
	const struct stop *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int
by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Takes in rows of id, block and at. */
static bool
take_stops(struct library_tour *t, sqlite3_stmt *st)
{
	int code = SQLITE_ERROR;

	while (st != NULL && (code = sqlite3_step(st)) == SQLITE_ROW) {
		t->at = mem_grow(t->at, &t->cap, t->n + 1, sizeof(*t->at));
		/* A place is below 2 GiB: zlib takes no more at once. */
		t->at[t->n++] = (struct stop){
			(uint64_t)sqlite3_column_int64(st, 1) << 32 |
			(uint32_t)sqlite3_column_int64(st, 2),
			sqlite3_column_int64(st, 0)
		};
	}
	return code == SQLITE_DONE;
}

static bool
take_by_sql(struct library_tour *t, const char *sql)
{
	sqlite3_stmt *st = NULL;
	bool ok;

	sqlite3_prepare_v2(t->lib->db, sql, -1, &st, NULL);
	ok = take_stops(t, st);
	sqlite3_finalize(st);
	return ok;
}

/* What belongs to the stories at from..to: versions, copies. */
static bool
take_beside(struct library_tour *t, size_t from, size_t to)
{
	sqlite3_stmt *st = NULL;
	size_t i;
	bool ok = true;

	sqlite3_prepare_v2(t->lib->db, "SELECT id, block, at FROM story "
	    "WHERE of = ?1", -1, &st, NULL);
	for (i = from; ok && i < to; i++) {
		sqlite3_reset(st);
		sqlite3_bind_int64(st, 1, t->at[i].id);
		ok = take_stops(t, st);
	}
	sqlite3_finalize(st);
	return ok;
}

static bool
take_found(struct library_tour *t, const struct query *q, struct err *err)
{
	struct search_run *run = library_search(t->lib, q, BY_DATE, 0,
	    SIZE_MAX);
	int64_t ids[256];
	sqlite3_stmt *st = NULL;
	bool ok = true, done = false;
	size_t i, n;

	sqlite3_prepare_v2(t->lib->db, "SELECT id, block, at FROM story "
	    "WHERE id = ?1", -1, &st, NULL);
	while (ok && !done) {
		ok = lib_search_ids(run, 0, ids, 256, &n, &done, err);
		for (i = 0; ok && i < n; i++) {
			sqlite3_reset(st);
			sqlite3_bind_int64(st, 1, ids[i]);
			ok = take_stops(t, st);
		}
	}
	sqlite3_finalize(st);
	search_free(run);
	return ok;
}

/* A copy may have versions of its own; those have none. */
static bool
take_all_beside(struct library_tour *t)
{
	size_t shown = t->n, copies;

	if (!take_beside(t, 0, shown))
		return false;
	copies = t->n;
	return take_beside(t, shown, copies);
}

static void
sort_ids(struct library_tour *t)
{
	size_t i;

	t->ids = mem_alloc(t->n + 1, sizeof(*t->ids));
	for (i = 0; i < t->n; i++)
		t->ids[i] = t->at[i].id;
	if (t->n)
		qsort(t->ids, t->n, sizeof(*t->ids), by_id);
}

static bool
gather(struct library_tour *t, const struct query *q,
    enum library_tour_order order, struct err *err)
{
	bool all = q == NULL || q->n == 0, ok;

	if (all)
		ok = take_by_sql(t, order == TOUR_ARRIVED ?
		    "SELECT id, block, at FROM story" :
		    "SELECT id, block, at FROM story WHERE of IS NULL");
	else
		ok = take_found(t, q, err) && (order != TOUR_ARRIVED ||
		    take_all_beside(t));
	if (!ok)
		return lib_fail(t->lib, err, "read the library");
	if (order != TOUR_ARRIVED)
		sort_ids(t);
	if (t->n)
		qsort(t->at, t->n, sizeof(*t->at), by_key);
	return true;
}

struct library_tour *
library_tour(struct library *lib, const struct query *q,
    enum library_tour_order order, struct err *err)
{
	struct library_tour *t = mem_alloc(1, sizeof(*t));

	t->lib = lib;
	t->order = order;
	t->begun = lib_run(lib, lib_sql(lib, SQL_BEGIN_READ));
	sqlite3_prepare_v2(lib->db, "SELECT s.kind, s.added, s.versions, "
	    "m.flags, m.note, t.bytes, s.headline, s.published "
	    "FROM story s LEFT JOIN mark m ON m.story = s.id "
	    "LEFT JOIN state t ON t.story = s.id WHERE s.id = ?1", -1,
	    &t->get, NULL);
	if (!t->begun || t->get == NULL)
		lib_fail(lib, err, "read the library");
	else if (gather(t, q, order, err))
		return t;
	library_tour_free(t);
	return NULL;
}

void
library_tour_free(struct library_tour *t)
{
	if (t == NULL)
		return;
	sqlite3_finalize(t->get);
	if (t->begun)
		lib_run(t->lib, lib_sql(t->lib, SQL_ROLLBACK));
	free(t->at);
	free(t->ids);
	free(t);
}

size_t
library_tour_size(const struct library_tour *t)
{
	return t->n;
}

bool
library_tour_has(const struct library_tour *t, int64_t story)
{
	return t->n && bsearch(&story, t->ids, t->n, sizeof(story), by_id) !=
	    NULL;
}

int64_t
library_tour_newest(const struct library_tour *t, size_t i)
{
	return t->ids[t->n - 1 - i];
}

static void
read_kept(struct library_kept *k, sqlite3_stmt *st, struct arena *a)
{
	int flags = sqlite3_column_int(st, 3);

	k->kind = (enum library_kind)sqlite3_column_int(st, 0);
	k->added = sqlite3_column_int64(st, 1);
	k->versions = (uint32_t)sqlite3_column_int64(st, 2);
	k->read = flags & FLAG_READ;
	k->starred = flags & FLAG_STARRED;
	k->note = lib_text(st, 4, a);
	k->state = lib_text(st, 5, a);
	k->headline = lib_text(st, 6, a);
	k->published = lib_text(st, 7, a);
}

bool
library_tour_next(struct library_tour *t, struct library_kept *k,
    struct arena *a, struct err *err)
{
	size_t at = t->next;
	int code;

	*k = (struct library_kept){ .id = 0 };
	if (at == t->n)
		return true;
	t->next++;
	k->id = t->order == TOUR_NEWEST ? library_tour_newest(t, at) :
	    t->at[at].id;
	sqlite3_bind_int64(t->get, 1, k->id);
	if ((code = sqlite3_step(t->get)) == SQLITE_ROW)
		read_kept(k, t->get, a);
	sqlite3_reset(t->get);
	return code == SQLITE_ROW || lib_fail(t->lib, err,
	    "read the library");
}
