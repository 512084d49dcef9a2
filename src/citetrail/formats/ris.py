"""RIS, the tagged format of Reference Manager, read in the dialects of databases and written for all.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format), which lists the 2001 and 2011 specifications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import date_range_from_words, month_from_word, partial_date
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.html_notes import markdown_from_html
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.markup import clean_title, folded
from citetrail.formats.parts.people import is_et_al, line_from_person, losses_of_names, person_from_line
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.remarks import remarks_of
from citetrail.formats.parts.tagged_reading import further_values
from citetrail.formats.parts.tags import TaggedLine, TaggedRecord, records_of, tagged_lines
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Loss,
    Person,
    Problem,
    Written,
    identifier_from_text,
    identifier_of,
    pages_from_text,
)

_LINE = re.compile(r"^\s?(?P<tag>[A-Z][A-Z0-9])(?:[ \t]{1,2}|(?<=ER|TY))[-–](?:\s(?P<value>.*)|(?P<none>))$")
_SNIFF = re.compile(rb"(?m)^(?:\xef\xbb\xbf)?\s?TY {1,2}- ?\w+")

TYPES: dict[str, str] = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "ABST": "article-journal", "INPR": "article-journal",
    "MGZN": "article-magazine", "NEWS": "article-newspaper", "JFULL": "periodical", "SER": "periodical",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CTLG": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report",
    "GOVDOC": "report", "PAMP": "pamphlet", "UNPB": "manuscript", "MANSCPT": "manuscript", "ELEC": "webpage",
    "WEB": "webpage", "BLOG": "post-weblog", "ICOMM": "post", "PCOMM": "personal_communication",
    "PAT": "patent", "STAND": "standard", "DATA": "dataset", "DBASE": "dataset", "AGGR": "dataset",
    "COMP": "software", "MPCT": "motion_picture", "VIDEO": "motion_picture", "ADVS": "broadcast", "SOUND": "song",
    "MUSIC": "musical_score", "ART": "graphic", "FIGURE": "figure", "CHART": "figure", "MAP": "map",
    "CASE": "legal_case", "STAT": "legislation", "LEGAL": "regulation", "BILL": "bill", "UNBILL": "bill",
    "HEAR": "hearing", "DICT": "entry-dictionary", "ENCYC": "entry-encyclopedia", "SLIDE": "speech",
    "CLSWK": "classic", "ANCIENT": "classic", "GEN": "document", "MULTI": "document", "EQUA": "document",
    "GRNT": "document", "INTV": "interview", "POD": "broadcast", "PRESS": "article-newspaper", "UNPD": "manuscript",
}  # fmt: skip
_SPELLED_TYPES = {"journal article": "JOUR", "journal": "JOUR", "article": "JOUR", "book section": "CHAP"}
_TAG_OF_TYPE: dict[str, str] = {}
for _tag, _type in TYPES.items():
    _TAG_OF_TYPE.setdefault(_type, _tag)
_TAG_OF_TYPE |= {"collection": "EDBOOK", "article": "UNPB"}
_PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_IN_BOOKS = frozenset({"chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"})
_BOOKS = frozenset({"book", "classic", "pamphlet", "thesis", "report"})
# Field -> tag, for texts that stand in one tag whatever the type. The first tag is written, all are read.
_TEXT_TAGS: dict[str, tuple[str, ...]] = {
    "volume": ("VL", "VO"), "issue": ("IS", "CP"), "publisher": ("PB",), "publisher_place": ("CY", "PP"),
    "edition": ("ET",), "abstract": ("AB", "N2"), "title_short": ("ST",), "translated_title": ("TT",),
    "genre": ("M3",), "source": ("DB",), "archive": ("DP",), "call_number": ("CN",), "section": ("SE",),
    "number_of_volumes": ("NV",), "article_number": ("C7",), "original_title": ("OP",), "reviewed_title": ("RI",),
    "number": ("M1",),
}  # fmt: skip
_PEOPLE_TAGS: dict[str, tuple[str, ...]] = {
    "authors": ("AU", "A1"), "editors": ("ED",), "collection_editors": ("A3",), "translators": ("A4",),
}  # fmt: skip
_TAKEN = frozenset(
    "TY ER AU A1 A2 A3 A4 ED TI T1 T2 T3 BT JF JO JA J1 J2 JP PY Y1 DA Y2 SP EP KW DO SN UR LA ID N1 RN L1 LK CT "
    "VL VO IS CP PB CY PP ET AB N2 ST TT M3 DB DP CN SE NV C7 OP RI M1".split()
)
# Tags of which one value is taken; others of them go to `extra`.
_SINGLE = (*_TEXT_TAGS.values(), ("LA",), ("SP",), ("EP",))
_TITLE_TAGS = ("TI", "T1", "CT", "T2", "T3", "BT", "JF", "JO", "JP", "JA", "J1", "J2")
_PAGE_COUNTED = frozenset({"book", "thesis"})  # `SP` alone is how many pages they have
_PERIOD = re.compile(r"(.+?) through (.+)$")
_DATE_TAIL = re.compile(r"^(\d{4})/?([^/]*)/?([^/]*)/?(.*)$")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


def sniff(content: bytes) -> bool:
    """Whether a `TY  - ` line stands in the first bytes."""
    return _SNIFF.search(content[:20000].replace(b"\r", b"\n")) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of a RIS file. Raises InputError for a file without a single tag."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    tagged = list(tagged_lines(text, _LINE))
    if not tagged:
        raise InputError("no RIS: there is no line such as `TY  - JOUR`", file=name, line=1, column=1)
    lines = Lines(text)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for record in records_of(iter(tagged), text, _is_start, _is_end):
        entry, told = _entry(record, text, lines, name)
        entries.append(entry)
        problems.extend(
            Problem(severity="told", message=sentence, place=entry.place, key=entry.key) for sentence in told
        )
    return Bibliography(entries=tuple(entries), problems=tuple(problems), encoding=decoded.encoding)


def _is_start(tag: str) -> bool:
    return tag == "TY"


def _is_end(tag: str) -> bool:
    return tag == "ER"


def _entry(record: TaggedRecord, text: str, lines: Lines, name: str) -> tuple[Entry, list[str]]:
    told: list[str] = []
    if not record.is_closed:
        told.append("the record has no ER line")
    written = (record.first("TY") or "").strip().upper()
    written = _SPELLED_TYPES.get(written.lower(), written)
    if not written:
        told.append("the record has no TY line")
    elif written not in TYPES:
        told.append(f"unknown type {written}")
    entry = Entry(
        key=record.first("ID"),
        description=_description(record, TYPES.get(written, "document"), written),
        place=lines.place(name, record.start, record.end),
        source=text[record.start : record.end],
        notes=tuple(record.all("RN")) + tuple(markdown_from_html(note) for note in record.all("N1") if _is_html(note)),
        files=tuple(record.all("L1")),
    )
    return entry, told


def _is_html(note: str) -> bool:
    """Whether it is a note as Zotero exports it."""
    return note.startswith("<") and note.rstrip().endswith(">")


def _description(record: TaggedRecord, kind: str, written: str) -> Description:
    fields: dict[str, Any] = {"type": kind}
    for field, tags in _TEXT_TAGS.items():
        if value := record.first(*tags):
            fields[field] = _prose(value) if field == "abstract" else folded(value.replace("\n", " "))
    if fields.get("archive") and not fields.get("source"):  # who provides a database, or where Zotero looked it up
        fields["source"] = fields.pop("archive")
    _take_people(record, kind, fields)
    _take_titles(record, kind, fields)
    fields["issued"] = _issued(record)
    _take_second_date(record, kind, fields)
    _take_pages(record, kind, fields)
    _take_identifiers(record, fields)
    fields["keywords"] = _keywords(record)
    if language := record.first("LA"):
        fields["language"] = language_tag(language) or language
    if notes := [note for note in record.all("N1") if not _is_html(note)]:
        fields["note"] = "\n".join(notes)
    if kind == "thesis" and fields.get("publisher"):
        fields["institution"] = fields.pop("publisher")
    unknown = [("TY", written)] if written and written not in TYPES else []
    unknown += fields.pop("left")
    unknown += [*further_values(record, _SINGLE), *_titles_left(record, fields)]
    fields["extra"] = tuple(
        unknown + [(one.tag, one.value) for one in record.lines if one.tag not in _TAKEN and one.value]
    )
    return Description(**fields)


def _take_second_date(record: TaggedRecord, kind: str, fields: dict[str, Any]) -> None:
    """When it was accessed; Scopus has there when a conference was."""
    second = record.first("Y2")
    if not second:
        return
    if kind == "paper-conference" and (period := _PERIOD.match(second)):
        first, last = (date_range_from_words(words) for words in period.groups())
        if first and last and first.year is not None and last.year is not None:
            fields["event_date"] = DateRange(start=first.start, end=last.start)
            return
    fields["accessed"] = _date(second)


def _prose(value: str) -> str:
    return "\n".join(folded(line) for line in value.split("\n"))


def _take_people(record: TaggedRecord, kind: str, fields: dict[str, Any]) -> None:
    for field, tags in _PEOPLE_TAGS.items():
        lines = record.all(*tags)
        fields[field] = _people(lines)
        if field in ("authors", "editors") and any(is_et_al(line) for line in lines):
            fields[f"has_more_{field}"] = True
    second = _people(record.all("A2"))
    if kind in ("book", "classic", "report", "thesis", "webpage", "pamphlet") and fields["editors"]:
        fields["collection_editors"] = fields["collection_editors"] or second
    elif kind == "legal_case" or (
        second and len(second) == 1 and "," not in str(record.first("A2")) and len(str(second[0])) > 120
    ):
        return  # a list of cited names, as Ovid writes it
    elif second and not fields["editors"]:
        fields["editors"] = second


def _people(lines: list[str]) -> tuple[Person, ...]:
    names = [name for line in lines for name in re.split(r"\s*;\s*|\n", line)]
    return tuple(person for name in names if not is_et_al(name) and (person := person_from_line(name)))


def _take_titles(record: TaggedRecord, kind: str, fields: dict[str, Any]) -> None:
    title = record.first("TI", "T1", "CT")
    second, third, book = record.first("T2"), record.first("T3"), record.first("BT")
    journal, short = record.first("JF", "JO", "JP"), record.first("JA", "J2", "J1")
    if journal and not short:
        others = (one for one in (record.first("JO"), second if kind in _PERIODICALS else None) if one)
        short = next((one for one in others if one != journal), None)
    if kind in _IN_BOOKS:
        container, series = book or second or journal, third or (second if book else None)
    elif kind in _BOOKS:
        title, container, series = title or book, None, second or third or journal
        if title == book and record.first("TI", "T1"):
            series = series or None
    else:
        container = journal or second or book
        is_series = journal and second not in (journal, short) and kind not in _PERIODICALS
        series = third or (second if is_series else None)
    if journal is None and container is None and kind not in _BOOKS:
        container, short = short, None
    texts = {"title": title, "container_title": container, "collection_title": series, "container_title_short": short}
    for field, text in texts.items():
        if text:
            fields[field] = clean_title(folded(text.replace("\n", " ")))
    if fields.get("container_title_short") == fields.get("container_title") and not record.first("JA"):
        fields.pop("container_title_short", None)


def _titles_left(record: TaggedRecord, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Titles that say something else than those that were taken."""
    said = {fields.get(field) for field in ("title", "container_title", "collection_title", "container_title_short")}
    for line in record.lines:
        if line.tag in _TITLE_TAGS and line.value:
            text = clean_title(folded(line.value.replace("\n", " ")))
            if text not in said:
                said.add(text)
                yield line.tag, line.value


