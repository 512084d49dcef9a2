"""Whether an identifier exists, as far as the answers tell: registered, unregistered, or not settled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from citetrail.model.answers import Answer, Coverage
from citetrail.model.identifiers import Identifier

Registration = Literal["registered", "unregistered", "unsettled"]

# DOIs with a version behind them are not registered although the work is (`10.48550/arxiv.2101.00001v2`).
_VERSIONED = re.compile(r"^10\.(?:48550/arxiv\..+|1101/.+|21203/.+|31234/.+|26434/.+)v\d+$", re.IGNORECASE)


def registration_of(
    identifier: Identifier, answers: Sequence[Answer], coverage: Mapping[str, Coverage]
) -> Registration:
    """What the answers about `identifier` come to.

    Unregistered needs a confirmed no: for a DOI that the resolver does not know it and that a registration agency,
    the likeliest one, does not have it either; for other schemes that a source which must know every such identifier
    does not. One silent answer about it leaves it unsettled.
    """
    about = [answer for answer in answers if answer.about == identifier and answer.question in ("lookup", "existence")]
    if any(answer.outcome == "found" for answer in about):
        return "registered"
    if not about or any(answer.outcome == "silent" for answer in about) or _VERSIONED.match(identifier.value):
        return "unsettled"
    return "unregistered" if _is_denied(identifier, about, coverage) else "unsettled"


def _is_denied(identifier: Identifier, about: Sequence[Answer], coverage: Mapping[str, Coverage]) -> bool:
    denied_by = {answer.provider for answer in about if answer.outcome == "absent"}
    if identifier.scheme == "doi":
        asked_resolver = any(answer.question == "existence" and answer.outcome == "absent" for answer in about)
        agencies = {name for name, single in coverage.items() if single.registration_agency}
        return asked_resolver and (not agencies or bool(agencies & denied_by))
    return any(identifier.scheme in coverage[name].is_exhaustive_for for name in denied_by if name in coverage)
