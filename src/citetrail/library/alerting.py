"""Alerts in the tables: each change that matters once."""

from __future__ import annotations

from collections.abc import Iterable

from citetrail.library.columns import time_text
from citetrail.library.database import Database, Value
from citetrail.library.loading import ALERT_COLUMNS, alert_from
from citetrail.model.works import Alert

_RAISE = (
    "INSERT OR IGNORE INTO alert (work_id, kind, summary, fingerprint, provider, seen_at, about, acknowledged_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def raise_alerts(database: Database, alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """Keep the alerts whose fingerprint is new for their work; gives those, with their numbers."""
    new = []
    for alert in alerts:
        if database.changed(_RAISE, _row(alert)):
            number = database.value("SELECT last_insert_rowid()")
            new.append(alert.model_copy(update={"id": number}))
    return tuple(new)


def _row(alert: Alert) -> tuple[Value, ...]:
    about = alert.about.model_dump_json() if alert.about else None
    acknowledged = time_text(alert.acknowledged_at) if alert.acknowledged_at else None
    return (
        alert.work_id, alert.kind, alert.summary, alert.fingerprint, alert.provider, time_text(alert.seen_at), about,
        acknowledged,
    )  # fmt: skip


def alerts(database: Database, acknowledged: bool | None, work: int | None) -> tuple[Alert, ...]:
    """Alerts in the order they were raised."""
    conditions, values = ["1"], list[Value]()
    if acknowledged is not None:
        conditions.append(f"acknowledged_at IS {'NOT ' if acknowledged else ''}NULL")
    if work is not None:
        conditions.append("work_id = ?")
        values.append(work)
    sql = f"SELECT {ALERT_COLUMNS} FROM alert WHERE {' AND '.join(conditions)} ORDER BY id"
    return tuple(map(alert_from, database.rows(sql, values)))
