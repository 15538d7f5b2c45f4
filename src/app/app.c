#include "app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/dialog.h"
#include "app/keep.h"
#include "app/listing.h"
#include "app/mouse.h"
#include "app/news.h"
#include "app/related.h"
#include "app/search.h"
#include "app/shelf.h"
#include "app/sift.h"
#include "text/clean.h"
#include "view/page.h"

#define COMMENTS_MORE 24		/* cells of indent beside the text */
#define MAP_CELLS 2			/* of the minimap, with its gap */
#define MAP_ROOM 60			/* text keeps beside it */
#define MAP_ROOM_MIN 20			/* where it is wanted all the same */
#define MAP_COMMENTS 4			/* a row of the pane, to be worth it */

void
app_init(struct app *a, struct config *config, struct screen *screen)
{
	*a = (struct app){ .config = config, .screen = screen };
	a->lower = PANE_COMMENTS;
	a->history = (struct history){ 0 };
}

void
app_free(struct app *a)
{
	job_drop(a);
	kill_free(&a->kill);
	dialog_free(a->dialog);
	stories_free(&a->stories);
	browse_free(a->browse);
	shelf_free(a->shelf);
	history_free(&a->history);
	list_free(&a->related);
	prompt_free(&a->prompt);
	buf_free(&a->search.needle);
	buf_free(&a->message);
	free(a->search.folds);
	row_free(&a->row);
}

void
app_set_library(struct app *a, const char *path)
{
	shelf_free(a->shelf);
	a->shelf = a->stories.shelf = shelf_new(path);
}

struct story *
app_story(struct app *a)
{
	return &a->stories.at[a->current];
}

static void
say(struct app *a, bool error, const char *fmt, va_list ap)
{
	char line[1024];

	vsnprintf(line, sizeof(line), fmt, ap);
	buf_clear(&a->message);
	text_clean(&a->message, slice_z(line));
	a->message_is_error = error;
}

void
app_say(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, false, fmt, ap);
	va_end(ap);
}

void
app_error(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, true, fmt, ap);
	va_end(ap);
}

bool
app_pane_has(struct app *a, enum pane pane)
{
	const struct doc *d = app_story(a)->doc;

	if (pane == PANE_HEADLINES)
		return browse_is_open(a);
	if (pane == PANE_FOLDERS)
		return a->browse && a->browse->folders;
	if (d == NULL)
		return pane == PANE_ARTICLE;
	if (pane == PANE_RELATED)
		return a->related.n > 0;
	return pane == PANE_ARTICLE || d->ncomments > 0;
}

size_t
app_pane_height(struct app *a, enum pane pane)
{
	int h = a->layout.box[pane].th;

	return h > 0 ? (size_t)h : 1;
}

/* Narrows what is inside a box to max cells; in its middle if the config
 * says so. */
static void
narrow(struct app *a, struct box *b, int max)
{
	if (max <= 0 || b->tw <= max)
		return;
	if (config_int(a->config, "centre"))
		b->tx += (b->tw - max) / 2;
	b->tw = max;
}

/* The minimap has the last cell of the comments' pane, where there is room
 * and more to see than is on the screen. */
static void
place_map(struct app *a)
{
	struct box *b = &a->layout.box[PANE_COMMENTS];
	const char *wish = config_string(a->config, "minimap");
	bool always = !strcmp(wish, "on");
	int room = always ? MAP_ROOM_MIN : MAP_ROOM;

	a->map_x = -1;
	if (!strcmp(wish, "off") || b->w == 0 || b->tw < room + MAP_CELLS ||
	    (!always && tree_rows(app_story(a)->tree) <
	    (size_t)b->th * MAP_COMMENTS))
		return;
	a->map_x = b->tx + b->tw - 1;
	b->tw -= MAP_CELLS;
}

