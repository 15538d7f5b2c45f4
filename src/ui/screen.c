#include "ui/screen.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "base/file.h"
#include "base/mem.h"
#include "text/utf8.h"
#include "text/width.h"

#define MAX_PAIRS 256
#define MAX_LOOKS 64			/* of a dump */
#define MAX_OSC 64			/* bytes of an answer */
#define OSC_WAIT 50			/* ms for the next byte of one */

/* Whether the terminal puts text into visual order (ECMA-48, BDSM): those
 * that know of it do so unless they are told. */
#define IMPLICIT "\033[8h"
#define EXPLICIT "\033[8l"

struct screen {
	SCREEN *term;
	FILE *in, *out;
	struct screen_options opts;
	struct theme theme;
	bool headless, direct;		/* direct: colours are RGB */
	bool console;			/* of Linux */
	bool asked, light;		/* for the background; what it is */
	bool cursor, cursor_shown, painted;
	time_t asked_at;
	int colours;
	int pairs[MAX_PAIRS][2], npairs;
	struct row scratch;
};

/*
 * What brings the terminal back when there is no time for curses: the only
 * state outside a struct, because signal handlers get none.
 */
static struct {
	volatile int open;
	int fd;
	struct termios tio;
	char bytes[256];
	size_t len;
} rescue;

static bool
can(const char *cap)
{
	return cap != NULL && cap != (char *)-1;
}

/* Terminals that answer, or at least swallow, a question for colours, and
 * put marks around what is pasted. */
static bool
terminal_answers(void)
{
	static const char *const names[] = {
		"xterm", "tmux", "screen", "rxvt", "foot", "alacritty",
		"kitty", "wezterm", "vte", "gnome", "konsole", "contour",
		"st-", "ghostty", "iterm"
	};
	const char *term = getenv("TERM");
	size_t i;

	for (i = 0; term && i < sizeof(names) / sizeof(*names); i++)
		if (!strncmp(term, names[i], strlen(names[i])))
			return true;
	return false;
}

static void
rescue_add(const char *cap)
{
	size_t n;

	if (!can(cap))
		return;
	n = strlen(cap);
	if (n <= sizeof(rescue.bytes) - rescue.len) {
		memcpy(rescue.bytes + rescue.len, cap, n);
		rescue.len += n;
	}
}

static void
rescue_prepare(struct screen *s)
{
	rescue.fd = s->opts.out;
	rescue.len = 0;
	if (s->opts.mouse)
		rescue_add("\033[?1006l\033[?1000l");
	if (s->opts.visual && terminal_answers())
		rescue_add(IMPLICIT);
	if (terminal_answers())
		rescue_add("\033[?2004l");
	rescue_add(tigetstr("sgr0"));
	rescue_add(tigetstr("rmkx"));
	rescue_add(tigetstr("cnorm"));
	rescue_add(tigetstr("rmcup"));
	rescue.open = 1;
}

void
screen_emergency(void)
{
	ssize_t n;

	if (!rescue.open)
		return;
	rescue.open = 0;
	n = write(rescue.fd, rescue.bytes, rescue.len);
	(void)n;
	tcsetattr(rescue.fd, TCSANOW, &rescue.tio);
}

/* Palette colour of a theme's, for this terminal. */
static int
colour_of(const struct screen *s, int32_t c)
{
	if (c < 0 || s->colours == 0)
		return -1;
	if (c & 0x1000000) {
		uint32_t rgb = (uint32_t)c & 0xFFFFFF;

		if (s->direct)
			return (int)rgb;
		if (s->colours >= 256)
			return theme_nearest256(rgb);
		return s->colours >= 16 ? theme_nearest16(rgb) :
		    theme_nearest8(rgb);
	}
	if (s->direct)
		return (int)theme_rgb((int)c);
	if (c >= s->colours)
		return s->colours >= 16 ? theme_nearest16(theme_rgb((int)c)) :
		    theme_nearest8(theme_rgb((int)c));
	return (int)c;
}

static int
pair_of(struct screen *s, int fg, int bg)
{
	int i;

	if (s->colours == 0 || (fg < 0 && bg < 0))
		return 0;
	for (i = 1; i < s->npairs; i++)
		if (s->pairs[i][0] == fg && s->pairs[i][1] == bg)
			return i;
	if (s->npairs >= MAX_PAIRS || s->npairs >= COLOR_PAIRS)
		return 0;
	init_extended_pair(i, fg, bg);
	s->pairs[i][0] = fg;
	s->pairs[i][1] = bg;
	s->npairs++;
	return i;
}

