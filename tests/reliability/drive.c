/*
 * usage: drive check LIBRARY
 *	  drive count LIBRARY QUERY...
 *	  drive marks LIBRARY SEED FROM
 *	  drive verify LIBRARY SEED DONE
 *
 * check: what SQLite and FTS5 think of the library, and whether its counts
 * are what is in it; a line for each fault.
 * count: how many stories each query finds.
 * marks: marks, notes, states, saved queries, undone now and then, for ever:
 * change FROM of SEED, and those after it; each number is written to
 * standard output when its change was acknowledged.
 * verify: whether the library is what the first DONE changes make of it, or
 * DONE + 1, of which the acknowledgement was lost; says which.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/library_impl.h"
#include "tests/unit/runs.h"

#define STORIES 48			/* that are marked */
#define SAVED 6
#define STEPS 1000			/* of undoing, as store/mark.c has it */
#define BATCH 5				/* changes of one transaction */

/* ---- check ---- */

static int faults;

static int
tell_row(void *ctx, int n, char **value, char **name)
{
	const char *want = ctx;
	int i;

	(void)name;
	for (i = 0; i < n; i++)
		if (value[i] == NULL || strcmp(value[i], want) != 0) {
			printf("%s\n", value[i] ? value[i] : "NULL");
			faults++;
		}
	return 0;
}

/* What each of these must give. */
static const struct { const char *what, *sql, *want; } truths[] = {
	{ "SQLite", "PRAGMA integrity_check", "ok" },
	{ "full-text index", "INSERT INTO words(words) "
	    "VALUES('integrity-check')", "" },
	{ "stories that are not counted", "SELECT total.stories - "
	    "(SELECT count(*) FROM story WHERE of IS NULL) FROM total", "0" },
	{ "unread stories that are not counted", "SELECT total.unread - "
	    "(SELECT count(*) FROM story WHERE of IS NULL AND NOT EXISTS "
	    "(SELECT 1 FROM mark WHERE story = story.id AND flags & 1)) "
	    "FROM total", "0" },
	{ "months that are not counted", "SELECT count(*) FROM (SELECT "
	    "sum(stories) AS n FROM name WHERE kind = 4), (SELECT count(*) "
	    "AS m FROM story WHERE of IS NULL AND published >= '0') "
	    "WHERE n > m", "0" },
	{ "stories without their block", "SELECT count(*) FROM story WHERE "
	    "block NOT IN (SELECT id FROM block)", "0" },
	{ "versions of no story", "SELECT count(*) FROM story WHERE of IS "
	    "NOT NULL AND of NOT IN (SELECT id FROM story WHERE of IS NULL)",
	    "0" },
	{ "stories with versions that are not counted", "SELECT count(*) "
	    "FROM story s WHERE of IS NULL AND versions <> "
	    "(SELECT count(*) FROM story WHERE of = s.id)", "0" },
	{ "prints of no story", "SELECT count(*) FROM print WHERE story NOT "
	    "IN (SELECT id FROM story)", "0" },
	{ "marks of no story", "SELECT count(*) FROM mark WHERE story NOT "
	    "IN (SELECT id FROM story)", "0" },
	{ "steps to undo that undo nothing", "SELECT count(*) FROM step "
	    "WHERE id NOT IN (SELECT step FROM undo)", "0" },
	{ "undoings of no step", "SELECT count(*) FROM undo "
	    "WHERE step NOT IN (SELECT id FROM step)", "0" },
	{ "stories of no file", "SELECT count(*) FROM story WHERE "
	    "file NOT IN (SELECT id FROM file)", "0" },
	{ "stories of files that were not begun", "SELECT count(*) FROM "
	    "story JOIN file ON file.id = file WHERE done = 0 AND NOT whole",
	    "0" }
};

static void
check_truths(const char *path)
{
	sqlite3 *db;
	char *why = NULL;
	size_t i;
	int before, code = sqlite3_open(path, &db);

	sqlite3_busy_timeout(db, LIBRARY_WAIT);
	if (code == SQLITE_OK)
		code = lib_tokenizer(db);
	for (i = 0; i < sizeof(truths) / sizeof(*truths); i++) {
		before = faults;
		if (code == SQLITE_OK && sqlite3_exec(db, truths[i].sql,
		    tell_row, (void *)truths[i].want, &why) != SQLITE_OK) {
			printf("%s\n", why);
			faults++;
		}
		sqlite3_free(why);
		why = NULL;
		if (faults > before)
			printf("%s: the above\n", truths[i].what);
	}
	if (code != SQLITE_OK) {
		printf("%s\n", sqlite3_errmsg(db));
		faults++;
	}
	sqlite3_close(db);
}

