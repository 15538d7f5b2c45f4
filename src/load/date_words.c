/*
 * Months in the languages of the news, as they stand in dates (cases,
 * short forms; CLDR has the same).  A row a month, blanks around each.
 */
#include "load/date_words.h"

#include "text/utf8.h"

int
date_month(struct slice word)
{
	static const char *const months[12] = {
	" january jan januar jänner jän januari janvier janv enero ene "
	"janeiro gennaio gen января январь янв січня січень січ stycznia "
	"styczeń sty leden ledna led ocak oca tammikuuta tammikuu tammi "
	"ιανουαρίου ιανουάριος ιαν január ianuarie ian يناير كانون_الثاني "
	"جانفي ינואר студзеня януари јануар siječnja januára januarja "
	"sausio janvāris jaanuar ",
	" february feb febr februar februari feber février févr fév fevr "
	"febrero fevereiro fev febbraio febb февраля февраль фев февр "
	"лютого лютий лют lutego luty lut únor února úno şubat şub "
	"helmikuuta helmikuu helmi φεβρουαρίου φεβρουάριος φεβ február "
	"februarie فبراير شباط فيفري פברואר лютага февруари фебруар "
	"veljače februára februarja vasario februāris veebruar ",
	" march mar märz mrz maerz mars maart mrt marzo março marco марта "
	"март мар березня березень бер marca marzec březen března bře mart "
	"maaliskuuta maaliskuu maalis μαρτίου μάρτιος μαρ március márc "
	"martie مارس آذار اذار מרץ במרץ сакавіка ožujka marec kovo marts "
	"märts marts ",
	" april apr avril avr abril abr aprile апреля апрель апр квітня "
	"квітень квіт kwietnia kwiecień kwi duben dubna dub nisan nis "
	"huhtikuuta huhtikuu huhti απριλίου απρίλιος απρ április ápr aprilie "
	"أبريل ابريل إبريل نيسان أفريل אפריל באפריל красавіка април travnja "
	"apríla aprila balandžio aprīlis aprill ",
	" may mai mei mayo maio mag maggio мая май мае травня травень трав "
	"maja maj květen května kvě mayıs toukokuuta toukokuu touko μαΐου "
	"μαίου μάιος μαϊ μαι május máj مايو أيار ايار ماي מאי במאי траўня "
	"мај svibnja mája gegužės maijs maí ",
	" june jun juni juin junio junho giugno giu июня июнь июн червня "
	"червень черв czerwca czerwiec cze červen června čvn haziran haz "
	"kesäkuuta kesäkuu kesä ιουνίου ιούνιος ιουν június jún iunie iun "
	"يونيو حزيران جوان יוני ביוני чэрвеня юни јун lipnja júna junija "
	"birželio jūnijs juuni ",
	" july jul juli juillet juil julio julho luglio lug июля июль июл "
	"липня липень лип lipca lipiec lip červenec července čvc temmuz tem "
	"heinäkuuta heinäkuu heinä ιουλίου ιούλιος ιουλ július júl iulie iul "
	"يوليو تموز جويلية יולי ביולי ліпеня юли јул srpnja júla julija "
	"liepos jūlijs juuli ",
	" august aug augustus août aout agosto ago августа август авг серпня "
	"серпень серп sierpnia sierpień sie srpen srpna srp ağustos ağu "
	"elokuuta elokuu elo αυγούστου αύγουστος αυγ augusztus "
	"augusti أغسطس اغسطس آب اب أوت אוגוסט באוגוסט жніўня kolovoza "
	"augusta avgusta rugpjūčio augusts ",
	" september sep sept septembre septiembre setiembre set setembro "
	"settembre сентября сентябрь сен сент вересня вересень вер września "
	"wrzesień wrz září zář eylül eyl syyskuuta syyskuu syys σεπτεμβρίου "
	"σεπτέμβριος σεπ σεπτ szeptember szept septembrie سبتمبر أيلول ايلول "
	"ספטמבר בספטמבר верасня септември септембар rujna septembra "
	"rugsėjo septembris ",
	" october oct oktober okt octobre octubre outubro out ottobre ott "
	"октября октябрь окт жовтня жовтень жовт października październik "
	"paź říjen října říj ekim eki lokakuuta lokakuu loka οκτωβρίου "
	"οκτώβριος οκτ október octombrie أكتوبر اكتوبر تشرين_الأول אוקטובר "
	"באוקטובר кастрычніка октомври октобар listopada októbra oktobra "
	"spalio oktobris oktoober ",
	" november nov novembre noviembre novembro ноября ноябрь ноя нояб "
	"листопада листопад лист listopad lis listopadu kasım kas "
	"marraskuuta marraskuu marras νοεμβρίου νοέμβριος νοε noiembrie نوفمبر "
	"تشرين_الثاني נובמבר בנובמבר лістапада ноември новембар studenog "
	"studenoga novembra lapkričio novembris ",
	" december dec dez dezember déc décembre decembre diciembre dic "
	"dezembro dicembre декабря декабрь дек грудня грудень груд grudnia "
	"grudzień gru prosinec prosince pro aralık ara joulukuuta joulukuu "
	"joulu δεκεμβρίου δεκέμβριος δεκ decembrie desember des ديسمبر "
	"كانون_الأول דצמבר בדצמבר снежня декември децембар prosinca "
	"decembra gruodžio decembris detsember "
	};
	char key[48];
	size_t i;

	if (word.len < 3 || word.len > sizeof(key) - 3)
		return 0;
	key[0] = ' ';
	memcpy(key + 1, word.s, word.len);
	memcpy(key + 1 + word.len, " ", 2);
	for (i = 0; i < 12; i++)
		if (strstr(months[i], key))
			return (int)i + 1;
	return 0;
}

