#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/kill.h"
#include "base/file.h"
#include "test.h"

static void
check_file(const char *path, const char *want)
{
	struct buf b = { 0 };
	bool cut;

	CHECK(file_read(path, 1 << 16, &b, &cut, NULL));
	CHECK_STR(buf_slice(&b), want);
	buf_free(&b);
}

static void
check_lines(void)
{
	static const struct {
		const char *line, *value;	/* NULL: wrong */
		enum kill_kind kind;
	} lines[] = {
		{ "author \"Odo Fenn\"", "Odo Fenn", KILL_AUTHOR },
		{ "author Odo Fenn", "Odo Fenn", KILL_AUTHOR },
		{ "word  heron ", "heron", KILL_WORD },
		{ "WORD \"a \"b\" c\"", "a \"b\" c", KILL_WORD },
		{ "word", NULL, KILL_WORD }, { "word \"\"", NULL, KILL_WORD },
		{ "", NULL, KILL_WORD }, { "animal dog", NULL, KILL_WORD }
	};
	enum kill_kind kind;
	struct slice value;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		CHECK_EQ(kill_parse(slice_z(lines[i].line), &kind, &value,
		    &err), lines[i].value != NULL);
		if (lines[i].value == NULL)
			continue;
		CHECK_STR(value, lines[i].value);
		CHECK_EQ(kind, lines[i].kind);
	}
}

/* want: as the killfile has it. */
static void
check_word(const struct kill *k, struct slice text, const char *want)
{
	const struct kill_entry *e = kill_word_in(k, text);

	CHECK_STR(e ? e->value : SLICE(""), want);
}

static void
check_takes(void)
{
	struct kill k = { 0 };
	struct err err = { .text = "" };

	CHECK(kill_open(&k, NULL, SLICE("kill word rope\n"), &err));
	CHECK(kill_add(&k, KILL_WORD, SLICE("Heron bird"), &err));
	CHECK(kill_add(&k, KILL_WORD, SLICE("猫"), &err));
	check_word(&k, SLICE("The ROPE."), "rope");
	check_word(&k, SLICE("ropes and europe"), "");
	check_word(&k, SLICE("ropes, rope"), "rope");
	check_word(&k, SLICE("a heron bird"), "Heron bird");
	check_word(&k, SLICE("a heron; bird"), "");
	check_word(&k, SLICE("庭に猫がいます"), "猫");
	check_word(&k, SLICE(""), "");
	CHECK(!kill_remove(&k, KILL_WORD, SLICE("rope"), &err));
	CHECK(kill_remove(&k, KILL_WORD, SLICE("HERON BIRD"), &err));
	CHECK(!kill_remove(&k, KILL_WORD, SLICE("heron bird"), &err));
	check_word(&k, SLICE("a heron bird"), "");
	kill_free(&k);
}

/* A file is made when it is needed; lines of others' making stay. */
static void
check_keeps(const char *dir)
{
	struct kill k = { 0 };
	struct buf path = { 0 }, link = { 0 };
	struct err err = { .text = "" };
	struct stat sb;

	buf_printf(&path, "%s/a/b/kill", dir);
	buf_printf(&link, "%s/link", dir);
	CHECK(kill_open(&k, buf_z(&path), SLICE(""), &err));
	CHECK(kill_add(&k, KILL_AUTHOR, SLICE("Odo \"F\""), &err));
	kill_free(&k);
	CHECK(kill_open(&k, buf_z(&path), SLICE(""), &err));
	CHECK(kill_find(&k, KILL_AUTHOR, SLICE("ODO \"f\"")) != NULL);
	kill_free(&k);
	CHECK(file_replace(buf_z(&path), SLICE("# mine\nkill word x\n\n"
	    "kill author Ina\nnonsense\nkill author y"), &err));
	CHECK(symlink(buf_z(&path), buf_z(&link)) == 0);
	CHECK(!kill_open(&k, buf_z(&link), SLICE(""), &err));
	CHECK_STR(slice_z(err.text),
	    "kill:5: lines of a killfile begin with \"kill\"");
	CHECK(kill_remove(&k, KILL_AUTHOR, SLICE("ina"), &err));
	CHECK(kill_add(&k, KILL_WORD, SLICE("z"), &err));
	CHECK(kill_add(&k, KILL_WORD, SLICE("Z"), &err));
	check_file(buf_z(&path), "# mine\nkill word x\n\nnonsense\n"
	    "kill author y\nkill word \"z\"\n");
	CHECK(lstat(buf_z(&link), &sb) == 0 && S_ISLNK(sb.st_mode));
	kill_free(&k);
	buf_free(&path);
	buf_free(&link);
}

int
main(void)
{
	char dir[] = "/tmp/lede-kill.XXXXXX";
	struct buf command = { 0 };

	check_lines();
	check_takes();
	if (mkdtemp(dir)) {
		check_keeps(dir);
		buf_printf(&command, "rm -rf %s", dir);
		CHECK(system(buf_z(&command)) == 0);
		buf_free(&command);
	}
	return test_done("kill");
}
