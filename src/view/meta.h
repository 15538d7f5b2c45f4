/*
 * meta: what is said about a document or a comment, as one line of plain
 * text.
 */
#ifndef VIEW_META_H
#define VIEW_META_H

#include "doc/doc.h"
#include "view/tree.h"

/* "World › Middle East · 29 March 2017, 16:21 GMT+3 · Ann Lee, Bo Ek";
 * nothing where the document says none of it. */
void meta_doc(struct buf *, const struct doc *);

/* "A bridge at dusk (Ann Lee)"; nothing where neither is known. */
void meta_image(struct buf *, const struct image *);

/* The name of a row's author as tree_name() has it: "Ann", "Ann?" where only
 * an answer says so, "Ann (not on this page)" of a stand-in. */
void meta_comment_name(struct buf *, const struct doc *, const struct tree *,
    size_t row);

/*
 * What follows the name: " · reply to Bo · +3 · 29 Mar 2017 16:21", each
 * part only where it is known.  i is the comment's place.  A link that may
 * be wrong is called guessed.
 */
void meta_comment_rest(struct buf *, const struct doc *, size_t i);

#endif
