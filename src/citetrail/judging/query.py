"""The query language: from what a person types to a Query, and whether a Work is what it asks for.

The grammar is written down in docs/query.md. Terms stand beside each other (all must hold), `OR` between them, `-`
before them, brackets around them. `citetrail.library` has the other face of a Query, in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from citetrail.errors import InputError
from citetrail.judging.searchable import BREAK
from citetrail.judging.words import words_of
from citetrail.model.folding import fold

if TYPE_CHECKING:
    from citetrail.model.identifiers import Scheme


class Words(NamedTuple):
    """Words in order, in one text field of the work (`field`) or any (None); the last may be only begun."""

    field: str | None
    words: tuple[str, ...]
    is_prefix: bool


class HasIdentifier(NamedTuple):
    """An identifier of that scheme, in its canonical form or (is_prefix) beginning so."""

    scheme: str
    value: str
    is_prefix: bool = False


class Years(NamedTuple):
    """Published between two years, both included; None is open."""

    first: int | None
    last: int | None


class AddedBetween(NamedTuple):
    """Added to the library on or after the first day and before the second; None is open."""

    first: date | None
    before: date | None


class Tagged(NamedTuple):
    """A tag, or a tag below it (`a` finds `a/b`), compared folded."""

    name: str
    is_prefix: bool = False


class Keyed(NamedTuple):
    """A citation key, present or former, that begins so; case does not matter."""

    prefix: str


class OfType(NamedTuple):
    """A CSL type of which one part begins so: `article` finds `article-journal`, `journal` too."""

    part: str


class Standing(NamedTuple):
    """Where the work stands after all notices: `retracted`, `corrected` …"""

    standing: str


class Rated(NamedTuple):
    """The person's rating, both bounds included."""

    least: int
    most: int


class InReading(NamedTuple):
    """How far the person has read: `unread`, `reading`, `read`."""

    state: str


class Judged(NamedTuple):
    """A claim about the work with this judgement."""

    verdict: str


class Has(NamedTuple):
    """Something is there: a note, a PDF, a DOI …"""

    what: str


class Cites(NamedTuple):
    """Works that cite the work of that key."""

    key: str


class CitedBy(NamedTuple):
    """Works that the work of that key cites."""

    key: str


class All(NamedTuple):
    """Every part holds; without parts it is every work."""

    parts: tuple[Query, ...]


class Some(NamedTuple):
    """At least one part holds."""

    choices: tuple[Query, ...]


class Not(NamedTuple):
    """The part does not hold."""

    part: Query


Term: TypeAlias = (
    "Words | HasIdentifier | Years | AddedBetween | Tagged | Keyed | OfType | Standing | Rated | InReading | Judged"
    " | Has | Cites | CitedBy"
)
Query: TypeAlias = "Term | All | Some | Not"

EVERYTHING: All = All(())

# The text fields, as people name them in queries; several names may mean one.
TEXT_FIELDS = {
    "author": "author", "editor": "editor", "title": "title", "journal": "venue", "venue": "venue",
    "publisher": "publisher", "abstract": "abstract", "keyword": "keyword", "note": "note",
    "quote": "quote", "text": "body",
}  # fmt: skip
SCHEMES: tuple[Scheme, ...] = (
    "doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "openalex", "url", "s2", "dblp", "bibcode", "hdl",
)  # fmt: skip
STANDINGS = (
    "clear", "retracted", "partly-retracted", "withdrawn", "removed", "concern", "corrected", "reinstated",
    "replaced", "unknown",
)  # fmt: skip
READING_STATES = ("unread", "reading", "read")
JUDGEMENTS = ("supported", "disputed", "unclear")
HAVINGS = (
    "abstract", "author", "citing", "claim", "doi", "edit", "file", "identifier", "note", "pdf", "quote",
    "rating", "record", "tag", "title", "year",
)  # fmt: skip


def parse_query(text: str) -> Query:
    """The Query that the text asks for; an empty text asks for every work.

    Raises InputError with the column (from 1) where the text stops making sense, and what would.
    """
    return _Parser(text).parsed()


_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_OPENERS = {'"': '"', "“": "”", "„": "“”", "«": "»"}


DEEPEST = 50  # brackets and NOTs inside each other; nobody types ten


