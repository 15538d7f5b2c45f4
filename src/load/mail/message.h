/*
 * message: the header and body of a mail or news message (RFC 5322, RFC
 * 5536), as slices of its bytes.
 */
#ifndef LOAD_MAIL_MESSAGE_H
#define LOAD_MAIL_MESSAGE_H

#include "base/slice.h"

enum message_field {
	FIELD_ID, FIELD_REFERENCES, FIELD_REPLY, FIELD_SUBJECT, FIELD_FROM,
	FIELD_DATE, FIELD_GROUPS, FIELD_LIST, FIELD_KEYWORDS, FIELD_ARCHIVED,
	FIELD_TYPE, FIELD_CODING, FIELD_DISPOSITION,
	FIELD_N
};

struct message {
	struct slice fields[FIELD_N];	/* raw, folded; empty: not there */
	size_t known;			/* how many are there */
	struct slice body;
};

/* Header and body of bytes, which may begin with an mbox's "From " line. */
struct message message_read(struct slice bytes);

/* True where head begins with the header of a message: only fields, From
 * and two more among them. */
bool message_sniff(struct slice head);

/* The next "<...>" of a field, without its brackets.  False: no more. */
bool message_next_id(struct slice *field, struct slice *id);

/* The value of a parameter of a Content-* field, its quotes taken off
 * (escapes stay); empty: none. */
struct slice message_parameter(struct slice field, const char *name);

/* What a field says before its first parameter. */
struct slice message_value(struct slice field);

/* The subject without what replies and forwards put before it ("Re:",
 * "AW: Re[2]:"); *reply: there was such a thing (RFC 5256 section 2.1). */
struct slice message_base_subject(struct slice subject, bool *reply);

#endif
