"""A world of records in memory, and providers that answer from it: what the check benchmark asks instead of the web."""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from citetrail.judging.notices import notice_kind_from_label
from citetrail.model.answers import Answer, Coverage, Provider, absent, found
from citetrail.model.dates import DateRange, PartialDate, date_of_year, date_range_from_edtf, date_range_from_parts
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold_words, plain_from_markup
from citetrail.model.identifiers import Identifier, Scheme, identifier_from_text, identifier_of
from citetrail.model.pages import pages_from_text
from citetrail.model.persons import Person, group, person_from_text
from citetrail.model.records import Notice, Record
from citetrail.model.references import Reference

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TODAY = NOW.date()
CANDIDATES = 5
CUT = frozenset({"et al", "others", "and others"})
TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "misc": None, "posted-content": "article", "book": "book",
    "incollection": "chapter", "phdthesis": "thesis", "techreport": "report",
}  # fmt: skip

SCHEMES: dict[str, tuple[Scheme, ...]] = {
    "crossref": ("doi",), "datacite": ("doi", "arxiv"), "pubmed": ("doi", "pmid"), "arxiv": ("arxiv",),
    "openalex": ("doi", "pmid", "openalex"),
}  # fmt: skip

COVERAGES: dict[str, Coverage] = {
    "crossref": Coverage(
        types=frozenset({"article-journal", "paper-conference", "chapter", "book", "article", "report"}), registration_agency="Crossref"
    ),
    "datacite": Coverage(
        types=frozenset({"dataset", "software", "article", "thesis", "report", "article-journal", "paper-conference", "book"}),
        registration_agency="DataCite",
    ),
    "openalex": Coverage(first_year=1900),
    "pubmed": Coverage(
        types=frozenset({"article-journal", "review"}), first_year=1966, fields=frozenset({"biomedicine"}),
        is_exhaustive_for=frozenset({"pmid"}),
    ),
    "arxiv": Coverage(types=frozenset({"article"}), first_year=1991, grace_days=7, is_exhaustive_for=frozenset({"arxiv"})),
    "doi.org": Coverage(is_exhaustive_for=frozenset({"doi"})),
}  # fmt: skip


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def pages(text: Any) -> dict[str, Any]:
    """Pages as a Description has them."""
    if not text:
        return {}
    read = pages_from_text(str(text))
    return {"pages": read} if read else {"page_text": str(text)}


def person(name: Mapping[str, Any] | str) -> Person | None:
    """A name of the data sets: a string, or an object with parts."""
    if isinstance(name, str):
        return person_from_text(name)
    if name.get("name"):
        return group(name["name"])
    family, given = name.get("family"), name.get("given")
    return Person(family=family, given=given, suffix=name.get("suffix")) if family or given else None


def persons(names: Iterable[Any]) -> tuple[Person, ...]:
    """All names that are some."""
    return tuple(one for one in map(person, names) if one)


