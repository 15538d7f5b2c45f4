#include "app/layout.h"

#include "test.h"

#define A PANE_ARTICLE
#define R PANE_RELATED
#define C PANE_COMMENTS

static const struct {
	int cols, rows;
	enum pane pane;
	bool alone, related, comments;
	const char *shown;		/* panes, in order */
	bool single;
	int article_width;		/* with its border; 0: not shown */
} cases[] = {
	{ 120, 40, A, false, true, true, "ARC", false, 60 },
	{ 200, 60, A, false, true, true, "ARC", false, 120 },
	{ 119, 40, A, false, true, true, "AC", false, 119 },
	{ 80, 24, A, false, true, true, "AC", false, 80 },
	{ 80, 24, R, false, true, true, "AC", false, 80 },
	{ 79, 24, A, false, true, true, "A", true, 79 },
	{ 79, 24, C, false, true, true, "C", true, 0 },
	{ 200, 60, R, true, true, true, "R", true, 0 },
	{ 200, 15, A, false, true, true, "A", true, 200 },
	{ 200, 16, A, false, true, true, "ARC", false, 120 },
	{ 120, 40, A, false, false, true, "AC", false, 60 },
	{ 120, 40, A, false, true, false, "AR", false, 60 },
	{ 120, 40, A, false, false, false, "A", false, 120 },
	{ 80, 24, A, false, false, true, "AC", false, 80 },
	{ 80, 24, A, false, true, false, "AR", false, 80 },
	{ 80, 24, A, false, false, false, "A", false, 80 },
	{ 20, 5, A, false, true, true, "A", true, 20 },
	{ 1, 1, A, false, true, true, "A", true, 1 }
};

#define H PANE_HEADLINES
#define F PANE_FOLDERS

/* With a library at hand. */
static const struct {
	int cols, rows;
	enum pane pane;
	bool alone, empty, listed;
	const char *shown;
	int list_width, article_width;
} lists[] = {
	{ 120, 40, H, false, false, true, "AH", 60, 60 },
	{ 120, 40, F, false, false, true, "AF", 60, 60 },
	{ 160, 40, H, false, false, true, "AH", 96, 64 },
	{ 119, 40, H, false, false, true, "AH", 119, 119 },
	{ 79, 40, H, false, false, true, "H", 79, 0 },
	{ 200, 15, H, false, false, true, "H", 200, 0 },
	{ 120, 40, H, false, true, true, "H", 120, 0 },
	{ 200, 40, H, false, true, true, "H", 200, 0 },
	{ 200, 40, H, true, false, true, "H", 200, 0 },
	{ 200, 40, H, false, false, true, "ARCH", 60, 80 },
	{ 200, 40, A, false, false, true, "ARCH", 60, 80 },
	{ 180, 40, C, false, false, true, "ARCH", 60, 60 },
	{ 179, 40, A, false, false, true, "ARC", 0, 108 },
	{ 200, 40, A, false, false, false, "ARC", 0, 120 },
	{ 200, 40, F, false, false, true, "ARCF", 60, 80 },
	{ 20, 5, F, false, false, true, "F", 20, 0 },
};

static struct layout_wish
wish_of(size_t i)
{
	return (struct layout_wish){
		.cols = cases[i].cols, .rows = cases[i].rows,
		.pane = cases[i].pane, .lower = PANE_COMMENTS,
		.alone = cases[i].alone,
		.has = { true, cases[i].related, cases[i].comments },
		.related_rows = 4, .split = 60
	};
}

static bool
overlap(const struct box *a, const struct box *b)
{
	int joined = a->joined || b->joined;	/* they share a row */

	return a->w && b->w && a->x < b->x + b->w && b->x < a->x + a->w &&
	    a->y + joined < b->y + b->h && b->y + joined < a->y + a->h;
}

