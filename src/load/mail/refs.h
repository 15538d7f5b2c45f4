/*
 * refs: which message of a set answers which, by their References and
 * In-Reply-To (RFC 5256 section 3, REFERENCES; after Jamie Zawinski), and
 * which belong to one discussion.  Linear but for the sorting of ids; no
 * circle comes of any input.
 */
#ifndef LOAD_MAIL_REFS_H
#define LOAD_MAIL_REFS_H

#include "load/mail/message.h"

#define REFS_NONE SIZE_MAX

struct refs;

struct refs *refs_new(void);
void refs_free(struct refs *);

/* The next message, numbered from 0; nothing of it is kept but hashes. */
void refs_add(struct refs *, const struct message *);

/* All are there: links them. */
void refs_link(struct refs *);

/* The message that one answers; REFS_NONE: none, or one that is missing and
 * whose own parent is not known.  *near: the answered one is missing, this
 * one is what that answered. */
size_t refs_parent(const struct refs *, size_t message, bool *near);

/* The first message of the discussion, which may be the message itself. */
size_t refs_root(const struct refs *, size_t message);

#endif