def identifiers(row: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """The identifiers of a row: DOI (an arXiv DOI is an arXiv id), PMID, arXiv id."""
    kept = [
        identifier_from_text(str(row["doi"])) if row.get("doi") else None,
        identifier_of("pmid", str(row["pmid"])) if row.get("pmid") else None,
        identifier_of("arxiv", str(row["arxiv"])) if row.get("arxiv") else None,
    ]
    return tuple(one for one in kept if one and one.scheme in ("doi", "arxiv", "pmid"))


def description_from_truth(row: Mapping[str, Any]) -> Description:
    """A row of `truth_world`."""
    issued = date_range_from_edtf(row["date"]) if row.get("date") else None
    return Description(
        type=TYPES.get(row.get("type") or "", row.get("type")),
        identifiers=identifiers(row),
        authors=persons(row.get("authors") or ()),
        title=row["title"],
        container_title=row.get("venue"),
        issued=issued or (date_of_year(int(row["year"])) if row.get("year") else None),
        volume=str(row["volume"]) if row.get("volume") else None,
        issue=str(row["issue"]) if row.get("issue") else None,
        publisher=row.get("publisher"),
        publisher_place=row.get("place"),
        **pages(row.get("pages")),
    )


def notices_from_truth(row: Mapping[str, Any]) -> tuple[Notice, ...]:
    """The notices of a row of `truth_world`."""
    kept = []
    for one in row.get("notices") or ():
        kind = notice_kind_from_label(one["kind"])
        if kind:
            kept.append(Notice(kind=kind, asserted_by=one.get("asserted_by") or "publisher", provider="crossref"))
    return tuple(kept)


def record(provider: str, record_id: str, description: Description, notices: tuple[Notice, ...] = ()) -> Record:
    """A record as if it had just been fetched."""
    return Record(provider=provider, record_id=record_id, retrieved_at=NOW, description=description, notices=notices)


def records_from_truth(path: Path) -> list[Record]:
    """`truth_world`, each work at its agency, and at OpenAlex; those with a PMID also at PubMed."""
    kept = []
    for row in lines_of(path):
        description = description_from_truth(row)
        homes = [row["agency"]] if row.get("agency") else []
        homes += ["openalex"] + (["pubmed"] if row.get("pmid") else [])
        homes += ["arxiv"] if description.identifier("arxiv") else []
        notices = notices_from_truth(row)
        kept += [record(home, row["id"], description, notices if home != "openalex" else ()) for home in homes]
    return kept


CROSSREF_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "posted-content": "article", "report": "report", "monograph": "book", "book": "book", "reference-book": "book",
    "edited-book": "book", "reference-entry": "entry-encyclopedia", "dissertation": "thesis", "dataset": "dataset",
    "standard": "standard",
}  # fmt: skip


def _first(value: Any) -> str | None:
    return plain_from_markup(str(value[0])) if isinstance(value, list) and value and value[0] else None


def description_from_crossref(work: Mapping[str, Any]) -> Description:
    """One work as Crossref gives it, with what the benchmark compares."""
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    whole = f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title
    parts = (work.get("published-print") or work.get("issued") or {}).get("date-parts")
    online = (work.get("published-online") or {}).get("date-parts")
    return Description(
        type=CROSSREF_TYPES.get(work.get("type") or ""),
        identifiers=tuple(one for one in (identifier_from_text(work["DOI"]),) if one),
        authors=persons(work.get("author") or ()),
        editors=persons(work.get("editor") or ()),
        title=whole,
        container_title=_first(work.get("container-title")),
        container_title_short=_first(work.get("short-container-title")),
        issued=date_range_from_parts(parts) if parts else None,
        available_date=date_range_from_parts(online) if online else None,
        volume=work.get("volume"),
        issue=work.get("issue"),
        article_number=work.get("article-number"),
        publisher=work.get("publisher"),
        publisher_place=work.get("publisher-location"),
        edition=work.get("edition-number"),
        **pages(work.get("page")),
    )


def description_from_openalex(work: Mapping[str, Any]) -> Description:
    """One work as OpenAlex gives it, with what the benchmark compares."""
    biblio = work.get("biblio") or {}
    source = (work.get("primary_location") or {}).get("source") or {}
    first, last = biblio.get("first_page"), biblio.get("last_page")
    names = [
        one.get("raw_author_name") or (one.get("author") or {}).get("display_name")
        for one in work.get("authorships") or ()
    ]
    own = [identifier_from_text(work["id"]), identifier_from_text(work["doi"]) if work.get("doi") else None]
    return Description(
        type={"article": "article-journal", "preprint": "article", "book-chapter": "chapter"}.get(
            work.get("type") or "", work.get("type")
        ),
        identifiers=tuple(one for one in own if one),
        authors=persons(name for name in names if name),
        title=plain_from_markup(work["title"]) if work.get("title") else None,
        container_title=source.get("display_name"),
        issued=date_of_year(work["publication_year"]) if work.get("publication_year") else None,
        volume=biblio.get("volume"),
        issue=biblio.get("issue"),
        **pages(f"{first}-{last}" if first and last and first != last else first),
    )


