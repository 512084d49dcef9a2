"""Findings that are known already: a baseline file of fingerprints, and findings left out with a reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.files import write_whole
from citetrail.cli.output import tell
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.cli.reports.findings import Finding
    from citetrail.model.verdicts import Verdict

FORMAT = "citetrail-baseline/1"
IGNORE_FILE = ".citetrail-ignore"
_IGNORED = re.compile(r"^(?P<rule>CT\d{3}|\*)\s+(?P<key>\S+)\s+(?P<reason>\S.*)$")


class Ignored(NamedTuple):
    """A line of an ignore file: the rule (or `*`) is not told for the entry with this key, for a reason."""

    rule: str
    key: str
    reason: str
    line: int


def known_fingerprints(path: Path) -> frozenset[str]:
    """The findings of a baseline file. Raises InputError for what is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", file=str(path)) from None
    except ValueError as error:
        raise InputError(f"is no baseline: {error}", file=str(path)) from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise InputError("is no baseline of citetrail", file=str(path), hint="Write one with --write-baseline.")
    return frozenset(single["fingerprint"] for single in value["findings"])


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as known; gives how many."""
    kept = [{"fingerprint": single.fingerprint, "rule": single.rule.id, "about": single.about} for single in findings]
    kept.sort(key=lambda single: (single["about"], single["rule"]))
    write_whole(path, json.dumps({"format": FORMAT, "findings": kept}, ensure_ascii=False, indent=1) + "\n")
    return len(kept)


def write_and_tell(path: Path, verdicts: Sequence[Verdict]) -> None:
    """Write the findings of these verdicts as known, and say so on stderr."""
    from citetrail.cli.reports.findings import findings_of

    count = write_baseline(path, [finding for verdict in verdicts for finding in findings_of(verdict)])
    tell(f"{count} findings written to {path}")


def ignored_in(path: Path) -> tuple[Ignored, ...]:
    """The lines of an ignore file: `CT201 doe2020 why it is right`. Raises InputError for a line without reason."""
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _IGNORED.match(line.strip())
        if not match:
            raise InputError(
                "this line says no rule, key and reason", file=str(path), line=number,
                hint="Write it as: CT201 doe2020 why it is right as it is",
            )  # fmt: skip
        found.append(Ignored(match["rule"], match["key"], match["reason"], number))
    return tuple(found)


def is_ignored(verdict: Verdict, finding: Finding, ignored: Sequence[Ignored]) -> Ignored | None:
    """The line that leaves this finding out, if there is one."""
    key = verdict.reference.key
    return next((one for one in ignored if one.key == key and one.rule in (finding.rule.id, "*")), None)
