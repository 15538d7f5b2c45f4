/*
 * The few words of a dump that structure alone does not tell.  Case of
 * ASCII letters does not matter.
 */
#include "load/dump_parts.h"

#include "load/line.h"
#include "text/utf8.h"

#define FURNITURE_MAX 100	/* letters of a line; a longer one is text */

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
starts_with_any(struct slice x, const struct slice *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_istarts(x, list[i]))
			return true;
	return false;
}

bool
dump_is_furniture(struct slice x)
{
	static const struct slice words[] = {
		SLICE_INIT("Get short URL"), SLICE_INIT("Short URL"),
		SLICE_INIT("Community standards"),
		SLICE_INIT("Community guidelines"),
		SLICE_INIT("Comment via "), SLICE_INIT("Comments via "),
		SLICE_INIT("Show new comments"), SLICE_INIT("Show comments"),
		SLICE_INIT("Show more comments"), SLICE_INIT("Load more"),
		SLICE_INIT("All comments"), SLICE_INIT("Leave a comment"),
		SLICE_INIT("Post a comment"), SLICE_INIT("Add a comment"),
		SLICE_INIT("Log in to comment"), SLICE_INIT("Read more:"),
		SLICE_INIT("Share on "), SLICE_INIT("Subscribe to "),
		SLICE_INIT("Kurz-URL"), SLICE_INIT("Kurzlink"),
		SLICE_INIT("Zum Kurzlink"), SLICE_INIT("Kurze URL"),
		SLICE_INIT("Kommentieren via "),
		SLICE_INIT("Kommentieren über "),
		SLICE_INIT("Kommentieren mit "),
		SLICE_INIT("Neue Kommentare"), SLICE_INIT("Mehr Kommentare"),
		SLICE_INIT("Weitere Kommentare"), SLICE_INIT("Alle Kommentare"),
		SLICE_INIT("Kommentare anzeigen"),
		SLICE_INIT("Diskussionsregeln"), SLICE_INIT("Netiquette"),
		SLICE_INIT("Получить короткую ссылку"),
		SLICE_INIT("Короткая ссылка"),
		SLICE_INIT("Правила сообщества"),
		SLICE_INIT("Нормы сообщества"),
		SLICE_INIT("Правила общения"),
		SLICE_INIT("Комментировать через"),
		SLICE_INIT("Показать новые комментарии"),
		SLICE_INIT("Показать комментарии"),
		SLICE_INIT("Новые комментарии"), SLICE_INIT("Все комментарии"),
		SLICE_INIT("URL courte"), SLICE_INIT("Obtenir l'URL courte"),
		SLICE_INIT("Règles de conduite"), SLICE_INIT("Commenter via "),
		SLICE_INIT("Afficher les nouveaux commentaires"),
		SLICE_INIT("Afficher les commentaires"),
		SLICE_INIT("Voir tous les commentaires"),
		SLICE_INIT("URL corto"), SLICE_INIT("URL corta"),
		SLICE_INIT("Normas comunitarias"),
		SLICE_INIT("Normas de la comunidad"),
		SLICE_INIT("Comentar vía "), SLICE_INIT("Comentar a través"),
		SLICE_INIT("Mostrar nuevos comentarios"),
		SLICE_INIT("Mostrar comentarios"),
		SLICE_INIT("Obter URL curta"), SLICE_INIT("URL curta"),
		SLICE_INIT("Comentar via "),
		SLICE_INIT("Mostrar novos comentários"),
		SLICE_INIT("URL breve"), SLICE_INIT("Mostra nuovi commenti"),
		SLICE_INIT("Commenta via "), SLICE_INIT("Krótki link"),
		SLICE_INIT("Kısa URL"), SLICE_INIT("رابط مختصر"),
		SLICE_INIT("الرابط القصير"), SLICE_INIT("معايير المجتمع"),
		SLICE_INIT("عرض التعليقات"), SLICE_INIT("短链接"),
		SLICE_INIT("短網址"), SLICE_INIT("社区准则"),
		SLICE_INIT("显示新评论"), SLICE_INIT("短縮URL"),
		SLICE_INIT("コミュニティ"), SLICE_INIT("新しいコメント")
	};

	return starts_with_any(x, words, COUNT(words)) &&
	    line_fits(x, FURNITURE_MAX) && !line_is_sentence(x);
}

