#include "store/library_impl.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"

/* Bytes of a block before it is compressed: deflate looks back 32 KiB, so
 * longer ones gain little, and each look at a story unpacks one. */
#define BLOCK ((size_t)128 << 10)
#define LEVEL 6
#define KEPT ((size_t)4 << 20)		/* an unpacked block to keep */
#define MAX_UNPACKED ((int64_t)1 << 31)

struct pack {
	struct buf raw, out;		/* the block that is being filled */
	int64_t id;			/* its number; 0: not known yet */
	z_stream deflate;
	bool ready;
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
	buf_free(&p->raw);
	buf_free(&p->out);
	buf_free(&p->last);
	if (p->ready)
		deflateEnd(&p->deflate);
	free(p);
	lib->pack = NULL;
}

static void
put_number(struct buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_addc(b, (char)(n | 0x80));
	buf_addc(b, (char)n);
}

static bool
get_number(struct slice *x, uint64_t *n)
{
	size_t i = 0;

	*n = 0;
	do {
		if (i == x->len || i > 8)
			return false;
		*n |= (uint64_t)(x->s[i] & 0x7F) << (7 * i);
	} while (x->s[i++] & 0x80);
	*x = slice_from(*x, i);
	return true;
}

/* false: too large for zlib's counters at once; nothing is. */
static bool
squeeze(struct pack *p)
{
	z_stream *z = &p->deflate;
	size_t room;

	if (!p->ready && deflateInit2(z, LEVEL, Z_DEFLATED, -15, 9,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	if (p->ready)
		deflateReset(z);
	p->ready = true;
	room = deflateBound(z, p->raw.len);
	if (p->raw.len > UINT32_MAX / 2 || room > UINT32_MAX)
		return false;
	buf_clear(&p->out);
	z->next_in = (Bytef *)p->raw.s;
	z->avail_in = (uInt)p->raw.len;
	z->next_out = (Bytef *)buf_reserve(&p->out, room);
	z->avail_out = (uInt)room;
	if (deflate(z, Z_FINISH) != Z_STREAM_END)
		return false;
	p->out.len = room - z->avail_out;
	return true;
}

bool
lib_pack_flush(struct library *lib)
{
	struct pack *p = lib->pack;
	sqlite3_stmt *st;

	if (p == NULL || p->raw.len == 0)
		return true;
	st = lib_sql(lib, SQL_BLOCK_ADD);
	if (st == NULL || !squeeze(p))
		return false;
	sqlite3_bind_int64(st, 1, p->id);
	sqlite3_bind_int64(st, 2, (int64_t)p->raw.len);
	lib_bind_blob(st, 3, buf_slice(&p->out));
	buf_clear(&p->raw);
	p->id = 0;
	return lib_run(lib, st);
}

/* The number of the next block: nobody else makes one meanwhile, for this
 * is a transaction that writes. */
static int64_t
next_block(struct library *lib)
{
	sqlite3_stmt *st = NULL;
	int64_t id = 0;

	sqlite3_prepare_v2(lib->db, "SELECT max(id) FROM block", -1, &st,
	    NULL);
	if (st != NULL && sqlite3_step(st) == SQLITE_ROW)
		id = sqlite3_column_int64(st, 0) + 1;
	sqlite3_finalize(st);
	return id;
}

/*
 * The texts and lists stand behind the source they were read from: deflate
 * finds them there, so that they cost a few bytes a line.
 */
static void
put_item(struct buf *b, const struct record *r, bool with_text)
{
	struct slice none = { 0 };
	struct slice body = with_text ? r->body : none;
	struct slice comments = with_text ? r->comments : none;
	size_t i;

	put_number(b, r->source.len);
	put_number(b, body.len);
	put_number(b, comments.len);
	put_number(b, r->related.n);
	for (i = 0; i < r->related.n; i++) {
		put_number(b, r->related.at[i].len);
		put_number(b, r->related_urls.at[i].len);
	}
	buf_add(b, r->source);
	buf_add(b, body);
	buf_add(b, comments);
	for (i = 0; i < r->related.n; i++) {
		buf_add(b, r->related.at[i]);
		buf_add(b, r->related_urls.at[i]);
	}
}

bool
lib_pack(struct library *lib, const struct record *r, bool with_text,
    int64_t *block, int64_t *at)
{
	struct pack *p = pack_of(lib);

	if (p->raw.len && p->raw.len + r->source.len + r->body.len > BLOCK &&
	    !lib_pack_flush(lib))
		return false;
	if (p->id == 0 && (p->id = next_block(lib)) == 0)
		return false;
	*block = p->id;
	*at = (int64_t)p->raw.len;
	put_item(&p->raw, r, with_text);
	return true;
}

/* ---- reading ---- */

static bool
unsqueeze(struct buf *out, struct slice packed, size_t size)
{
	z_stream z = { .next_in = (Bytef *)packed.s,
	    .avail_in = (uInt)packed.len };
	int code;

	if (inflateInit2(&z, -15) != Z_OK)
		return false;
	buf_clear(out);
	z.next_out = (Bytef *)buf_reserve(out, size + 1);
	z.avail_out = (uInt)size + 1;
	code = inflate(&z, Z_FINISH);
	out->len = z.total_out;
	inflateEnd(&z);
	return code == Z_STREAM_END && out->len == size;
}

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
	if (sqlite3_step(st) == SQLITE_ROW) {
		size = sqlite3_column_int64(st, 0);
		ok = size > 0 && size < MAX_UNPACKED && unsqueeze(&p->last,
		    lib_column(st, 1), (size_t)size);
	}
	sqlite3_reset(st);
	p->last_id = ok ? id : 0;
	return ok;
}

static bool
take(struct slice *x, uint64_t n, struct slice *out, struct arena *a)
{
	if (n > x->len)
		return false;
	*out = arena_dup(a, slice_sub(*x, 0, (size_t)n));
	*x = slice_from(*x, (size_t)n);
	return true;
}

static bool
get_related(struct slice lengths, uint64_t n, struct slice x,
    struct packed *out, struct arena *a)
{
	uint64_t i, title, url;

	out->related.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	out->related_urls.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	for (i = 0; i < n; i++)
		if (!get_number(&lengths, &title) ||
		    !get_number(&lengths, &url) ||
		    !take(&x, title, &out->related.at[i], a) ||
		    !take(&x, url, &out->related_urls.at[i], a))
			return false;
	out->related.n = out->related_urls.n = (size_t)n;
	return true;
}

static bool
get_item(struct slice x, struct packed *out, struct arena *a)
{
	uint64_t source, body, comments, n, i, skipped;
	struct slice lengths;

	if (!get_number(&x, &source) || !get_number(&x, &body) ||
	    !get_number(&x, &comments) || !get_number(&x, &n) ||
	    n > x.len / 2)
		return false;
	lengths = x;
	for (i = 0; i < 2 * n; i++)
		if (!get_number(&x, &skipped))
			return false;
	return take(&x, source, &out->source, a) &&
	    take(&x, body, &out->body, a) &&
	    take(&x, comments, &out->comments, a) &&
	    get_related(lengths, n, x, out, a);
}

bool
lib_unpack(struct library *lib, int64_t block, int64_t at,
    struct packed *out, struct arena *a, struct err *err)
{
	struct pack *p = pack_of(lib);
	struct slice x = { 0 };

	*out = (struct packed){ .source = { 0 } };
	if (block == p->id && p->raw.len)
		x = buf_slice(&p->raw);
	else if (read_block(lib, p, block))
		x = buf_slice(&p->last);
	if (at >= 0 && (uint64_t)at < x.len &&
	    get_item(slice_from(x, (size_t)at), out, a))
		return true;
	return lib_fail_code(lib->path, SQLITE_CORRUPT, err,
	    "read a story");
}
