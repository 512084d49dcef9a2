"""doctor: can the sources be reached, is the library whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from citetrail.app.settings import Settings
from citetrail.cli.options import JsonOption, with_network

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


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="doctor")(with_network(doctor))


def doctor(
    settings: Settings,
    sources: Annotated[bool, typer.Option("--sources/--no-sources", help="Ask every source one question.")] = True,
    as_json: JsonOption = False,
) -> None:
    """See whether all is well.

    Asks every source one question and looks the library over. Exits 1 if something is wrong, 3 if a source is silent.
    """
    from citetrail.app import wiring
    from citetrail.cli.output import print_json, print_table, say
    from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED

    health: list[Health] = []
    if sources:
        with wiring.open_net(settings) as net:
            health = [_health(settings, net, name) for name in settings.sources or wiring.DEFAULT_SOURCES]
    findings = _library_findings(settings)
    if as_json:
        print_json({"sources": health, "library": findings})
    else:
        print_table(([*single] for single in health), flexible=4)
        say(f"library {settings.library}: " + ("; ".join(findings) if findings else "whole"))
    silent = any(single.state not in ("answers", "has no key", "not asked") for single in health)
    raise typer.Exit(EXIT_FINDINGS if findings else EXIT_UNSETTLED if silent else EXIT_OK)


def _health(settings: Settings, net: Net, name: str) -> Health:
    from citetrail.app import wiring

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


def _library_findings(settings: Settings) -> list[str]:
    from citetrail.app import wiring

    if not settings.library.exists():
        return []
    with wiring.open_library(settings) as library:
        return [str(finding) for finding in library.check()]
