"""SARIF 2.1.0, as code hosts read it. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from citetrail.cli.reports.findings import Finding, findings_of
from citetrail.cli.reports.rule_text import rule_as_markdown
from citetrail.judging.cautions import CAUTIONS
from citetrail.judging.rules import RULES, Rule

if TYPE_CHECKING:
    from citetrail.model.references import Place
    from citetrail.model.verdicts import Verdict

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"


def render(verdicts: Sequence[Verdict], *, version: str) -> str:
    """One run with a result per finding; every rule that can occur is described, so that ids explain themselves.

    A rule's whole page stands in `help` (section 3.49.13): there is no `helpUri`, as the pages are at no address that
    is sure to stay.
    """
    findings = [single for verdict in verdicts for single in findings_of(verdict)]
    places = {rule_id: place for place, rule_id in enumerate(RULES)}
    rules = [_rule(rule) for rule in RULES.values()]
    log = {
        "$schema": SCHEMA_URI,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "citetrail", "version": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(single, places) for single in findings],
            }
        ],
    }  # fmt: skip
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    caution = CAUTIONS[rule.id]
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": f"{rule.meaning} {caution.not_meant}"},
        "help": {"text": f"{rule.meaning} {caution.not_meant} {rule.action}", "markdown": rule_as_markdown(rule)},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": places[finding.rule.id],
        "level": finding.rule.level,
        "message": {"text": f"{finding.message} — {finding.about}"},
        "partialFingerprints": {"citetrailReference/v1": finding.fingerprint},
    }
    location = _location(finding.place)
    if location:
        result["locations"] = [{"physicalLocation": location}]
    return result


def _location(place: Place) -> dict[str, Any] | None:
    if not place.source or place.source == "-":
        return None
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.source)}}
    if place.line is not None:
        location["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    elif place.start is not None:
        location["region"] = {"charOffset": place.start, "charLength": max(0, (place.end or place.start) - place.start)}
    return location


def _uri(source: str) -> str:
    """A relative path or an address as a URI reference."""
    return quote(source.replace("\\", "/"), safe="/:?#[]@!$&'()*+,;=%~")
