/* load/html: forums as their programs write them, by structure alone. */
#include "tests/unit/page.h"
#include "tests/unit/test.h"

struct post {
	const char *author, *day, *text;
};

static struct doc *
read_forum(const char *html)
{
	struct buf b = { 0 };

	buf_addz(&b, "<html><head><title>Bees in June</title></head><body>"
	    "<h1>Bees in June</h1>");
	buf_addz(&b, html);
	return read_page(&b);
}

static void
check_posts(const struct doc *d, const struct post *want, size_t n)
{
	size_t i;

	CHECK_EQ(d->ncomments, n);
	for (i = 0; i < n && i < d->ncomments; i++) {
		const struct comment *c = &d->comments[i];

		CHECK_STR(c->author, want[i].author);
		CHECK_STR(slice_sub(c->published, 0, 10), want[i].day);
		CHECK_STR(c->text, want[i].text);
	}
}

static void
check_page(const char *html, const struct post *want, size_t n)
{
	struct doc *d = read_forum(html);

	check_posts(d, want, n);
	doc_free(d);
}
#define CHECK_PAGE(html, want) \
	check_page(html, want, sizeof(want) / sizeof(*(want)))

#define T1 "The bees came back on the first of the month, I saw them."
#define T2 "Mine are late this year, as is the clover behind the barn."
#define T3 "I have none and hear them all the same, day and night."
#define T4 "Let them sleep a little while longer, it is cold outside."

#define T5 "The clover is late, the lime tree is not, look at it."
#define T6 "Whoever said that was right about the lime tree."
#define T7 "Then all of us go there on Sunday with a spoon."

static const struct post four[] = {
	{ "Alma", "2019-04-06", T1 }, { "Bodo", "2019-04-06", T2 },
	{ "Alma", "2019-04-07", T3 }, { "Cyrill", "2019-04-08", T4 },
};

/* Tables in tables: nothing has a class or an id. */
#define CELL(n, who, when, text) \
	"<p><a name=" n "></a><table bgcolor=silver><tr><td><table " \
	"width=100%><tr><td><b>By</b> <a href=user.pl?id=" n ">" who "</a> " \
	"<b>On</b> " when "</td><td align=right></td></tr></table></td></tr>" \
	"<tr><td>" text "</td></tr></table>"

static void
test_tables(void)
{
	CHECK_PAGE("<center><table><tr><td>You are not logged in</table>"
	    CELL("31", "Alma", "2019.04.06 13:17", T1)
	    CELL("32", "Bodo", "2019.04.06 15:21", T2)
	    CELL("33", "Alma", "2019.04.07 17:31", T3)
	    CELL("34", "Cyrill", "2019.04.08 10:00", T4) "</center>", four);
}

/* Name, text and time in one cell, and only one who talks. */
#define ROW(n, text, when) \
	"<tr><td><img src=a.png> <a id=" n " href=/u/77/Alma>Alma</a><p>" \
	text "<p><small>" when " . Edited #" n "</small></td></tr>"

static void
test_monologue(void)
{
	static const struct post want[] = {
		{ "Alma", "2014-03-13", T1 }, { "Alma", "2014-06-28", T2 },
		{ "Alma", "2014-07-09", T3 },
	};

	CHECK_PAGE("<table><tbody>" ROW("1", T1, "<b>3/13/2014</b>")
	    ROW("2", T2, "<b>6/28/2014</b>") ROW("3", T3, "<b>7/9/2014</b>")
	    "</tbody></table>", want);
}

/* Those with a picture have a box more around their name; the days in
 * numbers are near each other if the month comes first. */
#define BIT(n, box, day, who, text) \
	"<li class='postbit old' id=post_" n "><div class=posthead><span " \
	"class=date>" day ", <span class=time>11:0" n " AM</span></span>" \
	"</div><div class=details" box "><div class=userinfo" box "><div " \
	"class=contact><a class=username href=member.php?" n ">" who "</a>" \
	"</div><span class=usertitle>Member</span><dl><dt>Join Date<dd>" \
	"Aug 2011<dt>Posts<dd>81" n "</dl></div></div><div class=postbody>" \
	"<blockquote class=postcontent>" text "</blockquote></div></li>"

