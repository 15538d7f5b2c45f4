/*
 * doctype: what stands after "<!doctype" (HTML section 13.2.5.53 to 68).
 */
#ifndef LOAD_HTML_DOCTYPE_H
#define LOAD_HTML_DOCTYPE_H

#include "load/html/token.h"

/* Fills tok from x, as written; returns the bytes up to past its '>'. */
size_t doctype_read(struct slice x, struct token *tok);

#endif
