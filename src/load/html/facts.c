#include "load/html/facts.h"

#include <stdlib.h>

#include "base/mem.h"

#define FACTS_MAX 200		/* in a list; doubles are looked for in it */

void
fact_set(struct slice *field, struct slice value)
{
	value = slice_trim(value);
	if (field->len == 0 && value.len > 0)
		*field = value;
}

void
fact_add(struct slices *list, struct slice value)
{
	size_t i;

	value = slice_trim(value);
	if (value.len == 0 || list->n >= FACTS_MAX)
		return;
	for (i = 0; i < list->n; i++)
		if (slice_ieq(list->at[i], value))
			return;
	list->at = mem_grow(list->at, &list->cap, list->n + 1,
	    sizeof(*list->at));
	list->at[list->n++] = value;
}

void
fact_add_list(struct slices *list, struct slice value)
{
	char sep = slice_chr(value, ';') != SLICE_NONE ? ';' : ',';
	struct slice part;

	while (slice_cut(&value, sep, &part))
		fact_add(list, part);
}

void
facts_free(struct facts *f)
{
	free(f->authors.at);
	free(f->tags.at);
	free(f->topics.at);
	free(f->sections.at);
}
