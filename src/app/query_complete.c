/*
 * query_complete: a query at its prompt, completed: the fields of the
 * language, and behind one of them the names that the library has.
 */
#include <stdio.h>

#include "app/browse.h"
#include "app/command.h"
#include "app/shelf.h"
#include "text/fold.h"

#define NAMES_MAX 1000			/* of a kind, the most frequent */

/* Words of the language; those with a kind take a name. */
static const struct word {
	const char *text;
	bool names;
	enum library_folder kind;
} words[] = {
	{ "tag:", true, FOLDER_TAG }, { "author:", true, FOLDER_AUTHOR },
	{ "source:", true, FOLDER_SOURCE },
	{ "section:", true, FOLDER_SECTION },
	{ "month:", true, FOLDER_MONTH }, { "after:", false, 0 },
	{ "before:", false, 0 }, { "comments:>", false, 0 },
	{ "has:note", false, 0 }, { "unread", false, 0 },
	{ "read", false, 0 }, { "starred", false, 0 }, { "AND", false, 0 },
	{ "OR", false, 0 }, { "NOT", false, 0 }
};

#define NWORDS (sizeof(words) / sizeof(*words))

/* Where the word that is typed begins: behind a blank or a parenthesis that
 * is in no quotation. */
static size_t
word_start(struct slice x)
{
	size_t i, at = 0;
	bool quoted = false;

	for (i = 0; i < x.len; i++) {
		if (x.s[i] == '"')
			quoted = !quoted;
		else if (!quoted && (x.s[i] == ' ' || x.s[i] == '('))
			at = i + 1;
	}
	return at;
}

/* The i-th word of the language. */
static bool
word_at(size_t i, struct slice stem, struct buf *out)
{
	if (!slice_starts(slice_z(words[i].text), stem))
		return false;
	buf_addz(out, words[i].text);
	return true;
}

/* Names are compared as the library does. */
static bool
begins(struct slice name, struct slice stem)
{
	struct buf a = { 0 }, b = { 0 };
	bool yes;

	text_key(&a, name);
	text_key(&b, stem);
	yes = slice_starts(buf_slice(&a), buf_slice(&b));
	buf_free(&a);
	buf_free(&b);
	return yes;
}

static void
put_name(const struct word *w, struct slice name, struct buf *out)
{
	bool quote = slice_chr(name, ' ') != SLICE_NONE ||
	    slice_chr(name, '(') != SLICE_NONE ||
	    slice_chr(name, ')') != SLICE_NONE;

	buf_addz(out, w->text);
	if (quote)
		buf_addc(out, '"');
	buf_add(out, name);
	if (quote)
		buf_addc(out, '"');
}

/* The next name from number *at on that begins as stem does. */
static bool
next_name(struct library *lib, const struct word *w, struct slice stem,
    size_t *at, struct buf *out)
{
	struct arena names = { 0 };
	struct library_count *c;
	size_t n = 0;
	bool found = false;

	if (slice_starts(stem, SLICE("\"")))
		stem = slice_from(stem, 1);
	if (library_folders(lib, w->kind, NAMES_MAX, &names, &c, &n, NULL))
		for (; !found && *at < n; ++*at) {
			found = slice_chr(c[*at].name, '"') == SLICE_NONE &&
			    begins(c[*at].name, stem);
			if (found)
				put_name(w, c[*at].name, out);
		}
	arena_free(&names);
	return found;
}

/* The next candidate behind p->completing; false: there are no more. */
static bool
next_candidate(struct app *a, struct prompt *p, struct slice stem,
    struct buf *out)
{
	struct library *lib = shelf_opened(a->shelf);
	size_t i;

	for (i = 0; lib && i < NWORDS; i++)
		if (words[i].names && slice_starts(stem,
		    slice_z(words[i].text)))
			return next_name(lib, &words[i], slice_from(stem,
			    strlen(words[i].text)), &p->completing, out);
	while (p->completing < NWORDS)
		if (word_at(p->completing++, stem, out))
			return true;
	return false;
}

void
query_complete(struct app *a, struct prompt *p)
{
	struct buf line = { 0 };
	struct slice typed;
	size_t at;
	bool found;

	if (p->completing == 0) {
		buf_clear(&p->typed);
		buf_add(&p->typed, buf_slice(&p->text));
	}
	typed = buf_slice(&p->typed);
	at = word_start(typed);
	buf_add(&line, slice_sub(typed, 0, at));
	found = next_candidate(a, p, slice_from(typed, at), &line);
	if (!found) {			/* past the last: the first again */
		p->completing = 0;
		found = next_candidate(a, p, slice_from(typed, at), &line);
	}
	if (found) {
		prompt_set(p, buf_slice(&line));
		browse_typed(a, buf_slice(&p->text));
	} else
		app_say(a, "nothing to complete");
	buf_free(&line);
}
