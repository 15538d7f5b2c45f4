#include "app/export.h"

#include <unistd.h>

#include "app/export_impl.h"
#include "app/report.h"
#include "app/stored.h"
#include "base/file.h"
#include "load/archive/jsonl.h"

#define FULL ((size_t)256 << 10)	/* bytes written at once */

static const struct form {
	enum library_tour_order order, folder; /* folder: to one */
	bool (*add)(struct export *, const struct exported *);
	bool (*end)(struct export *);	/* or NULL */
	bool source;			/* it wants the bytes, too */
} forms[EXPORT_FORMS] = {
	[EXPORT_JSON] = { TOUR_ARRIVED, TOUR_ARRIVED, export_json,
	    export_json_end, true },
	[EXPORT_MARKDOWN] = { TOUR_NEWEST, TOUR_STORIES, export_markdown,
	    NULL, false },
	[EXPORT_MBOX] = { TOUR_STORIES, TOUR_STORIES, export_mbox, NULL,
	    false },
	[EXPORT_HTML] = { TOUR_STORIES, TOUR_STORIES, export_html,
	    export_html_end, false }
};

/* ---- a story out of the library ---- */

/* A line of an export is what it holds. */
static void
unwrap_line(struct exported *s, struct part *p)
{
	struct jsonl_kept k;

	s->path = s->rec.path;
	if (p->form == PART_JSON && jsonl_kept(p, true, &k, &s->arena) &&
	    k.unwrapped)
		s->path = k.path;
}

static bool
load_story(struct export *ex, struct exported *s, struct err *err)
{
	struct part p = { 0 };
	struct buf path = { 0 };
	bool doubtful, ok;

	ok = library_source(ex->lib, s->kept.id, &s->rec, &s->arena, err) &&
	    stored_part(ex->lib, &s->rec, &p, &doubtful, err);
	if (ok) {
		unwrap_line(s, &p);
		s->form = p.form;
		s->charset = arena_dup(&s->arena, buf_slice(&p.charset));
		if (forms[ex->opts->form].source && !ex->opts->no_source)
			buf_add(&s->source, buf_slice(&p.bytes));
		buf_add(&path, s->path);
		s->doc = part_load(&p, buf_z(&path), &ex->opts->load);
		ok = !doubtful || stored_same(&s->rec, s->doc, err);
	}
	buf_free(&path);
	part_free(&p);
	return ok;
}

static void
clear_story(struct exported *s)
{
	doc_free(s->doc);
	s->doc = NULL;
	arena_free(&s->arena);
	s->arena = (struct arena){ 0 };
	buf_clear(&s->source);
	if (s->source.cap > FULL)
		buf_free(&s->source);
}

static void
tell(struct export *ex, const struct exported *s, const struct err *why)
{
	struct buf path = { 0 };

	buf_add(&path, s->rec.path);
	progress_clear(&ex->progress);
	report(path.len ? buf_z(&path) : NULL, "%s", why->text);
	ex->counts->failed++;
	ex->progress.failed++;
	buf_free(&path);
}

/* ---- all of them ---- */

static bool
flush(struct export *ex, size_t keep)
{
	return ex->buf.len <= keep ||
	    outfile_write(&ex->out, &ex->buf, ex->err);
}

/* False: it cannot go on. */
static bool
add_story(struct export *ex, struct exported *s)
{
	struct err why = { "" };
	bool ok = true;

	if (load_story(ex, s, &why)) {
		ok = forms[ex->opts->form].add(ex, s) && flush(ex, FULL);
		ex->counts->written++;
	} else
		tell(ex, s, &why);
	ex->progress.documents++;
	ex->progress.bytes++;
	clear_story(s);
	progress_show(&ex->progress);
	return ok;
}

static bool
add_all(struct export *ex)
{
	struct exported s = { .doc = NULL };
	bool ok = true;

	while (ok && !*ex->opts->stop) {
		ok = library_tour_next(ex->tour, &s.kept, &s.arena, ex->err);
		if (!ok || s.kept.id == 0)
			break;
		ok = add_story(ex, &s);
	}
	clear_story(&s);
	buf_free(&s.source);
	if (ok && forms[ex->opts->form].end)
		ok = forms[ex->opts->form].end(ex);
	return ok && flush(ex, 0);
}

/* Standard output, a file, or a folder that is made. */
static bool
open_output(struct export *ex)
{
	const char *path = ex->opts->output;
	enum export_form form = ex->opts->form;

	if (form == EXPORT_HTML || (form == EXPORT_MARKDOWN && path &&
	    (file_is_dir(path) || slice_ends(slice_z(path), SLICE("/")))))
		ex->folder = path;
	if (ex->folder == NULL)
		return outfile_open(&ex->out, path, ex->err);
	return file_is_dir(path) || file_make_dir(path, ex->err);
}

/* Nothing to keep, nothing to throw away where it is a folder. */
static bool
close_output(struct export *ex, bool keep)
{
	return ex->folder || outfile_close(&ex->out, keep, ex->err);
}

bool
export_run(struct library *lib, const struct export_options *opts,
    struct export_counts *counts, struct err *err)
{
	struct export ex = { .lib = lib, .opts = opts, .counts = counts,
	    .err = err };
	bool ok;

	*counts = (struct export_counts){ .all = 0 };
	if (!open_output(&ex))
		return false;
	ex.tour = library_tour(lib, opts->query, ex.folder ?
	    forms[opts->form].folder : forms[opts->form].order, err);
	ok = ex.tour != NULL;
	if (ok) {
		counts->all = library_tour_size(ex.tour);
		progress_start(&ex.progress);
		ex.progress.on &= ex.folder || !isatty(ex.out.fd);
		ex.progress.total = (int64_t)counts->all;
		ok = add_all(&ex);
	}
	progress_clear(&ex.progress);
	ok = close_output(&ex, ok && !*opts->stop) && ok;
	library_tour_free(ex.tour);
	buf_free(&ex.buf);
	return ok;
}
