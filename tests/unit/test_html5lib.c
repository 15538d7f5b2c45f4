/*
 * The tokenizer cases of html5lib-tests, where they are at hand: the folder
 * is the argument, else ../shared/data/charsets/html5lib/tokenizer.  Parse
 * errors are not compared.
 */
#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "load/html/token.h"
#include "text/utf8.h"

#define FOLDER "../shared/data/charsets/html5lib/tokenizer"
#define SHOWN 20		/* failures told in full */

struct count {
	int passed, failed;
};

static const char *const states[] = {
	[STATE_DATA] = "Data state",
	[STATE_RCDATA] = "RCDATA state",
	[STATE_RAWTEXT] = "RAWTEXT state",
	[STATE_SCRIPT] = "Script data state",
	[STATE_PLAINTEXT] = "PLAINTEXT state",
	[STATE_CDATA] = "CDATA section state"
};

/*
 * cJSON knows neither NUL nor lone surrogates in a string, so \u escapes
 * are kept from it: the backslash is doubled, unescape() reads them later,
 * as doubleEscaped tests want it anyway.  No other test has a backslash
 * before a u.
 */
static void
double_escapes(struct slice json, struct buf *out)
{
	size_t i;

	for (i = 0; i < json.len; i++) {
		buf_addc(out, json.s[i]);
		if (json.s[i] != '\\' || i + 1 == json.len)
			continue;
		if (json.s[++i] == 'u')
			buf_addc(out, '\\');
		buf_addc(out, json.s[i]);
	}
}

static bool
hex4(const char *s, uint32_t *code)
{
	char digits[5] = { 0 }, *end;

	if (s[0] != '\\' || s[1] != 'u' || strnlen(s + 2, 4) < 4)
		return false;
	memcpy(digits, s + 2, 4);
	*code = (uint32_t)strtoul(digits, &end, 16);
	return end == digits + 4;
}

/* Surrogates too, which utf8_add() refuses. */
static void
add_code(struct buf *out, uint32_t code)
{
	if ((code & ~0x7FFu) != 0xD800) {
		utf8_add(out, code);
		return;
	}
	buf_addc(out, (char)(0xE0 | code >> 12));
	buf_addc(out, (char)(0x80 | (code >> 6 & 0x3F)));
	buf_addc(out, (char)(0x80 | (code & 0x3F)));
}

static void
unescape(const char *s, struct buf *out)
{
	uint32_t code, low;

	while (*s) {
		if (!hex4(s, &code)) {
			buf_addc(out, *s++);
			continue;
		}
		s += 6;
		if ((code & ~0x3FFu) == 0xD800 && hex4(s, &low) &&
		    (low & ~0x3FFu) == 0xDC00) {
			code = 0x10000 + ((code & 0x3FF) << 10) +
			    (low & 0x3FF);
			s += 6;
		}
		add_code(out, code);
	}
}

/* "Preprocessing the input stream": CR LF and CR become LF. */
static void
normalize(struct buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->len; i++) {
		if (b->s[i] == '\n' && i && b->s[i - 1] == '\r')
			continue;
		b->s[n++] = b->s[i];
	}
	b->len = n;
	for (i = 0; i < n; i++)
		if (b->s[i] == '\r')
			b->s[i] = '\n';
}

/* Tokens as text, one a line, byte counts first, so that it is exact. */
static void
print_string(struct buf *out, struct slice x)
{
	buf_printf(out, " %zu:", x.len);
	buf_add(out, x);
}

static void
print_json_string(struct buf *out, const cJSON *j)
{
	struct buf b = { 0 };

	if (cJSON_IsString(j)) {
		unescape(j->valuestring, &b);
		print_string(out, buf_slice(&b));
	} else {
		buf_addz(out, " null");
	}
	buf_free(&b);
}

static void
print_expected(struct buf *out, const cJSON *token)
{
	const char *kind = token->child->valuestring;
	const cJSON *j = token->child->next, *a;

	buf_printf(out, "%s", kind);
	for (; j != NULL; j = j->next) {
		if (cJSON_IsBool(j))
			buf_addz(out, cJSON_IsTrue(j) ? " true" : " false");
		else if (!cJSON_IsObject(j))
			print_json_string(out, j);
		for (a = cJSON_IsObject(j) ? j->child : NULL; a; a = a->next) {
			struct buf name = { 0 };

			unescape(a->string, &name);
			print_string(out, buf_slice(&name));
			print_json_string(out, a);
			buf_free(&name);
		}
	}
	buf_addc(out, '\n');
}

static void
print_id(struct buf *out, struct slice id)
{
	if (id.s)
		print_string(out, id);
	else
		buf_addz(out, " null");
}

/* xmlViolation tests: "Coercing an HTML DOM into an infoset". */
static void
coerce(struct slice x, bool comment, struct buf *out)
{
	size_t i;

	for (i = 0; i < x.len; i++) {
		if (slice_starts(slice_from(x, i), SLICE("\xEF\xBF\xBF"))) {
			buf_addz(out, "\xEF\xBF\xBD");
			i += 2;
			continue;
		}
		buf_addc(out, x.s[i] == '\f' ? ' ' : x.s[i]);
		if (comment && x.s[i] == '-' && i + 1 < x.len &&
		    x.s[i + 1] == '-')
			buf_addc(out, ' ');
	}
}

