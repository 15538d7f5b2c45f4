/*
 * token: the WHATWG HTML tokenizer (HTML section 13.2.5), pulled a token at
 * a time.  Input is UTF-8 with newlines normalized.  Slices of a token
 * borrow from the input where they can, else from the tokenizer's own
 * buffers, and are valid until the next call.
 */
#ifndef LOAD_HTML_TOKEN_H
#define LOAD_HTML_TOKEN_H

#include "base/arena.h"
#include "base/buf.h"

enum token_kind {
	TOKEN_EOF, TOKEN_TEXT, TOKEN_START, TOKEN_END, TOKEN_COMMENT,
	TOKEN_DOCTYPE
};

enum token_state {			/* what the tree builder switches */
	STATE_DATA, STATE_RCDATA, STATE_RAWTEXT, STATE_SCRIPT,
	STATE_PLAINTEXT, STATE_CDATA
};

struct attr {
	struct slice name, value;	/* name in lower case, value decoded */
};

struct token {
	enum token_kind kind;
	struct slice name;		/* of a tag or doctype, lower case */
	struct slice data;		/* text (maybe a part), comment */
	struct attr *attrs;
	size_t nattrs;
	bool self_closing;
	/* doctype only; a NULL s means missing */
	struct slice public_id, system_id;
	bool force_quirks;
};

struct tokenizer;

struct tokenizer *tokenizer_new(struct slice input);
void tokenizer_free(struct tokenizer *);

/* The next token; at the end TOKEN_EOF for ever. */
void tokenizer_next(struct tokenizer *, struct token *);

/* After a start tag whose content is not markup.  For RCDATA, RAWTEXT and
 * SCRIPT, last_tag is the name whose end tag ends it. */
void tokenizer_set_state(struct tokenizer *, enum token_state,
    struct slice last_tag);

#endif
