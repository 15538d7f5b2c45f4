#include "load/html/hint.h"

#include <stdlib.h>

#define ID_MAX 40			/* longer ones are made of headings */

struct word {
	const char *word;
	uint32_t hints;
	bool prefix;			/* longer words count too */
};

/* By the words that page authors of many languages use; sorted. */
static const struct word words[] = {
	{ "abo", HINT_FORM, false },
	{ "ad", HINT_AD, false },
	{ "adbox", HINT_AD, false },
	{ "ads", HINT_AD, false },
	{ "adslot", HINT_AD, false },
	{ "advert", HINT_AD, true },
	{ "ago", HINT_DATE, false },
	{ "answer", HINT_POST | HINT_COMMENT, true },
	{ "anzeige", HINT_AD, false },
	{ "articlebody", HINT_BODY, false },
	{ "aside", HINT_ASIDE, false },
	{ "author", HINT_AUTHOR, false },
	{ "authors", HINT_AUTHOR, false },
	{ "autor", HINT_AUTHOR, true },
	{ "avatar", HINT_AUTHOR, false },
	{ "banner", HINT_AD, false },
	{ "bild", HINT_FIGURE, false },
	{ "body", HINT_BODY, false },
	{ "bookmark", HINT_SHARE, true },
	{ "breadcrumb", HINT_NAV | HINT_CRUMB, true },
	{ "byline", HINT_META | HINT_AUTHOR, true },
	{ "btn", HINT_BUTTON, false },
	{ "button", HINT_BUTTON, false },
	{ "caption", HINT_CAPTION, true },
	{ "categories", HINT_TAGS, false },
	{ "category", HINT_TAGS, false },
	{ "chapo", HINT_LEDE, false },
	{ "comentario", HINT_COMMENT, true },
	{ "comment", HINT_COMMENT, true },
	{ "commentaire", HINT_COMMENT, true },
	{ "complementary", HINT_ASIDE, false },
	{ "consent", HINT_FORM, false },
	{ "content", HINT_BODY, false },
	{ "contentinfo", HINT_FOOT, false },
	{ "cookie", HINT_FORM, true },
	{ "copyright", HINT_CREDIT, false },
	{ "credit", HINT_CREDIT, true },
	{ "crumb", HINT_NAV | HINT_CRUMB, true },
	{ "cta", HINT_AD, false },
	{ "date", HINT_DATE, false },
	{ "dateline", HINT_DATE | HINT_META, false },
	{ "datetime", HINT_DATE, false },
	{ "deck", HINT_LEDE, false },
	{ "dek", HINT_LEDE, false },
	{ "donat", HINT_FORM, true },
	{ "entry", HINT_BODY, false },
	{ "figure", HINT_FIGURE, false },
	{ "fn", HINT_AUTHOR, false },
	{ "follow", HINT_SHARE, false },
	{ "foot", HINT_FOOT, false },
	{ "footer", HINT_FOOT, false },
	{ "form", HINT_FORM, false },
	{ "foto", HINT_FIGURE, false },
	{ "gallery", HINT_FIGURE, false },
	{ "gdpr", HINT_FORM, false },
	{ "headline", HINT_TITLE, false },
	{ "image", HINT_FIGURE, false },
	{ "img", HINT_FIGURE, false },
	{ "infinite", HINT_RELATED, false },
	{ "kommentar", HINT_COMMENT, true },
	{ "lead", HINT_LEDE, false },
	{ "lede", HINT_LEDE, false },
	{ "like", HINT_SCORE, false },
	{ "likes", HINT_SCORE, false },
	{ "login", HINT_FORM, false },
	{ "menu", HINT_NAV, false },
	{ "message", HINT_POST, false },
	{ "messenger", HINT_SHARE, false },
	{ "meta", HINT_META, false },
	{ "metadata", HINT_META, false },
	{ "modal", HINT_FORM, false },
	{ "nav", HINT_NAV, false },
	{ "navbar", HINT_NAV, false },
	{ "navigation", HINT_NAV, false },
	{ "newsletter", HINT_FORM, true },
	{ "nick", HINT_AUTHOR, true },
	{ "optin", HINT_FORM, false },
	{ "overlay", HINT_FORM, false },
	{ "pager", HINT_NAV, false },
	{ "pagination", HINT_NAV, false },
	{ "photo", HINT_FIGURE, false },
	{ "photographer", HINT_CREDIT, false },
	{ "picture", HINT_FIGURE, false },
	{ "points", HINT_SCORE, false },
	{ "popular", HINT_RELATED, false },
	{ "popup", HINT_FORM, false },
	{ "post", HINT_POST, false },
	{ "posted", HINT_META, false },
	{ "poster", HINT_AUTHOR, false },
	{ "profile", HINT_AUTHOR, false },
	{ "promo", HINT_AD, false },
	{ "published", HINT_DATE | HINT_META, false },
	{ "pubdate", HINT_DATE | HINT_META, false },
	{ "quote", HINT_QUOTE, true },
	{ "rating", HINT_SCORE, false },
	{ "ratings", HINT_SCORE, false },
	{ "readmore", HINT_RELATED, false },
	{ "recirc", HINT_RELATED, true },
	{ "recommend", HINT_RELATED, true },
	{ "related", HINT_RELATED, true },
	{ "reply", HINT_REPLY, false },
	{ "replies", HINT_REPLY, false },
	{ "respond", HINT_FORM, false },
	{ "says", HINT_META, false },
	{ "score", HINT_SCORE, false },
	{ "share", HINT_SHARE, true },
	{ "sharing", HINT_SHARE, false },
	{ "sidebar", HINT_ASIDE, true },
	{ "sig", HINT_SIGNATURE, false },
	{ "signature", HINT_SIGNATURE, false },
	{ "signup", HINT_FORM, false },
	{ "similar", HINT_RELATED, false },
	{ "social", HINT_SHARE, true },
	{ "sponsor", HINT_AD, true },
	{ "standfirst", HINT_LEDE, false },
	{ "story", HINT_BODY, false },
	{ "storybody", HINT_BODY, false },
	{ "subheadline", HINT_LEDE, false },
	{ "subscri", HINT_FORM, true },
	{ "subtitle", HINT_LEDE, false },
	{ "summary", HINT_LEDE, false },
	{ "tags", HINT_TAGS, false },
	{ "taglist", HINT_TAGS, false },
	{ "teaser", HINT_RELATED, true },
	{ "time", HINT_DATE, false },
	{ "timestamp", HINT_DATE, false },
	{ "title", HINT_TITLE, false },
	{ "toc", HINT_NAV, false },
	{ "toolbar", HINT_SHARE, false },
	{ "tooltip", HINT_FORM, true },
	{ "trending", HINT_RELATED, false },
	{ "user", HINT_AUTHOR, false },
	{ "username", HINT_AUTHOR, false },
	{ "userinfo", HINT_AUTHOR, false },
	{ "vote", HINT_SCORE, true },
	{ "votes", HINT_SCORE, false },
	{ "werbung", HINT_AD, false },
	{ "whatsapp", HINT_SHARE, false },
};
#define NWORDS (sizeof(words) / sizeof(*words))

