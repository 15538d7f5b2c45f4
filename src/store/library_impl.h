/*
 * library_impl: what the files of the library share.  SQLite's types stay
 * behind it.
 *
 * A story's number says when it was published, so that all that is in order
 * of numbers is in order of days:
 *
 *	LIB_DATED + (days since 1900-01-01 << 15) + 0, 1, .. in the order
 *	they came that day
 *	1.. in the order they came, of those without a date
 *
 * The index holds the differences of numbers: those of one day are near
 * each other and take one byte, and all are small.  A day of more stories
 * than it has numbers spills over into the next ones; how many days, at
 * most, is kept (total.spill).
 *
 * Words, and what else is looked for (names of a kind, headlines, stories
 * that are listed), are terms of one full-text index that says only which
 * stories have a term: FTS5, detail=none, without content.  The terms that
 * are no words begin with LIB_MARK and a letter.
 */
#ifndef STORE_LIBRARY_IMPL_H
#define STORE_LIBRARY_IMPL_H

#include <sqlite3.h>
#include <time.h>

#include "store/bundle.h"
#include "store/library.h"

#define LIB_DATED ((int64_t)1 << 28)
#define LIB_DAY_BITS 15
/* Stories whose numbers are alike but for so many bits are listed by their
 * times: those of a day, or of a part of one that has very many. */
#define LIB_GROUP_BITS 10
#define LIB_DAY0 (-25567)		/* 1900-01-01 */
#define LIB_DAY_MAX ((int64_t)1 << 22)

#define LIB_MARK '\1'
#define LIB_NEXT '\2'		/* before each of several terms */

enum name_kind {
	NAME_SECTION, NAME_TAG, NAME_SOURCE, NAME_AUTHOR, NAME_MONTH,
	NAME_KINDS
};

enum { FLAG_READ = 1, FLAG_STARRED = 2 };	/* mark.flags */

/* Statements that are prepared once; their texts are in sql.c. */
enum sql {
	SQL_BEGIN, SQL_BEGIN_READ, SQL_COMMIT, SQL_ROLLBACK,
	SQL_STORY_GET, SQL_STORY_ADD, SQL_STORY_MOVE,
	SQL_STORY_FACE, SQL_STORY_ADDED, SQL_STORY_LAST, SQL_STORY_VERSIONS,
	SQL_STORY_SPAN,
	SQL_STORY_COUNT_VERSION, SQL_STORY_NAMES,
	SQL_PRINT_ADD, SQL_PRINT_GET,
	SQL_NAME_GET, SQL_NAME_ADD, SQL_NAME_COUNT, SQL_NAME_TEXT,
	SQL_NAME_FOLDER, SQL_NAME_MONTH,
	SQL_FILE_GET, SQL_FILE_ADD, SQL_FILE_SET, SQL_FOLDER_ADD,
	SQL_FOLDER_GET,
	SQL_BLOCK_ADD, SQL_BLOCK_GET, SQL_BLOCK_LAST,
	SQL_WORDS_ADD, SQL_WORDS_MERGE, SQL_WORDS_FIND, SQL_WORDS_PAGE,
	SQL_WORDS_PART,
	SQL_TOTAL_GET, SQL_TOTAL_ADD, SQL_TOTAL_SPILL,
	SQL_MARK_GET, SQL_MARK_SET, SQL_MARK_DROP,
	SQL_STEP_ADD, SQL_STEP_LAST, SQL_STEP_DROP, SQL_UNDO_ADD,
	SQL_UNDO_GET, SQL_UNDO_DROP, SQL_STEP_TRIM, SQL_UNDO_TRIM,
	SQL_STATE_GET, SQL_STATE_SET, SQL_STATE_DROP,
	SQL_SAVED_ALL, SQL_SAVED_GET, SQL_SAVED_SET, SQL_SAVED_DROP,
	SQL_COUNT
};

struct folder;
struct names;
struct pack;
struct pending;

struct library {
	sqlite3 *db;
	char *path;
	enum library_mode mode;
	int wait;			/* milliseconds for another writer */
	int64_t waiting;		/* since when, for this turn */
	bool in_transaction;
	bool broken;			/* it must be rolled back */
	bool busy;			/* another one was writing */
	int code;			/* of what first failed in it, or 0 */
	sqlite3_stmt *st[SQL_COUNT];
	struct names *names;		/* or NULL: made when first used */
	struct pack *pack;
	struct pending *pending;
	struct folder *folder;
	int64_t total, unread;		/* to be added at commit */
	int64_t spill;			/* the same */
};

/* ---- sql.c ---- */

/* Ready to be bound; NULL: lib_fail() knows why. */
sqlite3_stmt *lib_sql(struct library *, enum sql);
void lib_forget(struct library *);	/* all prepared statements */

/* Steps one that gives no rows, and resets it. */
bool lib_run(struct library *, sqlite3_stmt *);
/* Steps to a row.  False: there is none, or it failed; a transaction of
 * which anything failed cannot be committed. */
bool lib_row(struct library *, sqlite3_stmt *);

/* The first value of what that gives, or 0; false: it failed. */
bool lib_number(struct library *, const char *sql, int64_t *value);

/* Always false: what was done to the library, and what SQLite says. */
bool lib_fail(struct library *, struct err *, const char *doing);
bool lib_fail_code(const char *path, int code, struct err *,
    const char *doing);

