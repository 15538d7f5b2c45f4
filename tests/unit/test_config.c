/* config: lines of lede.conf, one by one and as a file. */
#include <stdlib.h>

#include "app/config.h"
#include "test.h"

static bool
is_command(const char *name)
{
	return !strcmp(name, "down") || !strcmp(name, "level");
}

static const char *const good[] = {
	"", "   ", "# set width x", "  # x", "set width 80", "set width 0",
	"  set   width   100  ", "set centre off", "set mouse no",
	"set browser", "set browser w3m -M", "set theme mono",
	"theme light", "theme auto", "set WIDTH 70",
	"bind j everywhere down", "bind <C-d> comments level 3",
	"bind # article down", "unbind j everywhere", "unbind zz comments",
	"color headline cyan default bold", "colour text #102030",
	"set order score", "set start comments", "set bidi terminal",
	"set ascii on", "set width 80\r", "set\twidth\t80",
	"bind\tj\teverywhere\tlevel\t3", "color\ttext\tred\tblue",
	"site a.test body .text > p", "site\t*\tcomment\tnone",
	"site a.test time \"[data-when]\" @data-when"
};

static const char *const bad[][2] = {
	{ "width 80", "\"width\" is none of set, bind, unbind, color, theme, "
	    "kill, site" },
	{ "kill author", "kill author wants a name" },
	{ "kill dog x", "kill is followed by author or word" },
	{ "set", "set wants a name and a value" },
	{ "set foo 1", "no such setting: \"foo\"" },
	{ "set width", "set width wants a value" },
	{ "set width ten",
	    "width is a number from 0 to 1000, not \"ten\"" },
	{ "set width 1001",
	    "width is a number from 0 to 1000, not \"1001\"" },
	{ "set width -1", "width is a number from 0 to 1000, not \"-1\"" },
	{ "set width 99999999999",
	    "width is a number from 0 to 1000, not \"99999999999\"" },
	{ "set mouse maybe", "mouse is on or off, not \"maybe\"" },
	{ "set order best", "order is one of: page newest oldest score "
	    "replies; not \"best\"" },
	{ "theme pink", "theme is one of: auto dark light mono dark8 light8; "
	    "not \"pink\"" },
	{ "bind j", "after the keys comes everywhere, article, related, "
	    "comments, headlines or folders" },
	{ "bind j nowhere down", "after the keys comes everywhere, article, "
	    "related, comments, headlines or folders" },
	{ "bind j everywhere", "bind wants a command" },
	{ "bind j everywhere fly", "no such command: \"fly\"" },
	{ "bind <nokey> everywhere down",
	    "not a key or a sequence of up to 4: \"<nokey>\"" },
	{ "site", "site wants a site, a key, a selector" },
	{ "  site a.test body p..a", "column 22: after . comes a class" },
	{ "site\ta.test\tbody \"p, [x\"", "column 24: after an attribute "
	    "comes ], =, ~=, |=, ^=, $= or *=" },
	{ "site a.test body none", "column 18: body cannot be none" },
	{ "color nothing red", "unknown style \"nothing\"" },
	{ "color text pink", "unknown colour \"pink\"" },
	{ "color text", "no colour for \"text\"" }
};

static void
test_lines(void)
{
	struct config *c = config_new(is_command);
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		err.text[0] = '\0';
		CHECK(config_line(c, slice_z(good[i]), &err));
		CHECK_STR(slice_z(err.text), "");
	}
	config_free(c);
	c = config_new(is_command);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		CHECK(!config_line(c, slice_z(bad[i][0]), &err));
		CHECK_STR(slice_z(err.text), bad[i][1]);
	}
	/* nothing of it counted */
	CHECK_EQ(config_int(c, "width"), 76);
	CHECK_EQ(config_int(c, "mouse"), 1);
	config_free(c);
}

static void
test_file(void)
{
	static const char text[] =
	    "# mine\n"
	    "set width 90\n"
	    "set foo 1\n"
	    "\n"
	    "bind j everywhere level 3\r\n"
	    "bnid j everywhere down\n"
	    "set editor ed -s";
	struct config *c = config_new(is_command);
	struct slices said = { 0 };
	struct arena words = { 0 };
	const char *command = "";
	uint32_t j = 'j';

	config_parse(c, slice_z(text), "lede.conf", &said, &words);
	CHECK_EQ(said.n, 2);
	if (said.n == 2) {
		CHECK_STR(said.at[0],
		    "lede.conf:3: no such setting: \"foo\"");
		CHECK_STR(said.at[1], "lede.conf:6: \"bnid\" is none of set, "
		    "bind, unbind, color, theme, kill, site");
	}
	CHECK_EQ(config_int(c, "width"), 90);
	CHECK_STR(slice_z(config_string(c, "editor")), "ed -s");
	CHECK_EQ(keymap_find(c->keymap, CTX_RELATED, &j, 1, &command),
	    KEYMAP_FOUND);
	CHECK_STR(slice_z(command), "level 3");
	free(said.at);
	arena_free(&words);
	config_free(c);
}

