"""Reading PubMed's XML: articles and books as Records. DTD: https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.errors import BadAnswer
from citetrail.model import (
    DateRange,
    Description,
    Identifier,
    Notice,
    NoticeKind,
    PartialDate,
    Person,
    PrintedReference,
    Record,
    Relation,
)
from citetrail.net import Response
from citetrail.providers.asking import Receipt, bad_question, records_from_entries
from citetrail.providers.parts import (
    group_author,
    identifier,
    identifiers,
    is_retracted_title,
    number,
    page_fields,
    person,
    title,
)
from citetrail.providers.xml import child_text, children, inner_text, inner_xml, root_from_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "pubmed"
NOTICE_KINDS: dict[str, NoticeKind] = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial-retraction",
    "ErratumIn": "correction",
    "ExpressionOfConcernIn": "concern",
    "CorrectedandRepublishedIn": "correction",
    "RetractedandRepublishedIn": "retract-and-replace",
}
NOTICE_ABOUT = frozenset(
    {"RetractionOf", "PartialRetractionOf", "ErratumFor", "ExpressionOfConcernFor", "CorrectedandRepublishedFrom",
     "RetractedandRepublishedFrom"}
)  # fmt: skip
NOTICE_TYPES = frozenset(
    {"Retraction of Publication", "Published Erratum", "Expression of Concern", "Retraction Notice"}
)
RETRACTED = "Retracted Publication"
ROOTS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle"})
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: place for place, name in enumerate(_NAMES, start=1)}
MONTHS |= {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}


def records_from_xml(response: Response, receipt: Receipt) -> tuple[Record, ...]:
    """The articles and books of an efetch reply. Raises BadAnswer, also for an `<ERROR>` inside HTTP 200."""
    if response.status >= 400:
        raise bad_question(NAME, response)
    root = root_from_xml(NAME, response)
    error = next((inner_text(one) for one in root.iter("ERROR")), None)
    if error and not list(root.iter("PubmedArticle")):
        raise BadAnswer(NAME, f'called the question wrong ("{error}")', url=response.url)
    if root.tag not in ROOTS:
        raise BadAnswer(NAME, f"sent {root.tag!s} instead of articles", url=response.url)
    entries = [*root.iter("PubmedArticle"), *root.iter("PubmedBookArticle")]
    return records_from_entries(NAME, response, entries, lambda entry: record_from_entry(entry, receipt))


def record_from_entry(entry: _Element, receipt: Receipt) -> Record | None:
    """An article or a book."""
    return (record_from_article if entry.tag == "PubmedArticle" else record_from_book)(entry, receipt)


def record_from_article(article: _Element, receipt: Receipt) -> Record | None:
    """One article; None without a PMID."""
    citation = article.find("MedlineCitation")
    pmid = identifier("pmid", f"pmid:{child_text(citation, 'PMID')}")
    if citation is None or pmid is None:
        return None
    kinds = {inner_text(one) for one in children(citation, "Article/PublicationTypeList/PublicationType")}
    description = description_from_article(article, citation, pmid)
    comments = children(citation, "CommentsCorrectionsList/CommentsCorrections")
    return Record(
        provider=receipt.provider,
        record_id=pmid.value,
        retrieved_at=receipt.retrieved_at,
        description=description,
        notices=tuple(notice for one in comments if (notice := _notice(one))),
        relations=_relations(comments),
        references=tuple(_printed_reference(one) for one in children(article, "PubmedData/ReferenceList//Reference")),
        is_notice=bool(kinds & NOTICE_TYPES) or any(one.get("RefType") in NOTICE_ABOUT for one in comments),
        is_retracted_hint=True if RETRACTED in kinds or is_retracted_title(description.title) else None,
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def description_from_article(article: _Element, citation: _Element, pmid: Identifier) -> Description:
    """PubMed's fields (DTD of 2025) as a Description; the title's full stop and brackets are PubMed's own."""
    journal = citation.find("Article/Journal")
    written = title(inner_xml(citation.find("Article/ArticleTitle")))
    vernacular = title(inner_xml(citation.find("Article/VernacularTitle")))
    pages, article_number = _pages(citation)
    return Description(
        type="article-journal",
        identifiers=identifiers(pmid, *_article_ids(article), identifier("issn", child_text(journal, "ISSN"))),
        authors=_authors(citation.find("Article/AuthorList")),
        has_more_authors=any(one.get("CompleteYN") == "N" for one in children(citation, "Article/AuthorList")),
        title=bare_title(written),
        original_title=bare_title(vernacular),
        container_title=_journal_title(child_text(journal, "Title")),
        container_title_short=child_text(journal, "ISOAbbreviation")
        or child_text(citation, "MedlineJournalInfo/MedlineTA"),
        issued=_issued(journal, citation),
        available_date=_electronic_date(citation),
        volume=child_text(journal, "JournalIssue/Volume"),
        issue=child_text(journal, "JournalIssue/Issue"),
        **page_fields(pages),
        article_number=article_number,
        language=child_text(citation, "Article/Language"),
        abstract=_abstract(citation),
        keywords=tuple(word for one in children(citation, "KeywordList/Keyword") if (word := inner_text(one))),
    )