static bool
is_lower(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF) ||
	    (cp >= 0x3AC && cp <= 0x3CE) || (cp >= 0x430 && cp <= 0x45F);
}

static bool
is_upper(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE) ||
	    (cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x400 && cp <= 0x42F);
}

/* A capital after at least four small letters and before three: a join,
 * where "YouTube" or "McGill" are names. */
bool
dump_is_joined(struct slice x)
{
	size_t i = 0, before = 0, after = 0;
	uint32_t cp;

	if (!line_fits(x, FURNITURE_MAX))
		return false;
	while (i < x.len) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (is_upper(cp)) {
			after = before >= 4 ? 1 : 0;
			before = 0;
		} else if (is_lower(cp)) {
			before++;
			if (after && ++after > 3)
				return true;
		} else {
			before = after = 0;
		}
	}
	return false;
}

bool
dump_is_phrase(struct slice x)
{
	uint32_t cp, before = 0;
	size_t i = 0;

	if (line_words(x) < 3)
		return false;
	while (i < x.len) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (before == ' ' && is_upper(cp))
			return false;
		before = cp;
	}
	return true;
}

size_t
dump_reply_words(struct slice x, size_t *len)
{
	static const struct slice phrases[] = {
		SLICE_INIT("in reply to"), SLICE_INIT("in response to"),
		SLICE_INIT("replying to"), SLICE_INIT("replied to"),
		SLICE_INIT("als Antwort auf"), SLICE_INIT("als Antwort an"),
		SLICE_INIT("in Antwort auf"), SLICE_INIT("antwortete"),
		SLICE_INIT("Antwort an"), SLICE_INIT("Antwort auf"),
		SLICE_INIT("в ответ на"), SLICE_INIT("в ответ"),
		SLICE_INIT("ответил(а)"), SLICE_INIT("ответил"),
		SLICE_INIT("у відповідь на"), SLICE_INIT("у відповідь"),
		SLICE_INIT("en réponse à"), SLICE_INIT("a répondu à"),
		SLICE_INIT("en respuesta a"), SLICE_INIT("em resposta a"),
		SLICE_INIT("respondendo a"), SLICE_INIT("in risposta a"),
		SLICE_INIT("als antwoord op"), SLICE_INIT("in antwoord op"),
		SLICE_INIT("w odpowiedzi do"), SLICE_INIT("w odpowiedzi na"),
		SLICE_INIT("v odpovědi na"), SLICE_INIT("yanıt olarak"),
		SLICE_INIT("ردا على"), SLICE_INIT("رداً على"),
		SLICE_INIT("ردًا على"), SLICE_INIT("回复"), SLICE_INIT("回覆"),
		SLICE_INIT("への返信"), SLICE_INIT("に返信"),
		SLICE_INIT("som svar på"), SLICE_INIT("som svar til"),
		SLICE_INIT("vastauksena"), SLICE_INIT("ca răspuns la")
	};
	size_t i, at;

	for (i = 0; i < COUNT(phrases); i++) {
		at = slice_ifind(x, phrases[i]);
		if (at != SLICE_NONE && at > 0 &&
		    at + phrases[i].len < x.len) {
			*len = phrases[i].len;
			return at;
		}
	}
	return SLICE_NONE;
}

bool
dump_is_credit(struct slice x)
{
	static const struct slice marks[] = {
		SLICE_INIT("©"), SLICE_INIT("(c) "), SLICE_INIT("Photo:"),
		SLICE_INIT("Photo by "), SLICE_INIT("Photo "),
		SLICE_INIT("Image:"), SLICE_INIT("Credit:"),
		SLICE_INIT("Foto:"), SLICE_INIT("Foto "), SLICE_INIT("Bild:"),
		SLICE_INIT("Quelle:"), SLICE_INIT("Фото:"), SLICE_INIT("Фото "),
		SLICE_INIT("Crédit"), SLICE_INIT("Crédito"),
		SLICE_INIT("Fotografía:"), SLICE_INIT("Imagen:"),
		SLICE_INIT("صورة"), SLICE_INIT("图片"), SLICE_INIT("写真"),
		SLICE_INIT("AP Photo"), SLICE_INIT("REUTERS/"),
		SLICE_INIT("AFP/"), SLICE_INIT("CC BY"), SLICE_INIT("Flickr/")
	};

	return x.len <= 200 && starts_with_any(x, marks, COUNT(marks));
}
