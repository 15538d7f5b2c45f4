#include "app/import.h"

#include <poll.h>
#include <stdlib.h>

#include "app/progress.h"
#include "app/report.h"
#include "app/walk.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

/* Others who want to write wait for a transaction of ours, so it is short;
 * and what is taken in by many of them makes more work than by few, so what
 * comes from the readers is gathered first. */
#define WRITE_TIME 80			/* milliseconds of a transaction */
#define GATHER_TIME 100			/* between two */
#define GAP_TIME 5			/* the same, whatever waits */
#define TURN 32				/* records between looks at the pipes */
#define FOUND 256			/* files between the same */
#define JOBS 1000			/* given to a worker at once */
#define AHEAD ((int64_t)8 << 20)	/* bytes of their files */
#define SMALL 50000			/* stories: their index is one */
#define UNKNOWN ((int64_t)64 << 10)	/* taken for the size of a file */
#define HELD ((size_t)8 << 20)		/* bytes of a worker, unwritten */
#define WAIT 200			/* milliseconds */

struct job {
	struct job *next;
	struct walk_found found;
	enum worker_kind kind;
	char *path;			/* absolute */
	uint64_t done, saved;		/* documents written; told the store */
	bool careful;
	bool begun, several;		/* of WORKER_BEGIN */
};

struct jobs {
	struct job *first, **last;
	size_t n;
};

struct reader {
	struct worker w;
	struct record_block block;	/* that its records lie in */
	struct jobs jobs;
	int64_t bytes;			/* of the files of its jobs */
};

struct import {
	struct library *lib;
	const struct import_options *opts;
	struct import_counts *counts, batch;	/* batch: not committed */
	struct walk walk;		/* absolute paths of the roots */
	struct worker walker, counter;
	bool walked;			/* the walker came to its end */
	struct reader *readers;
	struct jobs again;		/* of a reader that died */
	struct progress progress;
	struct arena arena;		/* of the record in hand */
	int64_t begun, ended;		/* the transaction; 0: none */
	struct err *err;
	bool failed;			/* err is set: the store is at fault */
};

/* ---- lists of jobs ---- */

static void
jobs_add(struct jobs *jobs, struct job *job)
{
	job->next = NULL;
	if (jobs->n++ == 0)
		jobs->first = job;
	else
		*jobs->last = job;
	jobs->last = &job->next;
}

static struct job *
jobs_take(struct jobs *jobs)
{
	struct job *job = jobs->first;

	if (job) {
		jobs->first = job->next;
		jobs->n--;
	}
	return job;
}

static void
job_free(struct job *job)
{
	if (job)
		free(job->path);
	free(job);
}

static void
jobs_free(struct jobs *jobs)
{
	while (jobs->n > 0)
		job_free(jobs_take(jobs));
}

/* ---- telling the user ---- */

/* The path as the user would write it. */
static void
tell(struct import *im, const struct job *job, const char *what)
{
	const char *root = im->walk.roots[job->found.root];
	struct slice given = slice_z(im->opts->paths[job->found.root]);
	size_t n = strlen(root);
	struct buf b = { 0 };

	if (strncmp(job->path, root, n) == 0 && job->path[n]) {
		while (given.len > 1 && slice_ends(given, SLICE("/")))
			given.len--;
		buf_add(&b, given);
		if (job->path[n] != '/' && !slice_ends(given, SLICE("/")))
			buf_addc(&b, '/');
		buf_addz(&b, job->path + n);
	} else
		buf_add(&b, given);
	progress_clear(&im->progress);
	report(buf_z(&b), "%s", what);
	buf_free(&b);
}

static void
tell_failed(struct import *im, const struct job *job, const char *what)
{
	tell(im, job, what);
	im->batch.failed++;
	im->progress.failed++;
}

/* ---- writing ---- */

static bool
begin(struct import *im)
{
	if (im->begun || im->failed)
		return !im->failed;
	if (!library_begin(im->lib, im->err))
		im->failed = true;
	else
		im->begun = clock_ms();
	return !im->failed;
}

static void
save_file(struct import *im, struct job *job, bool whole)
{
	struct library_file f = { slice_z(job->path), job->found.size,
	    job->found.mtime, job->done, whole };

	if (im->failed || job->found.size < 0)
		return;
	if (!library_file_set(im->lib, &f, im->err))
		im->failed = true;
	job->saved = job->done;
}

