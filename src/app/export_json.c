/*
 * JSON Lines: the document, what the library has beside it, and the bytes
 * that it was read from, so that taking the lines in makes the same library.
 */
#include "app/export_impl.h"

#include <time.h>

#include "app/report.h"
#include "doc/json.h"
#include "load/archive/jsonl.h"
#include "text/utf8.h"

#define MAX_SAVED ((size_t)100000)

static void
add_key(struct buf *b, const char *name)
{
	buf_printf(b, ",\"%s\":", name);
}

static void
add_field(struct buf *b, const char *name, struct slice x)
{
	add_key(b, name);
	if (x.len)
		json_string(b, x);
	else
		buf_addz(b, "null");
}

/* Whether bytes are text that comes back the same out of a string of JSON;
 * C1 controls would, but they command terminals. */
static bool
is_text(struct slice x)
{
	size_t i;

	if (slice_chr(x, '\0') != SLICE_NONE || !utf8_valid(x))
		return false;
	for (i = 0; i + 1 < x.len; i++)
		if ((unsigned char)x.s[i] == 0xC2 &&
		    (unsigned char)x.s[i + 1] < 0xA0)
			return false;
	return true;
}

static void
add_bytes(struct buf *b, const char *text, const char *packed,
    struct slice x)
{
	bool is = is_text(x);

	add_key(b, is ? text : packed);
	if (x.len == 0)
		buf_addz(b, "null");
	else if (is)
		json_string(b, x);
	else {
		buf_addc(b, '"');
		buf_base64(b, x);
		buf_addc(b, '"');
	}
}

static void
add_time(struct buf *b, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;
	char s[32];

	if (seconds > 0 && gmtime_r(&t, &tm) != NULL &&
	    strftime(s, sizeof(s), "\"%Y-%m-%dT%H:%M:%SZ\"", &tm) > 0)
		buf_addz(b, s);
	else
		buf_addz(b, "null");
}

static const char *
bool_name(bool x)
{
	return x ? "true" : "false";
}

/* Searches with names stand with the first story: every line is one. */
static bool
add_saved(struct export *ex, struct buf *b)
{
	struct arena a = { 0 };
	struct library_count *at;
	struct buf query = { 0 };
	size_t i, n;
	bool ok = library_folders(ex->lib, FOLDER_SAVED, MAX_SAVED, &a, &at,
	    &n, ex->err);

	if (ok && n)
		buf_addz(b, ",\"saved\":[");
	for (i = 0; ok && i < n; i++) {
		buf_clear(&query);
		library_saved(ex->lib, at[i].name, &query);
		buf_addz(b, i ? ",{\"name\":" : "{\"name\":");
		json_string(b, at[i].name);
		buf_addz(b, ",\"query\":");
		json_string(b, buf_slice(&query));
		buf_addc(b, '}');
	}
	if (ok && n)
		buf_addc(b, ']');
	buf_free(&query);
	arena_free(&a);
	return ok;
}

static void
add_source(struct buf *b, const struct exported *s)
{
	buf_printf(b, ",\"source\":{\"form\":\"%s\"", jsonl_form(s->form));
	add_field(b, "charset", s->charset);
	add_field(b, "url", s->rec.url);
	add_bytes(b, "text", "base64", buf_slice(&s->source));
	buf_addc(b, '}');
}

bool
export_json(struct export *ex, const struct exported *s)
{
	static const char *const kinds[] = {
		[KIND_SHOWN] = "story", [KIND_VERSION] = "version",
		[KIND_COPY] = "copy"
	};
	const struct library_kept *k = &s->kept;
	struct buf *b = &ex->buf;

	json_doc(b, s->doc);
	b->len -= 2;				/* "}\n" */
	buf_printf(b, ",\"library\":{\"kind\":\"%s\",\"added\":",
	    kinds[k->kind]);
	add_time(b, k->added);
	buf_printf(b, ",\"versions\":%u,\"read\":%s,\"starred\":%s",
	    k->versions, bool_name(k->read), bool_name(k->starred));
	add_field(b, "note", k->note);
	add_bytes(b, "state", "state_base64", k->state);
	if (ex->counts->written == 0 && ex->opts->query == NULL &&
	    !add_saved(ex, b))
		return false;
	if (s->source.len)
		add_source(b, s);
	buf_addz(b, "}}\n");
	return true;
}

/* Nothing is left out silently. */
bool
export_json_end(struct export *ex)
{
	struct arena a = { 0 };
	struct library_count *at;
	size_t n = 0;
	bool ok = true;

	if (ex->counts->written == 0 && ex->opts->query == NULL)
		ok = library_folders(ex->lib, FOLDER_SAVED, MAX_SAVED, &a,
		    &at, &n, ex->err);
	if (ok && n)
		report(NULL, "no story to export; the saved searches are "
		    "left out, too");
	arena_free(&a);
	return ok;
}
