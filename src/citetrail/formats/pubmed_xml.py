"""PubMed's XML (read only), as its E-utilities give it: `PubmedArticleSet` (https://dtd.nlm.nih.gov/ncbi/pubmed)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import clean_title, folded
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.formats.parts.xml import XmlTree, child_text, inner_markup, parse_xml, text_of, texts
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Person,
    Place,
    Scheme,
    identifier_of,
)

_SNIFF = re.compile(rb"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle(?:Set)?|MedlineCitation(?:Set)?)\b")
_SCHEMES: dict[str, Scheme] = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid"}
_FACES = {"i": "i", "b": "b", "sup": "sup", "sub": "sub"}


def sniff(content: bytes) -> bool:
    """Whether PubMed's elements stand in the first bytes."""
    return _SNIFF.search(content[:4000]) is not None


def read(content: bytes, name: str) -> Bibliography:
    """The articles and books of a set. Raises InputError for XML that is broken or holds neither."""
    tree = parse_xml(content, name)
    found = [one for one in tree.root.iter() if one.tag in ("MedlineCitation", "BookDocument")]
    if not found:
        raise InputError(f"no article of PubMed in XML that begins with <{tree.root.tag}>", file=name)
    numbers = {child: parent for parent in tree.root.iter() for child in parent if child.tag == "MedlineCitation"}
    return Bibliography(entries=tuple(_entry(one, numbers.get(one), tree, name) for one in found))


def _entry(citation: Element, article: Element | None, tree: XmlTree, name: str) -> Entry:
    line, column = tree.place(citation)
    description = _book(citation) if citation.tag == "BookDocument" else _article(citation, article)
    return Entry(
        key=child_text(citation, "PMID"), description=description, place=Place(source=name, line=line, column=column)
    )


def _article(citation: Element, whole: Element | None) -> Description:
    article = citation.find("Article")
    if article is None:
        return Description(type="article-journal")
    issue = article.find("Journal/JournalIssue")
    fields: dict[str, Any] = {
        "type": "article-journal",
        "container_title": child_text(article, "Journal/Title"),
        "container_title_short": child_text(article, "Journal/ISOAbbreviation"),
        "volume": child_text(article, "Journal/JournalIssue/Volume"),
        "issue": child_text(article, "Journal/JournalIssue/Issue"),
        "issued": _date(issue.find("PubDate") if issue is not None else None),
        "publisher_place": child_text(citation, "MedlineJournalInfo/Country"),
        **_common(article),
    }
    if kinds := texts(article, "PublicationTypeList/PublicationType"):
        fields["extra"] = tuple(("PublicationType", kind) for kind in kinds if kind != "Journal Article")
    fields["keywords"] = tuple(
        dict.fromkeys([*texts(citation, "KeywordList/Keyword"), *texts(citation, "MeshHeadingList//DescriptorName")])
    )
    serials = [*texts(article, "Journal/ISSN"), *texts(citation, "MedlineJournalInfo/ISSNLinking")]
    found = [identifier_of("pmid", child_text(citation, "PMID") or ""), *_article_ids(article, whole)]
    found += [identifier_of("issn", serial) for serial in serials]
    fields["identifiers"] = tuple(dict.fromkeys(one for one in found if one))
    take_pages(child_text(article, "Pagination/MedlinePgn") or child_text(article, "Pagination/StartPage"), fields)
    return Description(**fields)


def _book(document: Element) -> Description:
    book = document.find("Book")
    holder = document if document.find("ArticleTitle") is not None else book
    fields: dict[str, Any] = {"type": "chapter" if holder is document else "book", **_common(document)}
    if book is not None:
        title = child_text(book, "BookTitle")
        fields["container_title" if holder is document else "title"] = title
        fields["publisher"] = child_text(book, "Publisher/PublisherName")
        fields["publisher_place"] = child_text(book, "Publisher/PublisherLocation")
        fields["issued"] = _date(book.find("PubDate"))
        people = tuple(_people(book, "AuthorList"))
        fields["editors" if fields["authors"] else "authors"] = people
        found = [identifier_of("isbn", isbn) for isbn in texts(book, "Isbn")]
    else:
        found = []
    found = [
        identifier_of("pmid", child_text(document, "PMID") or ""),
        *_ids(document, "ArticleIdList/ArticleId"),
        *found,
    ]
    fields["identifiers"] = tuple(dict.fromkeys(one for one in found if one))
    return Description(**fields)


def _common(holder: Element) -> dict[str, Any]:
    """What articles and documents of books have under the same names."""
    language = child_text(holder, "Language")
    title = holder.find("ArticleTitle")
    return {
        "title": clean_title(folded(inner_markup(title, _FACES))) if title is not None else None,
        "original_title": child_text(holder, "VernacularTitle"),
        "authors": tuple(_people(holder, "AuthorList")),
        "has_more_authors": any(one.get("CompleteYN") == "N" for one in holder.iterfind("AuthorList")),
        "abstract": _abstract(holder),
        "language": (language_tag(language) or language) if language else None,
    }


def _people(holder: Element, path: str) -> Iterator[Person]:
    for author in holder.iterfind(f"{path}/Author"):
        family, group = child_text(author, "LastName"), child_text(author, "CollectiveName")
        if family:
            orcid = next((text_of(one) for one in author.iterfind("Identifier") if one.get("Source") == "ORCID"), None)
            identifier = identifier_of("orcid", orcid) if orcid else None
            yield Person(
                family=family,
                given=child_text(author, "ForeName") or child_text(author, "Initials"),
                suffix=child_text(author, "Suffix"),
                orcid=identifier.value if identifier else None,
            )
        elif group:
            yield Person(literal=group)


def _abstract(holder: Element) -> str | None:
    parts = []
    for one in holder.iterfind("Abstract/AbstractText"):
        label, text = one.get("Label"), text_of(one)
        if text:
            parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return "\n".join(parts) or None


def _date(date: Element | None) -> DateRange | None:
    if date is None:
        return None
    parts = [child_text(date, name) for name in ("Year", "Month", "Day")]
    season, words = child_text(date, "Season"), child_text(date, "MedlineDate")
    written = words or " ".join(part for part in (parts[0], parts[1] or season, parts[2]) if part)
    if parts[0] and parts[1] and parts[1].isdigit():
        written = "-".join(part.zfill(2) for part in parts if part)
    return date_range_from_words(written) if written else None


def _article_ids(article: Element, whole: Element | None) -> Iterator[Identifier | None]:
    for one in article.iterfind("ELocationID"):
        if one.get("EIdType") == "doi":
            yield identifier_of("doi", text_of(one) or "")
    if whole is not None:
        yield from _ids(whole, "PubmedData/ArticleIdList/ArticleId")


def _ids(holder: Element, path: str) -> Iterator[Identifier | None]:
    for one in holder.iterfind(path):
        if scheme := _SCHEMES.get(one.get("IdType", "")):
            yield identifier_of(scheme, text_of(one) or "")


FORMAT = Format("pubmed-xml", (".xml",), sniff, read)
