#include "app/command.h"

#include <glob.h>
#include <stdio.h>

#include "app/browse.h"
#include "app/command_impl.h"
#include "app/dialog.h"
#include "load/charset/choose.h"

#define HELP_KEYS 23			/* cells of the keys in the help */

const struct command commands[] = {
	/* moving */
	{ "down", "j <Down> <C-e>", CTX_ALL, cmd_down, NULL,
	    "down: a row, a headline, a comment" },
	{ "up", "k <Up> <C-y>", CTX_ALL, cmd_up, NULL, "up" },
	{ "page-down", "<Space> <PgDn> <C-f>", CTX_ALL, cmd_page_down, NULL,
	    "a page down" },
	{ "page-up", "b <PgUp> <C-b>", CTX_ALL, cmd_page_up, NULL,
	    "a page up" },
	{ "half-down", "<C-d>", CTX_ALL, cmd_half_down, NULL,
	    "half a page down" },
	{ "half-up", "<C-u>", CTX_ALL, cmd_half_up, NULL, "half a page up" },
	{ "top", "g <Home>", CTX_ALL, cmd_top, NULL, "to the beginning" },
	{ "bottom", "G <End>", CTX_ALL, cmd_bottom, NULL, "to the end" },
	{ "goto", NULL, CTX_ALL, cmd_goto, "N|N%",
	    "to comment, headline or row N, or to N%; or :N" },
	{ "next-pane", "<Tab> <C-w>w <C-w><C-w>", CTX_ALL, cmd_next_pane,
	    NULL, "to the next pane" },
	{ "prev-pane", "<S-Tab> <C-w>p", CTX_ALL, cmd_prev_pane,
	    NULL, "to the pane before" },
	{ "article", "1", CTX_ALL, cmd_article, NULL, "to the article" },
	{ "related", "2", CTX_ALL, cmd_related, NULL,
	    "to the related headlines" },
	{ "comments", "3", CTX_ALL, cmd_comments, NULL, "to the comments" },
	{ "library", "0", CTX_ALL, cmd_library, "[QUERY]",
	    "to the headlines of the library" },
	{ "zoom", "w <C-w>o", CTX_ALL, cmd_zoom, NULL,
	    "this pane alone, and back" },

	{ "next-new", ".", CTX_ALL, cmd_next_new, NULL,
	    "next comment that is new since the last visit; next unread "
	    "headline" },
	{ "prev-new", ",", CTX_ALL, cmd_prev_new, NULL,
	    "new comment, or unread headline, before" },
	{ "pane-left", "<C-w>h <C-w><Left>", CTX_ALL, cmd_pane_left, NULL,
	    "to the pane at the left" },
	{ "pane-down", "<C-w>j <C-w><Down>", CTX_ALL, cmd_pane_down, NULL,
	    "to the pane below" },
	{ "pane-up", "<C-w>k <C-w><Up>", CTX_ALL, cmd_pane_up, NULL,
	    "to the pane above" },
	{ "pane-right", "<C-w>l <C-w><Right>", CTX_ALL, cmd_pane_right, NULL,
	    "to the pane at the right" },
	{ "row-middle", "zz", CTX_ALL, cmd_row_middle, NULL,
	    "what is under the cursor to the middle of the pane" },
	{ "row-top", "zt", CTX_ALL, cmd_row_top, NULL, "to its top" },
	{ "row-bottom", "zb", CTX_ALL, cmd_row_bottom, NULL,
	    "to its bottom" },

	/* searching */
	{ "search", "/", CTX_ALL, cmd_search, "[TEXT]",
	    "search in this pane, or the library in its headlines" },
	{ "search-next", "n", CTX_ALL, cmd_search_next, NULL,
	    "next hit; with no search on, next thread, or unread headline" },
	{ "search-prev", "N", CTX_ALL, cmd_search_prev, NULL,
	    "hit before; with no search on, thread before" },
	{ "cancel", "<Esc> <C-c> <C-g>", CTX_ALL, cmd_cancel, NULL,
	    "end the search or the filter; folds are as before" },

	/* stories */
	{ "open", "<Enter>", CTX_ALL, cmd_open, "[PATH]",
	    "open what is under the cursor: story, links; or a path" },
	{ "back", "H <C-o> <BS> ''", CTX_ALL, cmd_back, NULL,
	    "back to where you jumped from, in this story or another" },
	{ "forward", "L", CTX_ALL, cmd_forward, NULL, "forward again" },
	{ "next-related", "]", CTX_ALL, cmd_next_related, NULL,
	    "open the next related story that is here" },
	{ "prev-related", "[", CTX_ALL, cmd_prev_related, NULL,
	    "open the related story before" },
	{ "trail", "T", CTX_ALL, cmd_trail, NULL,
	    "list the stories you came through, to go back to one" },
	{ "documents", "S", CTX_ALL, cmd_stories, NULL,
	    "list the open documents" },
	{ "next-document", "}", CTX_ALL, cmd_next_story, NULL,
	    "next document" },
	{ "prev-document", "{", CTX_ALL, cmd_prev_story, NULL,
	    "document before" },
	{ "info", "i", CTX_ALL, cmd_info, NULL,
	    "what the loader decided: charset, format, warnings" },
	{ "links", "f", CTX_ALL, cmd_links, NULL,
	    "list the links, to open one" },
	{ "browse", "o", CTX_ALL, cmd_browse, "[URL]",
	    "open the story's or the headline's link in the browser" },
	{ "yank", "y", CTX_ALL, cmd_yank, NULL,
	    "copy the headline or the comment (OSC 52)" },
	{ "yank-link", "Y", CTX_ALL, cmd_yank_link, NULL, "copy the link" },
	{ "pipe", "|", CTX_ALL, cmd_pipe, "[COMMAND]",
	    "give the document as text to a shell command" },
	{ "edit", "v", CTX_ALL, cmd_edit, NULL,
	    "the source in $VISUAL or $EDITOR" },
	{ "reload", "R", CTX_ALL, cmd_reload, NULL,
	    "read the document again" },

	{ "charset", "E", CTX_ALL, cmd_charset, "[LABEL|auto]",
	    "read it in another charset; without LABEL, choose" },
	{ "repair", "M", CTX_ALL, cmd_repair, "[on|off|toggle]",
	    "mend text that was decoded wrongly before, or leave it" },

	/* comments */
	{ "next-sibling", "J", CTX_COMMENTS, cmd_next_sibling, NULL,
	    "next reply at this level" },
	{ "prev-sibling", "K", CTX_COMMENTS, cmd_prev_sibling, NULL,
	    "reply before at this level" },
	{ "parent", "p", CTX_COMMENTS, cmd_parent, NULL,
	    "to the comment that this one answers" },
	{ "peek", "P", CTX_COMMENTS, cmd_peek, NULL,
	    "show the comments above this one" },
	{ "thread-top", "t", CTX_COMMENTS, cmd_thread_top, NULL,
	    "to the top of this thread" },
	{ "next-thread", "zj", CTX_COMMENTS, cmd_next_thread, NULL,
	    "next thread" },
	{ "prev-thread", "zk", CTX_COMMENTS, cmd_prev_thread, NULL,
	    "thread before" },
	{ "close", "h <Left>", CTX_COMMENTS, cmd_close, NULL,
	    "fold; on a folded comment or one without replies, its parent" },
	{ "open-fold", "l <Right>", CTX_COMMENTS, cmd_open_fold, NULL,
	    "unfold; on an open one, its first reply" },
	{ "toggle", "<Enter> za", CTX_COMMENTS, cmd_toggle, NULL,
	    "fold or unfold" },
	{ "unfold", "zo", CTX_COMMENTS, cmd_unfold, NULL, "unfold" },
	{ "fold", "zc", CTX_COMMENTS, cmd_fold, NULL, "fold" },
	{ "fold-all", "zM", CTX_COMMENTS, cmd_fold_all, NULL, "fold all" },
	{ "unfold-all", "zR", CTX_COMMENTS, cmd_unfold_all, NULL,
	    "unfold all" },
	{ "fewer-levels", "-", CTX_COMMENTS, cmd_fold_less, NULL,
	    "show one level less" },
	{ "more-levels", "+", CTX_COMMENTS, cmd_fold_more, NULL,
	    "show one level more" },
	{ "level", "z1 z2 z3 z4 z5 z6 z7 z8 z9", CTX_COMMENTS, cmd_level,
	    "N", "show N levels only" },
	{ "fold-thread", "C", CTX_COMMENTS, cmd_fold_thread, NULL,
	    "fold this whole thread, go to the next" },
	{ "next-by-author", "@", CTX_COMMENTS, cmd_next_by_author, NULL,
	    "next comment by this author, also in other open stories" },
	{ "said", "\"", CTX_COMMENTS, cmd_said, NULL,
	    "from a quotation to where it was said" },
	{ "fold-quotes", "zq", CTX_COMMENTS, cmd_fold_quotes, NULL,
	    "quotations as one line, and back" },
	{ "ask-filter", "F", CTX_COMMENTS, cmd_ask_filter, NULL,
	    "type a filter, or change the one that is on" },
	{ "filter", NULL, CTX_COMMENTS, cmd_filter, "[TERM...]",
	    "show only author:NAME text:WORDS score:>=N new; none: all" },
	{ "hide-author", "x", CTX_COMMENTS, cmd_hide_author, NULL,
	    "hide this author's comments; on a hidden one, show them" },
	{ "kill", NULL, CTX_COMMENTS, cmd_kill, "[author|word TEXT]",
	    "hide an author or a word; nothing: list what is hidden" },
	{ "unkill", NULL, CTX_COMMENTS, cmd_unkill, "author|word TEXT",
	    "show an author or a word again" },
	{ "order", "s", CTX_COMMENTS, cmd_order, "[ORDER]",
	    "order: page, newest, oldest, score, replies" },

	{ "catch-up", "c", CTX_COMMENTS, cmd_catch_up, NULL,
	    "fold all but what is new and what is above it, and back" },
	{ "mark-read", "d", CTX_COMMENTS, cmd_mark_read, NULL,
	    "new comments from here down are read; again: they are new" },
	{ "why", "~", CTX_COMMENTS, cmd_why, NULL,
	    "why this comment hangs where it does" },
	{ "pin", "m", CTX_COMMENTS, cmd_pin, NULL,
	    "mark this comment, to hang others below it" },
	{ "attach", "&", CTX_COMMENTS, cmd_attach, NULL,
	    "hang this comment below the marked one" },
	{ "detach", "#", CTX_COMMENTS, cmd_detach, NULL,
	    "let this comment begin a thread of its own" },
	{ "undo", "u", CTX_COMMENTS, cmd_undo, NULL,
	    "take the last mended link back" },

	/* the library */
	{ "folders", "F h <Left>", CTX_HEADLINES, cmd_folders, NULL,
	    "to the folders: sections, tags, sources, authors, months" },
	{ "open-headline", "l <Right>", CTX_HEADLINES, cmd_open, NULL,
	    "open the story" },
	{ "toggle-read", "N", CTX_HEADLINES, cmd_toggle_read, NULL,
	    "mark the story unread, or read" },
	{ "all-read", "A", CTX_HEADLINES, cmd_all_read, NULL,
	    "mark all stories of this list read" },
	{ "ask-note", "m", CTX_HEADLINES, cmd_ask_note, NULL,
	    "type a note on the story" },
	{ "undo-mark", "u", CTX_HEADLINES, cmd_undo_mark, NULL,
	    "take the last change of marks and notes back, and the one "
	    "before" },
	{ "sort", "s", CTX_HEADLINES, cmd_sort, "[ORDER]",
	    "order: date, relevance, comments, arrival" },
	{ "star", "*", CTX_ALL, cmd_star, NULL,
	    "star the story of the library, or take the star away" },
	{ "note", NULL, CTX_ALL, cmd_note, "[TEXT]",
	    "a note on the story of the library; nothing: none" },
	{ "save", NULL, CTX_ALL, cmd_save, "NAME",
	    "keep the query that is on as a folder" },
	{ "unsave", NULL, CTX_ALL, cmd_unsave, "NAME",
	    "the query of that name is kept no more" },
	{ "close-folder", "h <Left> F", CTX_FOLDERS, cmd_close_folder, NULL,
	    "fold what is open, or back to the headlines" },
	{ "open-folder", "l <Right> <Enter>", CTX_FOLDERS, cmd_open_folder,
	    NULL, "unfold, or list the stories of the folder" },

	/* the program */
	{ "help", "? <F1>", CTX_ALL, cmd_help, NULL, "these keys" },
	{ "command", ":", CTX_ALL, cmd_prompt, NULL,
	    "type a command; Tab completes" },
	{ "set", NULL, CTX_ALL, NULL, "[NAME [VALUE]]",
	    "change a setting, or show one, or all" },
	{ "bind", NULL, CTX_ALL, NULL, "KEYS CONTEXT COMMAND",
	    "bind keys" },
	{ "unbind", NULL, CTX_ALL, NULL, "KEYS CONTEXT",
	    "take a binding away" },
	{ "color", NULL, CTX_ALL, NULL, "STYLE FG BG [ATTRS]",
	    "change a style" },
	{ "theme", NULL, CTX_ALL, NULL, "NAME",
	    "dark, light, mono, dark8, light8 or auto" },
	{ "site", NULL, CTX_ALL, NULL, "SITE KEY SELECTOR",
	    "a rule for a site's pages; reload to see what it does" },
	{ "redraw", "<C-l>", CTX_ALL, cmd_redraw, NULL, "draw all anew" },
	{ "suspend", "<C-z>", CTX_ALL, cmd_suspend, NULL,
	    "stop; fg comes back" },
	{ "leave", "q", CTX_ALL, cmd_leave, NULL,
	    "from a story of the library to its headlines; else quit" },
	{ "quit", "ZZ ZQ", CTX_ALL, cmd_quit, NULL, "quit" },
	{ NULL, NULL, CTX_ALL, NULL, NULL, NULL }
};