/* Reads all sources. */
static void
check_sources(const char *path)
{
	struct err err = { "" };
	struct library *lib = library_open(path, LIBRARY_READ, &err);
	struct arena a = { 0 };
	struct record rec;
	sqlite3_stmt *st = NULL;

	if (lib != NULL)
		sqlite3_prepare_v2(lib->db, "SELECT id FROM story ORDER BY "
		    "block", -1, &st, NULL);
	while (st != NULL && sqlite3_step(st) == SQLITE_ROW) {
		if (!library_source(lib, sqlite3_column_int64(st, 0), &rec,
		    &a, &err))
			faults++;
		arena_free(&a);
	}
	if (*err.text)
		printf("%s\n", err.text);
	faults += *err.text != '\0';
	sqlite3_finalize(st);
	library_close(lib);
}

/* ---- count ---- */

static size_t
count(struct library *lib, const char *text, struct err *err)
{
	struct query *q = query_parse(slice_z(text), err);
	struct search_run *run = q ? library_search(lib, q, BY_DATE, 0,
	    SIZE_MAX) : NULL;
	struct library_row *rows;
	struct arena a = { 0 };
	size_t n, all = 0;
	bool done = run == NULL;

	while (!done) {
		n = 0;
		if (!search_step(run, 1000, &a, &rows, &n, &done, err))
			done = true;
		all += n;
		arena_free(&a);
	}
	search_free(run);
	query_free(q);
	return all;
}

static int
run_count(char **argv)
{
	struct err err = { "" };
	struct library *lib = library_open(*argv++, LIBRARY_READ, &err);

	for (; lib != NULL && *argv != NULL; argv++)
		printf("%s: %zu\n", *argv, count(lib, *argv, &err));
	if (*err.text)
		printf("%s\n", err.text);
	library_close(lib);
	return *err.text != '\0';
}

/* ---- changes ---- */

struct change {
	enum {
		DO_READ, DO_STAR, DO_NOTE, DO_STATE, DO_ALL, DO_UNDO, DO_SAVE,
		DO_BATCH, KINDS
	} kind;
	uint32_t story, value;
};

/* Change n of a seed, always the same. */
static struct change
change_of(uint64_t seed, uint64_t n)
{
	static const int kinds[16] = {
		DO_READ, DO_READ, DO_READ, DO_STAR, DO_STAR, DO_NOTE, DO_NOTE,
		DO_NOTE, DO_STATE, DO_STATE, DO_STATE, DO_ALL, DO_UNDO,
		DO_UNDO, DO_SAVE, DO_BATCH
	};
	uint64_t x = (seed << 32 ^ n) * 6364136223846793005u +
	    1442695040888963407u;
	struct change c;

	x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9u;
	x ^= x >> 32;
	c.kind = kinds[x & 15];
	c.story = (uint32_t)(x >> 8) % STORIES;
	c.value = (uint32_t)(x >> 40);
	return c;
}

/* A text by its number, which may be long; 0 is the empty one. */
static struct slice
text_of(struct buf *b, uint32_t value)
{
	uint32_t i;

	buf_clear(b);
	for (i = 0; value % 7 && i <= value % 97; i++)
		buf_printf(b, "text %u of %u ", i, value);
	return buf_slice(b);
}

/* ---- the library as it should be ---- */

struct face { int flags; uint32_t note; };

struct step {				/* what undoing puts back */
	size_t n;
	struct { size_t story; struct face was; } at[STORIES];
};

struct model {
	struct face faces[STORIES];
	uint32_t states[STORIES], saved[SAVED];
	struct step *steps;
	size_t nsteps;
};

static struct step *
new_step(struct model *m)
{
	if (m->nsteps == STEPS)
		memmove(m->steps, m->steps + 1, --m->nsteps *
		    sizeof(*m->steps));
	m->steps[m->nsteps].n = 0;
	return &m->steps[m->nsteps++];
}

