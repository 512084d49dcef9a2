"""Wikipedia's citation templates (`{{cite journal |…}}`, `{{citation |…}}`): https://en.wikipedia.org/wiki/Help:Citation_Style_1."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.dates import MONTH_WORDS, SEASON_WORDS, date_range_from_words
from citetrail.formats.parts.encodings import text_from_bytes, without_stray_bytes
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.markup import clean_title, folded
from citetrail.formats.parts.places import Lines
from citetrail.formats.parts.tagged_reading import take_pages
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
    group,
    identifier_of,
    person_from_text,
)

_TEMPLATE = re.compile(r"\{\{\s*(cite\s+[a-z ]{1,40}?|citation)\s*(?=[|}])", re.IGNORECASE)
_FOREIGN_TEMPLATE = re.compile(
    r"\{\{\s*(literatur|internetquelle|ouvrage|article|chapitre|lien web|cita (?:libro|publicaci[oó]n|web|noticia|tesis"
    r"|pubblicazione|news|testo)|citar (?:livro|peri[oó]dico|web|jornal)|citeer (?:boek|journal|web)"
    r"|cytuj(?: \w+)?|книга|статья|bokref|tidskriftsref|webbref)\s*\|",
    re.IGNORECASE,
)
_SNIFF = re.compile(rb"\{\{\s*(?:cite\s+[a-z]+|citation)\s*\|", re.IGNORECASE)
_HIDING = {"<!--": re.compile("-->"), "<nowiki>": re.compile("</nowiki>", re.IGNORECASE)}
_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||<!--|<nowiki>", re.IGNORECASE)
_TYPES: dict[str, str] = {
    "cite journal": "article-journal", "cite magazine": "article-magazine", "cite news": "article-newspaper",
    "cite book": "book", "cite encyclopedia": "entry-encyclopedia", "cite conference": "paper-conference",
    "cite thesis": "thesis", "cite report": "report", "cite tech report": "report", "cite web": "webpage",
    "cite arxiv": "article", "cite biorxiv": "article", "cite ssrn": "article", "cite patent": "patent",
    "cite av media": "motion_picture", "cite episode": "broadcast", "cite map": "map", "cite interview": "interview",
    "cite press release": "document", "cite podcast": "broadcast", "cite speech": "speech", "cite data": "dataset",
    "cite software": "software", "cite document": "document", "cite periodical": "periodical",
    "cite newsgroup": "post", "cite mailing list": "post", "cite sign": "graphic", "citation": "document",
}  # fmt: skip
_TEMPLATE_OF: dict[str, str] = {}
for _written, _csl in _TYPES.items():
    _TEMPLATE_OF.setdefault(_csl, _written)
_TEMPLATE_OF |= {"chapter": "cite book", "document": "citation"}
_TEXT: dict[str, tuple[str, ...]] = {
    "volume": ("volume",), "issue": ("issue", "number"), "publisher": ("publisher",),
    "publisher_place": ("location", "place", "publication-place"), "edition": ("edition",), "url": ("url",),
    "collection_title": ("series",), "note": ("quote",), "genre": ("type", "degree"), "medium": ("medium",),
    "translated_title": ("trans-title",), "event_title": ("conference",), "number": ("id",), "source": ("via",),
    "version": ("version",), "institution": ("institution", "school"), "article_number": ("article-number",),
}  # fmt: skip
_CONTAINERS = ("journal", "magazine", "newspaper", "work", "website", "periodical", "encyclopedia", "book-title")
_IDENTIFIERS: dict[str, Scheme] = {
    "doi": "doi", "pmid": "pmid", "pmc": "pmcid", "isbn": "isbn", "issn": "issn", "eissn": "issn", "arxiv": "arxiv",
    "eprint": "arxiv", "bibcode": "bibcode", "s2cid": "s2", "hdl": "hdl",
}  # fmt: skip
_PARAMETER = {"doi": "doi", "pmid": "pmid", "pmcid": "pmc", "isbn": "isbn", "issn": "issn", "arxiv": "arxiv",
              "bibcode": "bibcode", "s2": "s2cid", "hdl": "hdl"}  # fmt: skip
_PEOPLE = re.compile(
    r"^(?:author|editor|translator|interviewer|subject|inventor)?-?(?:last|first|surname|given|link|mask)?\d*(?:-last|-first|-link|-mask)?\d*$"
)
_NAME = re.compile(
    r"^(?P<role>author|editor|translator|)(?P<number>\d*)-?(?P<part>last|first|surname|given|)(?P<after>\d*)$"
)
_TAKEN = (
    {name for names in _TEXT.values() for name in names}
    | {*_CONTAINERS, *_IDENTIFIERS}
    | set(
        "title chapter contribution date year month page pages at access-date accessdate language ref name vauthors "
        "veditors display-authors quote pages-text abstract".split()
    )
)
_EXTERNAL_LINK = re.compile(r"\[(https?://\S+)(?:\s+([^\]]*))?\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
# What would begin or end a link, a template, bold type, a comment or an entity; one of each pair suffices.
_MEANS_SOMETHING = re.compile(
    r"(?<=\{)\{|\{(?=\{)|(?<=\})\}|\}$|\[(?=\[|https?://)|(?<=\])\]|'(?=['<])|(?<=['>])'|<(?=!--|/?ref\b)"
)
_COMMENT = re.compile(r"<!--.*?-->|<ref[^>]*>.*?</ref>", re.DOTALL)


def sniff(content: bytes) -> bool:
    """Whether a citation template stands in the first bytes."""
    return _SNIFF.search(content[:50000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """Every citation template of a text, also of a whole article. Raises InputError where there is none."""
    decoded = text_from_bytes(content)
    text = without_stray_bytes(decoded.text)
    lines = Lines(text)
    entries: list[Entry] = []
    problems: list[Problem] = []
    spans, hidden = _spans(text)
    position = 0
    while found := _TEMPLATE.search(text, position):
        if (edge := bisect_right(hidden, found.start())) % 2:
            position = hidden[edge]
            continue
        span = spans.get(found.start())
        place = lines.place(name, found.start(), span.end if span else found.end())
        if span is None:
            opened = lines.position(found.start())
            message = "the template is never closed"
            problems.append(Problem(severity="damaged", message=message, place=place, opened_at=opened))
            position = found.end()
            continue
        parameters = dict(_parameters(span.pieces(text, found.end())))
        kind = " ".join(found.group(1).lower().split())
        key = parameters.get("ref")
        description = _description(kind, parameters)
        source = text[found.start() : span.end]
        entries.append(Entry(key=key if _is_key(key) else None, description=description, place=place, source=source))
        position = span.end
    problems += _in_other_languages(text, hidden, lines, name)
    if not entries and not problems:
        raise InputError("no citation template such as {{cite journal |…}} in this text", file=name)
    return Bibliography(entries=tuple(entries), problems=tuple(problems), encoding=decoded.encoding)


def _in_other_languages(text: str, hidden: list[int], lines: Lines, name: str) -> list[Problem]:
    """The templates of other Wikipedias, which have other names for everything; they are not read, and that is told."""
    return [
        Problem(
            severity="damaged",
            message=f"a template of another language, {' '.join(found[1].split())}, is not read",
            place=lines.place(name, found.start()),
        )
        for found in _FOREIGN_TEMPLATE.finditer(text)
        if not bisect_right(hidden, found.start()) % 2
    ]


def _is_key(ref: str | None) -> bool:
    return bool(ref) and ref not in ("harv", "none") and "{" not in str(ref)


class _Span(NamedTuple):
    """Where a template ends, and where the bars between its own parameters stand."""

    end: int
    bars: tuple[int, ...]

    def pieces(self, text: str, position: int) -> list[str]:
        """What stands between the bars, from `position` on."""
        edges = [position, *(bar for bar in self.bars if bar >= position), self.end - len("}}")]
        return [text[begin + (place > 0) : end] for place, (begin, end) in enumerate(pairwise(edges))]


def _spans(text: str) -> tuple[dict[int, _Span], list[int]]:
    """Every closed template by its beginning, in one pass, and where comments and `<nowiki>` begin and end by turns.

    What stands in those means nothing.
    """
    spans: dict[int, _Span] = {}
    hidden: list[int] = []
    open_marks: list[tuple[str, int, list[int]]] = []
    position, never = 0, set[str]()
    while token := _TOKEN.search(text, position):
        mark, position = token.group().lower(), token.end()
        if mark in _HIDING:
            end = None if mark in never else _HIDING[mark].search(text, position)
            if end is None:
                never.add(mark)
            else:
                position = end.end()
                hidden += (token.start(), position)
        elif mark in ("{{", "[["):
            open_marks.append((mark, token.start(), []))
        elif mark == "|" and open_marks:
            open_marks[-1][2].append(token.start())
        elif mark == "]]" and open_marks and open_marks[-1][0] == "[[":
            open_marks.pop()
        elif mark == "}}":
            while open_marks and open_marks[-1][0] == "[[":
                open_marks.pop()
            if open_marks:
                _, start, bars = open_marks.pop()
                spans[start] = _Span(position, tuple(bars))
    return spans, hidden


def _parameters(pieces: Sequence[str]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        name, equals, value = piece.partition("=")
        if equals and (bare := folded(_COMMENT.sub("", value))):
            yield name.strip().lower(), bare


def _plain(value: str) -> str:
    text = _WIKI_LINK.sub(r"\1", value)
    text = _EXTERNAL_LINK.sub(lambda found: found.group(2) or found.group(1), text)
    text = re.sub(r"'''(.+?)'''", r"<b>\1</b>", text)
    text = re.sub(r"''(.+?)''", r"<i>\1</i>", text)
    text = re.sub(r"\{\{(?:nbsp|spaces?)\}\}", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\{\{!\}\}", "|", text)
    text = re.sub(r"\{\{=\}\}", "=", text)
    return clean_title(folded(text))


def _description(template: str, given: Mapping[str, str]) -> Description:
    kind = _TYPES.get(template, "document")
    fields: dict[str, Any] = {"type": kind}
    for field, names in _TEXT.items():
        value = next((given[name] for name in names if name in given), None)
        fields[field] = (value.replace("{{!}}", "|") if field == "url" else _plain(value)) if value else None
    title, chapter = given.get("title"), given.get("chapter") or given.get("contribution")
    container = next((given[name] for name in _CONTAINERS if name in given), None)
    if chapter and kind in ("book", "document"):
        fields["type"], title, container = "chapter", chapter, title
    if template == "citation" and any(name in given for name in ("journal", "periodical")):
        fields["type"] = "article-journal"
    fields["title"] = _plain(title) if title else None
    fields["container_title"] = _plain(container) if container else None
    _take_people(given, fields)
    fields["issued"] = _date(given.get("date") or " ".join(filter(None, (given.get("month"), given.get("year")))))
    fields["accessed"] = _date(given.get("access-date") or given.get("accessdate") or "")
    take_pages(_plain(given.get("pages") or given.get("page") or given.get("at") or ""), fields)
    language = given.get("language")
    fields["language"] = (language_tag(language) or language) if language else None
    fields["identifiers"] = _identifiers(given)
    fields["abstract"] = _plain(given["abstract"]) if "abstract" in given else None
    fields["extra"] = tuple(
        (name, value) for name, value in given.items() if name not in _TAKEN and not _PEOPLE.match(name)
    )
    return Description(**fields)


def _date(text: str) -> DateRange | None:
    return date_range_from_words(text) if text.strip() else None


def _take_people(given: Mapping[str, str], fields: dict[str, Any]) -> None:
    roles: dict[str, dict[int, dict[str, str]]] = {"author": {}, "editor": {}, "translator": {}}
    for name, value in given.items():
        found = _NAME.match(name)
        if not found or not (found["role"] or found["part"]):
            continue
        number = int(found["number"] or found["after"] or 1)
        part = {"surname": "last", "given": "first"}.get(
            found["part"], found["part"] or "last" if found["part"] else "whole"
        )
        roles[found["role"] or "author"].setdefault(number, {})[part] = value
    for role, people in roles.items():
        fields[f"{role}s"] = tuple(
            person for number in sorted(people) if (person := _person(people[number]))
        ) or _vancouver(given.get("vauthors" if role == "author" else f"v{role}s", ""))
    fields["has_more_authors"] = given.get("display-authors", "").strip().lower() in ("etal", "et al", "et al.")


def _person(parts: Mapping[str, str]) -> Person | None:
    last, first, whole = (_plain(parts.get(name, "")) for name in ("last", "first", "whole"))
    if last and first:
        family, _, suffix = first.partition(", Jr")
        person = person_from_text(f"{last}, {family}") or Person(family=last, given=family)
        return person.model_copy(update={"suffix": f"Jr{suffix}"}) if "Jr" in first else person
    if last:
        return Person(family=last) if " " not in last else group(last)
    if found := re.fullmatch(r"\(\((.+)\)\)", whole):
        return group(found.group(1))
    return (person_from_text(whole) if "," in whole else group(whole)) if whole else None


def _vancouver(text: str) -> tuple[Person, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    people = []
    for name in names:
        family, _, initials = name.rpartition(" ")
        people.append(Person(family=family or initials, given=initials if family else None))
    return tuple(people)


def _identifiers(given: Mapping[str, str]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for name, scheme in _IDENTIFIERS.items():
        text = _plain(given.get(name, ""))
        if scheme == "pmcid" and text.isdigit():
            text = f"PMC{text}"
        if scheme == "arxiv" and text and not text.lower().startswith("arxiv"):
            text = f"arxiv:{text}"
        if text and (identifier := identifier_of(scheme, text)):
            found[identifier] = None
    return tuple(found)


# -- writing


def write(entries: Sequence[Entry]) -> Written:
    """One template per line, and what had no parameter."""
    losses: list[Loss] = []
    texts = [_template(entry, losses) for entry in entries]
    return Written(text="".join(f"* {text}\n" for text in texts), losses=tuple(losses))


def _template(entry: Entry, losses: list[Loss]) -> str:
    description = entry.description
    template = _TEMPLATE_OF.get(description.type or "document", "citation")
    told: set[str] = {"type"}
    parameters = list(_written_parameters(entry, told, losses))
    if description.type and _TYPES.get(template) != description.type and description.type != "chapter":
        losses.append(Loss(key=entry.key, field="type", value=description.type))
    losses.extend(losses_of(entry, told))
    losses.extend(losses_of_entry(entry))
    inner = " ".join(f"|{name}={_wikitext(value)}" for name, value in parameters)
    return f"{{{{{template} {inner}}}}}"


def _wikitext(value: str) -> str:
    text = folded(value.replace("\n", " "))
    text = _MEANS_SOMETHING.sub(lambda found: f"&#{ord(found.group())};", text).replace("|", "{{!}}")
    return re.sub(r"</?i>", "''", re.sub(r"</?b>", "'''", text))


def _written_parameters(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    yield from _people_parameters(entry, told, losses)
    told |= {"title", "container_title", "issued", "accessed", "pages", "page_text", "language", "identifiers", "extra"}
    yield from _title_parameters(description)
    yield from _date_parameters(entry, losses)
    for field, names in _TEXT.items():
        told.add(field)
        if value := getattr(description, field):
            yield names[0], value
    if description.pages or description.page_text:
        text = page_text(description.pages) if description.pages else description.page_text or ""
        yield ("pages" if re.search(r"[-,–]", text) else "page"), text
    if description.language:
        yield "language", description.language
    yield from _identifier_parameters(entry, losses)
    if entry.key and _is_key(entry.key):
        yield "ref", entry.key
    for name, value in description.extra:
        if re.fullmatch(r"[a-z][a-z -]*\d*", name) and name not in _TAKEN and name != "entrytype":
            yield name, value
        elif name != "entrytype":
            losses.append(Loss(key=entry.key, field=name, value=value))


def _title_parameters(description: Description) -> Iterator[tuple[str, str]]:
    kind = description.type or "document"
    names = ("chapter", "title") if kind == "chapter" else ("title", _container_parameter(kind))
    for name, text in zip(names, (description.title, description.container_title), strict=True):
        if text:
            yield name, text


def _container_parameter(kind: str) -> str:
    return {
        "article-journal": "journal", "article-magazine": "magazine", "article-newspaper": "newspaper",
        "webpage": "website", "paper-conference": "book-title", "entry-encyclopedia": "encyclopedia",
    }.get(kind, "work")  # fmt: skip


def _people_parameters(entry: Entry, told: set[str], losses: list[Loss]) -> Iterator[tuple[str, str]]:
    description = entry.description
    told |= {"authors", "editors", "translators", "has_more_authors"}
    for role in ("author", "editor", "translator"):
        for number, person in enumerate(getattr(description, f"{role}s"), 1):
            parts = _name_parts(person)
            prefix = "" if role == "author" else f"{role}-"
            names = {"whole": f"{role}{number}", "last": f"{prefix}last{number}", "first": f"{prefix}first{number}"}
            yield from ((names[part], text) for part, text in parts.items())
            if _person(parts) != person:
                losses.append(Loss(key=entry.key, field=f"{role}s", value=f"parts of the name {person}"))
    if description.has_more_authors:
        yield "display-authors", "etal"


def _name_parts(person: Person) -> dict[str, str]:
    if person.literal is not None:
        return {"whole": f"(({person.literal}))" if "," in person.literal else person.literal}
    last = " ".join(part for part in (person.particle, person.family) if part)
    first = ", ".join(part for part in (person.given, person.suffix) if part)
    return {"last": last, "first": first} if first else {"last": last}


def _date_parameters(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    for name, date in (("date", entry.description.issued), ("access-date", entry.description.accessed)):
        if date is None:
            continue
        text = _date_text(date)
        yield name, text
        if date_range_from_words(text) != date:
            losses.append(Loss(key=entry.key, field="issued" if name == "date" else "accessed", value=str(date)))


def _date_text(date: DateRange) -> str:
    start = date.start
    is_plain = not (date.end or date.is_open or start.circa or start.uncertain or start.unknown_digits)
    if not is_plain or start.year is None or not 1000 <= start.year <= 9999:
        return start.words or str(date)
    if not start.month:
        return str(start.year)
    month = SEASON_WORDS[start.month] if start.month > 12 else MONTH_WORDS[start.month - 1]
    return f"{start.day} {month} {start.year}" if start.day else f"{month} {start.year}"


def _identifier_parameters(entry: Entry, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    used: set[str] = set()
    for identifier in entry.description.identifiers:
        name = _PARAMETER.get(identifier.scheme, "")
        name = "eissn" if name == "issn" and name in used else name
        value = identifier.value + (f"v{identifier.version}" if identifier.version else "")
        if name and name not in used:
            used.add(name)
            yield name, value.removeprefix("PMC") if name == "pmc" else value
        elif identifier.scheme != "url":
            losses.append(Loss(key=entry.key, field=identifier.scheme, value=value))


FORMAT = Format("wikipedia", (".wiki", ".wikitext", ".mediawiki"), sniff, read, write)
