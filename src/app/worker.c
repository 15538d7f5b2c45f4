#include "app/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "load/archive/input.h"
#include "load/archive/jsonl.h"
#include "load/archive/parts.h"
#include "store/prepare.h"

#define AHEAD ((size_t)4 << 20)		/* bytes made before they are taken */
#define NO_MEMORY 3		/* exit status; out of memory */
#define PACE 21			/* log2 of bytes gone through a second */

/* Frames are held until the bundle that their stories are in is packed;
 * where each document is sent at once there is none. */
struct reading {
	const struct worker_options *opts;
	struct outflow out;
	struct buf held, packed;
	struct bundle bundle;
	struct worker_job job;
	const char *path;
	uint64_t done;			/* documents of the file */
	/* A mailbox is gone through before its first document is known, an
	 * archive up to where the last run was: that takes its own time. */
	unsigned ahead;			/* seconds; 0: a document is read */
	bool ok;			/* somebody takes what we make */
};

static void
tell(struct reading *r, enum worker_kind kind, const char *text)
{
	frame_add(&r->held, kind, slice_z(text));
}

/* What is held goes out, in one frame: so those who take it have all that is
 * in a bundle before they go on. */
static void
release(struct reading *r)
{
	struct worker_bundle head = { r->bundle.raw.len, 0 };
	struct buf *out = &r->out.out;
	size_t at;

	if (r->bundle.n == 0) {
		buf_add(out, buf_slice(&r->held));
		buf_clear(&r->held);
		return;
	}
	if (!bundle_pack(&r->bundle, &r->packed))
		abort();		/* one of its documents is to blame */
	head.packed = r->packed.len;
	at = frame_begin(out, WORKER_BUNDLE);
	buf_add(out, (struct slice){ (const char *)&head, sizeof(head) });
	buf_add(out, buf_slice(&r->packed));
	buf_add(out, buf_slice(&r->held));
	frame_end(out, at);
	buf_clear(&r->held);
}

static void
push(struct reading *r, size_t keep)
{
	alarm(0);
	if (keep == 0 || r->bundle.raw.len >= BUNDLE_FULL)
		release(r);
	r->ok = r->ok && outflow_push(&r->out, keep);
	alarm(r->opts->seconds + r->ahead);
}

/* What the library knew that the document comes from. */
static void
add_kept(struct record *rec, const struct jsonl_kept *k)
{
	rec->added = record_seconds(k->added);
	rec->read = k->read;
	rec->starred = k->starred;
	rec->note = k->note;
	rec->state = k->state;
	rec->saved = k->saved;
	rec->queries = k->queries;
}

static void
send_record(struct reading *r, const struct doc *d, const struct part *p,
    const struct jsonl_kept *kept, struct slice source)
{
	struct arena a = { 0 };
	struct record rec;
	size_t at;

	record_of_doc(&rec, d, &a);
	add_kept(&rec, kept);
	rec.path = kept->unwrapped ? kept->path : slice_z(r->path);
	rec.part = p->number;
	rec.form = (uint8_t)p->form;
	rec.charset = buf_slice(&p->charset);
	rec.offset = p->offset;
	rec.length = p->length;
	if (p->number == 0 && p->form == PART_PAGE && r->job.size >= 0 &&
	    !kept->unwrapped) {
		rec.offset = 0;
		rec.length = (uint64_t)r->job.size;
	}
	if (!r->opts->in_place || rec.offset == INPUT_NOWHERE)
		rec.source = source;
	record_prepare(&rec, r->job.careful ? NULL : &r->bundle, &a);
	at = frame_begin(&r->held, WORKER_RECORD);
	record_write(&r->held, &rec);
	frame_end(&r->held, at);
	arena_free(&a);
}

static void
read_part(struct reading *r, struct part *p, struct buf *source)
{
	struct jsonl_kept kept = { .read = false };
	struct arena a = { 0 };
	struct doc *d;

	if (r->ahead) {
		r->ahead = 0;
		alarm(r->opts->seconds);
	}
	if (r->job.careful) {
		tell(r, WORKER_BEGIN, p->number ? "y" : "");
		push(r, 0);
	}
	if (p->form == PART_JSON)
		jsonl_kept(p, !r->opts->in_place, &kept, &a);
	buf_clear(source);
	buf_add(source, buf_slice(&p->bytes));	/* loading takes it away */
	d = part_load(p, r->path, &r->opts->load);
	if (!doc_is_empty(d)) {
		send_record(r, d, p, &kept, buf_slice(source));
	} else {
		frame_add(&r->held, WORKER_EMPTY, d->warnings.n ?
		    d->warnings.at[0] : SLICE("empty document"));
	}
	doc_free(d);
	arena_free(&a);
	r->done++;
	push(r, r->job.careful ? 0 : AHEAD);
}

static void
read_parts(struct reading *r, struct parts *parts)
{
	struct part p = { 0 };
	struct buf source = { 0 };
	struct err err = { "" };
	bool trouble;

	if (parts_go(parts, (size_t)r->job.skip + 1, INPUT_NOWHERE))
		while (r->ok && parts_next(parts, &p))
			read_part(r, &p, &source);
	part_free(&p);
	buf_free(&source);
	trouble = parts_trouble(parts, &err);
	if (trouble)
		tell(r, WORKER_TROUBLE, err.text);
	tell(r, WORKER_END, trouble ? "" : "y");
}

