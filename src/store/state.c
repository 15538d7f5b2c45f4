#include "store/state.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/entries.h"

#define HEAD "lede-state "
#define VERSION_LINE HEAD "1"
#define MAX_NAMESAKES 8		/* stories whose keys have one hash */
#define MAX_OTHERS 256		/* lines of another reader's, of one name */

struct state {
	char *dir;			/* NULL: nowhere */
	char *path;			/* NULL: no room for one */
	struct buf key;			/* as in its file */
	struct entries entries;
	struct entries before;		/* of_text: when it was last kept */
	bool of_text;
	bool changed;
	bool has_file;
	bool homeless;			/* a place was wanted, there is none */
	struct err blocked;		/* why its file must not be replaced */
};

/* What is to be done with a file. */
enum found { ABSENT, OURS, OTHERS, ODD, UNREADABLE };

static char *
path_join(const char *dir, const char *name)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s/%s", dir, name);
	buf_z(&b);
	return b.s;
}

/* The folder of the files by the XDG base directory specification, which
 * says that relative ones do not count; NULL: there is none. */
static char *
default_dir(void)
{
	const char *dir = getenv("XDG_STATE_HOME");

	if (dir != NULL && *dir == '/')
		return path_join(dir, "lede");
	dir = getenv("HOME");
	if (dir != NULL && *dir == '/')
		return path_join(dir, ".local/state/lede");
	return NULL;
}

static void
add_key(struct buf *b, struct slice key)
{
	size_t i;

	for (i = 0; i < key.len; i++) {
		unsigned char c = (unsigned char)key.s[i];

		if (c < 0x20 || c == 0x7F || c == '\\')
			buf_printf(b, "\\x%02X", c);
		else
			buf_addc(b, (char)c);
	}
}

/* The lines of a file behind its first two. */
static void
read_entries(struct entries *e, struct slice rest)
{
	struct slice line, name;

	while (slice_cut(&rest, '\n', &line)) {
		if (rest.s == NULL)
			return;		/* cut off in the middle */
		if (slice_cut(&line, ' ', &name) && entries_name_ok(name) &&
		    !slice_eq(name, SLICE("story")))
			entries_add(e, name, line);
	}
}

static enum found
read_text(struct state *st, struct slice text, struct err *err)
{
	struct slice line;

	if (!slice_cut(&text, '\n', &line) ||
	    !slice_starts(line, SLICE(HEAD)) || text.s == NULL) {
		fail(err, "%s: not a state file of lede; the next one "
		    "replaces it", st->path);
		return ODD;
	}
	if (!slice_eq(line, SLICE(VERSION_LINE))) {
		fail(err, "%s: written by a later lede; it stays as it is",
		    st->path);
		return UNREADABLE;
	}
	if (!slice_cut(&text, '\n', &line) || text.s == NULL ||
	    !slice_starts(line, SLICE("story "))) {
		fail(err, "%s: does not say whose state it is; the next one "
		    "replaces it", st->path);
		return ODD;
	}
	if (!st->of_text &&
	    !slice_eq(slice_from(line, 6), buf_slice(&st->key)))
		return OTHERS;
	read_entries(&st->entries, text);
	return OURS;
}