def _issued(record: TaggedRecord) -> DateRange | None:
    years = [date for value in record.all("PY", "Y1") if (date := _date(value))]
    dates = [date for value in record.all("DA") if (date := _date(value))]
    known = [date for date in (*years, *dates) if date.year is not None]
    if years and years[0].year is not None:  # EndNote has the year apart: `DA  - Dec 5`
        dates += [date for value in record.all("DA") if (date := date_range_from_words(f"{value} {years[0].year}"))]
    if not known:
        return next(iter([*years, *dates]), None)
    same = [date for date in (*dates, *years) if date.year == known[0].year]
    return max(same, key=lambda date: (bool(date.end), bool(date.start.month), bool(date.start.day)))


def _date(value: str) -> DateRange | None:
    """`2001/09/01/`, `2014//`, `2015/october`, `2011/06//Summer`; other writings as people write dates."""
    found = _DATE_TAIL.match(value.strip())
    if not found or "/" not in value:
        date = date_range_from_words(value)
        return date if date is None or date.year is not None or re.search(r"[^\W\d_]{2}", value) else None
    year, month, day, other = (part.strip() for part in found.groups())
    if re.match(r"-?\d{4}", other) or re.match(r"\d{4}", month):
        return date_range_from_words(value)
    number = month_from_word(month) or month_from_word(other)
    return DateRange(start=partial_date(int(year), number, int(day) if day.isdigit() else None))