static void
do_job(struct reading *r, const struct frame *f)
{
	struct err err = { "" };
	struct parts *parts;
	char *path;

	memcpy(&r->job, f->bytes.s, sizeof(r->job));
	path = mem_alloc(f->bytes.len - sizeof(r->job) + 1, 1);
	memcpy(path, f->bytes.s + sizeof(r->job),
	    f->bytes.len - sizeof(r->job));
	r->path = path;
	r->done = r->job.skip;
	r->ahead = r->job.size > 0 ? (unsigned)(r->job.size >> PACE) : 0;
	push(r, r->job.careful ? 0 : AHEAD);
	parts = f->kind == WORKER_SPOOL ? parts_open_spool(path, &err) :
	    parts_open(path, &err);
	if (parts) {
		read_parts(r, parts);
	} else {
		tell(r, WORKER_TROUBLE, err.text);
		tell(r, WORKER_END, "");
	}
	parts_close(parts);
	push(r, r->job.careful ? 0 : AHEAD);
	free(path);
	alarm(0);
}

/* Until nobody gives jobs any more. */
static void
work(void *ctx, int in, int out)
{
	struct reading r = { .opts = ctx, .out = { .fd = out }, .ok = true };
	struct stream jobs = { .fd = in };
	struct frame f;

	fcntl(out, F_SETFL, O_NONBLOCK);
	while (r.ok) {
		if (stream_next(&jobs, &f)) {
			do_job(&r, &f);
			continue;
		}
		release(&r);
		r.ok = outflow_push(&r.out, 0);
		if (!stream_fill(&jobs))
			break;
	}
}

/* The one who started us knows what was read, and says so. */
static void
out_of_memory(void)
{
	_exit(NO_MEMORY);
}

/* The parent decides when all ends; a terminal's keys are not for us.  What
 * dies leaves no core file about. */
static void
become_child(void)
{
	static const int ignored[] = { SIGINT, SIGQUIT, SIGHUP, SIGTSTP };
	static const int normal[] = {
		SIGTERM, SIGPIPE, SIGALRM, SIGSEGV, SIGABRT, SIGBUS, SIGFPE
	};
	struct rlimit none = { 0, 0 };
	size_t i;

	for (i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		signal(ignored[i], SIG_IGN);
	for (i = 0; i < sizeof(normal) / sizeof(*normal); i++)
		signal(normal[i], SIG_DFL);
	setrlimit(RLIMIT_CORE, &none);
	mem_on_failure(out_of_memory);
}

static void
run_child(const struct worker_options *opts, const int ends[4],
    void (*fn)(void *, int, int), void *ctx)
{
	size_t i;

	become_child();
	close(ends[1]);
	close(ends[2]);
	for (i = 0; i < opts->nstreams; i++)
		close(opts->streams[i]);
	fn(ctx, ends[0], ends[3]);
	_exit(0);
}

bool
worker_fork(struct worker *w, const struct worker_options *opts,
    void (*fn)(void *, int, int), void *ctx, struct err *err)
{
	int ends[4];			/* jobs: 0 <- 1; records: 2 <- 3 */
	pid_t pid;

	if (pipe(ends) < 0)
		return fail(err, "cannot make a pipe: %s",
		    strerror(errno));
	if (pipe(ends + 2) < 0) {
		close(ends[0]);
		close(ends[1]);
		return fail(err, "cannot make a pipe: %s",
		    strerror(errno));
	}
	pid = fork();
	if (pid == 0)
		run_child(opts, ends, fn, ctx);
	close(ends[0]);
	close(ends[3]);
	*w = (struct worker){ .pid = (int)pid, .seconds = opts->seconds,
	    .to = { .fd = ends[1] }, .from = { .fd = ends[2] } };
	if (pid > 0) {
		fcntl(ends[1], F_SETFL, O_NONBLOCK);
		fcntl(ends[2], F_SETFL, O_NONBLOCK);
		return true;
	}
	fail(err, "cannot start a process: %s", strerror(errno));
	*w = (struct worker){ .from = { .fd = -1, .end = true } };
	close(ends[1]);
	close(ends[2]);
	return false;
}

bool
worker_start(struct worker *w, const struct worker_options *opts,
    struct err *err)
{
	struct worker_options copy = *opts;

	return worker_fork(w, opts, work, &copy, err);
}

void
worker_stop(struct worker *w, bool kill_it, struct err *how)
{
	int status = 0;

	*how->text = '\0';
	if (w->pid == 0)
		return;
	close(w->to.fd);
	buf_free(&w->to.out);
	stream_close(&w->from);
	if (kill_it)
		kill((pid_t)w->pid, SIGKILL);
	while (waitpid((pid_t)w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		fail(how, "took more than %u second%s; --timeout gives it more",
		    w->seconds, w->seconds == 1 ? "" : "s");
	else if (WIFSIGNALED(status))
		fail(how, "was ended by a signal (%s)",
		    strsignal(WTERMSIG(status)));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == NO_MEMORY)
		fail(how, "took more memory than there is");
	else if (!kill_it)
		fail(how, "ended too early");
}
