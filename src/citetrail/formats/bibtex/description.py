"""The fields of a BibTeX or BibLaTeX entry as a description."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from citetrail.formats.bibtex import fields as tables
from citetrail.formats.bibtex.astronomy import journal_of_macro
from citetrail.formats.bibtex.bibdesk import FILE_FIELD, file_of_bibdesk
from citetrail.formats.bibtex.orcids import ANNOTATION, BY_NAME, annotated, named, orcids_by_name
from citetrail.formats.bibtex.types import CSL_TYPE
from citetrail.formats.parts.csl_types import CSL_TYPES
from citetrail.formats.parts.dates import date_range_from_words, month_from_word, partial_date
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.latex import PLAIN, TITLE, ReadingStyle, has_latex, read_latex
from citetrail.formats.parts.markup import (
    clean_title,
    folded,
    has_control_characters,
    has_foreign_markup,
    plain,
    without_control_characters,
)
from citetrail.formats.parts.names import names_from_latex
from citetrail.formats.parts.people import line_from_person
from citetrail.model import (
    DateRange,
    Description,
    Identifier,
    PartialDate,
    Person,
    date_range_from_edtf,
    identifier_from_text,
    identifier_of,
    pages_from_text,
)
from citetrail.model.pages import Pages


class RawEntry(NamedTuple):
    """An entry with its macros expanded, still LaTeX: the first value of each field by lower-case name.

    `written` gives a field's name as the file has it; `inherited` are the names taken from other entries.
    """

    type: str
    fields: Mapping[str, str]
    written: Mapping[str, str]
    inherited: frozenset[str] = frozenset()


class Described(NamedTuple):
    """A description, and what was odd on the way, as sentences."""

    description: Description
    oddities: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


_Meaning = TypeVar("_Meaning")
_FURTHER_EDITORS = {f"editor{suffix}": f"editor{suffix}type" for suffix in "abc"}
_PROSE = ReadingStyle(tie="\u00a0", thin_space="\u2009", keeps_equations=True)
_WITH_MARKUP = frozenset(
    "title_short original_title container_title container_title_short collection_title event_title note annote".split()
)
_ONCE_NAMED = {
    "empty-name": "an empty name in {0} was left out",
    "semicolons": "{0} holds semicolons: probably several names; kept as one",
    "too-many-commas": "a name in {0} has too many commas; kept as one",
}
_QUOTED_BIBTEX = re.compile(r"@[a-zA-Z]+\s*\{[^{}]*,")  # somebody writes about BibTeX: braces are text
_YEAR_LETTER = re.compile(r"(\d{4})([a-z])$")
_YEAR = re.compile(r"-?\d{3,4}$")
_ESCAPED = re.compile(r"\\([_%&#$~{}^])|\{\\?([_%&#$~])\}|\\textasciitilde(?:\{\}|\s*)|\$\\sim\$|\{\\textunderscore\}")
_URL_COMMAND = re.compile(r"^\\(?:url|path|nolinkurl)\s*\{(.*)\}$", re.DOTALL)
_HREF = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}")
_HTTP = re.compile(r"https?://[^\s{}]+")
_PMID_NOTE = re.compile(r"\bPMID:?\s*(\d{4,9})\b|\b(PMC\d{4,9})\b")
_PREPRINT_JOURNAL = re.compile(
    r"^(?:arxiv\b.*|corr|biorxiv.*|medrxiv.*|chemrxiv.*|ssrn.*|psyarxiv.*|osf preprints)$", re.IGNORECASE
)
_ARXIV_IN_JOURNAL = re.compile(r"(?:arXiv:|abs/)\s*([\w.-]+/\d{7}|\d{4}\.\d{4,5})(v\d+)?", re.IGNORECASE)
_BIBCODE = re.compile(r"\d{4}[\w&.]{14}[\w.]")
_DASHES = re.compile("[-–—]{2,}")
_FILE_PART = re.compile(r"(?:[^;\\]++|\\.)++", re.DOTALL)
_UNESCAPE = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED_COLON = re.compile(r"(?<!\\):")


def describe(entry: RawEntry) -> Described:
    """The description of an entry. Fields without a place go to `extra` with their name and LaTeX as written."""
    return _Describer(entry).described()


class _Describer:
    """Takes the fields one after the other; what nobody took goes to `extra`."""

    def __init__(self, entry: RawEntry) -> None:
        self._entry = entry
        self._left = {name: value for name, value in entry.fields.items() if value.strip()}
        for name in ("journal", "journaltitle"):
            if (written := self._left.get(name)) and (journal := journal_of_macro(written)):
                self._left[name] = journal
        self._values: dict[str, Any] = {"type": CSL_TYPE.get(entry.type, "document")}
        self._oddities: dict[str, None] = {}
        self._identifiers: dict[Identifier, None] = {}
        self._extra: list[tuple[str, str]] = []
        self._unknown_commands: dict[str, None] = {}

    def described(self) -> Described:
        aliases = tuple(key.strip() for key in self._taken("ids").split(",") if key.strip())
        tags, files = self._tags(), self._files()
        notes = tuple(note for name in ("comment", "review") if (note := self._text(name)))
        self._take_titles()
        self._take_names()
        self._take_dates()
        self._take_numbers()
        self._take_identifiers()
        self._take_texts()
        self._settle_type()
        self._values["identifiers"] = tuple(self._identifiers)
        self._values["extra"] = tuple(self._extra + list(self._rest()))
        if self._unknown_commands:
            names = ", ".join(f"\\{name}" for name in self._unknown_commands)
            self._tell(f"unknown LaTeX command {names}")
        return Described(Description(**self._values), tuple(self._oddities), aliases, tags, notes, files)

    def _tell(self, sentence: str) -> None:
        self._oddities[sentence] = None

    def _taken(self, name: str) -> str:
        return self._left.pop(name, "")

    def _read(self, latex: str, style: ReadingStyle = TITLE) -> str:
        if not has_latex(latex):
            return folded(_normal(latex))
        if "@" in latex and _QUOTED_BIBTEX.search(latex):
            latex = latex.replace("{", r"\{").replace("}", r"\}")
        reading = read_latex(folded(latex), style)
        for name in reading.unknown:
            self._unknown_commands[name] = None
        return folded(_normal(reading.text))

    def _text(self, name: str, style: ReadingStyle = PLAIN) -> str | None:
        latex = self._left.pop(name, None)
        if latex is None:
            return None
        text = self._read(latex, style)
        if has_control_characters(text):
            self._tell(f"control characters in {name}")
            text = without_control_characters(text)
        if has_foreign_markup(text):
            cleaned = clean_title(text) if style.has_markup else plain(text)
            if cleaned != text:
                self._tell(f"tags or entities in {name}")
                text = cleaned
        return text or None

    # -- titles

    def _take_titles(self) -> None:
        self._values["title"] = self._joined_title("title", "subtitle")
        for main, sub in (("journaltitle", "journalsubtitle"), ("booktitle", "booksubtitle")):
            if self._left.get(sub) and self._left.get(main):
                self._values.setdefault("container_title", self._joined_title(main, sub))
        if (
            self._entry.type in ("book", "inbook", "incollection", "collection", "bookinbook")
            and "maintitle" in self._left
        ):
            self._values["volume_title"] = self._joined_title("maintitle", "mainsubtitle")

    def _joined_title(self, main: str, sub: str) -> str | None:
        title, subtitle = self._text(main, TITLE), self._text(sub, TITLE)
        if not title or not subtitle:
            return title or subtitle
        return f"{title} {subtitle}" if title[-1] in ":?!." else f"{title}: {subtitle}"

    # -- people

    def _take_names(self) -> None:
        editor_role = tables.EDITOR_TYPES.get(self._left.get("editortype", "").strip().lower())
        contributors: list[tuple[str, tuple[Person, ...]]] = []
        if editor_role and "editor" in self._left:
            contributors.append((editor_role, self._names("editor")[0]))
            self._taken("editortype")
        for name, field in _known(tables.NAME_FIELDS, self._left):
            self._values[field], has_more = self._names(name)
            if field in ("authors", "editors") and has_more:
                self._values[f"has_more_{field}"] = True
        for name, role in _known(tables.ROLE_FIELDS, self._left):
            contributors.append((role, self._names(name)[0]))
        for name, kind_name in _known(_FURTHER_EDITORS, self._left):
            if role := tables.EDITOR_TYPES.get(self._left.get(kind_name, "").strip().lower(), ""):
                self._taken(kind_name)
                contributors.append((role, self._names(name)[0]))
        self._values["contributors"] = tuple((role, people) for role, people in contributors if people)
        self._take_orcids_by_name()

    def _names(self, field: str) -> tuple[tuple[Person, ...], bool]:
        names = names_from_latex(_normal(self._taken(field)))
        for trouble in names.troubles:
            self._tell(_ONCE_NAMED[trouble].format(field))
        return self._with_orcids(names.persons, field), names.has_more

    def _with_orcids(self, persons: tuple[Person, ...], field: str) -> tuple[Person, ...]:
        """The persons with the iDs that the field's annotation has; one that says anything else stays as it is."""
        found = annotated(persons, self._left.get(f"{field}{ANNOTATION}", ""))
        if found is None:
            return persons
        self._taken(f"{field}{ANNOTATION}")
        return found

    def _take_orcids_by_name(self) -> None:
        """The iDs of a list by name. It stays in `extra`, too, if it names anybody else or says anything else."""
        orcids, is_whole = orcids_by_name(self._left.get(BY_NAME, ""), self._read)
        if not orcids:
            return
        people: list[Person] = []
        for field in tables.NAME_FIELDS.values():
            if field in self._values:
                self._values[field] = named(self._values[field], orcids)
                people += self._values[field]
        self._values["contributors"] = tuple((role, named(ones, orcids)) for role, ones in self._values["contributors"])
        people += [one for _, ones in self._values["contributors"] for one in ones]
        if is_whole and orcids.items() <= {(line_from_person(one), one.orcid) for one in people}:
            self._taken(BY_NAME)

    # -- dates

    def _take_dates(self) -> None:
        issued = self._date("date")
        year_text, month_text, day_text = (self._text(name) for name in ("year", "month", "day"))
        from_year = _date_from_year(year_text, month_text, day_text)
        if issued and from_year and issued.year != from_year.year and year_text:
            self._tell(f"date and year disagree ({issued} and {year_text}); date counts")
            self._extra.append(("year", year_text))
        issued = issued or from_year
        if issued and issued.year is None:
            self._tell(f"the year is no number: {issued.start.words}")
        if from_year is None and month_text:
            self._extra.append(("month", month_text))
        self._values["issued"] = issued
        for name, field in _known(tables.DATE_FIELDS, self._left):
            self._values[field] = self._date(name)

    def _date(self, name: str) -> DateRange | None:
        latex = folded(self._taken(name))
        text = self._read(latex, PLAIN) if "\\" in latex or "{" in latex else latex  # EDTF has a ~ of its own
        if not text:
            return None
        return date_range_from_edtf(text) or date_range_from_words(text)

    # -- numbers

    def _take_numbers(self) -> None:
        if pages := self._text("pages"):
            self._values["pages"] = _pages(pages)
            if self._values["pages"] is None:
                self._values["page_text"] = pages
        number = self._text("number")
        if number:
            self._values[self._meaning_of_number()] = number
        if "issue" in self._left and not self._values.get("issue"):
            self._values["issue"] = self._text("issue")
        if genre := self._text("type"):
            is_generic = self._entry.type.endswith("thesis") and genre.lower() == "thesis"
            self._values["genre"] = None if is_generic else tables.THESIS_TYPES.get(genre.lower(), genre)
        elif self._entry.type in ("phdthesis", "mastersthesis", "masterthesis", "bachelorsthesis"):
            self._values["genre"] = tables.THESIS_TYPES[self._entry.type]

    def _meaning_of_number(self) -> str:
        kind = self._values["type"]
        if kind in ("article-journal", "article-magazine", "article-newspaper", "periodical", "review"):
            return "issue"
        if kind in ("report", "patent", "standard", "legislation", "legal_case", "manuscript", "document", "thesis"):
            return "number"
        return "collection_number"

    # -- identifiers

    def _take_identifiers(self) -> None:
        self._take_eprint()
        for name, scheme in _known(tables.IDENTIFIER_FIELDS, self._left):
            self._take_identifier(name, scheme)
        url = self._taken("url")
        if url:
            self._values["url"] = self._verbatim(url)
        elif "http" in self._left.get("howpublished", "") or "\\url" in self._left.get("howpublished", ""):
            self._take_url_of_howpublished()
        self._take_identifier_of_url()
        self._take_identifiers_of_note()

    def _take_identifier(self, name: str, scheme: Any) -> None:
        written = self._taken(name)
        text = self._verbatim(written)
        if scheme == "bibcode" and not _BIBCODE.fullmatch(text):  # ADS says in `adsnote` whose data it is
            self._left[name] = written
            return
        pieces = re.split(r"[,;\s]+", text) if scheme in ("isbn", "issn") else [text]
        found = [
            identifier for piece in pieces if piece and (identifier := identifier_of(scheme, _bare(scheme, piece)))
        ]
        if not found and scheme in ("isbn", "issn") and (whole := identifier_of(scheme, text)):
            found = [whole]
        self._identifiers.update(dict.fromkeys(found))
        if not found:
            self._tell(f"{name} is none: {text}")
            self._extra.append((self._entry.written.get(name, name), written))
        elif scheme == "doi" and found[0].value != text.lower() and not _is_doi_address(text, found[0].value):
            self._tell(f"the DOI was cleaned: {text}")

    def _take_eprint(self) -> None:
        kind = (self._left.get("eprinttype") or self._left.get("archiveprefix") or "").strip().lower()
        written = self._left.get("eprint", "")
        if not written:
            return
        scheme = tables.EPRINT_SCHEMES.get(kind)
        text = self._verbatim(written)
        found = identifier_of(scheme, _bare(scheme, text)) if scheme else identifier_from_text(text)
        if found and (scheme or found.scheme == "arxiv"):
            self._identifiers[found] = None
            for name in ("eprint", "eprinttype", "archiveprefix"):
                self._taken(name)

    def _take_url_of_howpublished(self) -> None:
        written = self._left["howpublished"]
        found = _HREF.search(written)
        address = found.group(1) if found else written
        if (http := _HTTP.search(address)) and not self._values.get("url"):
            self._values["url"] = self._verbatim(http.group())
            if not _HTTP.sub("", _HREF.sub("", written)).strip(" .,;"):
                self._taken("howpublished")

    def _take_identifier_of_url(self) -> None:
        url = self._values.get("url")
        if not url:
            return
        found = identifier_from_text(url)
        if found and found.scheme not in ("url", "isbn", "issn") and not self._has(found.scheme):
            self._identifiers[found] = None

    def _take_identifiers_of_note(self) -> None:
        for name in ("note", "addendum"):
            for pmid, pmcid in _PMID_NOTE.findall(self._left.get(name, "")):
                found = identifier_of("pmid", pmid) if pmid else identifier_of("pmcid", pmcid)
                if found and not self._has(found.scheme):
                    self._identifiers[found] = None

    def _has(self, scheme: str) -> bool:
        return any(identifier.scheme == scheme for identifier in self._identifiers)

    def _verbatim(self, latex: str) -> str:
        """What stands in the field, with only escapes taken out; for addresses and identifiers."""
        text = latex.strip()
        if text.startswith("\\") and (found := _URL_COMMAND.match(text)):
            text = found.group(1).strip()
        if "\\" in text or "{" in text or "$" in text:
            text = _ESCAPED.sub(
                lambda found: found.group(1) or found.group(2) or ("_" if "under" in found.group() else "~"), text
            )
            if text.startswith("{") and text.endswith("}"):
                text = text[1:-1]
        return without_control_characters(" ".join(text.split()))

    # -- the rest

    def _take_texts(self) -> None:
        for name, field in _known(tables.TEXT_FIELDS, self._left):
            if self._values.get(field):
                continue
            style = TITLE if field in _WITH_MARKUP else _PROSE
            self._values[field] = self._text(name, style)
        if state := self._values.get("status"):
            self._values["status"] = tables.PUBLICATION_STATES.get(state, state)
        if "organization" in self._left and not self._values.get("publisher"):
            self._values["publisher"] = self._text("organization")
        for name in ("langid", "language"):
            written = self._left.get(name, "")
            if written and not self._values.get("language"):
                self._values["language"] = language_tag(self._read(written, PLAIN)) or self._read(written, PLAIN)
                self._taken(name)
        self._values["keywords"] = self._keywords()

    def _keywords(self) -> tuple[str, ...]:
        text = self._text("keywords") or self._text("keyword") or ""
        mark = ";" if ";" in text else ","
        return tuple(dict.fromkeys(word.strip() for word in text.split(mark) if word.strip()))

    def _tags(self) -> tuple[str, ...]:
        words = [
            word.strip()
            for name in ("groups", "mendeley-groups", "mendeley-tags")
            for word in (self._text(name) or "").split(",")
        ]
        return tuple(dict.fromkeys(word for word in words if word))

    def _files(self) -> tuple[str, ...]:
        written = [self._taken(name) for name in ("file", "pdf", "local-url") if name in self._left]
        listed = [path for text in written for path in _file_paths(text)]
        # The fields stay in `extra`, too: they hold more than the path.
        linked = (file_of_bibdesk(value) for name, value in self._left.items() if FILE_FIELD.match(name))
        return tuple(dict.fromkeys([*listed, *(path for path in linked if path)]))

    def _settle_type(self) -> None:
        """What the type alone does not tell: newspapers, preprints; and the written type where CSL has none."""
        subtype = self._left.get("entrysubtype", "").strip().lower()
        kind = f"article-{subtype}" if self._entry.type == "article" and f"article-{subtype}" in CSL_TYPES else subtype
        if kind in CSL_TYPES:
            self._values["type"] = kind
            self._taken("entrysubtype")
        elif self._is_preprint():
            self._values["type"] = "article"
        if self._entry.type not in CSL_TYPE:
            self._tell(f"unknown entry type @{self._entry.type}")
        self._extra.insert(0, ("entrytype", self._entry.type))

    def _is_preprint(self) -> bool:
        if self._entry.type not in ("article", "misc", "online", "unpublished"):
            return False
        journal = self._values.get("container_title")
        if journal and (found := _ARXIV_IN_JOURNAL.search(f"{journal} {self._values.get('volume') or ''}")):
            identifier = identifier_of("arxiv", f"arxiv:{found.group(1)}{found.group(2) or ''}")
            if identifier and not self._has("arxiv"):
                self._identifiers[identifier] = None
        if journal:
            return is_preprint_server(journal)
        return self._has("arxiv") and not self._values.get("publisher")

    def _rest(self) -> Iterator[tuple[str, str]]:
        for name, value in self._left.items():
            if name not in self._entry.inherited or name in ("editortype",):
                yield self._entry.written.get(name, name), folded(_normal(value))


