/*
 * table: the text of a BLOCK_TABLE (cells by tab, rows by newline) laid out
 * in columns.
 */
#ifndef VIEW_TABLE_H
#define VIEW_TABLE_H

#include "base/buf.h"

/*
 * Appends the rows of text with their columns aligned, two blanks between;
 * where that is wider than width, each row as lines of "HEAD: cell" with
 * the first row's cells as heads.  Nothing is cut.
 */
void table_layout(struct buf *, struct slice text, size_t width);

#endif
