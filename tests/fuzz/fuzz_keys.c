/*
 * fuzz_keys: any keys, clicks and sizes against a reader without a terminal.
 * The first byte chooses the document, or the library; the others are what happens to it;
 * after each the screen is drawn and everything must hang together.  What
 * starts programs or touches files is out of reach: unbound, and refused at
 * the prompt.  The documents are in a library, too, with others around them.
 */
#include <stdlib.h>
#include <unistd.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/dialog.h"
#include "app/folders.h"
#include "app/listing.h"
#include "fuzz.h"
#include "store/headlines.h"
#include "store/library.h"
#include "text/utf8.h"
#include "text/width.h"
#include "view/page.h"

#define STEPS 300			/* of one input at the most */
#define MODEL_ROWS 64			/* trees the slow model looks at */

static const char dump[] =
    "16:21 GMT +312 March 2024\n"
    "    A heron on a rail\n\n"
    "    Town Paints Its Bridge Twice in One Week and Nobody Admits to It\n\n"
    "    Regional\n    Get short URL\n\n"
    "    The bridge was painted grey on Monday, as the council had ordered, "
    "and green on Thursday, as nobody had ordered.\n\n"
    "    The council will meet on Tuesday to find out who painted it, and "
    "until then the rail stays wet.\n\n\n"
    "    A Letter to the Keeper\n"
    "    Ferry Runs Late for the First Time in Nine Years\n"
    "    bridge, paint, council\n"
    "    Community standardsDiscussion\n"
    "    Comment via FacebookComment via Gazette\n"
    "    \xE2\x80\xA2 Marrow\n      I like the green one.\n"
    "    \xE2\x80\xA2 Fennin reply toMarrow(Show commentHide comment)\n"
    "      Marrow, so do I.\n"
    "    \xE2\x80\xA2 Tollin reply toFenn(Show commentHide comment)\n"
    "      Fenn, you did not say so in front of the council.\n"
    "    \xE2\x80\xA2 Councilin reply toToll(Show commentHide comment)\n"
    "      Toll, we read all of it, every day, from the top to the end.\n"
    "    \xE2\x80\xA2 Waderin reply toCouncil(Show commentHide comment)\n"
    "      Council, then who was it?\n"
    "    \xE2\x80\xA2 avatar\n      The herons like it too.\n"
    "    \xE2\x80\xA2 Ina\n      > as nobody had ordered\n\n      Quite.\n"
    "    \xE2\x80\xA2 Marrowin reply toIna(Show commentHide comment)\n"
    "      Ina, quite.\n"
    "    Show new comments (0)\n";

static const char html[] =
    "<!DOCTYPE html><meta charset=utf-8><title>A Letter to the Keeper"
    "</title><article><h1>A Letter to the Keeper</h1><p>Sir, this is the "
    "letter that I write to you about the <em>bridge</em>, which is wet, and "
    "has been wet for as long as I have leaned on it.<p>I remain, with a "
    "green sleeve, your passenger.<ul><li>one<li>two</ul><table><tr><td>a"
    "<td>b<tr><td>c<td>d</table></article><section class=comments><ol>"
    "<li class=comment><span class=author>One</span><div class=comment-body>"
    "<p>First.</div><ol><li class=comment><span class=author>Two</span>"
    "<div class=comment-body><p>Second, and a Worrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
    "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrd.</div></ol><li class=comment>"
    "<span class=author>Three</span><div class=comment-body><p>Third.</div>"
    "</ol></section>";

static const char arabic[] =
    "<!DOCTYPE html><html dir=rtl><meta charset=utf-8><title>"
    "\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xA9</title><article><h1>"
    "\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xA9 \xD8\xA7\xD9\x84\xD9\x85\xD9\x8A"
    "\xD9\x86\xD8\xA7\xD8\xA1</h1><p>\xD8\xAA\xD8\xB3\xD8\xA8\xD9\x82 "
    "\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xA9 ABC (1911) "
    "\xD8\xA7\xD9\x84\xD9\x85\xD9\x8A\xD9\x86\xD8\xA7\xD8\xA1 "
    "\xD8\xA7\xD9\x84\xD9\x88\xD9\x82\xD8\xAA.<p>\xE6\xB8\xAF\xE3\x81\xAE"
    "\xE6\x99\x82\xE8\xA8\x88 e\xCC\x81</article><section class=comments><ol>"
    "<li class=comment><span class=author>\xD9\x86\xD9\x88\xD8\xB1\xD8\xB3"
    "</span><div class=comment-body><p>\xD8\xA7\xD8\xAA\xD8\xB1\xD9\x83\xD9"
    "\x88\xD9\x87\xD8\xA7 (6:19).</div></ol></section>";