def description_from_dblp(hit: Mapping[str, Any]) -> Description:
    """One search hit of dblp."""
    info = hit["info"]
    names = (info.get("authors") or {}).get("author") or []
    names = names if isinstance(names, list) else [names]
    venue = info.get("venue")
    doi = identifier_from_text(info["doi"]) if info.get("doi") else None
    return Description(
        type="article-journal" if "Journal" in (info.get("type") or "") else "paper-conference",
        identifiers=(doi,) if doi else (),
        authors=persons(plain_from_markup(one["text"]) for one in names),
        title=plain_from_markup(info["title"]).rstrip("."),
        container_title=venue[0] if isinstance(venue, list) else venue,
        issued=date_of_year(int(info["year"])),
        volume=info.get("volume"),
        issue=info.get("number"),
        **pages(info.get("pages")),
    )


def _text(element: ElementTree.Element | None) -> str | None:
    return " ".join("".join(element.itertext()).split()) if element is not None else None


def _pubmed_date(article: ElementTree.Element) -> DateRange | None:
    words = _text(article.find(".//Journal/JournalIssue/PubDate")) or ""
    year = next((word for word in words.replace("-", " ").split() if word.isdigit() and len(word) == 4), None)
    return DateRange(start=PartialDate(year=int(year))) if year else None


def description_from_pubmed(element: ElementTree.Element) -> Description:
    """One PubmedArticle."""
    article = element.find("MedlineCitation/Article")
    assert article is not None
    names = []
    for one in article.findall("AuthorList/Author"):
        if one.findtext("CollectiveName"):
            names.append(group(_text(one.find("CollectiveName")) or ""))
        elif one.findtext("LastName"):
            names.append(
                Person(family=one.findtext("LastName"), given=one.findtext("ForeName"), suffix=one.findtext("Suffix"))
            )
    doi = next(
        (one.text for one in element.findall("PubmedData/ArticleIdList/ArticleId[@IdType='doi']") if one.text), None
    )
    own = [
        identifier_of("doi", doi) if doi else None,
        identifier_of("pmid", element.findtext("MedlineCitation/PMID") or ""),
    ]
    return Description(
        type="article-journal",
        identifiers=tuple(one for one in own if one),
        authors=tuple(names),
        title=(_text(article.find("ArticleTitle")) or "").rstrip(".") or None,
        original_title=_text(article.find("VernacularTitle")),
        container_title=article.findtext("Journal/Title"),
        container_title_short=article.findtext("Journal/ISOAbbreviation"),
        issued=_pubmed_date(article),
        volume=article.findtext("Journal/JournalIssue/Volume"),
        issue=article.findtext("Journal/JournalIssue/Issue"),
        **pages(article.findtext("Pagination/MedlinePgn")),
    )


def records_from_catalogue(folder: Path) -> list[Record]:
    """Every record of the catalogue that one of the providers would hold."""
    kept = [
        record("crossref", w["DOI"], description_from_crossref(w)) for w in lines_of(folder / "crossref_works.jsonl.gz")
    ]
    kept += [
        record("openalex", w["id"], description_from_openalex(w)) for w in lines_of(folder / "openalex_works.jsonl.gz")
    ]
    with gzip.open(folder / "pubmed_articles.xml.gz") as file:
        for element in ElementTree.parse(file).getroot():
            if element.tag == "PubmedArticle":
                described, pmid = description_from_pubmed(element), element.findtext("MedlineCitation/PMID") or ""
                homes = ("pubmed", "crossref") if described.doi else ("pubmed",)
                kept += [record(home, pmid, described) for home in homes]
    return kept


