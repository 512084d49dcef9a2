"""A summary in Markdown, for pull requests and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citetrail.cli.reports.findings import Finding, counts_of, findings_of, in_short, is_unsettled, worst_first
from citetrail.cli.showing import counted

if TYPE_CHECKING:
    from citetrail.model.references import Place
    from citetrail.model.verdicts import Verdict

_MARKS = {"error": "**error**", "warning": "warning", "note": "note"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(verdicts: Sequence[Verdict], *, title: str = "Checked references") -> str:
    """A heading, the counts, and the findings, worst first. What is right is only counted."""
    counts = ", ".join(f"{count} {name}" for name, count in counts_of(verdicts).items())
    parts = [
        f"## {_plain(title)}",
        f"{counted(len(verdicts), 'reference')}: {counts}." if verdicts else "No references.",
    ]
    findings = [(verdict, found) for verdict in worst_first(verdicts) if (found := findings_of(verdict))]
    wrong = [_entry(verdict, found) for verdict, found in findings if not is_unsettled(verdict)]
    unsettled = [_entry(verdict, found) for verdict, found in findings if is_unsettled(verdict)]
    parts += ["### To look at", "\n".join(wrong)] if wrong else []
    parts += ["### Not settled", "\n".join(unsettled)] if unsettled else []
    parts += ["Nothing to look at."] if verdicts and not findings else []
    return "\n\n".join(parts) + "\n"


def _entry(verdict: Verdict, findings: Sequence[Finding]) -> str:
    lines = [f"- {_where(verdict.reference.place)}{_plain(in_short(verdict))}"]
    lines += [
        f"  - {_where(one.place) if one.quotation else ''}{_MARKS[one.rule.level]} {one.rule.id}: "
        f"{_plain(one.message)} {_plain(one.rule.action)}"
        for one in findings
    ]
    return "\n".join(lines)


def _where(place: Place) -> str:
    text = str(place).replace("`", "")
    return f"`{text}` " if text else ""


def _plain(text: str) -> str:
    """On one line, with every mark that Markdown or HTML would take for its own made harmless."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
