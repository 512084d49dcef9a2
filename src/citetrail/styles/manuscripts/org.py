"""Org mode's citations: `[cite:see @key p. 3; @other]`, `[cite/t:@key]`, `[cite/na:@key]`.

Source: https://orgmode.org/manual/Citations.html, #Citation-export-processors for styles, #Footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citetrail.styles.context import Cite
from citetrail.styles.manuscripts.locators import located
from citetrail.styles.manuscripts.marks import (
    LocatorLabels,
    Manuscript,
    Mark,
    Syntax,
    blanked,
    closing_bracket,
    split_outside,
)

BLOCK = re.compile(r"(?ims)^[ \t]*#\+begin_(src|example|export|comment)\b.*?^[ \t]*#\+end_\1[ \t]*$")
FIXED = re.compile(r"^[ \t]*(?::|#)(?:[ \t].*)?$", re.MULTILINE)
VERBATIM = re.compile(r"(?<![^\s({'\"-])([=~])(?=\S)[^\n]*?(?<=\S)\1(?=[\s.,;:!?)}'\"-]|$)", re.MULTILINE)
OPENING = re.compile(r"\[cite(?:/([\w/-]*))?:")
KEY = re.compile(r"@([\w:.#$%&+?<>~/*-]*\w)")
PLACE = re.compile(r"^[ \t]*#\+print_bibliography:.*$", re.IGNORECASE | re.MULTILINE)
NOTE = re.compile(r"\[fn:([\w-]*)(:)?")
DEFINED = re.compile(r"^\[fn:([\w-]+)\]", re.MULTILINE)
NEXT = re.compile(r"^\[fn:|^\*+ |\n[ \t]*\n[ \t]*\n", re.MULTILINE)
NARRATIVE = frozenset(("t", "text", "a", "author"))
SUPPRESSED = frozenset(("na", "noauthor"))
UNPRINTED = frozenset(("n", "nocite"))


def read(text: str, labels: LocatorLabels) -> Manuscript:
    """An Org manuscript: nothing in blocks of code, comments and verbatim text is a citation."""
    shown = blanked(text, BLOCK, FIXED, VERBATIM)
    own = list(_notes(shown))
    marks: list[Mark] = []
    unprinted: list[tuple[str, int]] = []
    for opening in OPENING.finditer(shown):
        end = closing_bracket(shown, opening.start())
        if end < 0:
            continue
        style = (opening[1] or "").split("/")[0]
        cites = _cites(shown[opening.end() : end], opening.end(), labels, suppressed=style in SUPPRESSED)
        if style in UNPRINTED:
            unprinted.extend((cite.id, offset) for cite, offset in cites)
        if not cites:
            continue
        label = next((name for start, stop, name in own if start <= opening.start() < stop), "")
        marks.append(
            Mark(
                opening.start(),
                end + 1,
                () if style in UNPRINTED else tuple(cite for cite, _ in cites),
                tuple(offset for _, offset in cites),
                is_narrative=style in NARRATIVE,
                note=label,
            )
        )
    place = PLACE.search(shown)
    references = tuple((match.start(), match[1] or f"^{match.start()}") for match in NOTE.finditer(shown)
                       if not DEFINED.match(shown, match.start()))  # fmt: skip
    return Manuscript(text, tuple(marks), references, tuple(unprinted), place.span() if place else None)


def _cites(text: str, start: int, labels: LocatorLabels, *, suppressed: bool) -> list[tuple[Cite, int]]:
    """The cites with the places of their keys; a part without a key is a prefix or suffix of all of them."""
    found: list[tuple[Cite, int]] = []
    common = ""
    for part, offset in split_outside(text):
        key = KEY.search(part)
        if key is None:
            if found:
                last, place = found[-1]
                found[-1] = (
                    Cite(last.id, last.locator, last.label, last.prefix, last.suffix + part, suppressed),
                    place,
                )
            else:
                common = part.strip()
            continue
        where = located(part[key.end() :], labels)
        prefix = " ".join(filter(None, (common, part[: key.start()].strip())))
        common = ""
        cite = Cite(key[1], where.locator, where.label, prefix, where.suffix.rstrip(), suppress_author=suppressed)
        found.append((cite, start + offset + key.start()))
    return found


def _notes(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the text of the manuscript's own notes stands: start, end, label."""
    for match in DEFINED.finditer(text):
        following = NEXT.search(text, match.end())
        yield match.start(), following.start() if following else len(text), match[1]
    for match in NOTE.finditer(text):
        if match[2]:
            end = closing_bracket(text, match.start())
            if end > 0:
                yield match.start(), end, match[1] or f"^{match.start()}"


def _note(number: int, text: str) -> tuple[str, str]:
    return f"[fn:cite-{number}]", f"[fn:cite-{number}] {text}"


ORG = Syntax("Org", read, "org", _note, lambda title: f"* {title}")
