#include "store/library_impl.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"

/* Bytes of a block before it is compressed: deflate looks back 32 KiB, so
 * longer ones gain little, and each look at a story unpacks one. */
#define BLOCK ((size_t)256 << 10)
#define LEVEL 5			/* half the time of 6, 3 in 100 more bytes */
#define WINDOW ((size_t)8 << 10)	/* how far ahead a line is looked for */
#define MIN_REF 8			/* bytes of a line worth looking for */
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
	if (st != NULL && lib_row(lib, st))
		id = sqlite3_column_int64(st, 0) + 1;
	sqlite3_finalize(st);
	return id;
}

/*
 * A text as what it has of the source: a line that stands there, not far
 * behind the one before, is its place (twice the length plus 1, the way to
 * it), another is itself (twice the length).  Dumps and plain texts have
 * nearly all of theirs.
 */
static void
put_text(struct buf *b, struct slice source, struct slice text)
{
	size_t cursor = 0, at;
	struct slice line;

	while (text.len) {
		at = slice_chr(text, '\n');
		line = slice_sub(text, 0, at == SLICE_NONE ? text.len : at +
		    1);
		text = slice_from(text, line.len);
		at = line.len < MIN_REF ? SLICE_NONE :
		    slice_find(slice_sub(source, cursor, line.len + WINDOW),
		    line);
		if (at == SLICE_NONE) {
			put_number(b, (uint64_t)line.len << 1);
			buf_add(b, line);
			continue;
		}
		put_number(b, (uint64_t)line.len << 1 | 1);
		put_number(b, at);
		cursor += at + line.len;
	}
	put_number(b, 0);
}

static void
put_item(struct buf *b, const struct record *r, bool with_text)
{
	struct slice none = { 0 };
	size_t i;

	put_number(b, r->source.len);
	buf_add(b, r->source);
	put_text(b, r->source, with_text ? r->body : none);
	put_text(b, r->source, with_text ? r->comments : none);
	put_number(b, r->related.n);
	for (i = 0; i < r->related.n; i++) {
		put_number(b, r->related.at[i].len);
		buf_add(b, r->related.at[i]);
		put_number(b, r->related_urls.at[i].len);
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
	if (lib_row(lib, st)) {
		size = sqlite3_column_int64(st, 0);
		ok = size > 0 && size < MAX_UNPACKED && unsqueeze(&p->last,
		    lib_column(st, 1), (size_t)size);
	}
	sqlite3_reset(st);
	p->last_id = ok ? id : 0;
	return ok;
}

static bool
take(struct slice *x, struct slice *out)
{
	uint64_t n;

	if (!get_number(x, &n) || n > x->len)
		return false;
	*out = slice_sub(*x, 0, (size_t)n);
	*x = slice_from(*x, (size_t)n);
	return true;
}

/* Places only go forward: a text is no longer than item and source. */
static bool
get_text(struct slice *x, struct slice source, struct buf *b)
{
	size_t cursor = 0;
	uint64_t n, way;
	bool ref;

	for (;;) {
		if (!get_number(x, &n))
			return false;
		if (n == 0)
			return true;
		ref = n & 1;
		n >>= 1;
		if (!ref) {
			if (n > x->len)
				return false;
			buf_add(b, slice_sub(*x, 0, (size_t)n));
			*x = slice_from(*x, (size_t)n);
			continue;
		}
		if (!get_number(x, &way) || way > source.len - cursor ||
		    n > source.len - cursor - way)
			return false;
		buf_add(b, slice_sub(source, cursor + (size_t)way,
		    (size_t)n));
		cursor += (size_t)(way + n);
	}
}

static bool
keep_text(struct slice *x, struct slice source, struct slice *out,
    struct arena *a)
{
	struct buf b = { 0 };
	bool ok = get_text(x, source, &b);

	*out = arena_dup(a, buf_slice(&b));
	buf_free(&b);
	return ok;
}

static bool
get_related(struct slice *x, struct packed *out, struct arena *a)
{
	uint64_t i, n;

	if (!get_number(x, &n) || n > x->len / 2)
		return false;
	out->related.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	out->related_urls.at = ARENA_NEW(a, (size_t)n + 1, struct slice);
	for (i = 0; i < n; i++) {
		if (!take(x, &out->related.at[i]) ||
		    !take(x, &out->related_urls.at[i]))
			return false;
		out->related.at[i] = arena_dup(a, out->related.at[i]);
		out->related_urls.at[i] = arena_dup(a,
		    out->related_urls.at[i]);
	}
	out->related.n = out->related_urls.n = (size_t)n;
	return true;
}

static bool
get_item(struct slice x, struct packed *out, struct arena *a)
{
	struct slice source;

	if (!take(&x, &source))
		return false;
	out->source = arena_dup(a, source);
	return keep_text(&x, source, &out->body, a) &&
	    keep_text(&x, source, &out->comments, a) &&
	    get_related(&x, out, a);
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
