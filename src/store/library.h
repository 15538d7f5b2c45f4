/*
 * library: every story that was taken in, on SQLite (WAL), with its marks.
 * All SQL of the program is behind this header.  Several programs may use
 * one library at once; a writer waits up to LIBRARY_WAIT for another one.
 *
 * Times are seconds since 1970 UTC.  Rows and slices that come out are in
 * the caller's arena.  False or NULL: err says what, where, why and what to
 * do; nothing that was acknowledged is lost.
 */
#ifndef STORE_LIBRARY_H
#define STORE_LIBRARY_H

#include "base/err.h"
#include "store/record.h"

#define LIBRARY_WAIT 10000		/* milliseconds */
#define LIBRARY_GLANCE 5		/* the same, of library_be_quick() */

/* A story is a number of the library's: stable, more than 0. */

struct library;

enum library_mode { LIBRARY_READ, LIBRARY_WRITE };

/*
 * path NULL: $XDG_DATA_HOME/lede/library.db, default ~/.local/share.
 * LIBRARY_WRITE makes it, and brings an older version up to date;
 * LIBRARY_READ fails where there is none (library_exists()).  One of a newer
 * version is refused, a damaged one too, and left as they are.
 */
struct library *library_open(const char *path, enum library_mode,
    struct err *);
void library_close(struct library *);		/* NULL is fine */

/* For a program that draws a screen: it keeps little in memory and waits for
 * another writer LIBRARY_GLANCE at most, after which library_was_busy(). */
void library_be_quick(struct library *);
bool library_was_busy(const struct library *);	/* the last failure */
bool library_exists(const char *path);
/* Nothing is there, as before the first import. */
bool library_is_missing(const char *path);

/* ---- taking in ---- */

enum library_added {
	ADDED_NEW,
	ADDED_SAME,			/* the same text of the same address */
	ADDED_VERSION,			/* another text of that address */
	ADDED_COPY			/* (nearly) the text of another story */
};

/* Writing is in transactions; each is acknowledged by library_commit(), and
 * undone where that fails.  What is written outside of one is one of its
 * own. */
bool library_begin(struct library *, struct err *);
bool library_commit(struct library *, struct err *);
/* How it came in, and as which story; either may be NULL. */
bool library_add(struct library *, const struct record *,
    enum library_added *, int64_t *story, struct err *);

/*
 * Merges parts of the index that many small transactions left, for about
 * `budget` milliseconds, in a transaction of its own; `whole`: into one part,
 * which takes time for all that the library has.  *more: call it again.
 */
bool library_tidy(struct library *, bool whole, unsigned budget, bool *more,
    struct err *);

/* How far a file has been taken in: `done` parts of it, so that a second
 * run goes on there; all of them once whole.  A file that is another by
 * size or time is taken in anew. */
struct library_file {
	struct slice path;
	int64_t size, mtime;
	uint64_t done;
	bool whole;
};
bool library_file_get(struct library *, struct library_file *);
bool library_file_set(struct library *, const struct library_file *,
    struct err *);

/* ---- looking for ---- */

enum library_order { BY_DATE, BY_RELEVANCE, BY_COMMENTS, BY_ADDED };

struct library_row {
	int64_t id;
	struct slice headline, site, section, published;
	uint32_t comments;
	uint32_t versions;		/* copies and versions beside it */
	bool read, starred, note;
	struct slice snippet;		/* hits are between \1 and \2 */
	enum { HIT_HEADLINE, HIT_BODY, HIT_COMMENTS } hit;
};

/*
 * The query language, as lede(1) has it: words, "phrases", pre*, AND OR NOT,
 * parentheses, tag: author: source: section: after: before: comments:>10
 * unread read starred has:note.  NULL: err says what is wrong and at which
 * byte (from 1).  The empty query is all stories.
 */
struct query;
struct query *query_parse(struct slice text, struct err *);
void query_free(struct query *);		/* NULL is fine */

/* The words of a text that it looks for, at most max; the number found. */
size_t query_hits(const struct query *, struct slice text,
    struct slice *words, size_t max);

/*
 * Runs in slices: each call gives the next rows (at most max in all) that
 * were found within `budget` milliseconds, perhaps none.  *done: there are
 * no more.  0: it does not look at the clock, and fills in the snippets,
 * which each cost a look at the story (library_snippet() does it for those
 * that are shown).  The query must outlive the run.  By relevance the 2,000
 * newest are ordered, by arrival the 20,000 newest.
 */
struct search_run;
struct search_run *library_search(struct library *, const struct query *,
    enum library_order, size_t offset, size_t max);
/* By date alone, and before the first step: only stories behind that one in
 * this order; up: only those before it, the nearest first.  0: from the end
 * that `up` comes from. */
void search_from(struct search_run *, int64_t story, bool up);
/* The same, down, with that story itself. */
void search_at(struct search_run *, int64_t story);
bool search_step(struct search_run *, unsigned budget, struct arena *,
    struct library_row **rows, size_t *n, bool *done, struct err *);
void search_free(struct search_run *);		/* NULL is fine */
void library_snippet(struct library *, const struct query *,
    struct library_row *, struct arena *);

/* Folders: the values of a kind with their counts, most first; months the
 * newest first.  Saved queries by name; all and unread are then -1. */
