"""How the sources are: each is asked one question about a well-known work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citetrail.app import wiring
from citetrail.app.settings import Settings

if TYPE_CHECKING:
    from citetrail.model.answers import Provider
    from citetrail.model.identifiers import Identifier
    from citetrail.net import Net

# One well-known work for each scheme, to be asked for.
PROBES = {
    "doi": "10.1037/a0023861",
    "pmid": "21707149",
    "pmcid": "PMC3110253",
    "arxiv": "1706.03762",
    "isbn": "9780262033848",
}


class Health(NamedTuple):
    """How a source is: `state` is `answers`, `has no key`, `not asked` or the kind of silence."""

    source: str
    state: str
    key: str
    limit: str
    detail: str


def health_of_sources(settings: Settings) -> tuple[Health, ...]:
    """The health of every source in use, in the order in which they are asked."""
    with wiring.open_net(settings) as net:
        return tuple(_health(settings, net, name) for name in settings.sources or wiring.DEFAULT_SOURCES)


def _health(settings: Settings, net: Net, name: str) -> Health:
    key = "key set" if _has_key(settings, name) else ""
    provider = wiring.provider_named(settings, net, name)
    if provider is None:
        return Health(name, "has no key", "", "", f"citetrail config set key.{name} …")
    probe = _probe(provider)
    if probe is None:
        return Health(name, "not asked", key, "", "answers searches only")
    state, detail = _asked(provider, probe)
    return Health(name, state, key, wiring.limit_seen(net, name), detail)


def _has_key(settings: Settings, name: str) -> bool:
    names = {name, "ncbi"} if name in ("pubmed", "pmc-ids") else {name}
    return bool(names & set(settings.keys))


def _probe(provider: Provider) -> Identifier | None:
    from citetrail.model.identifiers import identifier_of

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