static const struct {
	const char *text;
	const char *headline;
} documents[] = {
	{ dump, "Town Paints Its Bridge Twice in One Week and Nobody "
	    "Admits to It" },
	{ html, "A Letter to the Keeper" },
	{ arabic, "" },
	{ "", "" },
	{ html, "A Letter to the Keeper" }	/* a twin, to choose from */
};

#define NDOCUMENTS (sizeof(documents) / sizeof(*documents))

static void
take_doc(struct stories *ss, size_t i)
{
	struct buf bytes = { 0 };

	buf_addz(&bytes, documents[i].text);
	story_take(ss, i, load_bytes(&bytes, "-", NULL), ORDER_PAGE);
	buf_free(&bytes);
}

/* All comments but the first are new. */
static void
come_back(struct stories *ss, size_t i)
{
	struct state *st = story_reading(ss, i);
	char first[ID_TEXT];
	struct slice seen;

	story_keep(ss, i, ORDER_PAGE);
	seen = state_get(st, "seen");
	if (seen.len < ID_TEXT)
		return;
	memcpy(first, seen.s, ID_TEXT);
	state_set(st, "seen", (struct slice){ first, ID_TEXT });
	take_doc(ss, i);
}

static void
add_documents(struct stories *ss)
{
	struct story *s;
	size_t i;

	ss->state_dir = "";
	ss->headlines = headlines_new();
	for (i = 0; i < NDOCUMENTS; i++) {
		stories_add(ss, "-");
		s = &ss->at[i];
		buf_addz(&s->source.bytes, documents[i].text);
		s->source.begun = true;
		take_doc(ss, i);
		if (i % 2 == 0)
			come_back(ss, i);
		s->indexed = true;
		if (*documents[i].headline)
			headlines_add(ss->headlines, i,
			    slice_z(documents[i].headline));
	}
}

/* Commands out of reach: by key and, as config lines would bind them anew,
 * by name. */
static const char *const refused[] = {
	"edit", "pipe", "browse", "open", "suspend", "yank", "yank-link",
	"bind"
};

static const char *const unbound[] = { "v", "|", "o", "<C-z>", "y", "Y" };

static void
unbind_all(struct keymap *m)
{
	uint32_t keys[KEYS_MAX];
	size_t i, n;

	for (i = 0; i < sizeof(unbound) / sizeof(*unbound); i++)
		if (keys_parse(slice_z(unbound[i]), keys, &n))
			keymap_unbind(m, CTX_ALL, keys, n);
}

static bool
is_refused(const struct prompt *p)
{
	struct slice line = slice_trim(buf_slice(&p->text)), name = line;
	size_t i;

	if (p->kind != PROMPT_COMMAND)
		return p->kind == PROMPT_PIPE;
	slice_cut(&line, ' ', &name);
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (slice_eq(name, slice_z(refused[i])))
			return true;
	return false;
}

static bool
model_visible(const struct tree *t, size_t row)
{
	size_t up;

	if (tree_left_out(t, row))
		return false;
	for (up = tree_parent(t, row); up != TREE_NONE;
	    up = tree_parent(t, up))
		if (tree_folded(t, up))
			return false;
	return true;
}

/* What the tree says of its rows against a walk over all of them. */
static void
check_tree(const struct tree *t)
{
	size_t i, last = TREE_NONE, n = tree_rows(t);

	for (i = 0; i < n && n <= MODEL_ROWS; i++) {
		MUST(tree_row_of(t, tree_comment(t, i)) == i);
		MUST((tree_visible(t, i) == i) == model_visible(t, i));
		MUST(tree_end(t, i) > i && tree_end(t, i) <= n);
		MUST((tree_size(t, i) == 0) == tree_left_out(t, i));
		if (!model_visible(t, i))
			continue;
		MUST(tree_prev(t, i) == last);
		if (last != TREE_NONE)
			MUST(tree_next(t, last) == i);
		last = i;
	}
	if (last != TREE_NONE && n <= MODEL_ROWS)
		MUST(tree_next(t, last) == TREE_NONE);
}

