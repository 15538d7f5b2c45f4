/*
 * A mailbox, of one file or of many: where its messages lie, and which
 * belong together.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "load/mail/mail.h"
#include "load/mail/mbox.h"
#include "load/mail/refs.h"

#define HEAD_MAX ((size_t)64 * 1024)	/* bytes kept of a header */

struct place {
	uint64_t offset, length;	/* of a message, in the copy */
	size_t next;			/* of its discussion; REFS_NONE */
	bool single;			/* its file is it, no box of them */
};

struct mailbox {
	FILE *copy;			/* what the messages are read from */
	struct place *at;
	size_t n, cap;
	struct refs *refs;
	size_t *roots;			/* of the discussions, in order */
	size_t nroots, now;
	uint64_t size;			/* bytes of the copy */
};

/* What is needed while a file is read. */
struct scan {
	struct mailbox *box;
	struct buf head;		/* of the message in hand */
	bool single;			/* a message, not a box of them */
	bool open;			/* a message is in hand */
	bool in_head, empty;		/* empty: the line before was */
};

static void
end_message(struct scan *s)
{
	struct mailbox *box = s->box;
	struct message m = message_read(buf_slice(&s->head));

	if (!s->open)
		return;
	box->at[box->n - 1].length = box->size - box->at[box->n - 1].offset;
	refs_add(box->refs, &m);
	buf_clear(&s->head);
}

static void
begin_message(struct scan *s)
{
	struct mailbox *box = s->box;

	end_message(s);
	box->at = mem_grow(box->at, &box->cap, box->n + 1, sizeof(*box->at));
	box->at[box->n++] = (struct place){ box->size, 0, REFS_NONE,
	    s->single };
	s->open = s->in_head = true;
}

static void
take_line(struct scan *s, struct slice line, bool whole)
{
	bool empty = whole && slice_trim(line).len == 0;

	if (!s->open || (!s->single && whole &&
	    mbox_starts(line, s->empty)))
		begin_message(s);
	if (s->in_head && s->head.len < HEAD_MAX)
		buf_add(&s->head, line);
	s->in_head &= !empty;
	s->empty = empty;
	s->box->size += line.len;
}

bool
mailbox_add(struct mailbox *box, struct input *in, struct err *err)
{
	struct slice line = input_peek(in, 5);
	struct scan s = { .box = box,
	    .single = !slice_starts(line, SLICE("From ")) };
	bool whole = true;

	while (input_line(in, &line)) {
		if (fwrite(line.s, 1, line.len, box->copy) != line.len)
			break;
		take_line(&s, line, whole);
		whole = slice_ends(line, SLICE("\n"));
	}
	end_message(&s);
	buf_free(&s.head);
	if (ferror(box->copy))
		return fail(err, "cannot write a temporary file: %s",
		    strerror(errno));
	return true;
}

/* Each discussion as a list through the places of its messages. */
static void
gather(struct mailbox *box)
{
	size_t *last = mem_alloc(box->n + 1, sizeof(*last)), i, root;

	box->roots = mem_alloc(box->n + 1, sizeof(*box->roots));
	for (i = 0; i < box->n; i++) {
		root = refs_root(box->refs, i);
		if (root == i)
			box->roots[box->nroots++] = i;
		last[i] = i;
	}
	for (i = 0; i < box->n; i++) {
		root = refs_root(box->refs, i);
		if (root == i)
			continue;
		box->at[last[root]].next = i;
		last[root] = i;
	}
	free(last);
}

struct mailbox *
mailbox_new(struct err *err)
{
	struct mailbox *box = mem_alloc(1, sizeof(*box));

	box->refs = refs_new();
	box->copy = tmpfile();
	if (box->copy)
		return box;
	fail(err, "cannot make a temporary file: %s", strerror(errno));
	mailbox_free(box);
	return NULL;
}

bool
mailbox_link(struct mailbox *box, struct err *err)
{
	if (fflush(box->copy) != 0)
		return fail(err, "cannot write a temporary file: %s",
		    strerror(errno));
	refs_link(box->refs);
	gather(box);
	return true;
}

struct mailbox *
mailbox_read(struct input *in, struct err *err)
{
	struct mailbox *box = mailbox_new(err);

	if (box && mailbox_add(box, in, err) && mailbox_link(box, err))
		return box;
	mailbox_free(box);
	return NULL;
}

void
mailbox_free(struct mailbox *box)
{
	if (box == NULL)
		return;
	if (box->copy)
		fclose(box->copy);
	refs_free(box->refs);
	free(box->at);
	free(box->roots);
	free(box);
}

size_t
mailbox_discussions(const struct mailbox *box)
{
	return box->nroots;
}

static void
add_message(struct mailbox *box, const struct place *at, struct part *p)
{
	size_t room = (size_t)at->length, n;

	if (at->length > LOAD_MAX_BYTES - p->bytes.len) {
		p->cut = true;
		return;
	}
	if (at->single)
		buf_addz(&p->bytes, "From -\n");
	if (fseeko(box->copy, (off_t)at->offset, SEEK_SET) != 0)
		return;
	n = fread(buf_reserve(&p->bytes, room), 1, room, box->copy);
	p->bytes.len += n;
	if (!slice_ends(buf_slice(&p->bytes), SLICE("\n\n")))
		buf_addz(&p->bytes, slice_ends(buf_slice(&p->bytes),
		    SLICE("\n")) ? "\n" : "\n\n");
}

bool
mailbox_next(struct mailbox *box, struct part *p)
{
	size_t i;

	part_clear(p);
	p->form = PART_MAIL;
	if (box->now == box->nroots)
		return false;
	for (i = box->roots[box->now++]; i != REFS_NONE; i = box->at[i].next)
		add_message(box, &box->at[i], p);
	return true;
}