static void
set_widths(struct app *a)
{
	struct story *s = app_story(a);
	struct box *b = a->layout.box;
	int max = config_int(a->config, "width");
	struct tree_look look = {
		.selected = a->cursor[PANE_COMMENTS], .air = true,
		.pinned = s->pinned, .hidden_for = sift_hidden_for, .of = a
	};

	place_map(a);
	narrow(a, &b[PANE_ARTICLE], max);
	narrow(a, &b[PANE_COMMENTS], max ? max + COMMENTS_MORE : 0);
	if (b[PANE_ARTICLE].w)
		page_set_width(s->page, b[PANE_ARTICLE].tw > 0 ?
		    (size_t)b[PANE_ARTICLE].tw : 1);
	if (b[PANE_RELATED].w)
		list_set_width(&a->related, (size_t)b[PANE_RELATED].tw);
	look.width = b[PANE_COMMENTS].w && b[PANE_COMMENTS].tw > 0 ?
	    (size_t)b[PANE_COMMENTS].tw : 80;
	look.fold_quotes = a->fold_quotes;
	look.indent = (size_t)config_int(a->config, "indent");
	tree_set_look(s->tree, &look);
}

static void
make_layout(struct app *a)
{
	struct layout_wish w = {
		.cols = screen_cols(a->screen), .rows = screen_rows(a->screen),
		.pane = a->pane, .lower = a->lower, .alone = a->alone,
		.split = config_int(a->config, "split")
	};
	int i;

	w.empty = app_story(a)->blank;
	w.listed = browse_is_open(a) && (a->preview || app_story(a)->id);
	for (i = 0; i < PANE_N; i++)
		w.has[i] = app_pane_has(a, (enum pane)i);
	layout_make(&a->layout, &w);
	/* Its height hangs on its width, which is known now. */
	if (a->layout.box[PANE_RELATED].tw > 0)
		list_set_width(&a->related,
		    (size_t)a->layout.box[PANE_RELATED].tw);
	w.related_rows = (int)list_rows(&a->related, 100);
	layout_make(&a->layout, &w);
}

/* Puts the cursor of a pane where it can be seen. */
static void
keep_cursor(struct app *a, enum pane pane)
{
	struct flow *f = &a->flow[pane];
	size_t h = app_pane_height(a, pane), at = a->cursor[pane], head;

	if (pane == PANE_ARTICLE || !app_pane_has(a, pane))
		return;
	head = app_head_row(a, pane, at);
	if (flow_distance(f, at, head, h - 1) < 0)
		flow_show(f, at, head, f->ops->rows(f->of, at) - 1, h);
}

void
app_relayout(struct app *a)
{
	struct story *s = app_story(a);
	struct flow *page = &a->flow[PANE_ARTICLE];
	struct tree *t = s->tree;
	size_t off, row = 0;
	struct layout was = a->layout;
	int i;

	if (s->doc == NULL)
		return;
	off = page_offset_of(s->page, page->item, page->row);
	row = page->row && off == 0 ? 0 : page->row;
	make_layout(a);
	set_widths(a);
	if (row)
		page->row = page_row_of(s->page, page->item, off);
	if (app_pane_has(a, PANE_COMMENTS)) {
		a->cursor[PANE_COMMENTS] = tree_visible(t,
		    a->cursor[PANE_COMMENTS]);
		a->flow[PANE_COMMENTS].item = tree_visible(t,
		    a->flow[PANE_COMMENTS].item);
	}
	for (i = 0; i < PANE_N; i++) {
		if (!app_pane_has(a, (enum pane)i) || (i >= PANE_STORY_N &&
		    a->layout.box[i].w == 0))
			continue;
		flow_scroll(&a->flow[i], 0, app_pane_height(a, (enum pane)i));
		if (was.box[i].th != a->layout.box[i].th)
			flow_fill(&a->flow[i],
			    app_pane_height(a, (enum pane)i));
		keep_cursor(a, (enum pane)i);
	}
}

/* The panes show the current story from its beginning. */
static void
attach(struct app *a)
{
	struct story *s = app_story(a);

	a->levels = 0;
	related_fill(a);
	a->flow[PANE_ARTICLE] = (struct flow){ &page_flow, s->page, 0, 0 };
	a->flow[PANE_RELATED] = (struct flow){ &list_flow, &a->related, 0, 0 };
	a->flow[PANE_COMMENTS] = (struct flow){ &tree_flow, s->tree, 0, 0 };
	memset(a->cursor, 0, PANE_STORY_N * sizeof(*a->cursor));
	if (s->doc->ncomments)
		a->cursor[PANE_COMMENTS] = a->flow[PANE_COMMENTS].item =
		    tree_first(s->tree);
	if (!app_pane_has(a, a->pane))
		a->pane = PANE_ARTICLE;
	app_relayout(a);
	if (a->kill.n)			/* before it is seen first */
		sift_judge(a);
}

