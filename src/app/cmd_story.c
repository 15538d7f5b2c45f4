#include "app/command_impl.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/browse.h"
#include "app/child.h"
#include "app/dialog.h"
#include "app/news.h"
#include "app/related.h"
#include "app/search.h"
#include "app/shelf.h"
#include "app/sift.h"
#include "base/file.h"
#include "view/print.h"
#include "view/rowset.h"

static const struct doc *
doc(struct app *a)
{
	return app_story(a)->doc;
}

static void
jump_to_story(struct app *a, size_t story)
{
	command_jump(a, story, SLICE("from the list of documents"));
}

void
cmd_stories(struct app *a, struct slice arg)
{
	struct dialog *d;
	size_t i;

	(void)arg;
	d = dialog_new(command_index_few(a) ? "Documents" :
	    "Documents; headlines are still being read", "open",
	    jump_to_story);
	for (i = 0; i < a->stories.n; i++) {
		const struct story *s = &a->stories.at[i];
		struct list_item *it;

		if (s->blank || (s->id && !s->opened))
			continue;
		it = dialog_add(d, story_title(s), s->failed ? STYLE_ERROR :
		    STYLE_TEXT);
		it->value = i;
		it->mark = s->failed ? "! " : s->opened ? "◐ " : "● ";
		it->mark_style = s->opened ? STYLE_OPENED : STYLE_HERE;
		if (i == a->current)
			d->cursor = d->list.n - 1;
	}
	if (d->list.n) {
		a->dialog = d;
		return;
	}
	dialog_free(d);
	app_say(a, "no documents are open");
}

static bool
is_passed(const struct story *s)
{
	return s->failed || s->blank || (s->id && !s->opened);
}

static void
step_story(struct app *a, int step)
{
	size_t i = a->current + (size_t)step;

	while (i < a->stories.n && is_passed(&a->stories.at[i]))
		i += (size_t)step;
	if (i >= a->stories.n)
		app_say(a, step > 0 ? "this is the last document" :
		    "this is the first document");
	else
		command_jump(a, i, step > 0 ? SLICE("next document") :
		    SLICE("document before"));
}

void
cmd_next_story(struct app *a, struct slice arg)
{
	(void)arg;
	step_story(a, 1);
}

void
cmd_prev_story(struct app *a, struct slice arg)
{
	(void)arg;
	step_story(a, -1);
}

static void
info_line(struct dialog *d, const char *what, struct slice x)
{
	char mark[16];

	if (x.len == 0)
		return;
	snprintf(mark, sizeof(mark), "%-11s", what);
	dialog_add(d, x, STYLE_TEXT);
	dialog_mark(d, slice_z(mark), STYLE_META);
}

