"""The tables provider x outcome and fault x outcome, printed at the end of the contract tests."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

_OUTCOMES: dict[str, Counter[str]] = {}
_FAULTS: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))


@pytest.fixture(scope="session")
def outcomes() -> dict[str, Counter[str]]:
    """Recorded exchanges: folder -> outcome -> how many."""
    return _OUTCOMES


@pytest.fixture(scope="session")
def faults() -> dict[str, dict[str, Counter[str]]]:
    """Faults: kind -> outcome -> provider -> how many questions ended so."""
    return _FAULTS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _OUTCOMES:
        columns = sorted({outcome for counted in _OUTCOMES.values() for outcome in counted})
        terminalreporter.section("recorded exchanges: provider x outcome")
        terminalreporter.line(f"{'':26}" + "".join(f"{name:>16}" for name in columns))
        for folder, counted in sorted(_OUTCOMES.items()):
            terminalreporter.line(f"{folder:26}" + "".join(f"{counted[name] or '':>16}" for name in columns))
    if _FAULTS:
        terminalreporter.section("faults: kind, outcome, providers, questions")
        for kind, outcomes in sorted(_FAULTS.items()):
            for outcome, providers in outcomes.items():
                line = f"{kind:18}{outcome:18}{len(providers):4}{sum(providers.values()):6}"
                terminalreporter.line(line)