def is_preprint_server(journal: str) -> bool:
    """Whether a journal's name is that of a preprint server (`arXiv preprint …`, `CoRR`, `bioRxiv`)."""
    return _PREPRINT_JOURNAL.match(journal) is not None


def _known(table: Mapping[str, _Meaning], fields: Mapping[str, str]) -> Iterable[tuple[str, _Meaning]]:
    """The rows of a table whose field is there, in the table's order, which decides where several mean one thing."""
    there = table.keys() & fields.keys()
    if len(there) < 2:
        return [(name, table[name]) for name in there]
    return [(name, meaning) for name, meaning in table.items() if name in there]


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _bare(scheme: str | None, text: str) -> str:
    """An arXiv id without a word in front is not one by itself; a labelled field makes it one."""
    return f"arxiv:{text}" if scheme == "arxiv" and not text.lower().startswith(("arxiv", "http")) else text


def _is_doi_address(text: str, value: str) -> bool:
    return text.lower().startswith(("http://", "https://")) and text.lower().endswith(value)


def _date_from_year(year: str | None, month: str | None, day: str | None) -> DateRange | None:
    if not year:
        return None
    if not _YEAR.match(year):
        if found := _YEAR_LETTER.match(year):
            start = PartialDate(year=int(found.group(1)), letter=found.group(2))
            return DateRange(start=start)
        return date_range_from_edtf(year) or date_range_from_words(year)
    if not month:
        return DateRange(start=PartialDate(year=int(year)))
    number = month_from_word(month)
    if number is not None:
        day_number = int(day) if day and day.isascii() and day.isdigit() else None
        return DateRange(start=partial_date(int(year), number, day_number))
    worded = date_range_from_words(f"{month} {year}")
    if worded and worded.year is not None:
        return worded
    return DateRange(start=PartialDate(year=int(year)))


def _pages(text: str) -> Pages | None:
    return pages_from_text(_DASHES.sub("-", text))


def _file_paths(text: str) -> Iterator[str]:
    """Paths of JabRef's and Zotero's `description:path:type`, with their escapes; a plain path stays."""
    text = text.strip().replace(r"$\backslash$", "\\")  # as Mendeley writes it
    for part in _FILE_PART.findall(text):
        pieces = _UNESCAPED_COLON.split(part)
        path = pieces[1] if len(pieces) >= 3 else part
        if bare := _UNESCAPE.sub(r"\1", path).strip() if len(pieces) >= 3 else path.strip():
            yield bare
