/*
 * fuzz_config: the input is a lede.conf(5), and a killfile.  What is wrong is
 * told, a line a message (cleaned by who shows it); what is taken can be used.
 */
#include "app/command.h"
#include "app/config.h"
#include "app/kill.h"
#include "fuzz.h"
#include "text/clean.h"

static void
check_told(const struct slices *told)
{
	size_t i;

	for (i = 0; i < told->n; i++) {
		MUST(told->at[i].len > 0);
		MUST(slice_chr(told->at[i], '\n') == SLICE_NONE);
	}
}

/* Each setting still has a value that it may have. */
static void
check_settings(struct config *c)
{
	struct buf key = { 0 };
	size_t i;

	for (i = 0; config_setting_name(i); i++)
		MUST(config_string(c, config_setting_name(i)) != NULL);
	config_order(c);
	MUST(config_start_pane(c) < PANE_N);
	if (config_first_key(c, PANE_ARTICLE, "down", &key))
		MUST(key.len > 0 && text_is_clean(buf_slice(&key)));
	buf_free(&key);
	config_finish_theme(c, 256);
	config_set_light(c, true);
	config_finish_theme(c, 8);
}

static void
check_kill(struct slice x)
{
	struct kill k = { 0 };
	struct err err = { "" };
	size_t i;

	kill_open(&k, NULL, x, &err);
	for (i = 0; i < k.n; i++)
		MUST(kill_find(&k, k.at[i].kind, k.at[i].value) != NULL);
	kill_word_in(&k, x);
	kill_free(&k);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config *c = config_new(command_exists);
	struct slice x = { (const char *)data, size };
	struct slices told = { 0 };
	struct arena words = { 0 };

	commands_bind(c->keymap);
	config_parse(c, x, "lede.conf", &told, &words);
	check_told(&told);
	check_settings(c);
	check_kill(buf_slice(&c->kills));
	check_kill(x);
	config_free(c);
	free(told.at);
	arena_free(&words);
	return 0;
}