/* Opened so that a FIFO in place of the file is not waited for. */
static enum found
read_path(struct state *st, struct err *err)
{
	int fd = open(st->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct buf text = { 0 };
	struct stat sb;
	struct err why;
	enum found found = UNREADABLE;
	bool cut = false;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return ABSENT;
	if (fd < 0)
		fail(err, "%s: %s", st->path, strerror(errno));
	else if (fstat(fd, &sb) != 0 || !S_ISREG(sb.st_mode))
		fail(err, "%s: not a file", st->path);
	else if (!file_read_fd(fd, STATE_MAX_BYTES, &text, &cut, &why))
		fail(err, "%s: %s", st->path, why.text);
	else if (cut)
		fail(err, "%s: too large for a state file; the next one "
		    "replaces it", st->path);
	else
		found = read_text(st, buf_slice(&text), err);
	if (fd >= 0)
		close(fd);
	buf_free(&text);
	return cut ? ODD : found;
}

/* Finds the file of this story, past those of others with its hash. */
static void
find_file(struct state *st, uint64_t hash, struct err *err)
{
	enum found found = OTHERS;
	char name[32];
	int i;

	for (i = 0; i < MAX_NAMESAKES && found == OTHERS; i++) {
		snprintf(name, sizeof(name), i ? "%016" PRIx64 "-%d" :
		    "%016" PRIx64, hash, i);
		free(st->path);
		st->path = path_join(st->dir, name);
		found = read_path(st, err);
	}
	st->has_file = found != ABSENT;
	if (found == OTHERS)
		fail(err, "%s: other stories have all names like this one",
		    st->path);
	if (found == OTHERS || found == UNREADABLE)
		st->blocked = *err;
}

struct state *
state_open(const char *dir, struct slice key, struct err *err)
{
	struct state *st = mem_alloc(1, sizeof(*st));
	struct err ignored;

	if (err == NULL)
		err = &ignored;
	*err = (struct err){ "" };
	add_key(&st->key, key);
	if (dir == NULL)
		st->dir = default_dir();
	else if (*dir)
		st->dir = mem_strdup(dir);
	st->homeless = dir == NULL && st->dir == NULL;
	if (st->dir != NULL)
		find_file(st, slice_hash(key), err);
	return st;
}

void
state_free(struct state *st)
{
	if (st == NULL)
		return;
	free(st->dir);
	free(st->path);
	buf_free(&st->key);
	entries_free(&st->entries);
	entries_free(&st->before);
	free(st);
}

/* "story" is the file's own. */
static struct slice
entry_name(const char *name)
{
	assert(entries_name_ok(slice_z(name)) && strcmp(name, "story"));
	return slice_z(name);
}

struct slice
state_get(const struct state *st, const char *name)
{
	return entries_get(&st->entries, entry_name(name));
}

void
state_set(struct state *st, const char *name, struct slice value)
{
	st->changed |= entries_set(&st->entries, entry_name(name), value);
}

void
state_remove(struct state *st, const char *name)
{
	st->changed |= entries_remove(&st->entries, entry_name(name));
}

void
state_add(struct state *st, const char *name, struct slice value)
{
	st->changed |= entries_add(&st->entries, entry_name(name), value);
}

bool
state_each(const struct state *st, const char *name, size_t *at,
    struct slice *value)
{
	return entries_each(&st->entries, entry_name(name), at, value);
}

static void
print(const struct state *st, const struct entries *e, struct buf *text)
{
	buf_printf(text, "%s\nstory ", VERSION_LINE);
	buf_add(text, buf_slice(&st->key));
	buf_addc(text, '\n');
	entries_print(e, text);
}

static bool
replace_file(const struct state *st, struct err *err)
{
	struct buf text = { 0 };
	bool ok;

	print(st, &st->entries, &text);
	if (text.len > STATE_MAX_BYTES)
		ok = fail(err, "%s: more than 64 MiB to keep", st->path);
	else
		ok = file_make_dir(st->dir, err) &&
		    file_replace(st->path, buf_slice(&text), err);
	buf_free(&text);
	return ok;
}

static bool
remove_file(const struct state *st, struct err *err)
{
	if (st->has_file && unlink(st->path) != 0 && errno != ENOENT)
		return fail(err, "%s: %s", st->path, strerror(errno));
	return true;
}

/* ---- kept elsewhere ---- */

struct state *
state_of_text(struct slice text, struct slice key, struct err *err)
{
	struct state *st = mem_alloc(1, sizeof(*st));
	struct err why = { "" };

	st->of_text = true;
	st->path = mem_strdup("what the library remembers of this story");
	add_key(&st->key, key);
	if (text.len && read_text(st, text, &why) == UNREADABLE)
		st->blocked = why;
	if (err != NULL)
		*err = why;
	state_kept(st);
	return st;
}

static void
copy(struct entries *to, const struct entries *from)
{
	struct buf text = { 0 };

	entries_print(from, &text);
	read_entries(to, buf_slice(&text));
	buf_free(&text);
}

void
state_take(struct state *st, const struct state *from)
{
	copy(&st->entries, &from->entries);
	st->changed = true;
}

void
state_kept(struct state *st)
{
	entries_free(&st->before);
	copy(&st->before, &st->entries);
	st->changed = false;
}

bool
state_of_library(const struct state *st)
{
	return st->of_text;
}

bool
state_changed(const struct state *st)
{
	struct slice name;
	size_t i;

	for (i = 0; (name = entries_name(&st->entries, i)).len; i++)
		if (!entries_same(&st->entries, &st->before, name))
			return true;
	for (i = 0; (name = entries_name(&st->before, i)).len; i++)
		if (!entries_same(&st->entries, &st->before, name))
			return true;
	return false;
}

static void
add_all(struct entries *to, const struct entries *from, struct slice name)
{
	struct slice value;
	size_t at = 0;

	while (entries_each(from, name, &at, &value))
		entries_add(to, name, value);
}

/* Values of a name that other has and e has not: sets of many are equal or
 * few, so it is lines that are compared. */
static void
add_others(struct entries *to, const struct entries *e,
    const struct entries *other, struct slice name)
{
	struct slice value, has;
	size_t at = 0, k, n;

	for (n = 0; n < MAX_OTHERS && entries_each(other, name, &at, &value);
	    n++) {
		for (k = 0, has.len = 0; entries_each(e, name, &k, &has);)
			if (slice_eq(has, value))
				break;
		if (!slice_eq(has, value))
			entries_add(to, name, value);
	}
}

/* Ours where we changed it, else theirs. */
static void
merge(const struct state *st, const struct entries *theirs,
    struct entries *out)
{
	const struct entries *sides[] = { &st->entries, theirs };
	struct slice name;
	size_t side, i;

	for (side = 0; side < 2; side++)
		for (i = 0; (name = entries_name(sides[side], i)).len; i++) {
			if (entries_get(out, name).len)
				continue;
			if (entries_same(&st->entries, &st->before, name)) {
				add_all(out, theirs, name);
				continue;
			}
			add_all(out, &st->entries, name);
			if (slice_eq(name, SLICE("seen")))
				add_others(out, &st->entries, theirs, name);
		}
}

bool
state_text(const struct state *st, struct slice now, struct buf *out,
    struct err *err)
{
	struct state other = { .of_text = true, .path = st->path };
	struct entries both = { 0 };

	buf_clear(out);
	if (!state_changed(st))
		return true;
	if (*st->blocked.text)
		return fail(err, "%s", st->blocked.text);
	if (now.len && read_text(&other, now, err) == UNREADABLE) {
		entries_free(&other.entries);
		return false;
	}
	if (now.len)
		merge(st, &other.entries, &both);
	else
		copy(&both, &st->entries);
	print(st, &both, out);
	entries_free(&both);
	entries_free(&other.entries);
	return out->len <= STATE_MAX_BYTES ||
	    fail(err, "%s: more than 64 MiB to keep", st->path);
}

bool
state_save(struct state *st, struct err *err)
{
	bool empty = st->entries.live == 0, ok;

	if (st->of_text || !st->changed || (empty && !st->has_file))
		return true;
	if (st->homeless)
		return fail(err, "no home folder to keep it in");
	if (st->dir != NULL) {
		if (*st->blocked.text)
			return fail(err, "%s", st->blocked.text);
		ok = empty ? remove_file(st, err) : replace_file(st, err);
		if (!ok)
			return false;
		st->has_file = !empty;
	}
	st->changed = false;
	return true;
}
