"""Builds the real things from the settings: the library, the network, the providers, the formats, the clock."""

from __future__ import annotations

import json
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.app.secrets import keys_with_secrets
from citetrail.app.settings import Settings
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.library import Library
    from citetrail.model.answers import Provider
    from citetrail.model.descriptions import Description
    from citetrail.model.formats import Format
    from citetrail.net import Net
    from citetrail.net.store import ResponseStore, StoreShare
    from citetrail.providers.web import Page
    from citetrail.styles import Style

# In the order in which they are asked; docs/providers.md tells what each can answer.
PROVIDERS: dict[str, str] = {
    "crossref": "citetrail.providers.crossref",
    "datacite": "citetrail.providers.datacite",
    "pubmed": "citetrail.providers.pubmed",
    "europe-pmc": "citetrail.providers.europe_pmc",
    "pmc-ids": "citetrail.providers.pmc_ids",
    "arxiv": "citetrail.providers.arxiv",
    "openalex": "citetrail.providers.openalex",
    "semantic-scholar": "citetrail.providers.semantic_scholar",
    "open-library": "citetrail.providers.open_library",
    "google-books": "citetrail.providers.google_books",
    "opencitations": "citetrail.providers.opencitations",
    "inspire": "citetrail.providers.inspire",
    "ads": "citetrail.providers.ads",
    "dblp": "citetrail.providers.dblp",
    "acl": "citetrail.providers.acl",
    "openreview": "citetrail.providers.openreview",
    "biorxiv": "citetrail.providers.biorxiv",
    "unpaywall": "citetrail.providers.unpaywall",
    "orcid": "citetrail.providers.orcid",
    "wikidata": "citetrail.providers.wikidata",
    "retraction-watch": "citetrail.providers.retraction_watch",
    "doi.org": "citetrail.providers.doi_org",
    "web": "citetrail.providers.web",
}
# Asked unless the person chooses others. Those that need a key answer nothing without one; the rest of the table covers
# one field or one kind each and is asked on request, so that no reference costs a dozen questions.
DEFAULT_SOURCES = (
    "crossref", "datacite", "pubmed", "europe-pmc", "arxiv", "openalex", "semantic-scholar", "open-library",
    "google-books", "opencitations", "ads", "retraction-watch", "doi.org", "web",
)  # fmt: skip
# In the order in which content is tried; the names are what --format takes.
FORMATS: dict[str, str] = {
    "bibtex": "citetrail.formats.bibtex",
    "biblatex": "citetrail.formats.bibtex:BIBLATEX_FORMAT",
    "ris": "citetrail.formats.ris",
    "nbib": "citetrail.formats.nbib",
    "endnote": "citetrail.formats.endnote_tagged",
    "web-of-science": "citetrail.formats.web_of_science",
    "refworks": "citetrail.formats.refworks",
    "better-bibtex-json": "citetrail.formats.better_bibtex_json",
    "csl-json": "citetrail.formats.csl_json",
    "jsonl": "citetrail.formats.json_lines",
    "crossref-json": "citetrail.formats.crossref_json",
    "datacite-json": "citetrail.formats.datacite_json",
    "csl-yaml": "citetrail.formats.csl_yaml",
    "hayagriva": "citetrail.formats.hayagriva",
    "cff": "citetrail.formats.cff",
    "pubmed-xml": "citetrail.formats.pubmed_xml",
    "marc-xml": "citetrail.formats.marc_xml",
    "dublin-core": "citetrail.formats.dublin_core",
    "endnote-xml": "citetrail.formats.endnote_xml",
    "word-xml": "citetrail.formats.word_xml",
    "mods": "citetrail.formats.mods",
    "zotero-rdf": "citetrail.formats.zotero_rdf",
    "wikipedia": "citetrail.formats.wikipedia",
    "csv": "citetrail.formats.table",
    "tsv": "citetrail.formats.table:TSV_FORMAT",
    "html-metadata": "citetrail.formats.html",
}


FILE_TIMEOUT_SECONDS = 120.0
# Those that tell where a free copy stands, or under which number PMC has one.
COPY_SOURCES = ("unpaywall", "openalex", "semantic-scholar", "pmc-ids")


