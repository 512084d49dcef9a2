"""What a page says about itself: `citation_*` and other meta tags, JSON-LD, its own COinS, canonical address.

The page's own DOI is taken from these alone, never from a DOI seen in the text (zotero/translators#1823).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs

from citetrail.documents.parts.bylines import people_from_names, people_in_byline
from citetrail.documents.parts.dates import iso_day
from citetrail.model.dates import DateRange, date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold, plain_from_markup, squeeze
from citetrail.model.identifiers import Identifier, doi_from_text, identifier_from_text, identifier_of
from citetrail.model.pages import PageRange, Pages
from citetrail.model.persons import Person, group, person_from_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TYPES = frozenset(
    (
        "article", "newsarticle", "blogposting", "scholarlyarticle", "medicalscholarlyarticle", "medicalwebpage",
        "report",
        "reportagenewsarticle", "techarticle", "opinionnewsarticle", "analysisnewsarticle", "socialmediaposting",
    )
)  # fmt: skip
_TITLES = ("citation_title", "dc.title", "dcterms.title", "eprints.title", "og:title", "twitter:title", "title")
_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate",
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date",
    "sailthru.date", "parsely-pub-date", "article.published", "date",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher")
_ENTRY_TITLE = re.compile(r"\b(?:entry|post|article|story|blog)-?(?:title|headline)\b|\bheadline\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+(?:[|»«·•–—]|::|-)\s+")
_MAX_JSON = 1 << 20


class Meta(NamedTuple):
    """Named values of a page's head, in order, under lower-case names; and its articles in JSON-LD."""

    values: dict[str, list[str]]
    articles: list[dict[str, Any]]

    def first(self, *names: str) -> str | None:
        """The first value that is there, by the order of the names."""
        return next((self.values[name][0] for name in names if name in self.values), None)


def description_of_page(root: _Element) -> Description:
    """Everything the page says about itself outside its text; the text's own lines may complete it."""
    meta = Meta(_meta_values(root), list(_articles(root)))
    coins = _own_coins(root)
    values: dict[str, Any] = {
        "title": _title(root, meta) or (squeeze(coins["atitle"]) if "atitle" in coins else None),
        "authors": _authors(root, meta),
        "issued": _issued(root, meta),
        "identifiers": _identifiers(root, meta),
        "language": _language(root, meta),
        "url": _address(root, meta),
        **_container(meta, coins),
    }
    return Description(**values)


def _meta_values(root: _Element) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = squeeze(element.get("content") or "")
        if name and content:
            values.setdefault(name.strip().lower(), []).append(content)
    return values


def _articles(root: _Element) -> Iterator[dict[str, Any]]:
    """Objects of an article type in JSON-LD, nested graphs included; broken scripts say nothing."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _MAX_JSON:
            continue
        try:
            data = json.loads((script.text or "").strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(data) if _is_article(item))


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth)
    elif isinstance(data, dict):
        yield data
        if depth < 4:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(data.get(key), depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower().rsplit("/", 1)[-1] in _ARTICLE_TYPES for name in names)


def _text(value: Any) -> str | None:
    """The words of a JSON-LD value: a string, the first of a list, or an object's name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id")
    return plain_from_markup(str(value)) or None if isinstance(value, str | int) else None


def _title(root: _Element, meta: Meta) -> str | None:
    own = meta.first("citation_title")
    if own:
        return plain_from_markup(own)
    heading = _heading(root)
    headline = next((text for article in meta.articles if (text := _text(article.get("headline")))), None)
    stated = headline or meta.first(*_TITLES)
    if stated is None:
        return _marked_title(root) or _beside_site(root, heading) or heading or _window_title(root)
    stated = plain_from_markup(stated)
    if heading and fold(heading) != fold(stated) and fold(heading) in fold(stated):
        return heading
    return _without_site(stated, meta) if not heading or fold(heading) != fold(stated) else heading


def _heading(root: _Element) -> str | None:
    """The page's only first-level heading; None where there are several or none."""
    texts = [squeeze("".join(element.itertext())) for element in root.iter("h1")]
    texts = [text for text in texts if text]
    return texts[0] if len(set(texts)) == 1 and len(texts[0]) < 400 else None


def _marked_title(root: _Element) -> str | None:
    """The only heading marked as the title of an entry that the window's title repeats: `Site: Title`."""
    window = next(root.iter("title"), None)
    shown = fold(squeeze("".join(map(str, window.itertext())))) if window is not None else ""
    texts = {
        squeeze("".join(map(str, element.itertext())))
        for element in root.iter("h1", "h2", "h3", "h4")
        if _ENTRY_TITLE.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
    }
    kept = [text for text in texts if len(text) > 3 and fold(text) in shown]
    if len(kept) == 1:
        return kept[0]
    styled = (element for element in root.iter("p") if (element.get("class") or "") in ("MsoTitle", "title", "Title"))
    return next((text for one in styled if (text := squeeze("".join(map(str, one.itertext()))))), None)


