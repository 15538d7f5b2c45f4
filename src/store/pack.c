#include "store/library_impl.h"

#include <stdlib.h>

#include "base/mem.h"

#define KEPT ((size_t)4 << 20)		/* an unpacked block to keep */
#define MAX_UNPACKED ((int64_t)1 << 31)

struct pack {
	struct bundle block;		/* that is being filled */
	struct buf out;
	int64_t id;			/* its number; 0: not known yet */
	struct buf last;		/* the block that was read last */
	int64_t last_id;
};

static struct pack *
pack_of(struct library *lib)
{
	if (lib->pack == NULL)
		lib->pack = mem_alloc(1, sizeof(*lib->pack));
	return lib->pack;
}

void
lib_pack_forget(struct library *lib)
{
	struct pack *p = lib->pack;

	if (p == NULL)
		return;
	bundle_free(&p->block);
	buf_free(&p->out);
	buf_free(&p->last);
	free(p);
	lib->pack = NULL;
}

static bool
write_block(struct library *lib, int64_t id, size_t size, struct slice bytes)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_BLOCK_ADD);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int64(st, 2, (int64_t)size);
	lib_bind_blob(st, 3, bytes);
	return lib_run(lib, st);
}

bool
lib_pack_flush(struct library *lib)
{
	struct pack *p = lib->pack;
	int64_t id;
	size_t size;

	if (p == NULL || p->block.n == 0)
		return true;
	id = p->id;
	size = p->block.raw.len;
	p->id = 0;
	return bundle_pack(&p->block, &p->out) &&
	    write_block(lib, id, size, buf_slice(&p->out));
}

/* The number of the next block: nobody else makes one meanwhile, for this
 * is a transaction that writes. */
static int64_t
next_block(struct library *lib)
{
	sqlite3_stmt *st = lib_sql(lib, SQL_BLOCK_LAST);
	struct pack *p = pack_of(lib);
	int64_t id = 0;

	if (st != NULL && lib_row(lib, st))
		id = sqlite3_column_int64(st, 0) + 1;
	if (st != NULL)
		sqlite3_reset(st);
	return id && id <= p->id ? p->id + 1 : id;
}

/* One that a worker packed is written when its first story comes. */
static bool
use_packed(struct library *lib, const struct record *r, int64_t *block,
    int64_t *at)
{
	struct record_block *in = r->block;

	*at = (int64_t)r->at;
	if (in->id == 0) {
		/* Blocks are in the order of what came. */
		if (!lib_pack_flush(lib) ||
		    (*block = next_block(lib)) == 0 ||
		    !write_block(lib, *block, in->size, in->bytes))
			return false;
		in->id = *block;
	}
	*block = in->id;
	return true;
}

bool
lib_pack(struct library *lib, const struct record *r, int64_t *block,
    int64_t *at)
{
	struct pack *p = pack_of(lib);

	if (r->block != NULL)
		return use_packed(lib, r, block, at);
	if (p->block.n && p->block.raw.len + r->source.len + r->body.len >
	    BUNDLE_FULL && !lib_pack_flush(lib))
		return false;
	if (p->id == 0 && (p->id = next_block(lib)) == 0)
		return false;
	*block = p->id;
	*at = (int64_t)bundle_add(&p->block, r);
	return true;
}

/* ---- reading ---- */

/* Puts the block into p->last. */
static bool
read_block(struct library *lib, struct pack *p, int64_t id)
{
	sqlite3_stmt *st;
	int64_t size;
	bool ok = false;

	if (p->last_id == id)
		return true;
	p->last_id = 0;
	if (p->last.cap > KEPT)
		buf_free(&p->last);
	st = lib_sql(lib, SQL_BLOCK_GET);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	if (lib_row(lib, st)) {
		size = sqlite3_column_int64(st, 0);
		ok = size > 0 && size < MAX_UNPACKED &&
		    bundle_unpack(lib_column(st, 1), (size_t)size, &p->last);
	}
	sqlite3_reset(st);
	p->last_id = ok ? id : 0;
	return ok;
}

bool
lib_unpack(struct library *lib, int64_t block, int64_t at,
    struct packed *out, struct arena *a, struct err *err)
{
	struct pack *p = pack_of(lib);
	struct slice raw = { 0 };

	if (block == p->id && p->block.n)
		raw = buf_slice(&p->block.raw);
	else if (read_block(lib, p, block))
		raw = buf_slice(&p->last);
	if (at >= 0 && bundle_story(raw, (uint64_t)at, out, a))
		return true;
	return lib_fail_code(lib->path, SQLITE_CORRUPT, err,
	    "read a story");
}
