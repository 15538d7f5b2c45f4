#include "load/format.h"

#include "load/dump.h"
#include "load/html/html.h"
#include "load/plain.h"

static const struct format formats[] = {
	{ "html", html_sniff, html_parse },
	{ "dump", dump_sniff, dump_parse },
	{ "text", plain_sniff, plain_parse },	/* the last resort */
};

#define SURE 100			/* nothing can be more */
#define COUNT (sizeof(formats) / sizeof(*formats))

/* At most FORMAT_SNIFF bytes, no character cut. */
static struct slice
head_of(struct slice text)
{
	struct slice head = slice_sub(text, 0, FORMAT_SNIFF);

	if (head.len < text.len)
		while (head.len && (text.s[head.len] & 0xC0) == 0x80)
			head.len--;
	return head;
}

const struct format *
format_of(struct slice text)
{
	const struct format *f, *best = &formats[COUNT - 1];
	struct slice head = head_of(text);
	int sure, most = 0;

	for (f = formats; f < formats + COUNT && most < SURE; f++) {
		sure = f->sniff(head);
		if (sure > most) {
			most = sure;
			best = f;
		}
	}
	return best;
}
