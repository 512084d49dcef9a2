"""Plain text: paragraphs, items and headings by empty lines, bullets and shape; the plain text is the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from citetrail.documents.parts.bylines import is_name, people_in_byline
from citetrail.documents.parts.dates import dates_in
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, placed_in
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.entries import share_of_loose_entries
from citetrail.documents.parts.letters import letter_of
from citetrail.documents.parts.vocabulary import (
    is_boilerplate,
    is_comments_heading,
    is_label_of_release,
    is_notes_heading,
    is_reference_heading,
)
from citetrail.documents.parts.zoning import is_comment_line, zone_by_words
from citetrail.model.descriptions import Description
from citetrail.model.documents import BlockKind, Document, Reader, Zone
from citetrail.model.folding import squeeze

_BULLET = re.compile(r"\s*(?:[•·▪‣◦●○∙]\s*|[*+–—-]\s+|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s*)(?=\S)")
_MARK = re.compile(r"\s*[•·▪‣◦●○∙*+–—-]\s+")  # a bullet is no part of the item, a number is
_DIRECTIVE = re.compile(r"^\s*\.\.\s+(?:rubric|topic|seealso|admonition)::\s+(?=\S)")  # a heading in reStructuredText
_CITED = re.compile(r"^\s*\.\.\s+(?=\[[^\]\n]{1,40}\]\s+\S)")  # `.. [B2001] Breiman, …` in reStructuredText
_CONTACT = re.compile(
    r"\s*(?:(?:press|media)\s+)?(?:contacts?|kontakt|tel(?:ephone)?|phone|fax|e-?mail)\s*:", re.IGNORECASE
)
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
_FIRST_LINES = 3  # under a title
_RUBRIC_WORDS = 2  # a line with so few may be a rubric or a menu
_UNWRAPPED = 160  # characters: lines longer than this mean that a line is a whole paragraph
_SENTENCE_END = (".", ",", ";", ":", "!", "…", "”", '"')


def read(data: bytes, name: str) -> Document:
    """The document; offsets count characters of the decoded file with `\\n` at its line ends."""
    decoded = text_from_bytes(data, name)
    lines = _lines_of(decoded.text)
    drafts = _drafts(lines)
    _mark_headings(drafts)
    zone_by_words(drafts)
    described = describe(drafts, letter_of(decoded.text) or Description(title=_title_over_rubrics(drafts)))
    _, blocks, links = placed_in(decoded.text, drafts)
    return Document(
        name=name,
        media_type="text",
        text=decoded.text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        line_starts=tuple(start for start, _ in lines),
        warnings=decoded.warnings,
    )


def _title_over_rubrics(drafts: list[Draft]) -> str | None:
    """In a text copied from a page: the first heading of a few words or more, where shorter lines stand over it."""
    heads = list(takewhile(lambda draft: len(draft.text) <= _UNWRAPPED, drafts))
    headings = [draft for draft in heads if draft.kind == "heading" and not is_boilerplate(draft.text)]
    if len(headings) < 2 or not _is_rubric(headings[0].text):
        return None
    long = [draft for draft in headings[1:] if len(draft.text.split()) > 2 * _RUBRIC_WORDS]
    return squeeze(long[0].text) if long else None


def _is_over_title(line: str) -> bool:
    return _is_rubric(line) or is_label_of_release(line)


def _is_rubric(line: str) -> bool:
    return len(line.split()) <= _RUBRIC_WORDS and not is_name(line.strip())


def _lines_of(text: str) -> list[tuple[int, str]]:
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _drafts(lines: list[tuple[int, str]]) -> list[Draft]:
    total = sum(len(line) for _, line in lines)
    in_long_lines = sum(len(line) for _, line in lines if len(line) > _UNWRAPPED)
    line_is_paragraph = in_long_lines > 0.5 * total
    drafts = []
    for first, chunk in _with_title_apart(_chunks(lines)):
        for group_first, group in _groups(first, chunk, line_is_paragraph=line_is_paragraph):
            if draft := _draft(group_first, group):
                drafts.append(draft)
    return drafts


def _chunks(lines: list[tuple[int, str]]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Runs of lines that are not empty, with the number of their first line."""
    chunk: list[tuple[int, str]] = []
    for number, entry in enumerate(lines):
        if entry[1].strip():
            chunk.append(entry)
        elif chunk:
            yield number - len(chunk), chunk
            chunk = []
    if chunk:
        yield len(lines) - len(chunk), chunk


def _with_title_apart(
    chunks: Iterator[tuple[int, list[tuple[int, str]]]],
) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """The title alone, where a byline or date follows it without an empty line."""
    for place, (first, chunk) in enumerate(chunks):
        texts = [line for _, line in chunk]
        if place == 0 and len(chunk) > 1 and _is_title_over_byline(texts):
            yield first, chunk[:1]
            yield first + 1, chunk[1:]
        elif (
            place == 0
            and len(chunk) > 1
            and (_is_rubric(texts[0]) or is_label_of_release(texts[0]))
            and all(map(_is_heading_line, texts))
        ):
            yield from ((first + number, [entry]) for number, entry in enumerate(chunk))  # `Health` over a title
        else:
            yield first, chunk