class _Parser:
    """Reads a query from left to right; `at` is the place of the next letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.loose = 0  # brackets that opened inside a word, as in `f(x y)`, and belong to the text
        self.depth = 0  # brackets and NOTs that are open

    def parsed(self) -> Query:
        found = self.choices()
        if self.at < len(self.text):
            raise _wrong(
                "this closing bracket opens nowhere", self.at, 'Write it in quotes if it is meant as text: ")".'
            )
        if found == EVERYTHING and self.text.strip():
            raise _wrong(f"{self.text.strip()!r} holds no word to look for", _first_letter(self.text))
        return found

    def choices(self) -> Query:
        start = self.at
        choices = [self.conjunction()]
        while self.takes_operator("OR") or self.takes_operator("|"):
            choices.append(self.conjunction())
        if len(choices) == 1:
            return choices[0]
        if EVERYTHING in choices:
            raise _wrong("OR needs a term on both sides", start)
        return Some(tuple(choices))

    def conjunction(self) -> Query:
        parts: list[Query] = []
        while (part := self.negation()) is not None:
            if part != EVERYTHING:
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def negation(self) -> Query | None:
        self.skip_blanks()
        while self.takes_operator("AND"):
            self.skip_blanks()
        start = self.at
        if self.takes_operator("NOT") or self.takes_minus():
            self.enter()
            part = self.negation()
            self.depth -= 1
            if part is None or part == EVERYTHING:
                raise _wrong("there is nothing here to leave out", start, "Write -word, -tag:name or -(a OR b).")
            return Not(part)
        return self.atom()

    def atom(self) -> Query | None:
        if (
            self.at >= len(self.text)
            or self.text[self.at] == ")"
            or self.sees_operator("OR")
            or self.sees_operator("|")
        ):
            return None
        if self.text[self.at] == "(":
            return self.bracket()
        return self.term()

    def bracket(self) -> Query:
        start = self.at
        self.at += 1
        self.enter()
        inside = self.choices()
        self.depth -= 1
        if self.at >= len(self.text):
            raise _wrong("this bracket is never closed", start, 'Close it with ")", or write it in quotes.')
        self.at += 1
        if inside == EVERYTHING:
            raise _wrong("there is nothing between these brackets", start)
        return inside

    def term(self) -> Query:
        start = self.at
        if self.text[start] in _OPENERS:
            return _words(None, self.quoted(), is_prefix=False)
        loose = self.loose
        whole = self.word()
        found = _FIELD.match(whole)
        if found is None or _is_plain_text(whole, found.group(1).lower()):
            return _bare(whole)
        self.at, self.loose = start + found.end(), loose
        return self.field_term(found.group(1).lower(), start)

    def field_term(self, name: str, start: int) -> Query:
        if name not in _FIELDS:
            raise _wrong(f'there is no field "{name}"', start, _meant(name))
        place = self.at
        if place < len(self.text) and self.text[place] == "(" and name not in SCHEMES:
            return self.field_bracket(name)
        is_quoted = place < len(self.text) and self.text[place] in _OPENERS
        value = self.quoted() if is_quoted else self.word()
        if not value.strip():
            raise _wrong(f"{name}: needs a value", place, _HINTS.get(name))
        return _FIELDS[name](_Value(name, value.strip(), is_quoted, place))

    def field_bracket(self, name: str) -> Query:
        """`tag:(a OR b)`: the field holds for every term inside."""
        start = self.at
        self.at += 1
        self.enter()
        choices: list[Query] = []
        parts: list[Query] = []
        while True:
            self.skip_blanks()
            if self.at >= len(self.text):
                raise _wrong("this bracket is never closed", start, 'Close it with ")", or write it in quotes.')
            if self.text[self.at] == ")":
                break
            if self.takes_operator("OR") or self.takes_operator("|"):
                choices.append(All(tuple(parts)))
                parts = []
                continue
            parts.append(self.field_term(name, start))
        self.at += 1
        self.depth -= 1
        choices.append(All(tuple(parts)))
        if EVERYTHING in choices:
            raise _wrong("there is nothing between these brackets", start)
        singles = tuple(
            choice.parts[0] if len(choice.parts) == 1 else choice for choice in choices if isinstance(choice, All)
        )
        return singles[0] if len(singles) == 1 else Some(singles)

    def enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _wrong(f"more than {DEEPEST} brackets and NOTs inside each other", self.at - 1)

    def quoted(self) -> str:
        start = self.at
        closers = _OPENERS[self.text[start]]
        for place in range(start + 1, len(self.text)):
            if self.text[place] in closers:
                self.at = place + 1
                return self.text[start + 1 : place]
        raise _wrong("this quotation is never closed", start, f"Close it with {closers[0]} or leave the mark out.")

    def word(self) -> str:
        """Up to the next blank, or a closing bracket that no word opened."""
        start = self.at
        while self.at < len(self.text) and not self.text[self.at].isspace():
            letter = self.text[self.at]
            if letter == ")" and not self.loose:
                break
            self.loose += (letter == "(") - (letter == ")")
            self.at += 1
        return self.text[start : self.at]

    def skip_blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def takes_minus(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.text[self.at : self.at + 1] not in ("-", "−") or not following or following.isspace():
            return False
        self.at += 1
        return True

    def sees_operator(self, operator: str) -> bool:
        end = self.at + len(operator)
        following = self.text[end : end + 1]
        return self.text[self.at : end] == operator and (not following or following.isspace() or following in "()")

    def takes_operator(self, operator: str) -> bool:
        self.skip_blanks()
        if not self.sees_operator(operator):
            return False
        self.at += len(operator)
        return True


class _Value(NamedTuple):
    """What stands after `field:`, and where."""

    field: str
    text: str
    is_quoted: bool
    at: int


def _wrong(message: str, at: int, hint: str | None = None) -> InputError:
    return InputError(message, column=at + 1, hint=hint)


def _first_letter(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_plain_text(word: str, name: str) -> bool:
    """Whether `name:rest` is no field: an address, `std::vector`, `Methods:` at a word's end."""
    rest = word[len(name) + 1 :]
    if name in ("http", "https", "ftp"):
        return True
    return name not in _FIELDS and (not rest or rest[0] in ":/")


