"""Every provider with every question it takes, asked of a small fictional world on loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from citetrail.model import (
    Answer,
    Description,
    Identifier,
    Person,
    Provider,
    QuestionKind,
    Reference,
    date_range_from_edtf,
)
from citetrail.net import Clock, Limit, Net, NetSettings
from citetrail.net.transport import HttpTransport, Transport
from citetrail.providers.settings import ProviderSettings
from standin import StandIn, World, work

MODULES = (
    "crossref", "openalex", "datacite", "doi_org", "pubmed", "arxiv", "europe_pmc", "pmc_ids", "semantic_scholar",
    "opencitations", "unpaywall", "orcid", "open_library", "google_books", "dblp", "inspire", "ads", "acl", "openreview",
    "biorxiv", "wikidata",
)  # fmt: skip
EMAIL = "jane.doe@example.org"
KEYS = {name: f"key-of-{name}" for name in ("semantic-scholar", "ads", "google-books")}
ORCID = "0000-0002-1825-0097"  # the registry's own example person
ISBN = "9780306406157"  # the example of the ISBN manual
TITLE = "A visible fiction of foxes"

PAPER = work(
    "10.5555/foxes", TITLE, authors=["Doe, Jane", "Roe, Richard"], year=2020, container="Journal of Fictions",
    volume="7", issue="2", pages="11-19", pmid="99999901", pmcid="PMC99999901", orcid=ORCID, acl="2020.fic-long.7",
    openreview="FicForum01", references=["10.5555/hens"],
    notices=[("correction", "10.5555/note", "2021-02-03", "publisher")],
)  # fmt: skip
CITED = work("10.5555/hens", "An older fiction of hens", authors=["Poe, Ann"], year=2010, pmid="99999902")
DATA = work(
    "10.5281/zenodo.55550001", f"{TITLE}: data", agency="datacite", kind="dataset", authors=["Doe, Jane"], year=2020,
    references=["10.5281/zenodo.55550002"],
)  # fmt: skip
DATA_CITED = work(
    "10.5281/zenodo.55550002", "Older data of hens", agency="datacite", kind="dataset", authors=["Poe, Ann"], year=2011
)
PREPRINT = work(
    "10.48550/arxiv.2001.00001", TITLE, agency="datacite", kind="preprint", arxiv="2001.00001", authors=["Doe, Jane"],
    year=2020, published_as="10.5555/foxes",
)  # fmt: skip
BIO = work(
    "10.1101/2020.01.01.000001", TITLE, kind="preprint", authors=["Doe, Jane"], year=2020, published_as="10.5555/foxes"
)
BOOK = work(None, TITLE, kind="book", authors=["Doe, Jane"], year=2019, isbn=ISBN, publisher="Fictive Press")
WORLD = World([PAPER, CITED, DATA, DATA_CITED, PREPRINT, BIO, BOOK])

REFERENCE = Reference(
    kind="printed",
    raw=f"Doe J, Roe R. {TITLE}. Journal of Fictions 2020;7(2):11-9.",
    description=Description(
        title=TITLE, authors=(Person(family="Doe", given="Jane"), Person(family="Roe", given="Richard")),
        issued=date_range_from_edtf("2020"),
    ),
)  # fmt: skip


def known(scheme, value: str) -> Identifier:
    return Identifier(scheme=scheme, value=value)


ABOUT: Mapping[str, Identifier] = {
    "datacite": known("doi", "10.5281/zenodo.55550001"),
    "pubmed": known("pmid", "99999901"),
    "arxiv": known("arxiv", "2001.00001"),
    "europe-pmc": known("pmid", "99999901"),
    "pmc-ids": known("pmid", "99999901"),
    "orcid": known("orcid", ORCID),
    "open-library": known("isbn", ISBN),
    "google-books": known("isbn", ISBN),
    "acl": known("acl", "2020.fic-long.7"),
    "openreview": known("openreview", "FicForum01"),
    "biorxiv": known("doi", "10.1101/2020.01.01.000001"),
}
CITED_BY: Mapping[str, Identifier] = {
    "datacite": known("doi", "10.5281/zenodo.55550002"),
    "pubmed": known("pmid", "99999902"),
    "europe-pmc": known("pmid", "99999902"),
}
MISSING: Mapping[str, Identifier] = {
    "datacite": known("doi", "10.5281/zenodo.55559999"),
    "pubmed": known("pmid", "99999999"),
    "arxiv": known("arxiv", "2001.99999"),
    "europe-pmc": known("pmid", "99999999"),
    "pmc-ids": known("pmid", "99999999"),
    "orcid": known("orcid", "0000-0001-5109-3700"),
    "open-library": known("isbn", "9781402894626"),
    "google-books": known("isbn", "9781402894626"),
    "acl": known("acl", "2020.fic-long.99"),
    "openreview": known("openreview", "FicForum99"),
    "biorxiv": known("doi", "10.1101/2020.01.01.999999"),
}


@dataclass(frozen=True)
class Question:
    """One question to one provider, ready to be put."""

    provider: Provider
    kind: QuestionKind
    ask: Callable[[], Answer]


def questions(net: Net) -> Iterator[Question]:
    """All questions of all providers, about works of the fictional world."""
    settings = ProviderSettings(email=EMAIL, keys=KEYS)
    for module in MODULES:
        provider: Provider = import_module(f"citetrail.providers.{module}").provider(net, settings)
        yield from questions_to(provider)


def questions_to(provider: Provider) -> Iterator[Question]:
    about = ABOUT.get(provider.name, known("doi", "10.5555/foxes"))
    cited = CITED_BY.get(provider.name, known("doi", "10.5555/hens"))
    lookup, existence, search = provider.lookup, provider.existence, provider.search
    references, citing = provider.references, provider.citing
    if lookup:
        yield Question(provider, "lookup", lambda: lookup([about])[about])
    if existence:
        yield Question(provider, "existence", lambda: existence([about])[about])
    if search:
        yield Question(provider, "search", lambda: search(REFERENCE))
    if references:
        yield Question(provider, "references", lambda: references(about))
    if citing:
        yield Question(provider, "citing", lambda: citing(cited))


def missing_of(provider: Provider) -> Identifier:
    return MISSING.get(provider.name, known("doi", "10.5555/nobody"))


class JumpingClock:
    """Real time, but sleeping costs none: it only moves the clock on."""

    def __init__(self) -> None:
        self.slept = 0.0

    def now(self) -> float:
        return time.time() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@cache
def one_transport() -> Transport:
    """One HTTP client for all tests, as making one takes longer than asking; it keeps to real time."""
    return HttpTransport(Clock(now=time.time, sleep=time.sleep))


@contextmanager
def open_net(sources: StandIn, clock: JumpingClock | None = None, **settings) -> Iterator[Net]:
    """A network room whose sources are on loopback, with generous limits and a clock that jumps."""
    ticking = clock or JumpingClock()
    limits = {name: Limit(10_000, in_flight=20) for name in (*sources.base_urls(), "ncbi")}
    chosen = NetSettings(
        **({"base_urls": sources.base_urls(), "limits": limits, "secrets": (EMAIL, *KEYS.values())} | settings)
    )
    net = Net(chosen, Clock(now=ticking.now, sleep=ticking.sleep), one_transport())
    try:
        yield net
    finally:
        net.close()
