"""Dates as citations print them, in a dozen languages: years with letters, months, days, ranges, "in press"."""

from __future__ import annotations

import re
from functools import lru_cache

from citetrail.model import DateRange, PartialDate
from citetrail.reading.citation.later import later

_MONTH_WORDS = """
1 january jan janvier janv januar jänner enero ene janeiro gennaio gen januari stycznia
1 января янв ocak leden ledna január ianuarie tammikuu tammikuuta січня siječnja sausio ιανουαρίου
2 february feb febr février févr februar febrero fevereiro fev febbraio februari lutego
2 февраля фев şubat únor února február februarie helmikuu helmikuuta лютого veljače φεβρουαρίου
3 march mar mars märz maerz mrz marzo março maart marca марта
3 мар mart březen března marec március martie maaliskuu maaliskuuta березня ožujka μαρτίου
4 april apr avril avr abril abr aprile kwietnia апреля апр
4 nisan duben dubna április aprilie huhtikuu huhtikuuta квітня travnja kwiecień απριλίου
5 may mai mayo maio maggio mag mei maja мая mayıs květen května május toukokuu toukokuuta травня svibnja maí μαΐου
6 june jun juin juni junio junho giugno giu czerwca июня
6 июн haziran červen června június iunie kesäkuu kesäkuuta червня lipnja ιουνίου
7 july jul juillet juil juli julio julho luglio lug lipca июля
7 июл temmuz červenec července július iulie heinäkuu heinäkuuta липня srpnja ιουλίου
8 august aug août aout agosto ago augustus sierpnia августа
8 авг ağustos srpen srpna augusztus elokuu elokuuta серпня kolovoza αυγούστου
9 september sep sept septembre septiembre set setembro settembre września сентября
9 сен eylül září szeptember septembrie syyskuu syyskuuta вересня rujna σεπτεμβρίου
10 october oct octobre oktober okt octubre outubro out ottobre ott października
10 октября окт ekim říjen října október octombrie lokakuu lokakuuta жовтня οκτωβρίου
11 november nov novembre noviembre novembro listopada ноября ноя
11 kasım listopad noiembrie marraskuu marraskuuta листопада studenoga νοεμβρίου
12 december dec décembre déc dezember dez diciembre dic dezembro dicembre grudnia
12 декабря дек aralık prosinec prosince decembrie joulukuu joulukuuta грудня prosinca desember δεκεμβρίου
21 spring frühjahr frühling printemps primavera wiosna весна
22 summer sommer été verano verão estate lato лето
23 autumn fall herbst automne otoño outono autunno jesień осень
24 winter hiver invierno inverno zima зима
"""
MONTHS = {word: int(line.split()[0]) for line in _MONTH_WORDS.strip().splitlines() for word in line.split()[1:]}
_YEAR = later(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)([a-z](?![^\W\d_]))?")
_ISO = later(r"(?<!\d)(1[4-9]\d\d|20\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = later(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[./-](0?[1-9]|1[0-2])[./-](1[4-9]\d\d|20\d\d)(?!\d)")
_MONTH_FIRST = later(r"(?<!\d)(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(1[4-9]\d\d|20\d\d)(?!\d)")
_MONTH_YEAR = later(r"(?<!\d)(0?[1-9]|1[0-2])[./](1[4-9]\d\d|20\d\d)(?!\d)")
_RANGE = later(r"(?<!\d)(1[4-9]\d\d|20\d\d)\s*[-–—/]\s*(\d{2}|1[4-9]\d\d|20\d\d)(?![\d./-])")
_WORD = later(r"[^\W\d_]+")
_DAY = later(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.|º)?(?!\d)")
_WORDS = later(
    r"\b(?:in press|forthcoming|to appear|submitted|accepted|in prep(?:aration)?|im (?:druck|erscheinen)"
    r"|sous presse|à paraître"
    r"|en prensa|no prelo|in (?:corso di )?stampa|in druk|n\.\s?d\.?|s\.\s?[da]\.|o\.\s?j\.|no date|undated"
    r"|sin fecha|sem data|в печати|б\.\s?г\.)",
    re.IGNORECASE,
)
_CIRCA = later(r"\b(?:c|ca|circa|um|vers|hacia)\.?\s*\[?\d{4}", re.IGNORECASE)
_ACCESS = later(
    r"\b(?:accessed|retrieved|viewed|cited|last (?:accessed|visited|checked)|date of access|abgerufen"
    r"|zugriff|letzter zugriff|aufgerufen"
    r"|consulté|page consultée|consultado|recuperado|acesso|acessado|accedido|consultato|geraadpleegd"
    r"|дата обращения|дата звернення|просмотрено|access(?: date)?|erişim(?: tarihi)?|erişildi|dostęp|pobrano|odczyt"
    r"|navštíveno|zobrazeno|citováno"
    r"|(?<=\[)cit|cit(?=\. ?\d{1,2}\. ?\d{1,2}\. ?\d{4})|letöltve"
    r"|letöltés(?: ideje| dátuma)?|megtekintve|hozzáférés|hämtad|hämtat|besökt"
    r"|hentet|besøgt|tilgået|viitattu|haettu|luettu|accesat|diakses|truy cập|ανακτήθηκε|προσπέλαση|ημ\.? πρόσβασης"
    r"|geraadpleegd op|bezocht"
    r"|referenciado|acedido|visitado)\b\.?"
    r"[\s:]*(?:em|on|am|le|el|il|op|dne|dnia|den|la|pada|στις|στο|a)?[\s:]*",
    re.IGNORECASE,
)
# `http://a.example [2020-02-06]`, as Sweden and China do, and `2020年2月6日閲覧`.
_LOOKED_AT = later(
    r"(?:(?<=\[)|(?=\d{4}年))(?P<year>20\d\d)[-/.年]\s?(?P<month>0?[1-9]|1[0-2])[-/.月]\s?"
    r"(?P<day>[12]\d|3[01]|0?[1-9])日?"
    r"(?:(?<=\d)(?<!日)\](?<=\])|\s?(?:に)?(?:最終)?(?:閲覧|参照|アクセス|访问))"
)


