"""Descriptions as BibTeX or BibLaTeX entries, and what neither can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from citetrail.formats.bibtex import fields as tables
from citetrail.formats.bibtex.description import is_preprint_server
from citetrail.formats.bibtex.orcids import ANNOTATION, BY_NAME, annotation_of, list_by_name
from citetrail.formats.bibtex.types import CLASSIC_TYPES, CSL_TYPE
from citetrail.formats.parts.dates import MONTH_MACROS
from citetrail.formats.parts.languages import biblatex_language
from citetrail.formats.parts.latex import escaped, latex_from_unicode
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.formats.parts.names import names_from_latex
from citetrail.formats.parts.remarks import remarks_of
from citetrail.model import DateRange, Entry, Loss, Pages, Person, Written


class Dialect(NamedTuple):
    """BibTeX or BibLaTeX: the names of fields that differ, how text is encoded, and the types it knows."""

    name: str
    encode: Callable[..., str]
    field_names: dict[str, str]
    types: dict[str, str]


_COMMON_TYPES: dict[str, str] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "review-book": "article", "periodical": "periodical", "book": "book", "classic": "book", "chapter": "incollection",
    "entry": "incollection", "entry-dictionary": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "pamphlet": "booklet", "manuscript": "unpublished", "article": "misc",
}  # fmt: skip
_BIBTEX_TYPES = _COMMON_TYPES | {"report": "techreport", "thesis": "phdthesis", "periodical": "misc"}
_BIBLATEX_TYPES = _COMMON_TYPES | {
    "report": "report", "thesis": "thesis", "webpage": "online", "post": "online", "post-weblog": "online",
    "article": "online", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "dataset": "dataset", "software": "software", "patent": "patent",
    "standard": "standard", "legal_case": "jurisdiction", "legislation": "legislation", "bill": "legislation",
    "treaty": "legal", "motion_picture": "movie", "broadcast": "video", "song": "audio", "graphic": "image",
    "map": "misc", "performance": "performance", "personal_communication": "letter",
}  # fmt: skip
BIBTEX = Dialect(
    "bibtex",
    latex_from_unicode,
    {"container_title": "journal", "publisher_place": "address", "institution": "institution", "annote": "annote"},
    _BIBTEX_TYPES,
)
BIBLATEX = Dialect(
    "biblatex",
    escaped,
    {
        "container_title": "journaltitle", "publisher_place": "location", "institution": "institution",
        "annote": "annotation",
    },
    _BIBLATEX_TYPES,
)  # fmt: skip
_BOOK_TITLED = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference", "book", "report", "webpage"}
)
_ALIASES: dict[str, list[str]] = {}
for _written, _field in tables.TEXT_FIELDS.items():
    _ALIASES.setdefault(_field, []).append(_written)
_FIELD_OF = {field: names[0] for field, names in _ALIASES.items()} | {
    "issue": "number", "number": "number", "collection_number": "number", "genre": "type",
}  # fmt: skip
_TITLES = frozenset({"title", "title_short", "original_title", "volume_title", "event_title"})
_WITH_MARKUP = frozenset({*_TITLES, "container_title", "collection_title", "note", "annote", "container_title_short"})
_CSL_NAMED = [
    field
    for name, field in tables.TEXT_FIELDS.items()
    if name == field.replace("_", "-")
    and field not in ("publisher", "volume", "edition", "version", "institution", "note", "abstract")
]
_STATES = {words: state for state, words in tables.PUBLICATION_STATES.items()}
_ROLE_FIELD = {role: name for name, role in tables.ROLE_FIELDS.items()}
_NAME_FIELD = {field: name for name, field in tables.NAME_FIELDS.items()}
_EPRINT_TYPES = {"s2", "dblp", "inspire", "acl", "openreview", "wikidata"}
_PROTECT = re.compile(r"\$(?:[^$\\]|\\.)+\$|\\[A-Za-z]+\*?|\{[^{}]*\}|(?:[^\s{}$\\/–—:-]|\\[&%#_$])+")
_LIBRARY_FIELDS = frozenset({"aliases", "tags", "notes", "quotes", "files", "rating", "reading"})
_FIELD_NAME = re.compile(r"[^\s=,{}()\"'#%@\\]+")
_WITH_MEANING = frozenset(
    "title subtitle year month day date pages doi url isbn issn pmid pmcid keywords keyword ids file pdf local-url "
    "groups comment review number issue volume type eid eprint archiveprefix eprinttype language langid crossref xdata "
    "pubstate ranking readstatus adsurl bibcode".split()
) | {*tables.TEXT_FIELDS, *tables.NAME_FIELDS, *tables.DATE_FIELDS, *tables.ROLE_FIELDS}
_UNBALANCED_SAFE = re.compile(r"[{}]")


def write(entries: Sequence[Entry], dialect: Dialect) -> Written:
    """The entries as a file of the dialect, one blank line between them, and the fields that had no place."""
    texts: list[str] = []
    losses: list[Loss] = []
    for entry in entries:
        text, lost = entry_text(entry, dialect)
        texts.append(text)
        losses.extend(lost)
    return Written(text="\n".join(texts), losses=tuple(losses))


def entry_text(entry: Entry, dialect: Dialect) -> tuple[str, list[Loss]]:
    """One entry with its last line end, and its losses."""
    writer = _Writer(entry, dialect)
    kind, fields = writer.kind(), list(writer.fields())
    return laid_out(kind, entry.key, fields), writer.losses


def laid_out(kind: str, key: str | None, fields: Sequence[tuple[str, str]]) -> str:
    """An entry with its last line end: one field a line, equals signs below one another; values have delimiters."""
    width = max((len(name) for name, _ in fields), default=0)
    lines = "".join(f"  {name.ljust(width)} = {value},\n" for name, value in fields)
    return f"@{kind}{{{written_key(key or '')},\n{lines}}}\n"


def written_key(key: str) -> str:
    """The citation key as it is; `,` and braces, which would end it, become `-`."""
    return re.sub(r"[,{}\r\n]", "-", key)


def entry_fields(entry: Entry, dialect: Dialect) -> tuple[str, dict[str, str]]:
    """An entry's type, and its fields with their values in delimiters (a month as its macro)."""
    kind, fields, _ = entry_parts(entry, dialect)
    return kind, fields


