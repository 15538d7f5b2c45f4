#include "app/walk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/mail/spool.h"

struct walking {
	struct outflow out;
	struct walk_found found;
	char **open;			/* spools around the file in hand */
	size_t nopen, cap;
	size_t nfiles;			/* below this root */
	int64_t bytes;			/* of all */
	bool ok;
};

static bool
emit(struct walking *w, enum walk_kind kind, const char *path)
{
	size_t at = frame_begin(&w->out.out, kind);

	buf_add(&w->out.out, (struct slice){ (const char *)&w->found,
	    sizeof(w->found) });
	buf_addz(&w->out.out, path);
	frame_end(&w->out.out, at);
	w->ok = outflow_push(&w->out, WORKER_PIPE);
	return w->ok;
}

/* Whether the folder was told already.  A walk is depth first: folders that
 * are not around this path are over. */
static bool
is_open(struct walking *w, const char *dir, const char *path)
{
	size_t len;

	while (w->nopen > 0) {
		len = strlen(w->open[w->nopen - 1]);
		if (strncmp(path, w->open[w->nopen - 1], len) == 0 &&
		    (path[len] == '/' || w->open[w->nopen - 1][len - 1] ==
		    '/'))
			break;
		free(w->open[--w->nopen]);
	}
	for (len = 0; len < w->nopen; len++)
		if (strcmp(w->open[len], dir) == 0)
			return true;
	return false;
}

static bool
take_message(struct walking *w, const char *path)
{
	struct buf dir = { 0 };
	bool go = true;

	if (spool_folder(&dir, path) && !is_open(w, buf_z(&dir), path)) {
		spool_measure(buf_z(&dir), &w->found.size, &w->found.mtime);
		go = emit(w, WALK_SPOOL, buf_z(&dir));
		w->open = mem_grow(w->open, &w->cap, w->nopen + 1,
		    sizeof(*w->open));
		w->open[w->nopen++] = mem_strdup(buf_z(&dir));
	}
	buf_free(&dir);
	return go;
}

static bool
take_file(void *ctx, const char *path)
{
	struct walking *w = ctx;
	struct stat sb;

	w->nfiles++;
	if (spool_message(path))
		return take_message(w, path);
	w->found.size = w->found.mtime = -1;
	if (stat(path, &sb) == 0) {
		w->found.size = (int64_t)sb.st_size;
		w->found.mtime = (int64_t)sb.st_mtime;
	}
	return emit(w, WALK_FILE, path);
}

static void
take_named(struct walking *w, const char *path)
{
	struct stat sb;

	w->found.size = w->found.mtime = -1;
	if (stat(path, &sb) == 0 && S_ISREG(sb.st_mode)) {
		w->found.size = (int64_t)sb.st_size;
		w->found.mtime = (int64_t)sb.st_mtime;
	}
	emit(w, WALK_FILE, path);
}

static void
walk_root(struct walking *w, const char *root)
{
	struct err err = { "" };

	w->nfiles = 0;
	if (!file_is_dir(root)) {
		take_named(w, root);
		return;
	}
	if (file_walk(root, take_file, w, &err) && w->nfiles == 0)
		fail(&err, "no documents in this folder");
	if (w->nfiles == 0)
		emit(w, WALK_TROUBLE, err.text);
}

static void
search(void *ctx, int in, int out)
{
	struct walk *walk = ctx;
	struct walking w = { .out = { .fd = out }, .ok = true };
	size_t i;

	(void)in;
	fcntl(out, F_SETFL, O_NONBLOCK);
	for (i = 0; w.ok && i < walk->nroots; i++) {
		w.found.root = i;
		walk_root(&w, walk->roots[i]);
	}
	frame_add(&w.out.out, WALK_END, SLICE(""));
	outflow_push(&w.out, 0);
	while (w.nopen > 0)
		free(w.open[--w.nopen]);
	free(w.open);
	buf_free(&w.out.out);
}

static bool
add_up(void *ctx, const char *path)
{
	struct walking *w = ctx;
	struct stat sb;

	if (stat(path, &sb) == 0 && S_ISREG(sb.st_mode))
		w->bytes += (int64_t)sb.st_size;
	return true;
}

static void
count(void *ctx, int in, int out)
{
	struct walk *walk = ctx;
	struct walking w = { .ok = true };
	size_t i;

	(void)in;
	for (i = 0; i < walk->nroots; i++)
		if (!file_is_dir(walk->roots[i]))
			add_up(&w, walk->roots[i]);
		else
			file_walk(walk->roots[i], add_up, &w, NULL);
	file_write_fd(out, (struct slice){ (const char *)&w.bytes,
	    sizeof(w.bytes) }, NULL);
}

bool
walk_start(struct worker *w, struct walk *walk,
    const struct worker_options *opts, struct err *err)
{
	return worker_fork(w, opts, search, walk, err);
}

bool
walk_count(struct worker *w, struct walk *walk,
    const struct worker_options *opts, struct err *err)
{
	return worker_fork(w, opts, count, walk, err);
}
