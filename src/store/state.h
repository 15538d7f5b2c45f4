/*
 * state: what the reader did with a story, kept between runs: its charset,
 * folds, read comments, mended links, place.  Of stories of the library it is
 * kept there, as a text of the same form; of others in a small text file
 * each, written whole and at once (a new file, synced, renamed over the old
 * one), so that a reader killed at any moment leaves the old or the new one:
 *
 *	lede-state 1
 *	story https://example.org/2017/03/29/audio
 *	charset koi8-r
 *	seen 9f02c41d77aa0e13
 *	seen 02c41d7f9a30be77
 *
 * An entry is a name (letters, digits, '-') and a value of one line.  A name
 * may stand more than once, in order.  Entries of names that this version
 * does not know are kept; what is no entry is left out, and so is a last
 * line without its end.  Control characters and '\' of the key are written
 * as \xHH.  Two programs with the same story: the one that saves last wins;
 * neither tears the other's file.  A story about which there is nothing to
 * say has no file.
 *
 * The file is named after a hash of the key, in 16 hex digits, and "-1" and
 * so on where another story has that name already.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "base/buf.h"
#include "base/err.h"

#define STATE_MAX_BYTES ((size_t)64 << 20)	/* of a file: else ignored */

struct state;

/*
 * The state of a story: key is its address, or absolute path.  dir is where
 * the files are, NULL: $XDG_STATE_HOME/lede, by default ~/.local/state/lede;
 * made when first saved.  "": nowhere, nothing is read or written.  Never
 * NULL: without a file, or with one that is not of this form, it is empty
 * and err says what was wrong (otherwise its text is empty); such a file
 * stays as it is until state_save(), and for good where it could not be
 * read or a later version of the program wrote it.
 */
struct state *state_open(const char *dir, struct slice key, struct err *);
void state_free(struct state *);		/* NULL is fine */

/*
 * The same kept elsewhere, as text: of a story in a library.  text is what
 * is kept there, empty for nothing; it may have been kept under another
 * key.  state_save() keeps nothing of it.
 */
struct state *state_of_text(struct slice text, struct slice key, struct err *);

/* All that another one holds, as if it was done now. */
void state_take(struct state *, const struct state *from);

/*
 * What there is to keep of it; now is what is kept there at this moment,
 * perhaps by another reader: of the names that this one did not change
 * its values stay, and what was seen by either is seen.  True and an empty
 * text: nothing was changed.  False: err says why it cannot be kept.
 */
bool state_text(const struct state *, struct slice now, struct buf *,
    struct err *);
void state_kept(struct state *);	/* its text was */
bool state_changed(const struct state *);	/* since then */
bool state_of_library(const struct state *);	/* by state_of_text() */

/* The first value of that name; empty: none.  Valid until it is changed. */
struct slice state_get(const struct state *, const char *name);

/* Instead of all values of that name; an empty value removes them.  What
 * cannot stand on a line (control characters) becomes a blank. */
void state_set(struct state *, const char *name, struct slice value);
void state_remove(struct state *, const char *name);

/* One more value of that name; O(1).  Empty ones are not kept. */
void state_add(struct state *, const char *name, struct slice value);

/* The values of a name in turn; *at starts at 0.  False: no more.  Nothing
 * may change in between. */
bool state_each(const struct state *, const char *name, size_t *at,
    struct slice *value);

/* Writes it if it was changed.  False: err says why, the old one stands, and
 * it counts as changed still. */
bool state_save(struct state *, struct err *);

#endif
