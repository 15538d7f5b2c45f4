#include "load/archive/parts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "load/archive/input.h"
#include "load/archive/jsonl.h"
#include "load/archive/warc.h"
#include "load/binary.h"
#include "load/mail/mail.h"
#include "load/mail/spool.h"

struct parts {
	struct input *in;		/* NULL: a folder of messages */
	char *source;
	const struct archive *archive;	/* NULL: the file is one document */
	size_t n;			/* given so far */
	size_t passed;			/* records that are no documents */
	struct mailbox *box;		/* of mail, once it was read */
	struct err err;			/* why it could not be */
	bool done;
};

static bool
next_record(struct parts *ps, struct part *p)
{
	return warc_next(ps->in, p, &ps->passed);
}

static bool
next_line(struct parts *ps, struct part *p)
{
	return jsonl_next(ps->in, p);
}

static bool
next_discussion(struct parts *ps, struct part *p)
{
	if (ps->box == NULL && !ps->done)
		ps->box = mailbox_read(ps->in, &ps->err);
	ps->done = true;
	return ps->box && mailbox_next(ps->box, p);
}

/* The files that hold several documents. */
static const struct archive {
	bool (*sniff)(struct slice head);
	bool (*next)(struct parts *, struct part *);
} archives[] = {
	{ warc_sniff, next_record },
	{ jsonl_sniff, next_line },
	{ mail_sniff, next_discussion },
};

static struct parts *
start(struct input *in, const char *source)
{
	struct parts *ps = mem_alloc(1, sizeof(*ps));
	struct slice head = input_peek(in, BINARY_LOOK);
	size_t i;

	ps->in = in;
	ps->source = mem_strdup(source);
	for (i = 0; i < sizeof(archives) / sizeof(*archives); i++)
		if (archives[i].sniff(head))
			ps->archive = &archives[i];
	/* A look ahead hides where members start; a pipe has no places. */
	if (ps->archive)
		input_seek(in, 0, NULL);
	return ps;
}

struct parts *
parts_open(const char *path, struct err *err)
{
	struct input *in = input_open(path, err);

	return in ? start(in, path) : NULL;
}

struct parts *
parts_open_spool(const char *dir, struct err *err)
{
	struct mailbox *box = spool_read(dir, err);
	struct parts *ps;
	size_t i = 0;

	if (box == NULL)
		return NULL;
	ps = mem_alloc(1, sizeof(*ps));
	ps->source = mem_strdup(dir);
	ps->box = box;
	ps->done = true;
	while (archives[i].next != next_discussion)
		i++;
	ps->archive = &archives[i];
	return ps;
}

struct parts *
parts_of(struct slice bytes, const char *source)
{
	return start(input_of(bytes), source);
}

void
parts_close(struct parts *ps)
{
	if (ps == NULL)
		return;
	input_close(ps->in);
	mailbox_free(ps->box);
	free(ps->source);
	free(ps);
}

bool
parts_next(struct parts *ps, struct part *p)
{
	bool found = !ps->done;

	part_clear(p);
	if (!ps->archive) {
		ps->done = true;
		p->number = 0;
		p->cut = found && !load_read(ps->in, NULL, &p->bytes);
		return found;
	}
	found = ps->archive->next(ps, p);
	ps->n += found;
	/* A message, or a box of one discussion, is one document. */
	p->number = ps->box && mailbox_discussions(ps->box) == 1 ? 0 : ps->n;
	return found;
}

bool
parts_go(struct parts *ps, size_t number, uint64_t offset)
{
	struct part p = { 0 };
	bool found = true;

	if (ps->in && number > 1 && offset != INPUT_NOWHERE &&
	    input_seek(ps->in, offset, NULL))
		ps->n = number - 1;
	while (found && ps->n + 1 < number)
		found = parts_next(ps, &p);
	part_free(&p);
	return found;
}

struct doc *
parts_load(struct parts *ps, const struct load_options *opts)
{
	struct part p = { 0 };
	struct doc *d = NULL;

	if (!ps->archive) {
		if (!ps->done)
			d = load_input(ps->in, ps->source, opts);
		ps->done = true;
		return d;
	}
	if (parts_next(ps, &p))
		d = part_load(&p, ps->source, opts);
	part_free(&p);
	return d;
}

bool
parts_several(const struct parts *ps)
{
	return ps->archive != NULL;
}

bool
parts_trouble(const struct parts *ps, struct err *err)
{
	const char *why = ps->in ? input_trouble(ps->in) : NULL;

	if (ps->archive == NULL)
		return false;
	if (*ps->err.text) {
		fail(err, "%s", ps->err.text);
		return true;
	}
	if (why)
		fail(err, "%s, after %zu documents", why, ps->n);
	else if (ps->n == 0)
		fail(err, "no documents in this archive (%zu records of "
		    "other kinds)", ps->passed);
	return why || ps->n == 0;
}