/* What is so whatever is wished for. */
static void
check_boxes(const struct layout *l, const struct layout_wish *w)
{
	int i, k;

	for (i = 0; i < PANE_N; i++) {
		const struct box *b = &l->box[i];

		if (b->w == 0)
			continue;
		CHECK(b->x >= 0 && b->x + b->w <= w->cols);
		CHECK(b->y >= 0 && b->y + b->h <= w->rows);
		CHECK(b->tw >= 1 && b->th >= 1);
		CHECK(b->tx >= b->x && b->tx + b->tw <= b->x + b->w);
		CHECK(b->ty >= b->y && b->ty + b->th <= b->y + b->h);
		CHECK(w->cols < 120 || b->w >= 60);
		for (k = 0; k < i; k++)
			CHECK(!overlap(b, &l->box[k]));
		CHECK_EQ(layout_at(l, b->tx, b->ty), i);
	}
}

static void
test_cases(void)
{
	struct layout l;
	size_t i, n;
	char shown[PANE_N + 1];
	int p;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct layout_wish w = wish_of(i);

		layout_make(&l, &w);
		for (p = 0, n = 0; p < PANE_N; p++)
			if (l.box[p].w)
				shown[n++] = "ARCHF"[p];
		shown[n] = '\0';
		CHECK_STR(slice_z(shown), cases[i].shown);
		CHECK_EQ(l.single, cases[i].single);
		CHECK_EQ(l.box[A].w, cases[i].article_width);
		check_boxes(&l, &w);
	}
}

static void
test_lists(void)
{
	struct layout l;
	size_t i, n;
	char shown[PANE_N + 1];
	int p;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct layout_wish w = {
			.cols = lists[i].cols, .rows = lists[i].rows,
			.pane = lists[i].pane, .lower = C,
			.alone = lists[i].alone, .empty = lists[i].empty,
			.listed = lists[i].listed, .related_rows = 4,
			.has = { true, true, true, true, true }, .split = 60
		};

		layout_make(&l, &w);
		for (p = 0, n = 0; p < PANE_N; p++)
			if (l.box[p].w)
				shown[n++] = "ARCHF"[p];
		shown[n] = '\0';
		CHECK_STR(slice_z(shown), lists[i].shown);
		CHECK_EQ(l.box[H].w + l.box[F].w, lists[i].list_width);
		CHECK_EQ(l.box[A].w, lists[i].article_width);
		check_boxes(&l, &w);
	}
}

static void
test_all_sizes(void)
{
	struct layout l;
	int k;

	for (k = 0; k < 64; k++) {
		struct layout_wish w = {
			.pane = k & 32 ? H : A, .listed = k & 16, .lower = k & 1 ? R : C,
			.has = { true, k & 2, k & 4 },
			.related_rows = k & 8 ? 100 : 0, .split = k & 8 ?
			    80 : 20
		};

		for (w.cols = 1; w.cols < 240; w.cols += 17)
			for (w.rows = 1; w.rows < 80; w.rows += 7) {
				layout_make(&l, &w);
				CHECK(l.box[w.pane].w > 0);
				check_boxes(&l, &w);
			}
	}
}

static void
test_at(void)
{
	struct layout_wish w = wish_of(0);
	struct layout l;

	layout_make(&l, &w);
	CHECK_EQ(layout_at(&l, 0, 0), PANE_N);		/* the bar */
	CHECK_EQ(layout_at(&l, 0, 39), PANE_N);		/* the status line */
	CHECK_EQ(layout_at(&l, 0, 1), A);
	CHECK_EQ(layout_at(&l, 59, 38), A);
	CHECK_EQ(layout_at(&l, 60, 1), R);
	CHECK_EQ(layout_at(&l, 119, 38), C);
	CHECK_EQ(layout_at(&l, 60, l.box[C].y), C);	/* the shared row */
	CHECK_EQ(layout_at(&l, 120, 20), PANE_N);
	CHECK_EQ(layout_at(&l, -1, 20), PANE_N);
}

int
main(void)
{
	test_cases();
	test_lists();
	test_all_sizes();
	test_at();
	return test_done("layout");
}