static attr_t
attrs_of(unsigned set)
{
	static const struct {
		unsigned theme;
		attr_t curses;
	} map[] = {
		{ THEME_BOLD, A_BOLD }, { THEME_DIM, A_DIM },
		{ THEME_UNDERLINE, A_UNDERLINE },
		{ THEME_REVERSE, A_REVERSE }, { THEME_ITALIC, A_ITALIC }
	};
	attr_t a = 0;
	size_t i;

	for (i = 0; i < sizeof(map) / sizeof(*map); i++)
		if (set & map[i].theme)
			a |= map[i].curses;
	return a;
}

static void
look_of(struct screen *s, enum style style, enum style overlay, attr_t *attr,
    int *pair)
{
	struct theme_style look = theme_look(&s->theme, style, overlay);

	*attr = attrs_of(look.attrs);
	*pair = pair_of(s, colour_of(s, look.fg), colour_of(s, look.bg));
}

static void
start_colours(struct screen *s)
{
	s->npairs = 1;
	if (!s->opts.colour || !has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	s->colours = COLORS;
	s->direct = tigetflag("RGB") > 0 && COLORS > 256;
}

static void
start_input(void)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	meta(stdscr, TRUE);
	set_escdelay(25);
	mouseinterval(0);
}

/*
 * Before the first endwin() ncurses takes the program for one that moves the
 * cursor by itself, and writes out after each move of its own: a hundred
 * pieces a screen.  What it says while it leaves and comes back is for nobody
 * to see (it would reset the palette, too).
 */
static void
start_writing(struct screen *s)
{
	int out = fileno(s->out), tty = fcntl(out, F_DUPFD_CLOEXEC, 3);
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (tty >= 0 && null >= 0 && dup2(null, out) == out) {
		endwin();
		doupdate();
		dup2(tty, out);
		fcntl(out, F_SETFD, FD_CLOEXEC);
		clearok(stdscr, TRUE);
	}
	if (null >= 0)
		close(null);
	if (tty >= 0)
		close(tty);
}

static FILE *
stream(int fd, const char *mode)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *f = copy < 0 ? NULL : fdopen(copy, mode);

	if (f == NULL && copy >= 0)
		close(copy);
	return f;
}

static struct screen *
start(struct screen *s, const char *term)
{
	s->term = newterm(term, s->out, s->in);
	if (s->term == NULL) {
		if (s->in)
			fclose(s->in);
		if (s->out)
			fclose(s->out);
		free(s);
		return NULL;
	}
	start_colours(s);
	start_input();
	start_writing(s);
	theme_named(&s->theme, s->colours ? "dark" : "mono");
	return s;
}

/* Tells it whether to reorder, unless that is what it does anyway. */
static void
send_order(struct screen *s, const char *order)
{
	if (!s->headless && s->opts.visual && terminal_answers())
		screen_raw(s, slice_z(order));
}

struct screen *
screen_open(const struct screen_options *opts, struct err *err)
{
	struct screen *s = mem_alloc(1, sizeof(*s));
	const char *term = getenv("TERM");

	s->opts = *opts;
	s->console = term && !strncmp(term, "linux", 5);
	s->in = stream(opts->in, "r");
	s->out = stream(opts->out, "w");
	if (tcgetattr(opts->out, &rescue.tio) < 0 || !s->in || !s->out) {
		fail(err, "no terminal: %s", strerror(errno));
		free(s);
		return NULL;
	}
	s = start(s, NULL);
	if (s == NULL) {
		fail(err, "terminal type \"%.64s\" is unknown; set TERM to "
		    "one that terminfo has", term ? term : "");
		return NULL;
	}
	if (!can(tigetstr("cup"))) {
		screen_close(s);
		fail(err, "a terminal of type \"%.64s\" cannot move its "
		    "cursor; \"lede cat\" prints the document", term);
		return NULL;
	}
	rescue_prepare(s);
	send_order(s, EXPLICIT);
	return s;
}

