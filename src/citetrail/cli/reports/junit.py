"""JUnit XML: one case per reference; a finding fails it, what could not be settled is skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from citetrail.cli.reports.findings import Finding, findings_of, in_short, is_unsettled

if TYPE_CHECKING:
    from citetrail.model.verdicts import Verdict

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def render(verdicts: Sequence[Verdict], *, name: str = "references") -> str:
    """A test suite named `name`; classes are files, cases are references, in the order given."""
    cases = [_case(verdict) for verdict in verdicts]
    failures = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    body = "\n".join(cases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {counts}>\n<testsuite name={_attribute(name)} {counts}>\n{body}\n</testsuite>\n</testsuites>\n"
    )


def _case(verdict: Verdict) -> str:
    place = verdict.reference.place
    named = f"<testcase classname={_attribute(place.source or 'references')} name={_attribute(_name(verdict))}"
    grave = [single for single in findings_of(verdict) if single.rule.level != "note"]
    if grave:
        return f"{named}>{_failure(grave)}</testcase>"
    if is_unsettled(verdict):
        return f"{named}><skipped message={_attribute(verdict.explanation)}/></testcase>"
    return f"{named}/>"


def _name(verdict: Verdict) -> str:
    place = verdict.reference.place
    where = f"{place.line}: " if place.line is not None else ""
    return where + in_short(verdict)


def _failure(findings: Sequence[Finding]) -> str:
    first = findings[0]
    lines = [f"{single.rule.id} {single.rule.name}: {_told(single)} {single.rule.action}" for single in findings]
    text = escape(_clean("\n".join(lines)))
    return f"<failure type={_attribute(first.rule.id)} message={_attribute(first.message)}>{text}</failure>"


def _told(finding: Finding) -> str:
    """The message; of a quotation with its place, as the case has that of the reference."""
    return f"{finding.place}: {finding.message}" if finding.quotation is not None else finding.message


def _attribute(text: str) -> str:
    return quoteattr(_clean(" ".join(text.split())))


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
