#include "app/shelf.h"

#include <stdlib.h>

#include "app/stored.h"
#include "base/mem.h"

struct shelf {
	struct library *lib;		/* NULL: not opened */
	struct library *reader;		/* for a look; or NULL */
	char *path;			/* NULL: the default */
	bool read_only;
	struct err why;			/* it is */
};

struct shelf *
shelf_new(const char *path)
{
	struct shelf *s = mem_alloc(1, sizeof(*s));

	s->path = path ? mem_strdup(path) : NULL;
	return s;
}

void
shelf_free(struct shelf *s)
{
	if (s == NULL)
		return;
	library_close(s->lib);
	library_close(s->reader);
	free(s->path);
	free(s);
}

/* None is made: that is what "lede import" is for, and who mistypes a name
 * wants to be told. */
struct library *
shelf_library(struct shelf *s, struct err *err)
{
	if (s->lib != NULL)
		return s->lib;
	if (library_exists(s->path))
		s->lib = library_open(s->path, LIBRARY_WRITE, &s->why);
	s->read_only = s->lib == NULL;
	if (s->lib == NULL)
		s->lib = library_open(s->path, LIBRARY_READ, err);
	if (s->lib != NULL)
		library_be_quick(s->lib);
	return s->lib;
}

bool
shelf_is_missing(const struct shelf *s)
{
	return library_is_missing(s->path);
}

struct library *
shelf_look(struct shelf *s, struct err *err)
{
	if (s->lib == NULL && s->reader == NULL) {
		s->reader = library_open(s->path, LIBRARY_READ, err);
		if (s->reader != NULL)
			library_be_quick(s->reader);
	}
	return s->lib ? s->lib : s->reader;
}

struct library *
shelf_opened(const struct shelf *s)
{
	return s == NULL ? NULL : s->lib ? s->lib : s->reader;
}

bool
shelf_writable(const struct shelf *s, struct err *why)
{
	if (!s->read_only)
		return true;
	return fail(why, "%s", s->why.text);
}

bool
shelf_where(struct shelf *s, int64_t story, struct record *r,
    struct arena *a, struct err *err)
{
	struct library *lib = shelf_library(s, err);

	return lib != NULL && library_source(lib, story, r, a, err);
}

bool
shelf_part(struct shelf *s, int64_t story, struct part *p, bool *doubtful,
    struct err *err)
{
	struct arena a = { 0 };
	struct record r;
	bool ok = shelf_where(s, story, &r, &a, err) &&
	    stored_part(s->lib, &r, p, doubtful, err);

	arena_free(&a);
	return ok;
}

bool
shelf_same(struct shelf *s, int64_t story, const struct doc *d,
    struct err *err)
{
	struct arena a = { 0 };
	struct record r;
	bool same = shelf_where(s, story, &r, &a, err) &&
	    stored_same(&r, d, err);

	arena_free(&a);
	return same;
}