struct screen *
screen_open_headless(int cols, int rows)
{
	struct screen *s = mem_alloc(1, sizeof(*s));
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	use_env(FALSE);
	s->headless = true;
	s->opts = (struct screen_options){ .in = null, .out = null,
	    .utf8 = true, .colour = true };
	s->in = stream(null, "r");
	s->out = stream(null, "w");
	close(null);
	s->opts.in = s->opts.out = -1;
	s = start(s, "xterm-256color");
	if (s)
		screen_resize(s, cols, rows);
	return s;
}

/* Bracketed paste, as xterm has it: what is pasted comes between marks, or
 * its letters would be commands. */
static void
mark_pastes(struct screen *s, bool on)
{
	if (!s->headless && terminal_answers())
		screen_raw(s, on ? SLICE("\033[?2004h") :
		    SLICE("\033[?2004l"));
}

/* An answer still under way must not end up in the shell. */
static void
drop_answer(struct screen *s)
{
	wint_t w;

	if (!s->asked || time(NULL) - s->asked_at > 1)
		return;
	timeout(OSC_WAIT);
	while (get_wch(&w) != ERR)
		;
}

void
screen_close(struct screen *s)
{
	if (s == NULL)
		return;
	drop_answer(s);
	if (!can(tigetstr("rmcup")) && can(tigetstr("cup"))) {
		move(LINES - 1, 0);
		clrtoeol();
		refresh();
	}
	if (s->painted)
		mark_pastes(s, false);
	endwin();
	send_order(s, IMPLICIT);
	if (!s->headless)
		rescue.open = 0;
	delscreen(s->term);
	fclose(s->in);
	fclose(s->out);
	row_free(&s->scratch);
	free(s);
}

int
screen_cols(const struct screen *s)
{
	(void)s;
	return COLS;
}

int
screen_rows(const struct screen *s)
{
	(void)s;
	return LINES;
}

int
screen_colours(const struct screen *s)
{
	return s->colours;
}

void
screen_resize(struct screen *s, int cols, int rows)
{
	struct winsize ws;

	if (cols <= 0 || rows <= 0) {
		if (ioctl(s->opts.out, TIOCGWINSZ, &ws) < 0 ||
		    ws.ws_col == 0 || ws.ws_row == 0)
			return;
		cols = ws.ws_col;
		rows = ws.ws_row;
	}
	resizeterm(rows, cols);
}

void
screen_theme(struct screen *s, const struct theme *t)
{
	cchar_t blank;
	attr_t a;
	int pair;

	s->theme = *t;
	look_of(s, STYLE_TEXT, STYLE_TEXT, &a, &pair);
	setcchar(&blank, L" ", a, (short)pair, NULL);
	bkgrndset(&blank);
}

void
screen_set(struct screen *s, bool ascii, bool mouse, bool visual)
{
	if (!visual)
		send_order(s, IMPLICIT);
	else if (!s->opts.visual) {
		s->opts.visual = true;
		send_order(s, EXPLICIT);
	}
	s->opts.visual = visual;
	s->opts.ascii = ascii;
	if (mouse != s->opts.mouse)
		mousemask(mouse ? ALL_MOUSE_EVENTS : 0, NULL);
	s->opts.mouse = mouse;
}

bool
screen_is_utf8(const struct screen *s)
{
	return s->opts.utf8;
}

void
screen_clear(struct screen *s)
{
	(void)s;
	erase();
}

/* Marks that a terminal without UTF-8 gets instead. */
static wchar_t
ascii_for(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char c;
	} map[] = {
		{ 0x2502, '|' }, { 0x2500, '-' }, { 0x250C, '+' },
		{ 0x2510, '+' }, { 0x2514, '`' }, { 0x2518, '+' },
		{ 0x251C, '|' }, { 0x2524, '+' }, { 0x252C, '+' },
		{ 0x2534, '+' }, { 0x253C, '+' }, { 0x2503, '|' },
		{ 0x250A, ':' }, { 0x25B8, '+' }, { 0x25BE, '-' },
		{ 0x25CF, '*' }, { 0x25CB, 'o' }, { 0x25D0, '%' },
		{ 0x25A3, '#' }, { 0x25B2, '^' }, { 0x2022, '*' },
		{ 0x25C6, '&' }, { 0x25C9, '@' }, { 0x25AA, '=' },
		{ 0x25A0, '#' }, { 0x2605, '!' }, { 0x270E, '"' },
		{ 0x2026, '~' }, { 0x203A, '>' }, { 0x00B7, '-' },
		{ 0x2192, '>' }, { 0x2018, '\'' }, { 0x2019, '\'' },
		{ 0x201C, '"' }, { 0x201D, '"' }, { 0x2013, '-' },
		{ 0x2014, '-' }, { 0x00A0, ' ' }
	};
	size_t i;

	for (i = 0; i < sizeof(map) / sizeof(*map); i++)
		if (map[i].cp == cp)
			return (wchar_t)map[i].c;
	return 0;
}