def _meant(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _FIELDS, n=1, cutoff=0.6)
    known = "Fields: " + ", ".join(sorted(_FIELDS)) + '. To look for the text itself, quote it: "…".'
    return f"Did you mean {near[0]}: ? {known}" if near else known


_IDENTIFIER_LIKE = re.compile(
    r"10\.\d{4,9}/|https?://|(?:doi\.org|arxiv\.org)/|^(?:arxiv|pmid|pmc|pmcid|isbn|issn|openalex)\b|^pmc\d|^W\d{4,}$"
    r"|^\d{4}\.\d{4,5}(?:v\d+)?$|^97[89][\d-]{10,}$|^\d{4}-\d{3}[\dx]$",
    re.IGNORECASE,
)


def _bare(word: str) -> Query:
    if _IDENTIFIER_LIKE.search(word):
        # Loading the identifiers takes a tenth of a second, which most searches need not pay.
        from citetrail.model.identifiers import identifier_from_text

        found = identifier_from_text(word)
        if found is not None:
            return HasIdentifier(found.scheme, found.value)
    return _words(None, word.rstrip("*"), is_prefix=True)


def _words(field: str | None, text: str, *, is_prefix: bool) -> Query:
    words = tuple(word for word in words_of(text) if word != BREAK)
    if not words:
        return EVERYTHING
    return Words(field, words, is_prefix and _can_be_begun(words[-1]))


def _can_be_begun(word: str) -> bool:
    """One Latin letter or digit is taken as a whole word; begun words need two."""
    return len(word) > 1 or not word.isascii()


def _text_term(value: _Value) -> Query:
    found = _words(TEXT_FIELDS[value.field], value.text.rstrip("*"), is_prefix=not value.is_quoted)
    if found == EVERYTHING:
        raise _wrong(f"{value.text!r} holds no word to look for", value.at)
    return found


_DOI_PARTIAL = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}\S*)$", re.IGNORECASE)


def _identifier_term(value: _Value) -> Query:
    from citetrail.model.identifiers import identifier_of

    text = value.text.rstrip("*…")
    scheme = next(scheme for scheme in SCHEMES if scheme == value.field)
    found = identifier_of(scheme, text) if text else None
    if scheme == "doi":
        return _doi_term(value, found.value if found else None, text)
    if found is not None:
        return HasIdentifier(found.scheme, found.value)
    if not text:
        raise _wrong(f"{scheme}: needs a value", value.at)
    return HasIdentifier(scheme, text, is_prefix=True)


def _doi_term(value: _Value, found: str | None, text: str) -> Query:
    """A DOI or its beginning; in quotes only that DOI."""
    partial = _DOI_PARTIAL.match(text)
    if found is None and partial is None:
        raise _wrong(f"{value.text!r} is no DOI", value.at, "A DOI begins with 10. and has a slash.")
    if found is not None and value.is_quoted:
        return HasIdentifier("doi", found)
    is_whole = found is not None and text[-1:] != "/"
    return HasIdentifier("doi", str(found) if is_whole or partial is None else partial.group(1).lower(), is_prefix=True)


_DASH = r"\s*(?:\.\.|[-–—])\s*"
_NUMBER_RANGE = re.compile(rf"^(\d{{1,4}})?({_DASH})?(\d{{1,4}})?$")
_COMPARED = re.compile(r"^(>=|<=|>|<|≥|≤|=)\s*(.+)$")