def _beside_site(root: _Element, heading: str | None) -> str | None:
    """The first part of the window's title, where the first-level heading is only its last part: the site's name."""
    element = next(root.iter("title"), None)
    parts = _SEPARATORS.split(squeeze("".join(map(str, element.itertext())))) if element is not None else []
    is_site = heading is not None and len(parts) > 1 and fold(parts[-1]) == fold(heading) != fold(parts[0])
    return parts[0] if is_site else None


def _window_title(root: _Element) -> str | None:
    element = next(root.iter("title"), None)
    if element is None:
        return None
    parts = _SEPARATORS.split(squeeze("".join(element.itertext())))
    longest = max(parts, key=len)
    # sites put their name behind the title or before it; it is the shorter part as a rule
    return (parts[0] if len(parts[0]) >= 0.6 * len(longest) else longest) or None


def _without_site(title: str, meta: Meta) -> str:
    site = meta.first(*_SITES)
    if not site:
        return title
    parts = _SEPARATORS.split(title)
    kept = [part for part in parts if fold(part) != fold(site)]
    return title if len(kept) == len(parts) or len(kept) != 1 else kept[0]


def _authors(root: _Element, meta: Meta) -> tuple[Person, ...]:
    listed = meta.values.get("citation_author") or [
        name for names in meta.values.get("citation_authors", []) for name in names.split(";")
    ]
    if listed:
        return _people(listed)
    for article in meta.articles:
        if people := _people_of_article(article.get("author") or article.get("creator")):
            return people
    stated = meta.values.get("dc.creator") or meta.values.get("dcterms.creator") or meta.values.get("dc.contributor")
    if stated:
        return _people(stated if len(stated) > 1 else stated[0].split(";"))
    site = fold(meta.first(*_SITES) or "")
    for name in ("author", "article:author", "parsely-author", "sailthru.author", "twitter:creator", "byl"):
        people = tuple(person for value in meta.values.get(name, []) for person in people_from_names(value))
        if people and fold(str(people[0])) != site:
            return people
    return _linked_authors(root)


def _people(names: list[str]) -> tuple[Person, ...]:
    return tuple(person for name in names if (person := person_from_text(plain_from_markup(name))))


def _people_of_article(value: Any) -> tuple[Person, ...]:
    people: list[Person] = []
    for item in value if isinstance(value, list) else [value]:
        name = _text(item)
        if not name or name.startswith("http"):
            continue
        if isinstance(item, dict) and "Organization" in str(item.get("@type")):
            people.append(group(name))
        else:
            people.extend(people_from_names(name))
    return tuple(people)


_AUTHOR_ADDRESS = re.compile(r"/(?:authors?|autore?n?|auteurs?)/[^/?#]", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|\s)(?:p-author|author-?name|byline-?(?:name|author)?|post-author|entry-author|article-?authors?|authors?|by-?lines?|vcard|fn)(?:\s|$)"
)


def _linked_authors(root: _Element) -> tuple[Person, ...]:
    """`rel="author"`, `itemprop="author"`, `class="byline"`: the first that holds a person's name."""
    for element in root.iter("a", "span", "p", "div", "address", "strong", "em", "ul", "li", "h4", "h5"):
        marks = f"{element.get('class') or ''}"
        is_author = element.get("rel") == "author" or element.get("itemprop") == "author" or _AUTHOR_CLASS.search(marks)
        if not is_author or _is_comment_part(element):
            continue
        text = squeeze("".join(element.itertext()))
        people = people_in_byline(text) or (people_from_names(text) if len(text) < 80 else ())
        if people:
            return people
    return _author_behind_links(root)


def _author_behind_links(root: _Element) -> tuple[Person, ...]:
    """The only person whose page of articles is linked to."""
    names = {
        squeeze("".join(str(text) for text in element.itertext()))
        for element in root.iter("a")
        if _AUTHOR_ADDRESS.search(element.get("href") or "") and not _is_comment_part(element)
    }
    people = {names_of for name in names if (names_of := people_from_names(name))}
    return people.pop() if len(people) == 1 else ()


def _is_comment_part(element: _Element) -> bool:
    return any(
        "comment" in f"{outer.get('class') or ''} {outer.get('id') or ''}".lower()
        for outer in element.iterancestors("li", "div", "ol", "section", "article")
    )