/* The font of Linux's console has 512 characters at most, and shows one and
 * the same for all others: marks that the first of them, of code page 437,
 * has. */
static uint32_t
console_for(uint32_t cp)
{
	static const struct {
		uint16_t cp, instead;
	} map[] = {
		{ 0x25B8, 0x25BA }, { 0x25BE, 0x25BC }, { 0x2503, 0x2551 },
		{ 0x250A, ':' }, { 0x25CF, 0x2022 }, { 0x25D0, '%' },
		{ 0x25AA, 0x25A0 }, { 0x25A3, 0x25A0 }, { 0x25C9, '@' },
		{ 0x25C6, '&' }, { 0x2605, '*' }, { 0x270E, '"' },
		{ 0x2026, '~' }, { 0x203A, '>' }
	};
	size_t i;

	for (i = 0; i < sizeof(map) / sizeof(*map); i++)
		if (map[i].cp == cp)
			return map[i].instead;
	return cp;
}

/* The character to send for a code point; 0: none. */
static wchar_t
safe_char(const struct screen *s, uint32_t cp)
{
	wchar_t plain;

	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x200D ||
	    (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
		return 0;
	if (cp < 0x7F)
		return (wchar_t)cp;
	if (s->opts.utf8 && !s->opts.ascii)
		return (wchar_t)(s->console ? console_for(cp) : cp);
	plain = ascii_for(cp);
	if (plain)
		return plain;
	return s->opts.utf8 || wctob((wint_t)cp) != EOF ? (wchar_t)cp : L'?';
}

static void
put_cell(const wchar_t *w, attr_t attr, int pair)
{
	cchar_t cc;

	if (w[0] && setcchar(&cc, w, attr, (short)pair, NULL) == OK)
		add_wch(&cc);
}

/* A cluster as one or more cells, each a spacing character and up to four
 * that combine with it. */
static void
put_glyph(const struct screen *s, struct slice g, attr_t attr, int pair)
{
	wchar_t w[CCHARW_MAX + 1] = { 0 };
	size_t n = 0, off;
	uint32_t cp;
	wchar_t c;

	for (off = 0; off < g.len;) {
		off += utf8_decode(slice_from(g, off), &cp);
		c = safe_char(s, cp);
		if (c == 0)
			continue;
		if (n > 0 && cp_cells(cp) > 0) {
			put_cell(w, attr, pair);
			memset(w, 0, sizeof(w));
			n = 0;
		}
		if (n < CCHARW_MAX - 1)
			w[n++] = c;
	}
	put_cell(w, attr, pair);
}

void
screen_row(struct screen *s, int x, int y, int width, const struct row *r)
{
	const struct glyph *g = r->glyphs, *end = g + r->n;
	int used = 0, pair = 0, last = -1;
	attr_t attr = 0;

	if (y < 0 || y >= LINES || x < 0 || x >= COLS)
		return;
	if (width > COLS - x)
		width = COLS - x;
	move(y, x);
	for (; g < end && used + g->cells <= width; g++) {
		if (g->cells == 0 && !r->logical)
			continue;
		if (g->style != last) {
			last = g->style;
			look_of(s, g->style, r->overlay, &attr, &pair);
		}
		put_glyph(s, slice_sub(buf_slice(&r->text), g->off, g->len),
		    attr, pair);
		used += g->cells;
	}
	if (r->overlay != STYLE_TEXT || last >= 0)
		look_of(s, STYLE_TEXT, r->overlay, &attr, &pair);
	else
		look_of(s, STYLE_TEXT, STYLE_TEXT, &attr, &pair);
	for (; used < width; used++)
		put_cell(L" ", attr, pair);
}

void
screen_text(struct screen *s, int x, int y, int width, struct slice text,
    enum style style)
{
	if (width <= 0)
		return;
	row_clear(&s->scratch);
	row_add_cut(&s->scratch, text, style, (size_t)width);
	row_pad(&s->scratch, (size_t)width, style);
	screen_row(s, x, y, width, &s->scratch);
}

void
screen_cursor(struct screen *s, int x, int y, bool visible)
{
	s->cursor = visible;
	if (x >= COLS)
		x = COLS - 1;
	if (y < LINES && x >= 0 && y >= 0)
		move(y, x);
}

/* The first picture goes out before what can wait for it. */
void
screen_flush(struct screen *s)
{
	wnoutrefresh(stdscr);
	doupdate();
	if (!s->painted)
		mark_pastes(s, true);
	if (!s->painted && s->opts.mouse)
		mousemask(ALL_MOUSE_EVENTS, NULL);
	if (!s->painted || s->cursor != s->cursor_shown)
		curs_set(s->cursor ? 1 : 0);
	s->cursor_shown = s->cursor;
	s->painted = true;
}

void
screen_repaint(struct screen *s)
{
	(void)s;
	clearok(stdscr, TRUE);
}

static uint32_t
mouse_key(struct mouse *m)
{
	MEVENT e;

	*m = (struct mouse){ MOUSE_NONE, 0, 0 };
	if (getmouse(&e) != OK)
		return K_NONE;
	m->x = e.x;
	m->y = e.y;
	if (e.bstate & BUTTON4_PRESSED)
		m->kind = MOUSE_UP;
#ifdef BUTTON5_PRESSED
	else if (e.bstate & BUTTON5_PRESSED)
		m->kind = MOUSE_DOWN;
#endif
	else if (e.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED))
		m->kind = MOUSE_CLICK;
	else if (e.bstate & BUTTON1_DOUBLE_CLICKED)
		m->kind = MOUSE_DOUBLE;
	return m->kind == MOUSE_NONE ? K_NONE : K_MOUSE;
}