static void
info_printf(struct dialog *d, const char *what, const char *fmt, ...)
{
	char line[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	info_line(d, what, slice_z(line));
}

static void
info_slices(struct dialog *d, const char *what, const struct slices *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		info_line(d, i ? "" : what, list->at[i]);
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void
info_charset(struct dialog *d, const struct charset_info *c)
{
	if (c->from == FROM_HAND)
		info_printf(d, "charset", "%s, %s", c->name,
		    charset_from_name(c->from));
	else
		info_printf(d, "charset", "%s, %s (confidence %.2f)", c->name,
		    charset_from_name(c->from), c->confidence);
}

/* The same with the key that changes it. */
static void
info_key(struct app *a, struct dialog *d, const char *what,
    const char *command, const char *fmt, ...)
{
	struct buf key = { 0 };
	char line[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (!config_first_key(a->config, a->pane, command, &key))
		buf_printf(&key, ":%s", command);
	info_printf(d, what, "%s (%s changes that)", line, buf_z(&key));
	buf_free(&key);
}

/* What the library has of it beside the document. */
static void
info_library(struct app *a, struct dialog *d)
{
	struct library *lib = shelf_opened(a->shelf);
	int64_t id = app_story(a)->id;
	struct arena words = { 0 };
	struct library_row row;
	struct buf note = { 0 };

	if (id && lib && library_row_get(lib, id, &row, &words)) {
		info_printf(d, "library", "%s%s%s", row.read ? "read" :
		    "unread", row.starred ? ", starred" : "", row.versions ?
		    ", with copies or versions" : "");
		library_note_get(lib, id, &note);
		info_line(d, "note", buf_slice(&note));
	}
	buf_free(&note);
	arena_free(&words);
}

void
cmd_info(struct app *a, struct slice arg)
{
	const struct doc *d = doc(a);
	struct dialog *box = dialog_new("About this document", NULL, NULL);
	size_t i;

	(void)arg;
	info_library(a, box);
	info_line(box, "file", slice_z(d->source));
	if (d->part)
		info_printf(box, "part", "%zu", d->part);
	info_line(box, "format", slice_z(d->format));
	info_charset(box, &d->charset);
	if (d->mended)
		info_key(a, box, "mended", "repair", "%zu place%s of text "
		    "broken before", d->mended, plural(d->mended));
	else if (app_story(a)->repair == REPAIR_OFF)
		info_key(a, box, "mending", "repair", "off, chosen by hand");
	if (d->charset.errors)
		info_printf(box, "bad bytes", "%zu", d->charset.errors);
	info_line(box, "link", d->url);
	info_line(box, "language", d->language);
	info_slices(box, "section", &d->section);
	info_slices(box, "author", &d->authors);
	info_line(box, "published", d->published);
	info_line(box, "updated", d->updated);
	info_printf(box, "holds", "%zu block%s, %zu image%s, %zu "
	    "related, %zu comment%s", d->nblocks, plural(d->nblocks),
	    d->nimages, plural(d->nimages), d->nrelated,
	    doc_comments_present(d), plural(doc_comments_present(d)));
	for (i = 0; i < d->warnings.n; i++)
		info_line(box, i ? "" : "warnings", d->warnings.at[i]);
	if (d->warnings.n == 0)
		info_line(box, "warnings", SLICE("none"));
	a->dialog = box;
}

static void
browse(struct app *a, struct slice url)
{
	const char *program = config_string(a->config, "browser");
	struct err err;

	if (program == NULL || *program == '\0')
		program = getenv("BROWSER");
	if (program == NULL || *program == '\0')
		program = "xdg-open";
	if (child_browse(program, url, &err))
		app_say(a, "given to %s: %.*s", program, SLICE_FMT(url));
	else
		app_error(a, "%s", err.text);
}

/* Calls fn for the links of a document in order: its own, the body's, the
 * related ones. */
static void
each_link(const struct doc *d,
    void (*fn)(void *ctx, struct slice text, struct slice url), void *ctx)
{
	const struct block *b;
	size_t i, k;

	if (d->url.len)
		fn(ctx, SLICE("This page"), d->url);
	for (i = 0; i < d->nblocks; i++) {
		b = &d->blocks[i];
		for (k = 0; k < b->nspans; k++)
			if (b->spans[k].url.len)
				fn(ctx, slice_sub(b->text, b->spans[k].start,
				    b->spans[k].len), b->spans[k].url);
	}
	for (i = 0; i < d->nrelated; i++)
		if (d->related[i].url.len)
			fn(ctx, d->related[i].title, d->related[i].url);
}

struct link_list {
	struct dialog *dialog;
	size_t n, wanted;
	struct slice found;
};

static void
list_link(void *ctx, struct slice text, struct slice url)
{
	struct link_list *l = ctx;
	struct list_item *it;
	struct buf b = { 0 };
	char mark[24];

	buf_add(&b, text);
	buf_addc(&b, '\n');
	buf_add(&b, url);
	it = dialog_add(l->dialog, buf_slice(&b), STYLE_LINK);
	it->value = l->n++;
	snprintf(mark, sizeof(mark), "%zu ", l->n);
	dialog_mark(l->dialog, slice_z(mark), STYLE_META);
	buf_free(&b);
}

static void
find_link(void *ctx, struct slice text, struct slice url)
{
	struct link_list *l = ctx;

	(void)text;
	if (l->n++ == l->wanted)
		l->found = url;
}

static void
follow(struct app *a, size_t i)
{
	struct link_list l = { .wanted = i };

	each_link(doc(a), find_link, &l);
	browse(a, l.found);
}

void
cmd_links(struct app *a, struct slice arg)
{
	struct link_list l = { 0 };

	(void)arg;
	l.dialog = dialog_new("Links open in the browser", "open", follow);
	each_link(doc(a), list_link, &l);
	if (l.n == 0) {
		dialog_free(l.dialog);
		app_say(a, "no links in this document");
	} else
		a->dialog = l.dialog;
}

/* The link of what is in hand: a related headline's, else the page's; words
 * may hold it. */
static struct slice
link_in_hand(struct app *a, struct arena *words)
{
	if (a->pane == PANE_RELATED)
		return related_link(a, words);
	return doc(a)->url;
}

void
cmd_browse(struct app *a, struct slice arg)
{
	struct arena words = { 0 };
	struct slice url = arg.len ? arg : link_in_hand(a, &words);
	struct link_list all = { 0 };

	if (url.len)
		browse(a, url);
	else {
		each_link(doc(a), find_link, &all);
		app_say(a, all.n ? "no link for this; f lists the links" :
		    "no link for this");
	}
	arena_free(&words);
}

static void
add_base64(struct buf *b, struct slice x)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i, k, n;
	uint32_t v;

	for (i = 0; i < x.len; i += 3) {
		n = x.len - i < 3 ? x.len - i : 3;
		for (v = 0, k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)x.s[i + k] : 0);
		for (k = 0; k < 4; k++)
			buf_addc(b, k <= n ?
			    digits[v >> (18 - 6 * k) & 63] : '=');
	}
}

/* OSC 52: the terminal puts it on the clipboard, over ssh too. */
static void
yank(struct app *a, struct slice x)
{
	struct buf b = { 0 };

	if (x.len == 0) {
		app_say(a, "nothing to copy");
		return;
	}
	x = slice_sub(x, 0, 50000);
	buf_addz(&b, "\033]52;c;");
	add_base64(&b, x);
	buf_addz(&b, "\a");
	screen_raw(a->screen, buf_slice(&b));
	app_say(a, "copied: %.*s", SLICE_FMT(x));
	buf_free(&b);
}

void
cmd_yank(struct app *a, struct slice arg)
{
	struct slice x = doc(a)->headline;

	(void)arg;
	if (a->pane == PANE_RELATED)
		x = related_in_hand(a)->title;
	else if (a->pane == PANE_COMMENTS)
		x = doc(a)->comments[tree_comment(app_story(a)->tree,
		    a->cursor[PANE_COMMENTS])].text;
	yank(a, x);
}

void
cmd_yank_link(struct app *a, struct slice arg)
{
	struct arena words = { 0 };

	(void)arg;
	yank(a, link_in_hand(a, &words));
	arena_free(&words);
}

void
command_pipe(struct app *a, struct slice shell_command)
{
	struct buf text = { 0 };
	struct err err;

	if (shell_command.len == 0)
		return;
	print_text(&text, doc(a), 80);
	if (!child_pipe(a->screen, shell_command, buf_slice(&text), &err))
		app_error(a, "%s", err.text);
	buf_free(&text);
}

void
cmd_pipe(struct app *a, struct slice arg)
{
	if (arg.len)
		command_pipe(a, arg);
	else
		prompt_start(&a->prompt, PROMPT_PIPE);
}

static bool
is_copied(const struct story *s)
{
	return s->keep || s->id;
}

/* What came from a pipe is edited as a copy of its text, what is in the
 * library of its bytes. */
static bool
copy_story(struct app *a, char *path, struct err *err)
{
	struct buf b = { 0 };
	int fd = mkstemp(path);
	bool ok;

	if (fd < 0)
		return fail(err, "cannot make a temporary file in /tmp: %s",
		    strerror(errno));
	if (app_story(a)->keep)
		buf_add(&b, doc(a)->text);
	ok = (app_story(a)->keep || story_head(&a->stories, a->current,
	    SIZE_MAX, &b, err)) && file_write_fd(fd, buf_slice(&b), err);
	buf_free(&b);
	close(fd);
	return ok;
}

void
cmd_edit(struct app *a, struct slice arg)
{
	const char *program = config_string(a->config, "editor");
	char temporary[] = "/tmp/lede-XXXXXX";
	const char *path = app_story(a)->path;
	struct err err;
	bool ok = true;

	(void)arg;
	if (program == NULL || *program == '\0')
		program = getenv("VISUAL");
	if (program == NULL || *program == '\0')
		program = getenv("EDITOR");
	if (program == NULL || *program == '\0')
		program = "vi";
	if (is_copied(app_story(a))) {
		ok = copy_story(a, temporary, &err);
		path = temporary;
	}
	if (!ok || !child_edit(a->screen, program, path, &err))
		app_error(a, "%s", err.text);
	else if (!is_copied(app_story(a)))
		cmd_reload(a, arg);
	if (is_copied(app_story(a)))
		unlink(temporary);
}

/* What was new and folded in an earlier reading of the same bytes:
 * the text is another, but not who stands where. */
static void
carry_over(struct story *s, const struct rowset *fresh,
    const unsigned char *folds)
{
	size_t i;

	tree_folds_restore(s->tree, folds);
	for (i = 0; i < s->doc->ncomments; i++)
		if (rowset_has(fresh, i))
			tree_mark(s->tree, MARK_NEW, i, true);
}

static struct rowset *
new_comments(const struct story *s)
{
	struct rowset *fresh = rowset_new(s->doc->ncomments);
	size_t i;

	for (i = 0; i < s->doc->ncomments; i++)
		if (tree_marked(s->tree, MARK_NEW, tree_row_of(s->tree, i)))
			rowset_put(fresh, i, true);
	return fresh;
}

static void
tell_gone(struct app *a, const struct err *err)
{
	app_error(a, "%s: %s; what was read before is still here",
	    app_story(a)->path, err->text);
}

/* The ids of comments hang on their text: those that were seen are put down
 * anew. */
bool
command_reread(struct app *a)
{
	struct story *s = app_story(a);
	struct place p = app_place(a);
	struct rowset *fresh = new_comments(s);
	size_t n = s->doc->ncomments;
	unsigned char *folds;
	struct err err;
	bool ok;

	search_end(a);
	sift_clear(a);
	job_drop(a);
	folds = news_folds(s->news);
	s->place = p;
	story_keep(&a->stories, a->current, config_order(a->config));
	state_remove(story_reading(&a->stories, a->current), "seen");
	ok = stories_reload(&a->stories, a->current, config_order(a->config),
	    &err);
	s->news->changed = true;
	if (s->doc->ncomments == n)
		carry_over(s, fresh, folds);
	free(folds);
	rowset_free(fresh);
	app_replaced(a, &p);
	if (!ok)
		tell_gone(a, &err);
	return ok;
}

/* The state brings place, folds and marks over to the new document. */
static void
reload(struct app *a)
{
	struct story *s = app_story(a);
	struct place p = app_place(a);
	bool catch_up = s->news->catch_up;
	size_t fresh = news_count(s->news);
	struct err err;

	search_end(a);
	sift_clear(a);
	job_drop(a);
	s->place = p;
	story_keep(&a->stories, a->current, config_order(a->config));
	s->place.set = false;
	if (!stories_reload(&a->stories, a->current, config_order(a->config),
	    &err))
		tell_gone(a, &err);
	else if (news_count(s->news) > fresh)
		app_say(a, "read again; %zu new comment%s",
		    news_count(s->news), plural(news_count(s->news)));
	else
		app_say(a, "read again");
	if (catch_up && news_count(s->news))
		news_catch_up(s->news, true);
	app_replaced(a, s->place.set ? &s->place : &p);
}

void
cmd_reload(struct app *a, struct slice arg)
{
	(void)arg;
	if (a->pane >= PANE_STORY_N)
		browse_look_again(a);
	else if (app_story(a)->keep)
		app_say(a, "from a pipe: it cannot be read again");
	else
		reload(a);
}