def now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The day, in UTC."""
    return now().date()


def day_of(net: Net) -> date:
    """The day that answers are judged on: today, or when what is replayed was recorded."""
    return net.recorded_at.date() if net.recorded_at else today()


def open_library(settings: Settings, *, create: bool = False) -> Library:
    """The library that the settings name. Raises LibraryError if it cannot be used."""
    from citetrail.library import Library

    return Library.open(settings.library, now=now, create=create)


@contextmanager
def open_net(settings: Settings, *, max_file_bytes: int | None = None) -> Iterator[Net]:
    """The network, closed again at the end. With `max_file_bytes` for files: up to that size, and none is stored."""
    from citetrail.net import Clock, Limit, Net, NetSettings

    keys = keys_with_secrets(settings.keys)
    chosen = NetSettings(
        user_agent=_user_agent(settings),
        freshness=settings.freshness,
        store=settings.store if max_file_bytes is None else None,
        record=settings.record,
        replay=settings.replay,
        base_urls=settings.base_urls,
        limits={name: Limit(rate, in_flight) for name, (rate, in_flight) in settings.limits.items()},
        secrets=tuple(filter(None, (settings.email, *keys.values()))),
        deadline_seconds=settings.deadline_seconds,
    )
    if max_file_bytes is not None:
        chosen = replace(chosen, max_body_bytes=max_file_bytes, timeout_seconds=FILE_TIMEOUT_SECONDS)
    net = Net(chosen, Clock(now=time.time, sleep=time.sleep))
    try:
        yield net
    finally:
        net.close()


def _user_agent(settings: Settings) -> str:
    from importlib.metadata import version

    contact = f" (mailto:{settings.email})" if settings.email else ""
    return f"citetrail/{version('citetrail')}{contact}"


def providers(settings: Settings, net: Net) -> tuple[Provider, ...]:
    """The providers that the person chose, in the order in which they are asked.

    Raises InputError for a name that no provider has.
    """
    chosen = settings.sources or DEFAULT_SOURCES
    for name in chosen:
        if name not in PROVIDERS:
            raise InputError(f"no source is called {name!r}", hint=f"There are {', '.join(PROVIDERS)}.")
    if settings.replay and (recorded := _sources_of_recording(net, ())):
        keys = {name: settings.keys.get(name) or "replayed" for name in recorded}  # nobody is asked, so any will do
        chosen, settings = recorded, replace(settings, keys=keys, email=settings.email or "replay@example.org")
    built = (provider_named(settings, net, name) for name in PROVIDERS if name in chosen)
    found = tuple(provider for provider in built if provider is not None)
    if settings.record:
        _sources_of_recording(net, [provider.name for provider in found])
    return found


def _sources_of_recording(net: Net, asked: Sequence[str]) -> tuple[str, ...]:
    """Put into a recording which sources are asked, or read it there: whose "no" counts is part of a verdict."""
    from citetrail.errors import NotAsked
    from citetrail.net import Request

    request = Request("citetrail", "https://citetrail.invalid", "/sources")
    try:
        response = net.read_local(request, lambda: json.dumps(list(asked)).encode())
    except NotAsked:  # recorded by an older version, or by hand
        return ()
    return tuple(name for name in json.loads(response.body) if name in PROVIDERS)


def provider_named(settings: Settings, net: Net, name: str) -> Provider | None:
    """One provider; None if it answers nothing without a key that the person does not have."""
    from citetrail.providers.settings import ProviderSettings

    own = ProviderSettings(
        email=settings.email, keys=keys_with_secrets(settings.keys), data_folder=settings.data_folder
    )
    provider: Provider = import_module(PROVIDERS[name]).provider(net, own)
    return provider if _can_be_asked(provider) else None


def limit_seen(net: Net, name: str) -> str:
    """What a source's own headers said last of its limits, as people read it; empty if nothing."""
    state = net.lanes.state(name)
    if state is None:
        return ""
    seen = ", ".join(f"{what.replace('_', ' ')} {value:g}" for what, value in sorted(state.seen.items()))
    return state.closed_because if state.closed_until > time.time() else seen


def _can_be_asked(provider: Provider) -> bool:
    questions = (provider.lookup, provider.search, provider.references, provider.citing, provider.existence)
    return any(question is not None for question in questions)


def copy_providers(settings: Settings, net: Net) -> tuple[Provider, ...]:
    """The providers that can tell where a free copy of a work stands."""
    built = (provider_named(settings, net, name) for name in COPY_SOURCES)
    return tuple(provider for provider in built if provider is not None and provider.lookup is not None)


def fetch_page(settings: Settings, address: str) -> Page:
    """A web page's bytes and where it stood."""
    from citetrail.providers.web import fetch_page

    with open_net(settings) as net:
        return fetch_page(net, address)