void
app_replaced(struct app *a, const struct place *p)
{
	attach(a);
	app_restore(a, p);
}

/* The first time: what is odd about a story, the worst of it. */
static void
say_warnings(struct app *a, struct story *s)
{
	const struct doc *d = s->doc;
	struct buf key = { 0 };

	if (d->mended && !s->place.set && config_first_key(a->config, a->pane,
	    "repair", &key))
		app_say(a, "mended %zu broken place%s; %s shows %s as %s, i "
		    "tells more", d->mended, d->mended == 1 ? "" : "s",
		    buf_z(&key), d->mended == 1 ? "it" : "them",
		    d->mended == 1 ? "it was" : "they were");
	else if (d->warnings.n && !s->place.set && !doc_is_empty(d))
		app_say(a, "%zu warning%s here; i tells more",
		    d->warnings.n, d->warnings.n == 1 ? "" : "s");
	if (s->trouble)
		app_error(a, "%s", s->trouble);
	free(s->trouble);
	s->trouble = NULL;
	buf_free(&key);
}

static bool
keep(struct app *a, const struct place *p, struct err *err)
{
	struct err why;

	app_story(a)->place = *p;
	story_keep(&a->stories, a->current, config_order(a->config));
	return stories_save(&a->stories, a->current, &why) ||
	    fail(err, "not remembered: %s", why.text);
}

static bool
is_shown(const struct app *a)
{
	return a->flow[PANE_ARTICLE].ops != NULL;
}

bool
app_keep(struct app *a, struct err *err)
{
	struct place p;

	if (!is_shown(a) || a->preview)
		return true;
	p = app_place(a);
	return keep(a, &p, err);
}

bool
app_leave(struct app *a, struct err *err)
{
	struct place p;

	if (!is_shown(a))
		return true;
	search_end(a);
	if (a->preview)
		return true;
	p = app_place(a);
	news_look(app_story(a)->news, NULL, 0, 0, false);
	return keep(a, &p, err);
}

/* A story comes on the screen for the first time. */
static void
greet(struct app *a, struct story *s)
{
	struct tree *t = s->tree;

	say_warnings(a, s);
	if (!config_int(a->config, "catch-up") || !news_count(s->news))
		return;
	news_catch_up(s->news, true);
	if (s->place.comment < s->doc->ncomments)
		s->place.comment = tree_comment(t, tree_visible(t,
		    tree_row_of(t, s->place.comment)));
}

bool
app_show_story(struct app *a, size_t i)
{
	struct err err;
	struct story *s;

	if (!story_load(&a->stories, i, config_order(a->config), &err)) {
		app_error(a, "%s: %s", a->stories.at[i].path, err.text);
		return false;
	}
	if (!app_leave(a, &err))
		app_error(a, "%s", err.text);
	job_drop(a);
	if (a->current != i)
		i = stories_release(&a->stories, a->current, i);
	a->current = i;
	a->way = (struct slice){ NULL, 0 };
	a->preview = false;
	s = app_story(a);
	s->place.story = i;
	if (s->place.pane >= PANE_STORY_N)
		s->place.pane = PANE_ARTICLE;
	if (!s->opened)
		greet(a, s);
	s->opened = true;
	if (!s->place.set || a->pane >= PANE_STORY_N)
		a->pane = PANE_ARTICLE;
	attach(a);
	if (s->place.set)
		app_restore(a, &s->place);
	stories_shown(&a->stories, i);
	if (s->id)
		browse_read(a, s->id);
	return true;
}