static size_t
items_of(struct app *a, enum pane pane)
{
	struct story *s = app_story(a);

	if (pane == PANE_ARTICLE)
		return page_items(s->page);
	return pane == PANE_RELATED ? a->related.n : tree_rows(s->tree);
}

/* Rows of the library have numbers of their own. */
static void
check_list(struct app *a, enum pane pane)
{
	const struct listing *l = a->browse->shown.list;
	const struct flow *f = &a->flow[pane];
	size_t at = a->cursor[pane];

	if (pane == PANE_FOLDERS) {
		MUST(f->item < folders_n(a->browse->folders));
		MUST(at < folders_n(a->browse->folders));
	} else if (l && listing_n(l)) {
		MUST(listing_at(l, f->item) != NULL);
		MUST(listing_at(l, at) != NULL);
	}
	if (pane == a->pane)
		MUST(f->item == at || flow_distance(f, at, 0,
		    app_pane_height(a, pane) - 1) >= 0);
}

static void
check_pane(struct app *a, enum pane pane)
{
	const struct flow *f = &a->flow[pane];
	struct tree *t = app_story(a)->tree;
	size_t n = items_of(a, pane), at = a->cursor[pane], head;

	MUST(f->item < n);
	MUST(f->row < f->ops->rows(f->of, f->item));
	if (pane == PANE_ARTICLE)
		return;
	MUST(at < n);
	if (pane == PANE_COMMENTS) {
		MUST(tree_visible(t, f->item) == f->item);
		MUST(tree_visible(t, at) == at);
	}
	head = app_head_row(a, pane, at);
	/* What is taller than the window may begin above it. */
	if (pane == a->pane)
		MUST(f->item == at || flow_distance(f, at, head,
		    app_pane_height(a, pane) - 1) >= 0);
}

static void
check_layout(struct app *a)
{
	int i, cols = screen_cols(a->screen), rows = screen_rows(a->screen);

	for (i = 0; i < PANE_N; i++) {
		const struct box *b = &a->layout.box[i];

		if (b->w == 0)
			continue;
		MUST(app_pane_has(a, (enum pane)i));
		MUST(b->x >= 0 && b->y >= 0 && b->w > 0 && b->h > 0);
		MUST(b->x + b->w <= cols && b->y + b->h <= rows);
		MUST(b->tx >= b->x && b->tx + b->tw <= b->x + b->w);
		MUST(b->ty >= b->y && b->ty + b->th <= b->y + b->h);
		MUST(b->tw > 0 && b->th > 0);
	}
	MUST(a->layout.box[a->pane].w > 0);
}

static void
check(struct app *a)
{
	int i;

	check_layout(a);
	for (i = 0; i < PANE_N; i++)
		if (app_pane_has(a, (enum pane)i)) {
			if (i < PANE_STORY_N)
				check_pane(a, (enum pane)i);
			else
				check_list(a, (enum pane)i);
		}
	for (i = 0; (size_t)i < a->history.n; i++)
		MUST(a->history.at[i].story < a->stories.n);
	check_tree(app_story(a)->tree);
	MUST(a->history.now <= a->history.n);
	MUST(a->prompt.cursor <= a->prompt.text.len);
	MUST(utf8_valid(buf_slice(&a->prompt.text)));
	MUST(utf8_valid(buf_slice(&a->message)));
	if (a->dialog && a->dialog->list.n)
		MUST(a->dialog->cursor < a->dialog->list.n);
}

/* The next byte; 0 at the end. */
static unsigned
take(struct slice *in)
{
	unsigned c;

	if (in->len == 0)
		return 0;
	c = (unsigned char)*in->s;
	*in = slice_from(*in, 1);
	return c;
}

/* Bytes from 0x80 on: keys that are no ASCII, then the mouse and sizes. */
static const uint32_t keys[] = {
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_INS,
	K_DEL, K_BTAB, K_F1, K_F12, K_BS, K_NONE, 0x627, 0x6F22, 0x301,
	0x200B, 0x1F600, 0x10FFFF
};

