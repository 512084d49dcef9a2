"""PubMed's tagged format (MEDLINE, `.nbib`): https://www.nlm.nih.gov/bsd/mms/medlineelements.html."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import MONTH_MACROS, SEASON_WORDS, date_range_from_words, partial_date
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.languages import language_tag, marc_language
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.markup import folded
from citetrail.formats.parts.people import line_from_person, losses_of_names
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tagged_reading import (
    entry_of,
    further_values,
    people,
    serial_numbers,
    split_keywords,
    take_pages,
    text_fields,
    unknown_tags,
)
from citetrail.formats.parts.tags import TaggedLine, TaggedRecord, tagged_lines
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
    Scheme,
    Written,
    identifier_of,
)

_LINE = re.compile(r"^(?P<tag>[A-Z]{2,4}) {0,3}-(?: (?P<value>.*)|(?P<none>\s*)$|(?P<glued>\S.*)$)")
_SNIFF = re.compile(rb"(?m)^(?:PMID ?- ?\d+|PMC ?- ?\S|FAU ?- ?\S|OWN ?- ?NLM)")
_BLANK = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n]")
_TYPES: dict[str, str] = {
    "journal article": "article-journal", "book": "book", "books": "book", "book chapter": "chapter",
    "technical report": "report", "preprint": "article", "dataset": "dataset", "academic dissertation": "thesis",
    "congress": "paper-conference", "clinical conference": "paper-conference", "newspaper article": "article-newspaper",
    "legislation": "legislation", "interview": "interview", "video-audio media": "motion_picture",
}  # fmt: skip
_TYPE_WORD: dict[str, str] = {}
for _word, _type in _TYPES.items():
    _TYPE_WORD.setdefault(_type, _word.title())
_TEXT_TAGS: dict[str, tuple[str, ...]] = {
    "container_title_short": ("TA",), "volume": ("VI",), "issue": ("IP",), "abstract": ("AB",),
    "publisher": ("PB",), "publisher_place": ("PL",), "edition": ("EN",), "original_title": ("TT",),
    "collection_title": ("CTI",), "note": ("GN",),
}  # fmt: skip
_TAKEN = frozenset(
    "PMID PMC TI BTI JT TA VI IP AB PB PL EN TT CTI GN FAU AU CN FED ED DP PG LA IS ISBN LID AID OT MH PT AUID".split()
)
_LOCATOR = re.compile(r"^(.*?)\s*\[(doi|pii|bookaccession)\]$", re.IGNORECASE)
_COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SUFFIXED = re.compile(r"^([^,]+, [^,]+) (Jr|Sr|2nd|3rd|4th|II|III|IV)$")


def sniff(content: bytes) -> bool:
    """Whether PubMed's tags stand in the first bytes."""
    return _SNIFF.search(content[:20000].replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf")) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of a PubMed file, parted by blank lines or a new PMID. Raises InputError for a file without tags."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    lines = Lines(text)
    records = list(_records(text))
    if not records:
        raise InputError("no PubMed record: there is no line such as `PMID- 21707149`", file=name, line=1, column=1)
    entries = tuple(entry_of(record, _key(record), _description(record), text, lines, name) for record in records)
    problems = tuple(
        Problem(severity="told", message="the record has no PMID", place=entry.place)
        for entry, record in zip(entries, records, strict=True)
        if not record.first("PMID")
    )
    return Bibliography(entries=entries, problems=problems, encoding=decoded.encoding)


def _key(record: TaggedRecord) -> str | None:
    number = record.first("PMID")
    return next(iter((number or "").split()), None)


def _records(text: str) -> Iterator[TaggedRecord]:
    current: list[TaggedLine] = []
    previous_end = 0
    for found in tagged_lines(text, _LINE, join=" "):
        line = _with_glued_value(found, text)
        is_apart = _BLANK.search(text, previous_end, line.offset + 1) is not None
        if current and (is_apart or (line.tag == "PMID" and any(one.tag == "PMID" for one in current))):
            yield TaggedRecord(tuple(current), current[0].offset, line.offset)
            current = []
        current.append(line)
        previous_end = line.offset + 4
    if current:
        yield TaggedRecord(tuple(current), current[0].offset, len(text))


def _with_glued_value(line: TaggedLine, text: str) -> TaggedLine:
    """`PMID-22664220`: the value without a blank before it."""
    if line.value:
        return line
    found = _LINE.match(text[line.offset : line.offset + 300].splitlines()[0])
    return line._replace(value=found["glued"].strip()) if found and found["glued"] else line


def _description(record: TaggedRecord) -> Description:
    types = [value.lower() for value in record.all("PT")]
    kind = next((_TYPES[word] for word in types if word in _TYPES), "article-journal")
    fields: dict[str, Any] = {"type": kind, **text_fields(record, _TEXT_TAGS)}
    title, book = record.first("TI"), record.first("BTI")
    if kind == "book" or (book and not title):
        title, book = title or book, None
    fields["title"] = " ".join(record.all("TI")) if len(record.all("TI")) > 1 else title
    fields["container_title"] = record.first("JT") or book
    if not fields["container_title"]:
        fields["container_title"] = fields.pop("container_title_short", None)
    fields["authors"], fields["has_more_authors"] = people(map(_suffix_apart, record.all("FAU") or record.all("AU")))
    fields["authors"] = _with_orcids(record, fields["authors"])
    groups = tuple(Person(literal=line) for line in record.all("CN"))
    fields["authors"] += groups
    fields["editors"], _ = people(record.all("FED") or record.all("ED"))
    fields["issued"] = _date(record.first("DP"))
    take_pages(record.first("PG"), fields)
    languages = record.first("LA")
    fields["language"] = (language_tag(languages) or languages) if languages else None
    fields["identifiers"] = _identifiers(record)
    fields["keywords"] = split_keywords(record.all("OT") or record.all("MH"), "\n")
    other_types = tuple(("PT", value) for value in record.all("PT") if value.lower() not in _TYPES)
    headings = tuple(("MH", value) for value in record.all("MH")) if record.all("OT") else ()
    singles = (tags for tags in _TEXT_TAGS.values() if len(tags) == 1)
    fields["extra"] = other_types + headings + unknown_tags(record, _TAKEN) + further_values(record, singles)
    return Description(**fields)


def _suffix_apart(name: str) -> str:
    """`Pym, Ethel A Jr` as PubMed writes it, with the suffix behind a comma."""
    return _SUFFIXED.sub(r"\1, \2", name)


def _with_orcids(record: TaggedRecord, authors: tuple[Person, ...]) -> tuple[Person, ...]:
    """ORCID iDs of `AUID` lines, each of which belongs to the author named last before it."""
    number = -1
    orcids: dict[int, str] = {}
    for line in record.lines:
        number += line.tag == "FAU"
        if line.tag == "AUID" and (found := identifier_of("orcid", line.value.removeprefix("ORCID:").strip())):
            orcids[number] = found.value
    return tuple(
        person.model_copy(update={"orcid": orcids[place]}) if place in orcids else person
        for place, person in enumerate(authors)
    )


def _date(text: str | None) -> DateRange | None:
    if text and (found := _COMPACT_DATE.match(text)):
        year, month, day = (int(part) for part in found.groups())
        return DateRange(start=partial_date(year, month, day))
    if text and re.fullmatch(r"\d{4} \d{2} \d{2}", text):
        text = text.replace(" ", "-")
    return date_range_from_words(text) if text else None


def _identifiers(record: TaggedRecord) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    tags: tuple[tuple[Scheme, str], ...] = (("pmid", "PMID"), ("pmcid", "PMC"))
    for scheme, tag in tags:
        value = record.first(tag)
        if value and (identifier := identifier_of(scheme, value.split()[0])):
            found[identifier] = None
    for value in record.all("LID", "AID"):
        locator = _LOCATOR.match(value)
        if (locator and locator.group(2).lower() == "doi") or value.lower().startswith("doi:"):
            identifier = identifier_of("doi", locator.group(1) if locator else value)
            found.update({identifier: None} if identifier else {})
    for value in record.all("IS", "ISBN"):
        found.update(dict.fromkeys(serial_numbers(value)))
    return tuple(found)


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """The entries as PubMed records, parted by blank lines, and what had no tag."""
    texts: list[str] = []
    losses: list[Loss] = []
    for entry in entries:
        told: set[str] = set()
        texts.append("".join(f"{tag.ljust(4)}- {_one_value(value)}\n" for tag, value in _tags(entry, told, losses)))
        losses.extend(losses_of(entry, told))
        losses.extend(loss for loss in losses_of_names(entry, ("authors", "editors")) if loss.field != "orcid")
        losses.extend(losses_of_entry(entry))
    return Written(text="\n".join(texts), losses=tuple(losses))


def _one_value(value: str) -> str:
    return folded(value.replace("\n", " "))


def _tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    kind = description.type
    told |= {"type", "title", "container_title", "authors", "editors", "issued", "pages", "page_text", "language"}
    told |= {"identifiers", "keywords"}
    pmid = description.identifier("pmid")
    yield "PMID", pmid.value if pmid else ""
    if kind in _TYPE_WORD:
        yield "PT", _TYPE_WORD[kind]
    elif kind:
        losses.append(Loss(key=entry.key, field="type", value=kind))
    if description.title:
        yield ("BTI" if kind == "book" else "TI"), description.title
    if description.container_title:
        yield ("BTI" if kind == "chapter" else "JT"), description.container_title
    yield from _people_tags(entry, losses)
    for field, tags in _TEXT_TAGS.items():
        told.add(field)
        if value := getattr(description, field):
            yield tags[0], value
    yield from _date_and_pages(entry, losses)
    if description.language:
        yield "LA", marc_language(description.language)
        if language_tag(marc_language(description.language)) != description.language:
            losses.append(Loss(key=entry.key, field="language", value=description.language))
    yield from _identifier_tags(entry, losses)
    yield from (("OT", keyword) for keyword in description.keywords)
    yield from _extra_tags(entry, told, losses)


def _people_tags(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    for person in entry.description.authors:
        if person.literal is not None:
            yield "CN", person.literal
            continue
        yield "FAU", line_from_person(person)
        if person.orcid:
            yield "AUID", f"ORCID: {person.orcid}"
    yield from (("FED", line_from_person(person)) for person in entry.description.editors)
    literals = [person.literal is not None for person in entry.description.authors]
    if literals != sorted(literals):
        losses.append(Loss(key=entry.key, field="authors", value="groups come after persons"))


def _date_and_pages(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    if description.issued:
        yield "DP", _pubmed_date(description.issued)
        if _date(_pubmed_date(description.issued)) != description.issued:
            losses.append(Loss(key=entry.key, field="issued", value=str(description.issued)))
    if description.pages:
        yield "PG", page_text(description.pages)
    elif description.page_text:
        yield "PG", description.page_text


def _pubmed_date(date: DateRange) -> str:
    start = date.start
    is_plain = not (date.end or date.is_open or start.circa or start.uncertain or start.unknown_digits)
    if start.year is None or not is_plain or not 0 < start.year <= 9999:
        return start.words or str(date)
    parts = [f"{start.year:04d}"]
    if start.month:
        parts.append(SEASON_WORDS[start.month] if start.month > 12 else MONTH_MACROS[start.month - 1].capitalize())
        if start.day:
            parts.append(str(start.day))
    return " ".join(parts)


def _identifier_tags(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    for identifier in entry.description.identifiers:
        if identifier.scheme == "pmcid":
            yield "PMC", identifier.value
        elif identifier.scheme == "doi":
            yield "LID", f"{identifier.value} [doi]"
        elif identifier.scheme in ("issn", "isbn"):
            yield ("IS" if identifier.scheme == "issn" else "ISBN"), identifier.value
        elif identifier.scheme != "pmid":
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=identifier.value))


def _extra_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    told.add("extra")
    for name, value in entry.description.extra:
        if re.fullmatch(r"[A-Z]{2,4}", name) and (name not in _TAKEN or name in ("PT", "MH")):
            yield name, value
        elif name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


FORMAT = Format("nbib", (".nbib", ".medline"), sniff, read, write)