/* What vim's users type; "" is what there is no need for. */
static const struct {
	struct slice name;
	const char *command;
} aliases[] = {
	{ SLICE_INIT("q"), "quit" }, { SLICE_INIT("qa"), "quit" },
	{ SLICE_INIT("qall"), "quit" }, { SLICE_INIT("wq"), "quit" },
	{ SLICE_INIT("wqa"), "quit" }, { SLICE_INIT("x"), "quit" },
	{ SLICE_INIT("xa"), "quit" }, { SLICE_INIT("exit"), "quit" },
	{ SLICE_INIT("e!"), "reload" }, { SLICE_INIT("e"), "open" },
	{ SLICE_INIT("h"), "help" }, { SLICE_INIT("ls"), "documents" },
	{ SLICE_INIT("b"), "documents" },
	{ SLICE_INIT("buffers"), "documents" },
	{ SLICE_INIT("files"), "documents" },
	{ SLICE_INIT("n"), "next-document" },
	{ SLICE_INIT("next"), "next-document" },
	{ SLICE_INIT("bn"), "next-document" },
	{ SLICE_INIT("bnext"), "next-document" },
	{ SLICE_INIT("N"), "prev-document" },
	{ SLICE_INIT("prev"), "prev-document" },
	{ SLICE_INIT("bp"), "prev-document" },
	{ SLICE_INIT("bprev"), "prev-document" },
	{ SLICE_INIT("noh"), "cancel" }, { SLICE_INIT("nohl"), "cancel" },
	{ SLICE_INIT("nohlsearch"), "cancel" },
	{ SLICE_INIT("on"), "zoom" }, { SLICE_INIT("only"), "zoom" },
	{ SLICE_INIT("$"), "bottom" }, { SLICE_INIT("colo"), "theme" },
	{ SLICE_INIT("colorscheme"), "theme" },
	{ SLICE_INIT("w"), "" }, { SLICE_INIT("wa"), "" },
	{ SLICE_INIT("write"), "" }
};