/* Whole words of a class attribute, as their parts mean other things. */
static const struct word whole[] = {
	{ "screen-reader-text", HINT_HIDDEN, false },
	{ "show-for-sr", HINT_HIDDEN, false },
	{ "sr-only", HINT_HIDDEN, false },
	{ "visually-hidden", HINT_HIDDEN, false },
	{ "visuallyhidden", HINT_HIDDEN, false },
};

/* Values of itemprop and of microformats2 classes. */
static const struct word props[] = {
	{ "articleBody", HINT_BODY | HINT_ARTICLE, false },
	{ "e-content", HINT_BODY, false },
	{ "entry-content", HINT_BODY, false },
	{ "p-author", HINT_AUTHOR, false },
	{ "dt-published", HINT_DATE, false },
	{ "u-comment", HINT_COMMENT, false },
	{ "h-cite", HINT_COMMENT, false },
};

static bool
word_matches(const struct word *w, struct slice x)
{
	size_t n = strlen(w->word);

	return (w->prefix ? x.len >= n : x.len == n) &&
	    !memcmp(w->word, x.s, n);
}

/* The first of words[] that starts with the letter c, or NWORDS. */
static size_t
first_with(char c)
{
	size_t lo = 0, hi = NWORDS, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (words[mid].word[0] < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static uint32_t
hint_word(struct slice x)
{
	size_t i;
	uint32_t hints = 0;

	if (x.len < 2)
		return 0;
	for (i = first_with(x.s[0]); i < NWORDS; i++) {
		if (words[i].word[0] != x.s[0])
			break;
		if (words[i].word[1] == x.s[1] && word_matches(&words[i], x))
			hints |= words[i].hints;
	}
	return hints;
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words end at anything but letters, and where "camelCase" has a hump. */
uint32_t
hint_words(struct slice x)
{
	char low[24];
	size_t i, n = 0;
	uint32_t hints = 0;
	bool hump;

	for (i = 0; i < x.len; i++) {
		hump = i > 0 && is_upper(x.s[i]) && !is_upper(x.s[i - 1]);
		if (!ascii_alpha(x.s[i]) || hump) {
			hints |= hint_word((struct slice){ low, n });
			n = 0;
		}
		if (ascii_alpha(x.s[i]) && n < sizeof(low))
			low[n++] = ascii_lower(x.s[i]);
	}
	return hints | hint_word((struct slice){ low, n });
}

static uint32_t
hint_table(struct slice value, const struct word *table, size_t n)
{
	struct slice word;
	uint32_t hints = 0;
	size_t i;

	while (slice_cut(&value, ' ', &word))
		for (i = 0; i < n; i++)
			if (word.len && *word.s == *table[i].word &&
			    slice_eq(word, slice_z(table[i].word)))
				hints |= table[i].hints;
	return hints;
}

static uint32_t
read_class(struct slice x)
{
	return hint_words(x) |
	    hint_table(x, whole, sizeof(whole) / sizeof(*whole)) |
	    hint_table(x, props, sizeof(props) / sizeof(*props));
}

static size_t
slot_of(struct slice x)
{
	uint64_t head = 0, tail = 0;
	size_t n = x.len < sizeof(head) ? x.len : sizeof(head);

	memcpy(&head, x.s, n);
	memcpy(&tail, x.s + x.len - n, n);
	head = (head ^ (tail + x.len) * 0x9E3779B97F4A7C15u) *
	    0xC2B2AE3D27D4EB4Fu;
	return head >> 40 & (HINT_SLOTS - 1);
}

static uint32_t
recall(struct hints *h, struct slice x, bool class)
{
	size_t at;

	if (x.len == 0)
		return 0;
	at = slot_of(x);
	if (h->slots[at].class != class || !slice_eq(h->slots[at].value, x)) {
		h->slots[at].value = x;
		h->slots[at].class = class;
		h->slots[at].hints = class ? read_class(x) : hint_words(x);
	}
	return h->slots[at].hints;
}

uint32_t
hint_recall(struct hints *h, struct slice x)
{
	return recall(h, x, false);
}

static bool
is_read(struct slice name)
{
	static const struct slice read[] = {
		SLICE_INIT("id"), SLICE_INIT("role"),
		SLICE_INIT("data-testid"), SLICE_INIT("data-component")
	};
	size_t i;

	for (i = 0; i < sizeof(read) / sizeof(*read); i++)
		if (slice_eq(name, read[i]))
			return true;
	return false;
}

static uint32_t
hint_attr(struct hints *h, const struct attr *a)
{
	if (slice_eq(a->name, SLICE("class")))
		return recall(h, a->value, true);
	if (slice_eq(a->name, SLICE("itemprop")))
		return hint_table(a->value, props,
		    sizeof(props) / sizeof(*props));
	if (a->value.len > ID_MAX || !is_read(a->name))
		return 0;
	return recall(h, a->value, false);
}

uint32_t
hint_node(struct hints *h, const struct node *n)
{
	uint32_t hints = 0;
	size_t i;

	for (i = 0; i < n->nattrs; i++)
		hints |= hint_attr(h, &n->attrs[i]);
	return hints;
}
