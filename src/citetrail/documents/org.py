"""Org mode, turned into Markdown line by line, so that every line keeps its number (https://orgmode.org/manual/)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citetrail.documents.parts.dates import iso_day
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import placed
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.marked import drafts_from_markdown
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.model.dates import date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Reader
from citetrail.model.persons import person_from_text

_KEYWORD = re.compile(r"^#\+(title|author|date):\s*(.*(?:\n(?![#*\n]).+)*)", re.IGNORECASE | re.MULTILINE)
_HEADING = re.compile(r"^(\*{1,6})\s+(.*)$")
_NOTE = re.compile(r"^\[fn:([^\]\s]+)\]\s*")
_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]*)\])?\]")
_NOTE_MARK = re.compile(r"\[fn:[^\]]*\]")
_EMPHASIS = re.compile(r"(?<![\w/])([/*_~=+])(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w/])")
_CODE_FENCES = ("#+begin_src", "#+begin_example", "#+end_src", "#+end_example")
_TARGET = re.compile(r"<<[^<>]*>>")


def read(data: bytes, name: str) -> Document:
    """The document without markup; a line break stands where the file has one."""
    decoded = text_from_bytes(data, name)
    keywords = {hit[1].lower(): " ".join(hit[2].split()) for hit in _KEYWORD.finditer(decoded.text)}
    body = _KEYWORD.sub(lambda hit: "\n" * hit.group().count("\n"), decoded.text)
    drafts = drafts_from_markdown("\n".join(_as_markdown(body.split("\n"))), 0)
    zone_by_words(drafts)
    described = describe(drafts, _description(keywords))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="other",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        warnings=decoded.warnings,
    )


def _description(keywords: dict[str, str]) -> Description:
    names = re.split(r";|\s+and\s+", re.split(r"\*|\[fn:|\[\[", keywords.get("author", ""))[0])
    day = keywords.get("date", "")
    return Description(
        title=keywords.get("title") or None,
        authors=tuple(person for name in names if (person := person_from_text(name))),
        issued=date_range_from_edtf(iso_day(day) or day),
    )


def _as_markdown(lines: list[str]) -> Iterator[str]:
    """Each line as Markdown; what stands between `#+begin_src` and its end stays as it is."""
    is_code = False
    for line in lines:
        bare = line.strip().lower()
        if bare.startswith(_CODE_FENCES):
            is_code = bare.startswith("#+begin")
            yield "```"
        else:
            yield line if is_code else _line_as_markdown(line, bare)


def _line_as_markdown(line: str, bare: str) -> str:
    if found := _HEADING.match(line):
        return f"{'#' * len(found[1])} {_inline(found[2])}"
    if bare.startswith(("#+", "# ", ":properties:", ":custom_id:", ":id:", ":end:")):
        return ""
    if note := _NOTE.match(line):
        return f"[^{note[1]}]: {_inline(line[note.end() :])}"
    return _inline(line)


def _inline(text: str) -> str:
    text = _EMPHASIS.sub(r"\2", text)
    text = _LINK.sub(lambda hit: f"[{hit[2] or hit[1]}]({hit[1].removeprefix('file:')})", text)
    return _TARGET.sub("", _NOTE_MARK.sub("", text))


def _is_org(data: bytes, name: str) -> bool:
    return name.lower().endswith(READER.endings) or bool(
        re.match(rb"\s*#\+(?:title|author):", data[:200], re.IGNORECASE)
    )


READER = Reader("org", (".org",), _is_org, read)
