/*
 * keymap: key sequences to command lines, by context.  Keys are written as
 * in vim: <C-d> <Tab> <S-Tab> <Enter> <Esc> <Space> <BS> <Up> <PgDn> <F1>
 * <lt>, and all others as they are; a sequence is keys without blanks.
 */
#ifndef APP_KEYMAP_H
#define APP_KEYMAP_H

#include "base/buf.h"
#include "ui/key.h"

#define KEYS_MAX 4			/* of a sequence */

enum key_context {
	CTX_ALL, CTX_ARTICLE, CTX_RELATED, CTX_COMMENTS, CTX_HEADLINES,
	CTX_FOLDERS, CTX_N
};
enum keymap_answer { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_FOUND };

struct keymap;

struct keymap *keymap_new(void);
void keymap_free(struct keymap *);

/* Binds; what these keys meant there before is gone.  command is copied. */
void keymap_bind(struct keymap *, enum key_context, const uint32_t *keys,
    size_t n, const char *command);
void keymap_unbind(struct keymap *, enum key_context, const uint32_t *keys,
    size_t n);

/*
 * What keys mean in a context: its own bindings win over CTX_ALL's, a whole
 * binding over a longer one.  *command is valid until the next change.
 */
enum keymap_answer keymap_find(const struct keymap *, enum key_context,
    const uint32_t *keys, size_t n, const char **command);

/* Appends the keys of a command's bindings in a context, blanks between;
 * what follows the command's name does not count. */
void keymap_keys(const struct keymap *, enum key_context,
    const char *command, struct buf *);

/* Takes a key off *spec.  False: it is not written as a key is. */
bool key_parse(struct slice *spec, uint32_t *key);
/* All of a sequence.  False: it is none, or too long. */
bool keys_parse(struct slice spec, uint32_t keys[KEYS_MAX], size_t *n);
/* Appends the key as key_parse() takes it. */
void key_format(struct buf *, uint32_t key);

/* The same for a sentence: "Tab", "Ctrl-d". */
void key_say(struct buf *, uint32_t key);

bool key_context_named(struct slice name, enum key_context *);
const char *key_context_name(enum key_context);

#endif