enum { MOUSE = 0xA0, SIZE = 0xB0, IDLE = 0xFF };
enum { LIBRARY = 0xC0 };		/* first bytes: no document is named */

static void
step(struct app *a, struct slice *in)
{
	static const enum mouse_kind kinds[] = {
		MOUSE_CLICK, MOUSE_UP, MOUSE_DOWN, MOUSE_DOUBLE
	};
	unsigned c = take(in);
	uint32_t key = c & 0x7F;
	struct mouse m = { MOUSE_NONE, 0, 0 };

	if (c == IDLE) {
		app_idle(a);
		return;
	}
	if (c >= SIZE) {
		screen_resize(a->screen, 1 + (int)take(in) % 210,
		    1 + (int)take(in) % 64);
		app_resize(a);
		return;
	}
	if (c >= MOUSE) {
		key = K_MOUSE;
		m.kind = kinds[c & 3];
		m.x = (int)take(in);
		m.y = (int)take(in) % 64;
	} else if (c >= 0x80)
		key = keys[c % (sizeof(keys) / sizeof(*keys))];
	if (key == 0)
		return;
	if (a->prompt.open && key == '\r' && is_refused(&a->prompt))
		key = K_ESC;
	app_key(a, key, &m);
}

/* One for all inputs: curses keeps what a screen took. */
static struct screen *
the_screen(void)
{
	static struct screen *screen;

	if (screen == NULL) {
		text_locale();
		unsetenv("COLORFGBG");
		screen = screen_open_headless(80, 24);
		MUST(screen != NULL);
	}
	screen_resize(screen, 80, 24);
	return screen;
}

static char folder[] = "/tmp/lede-keys-XXXXXX";
static char library[sizeof(folder) + 16];

static void
take_library_away(void)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char name[sizeof(library) + 8];
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		snprintf(name, sizeof(name), "%s%s", library, ends[i]);
		unlink(name);
	}
	rmdir(folder);
}

static void
add_story(struct library *lib, const char *text, const char *url)
{
	struct arena words = { 0 };
	struct buf bytes = { 0 };
	enum library_added added;
	struct record r;
	struct doc *d;
	int64_t id;

	buf_addz(&bytes, text);
	d = load_bytes(&bytes, "-", NULL);
	d->url = slice_z(url);
	record_of_doc(&r, d, &words);
	r.path = SLICE("-");
	r.source = slice_z(text);
	MUST(library_add(lib, &r, &added, &id, NULL));
	doc_free(d);
	arena_free(&words);
}

/* One for all inputs: what they do in it is marks and places. */
static const char *
the_library(void)
{
	struct library *lib;
	size_t i;

	if (*library)
		return library;
	MUST(mkdtemp(folder) != NULL);
	snprintf(library, sizeof(library), "%s/library.db", folder);
	atexit(take_library_away);
	lib = library_open(library, LIBRARY_WRITE, NULL);
	MUST(lib && library_begin(lib, NULL));
	for (i = 0; i < 3; i++)
		add_story(lib, documents[i].text, "");
	add_story(lib, html, "https://a.example/twin");
	add_story(lib, "Ferry Runs Late for the First Time in Nine Years\n\n"
	    "It was late by a minute, and nobody was there to see it.\n", "");
	MUST(library_commit(lib, NULL));
	library_close(lib);
	return library;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size };
	struct screen *screen = the_screen();
	struct config *config = config_new(command_exists);
	struct app a;
	struct err err;
	unsigned first;
	int i;

	commands_bind(config->keymap);
	unbind_all(config->keymap);
	config_finish_theme(config, screen_colours(screen));
	screen_theme(screen, &config->theme);
	app_init(&a, config, screen);
	app_set_library(&a, the_library());
	first = take(&in);
	if (first < LIBRARY) {
		add_documents(&a.stories);
		a.current = first % NDOCUMENTS;
		app_start(&a);
	} else {
		a.stories.state_dir = "";
		MUST(app_start_library(&a, &err));
	}
	for (i = 0; i < STEPS && in.len && !a.quit; i++) {
		step(&a, &in);
		while (a.browse && app_idle(&a))
			;
		app_draw(&a);
		check(&a);
	}
	app_free(&a);
	config_free(config);
	return 0;
}