def entry_parts(entry: Entry, dialect: Dialect) -> tuple[str, dict[str, str], list[Loss]]:
    """An entry's type, its fields with their values in delimiters (a month as its macro), and its losses."""
    writer = _Writer(entry, dialect)
    return writer.kind(), dict(writer.fields()), writer.losses


class _Writer:
    def __init__(self, entry: Entry, dialect: Dialect) -> None:
        self._entry = entry
        self._description = entry.description
        self._dialect = dialect
        self._extra = dict(entry.description.extra)
        self._extra_names = {name.lower() for name in self._extra}
        self._told: set[str] = {"type"}
        self._kind = ""
        self._named: list[Person] = []  # the people whose names stand in the entry
        self.losses: list[Loss] = []

    def kind(self) -> str:
        """The entry type: as written in the file it came from, if that still fits, else by the CSL type."""
        description = self._description
        written = self._extra.get("entrytype", "").lower()
        csl = description.type or "document"
        if written and self._fits(written, csl):
            kind = written
        elif csl == "thesis" and self._dialect.name == "bibtex":
            kind = "mastersthesis" if "master" in (description.genre or "").lower() else "phdthesis"
        elif csl == "chapter" and not description.editors and description.container_authors:
            kind = "inbook"
        else:
            kind = self._dialect.types.get(csl, "misc")
        self._kind = kind
        return kind

    def _fits(self, written: str, csl: str) -> bool:
        if self._dialect.name == "bibtex" and written in CSL_TYPE and written not in CLASSIC_TYPES:
            return False
        is_same = CSL_TYPE.get(written, "document") == csl
        return is_same or (csl == "article" and written in ("article", "misc", "online", "unpublished"))

    def _is_type_recovered(self, kind: str, csl: str) -> bool:
        """Whether a reader finds the CSL type without being told."""
        description = self._description
        is_read_as_preprint = kind in ("article", "misc", "online", "unpublished") and (
            is_preprint_server(description.container_title)
            if description.container_title
            else description.identifier("arxiv") is not None and not description.publisher
        )
        if is_read_as_preprint or csl == "article":
            return is_read_as_preprint and csl == "article"
        return CSL_TYPE.get(kind, "document") == csl

    # -- fields

    def fields(self) -> Iterator[tuple[str, str]]:
        """Names and values with delimiters, in the usual order. Fills `losses`."""
        written: dict[str, str] = {}
        for name, value in self._described_fields():
            if name not in written:
                written[name] = value
                yield name, value
        further: dict[str, tuple[str, str]] = {}
        for name, value in self._extras():
            small = name.lower()
            if small in written:
                if written[small] != value:
                    self.losses.append(Loss(key=self._entry.key, field=name, value=value[1:-1]))
            else:
                further[small] = (name, _joined(further[small][1], value)) if small in further else (name, value)
        yield from further.values()
        self.losses.extend(losses_of(self._entry, self._told))

    def _described_fields(self) -> Iterator[tuple[str, str]]:
        yield from self._names()
        yield from self._text("title")
        yield from self._containers()
        yield from self._dates()
        yield from self._numbers()
        yield from self._rest()
        yield from self._identifiers()
        yield from self._library_fields()

    def _text(self, field: str, name: str | None = None) -> Iterator[tuple[str, str]]:
        value = getattr(self._description, field)
        self._told.add(field)
        if value:
            yield self._name_of(field, name), self._braced(value, field)

    def _name_of(self, field: str, usual: str | None = None) -> str:
        """The field's usual name, or another with the same meaning where `extra` holds a field of that name."""
        name = usual or self._dialect.field_names.get(field) or _FIELD_OF.get(field) or field
        if name not in self._extra_names:
            return name
        return next((other for other in _ALIASES.get(field, ()) if other not in self._extra_names), name)

    def _braced(self, text: str, field: str) -> str:
        latex = self._dialect.encode(text, has_markup=field in _WITH_MARKUP)
        if field in _TITLES:
            latex = _with_capitals_protected(latex, text)
        return f"{{{latex}}}"

    def _names(self) -> Iterator[tuple[str, str]]:
        description = self._description
        for field, name in _NAME_FIELD.items():
            people = getattr(description, field)
            self._told.add(field)
            if people:
                has_more = getattr(description, f"has_more_{field}", False)
                yield from self._people(name, people, has_more)
        self._told |= {"has_more_authors", "has_more_editors"} if description.authors else {"has_more_editors"}
        yield from self._contributors()

    def _contributors(self) -> Iterator[tuple[str, str]]:
        kept = []
        free = [letter for letter in ("", "a", "b", "c") if letter or not self._description.editors]
        for role, people in self._description.contributors:
            if role in _ROLE_FIELD:
                yield from self._people(_ROLE_FIELD[role], people, has_more=False)
            elif role in tables.EDITOR_TYPES and free:
                letter = free.pop(0)
                yield from self._people(f"editor{letter}", people, has_more=False)
                yield f"editor{letter}type", f"{{{role}}}"
            else:
                kept.append((role, people))
        for role, people in kept:
            self.losses.append(Loss(key=self._entry.key, field=role, value="; ".join(str(one) for one in people)))
        self._told.add("contributors")

    def _people(self, field: str, people: Sequence[Person], has_more: bool) -> Iterator[tuple[str, str]]:
        """The names, and in BibLaTeX their ORCID iDs as annotations."""
        names = [_name(person, self._dialect.encode) for person in people]
        yield field, "{" + " and ".join([*names, *(["others"] if has_more else [])]) + "}"
        if self._dialect.name == "bibtex":
            self._named += people
        elif annotation := annotation_of(people):
            yield f"{field}{ANNOTATION}", f"{{{annotation}}}"

    def _containers(self) -> Iterator[tuple[str, str]]:
        kind = self._description.type
        is_book = kind in _BOOK_TITLED or self._kind in ("incollection", "inproceedings", "inbook", "inreference")
        yield from self._text("container_title", "booktitle" if is_book else None)
        yield from self._text("collection_title")
        yield from self._text("volume_title", "maintitle")
        yield from self._text("institution", "school" if self._kind in ("phdthesis", "mastersthesis") else None)
        yield from self._text("publisher")
        yield from self._text("publisher_place")

    def _dates(self) -> Iterator[tuple[str, str]]:
        self._told |= {"issued"}
        issued = self._description.issued
        if issued and self._dialect.name == "biblatex":
            yield from self._biblatex_date(issued)
        elif issued:
            yield from self._bibtex_date(issued)
        names = {field: name for name, field in tables.DATE_FIELDS.items()}
        for field, name in names.items():
            date = getattr(self._description, field)
            if date and not date.start.words:
                self._told.add(field)
                yield name, f"{{{date}}}"

    def _biblatex_date(self, date: DateRange) -> Iterator[tuple[str, str]]:
        if date.start.words:
            yield "year", f"{{{self._dialect.encode(date.start.words)}}}"
        elif date.start.letter:
            yield "year", f"{{{date.start}{date.start.letter}}}"
        else:
            yield "date", f"{{{date}}}"

    def _bibtex_date(self, date: DateRange) -> Iterator[tuple[str, str]]:
        start = date.start
        if start.words:
            yield "year", f"{{{self._dialect.encode(start.words)}}}"
            return
        is_plain = start.year is not None and 0 < start.year <= 9999 and not start.unknown_digits
        if not is_plain or not _is_plain_date(date) or "year" in self._extra:
            yield "date", f"{{{date}}}"
        if not is_plain or start.year is None or "year" in self._extra:
            return
        yield "year", f"{{{start.year}{start.letter or ''}}}"
        if start.month and start.month <= 12:
            yield "month", MONTH_MACROS[start.month - 1]
            if start.day:
                yield "day", f"{{{start.day}}}"

    def _numbers(self) -> Iterator[tuple[str, str]]:
        description = self._description
        yield from self._text("volume")
        yield from self._text(*self._number_field())
        if description.issue and "issue" not in self._told:
            yield from self._text("issue", "issue")
        if description.pages:
            self._told.add("pages")
            yield "pages", f"{{{_pages(description.pages)}}}"
        elif description.page_text:
            yield from self._text("page_text", "pages")
        for field in ("article_number", "chapter_number", "edition", "version", "part_number"):
            yield from self._text(field)
        yield from self._text("number_of_volumes")
        yield from self._text("number_of_pages")

    def _number_field(self) -> tuple[str, str]:
        kind = CSL_TYPE.get(self._kind, "document")
        if kind == "article-journal" or self._kind == "periodical":
            return "issue", "number"
        if kind in ("report", "patent", "standard", "legislation", "legal_case", "manuscript", "document", "thesis"):
            return "number", "number"
        return "collection_number", "number"

    def _rest(self) -> Iterator[tuple[str, str]]:
        description = self._description
        yield from self._genre()
        for field in ("title_short", "container_title_short", "original_title", "event_title", "event_place"):
            yield from self._text(field)
        for field in ("original_publisher", "original_publisher_place", "archive", "note", "abstract", "annote"):
            yield from self._text(field)
        for field in _CSL_NAMED:
            yield from self._text(field)
        self._told.add("status")
        if description.status:
            yield "pubstate", f"{{{_STATES.get(description.status, description.status)}}}"
        self._told.add("language")
        if description.language:
            name = biblatex_language(description.language)
            yield ("langid" if self._dialect.name == "biblatex" else "language"), f"{{{self._dialect.encode(name)}}}"
        self._told.add("keywords")
        if description.keywords:
            mark = "; " if any("," in word for word in description.keywords) else ", "
            yield "keywords", f"{{{self._dialect.encode(mark.join(description.keywords))}}}"

    def _genre(self) -> Iterator[tuple[str, str]]:
        """The `type` field, where the entry type does not say the same; a thesis of no known kind says only that."""
        default = tables.THESIS_TYPES.get(self._kind) if self._kind.endswith("thesis") else None
        if self._description.genre and self._description.genre == default:
            self._told.add("genre")
        elif default and not self._description.genre:
            yield "type", "{Thesis}"
        else:
            yield from self._text("genre", "type")

    def _identifiers(self) -> Iterator[tuple[str, str]]:
        self._told |= {"identifiers", "url"}
        has_eprint = False
        for scheme, name in (("doi", "doi"), ("isbn", "isbn"), ("issn", "issn"), ("pmid", "pmid"), ("pmcid", "pmcid")):
            values = [one.value for one in self._description.identifiers if one.scheme == scheme]
            if values:
                yield name, f"{{{_verbatim(', '.join(values) if scheme in ('isbn', 'issn') else values[0])}}}"
                if scheme not in ("isbn", "issn"):
                    self._lose_identifiers(scheme, values[1:])
        for one in self._description.identifiers:
            if one.scheme in ("arxiv", "hdl", *_EPRINT_TYPES) and not has_eprint:
                has_eprint = True
                yield from self._eprint(one.scheme, one.value + (f"v{one.version}" if one.version else ""))
            elif one.scheme in ("openalex", "bibcode"):
                yield one.scheme, f"{{{one.value}}}"
            elif one.scheme not in ("doi", "isbn", "issn", "pmid", "pmcid", "url"):
                self._lose_identifiers(one.scheme, [one.value])
        url = self._description.url or next(
            (one.value for one in self._description.identifiers if one.scheme == "url"), None
        )
        if url:
            yield "url", f"{{{_verbatim(url)}}}"
        yield from self._orcids_by_name()

    def _orcids_by_name(self) -> Iterator[tuple[str, str]]:
        """In BibTeX; a list that came from a file stays as it was, and iDs that it lacks are lost."""
        listed, rest = list_by_name(self._named, self._dialect.encode)
        there = next((value for name, value in self._extra.items() if name.lower() == BY_NAME), None)
        if there is not None:
            rest = [one for one in self._named if one.orcid and one.orcid not in there]
        elif listed:
            yield BY_NAME, f"{{{listed}}}"
        self.losses.extend(Loss(key=self._entry.key, field="orcid", value=str(one.orcid)) for one in rest)

    def _eprint(self, scheme: str, value: str) -> Iterator[tuple[str, str]]:
        yield "eprint", f"{{{_verbatim(value)}}}"
        name = "eprinttype" if self._dialect.name == "biblatex" else "archiveprefix"
        yield name, "{arXiv}" if scheme == "arxiv" else f"{{{scheme}}}"

    def _lose_identifiers(self, scheme: str, values: Sequence[str]) -> None:
        self.losses.extend(Loss(key=self._entry.key, field=scheme, value=value) for value in values)

    def _library_fields(self) -> Iterator[tuple[str, str]]:
        entry = self._entry
        if entry.aliases:
            yield "ids", f"{{{', '.join(entry.aliases)}}}"
        if entry.tags:
            yield "groups", f"{{{self._dialect.encode(', '.join(entry.tags))}}}"
        if remarks := remarks_of(entry):
            yield "comment", f"{{{self._dialect.encode(' '.join(remarks))}}}"
        if entry.files:
            yield "file", f"{{{';'.join(_file_part(path) for path in entry.files)}}}"
        if entry.rating and "ranking" not in self._extra_names:
            yield "ranking", f"{{rank{entry.rating}}}"
        if entry.reading and "readstatus" not in self._extra_names:
            yield "readstatus", f"{{{entry.reading}}}"
        self.losses.extend(losses_of_entry(entry, _LIBRARY_FIELDS))

    def _extras(self) -> Iterator[tuple[str, str]]:
        """Fields that came from BibTeX keep their LaTeX; those of other formats are told as lost if no name fits."""
        self._told.add("extra")
        kind = self._description.type
        if kind and not self._is_type_recovered(self._kind, kind) and "entrysubtype" not in self._extra:
            yield "entrysubtype", f"{{{kind.removeprefix('article-') if self._kind == 'article' else kind}}}"
        for name, value in self._description.extra:
            if name == "entrytype":
                continue
            is_other = "entrytype" not in self._extra and name.lower() in _WITH_MEANING  # it means something else here
            if _FIELD_NAME.fullmatch(name) and not name[0].isdigit() and not is_other:
                yield name, f"{{{value if _is_balanced(value) else self._dialect.encode(value)}}}"
            else:
                self.losses.append(Loss(key=self._entry.key, field=name, value=value))


