"""Markdown with pandoc's citations: `[see @key, p. 3; -@other]`, `@key says`, `@key [p. 3]`.

Source: https://pandoc.org/MANUAL.html#extension-citations, #footnotes, #placement-of-the-bibliography.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
    in_order,
    split_outside,
)

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"(?ms)^[ \t]*(```+|~~~+)[^\n]*\n(?:.*?^[ \t]*\1[`~]*[ \t]*$|.*\Z)")
INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
MATHS = re.compile(r"\$\$.*?\$\$", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
TARGET = re.compile(r"(?<=\]\()[^\s()]+(?=[\s)])|(?<!\w)https?://[^\s<>]+")
DEFINED = re.compile(r"^[ ]{0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
REFERRED = re.compile(r"\[\^([^\]\s]+)\](?!:)|(?<!\\)\^\[")
NEXT_BLOCK = re.compile(r"\n[ \t]*\n(?=\S)")
KEY = re.compile(
    r"(?<![\w/\\@.:=&+#-])(-?)@(?:\{([^{}\s]+)\}|([^\W_](?:[\w:.#$%&+?<>~/-]*[\w/])?|_(?:[\w:.#$%&+?<>~/-]*\w)))"
)
CROSS_REFERENCE = re.compile(
    r"^(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-"
)
PLACE = re.compile(r"^:{3,}[ \t]*\{[ \t]*#refs[^}]*\}[ \t]*\r?\n(?P<inner>(?:[ \t]*\r?\n)*):{3,}[ \t]*$|"
                   r"<div id=\"refs\"[^>]*>(?P<div>\s*)</div>", re.MULTILINE)  # fmt: skip
NOCITE = re.compile(r"^nocite:(.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n)))*)", re.MULTILINE)
LIST_OR_NOTE = re.compile(r"\s*(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:)\s")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])|(?<!\w)(_)(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")


def read(text: str, labels: LocatorLabels) -> Manuscript:
    """A Markdown manuscript: nothing in code, comments, tags, addresses or its metadata is a citation."""
    return _read(text, labels, skips_cross_references=False)


def read_quarto(text: str, labels: LocatorLabels) -> Manuscript:
    """The same for Quarto and R Markdown, whose cross-references (`@fig-…`) are no citations."""
    return _read(text, labels, skips_cross_references=True)


def _read(text: str, labels: LocatorLabels, *, skips_cross_references: bool) -> Manuscript:
    front = FRONT_MATTER.match(text)
    shown = blanked(text, FRONT_MATTER, FENCE, COMMENT, INLINE_CODE, MATHS, TAG, TARGET)
    shown = _without_indented_code(shown)
    bracketed = [mark for mark in _bracketed(shown, labels) if not (skips_cross_references and _is_reference(mark))]
    marks = in_order([*bracketed, *_in_sentences(shown, labels, bracketed)])
    if skips_cross_references:
        marks = tuple(mark for mark in marks if not _is_reference(mark))
    own = _notes(shown)
    place = PLACE.search(text)
    group = "inner" if place and place["inner"] is not None else "div"
    return Manuscript(
        text,
        tuple(_with_note(mark, own) for mark in marks),
        tuple((match.start(), match[1] or f"^{match.start()}") for match in REFERRED.finditer(shown)),
        tuple(_nocite(front.group())) if front else (),
        (place.start(group), place.end(group)) if place else None,
    )


def _is_reference(mark: Mark) -> bool:
    return all(CROSS_REFERENCE.match(cite.id) for cite in mark.cites)


def _without_indented_code(text: str) -> str:
    """The text without code by indent: lines four blanks in after an empty line, unless a list or note holds them."""
    lines = text.splitlines(keepends=True)
    is_code, holds = False, False
    before_is_empty = True
    for at, line in enumerate(lines):
        if not line.strip():
            before_is_empty = True
            continue
        is_indented = line.startswith(("    ", "\t"))
        is_code = is_indented and not holds and (before_is_empty or is_code)
        if is_code:
            lines[at] = re.sub(r"[^\r\n]", " ", line)
        if not is_indented:
            holds = bool(LIST_OR_NOTE.match(line)) or (holds and not before_is_empty) or (holds and line[0] == " ")
        before_is_empty = False
    return "".join(lines)


def _bracketed(text: str, labels: LocatorLabels) -> Iterator[Mark]:
    at = text.find("[")
    while at >= 0:
        end = closing_bracket(text, at)
        is_open = end > 0 and text[at - 1 : at] not in ("\\", "!", "^") and text[end + 1 : end + 2] not in ("(", "{")
        cites = _cites(text[at + 1 : end], at + 1, labels) if is_open else None
        if cites and not text.startswith("[^", at):
            yield Mark(at, end + 1, tuple(cite for cite, _ in cites), tuple(offset for _, offset in cites))
            at = text.find("[", end)
        else:
            at = text.find("[", at + 1)


def _cites(text: str, start: int, labels: LocatorLabels) -> list[tuple[Cite, int]] | None:
    """The cites of a citation in brackets with the places of their keys; None where a part has no key."""
    found: list[tuple[Cite, int]] = []
    if "@" not in text:
        return None
    for part, offset in split_outside(text):
        key = KEY.search(part)
        if key is None or part.count("[", 0, key.start()) > part.count("]", 0, key.start()):
            return None  # no key, or one in brackets within these
        place = located(part[key.end() :], labels)
        cite = Cite(
            key[2] or key[3],
            place.locator,
            place.label,
            _markup(part[: key.start()].strip()),
            _markup(place.suffix.rstrip()),
            suppress_author=bool(key[1]),
        )
        found.append((cite, start + offset + key.start() + len(key[1])))
    return found


def _in_sentences(text: str, labels: LocatorLabels, bracketed: list[Mark]) -> Iterator[Mark]:
    """`@key` in the text, with the brackets that follow it."""
    starts = [mark.start for mark in bracketed]
    covered = 0
    for key in KEY.finditer(text):
        before = bracketed[found - 1] if (found := bisect_right(starts, key.start())) else None
        if key.start() < covered or (before is not None and key.start() < before.end):
            continue
        first = Cite(key[2] or key[3], suppress_author=bool(key[1]))
        end, cites = _with_brackets(text, key.end(), first, labels)
        covered, offset = end, key.start() + len(key[1])
        places = (offset, *(place for _, place in cites[1:]))
        yield Mark(key.start(), end, tuple(cite for cite, _ in cites), places, is_narrative=not key[1])


def _with_brackets(text: str, at: int, first: Cite, labels: LocatorLabels) -> tuple[int, list[tuple[Cite, int]]]:
    """Where a key's citation ends and its cites: `@key [p. 3; see @other]` has a locator and another cite."""
    start = at + 1 if text[at : at + 2] == " [" else at
    if text[start : start + 1] != "[" or text.startswith("[^", start):
        return at, [(first, at)]
    end = closing_bracket(text, start)
    if end < 0 or text[end + 1 : end + 2] in ("(", "{", "["):
        return at, [(first, at)]
    parts = list(split_outside(text[start + 1 : end]))
    if KEY.search(parts[0][0]):
        return at, [(first, at)]  # a citation of its own
    others: list[tuple[Cite, int]] = []
    place = located(parts[0][0], labels)
    first = Cite(first.id, place.locator, place.label, "", _markup(place.suffix), first.suppress_author)
    for part, offset in parts[1:]:
        cites = _cites(part, start + 1 + offset, labels)
        if cites is None:
            return at, [(first, at)]
        others.extend(cites)
    return end + 1, [(first, at), *others]