def _take_pages(record: TaggedRecord, kind: str, fields: dict[str, Any]) -> None:
    first, last = record.first("SP"), record.first("EP")
    if not first and not last:
        return
    if kind in _PAGE_COUNTED and not last and first and first.isdigit():
        fields["number_of_pages"] = first
        return
    text = f"{first}-{last}" if first and last and first != last and "-" not in first else first or last or ""
    fields["pages"] = pages_from_text(text)
    if fields["pages"] is None:
        fields["page_text"] = folded(text)


def _take_identifiers(record: TaggedRecord, fields: dict[str, Any]) -> None:
    """Fills `identifiers` and `url`, and `left` with what was meant for one and is none."""
    left: list[tuple[str, str]] = []
    found = dict.fromkeys([*_dois(record, fields, left), *_serials(record, left)])
    for value in record.all("LK"):
        if (identifier := identifier_from_text(value)) and identifier.scheme != "url":
            found[identifier] = None
    if number := _number_in_pubmed(record):
        found[Identifier(scheme="pmid", value=number)] = None
    pieces = (
        piece.strip("; \t\n") for value in record.all("UR") for piece in re.split(r"(?<=[;\s])(?=https?:)", value)
    )
    urls = [url for url in pieces if url]
    fields["left"] = left + [("UR", url) for url in urls[1:]]
    if urls:
        fields["url"] = urls[0]
    for url in urls:
        identifier = identifier_from_text(url)
        if identifier and identifier.scheme != "url" and not any(one.scheme == identifier.scheme for one in found):
            found[identifier] = None
    fields["identifiers"] = tuple(found)


