#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/fold.h"

#define MAX_KEPT 65536			/* names remembered by a writer */

struct entry {
	struct slice key;		/* its kind, then text_key() */
	int64_t id;
	int64_t all, unread;		/* not written yet */
	uint32_t next, next_id;		/* of its slots, from 1; 0: none */
};

/* Names that a writer met, by key and by number: tables of chains. */
struct names {
	struct entry *at;
	size_t n, cap;
	uint32_t slots[MAX_KEPT], ids[MAX_KEPT];
	struct arena arena;
	struct buf key;
};

void
lib_names_forget(struct library *lib)
{
	if (lib->names == NULL)
		return;
	free(lib->names->at);
	arena_free(&lib->names->arena);
	buf_free(&lib->names->key);
	free(lib->names);
	lib->names = NULL;
}

static uint32_t *
slot_of(struct names *names, struct slice key)
{
	return &names->slots[slice_hash(key) % MAX_KEPT];
}

static struct entry *
find(struct names *names, struct slice key)
{
	size_t i = *slot_of(names, key);

	for (; i != 0; i = names->at[i - 1].next)
		if (slice_eq(names->at[i - 1].key, key))
			return &names->at[i - 1];
	return NULL;
}

/* The name's number in its table, where it is made if need be; 0: failed. */
static int64_t
number(struct library *lib, enum name_kind kind, struct slice key,
    struct slice text)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_NAME_GET);
	int64_t id = 0;

	if (st == NULL)
		return 0;
	sqlite3_bind_int(st, 1, (int)kind);
	lib_bind(st, 2, key);
	if (lib_row(lib, st))
		id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	if (id || (st = lib_sql(lib, SQL_NAME_ADD)) == NULL)
		return id;
	sqlite3_bind_int(st, 1, (int)kind);
	lib_bind(st, 2, key);
	lib_bind(st, 3, text);
	return lib_run(lib, st) ? sqlite3_last_insert_rowid(lib->db) : 0;
}

int64_t
lib_name(struct library *lib, enum name_kind kind, struct slice text)
{
	struct names *names = lib->names;
	struct entry *e;
	struct slice key;
	int64_t id;

	if (names != NULL && names->n >= MAX_KEPT) {
		if (!lib_names_flush(lib))
			return 0;
		lib_names_forget(lib);
		names = NULL;
	}
	if (names == NULL)
		names = lib->names = mem_alloc(1, sizeof(*names));
	buf_clear(&names->key);
	buf_addc(&names->key, (char)('a' + kind));
	text_key(&names->key, text);
	key = buf_slice(&names->key);
	if (key.len < 2)
		return 0;
	if ((e = find(names, key)) != NULL)
		return e->id;
	id = number(lib, kind, slice_from(key, 1), text);
	if (id == 0)
		return 0;
	names->at = mem_grow(names->at, &names->cap, names->n + 1,
	    sizeof(*names->at));
	names->at[names->n++] = (struct entry){
		arena_dup(&names->arena, key), id, 0, 0,
		*slot_of(names, key), names->ids[id % MAX_KEPT]
	};
	*slot_of(names, key) = (uint32_t)names->n;
	names->ids[id % MAX_KEPT] = (uint32_t)names->n;
	return id;
}

static bool
write_count(struct library *lib, int64_t id, int64_t all, int64_t unread)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_NAME_COUNT);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int64(st, 2, all);
	sqlite3_bind_int64(st, 3, unread);
	return lib_run(lib, st);
}

void
lib_name_count(struct library *lib, int64_t name, int all, int unread)
{
	struct names *names = lib->names;
	size_t i = names ? names->ids[name % MAX_KEPT] : 0;

	for (; i-- > 0; i = names->at[i].next_id)
		if (names->at[i].id == name) {
			names->at[i].all += all;
			names->at[i].unread += unread;
			return;
		}
	if (!write_count(lib, name, all, unread))
		lib->broken = true;
}

bool
lib_names_flush(struct library *lib)
{
	struct entry *e;
	size_t i;

	for (i = 0; lib->names != NULL && i < lib->names->n; i++) {
		e = &lib->names->at[i];
		if ((e->all || e->unread) &&
		    !write_count(lib, e->id, e->all, e->unread))
			return false;
		e->all = e->unread = 0;
	}
	return true;
}

struct slice
lib_name_text(struct library *lib, int64_t name, struct arena *a)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_NAME_TEXT);
	struct slice x = { 0 };

	if (st == NULL)
		return x;
	sqlite3_bind_int64(st, 1, name);
	if (lib_row(lib, st))
		x = lib_text(st, 0, a);
	sqlite3_reset(st);
	return x;
}

/* ---- the names of a story ---- */

/* Seven bits a byte, the highest bit where more follow. */
void
lib_names_put(struct buf *b, enum name_kind kind, int64_t name)
{
	uint64_t n = (uint64_t)name * NAME_KINDS + kind;

	for (; n >= 0x80; n >>= 7)
		buf_addc(b, (char)(n | 0x80));
	buf_addc(b, (char)n);
}

int64_t
lib_names_next(struct slice *x, enum name_kind *kind)
{
	uint64_t n = 0;
	size_t i = 0;

	do {
		if (i == x->len || i > 8)
			return 0;
		n |= (uint64_t)(x->s[i] & 0x7F) << (7 * i);
	} while (x->s[i++] & 0x80);
	*x = slice_from(*x, i);
	*kind = (enum name_kind)(n % NAME_KINDS);
	return (int64_t)(n / NAME_KINDS);
}

/* ---- terms ---- */

/* The whole name and, for names of several words, each of them. */
void
lib_term_name(struct buf *b, enum name_kind kind, struct slice text)
{
	struct buf key = { 0 };
	struct slice rest, word;
	size_t i;

	text_key(&key, text);
	for (i = 0; i < key.len; i++)
		if (key.s[i] == LIB_MARK || key.s[i] == LIB_NEXT)
			key.s[i] = ' ';
	rest = buf_slice(&key);
	buf_addc(b, LIB_MARK);
	buf_addc(b, (char)('A' + kind));
	buf_add(b, rest);
	while (slice_chr(buf_slice(&key), ' ') != SLICE_NONE &&
	    slice_cut(&rest, ' ', &word)) {
		buf_addc(b, LIB_MARK);
		buf_addc(b, (char)('A' + kind));
		buf_add(b, word);
	}
	buf_free(&key);
}

void
lib_term_comments(struct buf *b, int log2)
{
	buf_addc(b, LIB_MARK);
	buf_addc(b, 'c');
	buf_addc(b, (char)('A' + log2));
}

void
lib_term_hash(struct buf *b, char letter, uint64_t hash)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	int i;

	hash ^= hash >> 32;
	buf_addc(b, LIB_MARK);
	buf_addc(b, letter);
	for (i = 0; i < 6; i++, hash >>= 6)
		buf_addc(b, digits[hash & 63]);
}

void
lib_match(struct buf *b, struct slice term)
{
	size_t i;

	buf_addc(b, '"');
	for (i = 0; i < term.len; i++) {
		if (term.s[i] == '"')
			buf_addc(b, '"');
		buf_addc(b, term.s[i] ? term.s[i] : ' ');
	}
	buf_addc(b, '"');
}