def bare_title(written: str | None) -> str | None:
    """Without the full stop that PubMed adds and the brackets that mark a translation."""
    if written is None:
        return None
    bare = written.removesuffix(".") if not written.endswith("...") else written
    inner = re.fullmatch(r"\[(.*)\](?:\s*\([^()]*\))?", bare)
    return (inner[1].removesuffix(".") if inner and "[" not in inner[1] else bare) or None


def _journal_title(name: str | None) -> str | None:
    """`Journal of vascular radiology : JVIR` without the added acronym."""
    return re.sub(r"\s+[:=]\s+[A-Z][A-Za-z.&]{1,12}$", "", name) if name else None


def _article_ids(article: _Element) -> tuple[Identifier, ...]:
    """Only the article's own ids: those of its references stand deeper in the tree."""
    found: dict[str, str | None] = {}
    for one in children(article, "PubmedData/ArticleIdList/ArticleId"):
        found.setdefault(one.get("IdType") or "", inner_text(one))
    for one in children(article, "MedlineCitation/Article/ELocationID"):
        if one.get("EIdType") == "doi" and one.get("ValidYN") != "N":
            found.setdefault("doi", inner_text(one))
    return identifiers(*_own_doi(found.get("doi")), identifier("pmcid", found.get("pmc")))


def _own_doi(value: str | None) -> tuple[Identifier, ...]:
    doi = identifier("doi", value)
    return (doi,) if doi else ()


def _authors(author_list: _Element | None) -> tuple[Person, ...]:
    found = (_author(one) for one in children(author_list, "Author") if one.get("ValidYN") != "N")
    return tuple(one for one in found if one)


def _author(author: _Element) -> Person | None:
    collective = child_text(author, "CollectiveName")
    if collective:
        return group_author(collective.rstrip(". "))
    given = child_text(author, "ForeName") or child_text(author, "Initials")
    orcid = next((inner_text(one) for one in children(author, "Identifier") if one.get("Source") == "ORCID"), None)
    return person(child_text(author, "LastName"), given, child_text(author, "Suffix"), orcid)


def _pages(citation: _Element) -> tuple[str | None, str | None]:
    """Pages as printed, and an article number where the journal has no pages."""
    pages = child_text(citation, "Article/Pagination/MedlinePgn") or child_text(
        citation, "Article/Pagination/StartPage"
    )
    if pages and re.fullmatch(r"(?:e|Article\s)\d+", pages):
        return None, pages.removeprefix("Article ")
    pii = next(
        (inner_text(one) for one in children(citation, "Article/ELocationID") if one.get("EIdType") == "pii"), None
    )
    return pages, pii if not pages else None


def _issued(journal: _Element | None, citation: _Element) -> DateRange | None:
    issue = None if journal is None else journal.find("JournalIssue/PubDate")
    medline = child_text(issue, "MedlineDate")
    if medline:
        return date_range_from_medline(medline)
    return _date(issue) or _electronic_date(citation)


def _electronic_date(citation: _Element) -> DateRange | None:
    return _date(citation.find("Article/ArticleDate"))


def _date(element: _Element | None) -> DateRange | None:
    year = number(child_text(element, "Year"))
    if year is None:
        return None
    month = _month(child_text(element, "Month")) or _month(child_text(element, "Season"))
    day = number(child_text(element, "Day")) if month and month <= 12 else None
    return DateRange(start=PartialDate(year=year, month=month, day=day))


def date_range_from_medline(words: str) -> DateRange | None:
    """`1998 Dec-1999 Jan`, `2000 Spring`, `1993 Sep-Oct`, `1976-1977` as a range; None without a year."""
    found = re.findall(r"\b((?:1[5-9]|20)\d{2})\b|\b([A-Za-z]{3,})\b", words)
    dates: list[PartialDate] = []
    year: int | None = None
    for number_word, name in found:
        if number_word:
            year = int(number_word)
            dates.append(PartialDate(year=year))
        elif year and _month(name):
            start = PartialDate(year=year, month=_month(name))
            if dates and dates[-1].month is None:
                dates[-1] = start
            else:
                dates.append(start)
    if not dates:
        return None
    return DateRange(start=dates[0], end=dates[-1] if len(dates) > 1 else None)


