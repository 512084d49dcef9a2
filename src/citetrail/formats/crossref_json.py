"""Works as Crossref's API gives them, saved to a file (read only): https://api.crossref.org/swagger-ui."""

from __future__ import annotations

import re
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.csl_items import description_from_item
from citetrail.formats.parts.json import first_text, load_json, mappings_in, texts_in
from citetrail.formats.parts.markup import clean_title, plain
from citetrail.model import Bibliography, Description, Entry, Format, Person, Place, identifier_of

_SNIFF = re.compile(
    rb'"message-type"\s*:|"(?:is-referenced-by-count|reference-count|published-print|content-domain)"\s*:'
)
_TYPES: dict[str, str] = {
    "journal-article": "article-journal", "book": "book", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "reference-entry": "entry", "proceedings-article": "paper-conference", "proceedings": "book",
    "dissertation": "thesis", "report": "report", "posted-content": "article", "dataset": "dataset",
    "standard": "standard", "peer-review": "review", "journal": "periodical", "journal-issue": "periodical",
    "component": "document", "other": "document", "grant": "document", "database": "dataset",
}  # fmt: skip
_DATES = ("published-print", "published", "published-online", "issued", "posted", "created")


def sniff(content: bytes) -> bool:
    """Whether fields that only Crossref has stand in the first bytes."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _SNIFF.search(content[:20000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The works of an answer, a list of works or one work. Raises InputError for other JSON."""
    works = _works(load_json(content, name))
    if not works:
        raise InputError("no Crossref work in this file", file=name, line=1, column=1)
    entries = (Entry(key=None, description=_description(work), place=Place(source=name)) for work in works)
    return Bibliography(entries=tuple(entries))


def _works(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict) and "message" in value:
        value = value["message"]
    if isinstance(value, dict) and "items" in value:
        value = value["items"]
    return [work for work in mappings_in(value) if "DOI" in work or "title" in work]


def _description(work: dict[str, Any]) -> Description:
    item: dict[str, Any] = {"type": _TYPES.get(str(work.get("type")), "document")}
    for name in ("DOI", "ISSN", "ISBN", "page", "volume", "issue", "publisher", "language", "edition", "URL"):
        item[name] = work.get(name) or work.get(f"{name}-number")
    item["URL"] = None if "doi.org/" in str(item["URL"]) else item["URL"]
    item["publisher-place"] = work.get("publisher-location")
    item["keyword"] = texts_in(work.get("subject"))
    item["container-title-short"] = first_text(work.get("short-container-title"))
    item["title-short"] = first_text(work.get("short-title"))
    item["original-title"] = first_text(work.get("original-title"))
    for role in ("author", "editor", "translator", "chair"):
        item[role] = [_name(person) for person in mappings_in(work.get(role))]
    item["issued"] = next((work[name] for name in _DATES if isinstance(work.get(name), dict)), None)
    found = description_from_item(item)
    title, subtitle = first_text(work.get("title")), first_text(work.get("subtitle"))
    whole = f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title
    containers = texts_in(work.get("container-title"))
    abstract = work.get("abstract")
    return found.model_copy(
        update={
            "title": clean_title(whole) if whole else None,
            "container_title": clean_title(containers[0]) if containers else None,
            "collection_title": clean_title(containers[1]) if len(containers) > 1 else None,
            "article_number": first_text(work.get("article-number")),
            "abstract": plain(abstract) if isinstance(abstract, str) else None,
            "authors": _with_orcids(found.authors, mappings_in(work.get("author"))),
        }
    )


def _name(person: dict[str, Any]) -> dict[str, Any]:
    if "name" in person and not person.get("family"):
        return {"literal": person["name"]}
    return {name: person.get(name) for name in ("family", "given", "suffix")}


def _with_orcids(authors: tuple[Person, ...], people: list[dict[str, Any]]) -> tuple[Person, ...]:
    if len(authors) != len(people):
        return authors
    orcids = (identifier_of("orcid", str(person.get("ORCID", "")).replace("http:", "https:")) for person in people)
    return tuple(
        author.model_copy(update={"orcid": orcid.value}) if orcid else author
        for author, orcid in zip(authors, orcids, strict=True)
    )


FORMAT = Format("crossref-json", (".json",), sniff, read)
