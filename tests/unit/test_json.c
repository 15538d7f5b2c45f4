/* json: a document written and read back by another JSON library. */
#include <cjson/cJSON.h>
#include <stdlib.h>

#include "doc/json.h"
#include "test.h"

static cJSON *
reparse(const struct doc *d, struct buf *out)
{
	json_doc(out, d);
	return cJSON_Parse(buf_z(out));
}

static void
check_string(const cJSON *o, const char *key, const char *want)
{
	const char *got = cJSON_GetStringValue(cJSON_GetObjectItem(o, key));

	if (got == NULL)
		printf("%s:\n", key);
	CHECK_STR(slice_z(got), want);
}

static void
check_null(const cJSON *o, const char *key)
{
	CHECK(cJSON_IsNull(cJSON_GetObjectItem(o, key)));
}

static double
number(const cJSON *o, const char *key)
{
	return cJSON_GetNumberValue(cJSON_GetObjectItem(o, key));
}

static void
test_empty(void)
{
	struct doc *d = doc_new("-");
	struct buf out = { 0 };

	json_doc(&out, d);
	CHECK_STR(buf_slice(&out), "{\"source\":\"-\",\"format\":\"text\","
	    "\"truncated\":false,\"charset\":{\"name\":\"UTF-8\","
	    "\"from\":\"bom\",\"confidence\":0.0,\"errors\":0},\"url\":null,"
	    "\"language\":null,\"section\":[],\"headline\":null,"
	    "\"subtitle\":null,\"authors\":[],\"published\":null,"
	    "\"updated\":null,\"tags\":[],\"images\":[],\"body\":[],"
	    "\"related\":[],\"comments\":[],\"warnings\":[]}\n");
	buf_free(&out);
	doc_free(d);
}

static struct doc *
sample(void)
{
	struct doc *d = doc_new("a \x1b[2J \xff\xc2\x9b \"b\"\\.html");
	struct image *im;
	struct comment *c;

	d->headline = SLICE("Tab\tand \"quote\" \xd0\x96");
	d->charset = (struct charset_info){ "windows-1251", FROM_GUESSED,
		0.8754, 12345 };
	d->truncated = true;
	doc_add_to(d, &d->section, SLICE("World"));
	doc_add_to(d, &d->section, SLICE("North"));
	doc_warn(d, "odd: %d", 3);
	im = doc_add_image(d);
	im->caption = SLICE("A bridge");
	doc_add_block(d, BLOCK_HEADING, SLICE("Head"))->level = 2;
	doc_add_block(d, BLOCK_IMAGE, SLICE(""))->image = 0;
	doc_add_block(d, BLOCK_CODE, SLICE("a\n\tb"));
	doc_add_related(d, SLICE("Other"), SLICE(""));
	c = doc_add_comment(d);
	c->author = SLICE("Ann");
	c->text = SLICE("first");
	c->score = -7;
	c = doc_add_comment(d);
	c->id = SLICE("x9");
	c->reply_to = SLICE("Ann");
	c->parent = 0;
	c->confidence = 0.98f;
	c->evidence = EV_ONLY;
	c->absent = true;
	return d;
}

static void
check_comments(const cJSON *list)
{
	const cJSON *a = cJSON_GetArrayItem(list, 0);
	const cJSON *b = cJSON_GetArrayItem(list, 1);

	CHECK_EQ(cJSON_GetArraySize(list), 2);
	check_string(a, "id", "c1");
	check_string(a, "author", "Ann");
	check_null(a, "reply_to");
	check_null(a, "parent");
	check_null(a, "confidence");
	check_null(a, "evidence");
	CHECK_EQ(number(a, "score"), -7);
	CHECK(cJSON_IsFalse(cJSON_GetObjectItem(a, "absent")));
	check_string(b, "id", "x9");
	check_null(b, "author");
	check_string(b, "reply_to", "Ann");
	CHECK_EQ(number(b, "parent"), 0);
	CHECK(number(b, "confidence") == 0.98);
	check_string(b, "evidence", "only candidate");
	check_null(b, "published");
	check_null(b, "score");
	check_string(b, "text", "");
	CHECK(cJSON_IsTrue(cJSON_GetObjectItem(b, "absent")));
}

