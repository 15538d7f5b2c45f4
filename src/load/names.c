#include "load/names.h"

#include <stdlib.h>

#include "base/mem.h"

struct name_slot {
	struct slice name;	/* s is NULL in a free slot */
	uint32_t hash;
	int32_t id;
};

static uint32_t
hash_of(struct slice x)
{
	uint64_t h = 0xcbf29ce484222325u;
	size_t i;

	for (i = 0; i < x.len; i++)
		h = (h ^ (unsigned char)ascii_lower(x.s[i])) *
		    0x100000001b3u;
	return (uint32_t)(h ^ h >> 29);
}

/* The slot of name, or the free one where it belongs. */
static struct name_slot *
slot_of(const struct names *t, struct slice name, uint32_t hash)
{
	size_t i = hash & (t->cap - 1);

	while (t->slots[i].name.s != NULL) {
		if (t->slots[i].hash == hash &&
		    slice_ieq(t->slots[i].name, name))
			break;
		i = (i + 1) & (t->cap - 1);
	}
	return &t->slots[i];
}

static void
grow(struct names *t)
{
	struct names big = { .cap = t->cap ? t->cap * 2 : 64, .n = t->n };
	size_t i;

	big.slots = mem_alloc(big.cap, sizeof(*big.slots));
	for (i = 0; i < t->cap; i++)
		if (t->slots[i].name.s != NULL)
			*slot_of(&big, t->slots[i].name, t->slots[i].hash) =
			    t->slots[i];
	free(t->slots);
	*t = big;
}

int32_t
names_add(struct names *t, struct slice name)
{
	uint32_t hash = hash_of(name);
	struct name_slot *s;

	if (name.s == NULL)
		name.s = "";
	if ((size_t)t->n + 1 > t->cap / 2)
		grow(t);
	s = slot_of(t, name, hash);
	if (s->name.s == NULL)
		*s = (struct name_slot){ name, hash, t->n++ };
	return s->id;
}

int32_t
names_find(const struct names *t, struct slice name)
{
	const struct name_slot *s;

	if (t->n == 0)
		return NAME_NONE;
	s = slot_of(t, name, hash_of(name));
	return s->name.s ? s->id : NAME_NONE;
}

void
names_free(struct names *t)
{
	free(t->slots);
	*t = (struct names){ 0 };
}

bool
name_is_nobody(struct slice x)
{
	static const struct slice nobody[] = {
		SLICE_INIT("avatar"), SLICE_INIT("аватар"),
		SLICE_INIT("Аватар"), SLICE_INIT("guest"),
		SLICE_INIT("anonymous"), SLICE_INIT("anonymous user"),
		SLICE_INIT("anon"), SLICE_INIT("unregistered"),
		SLICE_INIT("gast"), SLICE_INIT("anonym"),
		SLICE_INIT("anoniem"), SLICE_INIT("invité"),
		SLICE_INIT("anonyme"), SLICE_INIT("invitado"),
		SLICE_INIT("anónimo"), SLICE_INIT("convidado"),
		SLICE_INIT("anônimo"), SLICE_INIT("ospite"),
		SLICE_INIT("anonimo"), SLICE_INIT("gość"),
		SLICE_INIT("anonimowy"), SLICE_INIT("anonymní"),
		SLICE_INIT("misafir"),
		SLICE_INIT("anonim"), SLICE_INIT("gäst"),
		SLICE_INIT("vieras"), SLICE_INIT("vendég"),
		SLICE_INIT("vizitator"), SLICE_INIT("гость"),
		SLICE_INIT("Гость"), SLICE_INIT("аноним"),
		SLICE_INIT("Аноним"), SLICE_INIT("анонимно"),
		SLICE_INIT("Анонимно"), SLICE_INIT("гість"),
		SLICE_INIT("Гість"), SLICE_INIT("анонім"),
		SLICE_INIT("Анонім"), SLICE_INIT("ανώνυμος"),
		SLICE_INIT("Ανώνυμος"), SLICE_INIT("زائر"),
		SLICE_INIT("مجهول"), SLICE_INIT("ضيف"),
		SLICE_INIT("אנונימי"), SLICE_INIT("אורח"),
		SLICE_INIT("匿名"), SLICE_INIT("匿名用户"),
		SLICE_INIT("匿名網友"), SLICE_INIT("游客"),
		SLICE_INIT("訪客"), SLICE_INIT("ゲスト"),
		SLICE_INIT("名無し"), SLICE_INIT("名無しさん"),
		SLICE_INIT("익명"), SLICE_INIT("손님"), SLICE_INIT("비회원")
	};
	size_t i;

	if (x.len > 32)
		return false;
	for (i = 0; i < sizeof(nobody) / sizeof(*nobody); i++)
		if (slice_ieq(x, nobody[i]))
			return true;
	return x.len == 0;
}
