#include "load/archive/part.h"

#include "load/archive/jsonl.h"
#include "load/archive/input.h"
#include "load/mail/mail.h"

void
part_clear(struct part *p)
{
	buf_clear(&p->bytes);
	buf_clear(&p->charset);
	buf_clear(&p->url);
	p->form = PART_PAGE;
	p->cut = false;
	p->offset = INPUT_NOWHERE;
	p->length = 0;
}

void
part_free(struct part *p)
{
	buf_free(&p->bytes);
	buf_free(&p->charset);
	buf_free(&p->url);
}

static struct doc *
load_page(struct part *p, const char *source, const struct load_options *opts)
{
	struct load_options o = { 0 };

	if (opts)
		o = *opts;
	if (p->charset.len)
		o.charset = buf_z(&p->charset);
	if (p->url.len)
		o.url = buf_z(&p->url);
	return load_bytes(&p->bytes, source, &o);
}

struct doc *
part_load(struct part *p, const char *source, const struct load_options *opts)
{
	static struct doc *(*const loaders[])(struct part *, const char *,
	    const struct load_options *) = {
		[PART_PAGE] = load_page, [PART_MAIL] = mail_load,
		[PART_JSON] = jsonl_load
	};
	struct load_end end = { .cut = p->cut };
	struct doc *d = loaders[p->form](p, source, opts);

	if (d->url.len == 0)
		d->url = doc_line(d, buf_slice(&p->url));
	d->part = p->number;
	load_warn(d, &end);
	return d;
}
