#include "store/entries.h"

#include <stdlib.h>

#include "base/mem.h"

#define NO_ENTRY UINT32_MAX
#define SWEEP_MIN ((size_t)64 << 10)	/* bytes: less is not worth it */
#define MAX_VALUES ((size_t)1 << 30)	/* bytes: offsets stay in 32 bits */

struct entry {
	uint32_t value, len;		/* a piece of values */
	uint32_t name;
	uint32_t next;			/* of the same name */
	bool dead;
};

struct entry_name {
	struct slice text;
	uint32_t first, last;		/* NO_ENTRY: none now */
};

void
entries_free(struct entries *e)
{
	free(e->at);
	free(e->names);
	buf_free(&e->values);
	buf_free(&e->scratch);
	arena_free(&e->arena);
	*e = (struct entries){ 0 };
}

bool
entries_name_ok(struct slice name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (!ascii_alpha(name.s[i]) && !ascii_digit(name.s[i]) &&
		    name.s[i] != '-')
			return false;
	return name.len > 0 && name.len <= ENTRIES_MAX_NAME;
}

/* Where name stands in the table, or would. */
static size_t
slot_of(const struct entries *e, struct slice name)
{
	size_t i = (size_t)slice_hash(name) % ENTRIES_SLOTS;

	while (e->slots[i] && !slice_eq(e->names[e->slots[i] - 1].text, name))
		i = (i + 1) % ENTRIES_SLOTS;
	return i;
}

static struct entry_name *
name_find(const struct entries *e, struct slice name)
{
	size_t i = slot_of(e, name);

	return e->slots[i] ? &e->names[e->slots[i] - 1] : NULL;
}

/* NULL: there are too many. */
static struct entry_name *
name_make(struct entries *e, struct slice text)
{
	size_t i = slot_of(e, text);

	if (e->slots[i])
		return &e->names[e->slots[i] - 1];
	if (e->n_names == ENTRIES_MAX_NAMES)
		return NULL;
	e->names = mem_grow(e->names, &e->cap_names, e->n_names + 1,
	    sizeof(*e->names));
	e->names[e->n_names] = (struct entry_name){
		arena_dup(&e->arena, text), NO_ENTRY, NO_ENTRY
	};
	e->slots[i] = (uint16_t)++e->n_names;
	return &e->names[e->n_names - 1];
}

static struct slice
value_of(const struct entries *e, const struct entry *x)
{
	return slice_sub(buf_slice(&e->values), x->value, x->len);
}

/* Of its line. */
static size_t
line_bytes(const struct entries *e, const struct entry *x)
{
	return e->names[x->name].text.len + x->len + 2;
}

struct slice
entries_get(const struct entries *e, struct slice name)
{
	struct slice value = SLICE("");
	size_t at = 0;

	entries_each(e, name, &at, &value);
	return value;
}

bool
entries_each(const struct entries *e, struct slice name, size_t *at,
    struct slice *value)
{
	const struct entry_name *x;
	uint32_t next;

	if (*at > 0) {
		next = *at <= e->n ? e->at[*at - 1].next : NO_ENTRY;
	} else {
		x = name_find(e, name);
		next = x ? x->first : NO_ENTRY;
	}
	if (next == NO_ENTRY)
		return false;
	*value = value_of(e, &e->at[next]);
	*at = (size_t)next + 1;
	return true;
}

/* value with blanks for what cannot stand on a line; valid until the next
 * call.  A copy, so that it may come from the values themselves. */
static struct slice
one_line(struct entries *e, struct slice value)
{
	size_t i;

	buf_clear(&e->scratch);
	buf_add(&e->scratch, value);
	for (i = 0; i < e->scratch.len; i++)
		if ((unsigned char)e->scratch.s[i] < 0x20 ||
		    e->scratch.s[i] == 0x7F)
			e->scratch.s[i] = ' ';
	return buf_slice(&e->scratch);
}

static bool
has_room(const struct entries *e, struct slice value)
{
	return e->n < ENTRIES_MAX && value.len <= MAX_VALUES - e->values.len;
}

