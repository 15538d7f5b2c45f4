#include "app/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#define MAX_WORDS 32

/* The words of a setting; quotes are not known there.  argv[n] is NULL. */
static size_t
split(char *words, char **argv)
{
	size_t n = 0;
	char *save, *w;

	for (w = strtok_r(words, " \t", &save); w && n < MAX_WORDS;
	    w = strtok_r(NULL, " \t", &save))
		argv[n++] = w;
	argv[n] = NULL;
	return n;
}

/* Signals in a child are as a program expects them. */
static void
child_signals(void)
{
	static const int numbers[] = {
		SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGPIPE, SIGWINCH, SIGQUIT,
		SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGCONT, SIGXFSZ
	};
	sigset_t none;
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		signal(numbers[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool
link_is_safe(struct slice url)
{
	static const struct slice schemes[] = {
		SLICE_INIT("http://"), SLICE_INIT("https://"),
		SLICE_INIT("ftp://"), SLICE_INIT("mailto:"),
		SLICE_INIT("gemini://")
	};
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (slice_istarts(url, schemes[i]))
			return true;
	return false;
}

/* Detached by a second fork, so that nobody has to wait for it. */
static void
run_detached(char **argv)
{
	int null = open("/dev/null", O_RDWR);

	child_signals();
	setsid();
	if (fork() != 0)
		_exit(0);
	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	execvp(argv[0], argv);
	_exit(127);
}

static bool
in_path(const char *name)
{
	struct slice rest = slice_z(getenv("PATH")), dir;
	struct buf b = { 0 };
	bool found = false;

	if (strchr(name, '/'))
		return access(name, X_OK) == 0;
	while (!found && slice_cut(&rest, ':', &dir)) {
		buf_clear(&b);
		buf_add(&b, dir);
		buf_printf(&b, "/%s", name);
		found = access(buf_z(&b), X_OK) == 0;
	}
	buf_free(&b);
	return found;
}

bool
child_browse(const char *program, struct slice url, struct err *err)
{
	char *argv[MAX_WORDS + 2], *words, *link;
	size_t n;
	pid_t pid;

	if (!link_is_safe(url))
		return fail(err, "not a link for a browser: %.*s",
		    SLICE_FMT(slice_sub(url, 0, 80)));
	words = mem_strdup(program);
	n = split(words, argv);
	if (n == 0 || !in_path(argv[0])) {
		fail(err, "no browser: %s is not there; set browser or "
		    "$BROWSER", n ? argv[0] : "the setting");
		free(words);
		return false;
	}
	link = slice_strdup(url);
	argv[n++] = link;
	argv[n] = NULL;
	pid = fork();
	if (pid == 0)
		run_detached(argv);
	if (pid > 0)
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	free(link);
	free(words);
	return pid > 0 || fail(err, "cannot start a process: %s",
	    strerror(errno));
}

/* A stopped child stops us too, so that the shell gets the terminal; fg
 * wakes both. */
static void
stop_with_child(void)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL }, old;

	sigaction(SIGTSTP, &dfl, &old);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
}

/* Waits for a child that has the terminal. */
static bool
wait_for(pid_t pid, const char *name, struct err *err)
{
	int status;

	for (;;) {
		if (waitpid(pid, &status, WUNTRACED) < 0) {
			if (errno != EINTR)
				return fail(err, "%s: %s", name,
				    strerror(errno));
		} else if (WIFSTOPPED(status))
			stop_with_child();
		else
			break;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return fail(err, "%s: not found", name);
	if (WIFEXITED(status) && WEXITSTATUS(status))
		return fail(err, "%s ended with status %d", name,
		    WEXITSTATUS(status));
	return true;
}

/* Ctrl-C is the child's while it has the terminal, as for system(3). */
struct interrupts {
	struct sigaction interrupt, quit;
};

static void
interrupts_ignore(struct interrupts *was)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGINT, &ignore, &was->interrupt);
	sigaction(SIGQUIT, &ignore, &was->quit);
}

static void
interrupts_restore(const struct interrupts *was)
{
	sigaction(SIGINT, &was->interrupt, NULL);
	sigaction(SIGQUIT, &was->quit, NULL);
}

bool
child_edit(struct screen *screen, const char *program, const char *path,
    struct err *err)
{
	struct interrupts was;
	struct buf line = { 0 };
	bool ok;
	pid_t pid;

	buf_printf(&line, "%s \"$@\"", program);
	screen_suspend(screen);
	interrupts_ignore(&was);
	pid = fork();
	if (pid == 0) {
		child_signals();
		execl("/bin/sh", "sh", "-c", buf_z(&line), program, path,
		    (char *)NULL);
		_exit(127);
	}
	ok = pid > 0 ? wait_for(pid, program, err) :
	    fail(err, "cannot start a process: %s",
	    strerror(errno));
	interrupts_restore(&was);
	screen_resume(screen);
	buf_free(&line);
	return ok;
}

/* Feeds text to fd as long as it is taken. */
static void
feed(int fd, struct slice text)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;

	sigaction(SIGPIPE, &ignore, &old);
	file_write_fd(fd, text, NULL);
	sigaction(SIGPIPE, &old, NULL);
	close(fd);
}

static void
wait_for_enter(void)
{
	static const struct slice ask =
	    SLICE_INIT("\n[Enter] back to lede ");
	char c;

	file_write_fd(2, ask, NULL);
	while (read(2, &c, 1) == 1 && c != '\n' && c != '\r')
		;
}

bool
child_pipe(struct screen *screen, struct slice command, struct slice text,
    struct err *err)
{
	struct buf line = { 0 };
	struct interrupts was;
	int fds[2];
	bool ok;
	pid_t pid;

	buf_add(&line, command);
	if (pipe(fds) < 0)
		return fail(err, "cannot make a pipe: %s",
		    strerror(errno));
	screen_suspend(screen);
	interrupts_ignore(&was);
	pid = fork();
	if (pid == 0) {
		child_signals();
		dup2(fds[0], 0);
		close(fds[0]);
		close(fds[1]);
		execl("/bin/sh", "sh", "-c", buf_z(&line), (char *)NULL);
		_exit(127);
	}
	close(fds[0]);
	if (pid > 0)
		feed(fds[1], text);
	else
		close(fds[1]);
	ok = pid > 0 ? wait_for(pid, "the command", err) :
	    fail(err, "cannot start a process: %s",
	    strerror(errno));
	wait_for_enter();
	interrupts_restore(&was);
	screen_resume(screen);
	buf_free(&line);
	return ok;
}