def _dois(record: TaggedRecord, fields: dict[str, Any], left: list[tuple[str, str]]) -> Iterator[Identifier]:
    """DOIs where they belong, where Cochrane has them (`L3`), and where EBSCO has them, for a kind of work (`M3`)."""
    for line in record.lines:
        if line.tag in ("DO", "L3") and line.value:
            if identifier := identifier_of("doi", line.value):
                yield identifier
            elif line.tag == "DO":
                left.append(("DO", line.value))
    genre = fields.get("genre", "")
    if genre.lower().startswith(("doi:", "10.")) and (identifier := identifier_of("doi", genre)):
        del fields["genre"]
        yield identifier


def _serials(record: TaggedRecord, left: list[tuple[str, str]]) -> Iterator[Identifier]:
    for value in record.all("SN"):
        for piece, serial in _serial_numbers(value):
            if serial:
                yield serial
            else:
                left.append(("SN", piece))


def _number_in_pubmed(record: TaggedRecord) -> str | None:
    """The accession number of a record from PubMed, or the one that Scopus has in `C2`."""
    base = (record.first("DB", "DP") or "").lower()
    if base == "scopus":
        number = record.first("C2")
        return number if number and re.fullmatch(r"\d{7,8}", number) else None
    number = record.first("AN")
    is_pubmed = any(word in base for word in ("pubmed", "medline", "nlm"))
    return number if is_pubmed and number and number.isdigit() else None