def distractors_of(records: Sequence[Record], every: int = 7) -> list[Record]:
    """Records that a careless check would take for the real ones, made of every so many: a notice about the work, a
    work of the same title by others, a reply, a preprint twin. All by visibly fictional identifiers.
    """
    made = []
    strangers = (Person(family="Placeholderova", given="Anna"), Person(family="Examplesson", given="Bo"))
    for number, one in enumerate(records):
        given = one.description
        if number % every or not given.title or one.provider == "datacite":
            continue
        own = {"identifiers": (Identifier(scheme="doi", value=f"10.5555/distractor.{one.provider}.{number}"),)}
        variants = (
            {"title": f"Correction to: {given.title}"},
            {
                "authors": strangers,
                "container_title": "Journal of Placeholder Studies",
                "volume": "1",
                "pages": None,
                "issued": date_of_year(1999),
            },
            {"title": f"Comment on “{given.title}”", "authors": strangers},
            {"container_title": "Preprint Server", "type": "article", "volume": None, "pages": None, "issue": None},
        )
        changed = given.model_copy(update={**own, **variants[(number // every) % len(variants)]})
        made.append(record(one.provider, f"distractor-{number}", changed))
    return made


class Index:
    """Records by the words of their titles and authors; rare words count more."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self.postings: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(records):
            for word in set(_index_words(one.description)):
                self.postings[word].append(place)

    def search(self, reference: Reference) -> list[Record]:
        """The few best, like a source's own ranking: never empty-handed while any word is known."""
        scores: dict[int, float] = defaultdict(float)
        words = sorted(set(_index_words(reference.description)), key=lambda word: len(self.postings.get(word, ())))
        for rank, word in enumerate(words):
            hits = self.postings.get(word, ())
            if rank > 6 and len(hits) > 400:
                continue
            weight = math.log(1 + len(self.records) / (1 + len(hits)))
            for place in hits:
                scores[place] += weight
        best = sorted(scores, key=lambda place: (-scores[place], place))[:CANDIDATES]
        return [self.records[place] for place in best]


def _index_words(description: Description) -> list[str]:
    words = fold_words(description.title or "").split()
    names = [fold_words(one.full_family).replace(" ", "") for one in description.authors[:8]]
    return [word for word in words if len(word) > 2] + [f"@{name}" for name in names]


def providers_from(records: Sequence[Record]) -> tuple[Provider, ...]:
    """Providers that answer honestly from the records, doi.org among them."""
    by_home: dict[str, list[Record]] = defaultdict(list)
    for one in records:
        by_home[one.provider].append(one)
    made = tuple(_provider(name, by_home[name]) for name in ("crossref", "datacite", "pubmed", "arxiv", "openalex"))
    registered = {single for one in records for single in one.description.identifiers if single.scheme == "doi"}
    return (*made, _resolver(frozenset(registered)))


def _provider(name: str, records: Sequence[Record]) -> Provider:
    by_identifier: dict[tuple[str, str], Record] = {}
    for one in records:
        for single in one.description.identifiers:
            by_identifier.setdefault((single.scheme, single.value), one)
    index = Index(records)

    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        held = {single: by_identifier.get((single.scheme, single.value)) for single in wanted}
        return {
            single: found(name, "lookup", (one,), single) if one else absent(name, "lookup", single)
            for single, one in held.items()
        }

    def search(reference: Reference) -> Answer:
        hits = index.search(reference)
        return found(name, "search", hits) if hits else absent(name, "search")

    return Provider(name, schemes=SCHEMES[name], lookup=lookup, search=search, batch_size=100, coverage=COVERAGES[name])


def _resolver(registered: frozenset[Identifier]) -> Provider:
    def existence(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {
            single: Answer(
                provider="doi.org", question="existence", outcome="found" if single in registered else "absent", about=single,
                registration="Crossref" if single in registered else None,
            )
            for single in wanted
        }  # fmt: skip

    return Provider("doi.org", schemes=("doi",), existence=existence, batch_size=100, coverage=COVERAGES["doi.org"])


def reference_from_row(row: Mapping[str, Any]) -> Reference:
    """A row of the check sets as a data entry."""
    fields = row["fields"]
    year = str(fields.get("year") or "")
    names = fields.get("authors") or ()
    description = Description(
        type=TYPES.get(fields.get("type") or "", fields.get("type")),
        identifiers=identifiers(fields),
        authors=persons(name for name in names if fold_words(name) not in CUT),
        has_more_authors=any(fold_words(name) in CUT for name in names),
        title=fields.get("title"),
        container_title=fields.get("venue"),
        issued=date_of_year(int(year)) if year.isdigit() else None,
        volume=fields.get("volume"),
        issue=fields.get("issue"),
        publisher=fields.get("publisher"),
        publisher_place=fields.get("place"),
        note=fields.get("note"),
        **pages(fields.get("pages")),
    )
    return Reference(kind="data", raw=row.get("citation_text") or "", description=description, key=row["id"])


def day(text: str) -> date:
    """A date from its ISO form."""
    return date.fromisoformat(text)