def _markup(text: str) -> str:
    """Emphasis of Markdown as CSL's rich text has it."""

    def tagged(match: re.Match[str]) -> str:
        tag = "b" if match[1] == "**" else "i"
        return f"<{tag}>{match[2] or match[4]}</{tag}>"

    return EMPHASIS.sub(tagged, text)


def _notes(text: str) -> list[tuple[int, int, str]]:
    """Where the text of the manuscript's own notes stands: start, end, label."""
    spans: list[tuple[int, int, str]] = []
    for match in DEFINED.finditer(text):
        end = next((found.start() for found in NEXT_BLOCK.finditer(text, match.end())), len(text))
        following = DEFINED.search(text, match.end(), end)
        spans.append((match.start(), following.start() if following else end, match[1]))
    for match in REFERRED.finditer(text):
        if match.group() == "^[":
            end = closing_bracket(text, match.end() - 1)
            if end > 0:
                spans.append((match.start(), end, f"^{match.start()}"))
    return spans


def _with_note(mark: Mark, notes: list[tuple[int, int, str]]) -> Mark:
    label = next((label for start, end, label in notes if start <= mark.start < end), "")
    return Mark(mark.start, mark.end, mark.cites, mark.offsets, mark.is_narrative, label) if label else mark


def _nocite(front: str) -> Iterator[tuple[str, int]]:
    """The keys of the metadata's `nocite`; `*` is every work."""
    for match in NOCITE.finditer(front):
        if re.search(r"@\*", match[1]):
            yield "*", match.start(1)
        for key in KEY.finditer(match[1]):
            yield key[2] or key[3], match.start(1) + key.start()


def _note(number: int, text: str) -> tuple[str, str]:
    return f"[^cite-{number}]", f"[^cite-{number}]: {text}"


MARKDOWN = Syntax("Markdown", read, "markdown", _note, lambda title: f"# {title}")
QUARTO = Syntax("Quarto", read_quarto, "markdown", _note, lambda title: f"# {title}")