bool
app_preview(struct app *a, size_t i, struct err *err)
{
	if (!story_load(&a->stories, i, config_order(a->config), err)) {
		a->current = stories_release(&a->stories, i, a->current);
		return false;
	}
	search_end(a);
	job_drop(a);
	a->current = i = stories_release(&a->stories, a->current, i);
	attach(a);
	stories_shown(&a->stories, i);
	return true;
}

bool
app_start_library(struct app *a, struct err *err)
{
	a->current = stories_blank(&a->stories);
	a->pane = PANE_HEADLINES;
	a->preview = true;
	if (!browse_open(a, true, err))
		return false;
	attach(a);
	return true;
}

void
app_start(struct app *a)
{
	enum pane pane = config_start_pane(a->config);
	bool back = app_story(a)->place.set;

	app_show_story(a, a->current);
	if (!back && app_pane_has(a, pane))
		app_focus(a, pane);
}

/* The way to the story of a headline, for the trail. */
static void
note_query(struct app *a)
{
	const struct view *v = &a->browse->shown;
	struct slice query = v->list ? listing_query(v->list) : SLICE("");
	struct buf way = { 0 };

	buf_addz(&way, "headlines: ");
	if (v->name)
		buf_addz(&way, v->name);
	else
		buf_add(&way, query.len ? query : SLICE("all"));
	a->way = history_word(&a->history, buf_slice(&way));
	buf_free(&way);
}

/* From the headlines into the story in front of them, or back. */
static bool
change_side(struct app *a, enum pane pane)
{
	struct err err;

	if (pane < PANE_STORY_N && a->preview) {
		app_mark_jump(a);
		if (app_story(a)->blank || !app_show_story(a, a->current))
			return false;
		note_query(a);
	}
	if (pane >= PANE_STORY_N && !a->preview) {
		if (!app_leave(a, &err))
			app_error(a, "%s", err.text);
		job_drop(a);
		a->preview = true;
	}
	return true;
}

void
app_focus(struct app *a, enum pane pane)
{
	if (pane == PANE_RELATED && a->related.n == 0)
		related_finish(a, a->current);
	if (!app_pane_has(a, pane)) {
		app_say(a, pane == PANE_RELATED ?
		    "no related headlines in this document" :
		    "no comments in this document");
		return;
	}
	if (!change_side(a, pane))
		return;
	a->pane = pane;
	if (pane == PANE_RELATED || pane == PANE_COMMENTS)
		a->lower = pane;
	app_relayout(a);
}

/* Folders are for going somewhere; headlines in turn only where they stay
 * beside the story. */
static bool
is_in_turn(const struct app *a, enum pane pane)
{
	return pane < PANE_STORY_N || (pane == PANE_HEADLINES &&
	    (a->pane == PANE_FOLDERS || a->layout.box[pane].w > 0));
}

enum pane
app_next_pane(struct app *a, int step)
{
	int pane = (int)a->pane, i;

	for (i = 0; i < PANE_N - 1; i++) {
		pane = (pane + step + PANE_N) % PANE_N;
		if (app_pane_has(a, (enum pane)pane) && is_in_turn(a,
		    (enum pane)pane))
			return (enum pane)pane;
	}
	return a->pane;
}

size_t
app_head_row(struct app *a, enum pane pane, size_t item)
{
	if (pane == PANE_COMMENTS)
		return tree_head_line(app_story(a)->tree, item);
	return pane == PANE_RELATED ? list_first_row(&a->related, item) : 0;
}

void
app_set_cursor(struct app *a, enum pane pane, size_t item)
{
	struct flow *f = &a->flow[pane];
	size_t h = app_pane_height(a, pane), n = f->ops->rows(f->of, item);
	size_t first = app_head_row(a, pane, item);

	a->cursor[pane] = item;
	if (pane == PANE_RELATED && n <= h)
		first = 0;		/* with the heading above it */
	flow_show(f, item, first, n - 1, h);
}

void
app_show_row(struct app *a, enum pane pane, size_t item, size_t row)
{
	struct flow *f = &a->flow[pane];
	size_t h = app_pane_height(a, pane);

	if (flow_distance(f, item, row, h - 1) < 0)
		flow_put(f, item, row, h / 3);
	flow_fill(f, h);
}

