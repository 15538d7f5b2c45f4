/*
 * For people: Markdown, a mailbox, a folder of pages with a list of them.
 */
#include "app/export_impl.h"

#include <unistd.h>

#include "view/print.h"

#define SLUG 60				/* bytes of a headline in a name */
#define LISTED 1000			/* stories on a page of the list */

/* ---- names ---- */

/* The number last: of two stories of one headline and day, too. */
static void
add_number(struct buf *b, int64_t n)
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	char s[16];
	size_t i = sizeof(s);

	do
		s[--i] = digits[n % 36];
	while ((n /= 36) > 0);
	buf_add(b, (struct slice){ s + i, sizeof(s) - i });
}

/* Appends the name of a story's file: of letters, digits and '-' in ASCII,
 * the same each time and no other story's. */
static void
story_name(struct buf *b, int64_t story, struct slice headline,
    struct slice published, const char *suffix)
{
	size_t i, start;
	bool gap = false;

	for (i = 0; i < published.len && i < 10 &&
	    (ascii_digit(published.s[i]) || published.s[i] == '-'); i++)
		;
	buf_add(b, slice_sub(published, 0, i));
	buf_addz(b, i ? "-" : "");
	start = b->len;
	for (i = 0; i < headline.len && b->len - start < SLUG; i++) {
		char c = ascii_lower(headline.s[i]);

		if (!ascii_alpha(c) && !ascii_digit(c)) {
			gap = b->len > start;
			continue;
		}
		if (gap)
			buf_addc(b, '-');
		gap = false;
		buf_addc(b, c);
	}
	buf_addz(b, b->len > start ? "-" : "");
	add_number(b, story);
	buf_addz(b, suffix);
}

static void
file_path(struct export *ex, struct buf *path, const char *name)
{
	buf_printf(path, "%s%s%s", ex->folder,
	    slice_ends(slice_z(ex->folder), SLICE("/")) ? "" : "/", name);
}

/* Writes ex->buf as a file of the folder. */
static bool
file_write(struct export *ex, const char *name)
{
	struct buf path = { 0 };
	struct outfile f;
	bool ok;

	file_path(ex, &path, name);
	ok = outfile_open(&f, buf_z(&path), ex->err);
	if (ok) {
		ok = outfile_write(&f, &ex->buf, ex->err);
		ok = outfile_close(&f, ok, ex->err) && ok;
	}
	buf_clear(&ex->buf);
	buf_free(&path);
	return ok;
}

static bool
write_story(struct export *ex, const struct exported *s, const char *suffix)
{
	struct buf name = { 0 };
	bool ok;

	story_name(&name, s->kept.id, s->kept.headline, s->kept.published,
	    suffix);
	ok = file_write(ex, buf_z(&name));
	buf_free(&name);
	return ok;
}

/* ---- Markdown ---- */

bool
export_markdown(struct export *ex, const struct exported *s)
{
	if (ex->folder == NULL && ex->counts->written)
		buf_addz(&ex->buf, "\n* * *\n\n");
	print_markdown(&ex->buf, s->doc);
	return ex->folder == NULL || write_story(ex, s, ".md");
}

/* ---- a mailbox ---- */

bool
export_mbox(struct export *ex, const struct exported *s)
{
	struct buf key = { 0 };
	struct print_mail how = { .read = s->kept.read,
	    .starred = s->kept.starred };

	buf_add(&key, s->rec.url);
	if (s->rec.url.len == 0) {
		buf_add(&key, s->path);
		buf_printf(&key, "#%zu", s->doc->part);
	}
	how.key = buf_slice(&key);
	print_mbox(&ex->buf, s->doc, &how);
	buf_free(&key);
	return true;
}

/* ---- pages ---- */

/* The page of the story that a headline means, if it is one of these. */
static struct slice
page_of(struct export *ex, const struct related *r, struct arena *a)
{
	struct library_row row;
	struct buf name = { 0 };
	struct slice x = SLICE("");
	int64_t id[2];

	if (library_resolve(ex->lib, r->title, r->url, id, 2) != 1 ||
	    !library_tour_has(ex->tour, id[0]) ||
	    !library_row_get(ex->lib, id[0], &row, a))
		return x;
	story_name(&name, id[0], row.headline, row.published, ".html");
	x = arena_dup(a, buf_slice(&name));
	buf_free(&name);
	return x;
}

/* Of the list; page 0 has the newest. */
static const char *
list_name(struct buf *b, size_t page)
{
	buf_clear(b);
	if (page == 0)
		buf_addz(b, "index.html");
	else
		buf_printf(b, "index-%zu.html", page + 1);
	return buf_z(b);
}

/* Entries of stories from..to, the newest first; those that could not be
 * read have no page. */
static void
add_entries(struct export *ex, size_t from, size_t to, struct buf *out)
{
	struct buf name = { 0 }, path = { 0 };
	struct library_row row;
	size_t i;

	for (i = from; i < to; i++) {
		struct arena a = { 0 };
		int64_t id = library_tour_newest(ex->tour, i);

		buf_clear(&name);
		buf_clear(&path);
		if (library_row_get(ex->lib, id, &row, &a)) {
			story_name(&name, id, row.headline, row.published,
			    ".html");
			file_path(ex, &path, buf_z(&name));
		}
		if (path.len && access(buf_z(&path), F_OK) == 0)
			print_html_entry(out, row.headline, row.published,
			    row.comments, buf_z(&name));
		arena_free(&a);
	}
	buf_free(&name);
	buf_free(&path);
}

static bool
write_list(struct export *ex, size_t page, size_t n)
{
	struct buf entries = { 0 }, name = { 0 };
	struct buf newer = { 0 }, older = { 0 };
	size_t from = page * LISTED, to = n - from < LISTED ? n : from +
	    LISTED;
	bool ok;

	add_entries(ex, from, to, &entries);
	print_html_list(&ex->buf, buf_slice(&entries),
	    page ? list_name(&newer, page - 1) : NULL,
	    to < n ? list_name(&older, page + 1) : NULL);
	ok = file_write(ex, list_name(&name, page));
	buf_free(&entries);
	buf_free(&name);
	buf_free(&newer);
	buf_free(&older);
	return ok;
}

bool
export_html(struct export *ex, const struct exported *s)
{
	const struct doc *d = s->doc;
	struct arena a = { 0 };
	struct slice *to = ARENA_NEW(&a, d->nrelated + 1, struct slice);
	struct print_links links = { "index.html", to };
	size_t i;
	bool ok;

	for (i = 0; i < d->nrelated; i++)
		to[i] = page_of(ex, &d->related[i], &a);
	print_html(&ex->buf, d, &links);
	ok = write_story(ex, s, ".html");
	arena_free(&a);
	return ok;
}

bool
export_html_end(struct export *ex)
{
	size_t n = library_tour_size(ex->tour), page = 0;

	do
		if (!write_list(ex, page++, n))
			return false;
	while (page * LISTED < n);
	return true;
}
