/*
 * In which order a page stands: oldest first, newest first, or that of its
 * tree.
 */
#include "load/thread_parts.h"

#include <stdlib.h>

#include "base/mem.h"

void
path_push(struct thread *t, int32_t i)
{
	struct thread_path *p = &t->path;
	int32_t name = t->author[i];

	p->at[p->n] = i;
	if (name != NAME_NONE) {
		p->below[p->n] = p->top[name];
		if (p->top[name] < 0)
			p->bottom[name] = p->n;
		p->top[name] = p->n;
	}
	p->n++;
}

void
path_pop(struct thread *t)
{
	struct thread_path *p = &t->path;
	int32_t name = t->author[p->at[--p->n]];

	if (name != NAME_NONE)
		p->top[name] = p->below[p->n];
}

#define AHEAD 16		/* comments below one that are looked at */

/* Did one of the comments from..to - 1 come from that name? */
static bool
wrote_any(const struct thread *t, int32_t from, int32_t to, int32_t name)
{
	while (from < to)
		if (t->author[from++] == name)
			return true;
	return false;
}

int32_t
path_floor(const struct thread *t, int32_t i)
{
	int32_t k, x, least = 0;

	for (k = i + 1; k < t->n && k <= i + AHEAD; k++) {
		x = t->target[k];
		if (x == NAME_NONE)
			break;
		if (t->path.top[x] >= 0 && t->path.bottom[x] > least &&
		    !wrote_any(t, i, k, x))
			least = t->path.bottom[x];
	}
	return least;
}

static void
path_cut(struct thread *t, int32_t n)
{
	while (t->path.n > n)
		path_pop(t);
}

/* Newest first: those who are answered come after the answers.  Not where
 * the page itself gives parents: they stand before. */
bool
thread_is_backwards(const struct thread *t)
{
	int32_t *first = mem_alloc((size_t)t->names.n, sizeof(*first));
	int32_t *last = mem_alloc((size_t)t->names.n, sizeof(*last));
	int32_t i, earlier = 0, later = 0, x;
	bool given = false;

	for (i = t->n; i > 0; i--)
		if (t->author[i - 1] != NAME_NONE)
			first[t->author[i - 1]] = i;
	for (i = 0; i < t->n; i++)
		if (t->author[i] != NAME_NONE)
			last[t->author[i]] = i + 1;
	for (i = 0; i < t->n; i++) {
		x = t->target[i];
		given |= t->d->comments[i].parent >= 0;
		if (x == NAME_NONE || first[x] == 0)
			continue;
		earlier += last[x] - 1 < i;
		later += first[x] - 1 > i;
	}
	free(first);
	free(last);
	return !given && later > 2 && later > 4 * earlier;
}

/*
 * A page in the order of its tree: whoever is answered stands on the way
 * from the comment before up to its top.  One that is not there speaks
 * against it, one in 50 is forgiven; nobody's comments do not speak.
 */
bool
thread_is_tree(struct thread *t)
{
	bool *seen = mem_alloc((size_t)t->names.n, sizeof(*seen));
	int32_t i, x, hits = 0, misses = 0;

	for (i = 0; i < t->n; i++) {
		x = t->target[i];
		if (x == NAME_NONE) {
			path_cut(t, 0);
		} else if (t->path.top[x] >= 0) {
			path_cut(t, t->path.top[x] + 1);
			hits++;
		} else if (seen[x]) {
			path_cut(t, 0);
			misses++;
		}
		path_push(t, i);
		if (t->author[i] != NAME_NONE)
			seen[t->author[i]] = true;
	}
	path_cut(t, 0);
	free(seen);
	return hits > 3 && misses * 50 <= hits;
}