void lib_bind(sqlite3_stmt *, int at, struct slice text);
void lib_bind_blob(sqlite3_stmt *, int at, struct slice bytes);
struct slice lib_column(sqlite3_stmt *, int at); /* until the next step */
struct slice lib_text(sqlite3_stmt *, int at, struct arena *);

/* ---- schema.c ---- */

/* Makes the tables, or brings them up to date; checks that they are ours. */
bool lib_schema(struct library *, struct err *);

/* The tokenizer of the index of words: text/terms.h. */
int lib_tokenizer(sqlite3 *);

/* ---- library.c ---- */

/* A transaction of the library's own where the caller has none. */
bool lib_enter(struct library *, bool *own, struct err *);
bool lib_leave(struct library *, bool own, bool ok, struct err *);

/* ---- name.c: names of a kind as numbers ---- */

/* Its number, made where it is new; 0: it failed, or there is none. */
int64_t lib_name(struct library *, enum name_kind, struct slice text);
/* Adds to its counts, at lib_names_flush(). */
void lib_name_count(struct library *, int64_t name, int all, int unread);
bool lib_names_flush(struct library *);
void lib_names_forget(struct library *);
struct slice lib_name_text(struct library *, int64_t name, struct arena *);

/* A story's names as bytes, and back: 0 is the end of them. */
void lib_names_put(struct buf *, enum name_kind, int64_t name);
int64_t lib_names_next(struct slice *, enum name_kind *);

/* Terms of names and the like, for the index: each ends with LIB_MARK. */
void lib_term_name(struct buf *, enum name_kind, struct slice text);
void lib_term_comments(struct buf *, int log2);	/* at least 1 << log2 */
void lib_term_hash(struct buf *, char letter, uint64_t hash);
/* The same as a phrase of FTS5's query language. */
void lib_match(struct buf *, struct slice term);

/* ---- pack.c: sources and texts in blocks (store/bundle.h) ---- */

/* Where it will lie; false: it could not be written. */
bool lib_pack(struct library *, const struct record *, int64_t *block,
    int64_t *at);
bool lib_pack_flush(struct library *);
void lib_pack_forget(struct library *);
/* Slices are of the arena. */
bool lib_unpack(struct library *, int64_t block, int64_t at,
    struct packed *, struct arena *, struct err *);

/* ---- prepare.c ---- */

/* All terms of a story, each once and after LIB_NEXT. */
void lib_terms(struct buf *, const struct record *);

/* ---- files.c: where stories came from ---- */

int64_t lib_file(struct library *, struct slice path);	/* 0: failed */
struct slice lib_file_path(struct library *, int64_t, struct arena *);
void lib_file_forget(struct library *);

/* ---- add.c ---- */

/* 0: none has that address. */
int64_t lib_story_of_url(struct library *, struct slice url);

/* The least number of a story of that day, and the day of a number. */
int64_t lib_day_start(int64_t day);
int64_t lib_story_day(int64_t story);	/* INT64_MIN: it has no date */
int64_t lib_spill(struct library *);	/* days */

bool lib_pending_flush(struct library *);
void lib_pending_forget(struct library *);

/* ---- find.c ---- */

/* So many milliseconds from now (0: never), and whether it is later. */
struct timespec lib_time_in(unsigned ms);
bool lib_too_late(const struct timespec *);

/* The numbers of the next stories of a run by date, within milliseconds (0:
 * all it takes). */
bool lib_search_ids(struct search_run *, unsigned budget, int64_t *,
    size_t max, size_t *n, bool *done, struct err *);

/* ---- story.c ---- */

/* Its headline; its other titles, a line each, where titles is not NULL. */
struct slice lib_headline(struct library *, int64_t, struct slice *titles,
    struct arena *);

/* What is kept of it but its source; slices are of the arena. */
bool lib_story_texts(struct library *, int64_t, struct packed *,
    struct arena *);

/* ---- event.c ---- */

/* The stories about the same event as the one of that number, which r is,
 * the surest first, at most max; their number. */
size_t lib_event(struct library *, int64_t, const struct record *r, size_t max,
    struct library_link *, struct arena *);

/* ---- mark.c ---- */

int lib_flags(struct library *, int64_t story);

/* Marks, note and state that a record brings along, and searches with names:
 * what is there already stays.  Nothing to undo comes of it. */
bool lib_marks_add(struct library *, int64_t story, const struct record *);

/* ---- title.c: the terms by which headlines are found ---- */

/* Of a story's own headline, and of one that a story lists. */
void lib_title_terms(struct buf *, struct slice title);
void lib_listed_terms(struct buf *, struct slice title, struct slice url);

/* By which the stories that list one are found; titles are its others, a
 * line each. */
void lib_back_terms(struct buf *, struct slice headline, struct slice titles,
    struct slice url);

/* Stories that have one of the terms (of the form of a story's own, one
 * after the other), newest first. */
size_t lib_find_terms(struct library *, struct slice terms, int64_t from,
    int64_t to, int64_t *, size_t max);
/* The same of a phrase of FTS5's language. */
size_t lib_find_match(struct library *, struct slice match, int64_t from,
    int64_t to, int64_t *, size_t max);

/* Addresses but for scheme, fragment and a '/' at the end. */
uint64_t lib_url_hash(struct slice url);
bool lib_url_same(struct slice, struct slice);

#endif
