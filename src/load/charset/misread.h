/*
 * misread: the single-byte charsets that UTF-8 is read as by mistake, and
 * the byte that a character stands for in each.
 */
#ifndef LOAD_CHARSET_MISREAD_H
#define LOAD_CHARSET_MISREAD_H

#include <stddef.h>
#include <stdint.h>

#define MISREAD_N 12

/* What a character would have been before it was read wrongly.  Bit or
 * place c is that of the c-th charset. */
struct origin {
	uint16_t leads;			/* where its byte is C2..F4 */
	uint16_t trails;		/* where it is 80..BF */
	uint16_t foreign;		/* a C1, where the byte is another */
	uint8_t byte[MISREAD_N];	/* 0: it is not in this charset */
};

struct misread {
	uint16_t *pages[256];		/* of 256: places in origins; or NULL */
	struct origin *origins;		/* the first: of all others */
	size_t n;
};

struct misread *misread_new(void);		/* freed by misread_free() */
void misread_free(struct misread *);

/* What a C1 control was meant to be: windows-1252; itself if nothing. */
uint32_t misread_control(uint32_t cp);

/* Never NULL; of a character that no charset has all is 0. */
static inline const struct origin *
misread_origin(const struct misread *m, uint32_t cp)
{
	const uint16_t *page = cp < 0x10000 ? m->pages[cp >> 8] : NULL;

	return &m->origins[page ? page[cp & 0xFF] : 0];
}

#endif