def _joined(value: str, further: str) -> str:
    """Two values in braces as one: what other formats say in several lines, such as where authors work."""
    return value if further[1:-1] in value[1:-1].split("; ") else f"{value[:-1]}; {further[1:]}"


def _with_capitals_protected(latex: str, text: str) -> str:
    """Braces round the words whose capitals a style may not touch.

    Capitals inside a word always (`iPhone`, `NASA`); in a title written like a sentence also names (`Europe`).
    """
    if "$" in latex and latex.count("$") - latex.count("\\$") == 1:
        return latex
    is_sentence = _is_sentence(text)
    first = True
    parts: list[str] = []
    end = depth = 0
    for token in _PROTECT.finditer(latex):
        gap = latex[end : token.start()]
        depth += gap.count("{") - gap.count("}")
        parts.append(gap)
        word = token.group()
        if word[0] not in "{\\$" and depth <= 0:
            if _needs_braces(word, is_first=first, is_sentence=is_sentence):
                word = f"{{{word}}}"
            first = token.group().endswith((".", "?", "!"))
        parts.append(word)
        end = token.end()
    parts.append(latex[end:])
    return "".join(parts)


def _needs_braces(word: str, *, is_first: bool, is_sentence: bool) -> bool:
    letters = word.strip("()[]\"'“”‘’«»„,.;:?!")
    if any(letter.isupper() for letter in letters[1:]):
        return True
    return bool(letters) and letters[0].isupper() and is_sentence and not is_first