def _serial_numbers(value: str) -> Iterator[tuple[str, Identifier | None]]:
    """The pieces of a value with the ISBN or ISSN that each is, if it is one."""
    for piece in re.split(r"[;,\s]+|\([^()]*\)", value):
        if piece and piece.upper().strip(":") not in ("ISSN", "ISBN"):
            yield piece, identifier_of("isbn", piece) or identifier_of("issn", piece)


def _keywords(record: TaggedRecord) -> tuple[str, ...]:
    words = [word.strip() for value in record.all("KW") for word in value.split("\n")]
    return tuple(dict.fromkeys(word for word in words if word))


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as RIS with a blank line between them, and what had no tag."""
    texts: list[str] = []
    losses: list[Loss] = []
    for entry in entries:
        told: set[str] = set()
        lines = list(_tags(entry, told, losses))
        lines += _left_again(entry, lines, losses)
        texts.append("".join(f"{tag}  - {_one_value(value)}\n" for tag, value in lines) + "ER  - \n")
        losses.extend(losses_of(entry, told))
        losses.extend(losses_of_names(entry, _PEOPLE_TAGS))
        losses.extend(losses_of_entry(entry, {"notes", "quotes", "files"}))
    return Written(text="\n".join(texts), losses=tuple(losses))


def _one_value(value: str) -> str:
    """Line ends inside a value go on in indented lines."""
    return "\n      ".join(line.strip() for line in value.strip().splitlines() if line.strip())


def _tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    kind = description.type or "document"
    told |= {
        "type",
        "authors",
        "editors",
        "translators",
        "collection_editors",
        "title",
        "issued",
        "keywords",
        "language",
    }
    extra = dict(description.extra)
    yield "TY", extra.get("TY") or _TAG_OF_TYPE.get(kind, "GEN")
    if "TY" not in extra and TYPES.get(_TAG_OF_TYPE.get(kind, "GEN")) != description.type and description.type:
        losses.append(Loss(key=entry.key, field="type", value=kind))
    if entry.key:
        yield "ID", entry.key
    for field, tags in _PEOPLE_TAGS.items():
        yield from ((tags[0], line_from_person(person)) for person in getattr(description, field))
    yield from _title_tags(description, kind, told)
    yield from _date_tags(entry, told, losses)
    yield from _text_tags(description, told)
    yield from _page_tags(description, told)
    yield from (("KW", keyword) for keyword in description.keywords)
    if description.language:
        yield "LA", description.language
    if description.note:
        told.add("note")
        yield "N1", description.note
    yield from _identifier_tags(entry, told, losses)
    yield from (("RN", note) for note in remarks_of(entry))
    yield from (("L1", path) for path in entry.files)
    yield from _extra_tags(entry, told, losses)


def _title_tags(description: Description, kind: str, told: set[str]) -> Iterator[tuple[str, str]]:
    if description.title:
        yield "TI", description.title
    container, series = description.container_title, description.collection_title
    told |= (
        {"container_title", "collection_title", "container_title_short"} if kind not in _BOOKS else {"collection_title"}
    )
    if kind in _BOOKS:
        if series:
            yield "T2", series
        return
    if container:
        yield ("T2" if kind in _IN_BOOKS else "JF"), container
    if series:
        yield "T3", series
    if description.container_title_short:
        yield "JA", description.container_title_short


def _date_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    issued, accessed = entry.description.issued, entry.description.accessed
    if issued:
        if issued.start.year is not None and 0 < issued.start.year <= 9999:
            yield "PY", f"{issued.start.year:04d}"
        yield "DA", _ris_date(issued)
        if _date(_ris_date(issued)) != issued:
            losses.append(Loss(key=entry.key, field="issued", value=str(issued)))
    if accessed:
        told.add("accessed")
        yield "Y2", _ris_date(accessed)
        if _date(_ris_date(accessed)) != accessed:
            losses.append(Loss(key=entry.key, field="accessed", value=str(accessed)))


def _ris_date(date: DateRange) -> str:
    start = date.start
    if start.words:
        return start.words
    is_plain = not (date.end or date.is_open or start.circa or start.uncertain or start.unknown_digits)
    if is_plain and start.year is not None and 0 < start.year <= 9999 and (start.month or 0) <= 12:
        return f"{start.year:04d}/{_two(start.month)}/{_two(start.day)}/"
    return str(date)


def _two(number: int | None) -> str:
    return f"{number:02d}" if number else ""


def _text_tags(description: Description, told: set[str]) -> Iterator[tuple[str, str]]:
    for field, tags in _TEXT_TAGS.items():
        value = getattr(description, field)
        if field == "archive" and not description.source:
            continue
        if field == "publisher" and description.type == "thesis":
            told.add("institution")
            value = description.institution or value
            if not description.institution:
                told.add(field)
        else:
            told.add(field)
        if value:
            yield tags[0], value
    if description.institution and not description.publisher and description.type != "thesis":
        told.add("institution")
        yield "PB", description.institution


def _page_tags(description: Description, told: set[str]) -> Iterator[tuple[str, str]]:
    told |= {"pages", "page_text"}
    pages = description.pages
    if description.type in _PAGE_COUNTED:
        is_count = pages is None and not description.page_text and (description.number_of_pages or "").isdigit()
        if is_count:
            told.add("number_of_pages")
            yield "SP", description.number_of_pages or ""
            return
        if pages and page_text(pages).isdigit():  # a first page alone would be read as how many they are
            yield "SP", page_text(pages)
            yield "EP", page_text(pages)
            return
    if pages is None:
        if description.page_text:
            yield "SP", description.page_text
        return
    if len(pages.ranges) == 1 and pages.ranges[0].last and "-" not in pages.ranges[0].first:
        yield "SP", pages.ranges[0].first
        yield "EP", pages.ranges[0].last
    else:
        yield "SP", page_text(pages)


def _identifier_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    told |= {"identifiers", "url"}
    if entry.description.url:
        yield "UR", entry.description.url
    for identifier in entry.description.identifiers:
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if identifier.scheme == "doi":
            yield "DO", value
        elif identifier.scheme in ("isbn", "issn"):
            yield "SN", value
        elif identifier.scheme == "url":
            if not entry.description.url:
                yield "UR", value
        elif (link := identifier.url) and identifier_from_text(link) == identifier.model_copy(update={"version": None}):
            yield "LK", link + (f"v{identifier.version}" if identifier.version else "")
        else:
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))


def _extra_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    """Tags of RIS that were kept; fields of other formats have no place."""
    told.add("extra")
    for name, value in entry.description.extra:
        if re.fullmatch(r"[A-Z][A-Z0-9]", name) and (name not in _TAKEN or name == "UR"):
            yield name, value
        elif name not in _TAKEN and name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


def _left_again(entry: Entry, lines: Sequence[tuple[str, str]], losses: list[Loss]) -> list[tuple[str, str]]:
    """Values of tags that mean something, which a reader leaves in `extra` again: second titles, what is no ISSN."""
    kept: list[tuple[str, str]] = []
    for name, value in entry.description.extra:
        if name not in _TAKEN or name in ("TY", "UR"):
            continue
        before = _read_back([*lines, *kept])
        after = _read_back([*lines, *kept, (name, value)])
        if after == before.model_copy(update={"extra": after.extra}) and len(after.extra) > len(before.extra):
            kept.append((name, value))
        else:
            losses.append(Loss(key=entry.key, field=name, value=value))
    return kept


def _read_back(lines: Sequence[tuple[str, str]]) -> Description:
    written = next((value for tag, value in lines if tag == "TY"), "")
    record = TaggedRecord(tuple(TaggedLine(tag, value.strip(), 0) for tag, value in lines), 0, 0)
    return _description(record, TYPES.get(written, "document"), written)


FORMAT = Format("ris", (".ris",), sniff, read, write)
