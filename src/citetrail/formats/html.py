"""A web page of works with metadata that other programs pick up (write only): COinS and schema.org JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from citetrail.formats.parts.csl_items import page_text
from citetrail.formats.parts.losses import losses_of, losses_of_entry
from citetrail.model import Description, Entry, Format, Loss, Person, Written, plain_from_markup

_KINDS: dict[str, str] = {
    "article-journal": "ScholarlyArticle", "article-magazine": "Article", "article-newspaper": "NewsArticle",
    "article": "ScholarlyArticle", "paper-conference": "ScholarlyArticle", "book": "Book", "chapter": "Chapter",
    "thesis": "Thesis", "report": "Report", "webpage": "WebPage", "post-weblog": "BlogPosting", "dataset": "Dataset",
    "software": "SoftwareSourceCode", "map": "Map", "motion_picture": "Movie", "review": "Review",
    "legislation": "Legislation", "graphic": "VisualArtwork",
}  # fmt: skip
_BOOKS = {"book": "book", "chapter": "bookitem", "report": "report", "paper-conference": "proceeding"}
_KEPT_TAG = re.compile(r"&lt;(/?(?:i|b|sub|sup))&gt;")
_TOLD = frozenset(
    "type authors editors title container_title container_title_short collection_title issued volume issue pages "
    "page_text article_number publisher publisher_place institution identifiers url abstract keywords language edition "
    "number_of_pages version".split()
)


def write(entries: Sequence[Entry]) -> Written:
    """A whole page: each work as people read it, its COinS span, and one JSON-LD block for all."""
    losses: list[Loss] = []
    items = "".join(_item(entry) for entry in entries)
    graph = [_json_ld(entry.description) for entry in entries]
    for entry in entries:
        losses.extend(losses_of(entry, _TOLD))
        losses.extend(losses_of_entry(entry))
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False).replace("</", "<\\/")
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Bibliography</title>\n'
        f'<script type="application/ld+json">{data}</script>\n</head>\n<body>\n<ol>\n{items}</ol>\n</body>\n</html>\n'
    )
    return Written(text=page, losses=tuple(losses))


def _item(entry: Entry) -> str:
    key = f' id="{html.escape(entry.key, quote=True)}"' if entry.key else ""
    span = f'<span class="Z3988" title="{html.escape(_coins(entry.description), quote=True)}"></span>'
    return f"<li{key}>{_shown(entry.description)}{span}</li>\n"


def _shown(description: Description) -> str:
    """One line for people: authors, year, title, container, numbers, link."""
    people = ", ".join(str(person) for person in description.authors or description.editors)
    if description.has_more_authors:
        people += " et al."
    parts = [html.escape(people)] if people else []
    if description.issued:
        parts.append(f"({html.escape(str(description.issued))})")
    if description.title:
        parts.append(_with_tags(description.title) + ".")
    if description.container_title:
        numbers = "".join(
            [
                f" {description.volume}" if description.volume else "",
                f"({description.issue})" if description.issue else "",
            ]
        )
        pages = f": {description.pages}" if description.pages else ""
        parts.append(f"<i>{_with_tags(description.container_title)}</i>{html.escape(numbers + pages)}.")
    if description.publisher:
        parts.append(html.escape(description.publisher) + ".")
    link = f"https://doi.org/{description.doi}" if description.doi else description.url
    if link and link.lower().startswith(("http://", "https://")):
        address = html.escape(link, quote=True)
        parts.append(f'<a href="{address}">{address}</a>')
    return " ".join(parts)


def _with_tags(title: str) -> str:
    """Escaped, with the inline tags that are balanced left as tags."""
    escaped = html.escape(title, quote=False)
    for tag in ("i", "b", "sub", "sup"):
        if escaped.count(f"&lt;{tag}&gt;") != escaped.count(f"&lt;/{tag}&gt;"):
            return escaped
    return _KEPT_TAG.sub(r"<\1>", escaped)


def _coins(description: Description) -> str:
    """An OpenURL context object in key/value form (ANSI/NISO Z39.88-2004)."""
    kind = description.type or "document"
    is_book = kind in _BOOKS
    title = plain_from_markup(description.title or "")
    container = plain_from_markup(description.container_title or "")
    values: list[tuple[str, str | None]] = [
        ("ctx_ver", "Z39.88-2004"),
        (
            "rft_val_fmt",
            f"info:ofi/fmt:kev:mtx:{'book' if is_book else 'dissertation' if kind == 'thesis' else 'journal'}",
        ),
        ("rft.genre", _BOOKS.get(kind) or ("article" if kind.startswith("article") else "unknown")),
        ("rft.btitle" if kind == "book" else "rft.title" if kind == "thesis" else "rft.atitle", title),
        ("rft.btitle" if is_book and kind != "book" else "rft.jtitle", container),
        ("rft.volume", description.volume),
        ("rft.issue", description.issue),
        ("rft.pages", page_text(description.pages) if description.pages else description.page_text),
        ("rft.pub", description.publisher),
        ("rft.place", description.publisher_place),
        ("rft.date", str(description.issued) if description.issued and description.issued.year else None),
    ]
    values += _coins_of_people(description.authors)
    for identifier in description.identifiers:
        if identifier.scheme in ("isbn", "issn"):
            values.append((f"rft.{identifier.scheme}", identifier.value))
        elif identifier.scheme in ("doi", "pmid"):
            values.append(("rft_id", f"info:{identifier.scheme}/{identifier.value}"))
    values.append(("rft_id", description.url))
    return urlencode([(name, value) for name, value in values if value])


def _coins_of_people(people: Sequence[Person]) -> list[tuple[str, str | None]]:
    values: list[tuple[str, str | None]] = []
    if people and people[0].family:
        values += [("rft.aulast", people[0].family), ("rft.aufirst", people[0].given)]
    return values + [("rft.au" if person.literal is None else "rft.aucorp", str(person)) for person in people]


def _json_ld(description: Description) -> dict[str, Any]:
    """The work in the words of schema.org."""
    kind = description.type or "document"
    pages = description.pages
    data: dict[str, Any] = {
        "@type": _KINDS.get(kind, "CreativeWork"),
        "name": plain_from_markup(description.title or "") or None,
        "author": [_json_ld_of_person(person) for person in description.authors],
        "editor": [_json_ld_of_person(person) for person in description.editors],
        "datePublished": str(description.issued) if description.issued and description.issued.year else None,
        "isPartOf": _json_ld_of_container(description),
        "pageStart": pages.first if pages else None,
        "pageEnd": pages.last if pages else None,
        "publisher": {"@type": "Organization", "name": description.publisher} if description.publisher else None,
        "sourceOrganization": description.institution,
        "abstract": description.abstract,
        "keywords": ", ".join(description.keywords) or None,
        "inLanguage": description.language,
        "bookEdition": description.edition if kind == "book" else None,
        "version": description.version,
        "url": description.url,
        "identifier": [str(one) for one in description.identifiers],
        "sameAs": f"https://doi.org/{description.doi}" if description.doi else None,
        "isbn": [one.value for one in description.identifiers if one.scheme == "isbn"],
    }
    return {name: value for name, value in data.items() if value}


def _json_ld_of_person(person: Person) -> dict[str, Any]:
    if person.literal is not None:
        return {"@type": "Organization", "name": person.literal}
    data = {
        "@type": "Person",
        "name": str(person),
        "familyName": " ".join(part for part in (person.particle, person.family) if part),
        "givenName": person.given,
        "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else None,
    }
    return {name: value for name, value in data.items() if value}


def _json_ld_of_container(description: Description) -> dict[str, Any] | None:
    if not description.container_title:
        return None
    kind = description.type or ""
    holder: dict[str, Any] = {
        "@type": "Periodical" if kind.startswith("article") else "Book",
        "name": plain_from_markup(description.container_title),
    }
    issns = [one.value for one in description.identifiers if one.scheme == "issn"]
    if issns:
        holder["issn"] = issns
    if description.volume:
        holder = {"@type": "PublicationVolume", "volumeNumber": description.volume, "isPartOf": holder}
    if description.issue:
        holder = {"@type": "PublicationIssue", "issueNumber": description.issue, "isPartOf": holder}
    return holder


def sniff(_content: bytes) -> bool:
    """Never: pages are only written. Reading works out of web pages is tracing, not importing."""
    return False


FORMAT = Format("html-metadata", (".html", ".htm"), sniff, None, write)