bool
date_zone(struct slice word, int *minutes)
{
	/* RFC 5322 4.3 and zones whose short name has one meaning in the
	 * news; IST and the like have several and are left out. */
	static const struct {
		struct slice name;
		int minutes;
	} zones[] = {
		{ SLICE_INIT("gmt"), 0 }, { SLICE_INIT("utc"), 0 },
		{ SLICE_INIT("ut"), 0 }, { SLICE_INIT("z"), 0 },
		{ SLICE_INIT("wet"), 0 }, { SLICE_INIT("west"), 60 },
		{ SLICE_INIT("bst"), 60 }, { SLICE_INIT("cet"), 60 },
		{ SLICE_INIT("mez"), 60 }, { SLICE_INIT("cest"), 120 },
		{ SLICE_INIT("mesz"), 120 }, { SLICE_INIT("eet"), 120 },
		{ SLICE_INIT("eest"), 180 }, { SLICE_INIT("msk"), 180 },
		{ SLICE_INIT("мск"), 180 }, { SLICE_INIT("trt"), 180 },
		{ SLICE_INIT("msd"), 240 }, { SLICE_INIT("sgt"), 480 },
		{ SLICE_INIT("hkt"), 480 }, { SLICE_INIT("awst"), 480 },
		{ SLICE_INIT("jst"), 540 }, { SLICE_INIT("kst"), 540 },
		{ SLICE_INIT("aest"), 600 }, { SLICE_INIT("aedt"), 660 },
		{ SLICE_INIT("nzst"), 720 }, { SLICE_INIT("nzdt"), 780 },
		{ SLICE_INIT("brt"), -180 }, { SLICE_INIT("edt"), -240 },
		{ SLICE_INIT("est"), -300 }, { SLICE_INIT("cdt"), -300 },
		{ SLICE_INIT("cst"), -360 }, { SLICE_INIT("mdt"), -360 },
		{ SLICE_INIT("mst"), -420 }, { SLICE_INIT("pdt"), -420 },
		{ SLICE_INIT("pst"), -480 }, { SLICE_INIT("akst"), -540 },
		{ SLICE_INIT("hst"), -600 }
	};
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		if (!slice_eq(word, zones[i].name))
			continue;
		*minutes = zones[i].minutes;
		return true;
	}
	return false;
}

