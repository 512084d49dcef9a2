"""The PMC ID converter: misses are rows with an error inside HTTP 200."""

from __future__ import annotations

from standin.replies import Asked, Served, json_reply
from standin.world import World


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    scheme, ids = parameters.get("idtype", "doi"), [one for one in parameters.get("ids", "").split(",") if one]
    if not ids or scheme not in {"pmid", "pmcid", "doi"}:
        return json_reply({"status": "error", "message": "no ids"}, 400)
    known = {getattr(one, scheme): one for one in world.works if one.pmcid and getattr(one, scheme)}
    rows = []
    for wanted in ids:
        one = None if fault == "empty-list" else known.get(wanted)
        if one is None:
            rows.append(
                {scheme: wanted, "requested-id": wanted, "status": "error", "errmsg": "Identifier not found in PMC"}
            )
        else:
            rows.append(
                {"doi": one.doi, "pmcid": one.pmcid, "pmid": int(one.pmid or 0) or None, "requested-id": wanted}
            )
    return json_reply({"status": "ok", "request": {"ids": ids}, "records": rows})
