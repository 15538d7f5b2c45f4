#include "app/marks.h"

#include "app/browse.h"
#include "doc/doc.h"
#include "store/library.h"
#include "view/tree.h"

static void
add(struct buf *b, bool is_so, const char *word)
{
	if (!is_so)
		return;
	if (b->len)
		buf_addz(b, ", ");
	buf_addz(b, word);
}

static void
of_headline(struct app *a, struct buf *b)
{
	const struct library_row *row = browse_row(a);

	if (row == NULL)
		return;
	add(b, !row->read, "unread");
	add(b, row->starred, "starred");
	add(b, row->note, "note");
}

static void
of_comment(struct app *a, struct buf *b)
{
	const struct story *s = app_story(a);
	size_t row = a->cursor[PANE_COMMENTS];
	const struct comment *c = &s->doc->comments[tree_comment(s->tree,
	    row)];

	add(b, tree_comment(s->tree, row) == s->pinned, "marked");
	add(b, tree_marked(s->tree, MARK_NEW, row), "new");
	add(b, tree_folded(s->tree, row), "folded");
	add(b, comment_is_guess(c), "a guess");
}

static void
of_related(struct app *a, struct buf *b)
{
	int style = a->related.items[a->cursor[PANE_RELATED]].mark_style;

	buf_addz(b, style == STYLE_HERE ? "here" : style == STYLE_OPENED ?
	    "opened" : "not here");
}

void
marks_in_words(struct app *a, struct buf *b)
{
	if (a->pane == PANE_HEADLINES)
		of_headline(a, b);
	else if (a->pane == PANE_COMMENTS && app_pane_has(a, PANE_COMMENTS))
		of_comment(a, b);
	else if (a->pane == PANE_RELATED &&
	    a->cursor[PANE_RELATED] < a->related.n)
		of_related(a, b);
}
