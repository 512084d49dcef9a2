"""JATS and its relatives: journal articles in XML (https://jats.nlm.nih.gov/archiving/), references as structured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citetrail.documents.parts.archives import xml_from_bytes
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, Words, placed
from citetrail.errors import InputError
from citetrail.model.dates import DateRange, date_range_from_parts
from citetrail.model.descriptions import Description
from citetrail.model.documents import BlockKind, Document, Reader, Zone
from citetrail.model.folding import squeeze
from citetrail.model.identifiers import Identifier, doi_from_text, identifier_of
from citetrail.model.pages import PageRange, Pages
from citetrail.model.persons import Person, group

if TYPE_CHECKING:
    from lxml.etree import _Element

_HREF = "{http://www.w3.org/1999/xlink}href"
_BLOCKS = frozenset(
    (
        "p",
        "title",
        "label",
        "list",
        "list-item",
        "sec",
        "disp-quote",
        "fig",
        "table-wrap",
        "caption",
        "boxed-text",
        "disp-formula",
        "table",
        "tr",
        "fn",
        "supplementary-material",
    )
)
_KINDS: dict[str, BlockKind] = {
    "disp-quote": "quote",
    "caption": "caption",
    "list-item": "item",
    "tr": "table",
    "fn": "footnote",
}
_SKIPPED = frozenset(
    ("tex-math", "math", "alternatives", "graphic", "media", "object-id", "{http://www.w3.org/1998/Math/MathML}math")
)
_JOINED = frozenset(
    (
        "article-title",
        "chapter-title",
        "source",
        "year",
        "volume",
        "issue",
        "fpage",
        "lpage",
        "name",
        "person-group",
        "publisher-name",
        "publisher-loc",
        "pub-id",
        "comment",
        "collab",
        "edition",
        "etal",
        "surname",
        "given-names",
        "string-name",
        "ext-link",
        "month",
        "day",
    )
)


def read(data: bytes, name: str) -> Document:
    """The document; each entry of the reference list is one block, links to it are kept as `#id`."""
    root = xml_from_bytes(data, name)
    article = root if _tag(root) == "article" else next(root.iter("{*}article", "article"), None)
    if article is None:
        raise InputError("there is no article in this XML", file=name, hint="give JATS, HTML or text")
    drafts = [draft for part in article for draft in _part(part)]
    described = describe(drafts, _description(article))
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
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _part(part: _Element) -> Iterator[Draft]:
    tag = _tag(part)
    if tag == "front":
        title = next(part.iter("{*}article-title", "article-title"), None)
        if title is not None:
            yield _draft(title, "heading", "head", 1)
        for abstract in part.iter("{*}abstract", "abstract"):
            yield from _below(abstract, "body", 1)
    elif tag == "body":
        yield from _below(part, "body", 1)
    elif tag == "back":
        for child in part:
            yield from _references(child) if _tag(child) == "ref-list" else _below(child, _back_zone(child), 1)


def _back_zone(child: _Element) -> Zone:
    return "notes" if _tag(child) in ("fn-group", "notes") else "body"


def _references(ref_list: _Element) -> Iterator[Draft]:
    title = ref_list.find("{*}title")
    if title is not None:
        yield _draft(title, "heading", "references", 1)
    for ref in ref_list.iter("{*}ref"):
        words = Words()
        _write_reference(ref, words)
        text, links = words.trimmed()
        if text:
            identity = ref.get("id")
            yield Draft(
                text,
                kind="item",
                zone="references",
                line=ref.sourceline,
                path=f"ref#{identity}" if identity else "ref",
                links=links,
            )


def _write_reference(node: _Element, words: Words) -> None:
    """The words of an entry; parts that nothing separates get a blank between them."""
    for child in node:
        tag = _tag(child)
        if not tag or tag in _SKIPPED:
            continue
        start = words.size
        if tag in _JOINED:
            words.add(" ")
        words.add(_folded(child.text))
        _write_reference(child, words)
        if tag == "label":
            words.add(" ")
        if (target := child.get(_HREF)) and target.startswith("http"):
            words.link(start, target)
        elif tag == "pub-id" and child.get("pub-id-type") == "doi" and child.text:
            words.link(start, f"https://doi.org/{child.text.strip()}")
        words.add(_folded(child.tail))


def _folded(text: str | None) -> str:
    if not text:
        return ""
    bare = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{bare}{' ' if bare and text[-1].isspace() else ''}"


def _below(node: _Element, zone: Zone, depth: int) -> Iterator[Draft]:
    """The blocks below a section, in order."""
    for child in node:
        tag = _tag(child)
        if tag == "title":
            yield _draft(child, "heading", zone, depth)
        elif tag == "p":
            yield _draft(child, _kind_around(child), zone, None)
        elif tag == "ref-list":
            yield from _references(child)
        elif tag == "tr":
            yield _draft(child, "table", zone, None)
        elif tag and tag not in _SKIPPED:
            yield from _below(child, zone, depth + (tag == "sec"))


def _kind_around(node: _Element) -> BlockKind:
    for outer in node.iterancestors():
        if kind := _KINDS.get(_tag(outer)):
            return kind
    return "paragraph"


def _draft(node: _Element, kind: BlockKind, zone: Zone, level: int | None) -> Draft:
    words = Words()
    words.add(_folded(node.text))
    _write(node, words)
    text, links = words.trimmed()
    return Draft(text, kind=kind, zone=zone, level=level, line=node.sourceline, links=links)


def _write(node: _Element, words: Words) -> None:
    for child in node:
        tag = _tag(child)
        start = words.size
        if tag and tag not in _SKIPPED:
            if tag in _BLOCKS or tag in ("td", "th"):
                words.add(" ")
            words.add(_folded(child.text))
            _write(child, words)
            _link(child, tag, start, words)
        words.add(_folded(child.tail))


def _link(child: _Element, tag: str, start: int, words: Words) -> None:
    if tag == "xref" and (target := child.get("rid")):
        for one in target.split():
            words.link(start, f"#{one}")
    elif tag in ("ext-link", "uri") and (address := child.get(_HREF)):
        words.link(start, address)


def _description(article: _Element) -> Description:
    meta = next(article.iter("{*}article-meta", "article-meta"), None)
    if meta is None:
        return Description()
    return Description(
        type="article-journal",
        title=_words_of(next(meta.iter("{*}article-title"), None)),
        authors=tuple(_people(meta)),
        issued=_issued(meta),
        identifiers=tuple(_identifiers(meta)),
        container_title=_words_of(next(article.iter("{*}journal-title"), None)),
        volume=_words_of(meta.find("{*}volume")),
        issue=_words_of(meta.find("{*}issue")),
        pages=_pages(meta),
        article_number=_words_of(meta.find("{*}elocation-id")),
        publisher=_words_of(next(article.iter("{*}publisher-name"), None)),
    )


def _words_of(node: _Element | None) -> str | None:
    return (squeeze("".join(str(text) for text in node.itertext())) or None) if node is not None else None


def _people(meta: _Element) -> Iterator[Person]:
    for contributor in meta.iter("{*}contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        family = _words_of(next(contributor.iter("{*}surname"), None))
        if family:
            yield Person(family=family, given=_words_of(next(contributor.iter("{*}given-names"), None)))
        elif name := _words_of(next(contributor.iter("{*}collab"), None)):
            yield group(name)


def _issued(meta: _Element) -> DateRange | None:
    """The electronic date before the printed one; the fullest of them."""
    dates = list(meta.iter("{*}pub-date"))
    dates.sort(
        key=lambda node: (
            (node.get("pub-type") or node.get("publication-format") or "") not in ("epub", "electronic", "epub-ppub")
        )
    )
    for node in dates:
        parts = [_words_of(node.find(f"{{*}}{part}")) for part in ("year", "month", "day")]
        if found := date_range_from_parts([[*parts]]):
            return found
    return None


def _identifiers(meta: _Element) -> Iterator[Identifier]:
    for node in meta.iterfind("{*}article-id"):
        text = _words_of(node) or ""
        kind = node.get("pub-id-type")
        found = doi_from_text(text) if kind == "doi" else identifier_of("pmid", text) if kind == "pmid" else None
        if found:
            yield found


def _pages(meta: _Element) -> Pages | None:
    first = _words_of(meta.find("{*}fpage"))
    return Pages(ranges=(PageRange(first=first, last=_words_of(meta.find("{*}lpage"))),)) if first else None


def _is_jats(data: bytes, _name: str) -> bool:
    start = data[:6000]
    return (
        bool(re.search(rb"<(?:\w+:)?article[\s>]", start))
        and (b"JATS" in start or b"NLM//DTD" in start or b"<front" in data[:20000])
        and not re.search(rb"<html[\s>]", start, re.IGNORECASE)
    )


READER = Reader("jats", (".xml", ".nxml", ".jats"), _is_jats, read)
