"""The world that is served: works as plain values, and real replies of the sources where we have them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from citetrail.model import Person, person_from_text
from standin.ranking import Index


@dataclass(frozen=True)
class StandInWork:
    """One work as the stand-in knows it; each source's file turns it into that source's words."""

    title: str
    doi: str | None = None
    agency: str | None = None  # "crossref", "datacite", "mEDRA" …; None without DOI
    authors: tuple[Person, ...] = ()
    year: int | None = None
    date: str | None = None
    container: str | None = None
    kind: str = "article"  # article, conference, book, chapter, preprint, dataset, thesis, report
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    issn: str | None = None
    isbn: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    arxiv: str | None = None
    openalex: str | None = None
    acl: str | None = None
    openreview: str | None = None
    orcid: str | None = None  # of the first author
    abstract: str | None = None
    references: tuple[str, ...] = ()  # DOIs
    notices: tuple[tuple[str, str, str, str], ...] = ()  # (kind in Crossref's words, DOI of the notice, date, source)
    notice_about: tuple[tuple[str, str], ...] = ()  # (kind, DOI of the paper)
    published_as: str | None = None  # of a preprint: DOI of the article
    is_withdrawn: bool = False
    native: tuple[tuple[str, Any], ...] = field(default=(), compare=False)  # (source, its own reply)

    def native_of(self, source: str) -> Any:
        return next((reply for name, reply in self.native if name == source), None)

    @property
    def words(self) -> str:
        names = " ".join(str(one) for one in self.authors)
        return " ".join(str(part) for part in (self.title, names, self.container or "", self.year or ""))


def work(doi: str | None, title: str, *, authors: Sequence[str] = (), **fields: Any) -> StandInWork:
    """A work from the essentials: names as "Family, Given"; the agency is Crossref unless said otherwise."""
    people = tuple(one for one in map(person_from_text, authors) if one)
    fields.setdefault("agency", "crossref" if doi else None)
    for name in ("references", "notices", "notice_about"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return StandInWork(title=title, doi=doi.lower() if doi else None, authors=people, **fields)


def is_within(one: StandInWork, first: str | None, last: str | None) -> bool:
    """Whether the work appeared between two days (ISO), as far as its own date tells."""
    when = one.date or (str(one.year) if one.year else None)
    if when is None:
        return False
    return (first or "")[: len(when)] <= when and (last is None or when <= last[: len(when)])


class World:
    """Works to be served, found by identifier and by words."""

    def __init__(self, works: Iterable[StandInWork] = ()) -> None:
        self.works: tuple[StandInWork, ...] = tuple(works)

    def plus(self, works: Iterable[StandInWork]) -> World:
        """This world with more works; a later work with the same DOI replaces the earlier."""
        return World((*self.works, *works))

    @cached_property
    def by_doi(self) -> dict[str, StandInWork]:
        return {one.doi: one for one in self.works if one.doi}

    @cached_property
    def by_pmid(self) -> dict[str, StandInWork]:
        return {one.pmid: one for one in self.works if one.pmid}

    @cached_property
    def by_arxiv(self) -> dict[str, StandInWork]:
        return {one.arxiv: one for one in self.works if one.arxiv}

    @cached_property
    def by_isbn(self) -> dict[str, StandInWork]:
        return {one.isbn: one for one in self.works if one.isbn}

    @cached_property
    def numbered(self) -> dict[str, StandInWork]:
        """Works by a number of their own, for sources that count them."""
        return {str(1000 + place): one for place, one in enumerate(self.works)}

    @cached_property
    def numbers(self) -> dict[StandInWork, str]:
        return {one: number for number, one in self.numbered.items()}

    def found_by_words(self, query: str, *, every_word: bool = True) -> list[StandInWork]:
        """Works whose title and names hold the words, best first."""
        index = self.index("every", ((number, one.words) for number, one in self.numbered.items()))
        return [self.numbered[number] for number, _ in index.search(query, every_word=every_word)]

    def found_by_any_word(self, query: str) -> list[StandInWork]:
        """Works whose title, names or abstract hold any of the words, best first."""
        texts = ((number, f"{one.words} {one.abstract or ''}") for number, one in self.numbered.items())
        return [self.numbered[number] for number, _ in self.index("anywhere", texts).search(query)]

    def cited_by(self, one: StandInWork) -> tuple[StandInWork, ...]:
        """The works of this world that cite a work."""
        return tuple(dict.fromkeys((*self.citing.get(one.doi or "", ()), *self.citing.get(openalex_id(one), ()))))

    def cites(self, one: StandInWork) -> tuple[StandInWork, ...]:
        """The works of this world that a work cites."""
        return tuple(self.by_doi[doi] for doi in one.references if doi in self.by_doi)

    @cached_property
    def by_openalex(self) -> dict[str, StandInWork]:
        return {openalex_id(one): one for one in self.works if one.openalex or one.doi or one.pmid}

    @cached_property
    def citing(self) -> dict[str, tuple[StandInWork, ...]]:
        """Works by the DOI (or OpenAlex id) of what they cite."""
        found: dict[str, list[StandInWork]] = {}
        for one in self.works:
            for cited in dict.fromkeys((*one.references, *_native_links(one))):
                found.setdefault(cited, []).append(one)
        return {cited: tuple(works) for cited, works in found.items()}

    def of_agency(self, agency: str) -> dict[str, StandInWork]:
        return {doi: one for doi, one in self.by_doi.items() if one.agency == agency}

    @cached_property
    def _indexes(self) -> dict[str, Index]:
        return {}

    def index(self, name: str, texts: Iterable[tuple[str, str]]) -> Index:
        """An index of the given texts, made once."""
        if name not in self._indexes:
            self._indexes[name] = Index(texts)
        return self._indexes[name]


def openalex_id(one: StandInWork) -> str:
    """Its OpenAlex id, or a made-up one that is always the same."""
    if one.openalex:
        return one.openalex
    return f"W9{zlib.crc32((one.doi or one.pmid or one.title).encode()):010d}"


def _native_links(one: StandInWork) -> tuple[str, ...]:
    reply = one.native_of("openalex") or {}
    return tuple(value.rpartition("/")[2] for value in reply.get("referenced_works") or ())


@lru_cache(maxsize=2)
def world_from_shared(shared: Path) -> World:
    """The catalogue's Crossref, OpenAlex, DataCite and PubMed records, and the true works of the check sets."""
    catalogue = shared / "catalogue"
    works = [_work_from_truth(row) for row in _lines(shared / "checks" / "truth_world.jsonl.gz")]
    works += [_work_from_openalex(row) for row in _lines(catalogue / "openalex_works.jsonl.gz")]
    works += [_work_from_datacite(row) for row in _lines(catalogue / "datacite_dois.jsonl.gz")]
    works += [_work_from_crossref(row) for row in _lines(catalogue / "crossref_works.jsonl.gz")]
    works += _works_from_pubmed(catalogue / "pubmed_articles.xml.gz")
    return World(_joined(works))


