#include "load/html/credit.h"

#define TAIL_WORDS 8			/* of one in its own element */
#define LAST_WORDS 4			/* after the last sentence */
#define LAST_MAX 60			/* bytes */
#define PAREN_MAX 90			/* bytes in parentheses */

/* What stands before a name, in the languages of many pages. */
static const char *const openers[] = {
	"photo:", "photo :", "photo by", "photos:", "foto:", "foto de",
	"foto di", "bild:", "image:", "image credit", "picture:", "pictures:",
	"picture by", "credit:", "credits:", "courtesy of", "quelle:",
	"\xC2\xA9", "photograph:", "photograph by", "photography:", "fotos:",
	"fotograf:", "fotografie:", "(afp", "(ap photo", "crédit",
	"copyright", "bildrechte:", "bildquelle:", "source:", "sources:",
	"source :", "fuente:", "fonte:", "bron:", "kilde:", "k\xC3\xA4lla:",
	"zdroj:", "kaynak:", "beeld:", "kuva:", "imagem:", "imagen:",
	"immagine:", "ritzau", "фото:", "Фото:", "фото ", "Фото ", "снимок:",
	"Источник:", "источник:", "fot.", "zdj.", "źródło:", "写真：", "写真＝",
	"写真提供", "撮影・", "撮影：", "撮影＝", "提供：", "提供＝", "图片来源",
	"圖片來源", "摄影：", "攝影：", "图：", "圖：", "사진=", "사진 =", "사진:",
	"צילום:", "صورة:", "تصوير:", "Φωτογραφία:", "Φωτό:", "ภาพ:", "ảnh:",
	"Ảnh:"
};

/* What stands after one, within parentheses. */
static const char *const closers[] = { "撮影", "提供", "供图", "摄", "攝" };

static const char *const parens[][2] = {
	{ "(", ")" }, { "[", "]" }, { "\xEF\xBC\x88", "\xEF\xBC\x89" }
};

#define COUNT(t) (sizeof(t) / sizeof(*(t)))

static size_t
first_opener(struct slice x)
{
	size_t i, at, best = x.len;

	for (i = 0; i < COUNT(openers); i++) {
		at = slice_ifind(x, slice_z(openers[i]));
		if (at < best)
			best = at;
	}
	return best;
}

bool
credit_at_start(struct slice x)
{
	size_t i;

	x = slice_trim(x);
	if (slice_starts(x, SLICE("(")))
		x = slice_from(x, 1);
	for (i = 0; i < COUNT(openers); i++)
		if (slice_istarts(x, slice_z(openers[i])))
			return true;
	return false;
}

/* "(Photo: X)": the parenthesis belongs to it. */
static size_t
before_paren(struct slice x, size_t at)
{
	struct slice head = slice_sub(x, 0, at);
	size_t i;

	for (i = 0; i < COUNT(parens); i++)
		if (slice_ends(head, slice_z(parens[i][0])))
			return at - strlen(parens[i][0]);
	return at;
}

/* The last character of x that is no closing quote ends a sentence. */
static bool
is_sentence(struct slice x)
{
	static const char *const stops[] = {
		".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81",
		"\xEF\xBC\x9F", "\"", "\xE2\x80\x9D", "\xC2\xBB",
		"\xE2\x80\x9C", "'", "\xE2\x80\x99"
	};
	size_t i;

	x = slice_trim(x);
	for (i = 0; i < COUNT(stops); i++)
		if (slice_ends(x, slice_z(stops[i])))
			return true;
	return false;
}

/* "... on Monday. (X / Agency)": in parentheses at the end, after a whole
 * sentence or with a slash between two names. */
static size_t
paren_at_end(struct slice x)
{
	struct slice in, head;
	size_t i, k, at;

	for (i = 0; i < COUNT(parens); i++) {
		if (!slice_ends(x, slice_z(parens[i][1])))
			continue;
		for (at = x.len; at > 0 && x.len - at < PAREN_MAX; at--)
			if (slice_starts(slice_from(x, at - 1),
			    slice_z(parens[i][0])))
				break;
		if (at == 0 || x.len - at >= PAREN_MAX)
			return x.len;
		at--;
		head = slice_sub(x, 0, at);
		in = slice_from(x, at + strlen(parens[i][0]));
		in.len -= strlen(parens[i][1]);
		if (head.len == 0)
			return x.len;
		for (k = 0; k < COUNT(closers); k++)
			if (slice_ends(in, slice_z(closers[k])))
				return at;
		return is_sentence(head) || slice_chr(in, '/') != SLICE_NONE ?
		    at : x.len;
	}
	return x.len;
}

/* Japanese: "...\xEF\xBC\x9DAgency". */
static size_t
after_equals(struct slice x)
{
	struct slice sign = SLICE("\xEF\xBC\x9D");
	size_t at, from = 0;

	while ((at = slice_find(slice_from(x, from), sign)) != SLICE_NONE) {
		from += at + sign.len;
		if (x.len - from < LAST_MAX / 2 && from < x.len)
			return from - sign.len;
	}
	return x.len;
}

/* "... said on Monday. Agency": a few words after the last sentence that
 * are none themselves. */
static size_t
after_sentence(struct slice x)
{
	size_t i, letters = 0;
	struct slice rest;

	if (is_sentence(x) || x.len < LAST_MAX / 2)
		return x.len;
	for (i = x.len - 1; i > 1 && x.len - i < LAST_MAX; i--) {
		if (x.s[i] != ' ' || x.s[i - 1] != '.')
			continue;
		while (letters + 1 < i && (ascii_alpha(x.s[i - 2 - letters]) ||
		    (x.s[i - 2 - letters] & 0x80)))
			letters++;
		rest = slice_trim(slice_from(x, i));
		return letters >= 4 && slice_words(rest) <= LAST_WORDS &&
		    rest.len && !ascii_digit(*rest.s) &&
		    !(*rest.s >= 'a' && *rest.s <= 'z' &&
		    slice_words(rest) > 1) ? i : x.len;
	}
	return x.len;
}

/* A few words in an element of their own, marked off from a sentence. */
static bool
is_credit_tail(struct slice head, struct slice tail)
{
	head = slice_trim(head);
	tail = slice_trim(tail);
	if (head.len == 0 || tail.len == 0 || tail.len > CREDIT_MAX ||
	    slice_words(tail) > TAIL_WORDS || slice_ends(tail, SLICE(".")))
		return false;
	return is_sentence(head) || credit_at_start(tail) ||
	    slice_chr(tail, '/') != SLICE_NONE ||
	    slice_starts(tail, SLICE("("));
}

size_t
credit_find(struct slice x, size_t tail)
{
	static size_t (*const rules[])(struct slice) = {
		paren_at_end, after_equals, after_sentence
	};
	size_t i, at;

	at = first_opener(x);
	if (at < x.len)
		return before_paren(x, at);
	if (tail > 0 && is_credit_tail(slice_sub(x, 0, tail),
	    slice_from(x, tail)))
		return tail;
	while (x.len && ascii_space(x.s[x.len - 1]))
		x.len--;
	for (i = 0; i < COUNT(rules); i++) {
		at = rules[i](x);
		if (at < x.len)
			return at;
	}
	return x.len;
}
