/*
 * url: references made absolute (RFC 3986, section 5.2).
 */
#ifndef LOAD_HTML_URL_H
#define LOAD_HTML_URL_H

#include "base/buf.h"

/*
 * Appends ref, resolved against base, to out.  Without a base with a
 * scheme, ref is taken as it is.  Blanks around ref are left out.
 */
void url_resolve(struct buf *out, struct slice base, struct slice ref);

/* The scheme of x without its colon; empty where there is none. */
struct slice url_scheme(struct slice x);

/* The host, without a port or a user. */
struct slice url_host(struct slice x);

/* The front page of a host: no path, query or fragment. */
bool url_is_root(struct slice url);

#endif