def _bounds(value: _Value, *, example: str) -> tuple[int | None, int | None]:
    """Whole numbers as `5`, `3-5`, `3-`, `>3`, `<=5`; both bounds included."""
    compared = _COMPARED.match(value.text)
    if compared and compared.group(2).isdecimal():
        sign, number = compared.group(1), int(compared.group(2))
        return {
            ">": (number + 1, None), ">=": (number, None), "≥": (number, None), "<": (None, number - 1),
            "<=": (None, number), "≤": (None, number), "=": (number, number),
        }[sign]  # fmt: skip
    found = _NUMBER_RANGE.match(value.text)
    if not found or not (found.group(1) or found.group(3)):
        raise _wrong(f"{value.text!r} is no {value.field}", value.at, example)
    first = int(found.group(1)) if found.group(1) else None
    last = int(found.group(3)) if found.group(3) else None
    if not found.group(2):
        return first, first
    if first is not None and last is not None and first > last:
        raise _wrong(f"{first} comes after {last}", value.at, example)
    return first, last


def _year_term(value: _Value) -> Query:
    return Years(*_bounds(value, example=_HINTS["year"]))


def _rating_term(value: _Value) -> Query:
    least, most = _bounds(value, example=_HINTS["rating"])
    return Rated(1 if least is None else least, 5 if most is None else most)


_DAY = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


def _added_term(value: _Value) -> Query:
    compared = _COMPARED.match(value.text)
    if compared:
        first, before = _span(compared.group(2), value)
        return {
            ">": AddedBetween(before, None), ">=": AddedBetween(first, None), "≥": AddedBetween(first, None),
            "<": AddedBetween(None, first), "<=": AddedBetween(None, before), "≤": AddedBetween(None, before),
            "=": AddedBetween(first, before),
        }[compared.group(1)]  # fmt: skip
    begin, dots, end = value.text.partition("..")
    if not dots:
        return AddedBetween(*_span(begin, value))
    return AddedBetween(_span(begin, value)[0] if begin else None, _span(end, value)[1] if end else None)


def _span(text: str, value: _Value) -> tuple[date, date]:
    """The first day of a year, month or day, and the first day after it."""
    found = _DAY.match(text.strip())
    if not found:
        raise _wrong(f"{value.text!r} is no date", value.at, _HINTS["added"])
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        return first, date(first.year + (month in (None, 12)), 1 if month in (None, 12) else first.month + 1, 1)
    except (ValueError, OverflowError):
        raise _wrong(f"{text!r} is no date", value.at, _HINTS["added"]) from None


def _one_of(value: _Value, allowed: tuple[str, ...]) -> str:
    text = value.text.casefold()
    if text not in allowed:
        raise _wrong(f'{value.field}: cannot be "{value.text}"', value.at, "One of: " + ", ".join(allowed) + ".")
    return text


def _claim_term(value: _Value) -> Query:
    if value.text.casefold() in JUDGEMENTS and not value.is_quoted:
        return Judged(value.text.casefold())
    found = _words("claim", value.text.rstrip("*"), is_prefix=not value.is_quoted)
    if found == EVERYTHING:
        raise _wrong(f"{value.text!r} holds no word to look for", value.at)
    return found


_TYPE_NAMES = {"preprint": "article", "paper": "paper-conference", "talk": "speech", "website": "webpage"}


def _type_term(value: _Value) -> Query:
    name = value.text.casefold()
    return OfType(f"={_TYPE_NAMES[name]}" if name in _TYPE_NAMES else name)


def _tag_term(value: _Value) -> Query:
    return Tagged(fold(value.text.rstrip("*")).strip("/"), value.text.endswith("*"))


_FIELDS: dict[str, Callable[[_Value], Query]] = {
    **dict.fromkeys(TEXT_FIELDS, _text_term),
    **dict.fromkeys(SCHEMES, _identifier_term),
    "year": _year_term,
    "added": _added_term,
    "rating": _rating_term,
    "tag": _tag_term,
    "key": lambda value: Keyed(value.text.rstrip("*").casefold()),
    "type": _type_term,
    "status": lambda value: Standing(_one_of(value, STANDINGS)),
    "reading": lambda value: InReading(_one_of(value, READING_STATES)),
    "has": lambda value: Has(_one_of(value, HAVINGS)),
    "claim": _claim_term,
    "cites": lambda value: Cites(value.text),
    "cited-by": lambda value: CitedBy(value.text),
}
_HINTS = {
    "year": "Write year:2015, year:2010-2020, year:>2020 or year:<=1990.",
    "rating": "Write rating:5, rating:3-5 or rating:>=4.",
    "added": "Write added:2026, added:2026-01, added:>2026-01-15 or added:2026-01..2026-03.",
    "tag": "Write tag:name.",
    "cites": "Write cites:KEY with the citation key of a work.",
    "cited-by": "Write cited-by:KEY with the citation key of a work.",
}


def terms_in(query: Query) -> Iterator[Term]:
    """Every term of the query, in the order written."""
    if isinstance(query, All):
        for part in query.parts:
            yield from terms_in(part)
    elif isinstance(query, Some):
        for choice in query.choices:
            yield from terms_in(choice)
    elif isinstance(query, Not):
        yield from terms_in(query.part)
    else:
        yield query
