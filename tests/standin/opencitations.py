"""OpenCitations: Index v2 links and Meta; an empty list for whatever is unknown, identifiers only with prefix."""

from __future__ import annotations

import re

from standin.replies import Asked, Served, json_reply
from standin.world import StandInWork, World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    links = re.fullmatch(r"/index/v2/(citations|references)/(.+)", asked.path)
    if links:
        one = _work(world, links[2])
        if one is None or fault == "empty-list":
            return json_reply([])
        others = world.cited_by(one) if links[1] == "citations" else world.cites(one)
        citing = links[1] == "citations"
        return json_reply([_link(other, one) if citing else _link(one, other) for other in others])
    ids = asked.path.removeprefix("/meta/v1/metadata/").split("__")
    if len(ids) >= 15:
        return json_reply({"error": "too many"}, 500)
    works = [one for name in ids if (one := _work(world, name))]
    return json_reply([] if fault == "empty-list" else [_row(one) for one in works])


def _work(world: World, name: str) -> StandInWork | None:
    scheme, _, value = name.partition(":")
    return {"doi": world.by_doi, "pmid": world.by_pmid}.get(scheme, {}).get(value.lower())


def _ids(one: StandInWork) -> str:
    return " ".join(
        ["omid:br/0601", *([f"doi:{one.doi}"] if one.doi else []), *([f"pmid:{one.pmid}"] if one.pmid else [])]
    )


def _link(citing: StandInWork, cited: StandInWork) -> dict[str, str]:
    return {
        "oci": "0601-0602", "citing": _ids(citing), "cited": _ids(cited), "creation": str(citing.year or ""),
        "timespan": "P1Y", "journal_sc": "no", "author_sc": "no",
    }  # fmt: skip


def _row(one: StandInWork) -> dict[str, str]:
    return {
        "id": _ids(one), "title": one.title, "author": "; ".join(f"{person.sort_name} [omid:ra/0601]" for person in one.authors),
        "pub_date": one.date or str(one.year or ""), "page": one.pages or "", "issue": one.issue or "",
        "volume": one.volume or "", "venue": f"{one.container} [omid:br/0603]" if one.container else "",
        "type": "journal article", "publisher": one.publisher or "", "editor": "",
    }  # fmt: skip
