"""How the sources are: each is asked one question about a well-known work, all at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from citetrail.app import wiring
from citetrail.app.settings import Settings

if TYPE_CHECKING:
    from citetrail.model.answers import Provider
    from citetrail.model.identifiers import Identifier, Scheme
    from citetrail.net import Net

# One well-known work for each scheme, to be asked for.
PROBES = {
    "doi": "10.1037/a0023861",
    "pmid": "21707149",
    "pmcid": "PMC3110253",
    "arxiv": "1706.03762",
    "isbn": "9780262033848",
    "orcid": "0000-0002-1825-0097",
}
# Sources that hold only some works of a scheme: one that they hold.
OWN_PROBES: dict[str, tuple[Scheme, str]] = {
    "acl": ("acl", "P18-1001"),
    "biorxiv": ("doi", "10.1101/2025.01.05.630192"),
}


class Health(NamedTuple):
    """How a source is: `state` is `answers`, `has no key`, `not asked` or the kind of silence."""

    source: str
    is_used: bool  # asked without being named in the setting `sources`
    state: str
    key: str
    limit: str
    detail: str


def health_of_sources(settings: Settings) -> tuple[Health, ...]:
    """The health of every source, in the order in which they are asked."""
    used = frozenset(settings.sources or wiring.DEFAULT_SOURCES)
    with wiring.open_net(settings) as net, ThreadPoolExecutor(len(wiring.PROVIDERS)) as pool:
        return tuple(pool.map(lambda name: _health(settings, net, name, is_used=name in used), wiring.PROVIDERS))


def _health(settings: Settings, net: Net, name: str, *, is_used: bool) -> Health:
    key = "key set" if _has_key(settings, name) else ""
    provider = wiring.provider_named(settings, net, name)
    if provider is None:
        missing = "email …" if name == "unpaywall" else f"key.{name} …"
        return Health(name, is_used, "has no key", "", "", f"citetrail config set {missing}")
    probe = _probe(provider)
    if probe is None:
        return Health(name, is_used, "not asked", key, "", "answers searches only")
    state, detail = _asked(provider, probe)
    return Health(name, is_used, state, key, wiring.limit_seen(net, name), detail)


def _has_key(settings: Settings, name: str) -> bool:
    names = {name, "ncbi"} if name in ("pubmed", "pmc-ids") else {name}
    return bool(names & set(settings.keys))


def _probe(provider: Provider) -> Identifier | None:
    from citetrail.model.identifiers import identifier_of

    if own := OWN_PROBES.get(provider.name):
        return identifier_of(*own)
    scheme = next((scheme for scheme in provider.schemes if scheme in PROBES), None)
    return identifier_of(scheme, PROBES[scheme]) if scheme else None


def _asked(provider: Provider, probe: Identifier) -> tuple[str, str]:
    from citetrail.errors import ProviderError
    from citetrail.flows.asking import silence_of

    ask = provider.existence or provider.lookup
    if ask is None:
        return "not asked", "answers searches only"
    try:
        answer = ask([probe])[probe]
    except ProviderError as error:
        return silence_of(error), error.message
    return "answers", f"{answer.outcome} {probe}" + (" (stored)" if answer.is_from_store else "")
