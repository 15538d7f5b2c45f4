#include "load/words.h"

#include "text/utf8.h"

#define WIDE 0x2E80u		/* from here on, scripts without blanks */

static uint32_t
small(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE) ||
	    (cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F))
		return cp + 32;
	if (cp >= 0x400 && cp <= 0x40F)
		return cp + 80;
	return cp >= 0x100 && cp <= 0x17F ? cp | 1 : cp;
}

static bool
is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
		    cp == '_';
	return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 &&
	    (cp < 0x2000 || cp >= WIDE) && (cp < 0x3000 || cp > 0x303F) &&
	    (cp < 0xFF00 || cp > 0xFF0F) && cp != 0x60C && cp != 0x61F;
}

static size_t
decode(struct slice x, size_t at, uint32_t *cp)
{
	unsigned char c = (unsigned char)x.s[at];

	if (c < 0x80) {
		*cp = c >= 'A' && c <= 'Z' ? c + 32u : c;
		return 1;
	}
	at = utf8_decode(slice_from(x, at), cp);
	*cp = small(*cp);
	return at;
}

static uint32_t
mix(uint32_t h, uint32_t cp)
{
	return (h ^ cp) * 0x01000193u;
}

static uint32_t
finish(uint32_t h)
{
	return h ^ h >> 15;
}

static void
note_head(struct word_cursor *c, uint32_t h)
{
	if (c->len >= WORD_HEAD && c->nheads < WORD_HEADS)
		c->heads[c->nheads++] = finish(h);
}

bool
word_next(struct word_cursor *c, uint32_t *hash)
{
	uint32_t h = 0x811C9DC5u, cp;
	size_t n;

	c->len = 0;
	c->nheads = 0;
	for (; c->at < c->text.len; c->at += n) {
		n = decode(c->text, c->at, &cp);
		if (!is_letter(cp) || (cp >= WIDE && c->len > 0))
			c->wide = 0;
		if ((!is_letter(cp) || cp >= WIDE) && c->len > 0)
			break;
		if (!is_letter(cp))
			continue;
		c->len++;
		if (cp < WIDE) {
			h = mix(h, cp);
			note_head(c, h);
			continue;
		}
		h = mix(mix(h, c->wide), cp);
		c->wide = cp;
		c->len = 2;
		c->at += n;
		break;
	}
	*hash = finish(h);
	return c->len > 0;
}