@lru_cache(maxsize=4096)
def date_from_text(text: str) -> DateRange | None:
    """`(2011a)`, `June 27, 2011`, `27.6.2011`, `2010–11`, `May/June 2012`, `in press`, `n.d.`; None without a date."""
    numeric = _numeric_date(text)
    if numeric:
        return DateRange(start=numeric)
    years = _YEAR.search(text)
    if not years:
        words = _WORDS.search(text)
        return DateRange(start=PartialDate(words=words.group().lower())) if words else None
    year = int(years.group(1))
    span = _RANGE.search(text)
    if span and (end := _end_year(span.group(1), span.group(2))):
        return DateRange(start=PartialDate(year=int(span.group(1))), end=PartialDate(year=end))
    return _with_months(text, year, years)


def _with_months(text: str, year: int, found: re.Match[str]) -> DateRange:
    """The date around a year: months and days stand in words beside it."""
    hits = [(MONTHS[word.group().lower()], word) for word in _WORD.finditer(text) if word.group().lower() in MONTHS]
    circa, uncertain = bool(_CIRCA.search(text)), text[found.end() : found.end() + 1] == "?"
    letter = found.group(2)
    if not hits:
        return DateRange(start=PartialDate(year=year, letter=letter, circa=circa, uncertain=uncertain))
    rest = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    month = hits[0][0]
    day = _day_near(rest, hits[0][1]) if month <= 12 else None
    start = PartialDate(year=year, month=month, day=day, letter=letter, circa=circa, uncertain=uncertain)
    if len(hits) > 1 and hits[1][0] > month and hits[1][0] <= 12 >= month:
        return DateRange(start=start, end=PartialDate(year=year, month=hits[1][0], day=_day_near(rest, hits[1][1])))
    return DateRange(start=start)


def _day_near(text: str, month: re.Match[str]) -> int | None:
    """The day before or after a month's name."""
    after = _DAY.match(text[month.end() :].lstrip(" ,."))
    before = _DAY.search(text[max(0, month.start() - 9) : month.start()])
    found = before or after
    return int(found.group(1)) if found else None


def _numeric_date(text: str) -> PartialDate | None:
    if not any(mark in text for mark in "-./"):
        return None
    if found := _ISO.search(text):
        return PartialDate(year=int(found[1]), month=int(found[2]), day=int(found[3]))
    if found := _DAY_FIRST.search(text):
        return PartialDate(year=int(found[3]), month=int(found[2]), day=int(found[1]))
    if found := _MONTH_FIRST.search(text):
        return PartialDate(year=int(found[3]), month=int(found[1]), day=int(found[2]))
    if found := _MONTH_YEAR.search(text):
        return PartialDate(year=int(found[2]), month=int(found[1]))
    return None


def _end_year(first: str, last: str) -> int | None:
    """The last year of a range in full: (2010, 11) → 2011; None if it does not come after the first."""
    end = int(first[:2] + last) if len(last) == 2 else int(last)
    return end if end > int(first) else None


# One of these stands in every text that _ACCESS finds something in; looking for them first is much quicker.
ACCESS_SIGNS = (
    "access", "etrieved", "viewed", "cited", "visited", "checked", "abgerufen", "zugriff", "aufgerufen", "consult",
    "recuperado", "acesso", "acessado", "accedido", "geraadpleegd", "обращения", "звернення", "просмотрено",
    "erişi", "dostęp", "pobrano", "odczyt", "navštíveno", "zobrazeno", "[cit", "cit.", "letölt", "megtekintve",
    "hozzáférés", "hämta", "besökt", "hentet", "besøgt", "tilgået", "viitattu", "haettu", "luettu", "accesat",
    "diakses", "truy cập", "ανακτήθηκε", "προσπέλαση", "πρόσβασης", "bezocht", "acedido", "visitado", "閲覧",
    "参照", "アクセス", "访问", "[20",
)  # fmt: skip


class Access:
    """Where a text says when it was looked at, and that date."""

    def __init__(self, start: int, end: int, date: DateRange) -> None:
        self.start, self.end, self.date = start, end, date


def access_in_text(text: str) -> Access | None:
    """The first `accessed 3 May 2019` and its like; None without one."""
    if (found := _LOOKED_AT.search(text)) and (found.group()[-1] != "]" or "http" in text[: found.start()]):
        day = PartialDate(year=int(found["year"]), month=int(found["month"]), day=int(found["day"]))
        return Access(found.start("year"), found.end(), DateRange(start=day))
    for found in _ACCESS.finditer(text):
        tail = text[found.end() : found.end() + 28]
        year = _YEAR.search(tail)
        if not year:
            continue
        iso = _ISO.search(tail)
        stop = iso.end() if iso and iso.start() <= year.start() else year.end()
        if date := date_from_text(tail[:stop]) if iso or year.start() > 0 else date_from_text(_until_day(tail)):
            return Access(found.start(), found.end() + stop, date)
    return None


def _until_day(tail: str) -> str:
    """A tail that begins with its year: `2019 May 3]` up to the day."""
    found = re.match(r"\d{4}[\s,]+[^\W\d_]+\.?[\s]*\d{0,2}", tail)
    return found.group() if found else tail[:4]