static const struct command *
by_name(struct slice name)
{
	const struct command *c;

	for (c = commands; c->name; c++)
		if (slice_eq(name, slice_z(c->name)))
			return c;
	return NULL;
}

/* The first of the *n commands that begin so. */
static const struct command *
by_beginning(struct slice name, size_t *n)
{
	const struct command *c, *found = NULL;

	*n = 0;
	for (c = commands; c->name; c++)
		if (slice_starts(slice_z(c->name), name) && (*n)++ == 0)
			found = c;
	return found;
}

/* NULL: it is none.  Nothing here can be forced: "q!" is "q". */
static const char *
by_alias(struct slice name)
{
	struct slice calm = name;
	size_t i;

	if (calm.len > 1 && calm.s[calm.len - 1] == '!')
		calm.len--;
	for (i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (slice_eq(name, aliases[i].name) ||
		    slice_eq(calm, aliases[i].name))
			return aliases[i].command;
	return NULL;
}

static const struct command *
command_find(struct slice name)
{
	const struct command *c;
	const char *alias = by_alias(name);
	size_t n;

	if (alias)
		name = slice_z(alias);
	c = by_name(name);
	if (c)
		return c;
	c = by_beginning(name, &n);
	return n == 1 ? c : NULL;
}

bool
command_exists(const char *name)
{
	return by_name(slice_z(name)) != NULL;
}

/* The command line a default key stands for: "level" takes its digit. */
static void
bind_default(struct keymap *m, const struct command *c, struct slice keys)
{
	uint32_t seq[4];
	size_t n;
	char line[32];

	if (!keys_parse(keys, seq, &n))
		return;
	snprintf(line, sizeof(line), "%s", c->name);
	if (c->run == cmd_level)
		snprintf(line, sizeof(line), "level %c", (char)seq[n - 1]);
	keymap_bind(m, c->where, seq, n, line);
}

void
commands_bind(struct keymap *m)
{
	const struct command *c;
	struct slice rest, keys;

	for (c = commands; c->name; c++) {
		rest = slice_z(c->keys);
		while (slice_cut(&rest, ' ', &keys))
			bind_default(m, c, keys);
	}
}

/* A rule changes nothing on the screen until the page is read again. */
static void
tell_site(struct app *a, struct slice arg)
{
	struct buf key = { 0 };
	struct slice site;

	slice_cut(&arg, ' ', &site);
	if (!config_first_key(a->config, a->pane, "reload", &key))
		buf_addz(&key, ":reload");
	app_say(a, "a rule for %.*s until lede ends; %s reads the page by it",
	    SLICE_FMT(site), buf_z(&key));
	buf_free(&key);
}

static void
list_settings(struct app *a)
{
	struct dialog *d = dialog_new("Settings", NULL, NULL);
	const char *name, *value;
	struct buf line = { 0 };
	size_t i;

	for (i = 0; (name = config_setting_name(i)) != NULL; i++) {
		value = config_string(a->config, name);
		buf_clear(&line);
		buf_printf(&line, "%-10s %s", name, value ? value : "");
		dialog_add(d, buf_slice(&line), STYLE_TEXT);
	}
	a->dialog = d;
	buf_free(&line);
}

/* ":set", ":set NAME" and ":set NAME?" ask, as in vim.  False: they do not,
 * or it is no setting. */
static bool
show_setting(struct app *a, struct slice arg)
{
	const char *name, *value;
	size_t i;

	if (arg.len == 0) {
		list_settings(a);
		return true;
	}
	arg.len -= arg.s[arg.len - 1] == '?';
	for (i = 0; (name = config_setting_name(i)) != NULL; i++)
		if (slice_ieq(arg, slice_z(name))) {
			value = config_string(a->config, name);
			app_say(a, "%s is %s", name, value && *value ?
			    value : "empty");
			return true;
		}
	return false;
}

/* vim's "NAME=VALUE" is taken, too. */
static void
config_words(struct buf *line, const char *verb, struct slice arg)
{
	size_t i, start;

	buf_printf(line, "%s ", verb);
	start = line->len;
	buf_add(line, arg);
	for (i = start; i < line->len && line->s[i] != ' ' &&
	    !strcmp(verb, "set"); i++)
		if (line->s[i] == '=') {
			line->s[i] = ' ';
			break;
		}
}

static void
run_config_line(struct app *a, const struct command *c, struct slice arg)
{
	struct buf line = { 0 };
	struct err err;

	if (!strcmp(c->name, "set") && show_setting(a, arg))
		return;
	config_words(&line, c->name, arg);
	if (!config_line(a->config, buf_slice(&line), &err))
		app_error(a, "%s", err.text);
	else if (!strcmp(c->name, "site"))
		tell_site(a, arg);
	a->stories.no_state = a->stories.never_state ||
	    !config_int(a->config, "state");
	screen_theme(a->screen, &a->config->theme);
	screen_set(a->screen, config_ascii(a->config,
	    screen_is_utf8(a->screen)), config_int(a->config, "mouse"),
	    config_visual(a->config));
	app_relayout(a);
	buf_free(&line);
}

/* What is of the story in hand, beside what is of its comments. */
static void (*const of_story[])(struct app *, struct slice) = {
	cmd_info, cmd_links, cmd_browse, cmd_yank, cmd_yank_link, cmd_pipe,
	cmd_edit, cmd_charset, cmd_repair, cmd_article, cmd_related,
	cmd_comments, cmd_next_pane, cmd_prev_pane, cmd_next_related,
	cmd_prev_related
};

static bool
is_of_story(const struct command *c)
{
	size_t i;

	for (i = 0; i < sizeof(of_story) / sizeof(*of_story); i++)
		if (c->run == of_story[i])
			return true;
	return c->where == CTX_COMMENTS;
}

/* In the headlines: the story of the row in hand is there, if it is wanted;
 * else some rows beyond it.  False, and told: there is no story. */
static bool
can_run(struct app *a, const struct command *c)
{
	if (a->pane < PANE_STORY_N)
		return true;
	if (!is_of_story(c)) {
		browse_need(a);
		return true;
	}
	browse_settle(a);
	if (app_story(a)->blank)
		app_say(a, "no story is in hand");
	return !app_story(a)->blank;
}

static void
tell_unknown(struct app *a, struct slice name)
{
	size_t n;

	by_beginning(name, &n);
	if (by_alias(name))
		app_say(a, "nothing to write: what you do is kept by itself");
	else if (n > 1)
		app_error(a, "%zu commands begin with %.*s; Tab shows them",
		    n, SLICE_FMT(name));
	else
		app_error(a, "no such command: %.*s; ? lists them",
		    SLICE_FMT(name));
}

void
app_command(struct app *a, struct slice line)
{
	const struct command *c;
	struct slice arg = slice_trim(line), name;

	if (arg.len == 0)
		return;
	if (ascii_digit(*arg.s)) {	/* as in vim and less */
		cmd_goto(a, arg);
		return;
	}
	if (*arg.s == '/' && arg.len > 1) {
		cmd_search(a, slice_from(arg, 1));
		return;
	}
	slice_cut(&arg, ' ', &name);
	c = command_find(name);
	if (c == NULL)
		tell_unknown(a, name);
	else if (c->run) {
		if (can_run(a, c))
			c->run(a, slice_trim(arg));
	}
	else
		run_config_line(a, c, slice_trim(arg));
}

/* The i-th of words, blanks between; NULL past the last. */
static const char *
word_of(const char *words, size_t i, struct buf *b)
{
	struct slice rest = slice_z(words), word;

	while (slice_cut(&rest, ' ', &word))
		if (i-- == 0) {
			buf_clear(b);
			buf_add(b, word);
			return buf_z(b);
		}
	return NULL;
}

static const char *
command_name(size_t i)
{
	return i < sizeof(commands) / sizeof(*commands) ? commands[i].name :
	    NULL;
}

/* The i-th encoding; then what stands for none of them. */
static const char *
charset_word(size_t i)
{
	const char *names[CHOOSE_ALL];
	size_t n = choose_all(names);

	return i < n ? names[i] : i == n ? "auto" : NULL;
}

/* The i-th path that begins with stem. */
static const char *
path_of(struct slice stem, size_t i, struct buf *b)
{
	glob_t g;
	bool found;

	buf_clear(b);
	buf_add(b, stem);
	buf_addc(b, '*');
	if (glob(buf_z(b), GLOB_MARK, NULL, &g) != 0)
		return NULL;
	found = i < g.gl_pathc;
	if (found) {
		buf_clear(b);
		buf_addz(b, g.gl_pathv[i]);
	}
	globfree(&g);
	return found ? buf_z(b) : NULL;
}

/* What may stand as word n of a line that begins with `first`: the i-th. */
static const char *
candidate(struct slice line, size_t n, struct slice stem, size_t i,
    struct buf *b)
{
	const struct command *c;
	struct slice rest = line, first, second = { NULL, 0 };

	if (n == 0)
		return command_name(i);
	slice_cut(&rest, ' ', &first);
	slice_cut(&rest, ' ', &second);
	c = command_find(first);
	first = c ? slice_z(c->name) : first;
	if (slice_eq(first, SLICE("set")))
		return n == 1 ? config_setting_name(i) :
		    word_of(config_setting_words(second), i, b);
	if (slice_eq(first, SLICE("bind")) ||
	    slice_eq(first, SLICE("unbind")))
		return n == 2 ? i < CTX_N ?
		    key_context_name((enum key_context)i) : NULL :
		    n == 3 ? command_name(i) : NULL;
	if (slice_eq(first, SLICE("open")))
		return path_of(stem, i, b);
	if (n > 1)
		return NULL;
	if (slice_eq(first, SLICE("color")))
		return i < STYLE_N ? style_name((enum style)i) : NULL;
	if (slice_eq(first, SLICE("charset")))
		return charset_word(i);
	if (slice_eq(first, SLICE("repair")))
		return word_of("on off toggle", i, b);
	if (slice_eq(first, SLICE("kill")) || slice_eq(first, SLICE("unkill")))
		return word_of("author word", i, b);
	if (slice_eq(first, SLICE("filter")))
		return word_of("author: text: score: new", i, b);
	if (slice_eq(first, SLICE("theme")) || slice_eq(first, SLICE("order")))
		return word_of(config_setting_words(first), i, b);
	return NULL;
}

/* The line is split at its last blank: head stays, stem is completed. */
static bool
next_candidate(struct prompt *p, struct slice head, struct slice stem)
{
	struct buf line = { 0 }, word = { 0 };
	size_t n = 0, i;
	const char *name;
	bool found = false;

	for (i = 0; i < head.len; i++)
		n += head.s[i] == ' ';
	while (!found && (name = candidate(head, n, stem, p->completing++,
	    &word)) != NULL)
		found = slice_starts(slice_z(name), stem);
	if (found) {
		buf_add(&line, head);
		buf_addz(&line, name);
		prompt_set(p, buf_slice(&line));
	} else
		p->completing = 0;
	buf_free(&line);
	buf_free(&word);
	return found;
}

void
command_complete(struct app *a, struct prompt *p)
{
	struct slice stem, head;
	size_t at;
	bool found;

	if (p->completing == 0) {
		buf_clear(&p->typed);
		buf_add(&p->typed, buf_slice(&p->text));
	}
	stem = buf_slice(&p->typed);
	for (at = stem.len; at > 0 && stem.s[at - 1] != ' '; at--)
		;
	head = slice_sub(stem, 0, at);
	stem = slice_from(stem, at);
	found = next_candidate(p, head, stem);
	if (!found)			/* past the last: the first again */
		found = next_candidate(p, head, stem);
	if (!found)
		app_say(a, "nothing to complete");
}

/* Keys of a command; of those with a digit only the first and the last. */
static void
keys_of(const struct keymap *m, const struct command *c, struct buf *b)
{
	struct slice rest, key, first = { NULL, 0 }, last = { NULL, 0 };
	struct buf all = { 0 };
	size_t n = 0;

	keymap_keys(m, c->where, c->name, &all);
	rest = buf_slice(&all);
	for (; slice_cut(&rest, ' ', &key); n++) {
		if (n == 0)
			first = key;
		last = key;
	}
	if (n > 3 && c->run == cmd_level) {
		buf_add(b, first);
		buf_addz(b, " to ");
		buf_add(b, last);
	} else
		buf_add(b, buf_slice(&all));
	buf_free(&all);
}

static void
help_context(struct dialog *d, const struct keymap *m, enum key_context where)
{
	const struct command *c;
	struct buf keys = { 0 };

	for (c = commands; c->name; c++) {
		if (c->where != where)
			continue;
		buf_clear(&keys);
		keys_of(m, c, &keys);
		if (keys.len == 0)
			buf_printf(&keys, ":%s", c->name);
		while (keys.len < HELP_KEYS)
			buf_addc(&keys, ' ');
		buf_addc(&keys, ' ');
		dialog_add(d, slice_z(c->help), STYLE_TEXT);
		dialog_mark(d, buf_slice(&keys), STYLE_TITLE);
	}
	buf_free(&keys);
}

void
cmd_help(struct app *a, struct slice arg)
{
	struct dialog *d = dialog_new("Keys and commands", NULL, NULL);

	(void)arg;
	help_context(d, a->config->keymap, CTX_ALL);
	dialog_add(d, SLICE(" "), STYLE_TEXT);
	dialog_add(d, SLICE("In the comments"), STYLE_HEADING);
	help_context(d, a->config->keymap, CTX_COMMENTS);
	dialog_add(d, SLICE(" "), STYLE_TEXT);
	dialog_add(d, SLICE("In the headlines of the library"),
	    STYLE_HEADING);
	help_context(d, a->config->keymap, CTX_HEADLINES);
	dialog_add(d, SLICE(" "), STYLE_TEXT);
	dialog_add(d, SLICE("In its folders"), STYLE_HEADING);
	help_context(d, a->config->keymap, CTX_FOLDERS);
	a->dialog = d;
}

/* Words of a macro's line: what mdoc(7) takes for punctuation or for an
 * escape is made plain. */
static void
mdoc_words(struct buf *b, struct slice x)
{
	size_t i;

	for (i = 0; i < x.len; i++) {
		if (x.s[i] == '"') {
			buf_addz(b, "\\(dq");
			continue;
		}
		if (strchr(".,:;()[]?!|'", x.s[i]))
			buf_addz(b, "\\&");
		if (x.s[i] == '\\' || x.s[i] == '-')
			buf_addc(b, '\\');
		buf_addc(b, x.s[i]);
		if (x.s[i] == '\\')
			buf_addc(b, 'e');
	}
}

static void
mdoc_context(struct buf *b, const struct keymap *m, enum key_context where)
{
	const struct command *c;
	struct buf keys = { 0 };

	buf_addz(b, ".Bl -tag -width Ds\n");
	for (c = commands; c->name; c++) {
		if (c->where != where)
			continue;
		buf_clear(&keys);
		keys_of(m, c, &keys);
		buf_addz(b, keys.len ? ".It Ic " : ".It Ic \\&:");
		if (keys.len == 0)
			buf_addz(&keys, c->name);
		mdoc_words(b, buf_slice(&keys));
		buf_printf(b, "\n%s%s%s: %s.\n", c->name, c->arg ? " " : "",
		    c->arg ? c->arg : "", c->help);
	}
	buf_addz(b, ".El\n");
	buf_free(&keys);
}

void
commands_mdoc(struct buf *b)
{
	struct keymap *m = keymap_new();

	commands_bind(m);
	buf_addz(b, ".Ss Everywhere\n");
	mdoc_context(b, m, CTX_ALL);
	buf_addz(b, ".Ss \\&In the comments\n");
	mdoc_context(b, m, CTX_COMMENTS);
	buf_addz(b, ".Ss \\&In the headlines of the library\n");
	mdoc_context(b, m, CTX_HEADLINES);
	buf_addz(b, ".Ss \\&In its folders\n");
	mdoc_context(b, m, CTX_FOLDERS);
	keymap_free(m);
}

void
cmd_prompt(struct app *a, struct slice arg)
{
	(void)arg;
	prompt_start(&a->prompt, PROMPT_COMMAND);
}

void
cmd_quit(struct app *a, struct slice arg)
{
	(void)arg;
	a->quit = true;
}

void
cmd_suspend(struct app *a, struct slice arg)
{
	(void)arg;
	a->suspend = true;
}

void
cmd_redraw(struct app *a, struct slice arg)
{
	(void)arg;
	screen_repaint(a->screen);
}