void
app_select_row(struct app *a, size_t row)
{
	tree_reveal(app_story(a)->tree, row);
	app_set_cursor(a, PANE_COMMENTS, row);
}

/* The place is taken once and kept while sizes change, or rounding to lines
 * would make it drift. */
void
app_resize(struct app *a)
{
	if (!app_story(a)->doc)
		return;
	if (!a->kept.set)
		a->kept = app_place(a);
	app_relayout(a);
	app_restore(a, &a->kept);
}

/* Of a story that is only in front of the headlines it is not seen, unless
 * all panes are. */
static bool
is_web_wanted(const struct app *a)
{
	return !a->preview || a->layout.box[PANE_RELATED].w > 0 ||
	    a->layout.box[PANE_COMMENTS].w > 0;
}

bool
app_busy(struct app *a)
{
	const struct story *s = app_story(a);

	return a->job.step || browse_busy(a) || !a->marked ||
	    (is_web_wanted(a) && related_busy(a)) || search_is_scanning(a) ||
	    (s->doc && s->judged < s->doc->ncomments);
}

/* Tried again, now that there is nothing else to do. */
static void
keep_waiting(struct app *a)
{
	struct err err;

	if (keep_waits(&a->stories) && !keep_again(&a->stories, &err)) {
		app_error(a, "%s", err.text);
		a->redraw = true;
	}
}

int
app_patience(const struct app *a)
{
	return browse_waits(a) ? ERRAND_AGAIN : keep_waits(&a->stories) ?
	    KEEP_AGAIN : -1;
}

bool
app_idle(struct app *a)
{
	if (job_step(a) || search_scan(a) || browse_idle(a) ||
	    sift_judge(a) || (is_web_wanted(a) && related_step(a)) ||
	    stories_index_one(&a->stories))
		return true;
	if (!a->marked) {
		a->marked = true;
		if (app_story(a)->doc)
			related_mark(a);
	}
	keep_waiting(a);
	return false;
}

static void
prompt_done(struct app *a)
{
	struct slice text = buf_slice(&a->prompt.text);

	if (a->prompt.kind == PROMPT_COMMAND)
		app_command(a, text);
	else if (a->prompt.kind == PROMPT_QUERY)
		browse_type_end(a, text, true);
	else if (a->prompt.kind == PROMPT_SEARCH)
		search_start(a, text);
	else
		command_pipe(a, text);
}

static void
key_to_prompt(struct app *a, uint32_t key)
{
	switch (prompt_key(&a->prompt, key)) {
	case PROMPT_DONE:
		prompt_done(a);
		break;
	case PROMPT_TAB:
		if (a->prompt.kind == PROMPT_COMMAND)
			command_complete(a, &a->prompt);
		else if (a->prompt.kind == PROMPT_QUERY)
			query_complete(a, &a->prompt);
		break;
	case PROMPT_CANCEL:
		if (a->prompt.kind == PROMPT_QUERY)
			browse_type_end(a, SLICE(""), false);
		break;
	case PROMPT_EDITED:
		if (a->prompt.kind == PROMPT_QUERY)
			browse_typed(a, buf_slice(&a->prompt.text));
		break;
	}
}

static const enum key_context contexts[PANE_N] = {
	CTX_ARTICLE, CTX_RELATED, CTX_COMMENTS, CTX_HEADLINES, CTX_FOLDERS
};

/* What the keys are in the other panes, which is asked where they are
 * nothing in this one; *pane is where. */
static enum keymap_answer
find_elsewhere(struct app *a, enum pane *pane)
{
	enum keymap_answer answer, best = KEYMAP_NONE;
	const char *command;
	int i;

	for (i = 0; i < (a->browse ? PANE_N : PANE_STORY_N); i++) {
		answer = keymap_find(a->config->keymap, contexts[i], a->keys,
		    a->nkeys, &command);
		if (answer > best) {
			best = answer;
			*pane = (enum pane)i;
		}
	}
	return best;
}