/* Small letters of the scripts that dates are written in; others stay. */
static uint32_t
lower(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE &&
	    cp != 0xD7) || (cp >= 0x391 && cp <= 0x3A9) ||
	    (cp >= 0x410 && cp <= 0x42F))
		return cp + 32;
	if (cp >= 0x400 && cp <= 0x40F)
		return cp + 80;
	if (cp == 0x130)
		return 'i';
	if (cp == 0x386)
		return 0x3AC;
	if (cp >= 0x388 && cp <= 0x38A)
		return cp + 37;
	if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E))
		return cp + (cp & 1);
	if (cp >= 0x100 && cp <= 0x177 && cp != 0x131)
		return cp | 1;
	return cp;
}

/* The digit that cp is, or -1. */
static int
digit(uint32_t cp)
{
	static const uint32_t zeros[] = {
		'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10
	};
	size_t i;

	for (i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
		if (cp >= zeros[i] && cp <= zeros[i] + 9)
			return (int)(cp - zeros[i]);
	return -1;
}

static bool
is_blank(uint32_t cp)
{
	return cp <= ' ' || cp == 0xA0 || cp == 0x3000 || cp == 0x61C ||
	    (cp >= 0x2000 && cp <= 0x200F) || cp == 0x202F;
}

static uint32_t
mark(uint32_t cp)
{
	if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
		return '-';
	if (cp > 0xFF00 && cp < 0xFF5F)
		return cp - 0xFEE0;		/* full width */
	return cp == 0x60C ? ',' : cp;
}

static bool
is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || cp == '_' || cp == 0xAA ||
	    cp == 0xBA || (cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 &&
	    cp < 0x2000 && cp != 0x60C) || (cp >= 0x2E80 && cp < 0xFF00 &&
	    (cp < 0x3000 || cp > 0x303F));
}

static bool
is_wide(uint32_t cp)
{
	return cp >= 0x2E80;
}

/* One more code point for the last token, or a new one. */
static void
put(struct date_tokens *ts, enum date_token_kind kind, uint32_t cp, bool gap,
    bool alone)
{
	struct date_token *t = ts->n ? &ts->at[ts->n - 1] : NULL;
	char *p = ts->bytes + ts->len;
	size_t n = utf8_encode(cp, p);

	ts->len += n;
	if (t == NULL || t->kind != kind || gap || alone) {
		t = &ts->at[ts->n++];
		*t = (struct date_token){ .kind = kind, .gap = gap,
		    .text = { p, 0 } };
	}
	t->text.len += n;
	if (kind == DATE_MARK)
		t->value = (int)cp;
	else if (kind == DATE_NUMBER && t->text.len <= 8)
		t->value = t->value * 10 + (int)(cp - '0');
}

void
date_cut(struct date_tokens *ts, struct slice x)
{
	bool gap = false, wide = false;
	uint32_t cp;
	size_t i;
	int d;

	ts->n = ts->len = 0;
	for (i = 0; i < x.len && ts->n < DATE_TOKENS - 1 &&
	    ts->len + 4 < DATE_BYTES;) {
		i += utf8_decode(slice_from(x, i), &cp);
		if (is_blank(cp)) {
			gap = true;
			continue;
		}
		if (cp >= 0x300 && cp <= 0x36F)
			continue;
		d = digit(cp);
		cp = lower(mark(cp));
		if (d >= 0)
			put(ts, DATE_NUMBER, '0' + (uint32_t)d, gap, false);
		else if (is_letter(cp))
			put(ts, DATE_WORD, cp, gap, wide || is_wide(cp));
		else
			put(ts, DATE_MARK, cp, gap, true);
		wide = is_wide(cp);
		gap = false;
	}
}
