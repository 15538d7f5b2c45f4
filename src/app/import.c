#include "app/import.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/progress.h"
#include "app/report.h"
#include "app/walk.h"
#include "base/file.h"
#include "base/mem.h"
#include "load/archive/input.h"

#define BATCH 2000			/* records of a transaction */
#define BATCH_TIME 1000			/* milliseconds */
#define TURN 32				/* records between looks at the pipes */
#define FOUND 256			/* files between the same */
#define JOBS 64				/* given to a worker at once */
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
	struct jobs jobs;
	size_t bytes;			/* of jobs, as they were sent */
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
	size_t nbatch;
	int64_t begun;			/* the transaction; 0: none */
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
		im->begun = progress_clock();
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
	im->nbatch = 0;
}

static bool
is_due(const struct import *im)
{
	return im->begun && (im->nbatch >= BATCH ||
	    progress_clock() - im->begun >= BATCH_TIME);
}

/* ---- what a reader says ---- */

static void
take_record(struct import *im, struct job *job, struct slice bytes)
{
	enum library_added added;
	struct record rec;
	int64_t story;

	job->done++;
	im->progress.documents++;
	if (!record_read(&rec, bytes, &im->arena)) {
		tell_failed(im, job, "a reader gave no record");
	} else if (begin(im)) {
		if (!library_add(im->lib, &rec, &added, &story, im->err))
			im->failed = true;
		else
			im->batch.added[added]++;
		im->nbatch++;
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

static size_t
job_size(const struct job *job)
{
	return sizeof(struct worker_job) + strlen(job->path) + 64;
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
		take_record(im, job, f->bytes);
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

/* ---- readers that come to their end ---- */

/* Ends of pipes that a new process must not keep open. */
static void
fork_options(struct import *im, struct worker_options *opts, int *streams)
{
	struct reader *r;
	size_t n = 0;

	for (r = im->readers; r < im->readers + im->opts->nworkers; r++)
		if (r->w.pid) {
			streams[n++] = r->w.to;
			streams[n++] = r->w.from.fd;
		}
	if (im->walker.pid) {
		streams[n++] = im->walker.to;
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
	buf_printf(&b, "the reader %s", how);
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
	if (*how.text == '\0')
		fail(&how, "ended too early");
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
	struct buf b = { 0 };
	size_t at = frame_begin(&b, job->kind);

	buf_add(&b, (struct slice){ (const char *)&wj, sizeof(wj) });
	buf_addz(&b, job->path);
	frame_end(&b, at);
	r->bytes += job_size(job);
	jobs_add(&r->jobs, job);
	/* Where it fails the reader is dead, as its output will tell. */
	file_write_fd(r->w.to, buf_slice(&b), NULL);
	buf_free(&b);
}

static bool
has_room(const struct reader *r)
{
	return r->jobs.n == 0 || (r->jobs.n < JOBS &&
	    r->bytes < WORKER_PIPE / 2 && !r->jobs.first->careful);
}

/* One to each in turn, so that none waits for what another has.  True: there
 * may be more to give at once. */
static bool
give_jobs(struct import *im)
{
	size_t looks = FOUND, i, given;
	struct job *job;

	do
		for (i = given = 0; i < im->opts->nworkers; i++) {
			if (!has_room(&im->readers[i]))
				continue;
			job = next_job(im, &looks);
			if (job == NULL)
				return looks == 0;
			give(&im->readers[i], job);
			given++;
		}
	while (given > 0);
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

/* Waits where nothing is at hand, and takes in what came. */
static void
wait_for_more(struct import *im, bool at_hand)
{
	size_t n = im->opts->nworkers + 2, i;
	struct pollfd *p = mem_alloc(n, sizeof(*p));
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
	if (poll(p, (nfds_t)n, at_hand ? 0 : WAIT) > 0)
		for (i = 0; i < n; i++)
			if (p[i].fd >= 0 && p[i].revents)
				stream_fill(stream_of(im, i));
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

static void
run(struct import *im)
{
	bool at_hand = false;
	size_t i;

	while (!*im->opts->stop && !im->failed && !is_over(im)) {
		at_hand |= give_jobs(im);
		wait_for_more(im, at_hand || is_due(im));
		at_hand = false;
		for (i = 0; i < im->opts->nworkers; i++)
			at_hand |= read_reader(im, &im->readers[i]);
		if (is_due(im))
			commit(im);
		progress_show(&im->progress);
	}
	commit(im);
	/* A walker that died leaves files nobody knows of. */
	if (!*im->opts->stop && !im->failed && !im->walked) {
		fail(im->err, "looking for documents broke off");
		im->failed = true;
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
	add_counts(counts, &(struct import_counts){
	    .failed = im.batch.failed, .empty = im.batch.empty });
	stop_all(&im);
	progress_clear(&im.progress);
	return !im.failed;
}
