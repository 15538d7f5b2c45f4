#include "load/plain.h"
int plain_sniff(struct slice head) { (void)head; return 1; }
void plain_parse(struct doc *d) { doc_add_block(d, BLOCK_PARAGRAPH, d->text); }