static void
add_counts(struct import_counts *to, struct import_counts *from)
{
	size_t i;

	for (i = 0; i <= ADDED_COPY; i++)
		to->added[i] += from->added[i];
	to->failed += from->failed;
	to->empty += from->empty;
	*from = (struct import_counts){ .failed = 0 };
}

/* All that was written is acknowledged, with how far each file is. */
static void
commit(struct import *im)
{
	struct reader *r;

	if (im->begun == 0)
		return;
	for (r = im->readers; r < im->readers + im->opts->nworkers; r++)
		if (r->jobs.n > 0 && r->jobs.first->done !=
		    r->jobs.first->saved)
			save_file(im, r->jobs.first, false);
	if (!im->failed && !library_commit(im->lib, im->err))
		im->failed = true;
	if (!im->failed)
		add_counts(im->counts, &im->batch);
	im->begun = 0;
	im->ended = clock_ms();
}

/* ---- what a reader says ---- */

static void
take_record(struct import *im, struct reader *r, struct slice bytes)
{
	struct job *job = r->jobs.first;
	enum library_added added;
	struct record rec;
	int64_t story;

	job->done++;
	im->progress.documents++;
	if (!record_read(&rec, bytes, &im->arena)) {
		tell_failed(im, job, "a reader gave no record");
	} else if (begin(im)) {
		rec.block = rec.packed ? &r->block : NULL;
		if (!library_add(im->lib, &rec, &added, &story, im->err))
			im->failed = true;
		else
			im->batch.added[added]++;
	}
	arena_free(&im->arena);
}

static void
take_text(struct import *im, struct job *job, const struct frame *f)
{
	struct buf b = { 0 };

	buf_add(&b, f->bytes);
	if (f->kind == WORKER_EMPTY) {
		job->done++;
		im->batch.empty++;
		tell(im, job, buf_z(&b));
	} else
		tell_failed(im, job, buf_z(&b));
	buf_free(&b);
}

static int64_t
job_size(const struct job *job)
{
	return job->found.size < 0 ? UNKNOWN : job->found.size;
}

static void
end_job(struct import *im, struct reader *r, bool whole)
{
	struct job *job = jobs_take(&r->jobs);

	r->bytes -= job_size(job);
	if ((whole || job->done != job->saved) && begin(im))
		save_file(im, job, whole);
	if (job->found.size > 0)
		im->progress.bytes += job->found.size;
	job_free(job);
}

static void
take_frame(struct import *im, struct reader *r, const struct frame *f)
{
	struct job *job = r->jobs.first;

	if (job == NULL)
		return;
	switch (f->kind) {
	case WORKER_RECORD:
		take_record(im, r, f->bytes);
		break;
	case WORKER_BEGIN:
		job->begun = true;
		job->several = f->bytes.len > 0;
		return;
	case WORKER_END:
		end_job(im, r, f->bytes.len > 0);
		return;
	default:
		take_text(im, job, f);
	}
	job->begun = false;
}

/* A bundle with all that is in it: so they are in the library in the order
 * in which their stories came. */
static void
take_bundle(struct import *im, struct reader *r, struct slice bytes)
{
	struct worker_bundle head;
	struct stream in = { .fd = -1 };
	struct frame f;

	memcpy(&head, bytes.s, sizeof(head));
	bytes = slice_from(bytes, sizeof(head));
	r->block = (struct record_block){ slice_sub(bytes, 0,
	    (size_t)head.packed), (size_t)head.size, 0 };
	bytes = slice_from(bytes, (size_t)head.packed);
	in.in = (struct buf){ (char *)bytes.s, bytes.len, bytes.len };
	while (!im->failed && stream_next(&in, &f))
		take_frame(im, r, &f);
}

/* ---- readers that come to their end ---- */

/* Ends of pipes that a new process must not keep open. */
static void
fork_options(struct import *im, struct worker_options *opts, int *streams)
{
	struct reader *r;
	size_t n = 0;

	for (r = im->readers; r < im->readers + im->opts->nworkers; r++)
		if (r->w.pid) {
			streams[n++] = r->w.to.fd;
			streams[n++] = r->w.from.fd;
		}
	if (im->walker.pid) {
		streams[n++] = im->walker.to.fd;
		streams[n++] = im->walker.from.fd;
	}
	*opts = im->opts->worker;
	opts->streams = streams;
	opts->nstreams = n;
}