def _is_sentence(text: str) -> bool:
    """Whether most words of a title begin small, so that a capital means a name."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text)[1:] if not word.isupper()]
    return len(words) >= 2 and sum(word[0].islower() for word in words) * 2 > len(words)


def _name(person: Person, encode: Callable[..., str]) -> str:
    """The plainest way to write a name that reads back as the same person."""
    if person.literal is not None:
        return f"{{{encode(person.literal)}}}"
    bare = _composed(person)
    written = [
        _in_parts(person, encode),
        _in_parts(person, lambda text: f"{{{encode(text)}}}"),
        _extended(person, encode),
    ]
    return next((name for name in written if names_from_latex(name).persons == (bare,)), written[-1])


def _composed(person: Person) -> Person:
    """The name in composed letters, as LaTeX commands read back: `o` with a diaeresis behind it is `ö`."""
    parts = {"family": person.family, "given": person.given, "particle": person.particle, "suffix": person.suffix}
    composed = {name: unicodedata.normalize("NFC", text) if text else text for name, text in parts.items()}
    return person.model_copy(update={"orcid": None, **composed})


def _in_parts(person: Person, encode: Callable[..., str]) -> str:
    """`von Last, Jr, First` with the parts encoded; the particle always plain, as it shows by its small letters."""
    family = encode(person.family or "")
    if person.particle:
        family = f"{person.particle} {family}"
    if person.suffix:
        return f"{family}, {encode(person.suffix)}, {encode(person.given or '')}"
    if person.given:
        return f"{family}, {encode(person.given)}"
    return f"{family}," if " " in family else family


def _extended(person: Person, encode: Callable[..., str]) -> str:
    values = {"family": person.family, "given": person.given, "prefix": person.particle, "suffix": person.suffix}
    return ", ".join(f"{name}={{{encode(value)}}}" for name, value in values.items() if value)


def _is_plain_date(date: DateRange) -> bool:
    """Whether `year`, `month` and `day` can say all of it."""
    start = date.start
    return not (date.is_open or date.end or start.circa or start.uncertain or (start.month or 0) > 12)


def _pages(pages: Pages) -> str:
    return ", ".join(f"{single.first}--{single.last}" if single.last else single.first for single in pages.ranges)


def _verbatim(text: str) -> str:
    """An address as it is; only braces that do not match are percent-encoded, as they would end the value."""
    if _is_balanced(text):
        return text
    return text.replace("{", "%7B").replace("}", "%7D")


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in _UNBALANCED_SAFE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _file_part(path: str) -> str:
    escaped_path = re.sub(r"([\\:;{}])", r"\\\1", path)
    return f":{escaped_path}:"