static void
line(struct config *c, const char *x)
{
	CHECK(config_line(c, slice_z(x), NULL));
}

static void
test_values(void)
{
	struct config *c = config_new(NULL);
	size_t i;

	CHECK_EQ(config_int(c, "indent"), 2);
	CHECK_EQ(config_int(c, "centre"), 1);
	line(c, "set centre off");
	CHECK_EQ(config_int(c, "centre"), 0);
	line(c, "set centre yes");
	CHECK_EQ(config_int(c, "centre"), 1);
	CHECK_EQ(config_order(c), ORDER_PAGE);
	line(c, "set order newest");
	CHECK_EQ(config_order(c), ORDER_NEWEST);
	CHECK_EQ(config_start_pane(c), PANE_ARTICLE);
	line(c, "set start comments");
	CHECK_EQ(config_start_pane(c), PANE_COMMENTS);
	CHECK(config_ascii(c, false) && !config_ascii(c, true));
	line(c, "set ascii on");
	CHECK(config_ascii(c, true));
	line(c, "set ascii off");
	CHECK(!config_ascii(c, false));
	config_free(c);
	c = config_new(is_command);
	/* every default is a value the setting takes */
	for (i = 0; config_setting_name(i); i++) {
		struct buf b = { 0 };

		buf_printf(&b, "set %s %s", config_setting_name(i),
		    config_string(c, config_setting_name(i)));
		line(c, buf_z(&b));
		buf_free(&b);
	}
	CHECK_EQ(config_order(c), ORDER_PAGE);
	config_free(c);
}

/* A colour of the user's stays when the theme changes under it. */
static void
test_themes(void)
{
	struct config *c = config_new(NULL);
	struct theme want;
	const struct theme_style *own = &c->theme.style[STYLE_HEADLINE];

	unsetenv("COLORFGBG");
	line(c, "color headline red blue dim");
	line(c, "theme light");
	CHECK(own->fg == 1 && own->bg == 4 && own->attrs == THEME_DIM);
	theme_named(&want, "light");
	CHECK_EQ(c->theme.style[STYLE_LINK].fg, want.style[STYLE_LINK].fg);
	config_finish_theme(c, 8);
	theme_named(&want, "light8");
	CHECK_EQ(c->theme.style[STYLE_LINK].fg, want.style[STYLE_LINK].fg);
	CHECK(own->fg == 1 && own->bg == 4 && own->attrs == THEME_DIM);
	config_finish_theme(c, 0);
	CHECK_EQ(c->theme.style[STYLE_LINK].fg, -1);
	line(c, "theme auto");
	config_finish_theme(c, 256);
	theme_named(&want, "dark");
	CHECK_EQ(c->theme.style[STYLE_LINK].fg, want.style[STYLE_LINK].fg);
	setenv("COLORFGBG", "0;15", 1);
	config_finish_theme(c, 256);
	theme_named(&want, "light");
	CHECK_EQ(c->theme.style[STYLE_LINK].fg, want.style[STYLE_LINK].fg);
	config_free(c);
}

static void
test_first_key(void)
{
	struct config *c = config_new(NULL);
	struct buf b = { 0 };

	line(c, "bind <Enter> everywhere open");
	line(c, "bind o comments open");
	line(c, "bind x comments open");
	CHECK(config_first_key(c, PANE_COMMENTS, "open", &b));
	CHECK_STR(buf_slice(&b), "o");
	buf_clear(&b);
	CHECK(config_first_key(c, PANE_ARTICLE, "open", &b));
	CHECK_STR(buf_slice(&b), "Enter");
	buf_clear(&b);
	CHECK(!config_first_key(c, PANE_ARTICLE, "fly", &b));
	buf_free(&b);
	config_free(c);
}

int
main(void)
{
	test_lines();
	test_file();
	test_values();
	test_themes();
	test_first_key();
	return test_done("config");
}
