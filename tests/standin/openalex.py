"""OpenAlex: single works by any id, filters, title search, `cites:` lists by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from citetrail.model import fold_words
from standin.replies import Asked, Served, html_reply, json_reply
from standin.world import StandInWork, World, is_within, openalex_id

TYPES = {
    "article": "article", "conference": "article", "book": "book", "chapter": "book-chapter", "preprint": "preprint",
    "dataset": "dataset", "thesis": "dissertation", "report": "report",
}  # fmt: skip


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    if asked.path.startswith("/works/"):
        one = _single(world, unquote(asked.path.removeprefix("/works/")))
        if one is None or fault == "empty-list":
            return html_reply(404, "404 Not Found")
        return json_reply(message(world, one, fault))
    if asked.path == "/works":
        return _list(world, asked.parameters, fault)
    return html_reply(404, "404 Not Found")


def _single(world: World, name: str) -> StandInWork | None:
    scheme, _, value = ("doi", "", name) if name.startswith("https:") else name.partition(":")
    if scheme == "doi":
        return world.by_doi.get(value.lower().removeprefix("https://doi.org/"))
    if scheme == "pmid":
        return world.by_pmid.get(value)
    if scheme == "pmcid":
        return next((one for one in world.works if one.pmcid and one.pmcid.removeprefix("PMC") == value), None)
    return world.by_openalex.get(name.upper())


def _list(world: World, parameters: dict[str, str], fault: str | None) -> Served:
    per_page, page = int(parameters.get("per_page", parameters.get("per-page", "25"))), int(parameters.get("page", "1"))
    if per_page > 200 or per_page * page > 10_000:
        return json_reply(
            {"error": "Pagination error.", "message": "Maximum results size of 10,000 records is exceeded."}, 400
        )
    found = _found(world, parameters)
    if found is None:
        return json_reply({"error": "Invalid query parameters error.", "message": "not a valid filter"}, 400)
    if fault == "empty-list":
        found = []
    if parameters.get("sort", "").startswith("publication_date:desc"):
        found = sorted(found, key=lambda one: (-(one.year or 0), one.doi or ""))
    results = [message(world, one, fault) for one in found[(page - 1) * per_page : page * per_page]]
    return json_reply(
        {"meta": {"count": len(found), "page": page, "per_page": per_page}, "results": results, "group_by": []}
    )


def _found(world: World, parameters: dict[str, str]) -> list[StandInWork] | None:
    name, _, value = parameters.get("filter", "").partition(":")
    if name == "doi":
        return [
            one for doi in value.split("|") if (one := world.by_doi.get(doi.lower().removeprefix("https://doi.org/")))
        ]
    if name in {"ids.openalex", "openalex"}:
        return [one for part in value.split("|") if (one := world.by_openalex.get(part.rpartition("/")[2]))]
    if name in {"ids.pmid", "pmid"}:
        return [one for part in value.split("|") if (one := world.by_pmid.get(part))]
    if name in {"ids.pmcid", "pmcid"}:
        return [one for one in world.works if one.pmcid and one.pmcid in value.split("|")]
    if name == "cites":
        cited = world.by_openalex.get(value)
        links = (world.citing.get(key, ()) for key in (value, cited.doi if cited else None) if key)
        return list(dict.fromkeys(one for works in links for one in works))
    if "search" in parameters and name in {"raw_author_name.search", "from_publication_date", "to_publication_date"}:
        return _spoken_of(world, parameters)
    query = value if name == "title.search" else parameters.get("search")
    if query is None:
        return None
    index = world.index("openalex", ((key, one.title if name else one.words) for key, one in world.by_openalex.items()))
    return [world.by_openalex[key] for key, _ in index.search(query, every_word=True)]


def _spoken_of(world: World, parameters: dict[str, str]) -> list[StandInWork]:
    """Any of the words, by any of the authors, in a span of days."""
    filters = dict(part.split(":", 1) for part in parameters["filter"].split(","))
    authors = [name for name in filters.get("raw_author_name.search", "").split("|") if name]
    hits = world.found_by_any_word(parameters["search"].replace(" OR ", " "))
    if authors:
        hits = [one for one in hits if any(name in fold_words(str(one.authors)) for name in authors)]
    first, last = filters.get("from_publication_date"), filters.get("to_publication_date")
    return [one for one in hits if is_within(one, first, last)]


def message(world: World, one: StandInWork, fault: str | None = None) -> dict[str, Any]:
    native = one.native_of("openalex")
    found = dict(native) if native else _rendered(one)
    known = {f"https://openalex.org/{openalex_id(world.by_doi[doi])}" for doi in one.references if doi in world.by_doi}
    found["referenced_works"] = sorted({*(found.get("referenced_works") or ()), *known})
    found["cited_by_count"] = max(found.get("cited_by_count") or 0, _cited_by(world, one))
    if fault == "stale":
        found |= {"is_retracted": False, "cited_by_count": 0}
    return found


def _cited_by(world: World, one: StandInWork) -> int:
    return len({*world.citing.get(one.doi or "", ()), *world.citing.get(openalex_id(one), ())})


def _rendered(one: StandInWork) -> dict[str, Any]:
    first, _, last = (one.pages or "").replace("–", "-").partition("-")
    source = {
        "display_name": one.container,
        "issn": [one.issn] if one.issn else [],
        "type": "conference" if one.kind == "conference" else "journal",
    }
    ids = {
        "openalex": f"https://openalex.org/{openalex_id(one)}",
        "doi": f"https://doi.org/{one.doi}" if one.doi else None,
        "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{one.pmid}" if one.pmid else None,
        "pmcid": f"https://www.ncbi.nlm.nih.gov/pmc/articles/{one.pmcid.removeprefix('PMC')}" if one.pmcid else None,
    }
    return {
        "id": ids["openalex"],
        "doi": ids["doi"],
        "ids": {name: value for name, value in ids.items() if value},
        "title": one.title,
        "display_name": one.title,
        "publication_year": one.year,
        "publication_date": one.date or (f"{one.year}-01-01" if one.year else None),
        "type": TYPES[one.kind],
        "authorships": [
            {
                "author_position": "middle",
                "author": {"id": None, "display_name": str(person), "orcid": person.orcid},
                "raw_author_name": str(person),
            }
            for person in one.authors
        ],
        "primary_location": {"source": source if one.container else None, "landing_page_url": ids["doi"]},
        "locations": [],
        "open_access": {"is_oa": False, "oa_url": None},
        "biblio": {"volume": one.volume, "issue": one.issue, "first_page": first or None, "last_page": last or None},
        "is_retracted": any(kind == "retraction" for kind, *_ in one.notices),
        "referenced_works": [],
        "cited_by_count": 0,
        "language": "en",
    }
