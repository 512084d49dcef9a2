"""What looks wrong in a description at a look, without asking anybody, and what to do about it.

Only what a person would want to correct: nothing here says that a work does not exist or a field is false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from citetrail.model.folding import plain_from_markup

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description
    from citetrail.model.persons import Person


class Lint(NamedTuple):
    """Something that looks wrong: a rule's name, a sentence, and the fields that would be right, as `edit` takes them.

    An empty value takes the field away; no fields means that only a person or a source can tell.
    """

    rule: str
    message: str
    fields: tuple[tuple[str, str], ...] = ()


_OLDEST = 1450  # printing with movable type
_CONTAINED = {"article-journal": "journal", "chapter": "book", "paper-conference": "proceedings"}
# UTF-8 read as Windows-1252: a lead byte of two or three, then what the bytes 80 to BF are there.
_TRAIL = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_MOJIBAKE = re.compile(rf"[ÂÃ][{re.escape(_TRAIL)}]|â[{re.escape(_TRAIL)}]{{2}}")
_LEFTOVER = re.compile(r"\\[a-zA-Z]+\b|\\[\"'`^~=.]|[{}]|&(?:amp|lt|gt|quot|#\d+);")
_NOBODY = re.compile(r"^(?:others|et\.?\s*al\.?|and|anonymous|n\.?\s?n\.?|unknown|n/?a)$", re.IGNORECASE)


def lints_of(description: Description, year_now: int) -> Iterator[Lint]:
    """What looks wrong, in the order of the rules."""
    for rule in _RULES:
        yield from rule(description, year_now)


def _missing(description: Description, _: int) -> Iterator[Lint]:
    if not description.title:
        yield Lint("no-title", "has no title")
    if not description.authors and not description.editors and description.type != "webpage":
        yield Lint("no-author", "has neither author nor editor")
    if description.year is None:
        yield Lint("no-year", "has no year")
    where = _CONTAINED.get(description.type or "")
    if where and not description.container_title:
        yield Lint("no-container", f"is of type {description.type} but names no {where}")


def _capitals(description: Description, _: int) -> Iterator[Lint]:
    """Four words or more in capitals alone: a style of some databases, which every citation style would print so."""
    title = plain_from_markup(description.title or "")
    letters = [letter for letter in title if letter.isalpha()]
    if len(title.split()) >= 4 and letters and all(letter.isupper() for letter in letters):
        yield Lint("capitals", "has a title in capitals", (("title", title[:1] + title[1:].lower()),))
    for field in ("authors", "editors"):
        people: tuple[Person, ...] = getattr(description, field)
        shouting = [one for one in people if _shouts(one)]
        if shouting:
            names = "; ".join(_quieter(one) if _shouts(one) else one.sort_name for one in people)
            yield Lint("capitals", f"has {field} in capitals: {shouting[0].sort_name}", ((field, names),))


def _shouts(person: Person) -> bool:
    family = person.family or ""
    return len(family) > 3 and family.isupper() and family.isascii()


def _quieter(person: Person) -> str:
    given = person.given or ""
    parts = [(person.family or "").title(), given.title() if len(given) > 4 and given.isupper() else given]
    return ", ".join(part for part in parts if part)


def _nobody(description: Description, _: int) -> Iterator[Lint]:
    for field in ("authors", "editors"):
        people: tuple[Person, ...] = getattr(description, field)
        if any(_NOBODY.match(one.sort_name) for one in people):
            names = "; ".join(one.sort_name for one in people if not _NOBODY.match(one.sort_name))
            yield Lint("nobody", f"has {field} that are no names", ((field, names),))


def _years(description: Description, year_now: int) -> Iterator[Lint]:
    year = description.year
    if year is not None and year > year_now + 1:
        yield Lint("future", f"is of the year {year}")
    if year is not None and _is_below(year, _OLDEST) and description.type not in ("manuscript", "classic", None):
        yield Lint("old", f"is of the year {year}, before printing")


def _is_below(year: int, limit: int) -> bool:
    return 0 < year < limit


def _pages(description: Description, _: int) -> Iterator[Lint]:
    pages = description.pages
    if pages is None or pages.last is None or not (pages.first.isdigit() and pages.last.isdigit()):
        return
    if int(pages.last) < int(pages.first):
        yield Lint("pages", f"has pages that run backwards: {pages}")


def _letters(description: Description, _: int) -> Iterator[Lint]:
    for field in ("title", "container_title", "publisher"):
        text = getattr(description, field) or ""
        if _MOJIBAKE.search(text) and (mended := _unscrambled(text)):
            yield Lint("letters", f"has broken letters in {field}: {text}", ((field, mended),))
        elif _LEFTOVER.search(text) and "$" not in text:
            yield Lint("markup", f"has remains of markup in {field}: {text}")


def _unscrambled(text: str) -> str | None:
    """UTF-8 that was read as Windows-1252, read again; None where that does not come out."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _full_stop(description: Description, _: int) -> Iterator[Lint]:
    title = description.title or ""
    if re.search(r"[^\W\d_]{4,}\.$", title) and title.count(".") == 1:
        yield Lint("full-stop", "has a title that ends with a full stop", (("title", title[:-1]),))


def _hidden_identifier(description: Description, _: int) -> Iterator[Lint]:
    """A DOI in the address or a note, where nothing looks for it."""
    from citetrail.model.identifiers import identifier_from_text

    if description.doi is not None or not description.url:
        return
    found = identifier_from_text(description.url)
    if found is not None and found.scheme in ("doi", "arxiv", "pmid") and not description.identifier(found.scheme):
        yield Lint("hidden-identifier", f"has its {found.scheme} only in the address", ((found.scheme, found.value),))


Rule = Callable[["Description", int], Iterator[Lint]]
_RULES: tuple[Rule, ...] = (
    _missing, _capitals, _nobody, _years, _pages, _letters, _full_stop, _hidden_identifier,
)  # fmt: skip
