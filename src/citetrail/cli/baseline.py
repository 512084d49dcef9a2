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
    from citetrail.model.references import Place
    from citetrail.model.verdicts import Verdict

FORMAT = "citetrail-baseline/1"
IGNORE_FILE = ".citetrail-ignore"
_WITH_COMMENTS = frozenset(".bib .tex .bbl .md .markdown .qmd .txt .html .htm .typ .yml .yaml .ris".split())
_COMMENT = re.compile(r"citetrail:\s*ignore\s+(?P<rule>CT\d{3}|\*)[ \t]*(?P<reason>.*?)\s*(?:--+>|\*/|\})?\s*$")
_BETWEEN = ("%", "<!--", "//", "#|")  # how a line begins that is nothing but a comment
_IGNORED = re.compile(r"^(?P<rule>CT\d{3}|\*)\s+(?P<key>\S+)\s+(?P<reason>\S.*)$")


class Ignored(NamedTuple):
    """A rule (or `*`) that is not told, for a reason: of the entry with this key, or of what stands at these lines."""

    rule: str
    reason: str
    source: str  # the file that says so
    line: int
    key: str | None = None
    next_line: int | None = None  # of a comment: the first line behind it that is neither empty nor a comment
    last_line: int | None = None  # and the last line of the paragraph that begins there

    def __str__(self) -> str:
        about = f" of {self.key}" if self.key else ""
        return f"{self.source}:{self.line}: {self.rule}{about}"


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
    from citetrail.cli.showing import counted

    count = write_baseline(path, [finding for verdict in verdicts for finding in findings_of(verdict)])
    tell(f"{counted(count, 'finding')} written to {path}")


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
        found.append(Ignored(match["rule"], match["reason"], str(path), number, match["key"]))
    return tuple(found)


def ignored_in_comments(sources: Iterable[str]) -> tuple[Ignored, ...]:
    """`citetrail: ignore CT204 why` in comments of the checked text files. Raises InputError for one without reason."""
    found: list[Ignored] = []
    for source in dict.fromkeys(sources):
        path = Path(source)
        if path.suffix.lower() in _WITH_COMMENTS and path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [_ignored_at(source, lines, number) for number, line in enumerate(lines) if _COMMENT.search(line)]
    return tuple(found)


def _ignored_at(source: str, lines: Sequence[str], number: int) -> Ignored:
    match = _COMMENT.search(lines[number])
    if match is None or not match["reason"]:
        hint = "Write it as: citetrail: ignore CT204 why it is right as it is"
        raise InputError("this comment gives no reason", file=source, line=number + 1, hint=hint)
    after = (n for n in range(number + 1, len(lines)) if not lines[n].strip().startswith(_BETWEEN) and lines[n].strip())
    following = next(after, None)
    if following is None:
        return Ignored(match["rule"], match["reason"], source, number + 1)
    last = next((n for n in range(following, len(lines)) if not lines[n].strip()), len(lines))
    return Ignored(match["rule"], match["reason"], source, number + 1, next_line=following + 1, last_line=last)


def is_ignored(verdict: Verdict, finding: Finding, ignored: Sequence[Ignored]) -> Ignored | None:
    """The line that leaves this finding out, if there is one."""
    fitting = (one for one in ignored if one.rule in (finding.rule.id, "*"))
    return next((one for one in fitting if _is_about(one, verdict, finding)), None)


def _is_about(ignored: Ignored, verdict: Verdict, finding: Finding) -> bool:
    if ignored.key is not None:
        return ignored.key == verdict.reference.key
    if finding.quotation is not None:
        return _stands_at(ignored, finding.place)
    place = verdict.reference.place
    if place.source != ignored.source or place.line is None:
        return False
    last = place.line + verdict.reference.raw.rstrip().count("\n")
    return ignored.next_line == place.line or place.line <= ignored.line <= last


def _stands_at(ignored: Ignored, place: Place) -> bool:
    """Whether a comment stands on this line, or above the paragraph that it belongs to."""
    if place.source != ignored.source or place.line is None:
        return False
    first, last = ignored.next_line or ignored.line, ignored.last_line or ignored.line
    return place.line == ignored.line or first <= place.line <= last