static void
check_body(const cJSON *list)
{
	const cJSON *b = cJSON_GetArrayItem(list, 0);

	CHECK_EQ(cJSON_GetArraySize(list), 3);
	check_string(b, "kind", "heading");
	CHECK_EQ(number(b, "level"), 2);
	b = cJSON_GetArrayItem(list, 1);
	check_string(b, "kind", "image");
	check_string(b, "text", "A bridge");
	CHECK(cJSON_GetObjectItem(b, "level") == NULL);
	check_string(cJSON_GetArrayItem(list, 2), "text", "a\n\tb");
}

static void
test_sample(void)
{
	struct doc *d = sample();
	struct buf out = { 0 };
	cJSON *j = reparse(d, &out);
	const cJSON *cs = cJSON_GetObjectItem(j, "charset");
	size_t i;

	CHECK(j != NULL);
	check_string(j, "source", "a \x1b[2J \xef\xbf\xbd\xc2\x9b \"b\"\\.html");
	check_string(j, "headline", "Tab\tand \"quote\" \xd0\x96");
	check_string(cs, "name", "windows-1251");
	check_string(cs, "from", "guessed");
	CHECK(number(cs, "confidence") == 0.875);
	CHECK_EQ(number(cs, "errors"), 12345);
	CHECK(cJSON_IsTrue(cJSON_GetObjectItem(j, "truncated")));
	CHECK_EQ(cJSON_GetArraySize(cJSON_GetObjectItem(j, "section")), 2);
	check_null(cJSON_GetArrayItem(cJSON_GetObjectItem(j, "images"), 0),
	    "url");
	check_null(cJSON_GetArrayItem(cJSON_GetObjectItem(j, "related"), 0),
	    "url");
	check_body(cJSON_GetObjectItem(j, "body"));
	check_comments(cJSON_GetObjectItem(j, "comments"));
	/* no raw control byte but the newline at the end, no raw C1 */
	for (i = 0; i + 1 < out.len; i++)
		CHECK((unsigned char)out.s[i] >= 0x20 && out.s[i] != 0x7f);
	CHECK_EQ(slice_find(buf_slice(&out), SLICE("\xc2\x9b")), SLICE_NONE);
	cJSON_Delete(j);
	buf_free(&out);
	doc_free(d);
}

static void
test_ratio(void)
{
	static const struct {
		float confidence;
		const char *want;
	} cases[] = {
		{ 0, "\"confidence\":0.0," }, { 1, "\"confidence\":1.0," },
		{ 0.5f, "\"confidence\":0.5," }, { 2, "\"confidence\":1.0," },
		{ 0.05f, "\"confidence\":0.05," },
		{ 0.955f, "\"confidence\":0.955," },
		{ 0.95f, "\"confidence\":0.95," },
		{ 0.9999f, "\"confidence\":1.0," },
		{ -1, "\"confidence\":0.0," }
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct doc *d = doc_new("x");
		struct buf out = { 0 };

		doc_add_comment(d)->evidence = EV_NAME;
		d->comments[0].confidence = cases[i].confidence;
		d->charset.name = NULL;
		json_doc(&out, d);
		CHECK(slice_find(buf_slice(&out), slice_z(cases[i].want)) !=
		    SLICE_NONE);
		buf_free(&out);
		doc_free(d);
	}
}

/* Two documents are two lines. */
static void
test_lines(void)
{
	struct doc *d = sample();
	struct buf out = { 0 };
	struct slice rest, line;
	int n = 0;

	json_doc(&out, d);
	json_doc(&out, d);
	for (rest = buf_slice(&out); slice_cut(&rest, '\n', &line); )
		if (line.len > 0)
			n += *line.s == '{' && line.s[line.len - 1] == '}';
	CHECK_EQ(n, 2);
	buf_free(&out);
	doc_free(d);
}

int
main(void)
{
	test_empty();
	test_sample();
	test_ratio();
	test_lines();
	return test_done("json");
}