def _joined(works: Iterable[StandInWork]) -> list[StandInWork]:
    """Works with the same DOI become one, with the native replies of both."""
    from dataclasses import replace

    by_doi: dict[str, StandInWork] = {}
    others = []
    for one in works:
        if one.doi is None:
            others.append(one)
        elif one.doi in by_doi:
            before = by_doi[one.doi]
            by_doi[one.doi] = replace(
                before,
                native=before.native + one.native,
                pmid=before.pmid or one.pmid,
                openalex=before.openalex or one.openalex,
                references=tuple(dict.fromkeys(before.references + one.references)),
            )
        else:
            by_doi[one.doi] = one
    return [*by_doi.values(), *others]


def _lines(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


TRUTH_KINDS = {"inproceedings": "conference", "article": "article", "book": "book", "misc": "preprint"}


def _work_from_truth(row: dict[str, Any]) -> StandInWork:
    people = tuple(
        Person(literal=one["name"]) if one.get("name") else Person(**{k: v for k, v in one.items() if v})
        for one in row.get("authors") or ()
    )
    doi = (row.get("doi") or "").lower() or None
    arxiv = doi.removeprefix("10.48550/arxiv.") if doi and doi.startswith("10.48550/arxiv.") else None
    notices = tuple(
        (one["kind"], one.get("notice_doi") or "", one.get("date") or "", one.get("asserted_by") or "publisher")
        for one in row.get("notices") or ()
    )
    return StandInWork(
        title=row["title"],
        doi=doi,
        agency=row.get("agency") or ("crossref" if doi else None),
        authors=people,
        year=row.get("year"),
        date=row.get("date"),
        container=row.get("venue"),
        kind="preprint" if arxiv else TRUTH_KINDS.get(row.get("type") or "", "article"),
        volume=_text(row.get("volume")),
        issue=_text(row.get("issue")),
        pages=_text(row.get("pages")),
        publisher=row.get("publisher"),
        pmid=_text(row.get("pmid")),
        arxiv=arxiv,
        notices=notices,
    )


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None


def _work_from_crossref(row: dict[str, Any]) -> StandInWork:
    parts = (row.get("issued") or {}).get("date-parts") or [[None]]
    names = [
        Person(family=one.get("family") or one.get("name"), given=one.get("given")) for one in row.get("author") or ()
    ]
    return StandInWork(
        title=(row.get("title") or [""])[0] if row.get("title") else "",
        doi=row["DOI"].lower(),
        agency="crossref",
        authors=tuple(names),
        year=(parts[0] or [None])[0],
        container=(row.get("container-title") or [None])[0],
        references=tuple(one["DOI"].lower() for one in row.get("reference") or () if one.get("DOI")),
        native=(("crossref", row),),
    )


def _work_from_openalex(row: dict[str, Any]) -> StandInWork:
    doi = (row.get("doi") or "").lower().removeprefix("https://doi.org/") or None
    names = [
        one.get("raw_author_name") or (one.get("author") or {}).get("display_name")
        for one in row.get("authorships") or ()
    ]
    return StandInWork(
        title=row.get("title") or row.get("display_name") or "",
        doi=doi,
        agency=_agency_of(doi),
        authors=tuple(one for one in (person_from_text(name) for name in names if name) if one),
        year=row.get("publication_year"),
        openalex=row["id"].rpartition("/")[2],
        container=((row.get("primary_location") or {}).get("source") or {}).get("display_name"),
        arxiv=doi.removeprefix("10.48550/arxiv.") if doi and doi.startswith("10.48550/arxiv.") else None,
        kind="preprint" if row.get("type") == "preprint" else "article",
        native=(("openalex", row),),
    )


DATACITE_PREFIXES = ("10.48550/", "10.5281/", "10.6084/", "10.5061/", "10.17605/", "10.3929/", "10.7910/")


def _agency_of(doi: str | None) -> str | None:
    if doi is None:
        return None
    return "datacite" if doi.startswith(DATACITE_PREFIXES) else "crossref"


def _work_from_datacite(row: dict[str, Any]) -> StandInWork:
    attributes = row["attributes"]
    return StandInWork(
        title=((attributes.get("titles") or [{}])[0] or {}).get("title") or "",
        doi=row["id"].lower(),
        agency="datacite",
        authors=tuple(
            one
            for one in (person_from_text(name["name"]) for name in attributes.get("creators") or () if name.get("name"))
            if one
        ),
        year=attributes.get("publicationYear"),
        kind="dataset",
        native=(("datacite", row),),
    )


def _works_from_pubmed(path: Path) -> list[StandInWork]:
    from lxml import etree

    found = []
    with gzip.open(path) as file:
        for article in etree.parse(file).getroot().findall("PubmedArticle"):
            doi = next(
                (
                    one.text
                    for one in article.findall("PubmedData/ArticleIdList/ArticleId")
                    if one.get("IdType") == "doi"
                ),
                None,
            )
            title = article.find("MedlineCitation/Article/ArticleTitle")
            year = article.findtext("MedlineCitation/Article/Journal/JournalIssue/PubDate/Year")
            names = [(one.findtext("LastName"), one.findtext("ForeName")) for one in article.iter("Author")]
            found.append(
                StandInWork(
                    title="".join(title.itertext()) if title is not None else "",
                    doi=doi.lower().strip() if doi else None,
                    agency="crossref" if doi else None,
                    authors=tuple(Person(family=family, given=given) for family, given in names if family),
                    year=int(year) if year else None,
                    container=article.findtext("MedlineCitation/Article/Journal/Title"),
                    pmid=article.findtext("MedlineCitation/PMID"),
                    native=(("pubmed", etree.tostring(article, encoding="unicode")),),
                )
            )
    return found
