"""doi.org: agencies, handles, and CSL-JSON by content negotiation; a page in HTML for what does not exist."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from standin import crossref
from standin.replies import Asked, Served, date_parts, html_reply, json_reply
from standin.world import StandInWork, World

LABELS = {"crossref": "Crossref", "datacite": "DataCite"}


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    known = {} if fault == "empty-list" else world.by_doi
    path = unquote(asked.path)
    if path.startswith("/ra/"):
        return json_reply([_agency(known, doi) for doi in path.removeprefix("/ra/").split(",")])
    if path.startswith("/api/handles/"):
        doi = path.removeprefix("/api/handles/").lower()
        return json_reply({"responseCode": 1 if doi in known else 100, "handle": doi}, 200 if doi in known else 404)
    one = known.get(path.lstrip("/").lower())
    if one is None:
        return html_reply(404, "DOI Not Found")
    if "citationstyles" not in asked.headers.get("accept", ""):
        return Served(302, b"", "text/html", (("location", f"https://example.org/{one.doi}"),))
    return json_reply(_csl(one))


def _agency(known: dict[str, StandInWork], doi: str) -> dict[str, str]:
    one = known.get(doi.lower())
    if one is None:
        return {"DOI": doi, "status": "DOI does not exist"}
    return {"DOI": doi, "RA": LABELS.get(one.agency or "", one.agency or "Crossref")}


def _csl(one: StandInWork) -> dict[str, Any]:
    if one.agency == "crossref":
        found = crossref.message(one)
        return found | {
            "title": (found.get("title") or [""])[0],
            "container-title": (found.get("container-title") or [""])[0],
        }
    return {
        "type": {"dataset": "dataset", "thesis": "thesis"}.get(one.kind, "article"),
        "id": f"https://doi.org/{one.doi}",
        "author": [{"family": person.full_family, "given": person.given} for person in one.authors],
        "issued": {"date-parts": date_parts(one.date, one.year)},
        "DOI": one.doi,
        "publisher": one.publisher,
        "title": one.title,
    }
