"""EndNote's tagged format (Refer, `.enw`): https://docs.clarivate.com, "EndNote import format"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.endnote_types import CSL_TYPE, ENDNOTE_TYPE
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.markup import folded
from citetrail.formats.parts.names import names_from_latex
from citetrail.formats.parts.people import line_from_person, losses_of_names
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.remarks import remarks_of
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
from citetrail.formats.parts.tags import TaggedRecord, parted_by_blank_lines, records_of, tagged_lines
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Loss,
    Written,
    identifier_from_text,
    identifier_of,
)

_LINE = re.compile(r"^(?P<tag>%[0-9A-Z@\[\]!&()*+#>^=~?$<{|}`;'])(?: (?P<value>.*)|(?P<none>))$")
_SNIFF = re.compile(rb"(?m)^%(?:0 [A-Z][A-Za-z ]+|[AT] \S.*\n%[A-Z0-9@] )")
_TEXT_TAGS: dict[str, tuple[str, ...]] = {
    "volume": ("%V",), "issue": ("%N",), "publisher": ("%I",), "publisher_place": ("%C",), "edition": ("%7",),
    "abstract": ("%X",), "call_number": ("%L",), "genre": ("%9",), "title_short": ("%!",),
    "number_of_volumes": ("%6",), "section": ("%&",), "original_title": ("%(",), "reviewed_title": ("%*",),
    "source": ("%~",), "archive": ("%W",), "translated_title": ("%Q",), "collection_title": ("%S",),
}  # fmt: skip
_PEOPLE_TAGS: dict[str, str] = {
    "authors": "%A", "editors": "%E", "collection_editors": "%Y", "translators": "%?",
}  # fmt: skip
_TAKEN = {*(tag for tags in _TEXT_TAGS.values() for tag in tags), *_PEOPLE_TAGS.values()} | set(
    "%0 %T %J %B %D %8 %P %K %U %R %@ %F %G %Z %O %[ %> %M".split()
)


# Tags of which one value is taken; others of them go to `extra`.
_SINGLE = (*_TEXT_TAGS.values(), ("%T",), ("%J", "%B"), ("%U",), ("%G",))


def sniff(content: bytes) -> bool:
    """Whether EndNote's `%0` or `%A`, `%T` lines stand in the first bytes."""
    head = content[:20000].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _SNIFF.search(head) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The records of an EndNote tagged file. Raises InputError for a file without tags."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    lines = Lines(text)
    entries: list[Entry] = []
    for record in _records(text):
        entry = entry_of(record, record.first("%F"), _description(record), text, lines, name)
        entries.append(entry.model_copy(update={"notes": tuple(record.all("%O")), "files": tuple(record.all("%>"))}))
    if not entries:
        raise InputError("no EndNote record: there is no line such as `%0 Journal Article`", file=name, line=1)
    return Bibliography(entries=tuple(entries), encoding=decoded.encoding)


def _records(text: str) -> Iterator[TaggedRecord]:
    """From `%0` to `%0`; in files of `refer`, which has no such tag, from blank line to blank line."""
    tagged = list(tagged_lines(text, _LINE))
    if any(line.tag == "%0" for line in tagged):
        return records_of(iter(tagged), text, lambda tag: tag == "%0", lambda _tag: False)
    return parted_by_blank_lines(iter(tagged), text)


def _description(record: TaggedRecord) -> Description:
    written = record.first("%0") or ""
    kind = CSL_TYPE.get(written.lower(), "document") if written else _kind_in_refer(record)
    fields: dict[str, Any] = {"type": kind, **text_fields(record, _TEXT_TAGS)}
    for field, tag in _PEOPLE_TAGS.items():
        names = record.all(tag)
        fields[field], has_more = people(names if written else map(_family_first, names))
        if field in ("authors", "editors"):
            fields[f"has_more_{field}"] = has_more
    titles = text_fields(record, {"title": ("%T",), "container_title": ("%J", "%B")})
    fields |= titles
    if kind in ("book", "thesis", "report") and not fields.get("collection_title"):
        fields["collection_title"] = fields.pop("container_title", None)
    if kind == "thesis" and fields.get("publisher"):
        fields["institution"] = fields.pop("publisher")
    fields["issued"] = _issued(record)
    accessed = record.first("%[")
    fields["accessed"] = date_range_from_words(accessed) if accessed else None
    take_pages(record.first("%P"), fields)
    fields["keywords"] = split_keywords(record.all("%K"))
    fields["url"] = record.first("%U")
    fields["identifiers"] = _identifiers(record)
    language = record.first("%G")
    fields["language"] = (language_tag(language) or language) if language else None
    fields["note"] = "\n".join(record.all("%Z")) or None
    unknown_type = (("%0", written),) if written and written.lower() not in CSL_TYPE else ()
    fields["extra"] = (
        unknown_type + unknown_tags(record, _TAKEN) + further_values(record, _SINGLE) + tuple(_no_identifiers(record))
    )
    return Description(**fields)


def _kind_in_refer(record: TaggedRecord) -> str:
    """The kind of a work by the fields that it has, as `refer` tells them apart."""
    if record.first("%J"):
        return "article-journal"
    if record.first("%B"):
        return "chapter"
    return "report" if record.first("%R") else "book" if record.first("%I") else "document"


def _family_first(name: str) -> str:
    """A name as people write it (`Brian W. Kernighan`), which is how `refer` has it, family name first."""
    if "," in name:
        return name
    persons = names_from_latex(name).persons
    return line_from_person(persons[0]) if len(persons) == 1 else name


