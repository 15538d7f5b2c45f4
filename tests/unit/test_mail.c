#include <stdlib.h>

#include "load/archive/part.h"
#include "load/charset/charset.h"
#include "load/mail/mail.h"
#include "load/mail/mbox.h"
#include "load/mail/mime.h"
#include "load/mail/refs.h"
#include "load/mail/word.h"

#include "test.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static void
test_words(void)
{
	static const char *const table[][2] = {
		{ "plain text", "plain text" },
		{ "=?utf-8?Q?caf=C3=A9_au_lait?=", "café au lait" },
		{ "=?ISO-8859-1?q?caf=E9?= au lait", "café au lait" },
		{ "a =?utf-8?q?b?= c", "a b c" },
		{ "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?a?=\n =?iso-8859-1?q?b?=", "ab" },
		/* A character cut in two by a program that counted bytes. */
		{ "=?utf-8?B?w6Q=?= =?utf-8?B?ww==?= =?utf-8?B?pA==?=",
		    "ää" },
		{ "=?koi8-r*ru?B?78bJ0w==?=", "Офис" },
		{ "=?no-such-label?q?abc?=", "abc" },
		{ "=?utf-8?x?abc?=", "=?utf-8?x?abc?=" },
		{ "=?utf-8?q?abc", "=?utf-8?q?abc" },
		{ "=?", "=?" }, { "", "" },
		{ "caf\xC3\xA9", "café" },
		{ "=?utf-8?q?a=1Bb=C2=9Bc?=", "abc" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		buf_clear(&b);
		word_decode(&b, slice_z(table[i][0]));
		CHECK_STR(buf_slice(&b), table[i][1]);
	}
	buf_clear(&b);
	word_quoted(&b, SLICE("a=\r\nb= \nc=3D=zz=4"), false);
	CHECK_STR(buf_slice(&b), "abc==zz=4");
	buf_clear(&b);
	word_base64(&b, SLICE("YW\nJj\r\n!ZA=="));
	CHECK_STR(buf_slice(&b), "abcd");
	buf_free(&b);
}

static void
test_fields(void)
{
	struct message m = message_read(SLICE("From x Thu Jan 1\nSubject: a\n"
	    " b\nX: y\nsubject: no\nContent-Type: text/plain;\n\tname=\"a;b\";"
	    " Charset = \"utf-8\"\n\nbody\n"));
	struct slice refs = SLICE("<a@b>\n\t< c > x <d");
	struct slice id;

	CHECK_STR(m.fields[FIELD_SUBJECT], "a\n b");
	CHECK_STR(m.body, "body\n");
	CHECK_STR(message_value(m.fields[FIELD_TYPE]), "text/plain");
	CHECK_STR(message_parameter(m.fields[FIELD_TYPE], "charset"),
	    "utf-8");
	CHECK_STR(message_parameter(m.fields[FIELD_TYPE], "name"), "a;b");
	CHECK_STR(message_parameter(m.fields[FIELD_TYPE], "no"), "");
	CHECK(message_next_id(&refs, &id));
	CHECK_STR(id, "a@b");
	CHECK(message_next_id(&refs, &id));
	CHECK_STR(id, "c");
	CHECK(!message_next_id(&refs, &id));
}

static void
test_subjects(void)
{
	static const struct {
		const char *subject, *base;
		bool reply;
	} table[] = {
		{ "The ferry", "The ferry", false },
		{ "Re: The ferry", "The ferry", true },
		{ " RE : x", "RE : x", false },
		{ "Re[2]: AW: Fwd:the ferry", "the ferry", true },
		{ "Reading: a list", "Reading: a list", false },
		{ "Re:", "", true }, { "", "", false },
	};
	size_t i;
	bool reply;

	for (i = 0; i < COUNT(table); i++) {
		CHECK_STR(message_base_subject(slice_z(table[i].subject),
		    &reply), table[i].base);
		CHECK_EQ(reply, table[i].reply);
	}
}

static void
test_sniff(void)
{
	static const struct {
		const char *head;
		bool is;
	} table[] = {
		{ "From: a\nDate: b\nSubject: c\n\nx", true },
		{ "Received: x\n y\nFrom: a\nMessage-ID: <b>\nDate: b\n\n",
		    true },
		{ "From a@b Thu Jan  1 10:00:00 2026\nSubject: x\n\ny", true },
		{ "From here on, by 10:00 in 2026, all is well\nit was\n",
		    false },
		{ "From: a\nDate: b\n\nno subject, no id", false },
		{ "From: a\nDate: b\nSubject: c\nand text\n\nx", false },
		{ "Subject: a\nDate: b\nMessage-ID: <c>\n\nx", false },
		{ "", false },
	};
	size_t i;

	for (i = 0; i < COUNT(table); i++)
		CHECK_EQ(mail_sniff(slice_z(table[i].head)), table[i].is);
}

static void
test_mime(void)
{
	static const struct {
		const char *message, *text, *charset;
		size_t attached;
	} table[] = {
		{ "From: a\n\nplain\n", "plain\n", "UTF-8", 0 },
		{ "Content-Type: text/plain; charset=us-ascii\n\n"
		    "c\xE9 que j'ai \xE9t\xE9 \xE0 la f\xEAte, voil\xE0",
		    "cé que j'ai été à la fête, voilà", "windows-1252", 0 },
		{ "Content-Type: text/plain; charset=cp437\n\ncaf\x82",
		    "café", "IBM437", 0 },
		{ "Content-Type: text/plain; charset=utf-7\n\ncaf+AOk-",
		    "café", "UTF-7", 0 },
		{ "Content-Transfer-Encoding: base64\n\nY2Fmw6k=\n", "café",
		    "UTF-8", 0 },
		{ "Content-Type: image/png\n\nx", "", "UTF-8", 1 },
		{ "Content-Type: multipart/alternative; boundary=b\n\nno\n"
		    "--b\nContent-Type: text/html\n\n<p>html\n--b\n\nplain\n"
		    "--b--\nno\n", "plain\n", "UTF-8", 0 },
		{ "Content-Type: multipart/mixed; boundary=\"b c\"\n\n--b c\n"
		    "\none\n--b c\nContent-Type: multipart/mixed; boundary=d"
		    "\n\n--d\n\ntwo\n--b c\nContent-Disposition: attachment\n"
		    "\nthree\n", "one\n\ntwo\n", "UTF-8", 1 },
		{ "Content-Type: multipart/mixed\n\nx", "", "UTF-8", 0 },
		{ "Content-Type: text/plain; format=flowed\n\na \nb\n>c \n>d\n"
		    " >e\n-- \nf\n", "a b\n> c d\n>e\n-- \nf\n\n", "UTF-8",
		    0 },
		{ "Content-Type: text/html\n\n<p>One paragraph of text.<p>And "
		    "another one.", "One paragraph of text.\n\nAnd another "
		    "one.\n\n", "UTF-8", 0 },
	};
	struct charset_info info;
	struct buf b = { 0 };
	struct message m;
	size_t i, attached;

	for (i = 0; i < COUNT(table); i++) {
		m = message_read(slice_z(table[i].message));
		buf_clear(&b);
		mime_text(&m, NULL, &b, &info, &attached);
		CHECK_STR(buf_slice(&b), table[i].text);
		CHECK_STR(slice_z(info.name), table[i].charset);
		CHECK_EQ(attached, table[i].attached);
	}
	buf_free(&b);
}

struct mail {
	const char *id, *refs, *subject;
	int parent;			/* -1: none */
	bool near;
	size_t root;
};

static void
check_refs(const struct mail *mails, size_t n)
{
	struct refs *r = refs_new();
	struct message m;
	size_t i, parent;
	bool near;

	for (i = 0; i < n; i++) {
		m = (struct message){ 0 };
		m.fields[FIELD_ID] = slice_z(mails[i].id);
		m.fields[FIELD_REFERENCES] = slice_z(mails[i].refs);
		m.fields[FIELD_SUBJECT] = slice_z(mails[i].subject);
		refs_add(r, &m);
	}
	refs_link(r);
	for (i = 0; i < n; i++) {
		parent = refs_parent(r, i, &near);
		CHECK_EQ(parent == REFS_NONE ? -1 : (int)parent,
		    mails[i].parent);
		CHECK_EQ(near, mails[i].near);
		CHECK_EQ(refs_root(r, i), mails[i].root);
	}
	refs_free(r);
}

static void
test_refs(void)
{
	static const struct mail chain[] = {
		{ "<c>", "<a> <b>", "Re: x", 1, false, 2 },
		{ "<b>", "<a>", "Re: x", 2, false, 2 },
		{ "<a>", "", "x", -1, false, 2 },
		{ "<d>", "<a> <no> <c>", "Re: x", 0, false, 2 },
		{ "<e>", "<a> <gone>", "Re: x", 2, true, 2 },
		{ "<f>", "", "Re: x", -1, false, 2 },
		{ "<g>", "", "x", -1, false, 6 },
		{ "<h>", "", "y", -1, false, 7 },
	};
	static const struct mail circle[] = {
		{ "<a>", "<b>", "", 1, false, 1 },
		{ "<b>", "<a>", "", -1, false, 1 },
		{ "<c>", "<c>", "", 0, false, 1 },	/* the next one says so */
		{ "<c>", "<a> <c>", "", 2, false, 1 },
	};
	static const struct mail lost[] = {
		{ "<b>", "<a>", "Re: x", -1, true, 0 },
		{ "<c>", "<a>", "Re: x", -1, true, 0 },
		{ "", "", "", -1, false, 2 },
	};

	check_refs(chain, COUNT(chain));
	check_refs(circle, COUNT(circle));
	check_refs(lost, COUNT(lost));
}

/* A long discussion in a bad order costs no more than it is long. */
static void
test_long_refs(void)
{
	enum { N = 100000 };
	struct refs *r = refs_new();
	char id[32], refs[32];
	struct message m = { 0 };
	size_t i;
	bool near;

	for (i = 0; i < N; i++) {
		snprintf(id, sizeof(id), "<%zu>", N - i);
		snprintf(refs, sizeof(refs), "<%zu>", N - i - 1);
		m.fields[FIELD_ID] = slice_z(id);
		m.fields[FIELD_REPLY] = slice_z(refs);
		refs_add(r, &m);
	}
	refs_link(r);
	CHECK_EQ(refs_parent(r, 0, &near), 1);
	CHECK_EQ(refs_root(r, 0), refs_root(r, N - 1));
	refs_free(r);
}

static void
test_mbox(void)
{
	static const char box[] = "From a Thu Jan  1 10:00:00 2026\nSubject: "
	    "a\n\none\nFrom now on at 10:00 in 2026 it is no start\n\n"
	    ">From b Thu Jan  1 10:00:00 2026\n>>From c\n\n"
	    "From d Thu Jan  1 10:00:00 2026\n\ntwo";
	struct slice rest = slice_z(box), one;
	struct buf b = { 0 };

	CHECK(mbox_next(&rest, &one));
	CHECK(slice_starts(one, SLICE("From a")));
	CHECK(slice_ends(one, SLICE("From c\n\n")));
	mbox_unquote(&b, one);
	CHECK(slice_find(buf_slice(&b), SLICE("\n\nFrom b")) != SLICE_NONE);
	CHECK(slice_find(buf_slice(&b), SLICE("\n>From c")) != SLICE_NONE);
	CHECK(mbox_next(&rest, &one));
	CHECK(slice_ends(one, SLICE("two")));
	CHECK(!mbox_next(&rest, &one));
	buf_free(&b);
}

static void
test_authors(void)
{
	static const char *const table[][2] = {
		{ "Anna B <a@b.example>", "Anna B" },
		{ "\"B, Anna\" <a@b.example>", "B, Anna" },
		{ "a@b.example (Anna B)", "Anna B" },
		{ "<anna@b.example>", "anna" }, { "anna@b.example", "anna" },
		{ "=?utf-8?q?=C3=84nna?= <a@b>", "Änna" },
		{ "\"x <y\" <a@b>", "x <y" },
	};
	struct part p = { 0 };
	struct doc *d;
	size_t i;

	for (i = 0; i < COUNT(table); i++) {
		buf_printf(&p.bytes, "From -\nFrom: %s\nSubject: Re: x\n\ny",
		    table[i][0]);
		d = mail_load(&p, "x", NULL);
		CHECK_STR(d->authors.at[0], table[i][1]);
		CHECK_STR(d->headline, "x");
		doc_free(d);
	}
}

int
main(void)
{
	test_words();
	test_fields();
	test_subjects();
	test_sniff();
	test_mime();
	test_refs();
	test_long_refs();
	test_mbox();
	test_authors();
	return test_done("mail");
}