static bool
same_note(uint32_t a, uint32_t b)
{
	return a == b || (a % 7 == 0 && b % 7 == 0);
}

static void
model_face(struct model *m, struct step **step, size_t story, struct face f)
{
	struct face *was = &m->faces[story];

	if (was->flags == f.flags && same_note(was->note, f.note))
		return;
	if (*step == NULL)
		*step = new_step(m);
	(*step)->at[(*step)->n].story = story;
	(*step)->at[(*step)->n++].was = *was;
	*was = f;
}

static void
model_undo(struct model *m)
{
	struct step *step;
	size_t i;

	if (m->nsteps == 0)
		return;
	step = &m->steps[--m->nsteps];
	for (i = 0; i < step->n; i++)
		m->faces[step->at[i].story] = step->at[i].was;
}

static int
with_flag(int flags, int flag, bool on)
{
	return on ? flags | flag : flags & ~flag;
}

static void
model_flag(struct model *m, struct step **step, size_t story, int flag,
    bool on)
{
	struct face f = m->faces[story];

	f.flags = with_flag(f.flags, flag, on);
	model_face(m, step, story, f);
}

static void
model_apply(struct model *m, struct change c)
{
	struct step *step = NULL;
	size_t i;

	switch (c.kind) {
	case DO_READ:
	case DO_STAR:
		model_flag(m, &step, c.story, c.kind == DO_READ ? FLAG_READ :
		    FLAG_STARRED, c.value & 1);
		break;
	case DO_NOTE:
		model_face(m, &step, c.story, (struct face){
		    m->faces[c.story].flags, c.value });
		break;
	case DO_STATE:
		m->states[c.story] = c.value;
		break;
	case DO_ALL:
		for (i = 0; i < STORIES; i++)
			model_flag(m, &step, i, FLAG_READ, c.value & 1);
		break;
	case DO_UNDO:
		model_undo(m);
		break;
	case DO_SAVE:
		m->saved[c.story % SAVED] = c.value;
		break;
	default:
		for (i = 0; i < BATCH; i++, step = NULL)
			model_flag(m, &step, (c.story + i) % STORIES,
			    FLAG_STARRED, c.value >> i & 1);
	}
}

/* ---- the library as it is ---- */

struct driver {
	struct library *lib;
	int64_t ids[STORIES];
	struct query *all;		/* just those */
	struct err err;
};

static bool
apply_batch(struct driver *d, struct change c)
{
	size_t i;

	if (!library_begin(d->lib, &d->err))
		return false;
	for (i = 0; i < BATCH; i++)
		if (!library_mark(d->lib, d->ids[(c.story + i) % STORIES],
		    MARK_STARRED, c.value >> i & 1, &d->err))
			return false;
	return library_commit(d->lib, &d->err);
}

static bool
apply_text(struct driver *d, struct change c)
{
	struct buf b = { 0 };
	struct slice text = text_of(&b, c.value);
	char name[16];
	bool ok;

	snprintf(name, sizeof(name), "query %u", c.story % SAVED);
	if (c.kind == DO_NOTE)
		ok = library_note(d->lib, d->ids[c.story], text, &d->err);
	else if (c.kind == DO_STATE)
		ok = library_state_set(d->lib, d->ids[c.story], text,
		    &d->err);
	else
		ok = library_save_query(d->lib, slice_z(name), text,
		    &d->err);
	buf_free(&b);
	return ok;
}

static bool
apply(struct driver *d, struct change c)
{
	struct arena a = { 0 };
	struct slice what;
	size_t n;
	bool ok;

	switch (c.kind) {
	case DO_READ:
	case DO_STAR:
		return library_mark(d->lib, d->ids[c.story], c.kind ==
		    DO_READ ? MARK_READ : MARK_STARRED, c.value & 1,
		    &d->err);
	case DO_ALL:
		return mark_all(d->lib, d->all, MARK_READ,
		    c.value & 1, &n, &d->err);
	case DO_UNDO:
		ok = undo(d->lib, &what, &a, &d->err);
		arena_free(&a);
		return ok;
	case DO_BATCH:
		return apply_batch(d, c);
	default:
		return apply_text(d, c);
	}
}