static void
print_token(struct buf *out, const struct token *tok)
{
	size_t i;

	switch (tok->kind) {
	case TOKEN_START:
		buf_addz(out, "StartTag");
		print_string(out, tok->name);
		for (i = 0; i < tok->nattrs; i++) {
			print_string(out, tok->attrs[i].name);
			print_string(out, tok->attrs[i].value);
		}
		buf_addz(out, tok->self_closing ? " true" : "");
		break;
	case TOKEN_END:
		buf_addz(out, "EndTag");
		print_string(out, tok->name);
		break;
	case TOKEN_DOCTYPE:
		buf_addz(out, "DOCTYPE");
		print_id(out, tok->name);
		print_id(out, tok->public_id);
		print_id(out, tok->system_id);
		buf_addz(out, tok->force_quirks ? " false" : " true");
		break;
	default:
		buf_addz(out, tok->kind == TOKEN_TEXT ? "Character" :
		    "Comment");
		print_string(out, tok->data);
	}
	buf_addc(out, '\n');
}

/* A run of text is printed as one token. */
static void
print_tokens(struct buf *out, struct tokenizer *t, bool coerced)
{
	struct token tok, text = { .kind = TOKEN_TEXT };
	struct buf run = { 0 }, copy = { 0 };

	do {
		tokenizer_next(t, &tok);
		if (tok.kind == TOKEN_TEXT || tok.kind == TOKEN_COMMENT) {
			buf_clear(&copy);
			coerce(tok.data, tok.kind == TOKEN_COMMENT, &copy);
			tok.data = coerced ? buf_slice(&copy) : tok.data;
		}
		if (tok.kind == TOKEN_TEXT) {
			buf_add(&run, tok.data);
			continue;
		}
		text.data = buf_slice(&run);
		if (run.len)
			print_token(out, &text);
		buf_clear(&run);
		if (tok.kind != TOKEN_EOF)
			print_token(out, &tok);
	} while (tok.kind != TOKEN_EOF);
	buf_free(&run);
	buf_free(&copy);
}

static bool
run_state(const cJSON *test, const char *state, bool coerced)
{
	const char *last = cJSON_GetStringValue(
	    cJSON_GetObjectItem(test, "lastStartTag"));
	struct arena arena = { 0 };
	struct buf input = { 0 }, got = { 0 }, want = { 0 };
	struct tokenizer *t;
	const cJSON *token;
	size_t i = 0;
	bool ok;

	unescape(cJSON_GetObjectItem(test, "input")->valuestring, &input);
	normalize(&input);
	cJSON_ArrayForEach(token, cJSON_GetObjectItem(test, "output"))
		print_expected(&want, token);
	while (strcmp(states[i], state) != 0)
		i++;
	t = tokenizer_new(buf_slice(&input), &arena);
	tokenizer_set_state(t, (enum token_state)i, slice_z(last));
	print_tokens(&got, t, coerced);
	ok = slice_eq(buf_slice(&got), buf_slice(&want));
	if (!ok)
		printf("%s, %s:\nwant %sgot  %s\n", cJSON_GetObjectItem(test,
		    "description")->valuestring, state, buf_z(&want),
		    buf_z(&got));
	tokenizer_free(t);
	arena_free(&arena);
	buf_free(&input);
	buf_free(&got);
	buf_free(&want);
	return ok;
}

/* A case passes when it does in each of its states. */
static bool
run_case(const cJSON *test, bool coerced)
{
	const cJSON *list = cJSON_GetObjectItem(test, "initialStates"), *s;
	bool ok = true;

	if (list == NULL)
		return run_state(test, states[STATE_DATA], coerced);
	cJSON_ArrayForEach(s, list)
		ok = run_state(test, s->valuestring, coerced) && ok;
	return ok;
}

static void
run_file(const char *path, struct count *n)
{
	struct buf b = { 0 }, json = { 0 };
	cJSON *root, *test;
	bool cut;

	if (!file_read(path, 1 << 28, &b, &cut, NULL))
		return;
	double_escapes(buf_slice(&b), &json);
	root = cJSON_ParseWithLength(buf_z(&json), json.len);
	if (root == NULL || root->child == NULL) {
		printf("%s: not read\n", path);
		n->failed++;
	} else {
		cJSON_ArrayForEach(test, root->child)
			if (run_case(test, !strncmp(root->child->string,
			    "xmlViolation", 12)))
				n->passed++;
			else
				n->failed++;
	}
	cJSON_Delete(root);
	buf_free(&b);
	buf_free(&json);
}

int
main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : FOLDER;
	struct buf path = { 0 };
	struct count n = { 0 };
	struct dirent *e;
	DIR *d = opendir(folder);

	if (d == NULL) {
		puts("html5lib: 0 passed, 0 failed, "
		    "1 skipped (no ../shared)");
		return 0;
	}
	while ((e = readdir(d)) != NULL) {
		if (!slice_ends(slice_z(e->d_name), SLICE(".test")))
			continue;
		buf_clear(&path);
		buf_printf(&path, "%s/%s", folder, e->d_name);
		run_file(buf_z(&path), &n);
	}
	closedir(d);
	buf_free(&path);
	printf("html5lib: %d passed, %d failed\n", n.passed, n.failed);
	return n.failed != 0 || n.passed == 0;
}