static void
append(struct entries *e, struct entry_name *name, struct slice value)
{
	uint32_t id = (uint32_t)e->n;

	e->at = mem_grow(e->at, &e->cap, e->n + 1, sizeof(*e->at));
	e->at[e->n++] = (struct entry){
		(uint32_t)e->values.len, (uint32_t)value.len,
		(uint32_t)(name - e->names), NO_ENTRY, false
	};
	buf_add(&e->values, value);
	if (name->last == NO_ENTRY)
		name->first = id;
	else
		e->at[name->last].next = id;
	name->last = id;
	e->live += line_bytes(e, &e->at[id]);
}

/* Makes what was taken out free memory again. */
static void
sweep(struct entries *e)
{
	struct entries old = *e;
	size_t i;

	if (old.dead < SWEEP_MIN || old.dead < old.live)
		return;
	*e = (struct entries){ 0 };
	for (i = 0; i < old.n; i++)
		if (!old.at[i].dead)
			append(e, name_make(e, old.names[old.at[i].name].text),
			    value_of(&old, &old.at[i]));
	entries_free(&old);
}

static void
kill_chain(struct entries *e, uint32_t id)
{
	for (; id != NO_ENTRY; id = e->at[id].next) {
		e->at[id].dead = true;
		e->live -= line_bytes(e, &e->at[id]);
		e->dead += line_bytes(e, &e->at[id]);
	}
}

bool
entries_add(struct entries *e, struct slice name, struct slice value)
{
	struct entry_name *x;

	if (value.len == 0 || !has_room(e, value))
		return false;
	x = name_make(e, name);
	if (x == NULL)
		return false;
	append(e, x, one_line(e, value));
	return true;
}

bool
entries_remove(struct entries *e, struct slice name)
{
	struct entry_name *x = name_find(e, name);

	if (x == NULL || x->first == NO_ENTRY)
		return false;
	kill_chain(e, x->first);
	x->first = x->last = NO_ENTRY;
	sweep(e);
	return true;
}

/* The first value of name becomes value, the others go. */
static void
replace(struct entries *e, struct entry_name *name, struct slice value)
{
	struct entry *x = &e->at[name->first];

	kill_chain(e, x->next);
	x->next = NO_ENTRY;
	name->last = name->first;
	e->live -= line_bytes(e, x);
	e->dead += line_bytes(e, x);
	x->value = (uint32_t)e->values.len;
	x->len = (uint32_t)value.len;
	buf_add(&e->values, value);
	e->live += line_bytes(e, x);
}

bool
entries_set(struct entries *e, struct slice name, struct slice value)
{
	struct entry_name *x;

	if (value.len == 0)
		return entries_remove(e, name);
	x = name_find(e, name);
	if (x == NULL || x->first == NO_ENTRY)
		return entries_add(e, name, value);
	if (!has_room(e, value))
		return false;
	value = one_line(e, value);
	if (x->first == x->last &&
	    slice_eq(value_of(e, &e->at[x->first]), value))
		return false;
	replace(e, x, value);
	sweep(e);
	return true;
}

struct slice
entries_name(const struct entries *e, size_t i)
{
	return i < e->n_names ? e->names[i].text : SLICE("");
}

bool
entries_same(const struct entries *a, const struct entries *b,
    struct slice name)
{
	struct slice x, y;
	size_t at_a = 0, at_b = 0;
	bool more_a, more_b;

	do {
		more_a = entries_each(a, name, &at_a, &x);
		more_b = entries_each(b, name, &at_b, &y);
		if (more_a != more_b || (more_a && !slice_eq(x, y)))
			return false;
	} while (more_a);
	return true;
}

void
entries_print(const struct entries *e, struct buf *out)
{
	size_t i;

	buf_reserve(out, e->live);
	for (i = 0; i < e->n; i++) {
		if (e->at[i].dead)
			continue;
		buf_add(out, e->names[e->at[i].name].text);
		buf_addc(out, ' ');
		buf_add(out, value_of(e, &e->at[i]));
		buf_addc(out, '\n');
	}
}