static void
test_variants(void)
{
	CHECK_PAGE("<ol id=posts>" BIT("1", "_no", "04-06-2019", "Alma", T1)
	    BIT("2", "", "04-06-2019", "Bodo", T2)
	    BIT("3", "_no", "04-07-2019", "Alma", T3)
	    BIT("4", "", "04-08-2019", "Cyrill", T4) "</ol>", four);
}

/* "Alma says:" in the element that has everything. */
#define SAYS(n, who, when, text) \
	"<div class=item id=r_" n "><div class=item_content><div class=no>" n \
	"</div><strong>" who "</strong> Says:<br><span class=small><time " \
	"datetime=" when "T02:14:44Z>that day</time></span><br>" text "<br>" \
	"</div><div class=bar><a href=#r>REPLY</a></div></div>"

static void
test_says(void)
{
	CHECK_PAGE(SAYS("1", "Alma", "2019-04-06", T1)
	    SAYS("2", "Bodo", "2019-04-06", T2)
	    SAYS("3", "Alma", "2019-04-07", T3)
	    SAYS("4", "Cyrill", "2019-04-08", T4), four);
}

/* The name is a text beside a rank, and of a lower rank than that. */
#define RANKED(n, who, rank, when, text) \
	"<li id=post-" n " class=message><div class=userBlock><h3 " \
	"class=userText>" who " <em class=userTitle>" rank "</em><small>" \
	"<span>" when ", 10:47</span></small></h3></div><div " \
	"class=messageContent><blockquote class=messageText>" text \
	"</blockquote></div></li>"

static void
test_ranks(void)
{
	CHECK_PAGE("<ol>" RANKED("1", "Alma", "V.I.P.", "06.04.2019", T1)
	    RANKED("2", "Bodo", "Newcomer", "06.04.2019", T2)
	    RANKED("3", "Alma", "V.I.P.", "07.04.2019", T3)
	    RANKED("4", "Cyrill", "Newcomer", "08.04.2019", T4) "</ol>", four);
}

/* The first post stands apart from the answers: it is the article.  What
 * has no text, or nothing that a post has, is no post. */
#define ANSWER(n, who, when, text) \
	"<li class='Item ItemComment' id=Comment_" n "><a class=Username " \
	"href=/profile/" who ">" who "</a> <time datetime=" when "T10:00>x" \
	"</time><div class='Message userContent'>" text "</div></li>"

static void
test_opening(void)
{
	static const struct post want[] = {
		{ "Bodo", "2019-04-06", T2 }, { "Cyrill", "2019-04-07", T3 },
		{ "Bodo", "2019-04-07", T5 }, { "Cyrill", "2019-04-07", T6 },
		{ "Alma", "2019-04-08", T7 },
	};
	struct doc *d = read_forum("<div class=Note><p>The hive stays open "
	    "in winter, and whoever comes is welcome to the honey, as it has "
	    "always been in this place.</p></div><div class=Discussion><a "
	    "class=Username href=/profile/Alma>Alma</a> <time datetime="
	    "2019-04-05T09:00>x</time><div class='Message userContent'>" T4
	    "</div></div><ul class=Comments>"
	    ANSWER("1", "Bodo", "2019-04-06", T2)
	    ANSWER("2", "Cyrill", "2019-04-07", T3)
	    "<li class='Item ItemComment'>Log in to read on</li>"
	    ANSWER("3", "Bodo", "2019-04-07", T5)
	    ANSWER("4", "Bodo", "2019-04-07", "<img src=bee.png>")
	    ANSWER("5", "Cyrill", "2019-04-07", T6)
	    ANSWER("6", "Alma", "2019-04-08", T7) "</ul>");

	check_posts(d, want, 5);
	CHECK_EQ(d->nblocks, 1);
	if (d->nblocks == 1)
		CHECK_STR(d->blocks[0].text, T4);
	CHECK_EQ(d->authors.n, 1);
	if (d->authors.n == 1)
		CHECK_STR(d->authors.at[0], "Alma");
	CHECK_STR(d->published, "2019-04-05T09:00:00");
	doc_free(d);
}

/* Who writes stands in bold, and writes again; the page says something
 * below each. */