def fetch_file(net: Net, address: str) -> bytes:
    """The bytes of a file on the web. Raises ProviderError if it cannot be had."""
    from citetrail.providers.web import fetch_file

    return fetch_file(net, address).data


def is_gone(net: Net, address: str) -> bool:
    """Whether a web address says that nothing stands there any more. Raises ProviderError if nobody answers."""
    from citetrail.providers.web import page_request

    return net.send(page_request(address)).status in (404, 410)


def formats(names: Sequence[str] = tuple(FORMATS)) -> tuple[Format, ...]:
    """The built-in bibliography formats of these names."""
    return tuple(_format(FORMATS[name]) for name in names)


def _format(place: str) -> Format:
    module, _, name = place.partition(":")
    form: Format = getattr(import_module(module), name or "FORMAT")
    return form


# Endings that only bibliographies have: their format is tried before any other is loaded.
_FORMAT_OF_ENDING = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris", ".nbib": "nbib", ".enw": "endnote", ".cff": "cff",
    ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip


def formats_for_file(data: bytes, name: str) -> tuple[Format, ...]:
    """The formats that a file may be in: the one of its ending alone if it takes the content, else all."""
    likely = _FORMAT_OF_ENDING.get(Path(name).suffix.lower())
    if likely is not None:
        (form,) = formats((likely,))
        if form.read is not None and form.sniff(data):
            return (form,)
    return formats()


def make_key(settings: Settings, description: Description, taken: Container[str]) -> str:
    """A citation key by the person's template that no other work has."""
    from citetrail.judging.keys import citation_key

    return citation_key(description, settings.key_template, taken)


def writable_format(name: str) -> Format:
    """The format of this name. Raises InputError with the names there are."""
    if name in FORMATS:
        (form,) = formats((name,))
        if form.write is not None:
            return form
    names = [form.name for form in formats() if form.write is not None]
    raise InputError(f"no format to write is called {name!r}", hint=f"There are {', '.join(names)}.")


def format_for_file(target: Path | None) -> Format:
    """The format that a file's ending stands for. Raises InputError if it stands for none."""
    if target is not None:
        for form in formats():
            if form.write is not None and target.suffix.lower() in form.endings:
                return form
    raise InputError("which format?", hint="Name the file to write, such as refs.ris, or give --format.")


@contextmanager
def open_store(settings: Settings) -> Iterator[ResponseStore]:
    """The store of raw answers, closed again at the end."""
    from citetrail.net.store import ResponseStore

    store = ResponseStore(settings.store, 1024 * 1024 * 1024)
    try:
        yield store
    finally:
        store.close()


def share_as_dict(share: StoreShare) -> dict[str, str | int]:
    """What one source takes up in the store, as people read it."""
    return {
        "provider": share.provider,
        "answers": share.responses,
        "bytes": share.stored_bytes,
        "oldest": datetime.fromtimestamp(share.oldest_at, UTC).date().isoformat(),
        "newest": datetime.fromtimestamp(share.newest_at, UTC).date().isoformat(),
    }


def style_named(settings: Settings, name: str, language: str | None = None) -> Style:
    """The citation style of this id, of the person's own folder, or in a `.csl` file; in a language such as `de-DE`.

    Raises InputError with near names for one that is not known, and for a file that is no style.
    """
    from citetrail.styles import compile_style, load_style

    own = settings.styles_folder / f"{name}.csl" if settings.styles_folder else None
    for path in (Path(name), own):
        if path is not None and path.suffix == ".csl" and path.is_file():
            try:
                return compile_style(path.read_bytes(), language)
            except InputError as error:
                raise InputError(error.message, file=str(path), line=error.line, column=error.column) from None
            except OSError as error:
                raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from None
    try:
        return load_style(name, language)
    except InputError as error:
        raise InputError(error.message, hint=_near_style(settings, name) or error.hint) from None


def own_styles(settings: Settings) -> tuple[Path, ...]:
    """The `.csl` files in the person's folder of styles, by name."""
    folder = settings.styles_folder
    return tuple(sorted(folder.glob("*.csl"))) if folder is not None and folder.is_dir() else ()


def _near_style(settings: Settings, name: str) -> str | None:
    """A style of the person's own of almost this name."""
    import difflib

    near = difflib.get_close_matches(name, [path.stem for path in own_styles(settings)], n=1, cutoff=0.6)
    return f"Did you mean your own {near[0]}?" if near else None