def _month(word: str | None) -> int | None:
    if not word:
        return None
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return MONTHS.get(word.lower()) or MONTHS.get(word[:3].lower())


def _abstract(citation: _Element) -> str | None:
    parts = []
    for one in children(citation, "Article/Abstract/AbstractText"):
        words, label = inner_text(one), one.get("Label")
        if words:
            parts.append(f"{label}: {words}" if label and label != "UNLABELLED" else words)
    return "\n".join(parts) or None


def _notice(comment: _Element) -> Notice | None:
    kind = NOTICE_KINDS.get(comment.get("RefType") or "")
    if kind is None:
        return None
    source = child_text(comment, "RefSource")
    doi = re.search(r"\bdoi:\s*(10\.\S+)", source or "", re.IGNORECASE)
    pmid = child_text(comment, "PMID")
    year = re.search(r"\.\s*((?:19|20)\d{2})\b", source or "")
    return Notice(
        kind=kind,
        asserted_by="nlm",
        provider=NAME,
        date=PartialDate(year=int(year[1])) if year else None,
        notice=identifier("pmid", f"pmid:{pmid}") if pmid else identifier("doi", doi[1].rstrip(".")) if doi else None,
        label=comment.get("RefType"),
        reasons=(note,) if (note := child_text(comment, "Note")) else (),
    )


def _relations(comments: Sequence[_Element]) -> tuple[Relation, ...]:
    found = []
    for one in comments:
        target = identifier("pmid", f"pmid:{child_text(one, 'PMID')}")
        kind = one.get("RefType") or ""
        if target and kind in NOTICE_ABOUT:
            found.append(Relation(kind="notice-about", target=target))
        elif target and kind == "UpdateIn":
            found.append(Relation(kind="replaced-by", target=target))
        elif target and kind == "UpdateOf":
            found.append(Relation(kind="replaces", target=target))
    return tuple(dict.fromkeys(found))


def _printed_reference(reference: _Element) -> PrintedReference:
    ids = {one.get("IdType"): inner_text(one) for one in children(reference, "ArticleIdList/ArticleId")}
    return PrintedReference(
        text=child_text(reference, "Citation"),
        description=Description(
            identifiers=identifiers(
                identifier("doi", ids.get("doi")),
                identifier("pmid", f"pmid:{ids.get('pubmed')}"),
                identifier("pmcid", ids.get("pmc")),
            )
        ),
    )


def record_from_book(book: _Element, receipt: Receipt) -> Record | None:
    """One book or chapter of the NCBI Bookshelf; None without a PMID."""
    document = book.find("BookDocument")
    pmid = identifier("pmid", f"pmid:{child_text(document, 'PMID')}")
    if document is None or pmid is None:
        return None
    chapter = title(inner_xml(document.find("ArticleTitle")))
    name = title(inner_xml(document.find("Book/BookTitle")))
    description = Description(
        type="chapter" if chapter else "book",
        identifiers=identifiers(pmid, *_book_ids(document)),
        authors=_authors(document.find("AuthorList")) or _authors(document.find("Book/AuthorList")),
        editors=_editors(document),
        title=bare_title(chapter or name),
        container_title=bare_title(name) if chapter else None,
        issued=_date(document.find("Book/PubDate")) or _date(document.find("Book/BeginningDate")),
        publisher=child_text(document, "Book/Publisher/PublisherName"),
        publisher_place=child_text(document, "Book/Publisher/PublisherLocation"),
        edition=child_text(document, "Book/Edition"),
        abstract="\n".join(words for one in children(document, "Abstract/AbstractText") if (words := inner_text(one)))
        or None,
    )
    return Record(
        provider=receipt.provider,
        record_id=pmid.value,
        retrieved_at=receipt.retrieved_at,
        description=description,
        request_key=receipt.request_key,
        is_stale=receipt.is_stale,
    )


def _book_ids(document: _Element) -> list[Identifier | None]:
    ids = [
        identifier("doi", inner_text(one))
        for one in children(document, "ArticleIdList/ArticleId")
        if one.get("IdType") == "doi"
    ]
    return ids + [identifier("isbn", inner_text(one)) for one in children(document, "Book/Isbn")]


def _editors(document: _Element) -> tuple[Person, ...]:
    lists = [one for one in children(document, "Book/AuthorList") if one.get("Type") == "editors"]
    return _authors(lists[0]) if lists else ()
