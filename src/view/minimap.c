#include "view/minimap.h"

/* Where there are fewer comments than characters, one has one. */
size_t
minimap_row(const struct tree *t, size_t height, size_t at)
{
	size_t n = tree_rows(t);

	return n < height ? at : (size_t)((uint64_t)at * n / height);
}

void
minimap_draw(struct tree *t, const struct minimap *m, size_t at,
    struct row *r)
{
	static const struct {
		const char *away, *here;
		enum style style;
	} marks[] = {
		{ "▪", "■", STYLE_HIT }, { "•", "◉", STYLE_NEW },
		{ "·", "┃", STYLE_GUIDE }
	};
	size_t from = minimap_row(t, m->height, at);
	size_t to = minimap_row(t, m->height, at + 1), kind;
	bool here;

	if (from >= tree_rows(t))
		return;
	here = from <= m->last && to > m->first;
	kind = tree_count(t, MARK_HIT, from, to) ? 0 :
	    tree_count(t, MARK_NEW, from, to) ? 1 : 2;
	row_addz(r, here ? marks[kind].here : marks[kind].away,
	    marks[kind].style, SIZE_MAX);
}
