"""The table provider x outcome, printed at the end of the contract tests."""

from __future__ import annotations

from collections import Counter

import pytest

_OUTCOMES: dict[str, Counter[str]] = {}


@pytest.fixture(scope="session")
def outcomes() -> dict[str, Counter[str]]:
    return _OUTCOMES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _OUTCOMES:
        return
    columns = sorted({outcome for counted in _OUTCOMES.values() for outcome in counted})
    terminalreporter.section("recorded exchanges: provider x outcome")
    terminalreporter.line(f"{'':26}" + "".join(f"{name:>16}" for name in columns))
    for folder, counted in sorted(_OUTCOMES.items()):
        terminalreporter.line(f"{folder:26}" + "".join(f"{counted[name] or '':>16}" for name in columns))