#define BOLD(n, who, when, text) \
	"<tr bgcolor=#" n "edfdf><td width=18%><font><b>" who "</b></font>" \
	"<br><small>Member<br>Joined: 02 Jan 2004</small></td><td><small>" \
	"posted " when " 09:0" n " PM</small><hr><font>" text "</font><p>" \
	"<small>IP: Logged</small></td></tr>"

static void
test_bold(void)
{
	CHECK_PAGE("<table border=0><tr><td>Author</td><td>Topic</td></tr>"
	    BOLD("1", "Alma", "6 Apr 2019", T1)
	    BOLD("2", "Bodo", "6 Apr 2019", T2)
	    BOLD("3", "Alma", "7 Apr 2019", T3)
	    BOLD("4", "Cyrill", "8 Apr 2019", T4) "</table>", four);
}

/* A calendar has that too, but nobody in it comes again; nor is a list
 * signed that names nobody. */
static void
test_no_posts(void)
{
	struct doc *d = read_forum("<table>"
	    "<tr><td><b>Honey fair</b> 6 Apr 2019 10:00 " T1 "</td></tr>"
	    "<tr><td><b>Wax fair</b> 7 Apr 2019 10:00 " T2 "</td></tr>"
	    "<tr><td><b>Straw fair</b> 8 Apr 2019 10:00 " T3 "</td></tr>"
	    "<tr><td><b>Reed fair</b> 9 Apr 2019 10:00 " T4 "</td></tr>"
	    "</table>");

	CHECK_EQ(d->ncomments, 0);
	doc_free(d);
}

/* The head is one element and the text its sibling. */
#define SPLIT(n, odd, who, when, text) \
	"<div id=post-10" n " class=header><span class=date>" when " at 9:0" \
	n " pm</span> <a href=#post-10" n ">#10" n "</a></div><div class='" \
	odd " post-10" n " reply hentry'><div class=reply-author><a " \
	"href=/users/x" n " class=name>" who "</a></div><div " \
	"class=reply-content><p>" text "</p></div></div>"

#define SAID(n, who, when, text) \
	"<dt class=comment-author id=c10" n "><a href=/profile/" n ">" who \
	"</a> said...</dt><dd class=comment-body><p>" text "</p></dd><dd " \
	"class=comment-footer><span><a href=#c10" n ">" when " 9:00</a>" \
	"</span></dd>"

static void
test_siblings(void)
{
	CHECK_PAGE("<ul><li>" SPLIT("1", "even", "Alma", "April 6, 2019", T1)
	    SPLIT("2", "odd", "Bodo", "April 6, 2019", T2)
	    SPLIT("3", "even", "Alma", "April 7, 2019", T3)
	    SPLIT("4", "odd", "Cyrill", "April 8, 2019", T4) "</li></ul>",
	    four);
	CHECK_PAGE("<p>" T5 " " T6 "</p><dl>"
	    SAID("1", "Alma", "6.4.2019", T1) SAID("2", "Bodo", "6.4.2019", T2)
	    SAID("3", "Alma", "7.4.2019", T3)
	    SAID("4", "Cyrill", "8.4.2019", T4) "</dl>", four);
}

/* A script is to write the time out of a title; the button to reply says
 * nothing of an answer. */
#define SCRIPT(n, who, when, text) \
	"<li class=post id=p" n "><a class=user href=/user/" n ">" who \
	"</a> <span class=ago title=" when "T21:00:00.000Z></span><div " \
	"class=content><p>" text "</p></div><span class=reply><a href=#p" n \
	">Reply to This</a></span></li>"

static void
test_hidden_dates(void)
{
	struct doc *d = read_forum("<ul>"
	    SCRIPT("1", "Alma", "2019-04-06", T1)
	    SCRIPT("2", "Bodo", "2019-04-06", T2)
	    SCRIPT("3", "Alma", "2019-04-07", T3)
	    SCRIPT("4", "Cyrill", "2019-04-08", T4) "</ul>");

	check_posts(d, four, 4);
	if (d->ncomments > 1)
		CHECK_STR(d->comments[1].reply_to, "");
	doc_free(d);
}

int
main(void)
{
	test_bold();
	test_no_posts();
	test_siblings();
	test_hidden_dates();
	test_tables();
	test_monologue();
	test_variants();
	test_says();
	test_ranks();
	test_opening();
	return test_done("html_forum");
}