static void
start_reader(struct import *im, struct reader *r)
{
	int *streams = mem_alloc(2 * im->opts->nworkers + 4,
	    sizeof(*streams));
	struct worker_options opts;

	fork_options(im, &opts, streams);
	if (!worker_start(&r->w, &opts, im->err))
		im->failed = true;
	r->bytes = 0;
	free(streams);
}

/* The document that a careful reader died of is told and passed over; a
 * file that is this document, or could not even be opened, is left. */
static bool
blame(struct import *im, struct job *job, const char *how)
{
	struct buf b = { 0 };

	if (job->begun && job->several)
		buf_printf(&b, "document %llu: ",
		    (unsigned long long)job->done + 1);
	buf_printf(&b, "left out: reading it %s", how);
	tell_failed(im, job, buf_z(&b));
	buf_free(&b);
	job->done++;
	return job->begun && job->several;
}

/* Whatever it had in hand is read again, carefully. */
static void
reader_died(struct import *im, struct reader *r)
{
	struct job *job = r->jobs.first;
	struct err how;

	worker_stop(&r->w, false, &how);
	if (job && job->careful && !blame(im, job, how.text))
		job_free(jobs_take(&r->jobs));
	while ((job = jobs_take(&r->jobs)) != NULL) {
		job->careful = true;
		job->begun = false;
		jobs_add(&im->again, job);
	}
	if (!*im->opts->stop)
		start_reader(im, r);
}

static bool
read_reader(struct import *im, struct reader *r)
{
	struct frame f;
	size_t n = 0;

	while (n++ < TURN && !im->failed && stream_next(&r->w.from, &f))
		if (f.kind == WORKER_BUNDLE) {
			take_bundle(im, r, f.bytes);
			n = TURN;
		} else
			take_frame(im, r, &f);
	if (!im->failed && r->w.from.end && !stream_ready(&r->w.from))
		reader_died(im, r);
	return stream_ready(&r->w.from);
}

/* ---- giving out jobs ---- */

/* False: the library has all of it. */
static bool
is_wanted(struct import *im, struct job *job)
{
	struct library_file f = { slice_z(job->path), job->found.size,
	    job->found.mtime, 0, false };

	if (job->found.size < 0 || !library_file_get(im->lib, &f))
		return true;
	job->done = job->saved = f.done;
	im->progress.documents += f.done;
	im->counts->added[ADDED_SAME] += f.done;
	if (f.whole)
		im->progress.bytes += job->found.size;
	return !f.whole;
}

static struct job *
job_of(const struct frame *f)
{
	struct job *job = mem_alloc(1, sizeof(*job));
	size_t n = f->bytes.len - sizeof(job->found);

	memcpy(&job->found, f->bytes.s, sizeof(job->found));
	job->path = mem_alloc(n + 1, 1);
	memcpy(job->path, f->bytes.s + sizeof(job->found), n);
	job->kind = f->kind == WALK_SPOOL ? WORKER_SPOOL : WORKER_FILE;
	return job;
}

static void
tell_walk(struct import *im, const struct frame *f)
{
	struct job *job = job_of(f);
	struct buf b = { 0 };

	buf_addz(&b, job->path);
	free(job->path);
	job->path = mem_strdup(im->walk.roots[job->found.root]);
	tell_failed(im, job, buf_z(&b));
	buf_free(&b);
	job_free(job);
}

/* The next file to read; NULL: none is known now. */
static struct job *
next_job(struct import *im, size_t *looks)
{
	struct job *job;
	struct frame f;

	if (im->again.n > 0)
		return jobs_take(&im->again);
	while (*looks > 0 && stream_next(&im->walker.from, &f)) {
		--*looks;
		if (f.kind == WALK_TROUBLE)
			tell_walk(im, &f);
		im->walked |= f.kind == WALK_END;
		if (f.kind == WALK_TROUBLE || f.kind == WALK_END)
			continue;
		job = job_of(&f);
		if (is_wanted(im, job))
			return job;
		job_free(job);
	}
	return NULL;
}

