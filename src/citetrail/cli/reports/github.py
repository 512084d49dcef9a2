"""Annotations for GitHub Actions, one workflow command per finding.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.cli.reports.findings import Finding, findings_of, worst_first

if TYPE_CHECKING:
    from citetrail.model.verdicts import Verdict

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(verdicts: Sequence[Verdict]) -> str:
    """`::error file=…,line=…,title=CT301 retracted::…`, worst first; empty if there is nothing to say."""
    lines = [_line(single) for verdict in worst_first(verdicts) for single in findings_of(verdict)]
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding) -> str:
    place = finding.place
    parts = {
        "file": place.source if place.source != "-" else None,
        "line": place.line,
        "col": place.column,
        "title": f"{finding.rule.id} {finding.rule.name}",
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in parts.items() if value is not None)
    return f"::{_COMMANDS[finding.rule.level]} {properties}::{_data(f'{finding.message} — {finding.about}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
