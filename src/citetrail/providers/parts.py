"""What several sources share: reading loose JSON safely, titles with markup, names, dates, identifiers.

Every function takes whatever a source may send (nulls, wrong types, odd nesting) and gives a value or nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from citetrail.model import (
    DateRange,
    Identifier,
    PartialDate,
    Person,
    Scheme,
    date_range_from_edtf,
    group,
    identifier_of,
    pages_from_text,
    person_from_text,
    plain_from_markup,
    squeeze,
)

_INLINE = {"i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "sup": "sup"}
_INLINE |= {"inf": "sub", "sc": "sc", "scp": "sc"}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*)(?:\s[^<>]*)?(/?)>")
_MATH_ALTERNATIVE = re.compile(
    r"<(?:\w+:)?(tex-math|annotation(?:-xml)?)\b[^<>]*>.*?</(?:\w+:)?\1>|<!\[CDATA\[|\]\]>", re.DOTALL
)
_ABSTRACT_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:abstract|summary)\s*[:.]?\s*</(?:jats:)?title>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:jats:)?(?:p|title|sec|list-item)>|<br\s*/?>", re.IGNORECASE)
_GLUED_BEFORE = re.compile(r"(?<=[a-z,;:)])(?=<i>[A-Z][a-z]{2,})")
_GLUED_AFTER = re.compile(r"(?<=[A-Za-z]{3})</i>(?=[A-Z][a-z]|[a-z]{3,}\b)|</(?:sub|sup)>(?=[a-z]{3,})")
_NO_NAME = re.compile(r"^(?:&?NA;|&NA|\(:\w+\).*|\[?s\.\s?n\.\]?)$", re.IGNORECASE)
_DEGREES = re.compile(r"(?:,\s*(?:M\.?D|Ph\.?\s?D|M\.?Sc|B\.?Sc|M\.?P\.?H|D\.?Phil|M\.?B\.?B\.?S|F\.?R\.?C\.?P)\.?)+$")
_ODD_IN_NAME = re.compile(r"[\d;:()\[\]{}<>@/]|\s-\S|^-")
_RETRACTED_TITLE = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|paper|manuscript|chapter|publication))?\s*[:\]\-–—]"
    r"|^\W*retracted article\b|\bretracted article\W*$",
    re.IGNORECASE,
)


def at(value: Any, *path: str | int) -> Any:
    """What stands at this path of keys and indexes; None wherever it breaks off."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, Mapping) else None
        elif isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def items(value: Any) -> list[Any]:
    """A list as it is, nothing as none, anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """Only the objects of a list."""
    return [item for item in items(value) if isinstance(item, Mapping)]


def text(value: Any) -> str | None:
    """A string or number as squeezed text; None when nothing is left. Of a list, its first text."""
    if isinstance(value, list):
        return next((found for found in map(text, value) if found), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return squeeze(_without_lone_surrogates(str(value))) or None


def plain(value: Any) -> str | None:
    """Text without tags and entities."""
    found = text(value)
    return plain_from_markup(found) or None if found else None


def number(value: Any) -> int | None:
    """A whole number, also when written as text."""
    found = text(value)
    return int(found) if found and re.fullmatch(r"-?\d{1,15}", found) else None


def title(value: Any) -> str | None:
    """A title with `<i> <b> <sub> <sup> <sc>` kept, all other markup (JATS, MathML) reduced to its words.

    Doubly escaped entities are decoded; `<` that opens no tag is kept.
    """
    found = text(value)
    if not found:
        return None
    if "&" in found:
        found = html.unescape(html.unescape(found))
    if "<" in found:
        found = _MATH_ALTERNATIVE.sub("", found)
        found = _unglued(_balanced(_TAG.sub(_kept_tag, found)))
    found = squeeze(found)
    return found if any(letter.isalnum() for letter in found) else None


def _kept_tag(tag: re.Match[str]) -> str:
    name = _INLINE.get(tag[2].lower().rpartition(":")[2])
    if name is None or tag[2].lower().startswith("mml:m") or tag[3]:
        return ""
    return f"<{tag[1]}{name}>"


def _balanced(marked: str) -> str:
    """Without the kept tags when they do not close properly."""
    open_tags: list[str] = []
    for closing, name, _ in _TAG.findall(marked):
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return _TAG.sub("", marked)
    return _TAG.sub("", marked) if open_tags else marked


def _unglued(marked: str) -> str:
    """Blanks back where a publisher lost them around markup: `of<i>Mycobacterium smegmatis</i>Culture`."""
    if "<" not in marked:
        return marked
    return _GLUED_AFTER.sub(lambda tag: f"{tag[0]} ", _GLUED_BEFORE.sub(" ", marked))


def joined_title(main: Any, subtitle: Any) -> str | None:
    """Title and subtitle in one, unless the title already holds the subtitle."""
    first, second = title(main), title(subtitle)
    if first is None or second is None:
        return first or second
    if plain_from_markup(second).casefold() in plain_from_markup(first).casefold():
        return first
    return f"{first} {second}" if first[-1] in ":?!" else f"{first}: {second}"


def is_retracted_title(value: str | None) -> bool:
    """Whether the title itself says that the work was retracted or withdrawn (NISO RP-45-2024)."""
    return bool(value and _RETRACTED_TITLE.search(value))


def abstract(value: Any) -> str | None:
    """An abstract as paragraphs of plain words; the heading "Abstract" dropped."""
    found = value if isinstance(value, str) else text(value)
    if not found:
        return None
    marked = _BLOCK_END.sub("\n", _ABSTRACT_HEADING.sub("", _without_lone_surrogates(found)))
    paragraphs = [words for line in marked.split("\n") if (words := plain_from_markup(line))]
    return "\n".join(paragraphs) or None


def person(family: Any, given: Any, suffix: Any = None, orcid: Any = None) -> Person | None:
    """A person from name parts; family names written in capitals get small letters; None without a letter."""
    last, first = _bare_name(plain(family)), _bare_name(plain(given))
    if not last or not any(letter.isalpha() for letter in last):
        last, first = first, None
    if not last or not any(letter.isalpha() for letter in last):
        return None
    named = person_from_text(f"{last}, {first}" if first and "," not in last else last)
    if named is None or named.family is None or "," in last:
        named = Person(family=last, given=first)
    return Person(
        family=lowered_family(named.family or last, first),
        given=named.given,
        particle=named.particle,
        suffix=plain(suffix) or named.suffix,
        orcid=orcid_value(orcid),
    )


def _bare_name(name: str | None) -> str | None:
    """Without degrees; None for what stands where no name is known (`&NA;`, `(:unav)`, `[s.n.]`)."""
    return None if name is None or _NO_NAME.match(name) else _DEGREES.sub("", name)


def is_name_like(name: str | None) -> bool:
    """False for names with digits, brackets or signs in them, which machines made from other words."""
    return bool(name and not _ODD_IN_NAME.search(name) and any(letter.isalpha() for letter in name))


def lowered_family(family: str, given: str | None) -> str:
    """`SMITH-JONES` as `Smith-Jones`; short names and names with small letters stay."""
    letters = [letter for letter in family if letter.isalpha()]
    if len(letters) < 3 or not all(letter.isupper() for letter in letters) or not given:
        return family
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), family)


def orcid_value(value: Any) -> str | None:
    """An ORCID iD without its address."""
    found = identifier_of("orcid", text(value) or "")
    return found.value if found else None


def persons_from_names(names: Iterable[Any]) -> tuple[Person, ...]:
    """People from names in one string each; several people in one string are set apart by semicolons."""
    parts = (part for name in map(plain, names) for part in (name or "").split(";"))
    found = (person_from_text(name) for name in map(_bare_name, parts) if name)
    return tuple(one for one in found if one)


def group_author(name: Any) -> Person | None:
    """A group from its name."""
    found = plain(name)
    return group(found) if found else None


def date_range(value: Any) -> DateRange | None:
    """An ISO date, date-time or year as a date; anything after the day is cut off."""
    found = text(value)
    if not found:
        return None
    cut = re.match(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)", found)
    return date_range_from_edtf(cut[0]) if cut and cut[0] != "0000" else None


def partial_date(value: Any) -> PartialDate | None:
    """The first day of `date_range`."""
    found = date_range(value)
    return found.start if found else None


def identifier(scheme: Scheme, value: Any) -> Identifier | None:
    """The identifier of this scheme, or None when the value is none."""
    found = text(value)
    return identifier_of(scheme, found) if found else None


def identifiers(*candidates: Identifier | None) -> tuple[Identifier, ...]:
    """The identifiers that are there, each once, in order."""
    return tuple(dict.fromkeys(candidate for candidate in candidates if candidate))


def doi_or_arxiv(value: Any) -> tuple[Identifier, ...]:
    """A DOI, and the arXiv id too when DataCite registered the DOI for arXiv."""
    doi = identifier("doi", value)
    is_arxiv = doi is not None and doi.value.startswith("10.48550/arxiv.")
    return identifiers(doi, identifier("arxiv", text(value)) if is_arxiv else None)


def page_fields(value: Any) -> dict[str, Any]:
    """`pages`, or `page_text` where short words with a number cannot be read as pages, as fields of a Description."""
    found = plain(value)
    if not found:
        return {}
    pages = pages_from_text(found)
    if pages:
        return {"pages": pages}
    return {"page_text": found} if len(found) <= 25 and any(sign.isdigit() for sign in found) else {}


def page_span(first: Any, last: Any) -> str | None:
    """First and last page in one string; the first alone when there is no other."""
    start, end = text(first), text(last)
    return f"{start}-{end}" if start and end and start != end else start


def keyword_tuple(words: Iterable[Any]) -> tuple[str, ...]:
    """The keywords that say something, each once, in order."""
    return tuple(dict.fromkeys(word for word in map(plain, words) if word))


def date_of_year(value: Any) -> DateRange | None:
    """A date known to the year; 0 is unknown."""
    year = number(value)
    return DateRange(start=PartialDate(year=year)) if year else None


def _without_lone_surrogates(value: str) -> str:
    """JSON can hold half a character (`\\ud835`), which no database takes."""
    if value.isascii():
        return value
    return value.encode("utf-8", errors="replace").decode("utf-8")