static void
say_unbound(struct app *a, bool elsewhere, enum pane pane)
{
	static const struct {
		const char *name, *command;
	} panes[PANE_N] = {
		{ "the article", "article" },
		{ "related headlines", "related" },
		{ "comments", "comments" },
		{ "the headlines of the library", "library" },
		{ "folders", "folders" }
	};
	struct buf typed = { 0 }, way = { 0 };
	size_t i;

	for (i = 0; i < a->nkeys; i++)
		key_say(&typed, a->keys[i]);
	buf_z(&typed);
	if (!config_first_key(a->config, a->pane, panes[pane].command, &way))
		buf_printf(&way, ":%s", panes[pane].command);
	if (!elsewhere && a->nkeys == 1 && a->keys[0] >= '4' &&
	    a->keys[0] <= '9')
		app_say(a, "keys take no counts; :%s goes to number %s",
		    typed.s, typed.s);
	else if (!elsewhere)
		app_say(a, "%s has no meaning here; ? shows the keys",
		    typed.s);
	else if (app_pane_has(a, pane))
		app_say(a, "%s is for %s; %s goes there", typed.s,
		    panes[pane].name, buf_z(&way));
	else
		app_say(a, "%s is for %s; this document has none", typed.s,
		    panes[pane].name);
	buf_free(&typed);
	buf_free(&way);
}

/* Keys gather until they are a command, or none can become of them; those of
 * another pane too, or the end of "zM" would be a command here. */
static void
key_to_map(struct app *a, uint32_t key)
{
	enum keymap_answer answer;
	enum pane pane = PANE_ARTICLE;
	const char *command;
	bool here;

	if (key == 27 && a->nkeys) {
		a->nkeys = 0;
		return;
	}
	a->keys[a->nkeys++] = key;
	answer = keymap_find(a->config->keymap, contexts[a->pane], a->keys,
	    a->nkeys, &command);
	here = answer != KEYMAP_NONE;
	if (!here)
		answer = find_elsewhere(a, &pane);
	if (answer == KEYMAP_PREFIX && a->nkeys < KEYS_MAX)
		return;
	if (answer == KEYMAP_FOUND && here) {
		a->nkeys = 0;
		app_command(a, slice_z(command));
		return;
	}
	say_unbound(a, answer == KEYMAP_FOUND, pane);
	a->nkeys = 0;
}

/* A prompt takes it as text; elsewhere its letters would be commands.  Esc
 * ends what a terminal does not. */
static void
take_paste(struct app *a, uint32_t key)
{
	a->pasting = key != K_PASTE_END && key != K_ESC;
	if (a->pasting && a->prompt.open && key != K_PASTE)
		prompt_paste(&a->prompt, key);
	if (a->pasting)
		return;
	if (!a->prompt.open)
		app_say(a, "pasted text does nothing here; : and / take it");
	else if (a->prompt.kind == PROMPT_QUERY)
		browse_typed(a, buf_slice(&a->prompt.text));
}

/* What a prompt and a box have no other use for. */
static bool
is_for_all(uint32_t key)
{
	return key == K_CTRL('z') || key == K_CTRL('l');
}

void
app_key(struct app *a, uint32_t key, const struct mouse *m)
{
	if (key == K_NONE || key == K_UNKNOWN || key == K_EOF)
		return;
	if (key == K_BACKGROUND) {
		config_set_light(a->config, screen_is_light(a->screen));
		screen_theme(a->screen, &a->config->theme);
		return;
	}
	if (key == K_RESIZE) {
		app_resize(a);
		return;
	}
	a->kept.set = false;
	buf_clear(&a->message);
	if (a->pasting || key == K_PASTE || key == K_PASTE_END) {
		take_paste(a, key);
		return;
	}
	if ((a->prompt.open || a->dialog) && is_for_all(key))
		app_command(a, key == K_CTRL('z') ? SLICE("suspend") :
		    SLICE("redraw"));
	else if (a->prompt.open) {
		if (key != K_MOUSE)
			key_to_prompt(a, key);
	} else if (a->dialog) {
		struct dialog *d = a->dialog;

		if (!dialog_key(a, d, key, m)) {
			dialog_free(d);
			a->dialog = NULL;
		}
	} else if (key == K_MOUSE) {
		if (m)
			mouse_event(a, m);
	} else
		key_to_map(a, key);
}