def _is_title_over_byline(lines: list[str]) -> bool:
    if not _is_heading_line(lines[0].strip()) or any(len(line) > 110 for line in lines):
        return False
    second = lines[1].strip()
    return bool(people_in_byline(second) or (len(second) < 90 and dates_in(second)) or _is_name_line(lines))


def _is_name_line(lines: list[str]) -> bool:
    """A name alone under a title, and nothing else in the chunk."""
    return len(lines) == 2 and len(lines[1]) < 50 and is_name(lines[1].strip()) and len(lines[0].split()) > 2


def _groups(
    first: int, chunk: list[tuple[int, str]], *, line_is_paragraph: bool
) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """A chunk cut before bullets, after underlined headings, and at every line where lines are paragraphs."""
    group: list[tuple[int, str]] = []
    begin = first
    for number, entry in enumerate(chunk, first):
        is_cut = line_is_paragraph or _BULLET.match(entry[1]) or _CITED.match(entry[1]) or is_comment_line(entry[1])
        is_cut = is_cut or _is_part_heading(entry[1], group[-1][1] if group else None)
        is_cut = is_cut or (len(group) == 1 and _is_part_heading(group[0][1], None))
        is_cut = is_cut or (bool(group) and (_UNDERLINE.match(group[-1][1]) or is_comment_line(group[-1][1])))
        if group and is_cut and not _UNDERLINE.match(entry[1]):
            yield begin, group
            group, begin = [], number
        group.append(entry)
    yield begin, group


def _is_part_heading(line: str, before: str | None) -> bool:
    """`References` or `3 Comments` on a line of its own, though no empty line sets it apart."""
    if len(line) > 50 or not line.strip()[:1].isupper() or line.rstrip().endswith("."):
        return False
    if before is not None and not before.rstrip().endswith((".", "!", "?", ":", ")", "”", '"')):
        return False
    return is_reference_heading(line) or is_notes_heading(line) or is_comments_heading(line)


def _draft(first: int, group: list[tuple[int, str]]) -> Draft | None:
    kind: BlockKind = "paragraph"
    if len(group) > 1 and _UNDERLINE.match(group[-1][1]):
        group, kind = group[:-1], "heading"
    if not group or (len(group) == 1 and _UNDERLINE.match(group[0][1])):
        return None
    text = "\n".join(line for _, line in group).rstrip()
    directive = _DIRECTIVE.match(text)
    if directive and len(group) == 1:
        return Draft(
            text[directive.end() :], kind="heading", level=2, line=first + 1, start=group[0][0] + directive.end()
        )
    if cited := _CITED.match(text):
        is_entry = share_of_loose_entries([" ".join(text.split())]) == 1.0
        zone: Zone = "references" if is_entry else "notes"
        return Draft(text[cited.end() :], kind="footnote", zone=zone, line=first + 1, start=group[0][0] + cited.end())
    if kind == "paragraph" and _BULLET.match(text):
        kind = "item"
    mark = _MARK.match(text)
    skipped = mark.end() if mark and kind == "item" else len(text) - len(text.lstrip())
    start = group[0][0] + skipped
    level = 1 if kind == "heading" else None
    return Draft(text[skipped:], kind=kind, level=level, line=first + 1, start=start)


def _mark_headings(drafts: list[Draft]) -> None:
    """Short lines that stand alone and do not end like a sentence are headings; the first one is the title."""
    for place, draft in enumerate(drafts):
        if draft.kind == "paragraph" and place + 1 < len(drafts) and _is_heading_line(draft.text):
            if is_label_of_release(draft.text) or (0 < place <= _FIRST_LINES and dates_in(draft.text)):
                continue  # `Monday, June 27th, 2016 by Dana Whitfield`
            draft.kind = "heading"
            draft.level = 1 if place == 0 else 2


def _is_heading_line(text: str) -> bool:
    if len(text) > 110 or "\n" in text or len(text.split()) > 16 or is_comment_line(text) or people_in_byline(text):
        return False
    if "@" in text or _CONTACT.match(text):
        return False
    bare = text.strip(" *_#=")
    if not bare or _ends_sentence(bare):
        return False
    first = next((letter for letter in bare if letter.isalnum()), "")
    return bool(first) and (first.isupper() or first.isdigit() or not first.isascii()) and any(map(str.isalpha, bare))


def _ends_sentence(text: str) -> bool:
    """A full stop or comma at the end, inside quotation marks, too; a quoted term at the end of a title is none."""
    bare = text.rstrip('”"')
    ends = (".", ",", ";", "!") if bare != text else _SENTENCE_END
    return bare.endswith(ends) and not bare.endswith((":", "…"))


READER = Reader("text", (".txt", ".text"), lambda _data, _name: True, read)  # what nobody else wants