static uint32_t
function_key(wint_t w, struct mouse *m)
{
	static const struct {
		int curses;
		uint32_t key;
	} map[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT },
		{ KEY_RIGHT, K_RIGHT }, { KEY_HOME, K_HOME },
		{ KEY_END, K_END }, { KEY_PPAGE, K_PGUP },
		{ KEY_NPAGE, K_PGDN }, { KEY_IC, K_INS }, { KEY_DC, K_DEL },
		{ KEY_BTAB, K_BTAB }, { KEY_BACKSPACE, K_BS },
		{ KEY_ENTER, '\r' }, { KEY_RESIZE, K_RESIZE }
	};
	size_t i;

	if (w == KEY_MOUSE)
		return mouse_key(m);
	if (w >= (wint_t)KEY_F(1) && w <= (wint_t)KEY_F(12))
		return K_F1 + (uint32_t)(w - (wint_t)KEY_F(1));
	for (i = 0; i < sizeof(map) / sizeof(*map); i++)
		if ((wint_t)map[i].curses == w)
			return map[i].key;
	return K_NONE;
}

void
screen_ask_background(struct screen *s)
{
	if (s->headless || !s->colours || !terminal_answers())
		return;
	s->asked = true;
	s->asked_at = time(NULL);
	screen_raw(s, SLICE("\033]11;?\033\\"));
}

bool
screen_is_light(const struct screen *s)
{
	return s->light;
}

/* Takes an operating system command, which ends with BEL or ESC \; ours is
 * the answer about the background. */
static uint32_t
take_osc(struct screen *s)
{
	char osc[MAX_OSC] = "";
	size_t n = 0;
	wint_t w;

	timeout(OSC_WAIT);
	while (get_wch(&w) == OK && w != 7 && w != '\\')
		if (n < sizeof(osc) - 1 && w != 27)
			osc[n++] = (char)w;
	timeout(0);
	if (!s->asked || strncmp(osc, "11;", 3))
		return K_UNKNOWN;
	s->asked = false;
	s->light = theme_answer_is_light(osc);
	return K_BACKGROUND;
}

/*
 * What follows ESC at once: a control sequence (ECMA-48 section 5.4) that
 * terminfo does not know is taken whole and means nothing, or its letters
 * would be commands.
 */
