#include "load/charset/oracle.h"

#include <iconv.h>

#include "load/charset/encoding.h"
#include "text/utf8.h"

static bool
oracle_open(struct oracle *o)
{
	const char *const *name;
	iconv_t cd;

	for (name = o->names; !o->open && !o->refused && *name; name++) {
		cd = iconv_open("UTF-8", *name);
		if (cd == (iconv_t)-1)
			continue;
		o->cd = cd;
		o->open = true;
	}
	o->refused = !o->open;
	return o->open;
}

uint32_t
oracle_ask(struct oracle *o, struct slice bytes)
{
	char in[8], out[32], *from = in, *to = out;
	size_t left = bytes.len, room = sizeof(out);
	uint32_t cp;

	if (left == 0 || left > sizeof(in) || !oracle_open(o))
		return CP_NONE;
	memcpy(in, bytes.s, left);
	iconv(o->cd, NULL, NULL, NULL, NULL);
	if (iconv(o->cd, &from, &left, &to, &room) == (size_t)-1 || left)
		return CP_NONE;
	/* Some wait for a combining mark before they let a letter go. */
	iconv(o->cd, NULL, NULL, &to, &room);
	bytes = (struct slice){ out, sizeof(out) - room };
	if (bytes.len == 0 || utf8_decode(bytes, &cp) != bytes.len)
		return CP_NONE;
	return cp;
}

void
oracle_close(struct oracle *o)
{
	if (o->open)
		iconv_close(o->cd);
	o->open = false;
}
