#include "app/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/dialog.h"
#include "app/keep.h"
#include "app/report.h"
#include "app/shelf.h"
#include "base/mem.h"
#include "text/width.h"

/* Which signals came; a byte in the pipe wakes the loop. */
static volatile sig_atomic_t quit_signal, resized, continued, stopped;
static int wake[2] = { -1, -1 };

static void
on_signal(int number)
{
	int saved = errno;
	ssize_t n;

	if (number == SIGWINCH)
		resized = 1;
	else if (number == SIGCONT)
		continued = 1;
	else if (number == SIGTSTP)
		stopped = 1;
	else
		quit_signal = number;
	n = write(wake[1], "", 1);
	(void)n;
	errno = saved;
}

/* A bug: the terminal is brought back, then the signal does its work. */
static void
on_crash(int number)
{
	static const char told[] = "lede: this is a bug in lede; please "
	    "report it, with what you did before it\n";
	ssize_t n;

	screen_emergency();
	n = write(STDERR_FILENO, told, sizeof(told) - 1);
	(void)n;
	signal(number, SIG_DFL);
	raise(number);
}

static void
catch_signals(void)
{
	static const int handled[] = {
		SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT,
		SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU
	};
	static const int crashes[] = {
		SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS
	};
	struct sigaction sa = { .sa_handler = on_signal };
	size_t i;

	sigemptyset(&sa.sa_mask);
	sa.sa_flags = SA_RESTART;
	for (i = 0; i < sizeof(handled) / sizeof(*handled); i++)
		sigaction(handled[i], &sa, NULL);
	sa.sa_handler = on_crash;
	sa.sa_flags = (int)SA_RESETHAND;
	for (i = 0; i < sizeof(crashes) / sizeof(*crashes); i++)
		sigaction(crashes[i], &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static bool
open_wake(void)
{
	int i;

	if (pipe(wake) < 0)
		return false;
	for (i = 0; i < 2; i++) {
		fcntl(wake[i], F_SETFL, O_NONBLOCK);
		fcntl(wake[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

/* Ctrl-Z: the shell has the terminal until SIGCONT. */
static void
stop(struct app *a)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL }, old;

	a->suspend = false;
	stopped = 0;
	app_keep(a, NULL);
	screen_suspend(a->screen);
	sigaction(SIGTSTP, &dfl, &old);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	continued = 0;
	screen_resume(a->screen);
	app_resize(a);
}

static void
take_signals(struct app *a)
{
	char sink[64];

	while (read(wake[0], sink, sizeof(sink)) > 0)
		;
	if (resized) {
		resized = 0;
		screen_resize(a->screen, 0, 0);
		app_resize(a);
	}
	if (continued) {
		continued = 0;
		screen_resume(a->screen);
		app_resize(a);
	}
	if (stopped || a->suspend)
		stop(a);
}

/* False: the terminal is gone. */
static bool
take_keys(struct app *a)
{
	struct mouse m;
	uint32_t key;

	while (!a->quit && (key = screen_key(a->screen, &m)) != K_NONE) {
		if (key == K_EOF)
			return false;
		app_key(a, key, &m);
		if (a->suspend)
			break;
	}
	return true;
}

/* One turn: draw, wait for keys or signals, take them; idle work between. */
static bool
turn(struct app *a, int fd, bool *busy)
{
	struct pollfd p[2] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = wake[0], .events = POLLIN }
	};
	int n = poll(p, 2, *busy ? 0 : app_patience(a));

	if (n < 0 && errno != EINTR)
		return false;
	if (n == 0) {
		*busy = app_idle(a);
		if (!*busy || a->redraw)
			app_draw(a);
		return true;
	}
	if (p[0].revents & (POLLERR | POLLNVAL))
		return false;
	if ((p[0].revents & (POLLIN | POLLHUP)) && !take_keys(a))
		return false;
	if ((p[0].revents & POLLHUP) && !(p[0].revents & POLLIN))
		return false;
	take_signals(a);
	*busy = *busy || app_busy(a);
	if (!a->quit && !quit_signal)
		app_draw(a);
	return true;
}

static void
loop(struct app *a, int fd)
{
	bool busy = true;

	app_draw(a);
	if (config_wants_background(a->config))
		screen_ask_background(a->screen);
	while (!a->quit && !quit_signal && turn(a, fd, &busy))
		;
}

static bool
utf8_locale(void)
{
	return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

static struct screen *
open_screen(const struct config *c, int fd, struct err *err)
{
	const char *no_color = getenv("NO_COLOR");
	struct screen_options o = {
		.in = fd, .out = fd, .utf8 = utf8_locale()
	};

	o.mouse = config_int(c, "mouse") != 0;
	o.ascii = config_ascii(c, o.utf8);
	o.visual = config_visual(c);
	o.colour = no_color == NULL || *no_color == '\0';
	return screen_open(&o, err);
}

/* The terminal, which standard input need not be (`curl ... | lede -`). */
static int
open_terminal(struct err *err)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		fail(err, "cannot open the terminal: %s", strerror(errno));
	return fd;
}

static bool
can_read(const char *path, struct err *err)
{
	return !strcmp(path, "-") || access(path, R_OK) == 0 ||
	    fail(err, "%s", strerror(errno));
}

static void
set_stories(struct app *a, const struct read_options *o)
{
	if (access(DATADIR "/corpus", R_OK) == 0)
		a->tour = DATADIR "/corpus";
	a->stories.load.charset = o->charset;
	a->stories.load.url = o->url;
	a->stories.load.sites = &a->config->sites;
	a->stories.load.no_repair = o->no_repair ||
	    !config_int(a->config, "repair");
	a->stories.never_repair = o->no_repair;
	a->stories.never_state = o->no_state;
	a->stories.no_state = o->no_state || !config_int(a->config, "state");
	if (o->library || o->npaths == 0)
		app_set_library(a, o->library);
	a->look_for_library = a->shelf == NULL;
}

/* Opens the library before there is a screen.  False: told. */
static bool
can_browse(struct app *a)
{
	struct err err;

	if (shelf_library(a->shelf, &err) || shelf_is_missing(a->shelf))
		return true;
	report(NULL, "%s", err.text);
	return false;
}

struct tally {
	size_t all, failed;		/* documents that were named */
};

/* Adds what the command line names; what cannot be read is told and passed
 * over.  False: nothing is left. */
static bool
add_paths(struct app *a, const struct read_options *o, struct tally *n)
{
	struct err err;
	size_t i, first = SLICE_NONE;

	for (i = 0; i < o->npaths; i++)
		if (!can_read(o->paths[i], &err) || !stories_add_path(
		    &a->stories, o->paths[i], &err)) {
			report(o->paths[i], "%s", err.text);
			n->failed++;
		}
	n->all = n->failed + a->stories.n;
	for (i = 0; i < a->stories.n && first == SLICE_NONE; i++) {
		if (story_load(&a->stories, i, config_order(a->config), &err))
			first = i;
		else {
			report(a->stories.at[i].path, "%s", err.text);
			n->failed++;
		}
	}
	a->current = first;
	return first != SLICE_NONE;
}

/* What was wrong before the screen was there: one line in the status line,
 * more in a box. */
static void
say_messages(struct app *a, const struct slices *messages,
    const struct tally *n)
{
	struct dialog *d;
	size_t i;

	if (n->failed)
		app_error(a, "%zu of %zu could not be read; lede says which "
		    "when it ends", n->failed, n->all);
	if (messages->n == 1)
		app_error(a, "%.*s", SLICE_FMT(messages->at[0]));
	if (messages->n < 2)
		return;
	d = dialog_new("The configuration has mistakes", NULL, NULL);
	for (i = 0; i < messages->n; i++)
		dialog_add(d, messages->at[i], STYLE_TEXT);
	a->dialog = d;
}

/* Ends as the signal would have ended us, so that the parent can tell. */
static void
pass_on(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static bool
run(struct app *a, const struct slices *messages, const struct tally *n,
    struct err *err)
{
	int fd = open_terminal(err);
	struct err odd;
	bool ok = true, kept = true;

	if (fd < 0)
		return false;
	if (!open_wake()) {
		close(fd);
		return fail(err, "cannot make a pipe: %s", strerror(errno));
	}
	catch_signals();
	mem_on_failure(screen_emergency);
	a->screen = open_screen(a->config, fd, err);
	if (a->screen == NULL)
		return false;
	config_finish_theme(a->config, screen_colours(a->screen));
	screen_theme(a->screen, &a->config->theme);
	if (a->stories.n)
		app_start(a);
	else
		ok = app_start_library(a, err);
	if (ok) {
		say_messages(a, messages, n);
		loop(a, fd);
		kept = app_leave(a, &odd) && browse_finish(a, &odd);
	}
	screen_close(a->screen);
	close(fd);
	kept = keep_last(&a->stories, KEEP_LAST, &odd) && kept;
	if (!kept)
		report(NULL, "%s", odd.text);
	return ok;
}

/* What is wrong in it is told as of the config. */
static void
open_kill(struct app *a, struct slices *messages, struct arena *words)
{
	struct buf path = { 0 };
	struct err err;

	if (!kill_open(&a->kill, config_path(&path, "kill") ? buf_z(&path) :
	    NULL, buf_slice(&a->config->kills), &err)) {
		messages->at = mem_grow(messages->at, &messages->cap,
		    messages->n + 1, sizeof(*messages->at));
		messages->at[messages->n++] = arena_dup(words,
		    slice_z(err.text));
	}
	buf_free(&path);
}

int
read_documents(const struct read_options *o)
{
	struct config *config = config_new(command_exists);
	struct slices messages = { 0 };
	struct arena words = { 0 };
	struct app a;
	struct err err;
	struct tally n = { 0 };
	bool ok;

	text_locale();
	commands_bind(config->keymap);
	app_init(&a, config, NULL);
	ok = config_load(config, o->config, &messages, &words, &err);
	if (!ok)
		report(o->config, "%s", err.text);
	open_kill(&a, &messages, &words);
	set_stories(&a, o);
	ok = ok && (o->npaths == 0 ? can_browse(&a) : add_paths(&a, o,
	    &n));
	if (ok && !run(&a, &messages, &n, &err)) {
		report(NULL, "%s", err.text);
		ok = false;
	}
	app_free(&a);
	config_free(config);
	free(messages.at);
	arena_free(&words);
	if (quit_signal)
		pass_on(quit_signal);
	return !ok || n.failed > 0;
}
