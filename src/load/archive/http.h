/*
 * http: a response as it was stored (RFC 9112): its header, and its body
 * without what the transfer put around it.
 */
#ifndef LOAD_ARCHIVE_HTTP_H
#define LOAD_ARCHIVE_HTTP_H

#include "base/buf.h"

/* A header field, "Name: value\r\n"; the name without regard to case.
 * False: it is none. */
bool http_field(struct slice line, struct slice *name, struct slice *value);

struct http {
	int status;			/* 0: this is no response */
	struct slice type;		/* "text/html"; empty: not said */
	struct slice charset;		/* its parameter; empty: none */
	struct slice coding;		/* of the content: gzip, deflate, br */
};

/* The media type of a Content-Type and its charset parameter. */
void http_type(struct slice value, struct slice *type, struct slice *charset);

/* Reads the header at the start of message; its slices are of there.  The
 * body goes to body, which is emptied, with the chunks (RFC 9112 section
 * 7.1) joined; the content's coding stays. */
struct http http_read(struct slice message, struct buf *body);

#endif
