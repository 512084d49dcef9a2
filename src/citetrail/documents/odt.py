"""OpenDocument texts: paragraphs, headings, lists and notes from `content.xml` (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from citetrail.documents.parts.archives import Archive
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, DraftLink, Words, placed
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.errors import InputError
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Reader
from citetrail.model.folding import squeeze
from citetrail.model.persons import person_from_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_XLINK = "{http://www.w3.org/1999/xlink}href"


def read(data: bytes, name: str) -> Document:
    """The document, with its notes behind it in a zone of their own."""
    archive = Archive(data, name)
    content = archive.xml("content.xml")
    if content is None:
        raise InputError("this zip archive is no OpenDocument text", file=name, hint="save it as .odt")
    drafts = [*_drafts(content), *_notes(content)]
    zone_by_words(drafts)
    described = describe(drafts, _meta(archive))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="other",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
    )


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _meta(archive: Archive) -> Description:
    meta = archive.xml("meta.xml")
    if meta is None:
        return Description()
    values = {
        _tag(node): squeeze(node.text or "") for node in meta.iter("{*}title", "{*}creator", "{*}initial-creator")
    }
    person = person_from_text(values.get("initial-creator") or values.get("creator") or "")
    return Description(title=values.get("title") or None, authors=(person,) if person else ())


def _drafts(content: _Element) -> Iterator[Draft]:
    for number, node in enumerate(content.iter("{*}p", "{*}h"), 1):
        around = {_tag(outer) for outer in node.iterancestors()}
        if "note-body" in around or "tracked-changes" in around:
            continue
        text, links = _words(node)
        if not text.strip():
            continue
        style = next((str(value) for key, value in node.attrib.items() if str(key).endswith("style-name")), "")
        draft = Draft(text, line=number, path=style or None, links=links)
        if _tag(node) == "h" or style == "Title":
            draft.kind, draft.level = "heading", _level(node)
        elif "list-item" in around:
            draft.kind = "item"
        if style.lower().startswith("bibliograph"):
            draft.zone = "references"
        yield draft


def _level(node: _Element) -> int:
    level = next((str(value) for key, value in node.attrib.items() if str(key).endswith("outline-level")), "1")
    return int(level) if level.isdigit() else 1


def _notes(content: _Element) -> Iterator[Draft]:
    for note in content.iter("{*}note-body"):
        text = squeeze(" ".join(_words(node)[0] for node in note.iter("{*}p")))
        if text:
            yield Draft(text, kind="footnote", zone="notes")


def _words(node: _Element) -> tuple[str, list[DraftLink]]:
    words = Words()
    _collect(node, words)
    return words.trimmed()


def _collect(node: _Element, words: Words) -> None:
    """Words and links below a node, without notes; white space as the format means it."""
    words.add(_folded(node.text))
    for child in node:
        tag = _tag(child)
        start = words.size
        if tag in ("s", "tab"):
            words.add(" ")
        elif tag == "line-break":
            words.add("\n")
        elif tag not in ("note", "annotation"):
            _collect(child, words)
        if tag == "a" and (target := child.get(_XLINK)):
            words.link(start, str(target))
        words.add(_folded(child.tail))


def _folded(text: str | None) -> str:
    if not text:
        return ""
    bare = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{bare}{' ' if bare and text[-1].isspace() else ''}"


def _is_odt(data: bytes, name: str) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    return name.lower().endswith(READER.endings) or b"application/vnd.oasis.opendocument.text" in data[:200]


READER = Reader("odt", (".odt", ".ott"), _is_odt, read)
