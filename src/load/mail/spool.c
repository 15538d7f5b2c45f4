#include "load/mail/spool.h"

#include <sys/stat.h>

#include "base/file.h"
#include "load/mail/mail.h"
#include "load/mail/message.h"

#define LOOK ((size_t)16 * 1024)	/* bytes of a header */

bool
spool_message(const char *path)
{
	struct buf head = { 0 };
	struct slice x;
	bool cut, is;

	file_read(path, LOOK, &head, &cut, NULL);
	x = buf_slice(&head);
	is = !slice_starts(x, SLICE("From ")) && message_sniff(x);
	buf_free(&head);
	return is;
}

/* A folder with all three of a maildir's. */
static bool
is_maildir(struct slice dir)
{
	static const char *const names[] = { "cur", "new", "tmp" };
	struct buf b = { 0 };
	bool is = true;
	size_t i;

	for (i = 0; is && i < sizeof(names) / sizeof(*names); i++) {
		buf_clear(&b);
		buf_add(&b, dir);
		buf_printf(&b, "/%s", names[i]);
		is = file_is_dir(buf_z(&b));
	}
	buf_free(&b);
	return is;
}

/* Cuts the last component off; false: there is none. */
static bool
cut_last(struct slice *path, struct slice *last)
{
	size_t n = path->len;

	while (n > 0 && path->s[n - 1] != '/')
		n--;
	if (n == 0)
		return false;
	*last = slice_from(*path, n);
	*path = slice_sub(*path, 0, n == 1 ? 1 : n - 1);
	return true;
}

bool
spool_folder(struct buf *out, const char *path)
{
	struct slice dir = slice_z(path), name, above;
	bool tmp;

	if (!cut_last(&dir, &name)) {
		buf_addc(out, '.');
		return true;
	}
	above = dir;
	if (!cut_last(&above, &name))
		name = SLICE("");
	tmp = slice_eq(name, SLICE("tmp"));
	if ((tmp || slice_eq(name, SLICE("cur")) ||
	    slice_eq(name, SLICE("new"))) && is_maildir(above)) {
		buf_add(out, above);
		return !tmp;
	}
	buf_add(out, dir);
	return true;
}

struct spool {
	struct slice dir;
	struct mailbox *box;		/* or NULL: to be measured */
	int64_t size, mtime;
	struct err *err;
	bool failed;
};

static void
measure_file(struct spool *sp, const char *path)
{
	struct stat sb;

	if (stat(path, &sb) != 0)
		return;
	sp->size += (int64_t)sb.st_size;
	if ((int64_t)sb.st_mtime > sp->mtime)
		sp->mtime = (int64_t)sb.st_mtime;
}

/* A message that went away meanwhile is none of the folder's any more. */
static void
read_file(struct spool *sp, const char *path)
{
	struct input *in = input_open(path, NULL);

	if (in)
		sp->failed = !mailbox_add(sp->box, in, sp->err);
	input_close(in);
}

static bool
take_file(void *ctx, const char *path)
{
	struct spool *sp = ctx;
	struct buf dir = { 0 };

	if (spool_folder(&dir, path) && slice_eq(buf_slice(&dir), sp->dir)) {
		if (sp->box == NULL)
			measure_file(sp, path);
		else if (spool_message(path))
			read_file(sp, path);
	}
	buf_free(&dir);
	return !sp->failed;
}

void
spool_measure(const char *dir, int64_t *size, int64_t *mtime)
{
	struct spool sp = { .dir = slice_z(dir) };

	file_walk(dir, take_file, &sp, NULL);
	*size = sp.size;
	*mtime = sp.mtime;
}

struct mailbox *
spool_read(const char *dir, struct err *err)
{
	struct spool sp = { .dir = slice_z(dir), .err = err };

	sp.box = mailbox_new(err);
	if (sp.box && file_walk(dir, take_file, &sp, err) && !sp.failed &&
	    mailbox_link(sp.box, err))
		return sp.box;
	mailbox_free(sp.box);
	return NULL;
}
