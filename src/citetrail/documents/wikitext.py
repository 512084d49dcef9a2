"""MediaWiki text, turned into Markdown line by line; notes between `<ref>` tags stand at its end."""

from __future__ import annotations

import re

from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, placed
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.marked import drafts_from_markdown
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Reader
from citetrail.model.folding import squeeze

_HEADING = re.compile(r"^(={1,6})\s*(.+?)\s*\1\s*$")
_REF = re.compile(r"<ref(?:\s[^<>]*?)?(?:/>|>(.*?)</ref>)", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_PAGE_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_FILE_LINK = re.compile(
    r"\[\[(?:File|Image|Datei|Category|Kategorie):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]", re.IGNORECASE
)
_WEB_LINK = re.compile(r"\[(https?://[^\s\[\]]+)(?:\s+([^\[\]]*))?\]")
_EMPHASIS = re.compile(r"'{2,5}")
_LIST = re.compile(r"^([*#:;]+)\s*")
_TABLE = re.compile(r"^\s*(?:\{\||\|\}|\|-|[|!])")
_DEPTH = 12  # of templates inside templates
# Parameters of citation templates in the order in which people print them.
_CITED = (
    "year", "date", "title", "chapter", "work", "journal", "newspaper", "website", "publisher", "location", "volume",
    "issue", "pages", "page", "doi", "pmid", "pmc", "arxiv", "isbn", "url",
)  # fmt: skip
_LABELS = {"doi": "doi:", "pmid": "PMID ", "pmc": "PMC", "arxiv": "arXiv:", "isbn": "ISBN "}


def read(data: bytes, name: str) -> Document:
    """The document without markup; each note is one block of the references if it reads like one, else of the notes."""
    decoded = text_from_bytes(data, name)
    source = _COMMENT.sub(lambda hit: "\n" * hit.group().count("\n"), decoded.text)
    notes = [_plain(hit[1]) for hit in _REF.finditer(source) if hit[1]]
    body = _REF.sub(lambda hit: "\n" * hit.group().count("\n"), source)
    drafts = drafts_from_markdown("\n".join(map(_as_markdown, _without_templates(body).split("\n"))), 0)
    zone_by_words(drafts)
    drafts += [Draft(note, kind="footnote", zone="notes") for note in notes if note]
    described = describe(drafts, Description(title=_title(source)))
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


def _title(source: str) -> str | None:
    """What the text speaks of in bold letters at its beginning; None if a first-level heading names it."""
    if re.search(r"^=[^=].*[^=]=\s*$", source, re.MULTILINE):
        return None
    found = re.search(r"^(?:[^\n=]{0,80}?)'''(?P<title>[^'\n]{2,120})'''", _without_templates(source).lstrip())
    return squeeze(_plain(found["title"])) or None if found else None


def _as_markdown(line: str) -> str:
    if found := _HEADING.match(line):
        return f"{'#' * len(found[1])} {_inline(found[2])}"
    if _TABLE.match(line):
        return ""
    if found := _LIST.match(line):
        return f"- {_inline(line[found.end() :])}"
    return _inline(line)


def _inline(text: str) -> str:
    text = _PAGE_LINK.sub(r"\1", _FILE_LINK.sub("", _EMPHASIS.sub("", text)))
    return _WEB_LINK.sub(lambda hit: f"[{hit[2] or hit[1]}]({hit[1]})", text)


def _plain(note: str) -> str:
    words = _inline(_without_templates(note))
    return squeeze(re.sub(r"\[([^\[\]]*)\]\(([^()]*)\)", r"\1 \2", words))


def _without_templates(text: str) -> str:
    """Citation templates as printed citations, all others gone, from the inside out."""
    for _ in range(_DEPTH):
        text, count = _TEMPLATE.subn(lambda hit: _from_template(hit[1]), text)
        if not count:
            break
    return text


def _from_template(inside: str) -> str:
    name, _, rest = inside.partition("|")
    breaks = "\n" * inside.count("\n")
    if not name.strip().lower().startswith(("cite", "citation", "literatur")):
        return breaks
    fields = {
        key.strip().lower(): value.strip()
        for part in rest.split("|")
        if "=" in part
        for key, _, value in (part.partition("="),)
    }
    printed = [
        _authors(fields),
        *(f"{_LABELS.get(key, '')}{squeeze(fields[key])}" for key in _CITED if fields.get(key)),
    ]
    return ". ".join(part.removesuffix(".") for part in printed if part) + breaks


def _authors(fields: dict[str, str]) -> str:
    """`Pym, E.; Dune, R.` from numbered names."""
    names = []
    for number in ("", *"123456789"):
        family = (
            fields.get(f"last{number}")
            or fields.get(f"author{number}")
            or (fields.get("vauthors") if not number else None)
        )
        given = fields.get(f"first{number}")
        if family:
            names.append(squeeze(f"{family}, {given}" if given else family))
    return "; ".join(names)


def _is_wikitext(data: bytes, name: str) -> bool:
    return name.lower().endswith(READER.endings) or bool(
        re.search(rb"^==[^=\n]+==\s*$[\s\S]*(?:\[\[|<ref|\{\{)", data[:20000], re.MULTILINE)
    )


READER = Reader("wikitext", (".wiki", ".mediawiki", ".wikitext"), _is_wikitext, read)
