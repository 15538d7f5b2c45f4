/*
 * doc: the one document.  Parsers fill it through doc_add_*() and cannot
 * fail; views read it.  Everything in it lives until doc_free().  Slices
 * point into doc->text or the arena and have passed the gate
 * (text/clean.h): a view may send them to a terminal.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "base/buf.h"

/* Limits: past one, doc_add_*() gives a sink and sets `truncated`. */
#define DOC_MAX_BLOCKS		1000000
#define DOC_MAX_COMMENTS	4000000
#define DOC_MAX_ITEMS		100000	/* related, tags, authors, images.. */
#define DOC_MAX_WARNINGS	50

enum block_kind {
	BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_QUOTE, BLOCK_LIST_ITEM,
	BLOCK_CODE, BLOCK_IMAGE, BLOCK_TABLE
};

enum {					/* struct span, style: a set */
	SPAN_BOLD = 1, SPAN_ITALIC = 2, SPAN_CODE = 4, SPAN_LINK = 8
};

struct span {				/* of a block's text; may not overlap */
	uint32_t start, len;		/* bytes */
	uint32_t style;
	struct slice url;		/* of a SPAN_LINK */
};

struct block {
	enum block_kind kind;
	int level;			/* heading 1..6; list item depth 1.. */
	int number;			/* ordered list item, else 0 */
	int image;			/* BLOCK_IMAGE: place in images */
	struct slice text;		/* table: cells by \t, rows by \n;
					   code and quote keep their \n */
	struct span *spans;		/* in order of start */
	size_t nspans, spans_cap;
};

struct image {
	struct slice url, caption, credit;	/* any may be empty */
};

struct related {
	struct slice title, url;
};

enum evidence {				/* why a comment hangs where it does */
	EV_NONE, EV_NESTING, EV_ID, EV_ONLY, EV_NAME, EV_QUOTE, EV_CALLED,
	EV_LATEST, EV_ABSENT, EV_ORDER,
	EV_HAND				/* the reader hung it there */
};

#define SCORE_NONE INT32_MIN
#define LINK_SURE 0.95f			/* of less confidence: a guess */

struct comment {
	struct slice id, author, reply_to, published, text;
	int32_t score;			/* SCORE_NONE: the page gives none */
	int32_t parent;			/* place in comments, or -1 */
	float confidence;		/* of the link, 0 to 1 */
	uint8_t evidence;		/* enum evidence */
	bool absent;			/* a stand-in: named, not on the page */
};

/* Whether it is not sure that it answers its parent. */
static inline bool
comment_is_guess(const struct comment *c)
{
	return c->parent >= 0 && c->confidence < LINK_SURE;
}

enum charset_from {			/* how the charset was known */
	FROM_BOM, FROM_TRANSPORT, FROM_DECLARED, FROM_VALID_UTF8, FROM_GUESSED,
	FROM_DEFAULT, FROM_HAND
};

struct charset_info {
	const char *name;		/* WHATWG name, static */
	enum charset_from from;
	double confidence;		/* 0 to 1 */
	size_t errors;			/* malformed sequences replaced */
};

struct slices {				/* a list of strings */
	struct slice *at;
	size_t n, cap;
};

struct doc {
	struct arena arena;
	struct slice text;		/* the decoded source, clean UTF-8 */
	char *source;			/* path as given; "-" is a pipe */
	size_t part;			/* of it, from 1; 0: all of it */
	const char *format;		/* static; "html", "dump", "mail" */
	struct charset_info charset;
	size_t mended;			/* places broken before, made whole */
	bool truncated;

	struct slice url, language, headline, subtitle, site;
	struct slice published, updated;	/* ISO 8601 */
	struct slices section, authors, tags, warnings;
	struct slices titles;		/* what else the page calls itself */

	struct block *blocks;
	size_t nblocks, blocks_cap;
	struct image *images;
	size_t nimages, images_cap;
	struct related *related;
	size_t nrelated, related_cap;
	struct comment *comments;	/* in the order of the source */
	size_t ncomments, comments_cap;

	struct {			/* where adding past a limit goes */
		struct block block;
		struct image image;
		struct comment comment;
	} sink;
	struct buf owned;		/* the bytes behind text */
};

struct doc *doc_new(const char *source);	/* copied */
void doc_free(struct doc *);			/* NULL is fine */

/* Takes over b (clean UTF-8) as the document's text; b is emptied. */
void doc_own_text(struct doc *, struct buf *b);

/*
 * x as a string of the document: x itself where it lies in doc->text,
 * otherwise a clean copy in the arena.  The gate for all that parsers make:
 * character references, JSON strings.
 */
struct slice doc_str(struct doc *, struct slice x);

/* The same with white space folded: runs to one blank, none at the ends. */
struct slice doc_line(struct doc *, struct slice x);

/* Text goes through doc_str().  Never NULL; valid until the next one of its
 * kind is added. */
struct block *doc_add_block(struct doc *, enum block_kind, struct slice text);
struct image *doc_add_image(struct doc *);
struct comment *doc_add_comment(struct doc *);	/* answers nobody yet */

/* After the spans that it has; one that does not lie in the block's text is
 * left out. */
void doc_add_span(struct doc *, struct block *, size_t start, size_t len,
    uint32_t style, struct slice url);

/* Text goes through doc_line(); doc_add_to() adds nothing that is empty. */
void doc_add_related(struct doc *, struct slice title, struct slice url);
void doc_add_to(struct doc *, struct slices *, struct slice);
void doc_warn(struct doc *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A comment that answers itself, by whatever way round, answers nobody then;
 * so does one whose parent is not there. */
void doc_cut_circles(struct doc *);

/* Nothing to show at all: no headline, block or comment. */
bool doc_is_empty(const struct doc *);

/* Whether a block of the body is the subtitle as well: a view that shows
 * one above the body leaves the other out. */
bool doc_is_subtitle(const struct doc *, const struct block *);

/* The picture that a block of the body stands for; NULL: none. */
const struct image *doc_block_image(const struct doc *, const struct block *);

/* For each picture whether a block places it; the caller frees it. */
bool *doc_images_placed(const struct doc *);

/* Comments that are on the page; stand-ins stand at the end. */
size_t doc_comments_present(const struct doc *);

const char *block_kind_name(enum block_kind);	/* as in the JSON */
const char *charset_from_name(enum charset_from);
const char *evidence_name(enum evidence);	/* "only candidate"; or NULL */

#endif
