/*
 * mail: discussions by mail or news: a mailbox (mbox, RFC 4155), or a
 * message.  The first message of a discussion is the article, its answers
 * are the comments.
 */
#ifndef LOAD_MAIL_MAIL_H
#define LOAD_MAIL_MAIL_H

#include "load/archive/input.h"
#include "load/archive/part.h"

/* True where head begins a message, or an mbox of them. */
bool mail_sniff(struct slice head);

/*
 * The discussions of a mailbox, in the order of their first messages.  The
 * mailbox is read once, to its end, and copied to a temporary file, which
 * its messages are then read from, one discussion at a time.
 */
struct mailbox;

/* Takes in all of the input.  NULL: err says why. */
struct mailbox *mailbox_read(struct input *, struct err *);
void mailbox_free(struct mailbox *);		/* NULL is fine */

/* The same of several inputs, each a message or a mailbox: mailbox_add()
 * takes in all of one, mailbox_link() after the last threads them. */
struct mailbox *mailbox_new(struct err *);
bool mailbox_add(struct mailbox *, struct input *, struct err *);
bool mailbox_link(struct mailbox *, struct err *);

/* The next discussion, as an mbox of its messages.  False: no more. */
bool mailbox_next(struct mailbox *, struct part *);

size_t mailbox_discussions(const struct mailbox *);

/* Reads such a part; takes over its bytes, opts may be NULL.  Never NULL. */
struct doc *mail_load(struct part *, const char *source,
    const struct load_options *);

#endif