def _issued(record: TaggedRecord) -> DateRange | None:
    year, date = record.first("%D"), record.first("%8")
    from_date = date_range_from_words(date) if date else None
    from_year = date_range_from_words(year) if year else None
    if from_date and from_date.year is not None and (from_year is None or from_year.year == from_date.year):
        return from_date
    if from_year and date and from_year.year is not None:
        both = date_range_from_words(f"{date} {year}")
        return both if both and both.year == from_year.year else from_year
    return from_year or from_date


def _no_identifiers(record: TaggedRecord) -> Iterator[tuple[str, str]]:
    """What stands where identifiers do and is none: the kind of a report in `refer`, a number of another database."""
    for line in record.lines:
        is_one = (
            line.tag == "%R" and identifier_of("doi", line.value),
            line.tag == "%@" and any(serial_numbers(line.value)),
            line.tag == "%M" and identifier_from_text(line.value),
        )
        if line.tag in ("%R", "%@", "%M") and line.value and not any(is_one):
            yield line.tag, line.value


def _identifiers(record: TaggedRecord) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for value in record.all("%R"):
        if identifier := identifier_of("doi", value):
            found[identifier] = None
    for value in record.all("%@"):
        found.update(dict.fromkeys(serial_numbers(value)))
    for value in record.all("%M"):
        if (identifier := identifier_from_text(value)) and identifier.scheme not in ("url", "isbn", "issn"):
            found[identifier] = None
    return tuple(found)


def write(entries: Sequence[Entry]) -> Written:
    """The entries in EndNote's tagged format, parted by blank lines, and what had no tag."""
    texts: list[str] = []
    losses: list[Loss] = []
    for entry in entries:
        told: set[str] = set()
        texts.append("".join(f"{tag} {folded(value)}\n" for tag, value in _tags(entry, told, losses)))
        losses.extend(losses_of(entry, told))
        losses.extend(losses_of_names(entry, _PEOPLE_TAGS))
        losses.extend(losses_of_entry(entry, {"notes", "quotes", "files"}))
    return Written(text="\n".join(texts), losses=tuple(losses))


def _tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    kind = description.type or "document"
    extra = dict(description.extra)
    told |= {"type", "title", "container_title", "issued", "pages", "page_text", "keywords", "url", "identifiers"}
    told |= {"language", *_PEOPLE_TAGS}
    yield "%0", extra.get("%0") or ENDNOTE_TYPE.get(kind, "Generic")
    if description.type and "%0" not in extra and CSL_TYPE.get(ENDNOTE_TYPE.get(kind, "Generic").lower()) != kind:
        losses.append(Loss(key=entry.key, field="type", value=kind))
    for field, tag in _PEOPLE_TAGS.items():
        yield from ((tag, line_from_person(person)) for person in getattr(description, field))
    if description.title:
        yield "%T", description.title
    yield from _title_tags(entry, kind, losses)
    yield from _text_tags(description, told)
    yield from _date_tags(entry, told, losses)
    if description.pages or description.page_text:
        yield "%P", page_text(description.pages) if description.pages else description.page_text or ""
    yield from (("%K", keyword) for keyword in description.keywords)
    yield from _identifier_tags(entry, losses)
    if description.language:
        yield "%G", description.language
    if description.note:
        told.add("note")
        yield "%Z", description.note
    if entry.key:
        yield "%F", entry.key
    yield from (("%O", note) for note in remarks_of(entry))
    yield from (("%>", path) for path in entry.files)
    yield from _extra_tags(entry, told, losses)


def _title_tags(entry: Entry, kind: str, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    title = entry.description.container_title
    if title and kind in ("book", "thesis", "report"):
        losses.append(Loss(key=entry.key, field="container_title", value=title))
    elif title:
        yield ("%J" if kind.startswith("article") else "%B"), title


def _text_tags(description: Description, told: set[str]) -> Iterator[tuple[str, str]]:
    for field, tags in _TEXT_TAGS.items():
        value = getattr(description, field)
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
        yield "%I", description.institution


def _date_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    issued, accessed = entry.description.issued, entry.description.accessed
    if issued:
        text = issued.start.words or str(issued)
        if issued.start.year is not None:
            yield "%D", f"{issued.start.year:04d}" if 0 < issued.start.year <= 9999 else text
        yield "%8", text
        if date_range_from_words(text) != issued:
            losses.append(Loss(key=entry.key, field="issued", value=str(issued)))
    if accessed:
        told.add("accessed")
        yield "%[", str(accessed)


def _identifier_tags(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    url = description.url or next((one.value for one in description.identifiers if one.scheme == "url"), None)
    if url:
        yield "%U", url
    for identifier in description.identifiers:
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if identifier.scheme == "doi":
            yield "%R", value
        elif identifier.scheme in ("isbn", "issn"):
            yield "%@", value
        elif identifier.scheme != "url":
            written = f"{identifier.scheme}:{value}" if identifier.scheme in ("arxiv", "pmid") else value
            if identifier_from_text(written) == identifier:
                yield "%M", written
            else:
                losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))


def _extra_tags(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    told.add("extra")
    for name, value in entry.description.extra:
        if _LINE.match(f"{name} ") and name not in _TAKEN:
            yield name, value
        elif name not in ("%0", "entrytype"):
            losses.append(Loss(key=entry.key, field=name, value=value))


FORMAT = Format("endnote", (".enw", ".refer"), sniff, read, write)
