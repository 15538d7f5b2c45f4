/*
 * token: the WHATWG HTML tokenizer (HTML section 13.2.5), pulled a token at
 * a time.  Input is UTF-8 with newlines normalized.  Slices of a token
 * borrow from the input where they can, else they lie in the arena: they
 * live as long as both.  Parse errors are not reported.
 */
#ifndef LOAD_HTML_TOKEN_H
#define LOAD_HTML_TOKEN_H

#include "base/arena.h"

#define TOKEN_MAX_ATTRS 256	/* of a tag; more are dropped */

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
	struct attr *attrs;		/* of a start tag, no name twice; the
					   array is good until the next call */
	size_t nattrs;
	bool self_closing;
	/* doctype only; a NULL s means missing, of name too */
	struct slice public_id, system_id;
	bool force_quirks;
};

struct tokenizer;

struct tokenizer *tokenizer_new(struct slice input, struct arena *);
void tokenizer_free(struct tokenizer *);

/* The next token; at the end TOKEN_EOF for ever. */
void tokenizer_next(struct tokenizer *, struct token *);

/* After a start tag whose content is not markup.  For RCDATA, RAWTEXT and
 * SCRIPT, last_tag is the name whose end tag ends it; it is borrowed. */
void tokenizer_set_state(struct tokenizer *, enum token_state,
    struct slice last_tag);

/* In SVG and MathML "<![CDATA[" opens a CDATA section, else a comment. */
void tokenizer_set_foreign(struct tokenizer *, bool);

#endif