static void
give(struct reader *r, struct job *job)
{
	struct worker_job wj = { job->done, job->found.size, job->careful };
	struct buf *b = &r->w.to.out;
	size_t at = frame_begin(b, job->kind);

	buf_add(b, (struct slice){ (const char *)&wj, sizeof(wj) });
	buf_addz(b, job->path);
	frame_end(b, at);
	r->bytes += job_size(job);
	jobs_add(&r->jobs, job);
	/* Where it fails the reader is dead, as its output will tell. */
	outflow_push(&r->w.to, SIZE_MAX);
}

static bool
has_room(const struct reader *r)
{
	return r->jobs.n == 0 || (r->jobs.n < JOBS && r->bytes < AHEAD &&
	    !r->jobs.first->careful);
}

/* The one that has the least to do; NULL: all have enough. */
static struct reader *
idlest(struct import *im)
{
	struct reader *r, *best = NULL;

	for (r = im->readers; r < im->readers + im->opts->nworkers; r++)
		if (has_room(r) && (best == NULL || r->bytes < best->bytes))
			best = r;
	return best;
}

/* True: there may be more to give at once. */
static bool
give_jobs(struct import *im)
{
	size_t looks = FOUND;
	struct reader *r;
	struct job *job;

	while ((r = idlest(im)) != NULL) {
		job = next_job(im, &looks);
		if (job == NULL)
			return looks == 0;
		give(r, job);
	}
	return false;
}

/* ---- the turn of events ---- */

static struct stream *
stream_of(struct import *im, size_t i)
{
	if (i < im->opts->nworkers)
		return &im->readers[i].w.from;
	return i == im->opts->nworkers ? &im->walker.from :
	    &im->counter.from;
}

/* Sets what is to be waited for: all streams, then all jobs on their way. */
static size_t
set_polls(struct import *im, struct pollfd *p)
{
	size_t n = im->opts->nworkers + 2, i;
	struct stream *st;

	for (i = 0; i < n; i++) {
		st = stream_of(im, i);
		p[i].fd = st->end || (stream_held(st) > HELD &&
		    stream_ready(st)) ? -1 : st->fd;
		/* Paths wait in their pipe until somebody reads them. */
		if (i == n - 2 && stream_held(st) > WORKER_PIPE)
			p[i].fd = -1;
		p[i].events = POLLIN;
	}
	for (i = 0; i < im->opts->nworkers; i++) {
		struct outflow *to = &im->readers[i].w.to;

		p[n + i].fd = outflow_held(to) ? to->fd : -1;
		p[n + i].events = POLLOUT;
	}
	return n;
}

/* Waits so long where nothing comes, and takes in what came. */
static void
wait_for_more(struct import *im, int ms)
{
	struct pollfd *p = mem_alloc(2 * im->opts->nworkers + 2, sizeof(*p));
	size_t n = set_polls(im, p), i;
	struct stream *st;

	if (poll(p, (nfds_t)(n + im->opts->nworkers), ms) > 0)
		for (i = 0; i < n + im->opts->nworkers; i++) {
			if (p[i].fd < 0 || p[i].revents == 0)
				continue;
			if (i < n)
				stream_fill(stream_of(im, i));
			else
				outflow_push(&im->readers[i - n].w.to,
				    SIZE_MAX);
		}
	free(p);
	st = &im->counter.from;
	if (st->end && im->counter.pid && stream_held(st) ==
	    sizeof(im->progress.total))
		memcpy(&im->progress.total, st->in.s + st->from,
		    sizeof(im->progress.total));
}

static bool
is_over(const struct import *im)
{
	size_t i;

	for (i = 0; i < im->opts->nworkers; i++)
		if (im->readers[i].jobs.n > 0)
			return false;
	return im->again.n == 0 && im->walker.from.end &&
	    !stream_ready(&im->walker.from);
}

/* Whether some reader can do nothing until it is listened to. */
static bool
is_pressing(const struct import *im)
{
	const struct reader *r;

	for (r = im->readers; r < im->readers + im->opts->nworkers; r++)
		if (stream_held(&r->w.from) > HELD || r->w.from.end ||
		    (r->jobs.n > 0 && r->jobs.first->careful))
			return true;
	return im->walker.from.end && !stream_ready(&im->walker.from);
}

/* How long it is until what the readers say may be written. */
static int
time_to_write(const struct import *im)
{
	int64_t gone = clock_ms() - im->ended;
	int64_t want = is_pressing(im) ? GAP_TIME : GATHER_TIME;

	return im->begun || gone >= want ? 0 : (int)(want - gone);
}

