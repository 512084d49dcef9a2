"""Word documents: paragraphs, headings, notes and links, straight from the XML of the archive (ECMA-376)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citetrail.documents.parts.archives import Archive
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, DraftLink, Words, placed
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.errors import InputError
from citetrail.model.descriptions import Description
from citetrail.model.documents import BlockKind, Document, Reader
from citetrail.model.folding import squeeze
from citetrail.model.persons import person_from_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"^(?:heading|berschrift|überschrift|titre|título)\s*(\d)?", re.IGNORECASE)
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_SKIPPED = frozenset(("del", "moveFrom", "fallback", "instrText", "delText", "pPr", "rPr", "txbxContent"))
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")


def read(data: bytes, name: str) -> Document:
    """The document, with its notes behind it in a zone of their own."""
    archive = Archive(data, name)
    body = archive.xml("word/document.xml")
    if body is None:
        raise InputError("this zip archive is no Word document", file=name, hint="save it as .docx")
    drafts = list(_drafts(body, _targets(archive, "document"), "body"))
    for part in _NOTE_PARTS:
        notes = archive.xml(part)
        if notes is not None:
            drafts.extend(_drafts(notes, _targets(archive, part[5:-4]), "notes"))
    zone_by_words(drafts)
    described = describe(drafts, _core(archive))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="docx",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
    )


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: _Element | None, name: str = "val") -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _targets(archive: Archive, part: str) -> dict[str, str]:
    """Addresses of hyperlinks by relation id."""
    relations = archive.xml(f"word/_rels/{part}.xml.rels")
    if relations is None:
        return {}
    return {
        str(relation.get("Id")): str(relation.get("Target")) for relation in relations if relation.get("TargetMode")
    }


def _core(archive: Archive) -> Description:
    """Title and author of the file's properties; dates there are those of the file and not of the text."""
    core = archive.xml("docProps/core.xml")
    if core is None:
        return Description()
    values = {_tag(child): squeeze(child.text or "") for child in core}
    people = [person_from_text(name) for name in re.split(r"[;,]", values.get("creator", "")) if " " in name.strip()]
    return Description(title=values.get("title") or None, authors=tuple(person for person in people if person))


def _drafts(root: _Element, targets: dict[str, str], zone: str) -> Iterator[Draft]:
    for number, paragraph in enumerate(root.iter("{*}p"), 1):
        text, links = _words(paragraph, targets)
        if not text.strip():
            continue
        style = _value(next(paragraph.iter("{*}pStyle"), None)) or ""
        kind, level = _kind(paragraph, style, zone)
        draft = Draft(text, kind=kind, level=level, line=number, path=style or None, links=links)
        if zone == "notes":
            draft.zone = "notes"
        elif style.lower().startswith(("bibliograph", "literaturverz", "references", "csl-")):
            draft.zone = "references"
        yield draft


def _kind(paragraph: _Element, style: str, zone: str) -> tuple[BlockKind, int | None]:
    if zone == "notes":
        return "footnote", None
    if style.lower() in ("title", "titel", "titre", "título"):
        return "heading", 1
    if found := _HEADING.match(style):
        return "heading", int(found.group(1) or 1)
    if next(paragraph.iter("{*}numPr"), None) is not None:
        return "item", None
    return ("quote", None) if "quote" in style.lower() else ("paragraph", None)


def _words(paragraph: _Element, targets: dict[str, str]) -> tuple[str, list[DraftLink]]:
    """The words of a paragraph without what was deleted, and its links, given as elements or as fields."""
    words = Words()
    field: tuple[str, int] | None = None
    ends: list[tuple[_Element, int, str]] = []
    for node in _visible(paragraph):
        tag = _tag(node)
        while ends and ends[-1][0] not in node.iterancestors():
            _, start, target = ends.pop()
            words.link(start, target)
        if tag == "hyperlink" and (target := targets.get(_value(node, "id") or "", "")):
            ends.append((node, words.size, target))
        elif tag == "instrText" and (found := _HYPERLINK.search(node.text or "")):
            field = (found.group(1), words.size)
        elif tag == "fldChar" and _value(node, "fldCharType") == "end" and field:
            words.link(field[1], field[0])
            field = None
        words.add((node.text or "") if tag == "t" else _BREAKS.get(tag, ""))
    while ends:
        _, start, target = ends.pop()
        words.link(start, target)
    return words.trimmed()


def _visible(paragraph: _Element) -> Iterator[_Element]:
    """The nodes of a paragraph in order, without deleted text and without paragraphs of text boxes inside it."""
    for child in paragraph:
        if not isinstance(child.tag, str):
            continue
        tag = _tag(child)
        if tag == "instrText":
            yield child
        elif tag not in _SKIPPED:
            yield child
            yield from _visible(child)


def _is_docx(data: bytes, name: str) -> bool:
    return data.startswith(b"PK\x03\x04") and (name.lower().endswith(READER.endings) or b"word/document.xml" in data)


READER = Reader("docx", (".docx", ".docm"), _is_docx, read)
