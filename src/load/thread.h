/*
 * thread: who answered whom.  Gives a parent, evidence and a confidence to
 * each comment that a parser left without one, and adds stand-ins (absent)
 * at the end for people who are answered but not on the page.
 */
#ifndef LOAD_THREAD_H
#define LOAD_THREAD_H

#include "doc/doc.h"

void thread_comments(struct doc *);

#endif
