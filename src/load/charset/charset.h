/*
 * charset: which encoding bytes are in, and those bytes as clean UTF-8.
 * The only door: past it all text is valid UTF-8 and has passed the gate
 * of text/clean.h.  Names and labels are those of the WHATWG Encoding
 * Standard, section 4.2.
 */
#ifndef LOAD_CHARSET_CHARSET_H
#define LOAD_CHARSET_CHARSET_H

#include "doc/doc.h"

struct encoding;			/* static; label.c's table */

/* By label (section 4.2 "get an encoding"): case and blanks around it do
 * not matter.  NULL: no such label. */
const struct encoding *encoding_get(struct slice label);
/* The same for mail and Usenet, where some that the web must not have are in
 * use (UTF-7, HZ, ISO-2022-KR, DOS code pages); a label of both is theirs. */
const struct encoding *encoding_get_mail(struct slice label);
const char *encoding_name(const struct encoding *);

/* Calls fn for each label and its encoding's name, in table order. */
void encoding_each(void (*fn)(void *ctx, const char *label,
    const char *name), void *ctx);

/*
 * What bytes are in: byte order mark, then the transport's label (may be
 * NULL or unknown), then UTF-16 by its pattern, valid UTF-8 whatever the
 * document declares (prescan.h), what it declares unless another encoding
 * makes far better text of it, else a guess (guess.h), and windows-1252
 * where there is nothing to go by.  Never NULL.
 */
const struct encoding *charset_decide(struct slice bytes,
    const char *transport, struct charset_info *);

/*
 * Appends bytes decoded as e to out, valid UTF-8, NOT yet cleaned; malformed
 * input gives U+FFFD where and as often as the standard's decoder does.
 * Returns how many.  A mark that belongs to e is left out.
 */
size_t charset_decode(const struct encoding *e, struct slice bytes,
    struct buf *out);

/*
 * The same in chunks.  decoder_push() appends to out what bytes are and
 * returns how many of them it took: all when last, otherwise the rest, fewer
 * than four or what follows them, must come again at the head of the next.
 * However the bytes are cut, the text is that of charset_decode().
 */
struct decoder *decoder_new(const struct encoding *);
size_t decoder_push(struct decoder *, struct slice bytes, bool last,
    struct buf *out);
/* How many bytes are their own text, and need no copy; the decoder has taken
 * them. */
size_t decoder_pass(struct decoder *, struct slice bytes);
size_t decoder_errors(const struct decoder *);	/* so far */
void decoder_free(struct decoder *);		/* NULL is fine */

struct charset_told {		/* beside the bytes */
	const char *transport;		/* its label, or NULL */
	const char *hand;		/* the reader's choice, or NULL: a
					   label, which outranks all */
	bool no_repair;			/* do not mend (repair.h) */
};

/* All of it: decide, decode, mend, clean; fills d->charset, d->text,
 * warnings. */
void charset_normalize(struct doc *d, struct buf *bytes,
    const struct charset_told *);

#endif
