"""Every command stands in one group of the help."""

from __future__ import annotations

from collections import Counter

from typer.main import get_command

from citetrail.cli.grouping import GROUPS
from citetrail.cli.main import app


def test_every_command_is_in_one_group() -> None:
    grouped = Counter(name for names in GROUPS.values() for name in names)
    assert grouped == Counter(list(get_command(app).commands))  # type: ignore[attr-defined]