def _issued(root: _Element, meta: Meta) -> DateRange | None:
    for name in _DATES[:4]:
        if (value := meta.first(name)) and (found := _date(value)):
            return found
    for article in meta.articles:
        if (value := _text(article.get("datePublished"))) and (found := _date(value)):
            return found
    for name in _DATES[4:]:
        if (value := meta.first(name)) and (found := _date(value)):
            return found
    return _marked_date(root) or _date_in_address(_address(root, meta) or "")


def _date(text: str) -> DateRange | None:
    day = iso_day(text)
    if day:
        return date_range_from_edtf(day)
    return date_range_from_edtf(re.sub(r"^(\d{4})[/.](\d{2})$", r"\1-\2", text.strip()))


def _date_in_address(address: str) -> DateRange | None:
    """`/2014/05/18/` in the page's own address."""
    found = re.search(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|$)", address)
    return _date("-".join(found.groups())) if found else None


def _marked_date(root: _Element) -> DateRange | None:
    """`<time>` marked as the date of publication, or the only one outside comments."""
    plain: list[str] = []
    for element in root.iter("time", "abbr", "span"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        value = element.get("datetime") or element.get("content") or element.get("title") or "".join(element.itertext())
        if element.tag != "time" and not re.search(r"datepublished|\bdt-published\b|\bpublished\b|entry-date", marks):
            continue
        if _is_comment_part(element) or "updated" in marks.split():
            continue
        is_marked = element.get("pubdate") is not None or re.search(r"publish|entry-date", marks)
        if is_marked and (found := _date(value)):
            return found
        plain.append(value)
    days = {day for value in plain if (day := iso_day(value))}
    return date_range_from_edtf(days.pop()) if len(days) == 1 else None


def _identifiers(root: _Element, meta: Meta) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    stated = [
        value
        for name in ("citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier", "bepress_citation_doi")
        for value in meta.values.get(name, [])
    ]
    stated += [
        text
        for article in meta.articles
        for key in ("identifier", "sameAs", "@id")
        if (text := _identifier_text(article.get(key)))
    ]
    stated += [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for text in stated:
        candidate = doi_from_text(text) or identifier_from_text(text)
        if (
            candidate
            and candidate.scheme in ("doi", "arxiv")
            and all(known.scheme != candidate.scheme for known in found)
        ):
            found.append(candidate)
    if pmid := meta.first("citation_pmid"):
        found += [identifier for identifier in (identifier_of("pmid", pmid),) if identifier]
    return tuple(found)


def _identifier_text(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("value") or value.get("@id")
    return value if isinstance(value, str) else None


def _language(root: _Element, meta: Meta) -> str | None:
    element = next(root.iter("html"), None)
    stated = (element.get("lang") if element is not None else None) or meta.first("citation_language", "dc.language")
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$", stated.strip()) if stated else None
    return found.group().replace("_", "-") if found else None


def _address(root: _Element, meta: Meta) -> str | None:
    links = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return next((address for address in (*links, meta.first("og:url") or "") if address.startswith("http")), None)


def _container(meta: Meta, coins: dict[str, str]) -> dict[str, Any]:
    """Journal, volume and pages of a scholarly page, else the site."""
    journal = meta.first("citation_journal_title", "prism.publicationname") or coins.get("jtitle")
    if not journal:
        site = meta.first(*_SITES[:2]) or next(
            (name for item in meta.articles if (name := _text(item.get("publisher")))), None
        )
        return {"type": "webpage", "container_title": site}
    first = meta.first("citation_firstpage", "prism.startingpage") or coins.get("spage")
    last = meta.first("citation_lastpage", "prism.endingpage") or coins.get("epage")
    return {
        "type": "article-journal",
        "container_title": plain_from_markup(journal),
        "volume": meta.first("citation_volume", "prism.volume") or coins.get("volume"),
        "issue": meta.first("citation_issue", "prism.number") or coins.get("issue"),
        "pages": Pages(ranges=(PageRange(first=first, last=last),)) if first else None,
        "publisher": meta.first("citation_publisher", "dc.publisher"),
    }


def _own_coins(root: _Element) -> dict[str, str]:
    """The context object of the page itself: the only one there is, as lists of references carry one per entry."""
    spans = [element for element in root.iter("span") if "Z3988" in (element.get("class") or "").split()]
    if len(spans) != 1:
        return {}
    fields = parse_qs(spans[0].get("title") or "")
    return {name.removeprefix("rft."): values[0] for name, values in fields.items() if name.startswith("rft.")}