static uint32_t
take_sequence(struct screen *s)
{
	unsigned number = 0;
	wint_t w;

	if (get_wch(&w) != OK)
		return 27;
	if (w == ']')
		return take_osc(s);
	if (w == 'O')
		get_wch(&w);
	else if (w == '[') {
		while (get_wch(&w) == OK && w >= 0x20 && w < 0x40)
			number = number * 10 % 1000 + (w & 15);
		if (w == '~' && (number == 200 || number == 201))
			return number == 200 ? K_PASTE : K_PASTE_END;
	} else {
		unget_wch((wchar_t)w);
		return 27;
	}
	return K_UNKNOWN;
}

uint32_t
screen_key(struct screen *s, struct mouse *m)
{
	wint_t w;
	int kind = get_wch(&w);

	if (kind == ERR)
		return feof(s->in) ? K_EOF : K_NONE;
	if (kind == KEY_CODE_YES)
		return function_key(w, m);
	if (w == 27)
		return take_sequence(s);
	if (w == 8 || w == 127)
		return K_BS;
	return w == '\n' ? '\r' : (uint32_t)w;
}

void
screen_raw(struct screen *s, struct slice x)
{
	if (s->headless)
		return;
	fflush(s->out);
	file_write_fd(s->opts.out, x, NULL);
}

void
screen_suspend(struct screen *s)
{
	mark_pastes(s, false);
	endwin();
	send_order(s, IMPLICIT);
	rescue.open = 0;
}

void
screen_resume(struct screen *s)
{
	rescue.open = !s->headless;
	send_order(s, EXPLICIT);
	screen_resize(s, 0, 0);
	clearok(stdscr, TRUE);
	refresh();
	keypad(stdscr, TRUE);
	mark_pastes(s, true);
}

struct look {
	attr_t attr;
	short pair;
};

/* The letter of a look in a dump; "." is plain. */
static char
look_letter(struct look *looks, int *n, attr_t attr, short pair)
{
	int i;

	attr &= A_BOLD | A_DIM | A_UNDERLINE | A_REVERSE | A_ITALIC;
	if (attr == 0 && pair == 0)
		return '.';
	for (i = 0; i < *n; i++)
		if (looks[i].attr == attr && looks[i].pair == pair)
			return (char)('a' + i);
	if (*n == 26)
		return '?';
	looks[*n] = (struct look){ attr, pair };
	++*n;
	return (char)('a' + i);
}

static void
dump_legend(struct screen *s, struct buf *b, const struct look *looks, int n)
{
	int i;

	for (i = 0; i < n; i++)
		buf_printf(b, "%c: fg %d bg %d%s%s%s%s%s\n", 'a' + i,
		    s->pairs[looks[i].pair][0], s->pairs[looks[i].pair][1],
		    looks[i].attr & A_BOLD ? " bold" : "",
		    looks[i].attr & A_DIM ? " dim" : "",
		    looks[i].attr & A_UNDERLINE ? " underline" : "",
		    looks[i].attr & A_REVERSE ? " reverse" : "",
		    looks[i].attr & A_ITALIC ? " italic" : "");
}

static void
dump_line(int y, struct buf *text, struct buf *grid, struct look *looks,
    int *n)
{
	wchar_t w[CCHARW_MAX + 1];
	size_t start = text->len;
	attr_t attr;
	short pair;
	cchar_t cc;
	int x, cells, i;

	for (x = 0; x < COLS; x += cells) {
		mvin_wch(y, x, &cc);
		memset(w, 0, sizeof(w));
		getcchar(&cc, w, &attr, &pair, NULL);
		cells = cp_cells((uint32_t)w[0]) > 1 ? 2 : 1;
		for (i = 0; i < CCHARW_MAX && w[i]; i++)
			utf8_add(text, (uint32_t)w[i]);
		for (i = 0; i < cells; i++)
			buf_addc(grid, look_letter(looks, n, attr, pair));
	}
	while (text->len > start && text->s[text->len - 1] == ' ')
		text->len--;
	buf_addc(text, '\n');
	buf_addc(grid, '\n');
}

void
screen_dump(struct screen *s, struct buf *b)
{
	struct look looks[MAX_LOOKS];
	struct buf grid = { 0 };
	int n = 0, y, cx, cy;

	getyx(stdscr, cy, cx);
	for (y = 0; y < LINES; y++)
		dump_line(y, b, &grid, looks, &n);
	buf_printf(b, "-- cursor %d,%d\n", cx, cy);
	buf_add(b, buf_slice(&grid));
	dump_legend(s, b, looks, n);
	buf_free(&grid);
	move(cy, cx);
}
