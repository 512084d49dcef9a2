"""The table of notices (Retraction Watch) in the person's data folder: fetched or taken from a file, and its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.app import wiring
from citetrail.app.settings import Settings
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.model.works import Work
    from citetrail.providers.retraction_watch import TableState

LARGEST_TABLE = 512 * 1024 * 1024  # bytes; the table had 70 MB in 2026


def update_notices(settings: Settings, source: str | None) -> TableState:
    """Keep the table of a file or address, sorted for looking up; without one, of where Crossref publishes it.

    Raises InputError for what is not the table, ProviderError if it cannot be fetched; the old table stays then.
    """
    from citetrail.providers import retraction_watch as table

    source = source or table.TABLE_ADDRESS
    is_address = "://" in source
    data = _fetched(settings, source) if is_address else _bytes_of(Path(source).expanduser())
    lines = data.decode("utf-8-sig", errors="replace").splitlines(keepends=True)
    made = table.table_from_csv(lines, source if is_address else Path(source).name, wiring.today())
    path = _path(settings)
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(made)
        beside.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", file=str(path)) from None
    state = table.state_of_table(path)
    if state is None:
        raise InputError("was written and is gone", file=str(path))
    return state


def notices_state(settings: Settings) -> TableState | None:
    """What the kept table holds; None if there is none. Raises InputError for a damaged one."""
    from citetrail.providers.retraction_watch import state_of_table

    return state_of_table(_path(settings))


def with_kept_notices(settings: Settings, work: Work) -> Work:
    """The work with what the kept table says of it, for showing; nothing is stored."""
    if not _path(settings).is_file():
        return work

    from citetrail.providers.retraction_watch import NAME, kept_record

    state = notices_state(settings)
    if state is None or any(record.provider == NAME for record in work.records):
        return work
    at = datetime.combine(state.day, time.min, UTC)
    record = kept_record(state.path, work.description.identifiers, at)
    return work.model_copy(update={"records": (*work.records, record)}) if record else work


def _path(settings: Settings) -> Path:
    from citetrail.providers.settings import RETRACTION_WATCH_TABLE

    if settings.data_folder is None:
        raise InputError("there is no folder for data", hint="Set XDG_DATA_HOME.")
    return settings.data_folder / RETRACTION_WATCH_TABLE


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from None


def _fetched(settings: Settings, address: str) -> bytes:
    """The file behind an address, asked for anew."""
    from citetrail.providers.web import fetch_page

    anew = settings if settings.freshness == "offline" else replace(settings, freshness="refresh")
    with wiring.open_net(anew, max_file_bytes=LARGEST_TABLE) as net:
        return fetch_page(net, address).data
