/*
 * entity_table: the named character references of HTML section 13.5 by
 * hash; entity.c reads it, tests/gen/entities.py writes it and says how the
 * records look.
 */
#ifndef LOAD_HTML_ENTITY_TABLE_H
#define LOAD_HTML_ENTITY_TABLE_H

#include <stdint.h>

#define ENTITY_BUCKETS 1024
#define ENTITY_LEGACY 0x80u	/* known without a semicolon too */

extern const uint16_t entity_first[ENTITY_BUCKETS + 1];	/* into the pool */
extern const char entity_pool[];

#endif
