"""What asking costs: requests per reference and the rate at the server, measured at the stand-in.

Run from the checkout: `PYTHONPATH=tests .venv/bin/python tests/benchmark/sources.py` (needs the shared catalogue).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from citetrail.flows.resolve import resolve
from citetrail.model import Description, Identifier, Provider, Reference, date_range_from_edtf, identifier_of
from citetrail.net import Net
from citetrail.providers import arxiv, crossref, datacite, doi_org, openalex, pubmed
from citetrail.providers.settings import ProviderSettings
from conftest import shared_folder
from contract.sources import open_net
from standin import StandIn, world_from_shared
from standin.world import StandInWork

COUNT = 100
TODAY = date(2026, 11, 24)


def main(shared: Path) -> None:
    """Print the table."""
    world = world_from_shared(shared)
    print("| list of 100 references | requests | per reference | verified | mismatch | else |")
    print("|---|---|---|---|---|---|")
    with StandIn(world) as sources:
        for label, references in lists(world.works):
            sources.forget_seen()
            with open_net(sources) as net:
                verdicts = resolve(references, providers(net), TODAY)
            counted = Counter(verdict.identity for verdict in verdicts)
            asked = Counter(one.source for one in sources.seen())
            rest = ", ".join(
                f"{name} {count}" for name, count in counted.items() if name not in {"verified", "mismatch"}
            )
            detail = ", ".join(f"{name} {count}" for name, count in asked.most_common())
            total = sum(asked.values())
            print(
                f"| {label} | {total} ({detail}) | {total / len(references):.2f} |"
                f" {counted['verified']} | {counted['mismatch']} | {rest or '–'} |"
            )


def providers(net: Net) -> tuple[Provider, ...]:
    """The sources that need no key and cover every field, in the order of the command line."""
    settings = ProviderSettings(email="someone@example.org")
    return tuple(module.provider(net, settings) for module in (crossref, datacite, pubmed, arxiv, openalex, doi_org))


def lists(works: Sequence[StandInWork]) -> list[tuple[str, list[Reference]]]:
    """Lists of the kinds that people have."""
    articles = [one for one in works if one.agency == "crossref" and one.authors and one.year and len(one.title) > 25]
    data = [one for one in works if one.agency == "datacite" and not one.arxiv and one.authors and one.year]
    preprints = [one for one in works if one.arxiv and one.authors]
    mixed = [one for one in works if one.authors and one.year and len(one.title) > 25]
    medical = [one for one in works if one.pmid and one.authors and one.year]
    return [
        ("DOIs of Crossref", [by_doi(one) for one in spread(articles, COUNT)]),
        (
            "DOIs as they come, of all agencies",
            [by_doi(one) for one in spread([one for one in mixed if one.doi], COUNT)],
        ),
        (
            "80 DOIs of Crossref, 10 of DataCite, 5 arXiv ids, 5 PMIDs",
            [by_doi(one) for one in spread(articles, 80)]
            + [by_doi(one) for one in spread(data, 10)]
            + [by_id(one, identifier_of("arxiv", one.arxiv or "")) for one in spread(preprints, 5)]
            + [by_id(one, identifier_of("pmid", f"pmid:{one.pmid}")) for one in spread(medical, 5)],
        ),
        ("without identifiers, held by Crossref", [by_words(one) for one in spread(articles, COUNT)]),
        ("without identifiers, as they come", [by_words(one) for one in spread(mixed, COUNT)]),
        ("DOIs that nobody registered", [unregistered(place) for place in range(COUNT)]),
    ]


def spread(works: Sequence[StandInWork], count: int) -> list[StandInWork]:
    """Works from all over the list."""
    return [works[place * len(works) // count] for place in range(count)]


def described(one: StandInWork) -> Description:
    """What a careful author would write down."""
    return Description(
        title=one.title,
        authors=one.authors,
        container_title=one.container,
        issued=date_range_from_edtf(str(one.year)) if one.year else None,
        type="article-journal" if one.kind == "article" else None,
    )


def by_words(one: StandInWork) -> Reference:
    return Reference(kind="data", raw=one.words, description=described(one))


def by_id(one: StandInWork, identifier: Identifier | None) -> Reference:
    found = described(one).model_copy(update={"identifiers": (identifier,) if identifier else ()})
    return Reference(kind="data", raw=one.words, description=found)


def by_doi(one: StandInWork) -> Reference:
    return by_id(one, identifier_of("doi", one.doi or ""))


def unregistered(place: int) -> Reference:
    doi = identifier_of("doi", f"10.5555/nobody.{place}")
    return Reference(kind="identifier", raw=str(doi), description=Description(identifiers=(doi,) if doi else ()))


if __name__ == "__main__":
    folder = shared_folder()
    if folder is None:
        sys.exit("the shared data folder is not here (set CITETRAIL_SHARED)")
    main(folder)