enum library_folder {
	FOLDER_SECTION, FOLDER_TAG, FOLDER_SOURCE, FOLDER_AUTHOR, FOLDER_MONTH,
	FOLDER_SAVED
};
struct library_count {
	struct slice name;
	int64_t all, unread;
};
bool library_folders(struct library *, enum library_folder, size_t max,
    struct arena *, struct library_count **, size_t *n, struct err *);
/* The query of a saved name; false: there is none. */
bool library_saved(struct library *, struct slice name, struct buf *query);
/* Of all stories; the name is empty. */
bool library_totals(struct library *, struct library_count *, struct err *);

/* ---- one story ---- */

/* Its row, as a search gives it; false: there is none of that number. */
bool library_row_get(struct library *, int64_t, struct library_row *,
    struct arena *);

/* Its bytes and how to read them: fills path, part, offset, length, form,
 * charset, source (unpacked; empty: in place) and headline, url, body,
 * comments, the related ones; of text_hash the high half. */
bool library_source(struct library *, int64_t, struct record *,
    struct arena *, struct err *);

/* The story of that url, if there is one; else those a headline means, as
 * store/titles.h compares them; the number found, never a guess among
 * several. */
size_t library_resolve(struct library *, struct slice title, struct slice url,
    int64_t *, size_t max);

struct library_link {
	int64_t id;			/* 0: not in the library */
	struct slice title, why;	/* why: "lists this story", "Deir
					   ez-Zor, Daesh; 2 days apart" */
};
enum library_links {
	LINKS_LISTED,			/* related headlines, as listed */
	LINKS_BACK,			/* stories that list this one */
	LINKS_EVENT,			/* about the same event */
	LINKS_VERSIONS			/* the same text elsewhere, or before */
};
/* In slices of a few milliseconds: *at is 0 before the first, and again when
 * there are no more. */
bool library_links(struct library *, int64_t, enum library_links,
    size_t *at, size_t max, struct arena *, struct library_link **,
    size_t *n, struct err *);

/* ---- what the reader does with it ---- */

enum library_mark { MARK_READ, MARK_STARRED };

bool library_mark(struct library *, int64_t, enum library_mark, bool on,
    struct err *);
/* All that a query finds, a slice at a time, for about `budget` milliseconds
 * each, in a transaction that stays open until library_mark_end(), which
 * keeps it (to be taken back as one) or leaves all as it was, and frees the
 * run.  The query must outlive that. */
struct mark_run;
struct mark_run *library_mark_begin(struct library *, const struct query *,
    enum library_mark, bool on, struct err *);
bool library_mark_step(struct mark_run *, unsigned budget, bool *done,
    struct err *);
size_t library_mark_changed(const struct mark_run *);
bool library_mark_end(struct mark_run *, bool keep, struct err *);
/* An empty note removes it.  library_note_get() appends it; false: none. */
bool library_note(struct library *, int64_t, struct slice note,
    struct err *);
bool library_note_get(struct library *, int64_t, struct buf *);
/* Takes back the last change of marks and notes, mass ones as one; many
 * steps.  A slice at a time, as library_mark_begin(): *what says what it was
 * as long as the run is; empty: there is none. */
struct undo_run;
struct undo_run *library_undo_begin(struct library *, struct slice *what,
    struct err *);
bool library_undo_step(struct undo_run *, unsigned budget, bool *done,
    struct err *);
bool library_undo_end(struct undo_run *, bool keep, struct err *);

/* The state of a story (folds, seen comments, links mended, place), in the
 * form of store/state.h's files: appended, false where there is none; an
 * empty one removes it. */
bool library_state_get(struct library *, int64_t, struct buf *);
bool library_state_set(struct library *, int64_t, struct slice,
    struct err *);

/* ---- all of it ---- */

enum library_kind { KIND_SHOWN, KIND_VERSION, KIND_COPY };

/* What is kept beside a story's source (library_source()). */
struct library_kept {
	int64_t id;
	enum library_kind kind;
	int64_t added;
	uint32_t versions;
	bool read, starred;
	struct slice note, state, headline, published;
};

enum library_tour_order {
	/* As it came in, each version and copy by itself: taken in so again
	 * it makes the same library. */
	TOUR_ARRIVED,
	TOUR_STORIES,			/* the same, stories only */
	TOUR_NEWEST			/* stories only, by date: several
					   times slower, see store/pack.c */
};

/*
 * All that a query finds (NULL: all there is), as it was when the tour
 * began, whatever others write meanwhile.  Takes 24 bytes a story; this
 * library is only read until library_tour_free().
 */
struct library_tour;
struct library_tour *library_tour(struct library *, const struct query *,
    enum library_tour_order, struct err *);
void library_tour_free(struct library_tour *);	/* NULL is fine */
size_t library_tour_size(const struct library_tour *);
/* Of stories only: whether one is on it, and the i-th newest. */
bool library_tour_has(const struct library_tour *, int64_t story);
int64_t library_tour_newest(const struct library_tour *, size_t i);
/* k->id 0: that was the last.  Slices are of the arena. */
bool library_tour_next(struct library_tour *, struct library_kept *k,
    struct arena *, struct err *);

bool library_save_query(struct library *, struct slice name,
    struct slice query, struct err *);	/* empty query: removes it */

#endif
