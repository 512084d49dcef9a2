"""The verbs for other programs, as `import citetrail` offers them: each reads the settings and builds what it needs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citetrail.app import wiring
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.flows.add import Added
    from citetrail.flows.check import Checked
    from citetrail.library import Library
    from citetrail.model.descriptions import Description
    from citetrail.model.documents import Document
    from citetrail.model.formats import Bibliography, Entry
    from citetrail.model.references import Reading
    from citetrail.model.verdicts import Verdict
    from citetrail.model.works import Alert, Work

Source = str | Path | bytes


def load_settings(
    *,
    library: str | Path | None = None,
    offline: bool = False,
    refresh: bool = False,
    record: Path | None = None,
    replay: Path | None = None,
    deadline_seconds: float | None = None,
) -> Settings:
    """The settings that the command line would use here: environment, project, config file; and what is said here.

    `replay` takes all answers of sources from a file that `record` wrote. Raises InputError for what makes no sense.
    """
    from citetrail.app.settings import Overrides
    from citetrail.app.settings import load_settings as load

    if (offline and refresh) or (record and replay):
        raise InputError("offline and refresh exclude each other, and so do record and replay")
    overrides = Overrides(
        library=None if library is None else str(Path(library).absolute()) if _is_path(library) else str(library),
        freshness="offline" if offline else "refresh" if refresh else None,
        record=record,
        replay=replay,
        deadline_seconds=deadline_seconds,
    )
    return load(overrides, os.environ, Path.cwd())


def _is_path(library: str | Path) -> bool:
    return isinstance(library, Path) or "/" in library or library.endswith((".db", ".sqlite"))


def open_library(library: str | Path | None = None, *, settings: Settings | None = None) -> Library:
    """The library of that path or name, else the one the settings name; made if there is none.

    Use it as a context manager, in one thread. Raises LibraryError if it cannot be used.
    """
    return wiring.open_library(_settings(settings) if library is None else load_settings(library=library), create=True)


def trace(source: Source, *, settings: Settings | None = None) -> Document:
    """What is in a text: its own metadata, References, quotations, mentions, trails, with their places.

    A Path is a file; bytes are a file's content; a str is an identifier, a web address, which is fetched, or one or
    several citations. Raises InputError for what cannot be read, with file and line.
    """
    from citetrail.flows import trace as flow
    from citetrail.model.identifiers import identifier_from_text

    if isinstance(source, Path):
        return flow.trace(_bytes_of(source), str(source), wiring.formats())
    if isinstance(source, bytes):
        return flow.trace(source, "bytes", wiring.formats())
    identifier = identifier_from_text(source.strip())
    if identifier is None:
        return flow.document_of_citation(source)
    if identifier.scheme == "url":
        data, address = wiring.fetch_page(_settings(settings), identifier.value)
        return flow.trace(data, address, wiring.formats())
    return flow.document_of_identifier(identifier, source)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from None


def parse(citation: str) -> Reading:
    """One citation read into fields, each with its place in the text and a confidence from 0 to 1. Asks no source."""
    from citetrail import reading

    return reading.read_citations([citation])[0]


def check(*sources: Source, settings: Settings | None = None) -> tuple[Verdict, ...]:
    """What the sources say of every reference in what `trace` takes: one Verdict each, in order. Stores nothing.

    Quotations that belong to a reference come with its Verdict, beside the words of the work that are at hand.
    """
    from citetrail.flows import check as flow

    chosen = _settings(settings)
    documents = [trace(source, settings=chosen) for source in sources]
    with wiring.open_net(chosen) as net:
        checked = flow.check(documents, wiring.providers(chosen, net), wiring.day_of(net))
    return tuple(verdict for each in with_quotations(chosen, checked) for verdict in each.verdicts)


def with_quotations(settings: Settings, checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """The same with quotations held against abstracts, and the files of works in the library, if there is one."""
    from citetrail.flows import quotations as flow

    if not any(flow.has_quotations(each) for each in checked):
        return tuple(checked)
    if not settings.library.exists():  # it is not made, just to find nothing in it
        return tuple(flow.with_quotations(each) for each in checked)
    with wiring.open_library(settings) as library:
        return tuple(flow.with_quotations(each, library) for each in checked)


def add(library: Library, *sources: Source, settings: Settings | None = None) -> tuple[Added, ...]:
    """Put the works into the library that the sources name, one step of `undo`; what became of each, in order.

    Entries of a bibliography file are kept as they are; everything else is resolved first. An Added has `outcome`
    (`added`, `merged`, `present`, `skipped`, `failed`), `work`, `reason` and `place`.
    """
    chosen = _settings(settings)
    added: list[Added] = []
    with library.step("add " + " ".join(str(source)[:60] for source in sources)):
        for source in sources:
            bibliography = _bibliography(source)
            added += (
                _add_resolved(library, source, chosen)
                if bibliography is None
                else _add_entries(library, bibliography, str(source) if isinstance(source, Path) else "bytes", chosen)
            )
    return tuple(added)


def _bibliography(source: Source) -> Bibliography | None:
    """The entries of a bibliography file; None for what is none."""
    from citetrail.flows.trace import bibliography_format

    if isinstance(source, str):
        return None
    data, name = (_bytes_of(source), str(source)) if isinstance(source, Path) else (source, "bytes")
    form = bibliography_format(data, name, wiring.formats())
    return None if form is None or form.read is None else form.read(data, name)


def _add_entries(library: Library, bibliography: Bibliography, name: str, settings: Settings) -> list[Added]:
    from citetrail.flows.importing import import_bibliography

    return list(import_bibliography(library, bibliography, name, wiring.now(), _key_maker(settings)))


def _add_resolved(library: Library, source: Source, settings: Settings) -> tuple[Added, ...]:
    from citetrail.flows.add import add_verdicts
    from citetrail.flows.check import check as check_documents

    document = trace(source, settings=settings)
    with wiring.open_net(settings) as net:
        (checked,) = check_documents([document], wiring.providers(settings, net), wiring.day_of(net))
    own = None if isinstance(source, str) else document
    return add_verdicts(library, checked.verdicts, own, wiring.now(), _key_maker(settings))


def _key_maker(settings: Settings) -> Any:
    def make_key(description: Description, taken: Any) -> str:
        return wiring.make_key(settings, description, taken)

    return make_key


def track(library: Library, query: str = "", *, settings: Settings | None = None) -> tuple[Alert, ...]:
    """Ask the sources what is new about the works that `query` finds; the new Alerts. The same change is told once."""
    from citetrail.flows import track as flow

    chosen = _settings(settings)
    works = library.works(library.work_ids(query))
    with wiring.open_net(chosen) as net:
        tracked = flow.track(library, works, wiring.providers(chosen, net), wiring.now())
    return tuple(alert for each in tracked for alert in each.alerts)


def read_bibliography(source: Path | bytes) -> Bibliography:
    """The entries of a bibliography file in whatever format it is, and everything that was odd, with line and column.

    Raises InputError if it is none.
    """
    from citetrail.formats.finding import find_format

    data, name = (_bytes_of(source), str(source)) if isinstance(source, Path) else (source, "bytes")
    form = find_format(data, name, wiring.formats())
    assert form.read is not None, "only readable formats are found"
    return form.read(data, name)


def write_bibliography(items: Iterable[Work | Entry], form: str = "bibtex") -> str:
    """Works or entries as text in a bibliography format: `bibtex`, `ris`, `csl-json` … Raises InputError for others."""
    from citetrail.flows.export import entry_of
    from citetrail.model.formats import Entry

    write = wiring.writable_format(form).write
    assert write is not None, "only writable formats are given"
    return write([item if isinstance(item, Entry) else entry_of(item) for item in items]).text


def bibliography(works: Sequence[Work], style: str | None = None, output: str = "text") -> str:
    """The works formatted in a citation style (its id, or a `.csl` file), in the order that the style wants.

    `output` is `text`, `markdown`, `html`, `latex`, `typst`, `rst` or `rtf`. Raises InputError for an unknown style.
    """
    from citetrail.flows.export import item_of

    settings = load_settings()
    chosen = wiring.style_named(settings, style or settings.style)
    return "\n\n".join(entry.text for entry in chosen.bibliography([item_of(work) for work in works], output=output))


def _settings(settings: Settings | None) -> Settings:
    return load_settings() if settings is None else settings