/* Writes what has come, but not for long; false: that was all. */
static bool
write_some(struct import *im)
{
	int64_t start = clock_ms();
	bool more = true;
	size_t i;

	while (more && !im->failed && clock_ms() - start < WRITE_TIME)
		for (i = 0, more = false; i < im->opts->nworkers; i++)
			more |= read_reader(im, &im->readers[i]);
	commit(im);
	return more;
}

static bool
anything_came(const struct import *im)
{
	size_t i;

	for (i = 0; i < im->opts->nworkers; i++)
		if (stream_ready(&im->readers[i].w.from) ||
		    im->readers[i].w.from.end)
			return true;
	return false;
}

static void
run(struct import *im)
{
	bool more = false;
	struct err how;
	int ms;

	while (!*im->opts->stop && !im->failed && !is_over(im)) {
		more = give_jobs(im);
		ms = time_to_write(im);
		if (ms == 0 && !anything_came(im))
			ms = WAIT;
		wait_for_more(im, more ? 0 : ms);
		if (time_to_write(im) == 0)
			write_some(im);
		progress_show(&im->progress);
	}
	commit(im);
	/* A walker that died leaves files nobody knows of. */
	if (!*im->opts->stop && !im->failed && !im->walked) {
		worker_stop(&im->walker, false, &how);
		fail(im->err, "looking for documents %s", how.text);
		im->failed = true;
	}
}

/* The index is in many parts, which hold the same words: made one where that
 * is no more work than the import was. */
static void
tidy(struct import *im)
{
	const uint64_t *a = im->counts->added;
	uint64_t added = a[ADDED_NEW] + a[ADDED_VERSION] + a[ADDED_COPY];
	struct library_count all;
	bool more = added > 0, whole;

	if (!more || im->failed || !library_totals(im->lib, &all, NULL))
		return;
	whole = all.all < SMALL || added > (uint64_t)all.all / 2;
	while (more && !im->failed && !*im->opts->stop) {
		if (!library_tidy(im->lib, whole, WRITE_TIME, &more,
		    im->err))
			im->failed = true;
		poll(NULL, 0, GAP_TIME);
		progress_show(&im->progress);
	}
}

/* ---- beginning and end ---- */

static void
start_all(struct import *im)
{
	size_t i;
	struct buf b = { 0 };
	struct worker_options opts = im->opts->worker;

	im->walk.roots = mem_alloc(im->opts->npaths + 1,
	    sizeof(*im->walk.roots));
	for (i = 0; i < im->opts->npaths; i++) {
		buf_clear(&b);
		file_absolute(&b, im->opts->paths[i]);
		im->walk.roots[im->walk.nroots++] = mem_strdup(buf_z(&b));
	}
	buf_free(&b);
	im->readers = mem_alloc(im->opts->nworkers, sizeof(*im->readers));
	im->counter.from = (struct stream){ .fd = -1, .end = true };
	if (!walk_start(&im->walker, &im->walk, &opts, im->err))
		im->failed = true;
	if (im->progress.on)
		walk_count(&im->counter, &im->walk, &opts, NULL);
	for (i = 0; i < im->opts->nworkers && !im->failed; i++)
		start_reader(im, &im->readers[i]);
}

static void
stop_all(struct import *im)
{
	struct err how;
	size_t i;

	worker_stop(&im->walker, true, &how);
	worker_stop(&im->counter, true, &how);
	for (i = 0; i < im->opts->nworkers; i++) {
		worker_stop(&im->readers[i].w, true, &how);
		jobs_free(&im->readers[i].jobs);
	}
	jobs_free(&im->again);
	for (i = 0; i < im->walk.nroots; i++)
		free(im->walk.roots[i]);
	free(im->walk.roots);
	free(im->readers);
}

bool
import_run(struct library *lib, const struct import_options *opts,
    struct import_counts *counts, struct err *err)
{
	struct import im = { .lib = lib, .opts = opts, .counts = counts,
	    .err = err };

	*counts = (struct import_counts){ .failed = 0 };
	progress_start(&im.progress);
	start_all(&im);
	if (!im.failed)
		run(&im);
	tidy(&im);
	add_counts(counts, &(struct import_counts){
	    .failed = im.batch.failed, .empty = im.batch.empty });
	stop_all(&im);
	progress_clear(&im.progress);
	return !im.failed;
}