/* The stories that are marked: those whose headline begins so. */
static bool
start(struct driver *d, const char *path)
{
	sqlite3_stmt *st = NULL;
	size_t n = 0;

	d->lib = library_open(path, LIBRARY_WRITE, &d->err);
	d->all = query_parse(SLICE("markable"), &d->err);
	if (d->lib == NULL)
		return false;
	sqlite3_prepare_v2(d->lib->db, "SELECT id FROM story WHERE of IS "
	    "NULL AND headline LIKE 'Markable%' ORDER BY headline", -1, &st,
	    NULL);
	while (n < STORIES && sqlite3_step(st) == SQLITE_ROW)
		d->ids[n++] = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n == STORIES || fail(&d->err, "%zu stories to mark, not %d",
	    n, STORIES);
}

static int
finish(struct driver *d)
{
	if (*d->err.text)
		printf("%s\n", d->err.text);
	query_free(d->all);
	library_close(d->lib);
	return *d->err.text != '\0';
}

static int
run_marks(char **argv)
{
	struct driver d = { .err = { "" } };
	uint64_t seed = strtoull(argv[1], NULL, 10);
	uint64_t n = strtoull(argv[2], NULL, 10);
	char line[32];
	int len;

	if (start(&d, argv[0]))
		for (;; n++) {
			if (!apply(&d, change_of(seed, n)))
				break;
			len = snprintf(line, sizeof(line), "%llu\n",
			    (unsigned long long)n);
			if (write(STDOUT_FILENO, line, (size_t)len) != len)
				break;
		}
	return finish(&d);
}

/* ---- verify ---- */

static bool
same_text(struct buf *b, uint32_t value)
{
	struct buf want = { 0 };
	bool same = slice_eq(buf_slice(b), text_of(&want, value));

	buf_clear(b);
	buf_free(&want);
	return same;
}

/* What is not so; NULL: all is. */
static const char *
differs(struct driver *d, const struct model *m)
{
	struct buf b = { 0 };
	const char *what = NULL;
	char name[16];
	size_t i;

	for (i = 0; i < STORIES && what == NULL; i++) {
		library_note_get(d->lib, d->ids[i], &b);
		if (!same_text(&b, m->faces[i].note))
			what = "note";
		library_state_get(d->lib, d->ids[i], &b);
		if (!same_text(&b, m->states[i]))
			what = "state";
		if (lib_flags(d->lib, d->ids[i]) != m->faces[i].flags)
			what = "mark";
	}
	for (i = 0; i < SAVED && what == NULL; i++) {
		snprintf(name, sizeof(name), "query %zu", i);
		library_saved(d->lib, slice_z(name), &b);
		if (!same_text(&b, m->saved[i]))
			what = "saved query";
	}
	buf_free(&b);
	return what;
}

static int
run_verify(char **argv)
{
	struct driver d = { .err = { "" } };
	struct model m = { .steps = mem_alloc(STEPS, sizeof(*m.steps)) };
	uint64_t seed = strtoull(argv[1], NULL, 10), n;
	uint64_t done = strtoull(argv[2], NULL, 10);
	const char *what = NULL;

	if (start(&d, argv[0])) {
		for (n = 0; n < done; n++)
			model_apply(&m, change_of(seed, n));
		what = differs(&d, &m);
		if (what != NULL) {
			model_apply(&m, change_of(seed, n++));
			if (differs(&d, &m) != NULL)
				fail(&d.err, "a %s is not what it was", what);
		}
		printf("%llu\n", (unsigned long long)n);
	}
	free(m.steps);
	return finish(&d);
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "check") == 0) {
		check_truths(argv[2]);
		check_sources(argv[2]);
		if (faults == 0)
			printf("ok\n");
		return faults != 0;
	}
	if (argc > 3 && strcmp(argv[1], "count") == 0)
		return run_count(argv + 2);
	if (argc == 5 && strcmp(argv[1], "marks") == 0)
		return run_marks(argv + 2);
	if (argc == 5 && strcmp(argv[1], "verify") == 0)
		return run_verify(argv + 2);
	fprintf(stderr, "usage: drive check LIBRARY\n"
	    "       drive count LIBRARY QUERY...\n"
	    "       drive marks|verify LIBRARY SEED NUMBER\n");
	return 2;
}
