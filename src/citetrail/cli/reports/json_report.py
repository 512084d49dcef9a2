"""The whole evidence as JSON, with a published schema (docs/check.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from citetrail.cli.reports.findings import counts_of, findings_of
from citetrail.judging.rules import quotation_rule, rules_of

if TYPE_CHECKING:
    from citetrail.model.answers import Answer
    from citetrail.model.descriptions import Description
    from citetrail.model.verdicts import ComparedQuotation, Match, Verdict

FORMAT = "citetrail-check/1"

_STRING = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_NUMBER = {"type": ["number", "null"]}
_STRINGS = {"type": "array", "items": _STRING}


def _object(required: Sequence[str] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_FIELD = _object(
    ("field", "outcome"), field=_STRING, given=_MAYBE, found=_MAYBE, rule=_MAYBE, similarity=_NUMBER,
    outcome={"enum": ["equal", "variant", "different", "absent-in-record", "absent-in-reference"]},
    severity={"enum": ["none", "minor", "major"]},
)  # fmt: skip
_MATCH = _object(
    ("provider", "record", "score"), provider=_STRING, record=_STRING, score=_NUMBER, description={"type": "object"}
)
_QUESTION = _object(
    ("provider", "question", "outcome"), provider=_STRING, question=_STRING, about=_MAYBE,
    outcome={"enum": ["found", "absent", "silent"]}, silence=_MAYBE, reason=_MAYBE, asked_at=_MAYBE,
    stored={"type": "boolean"},
)  # fmt: skip
_SECOND_ORDER = _object(
    ("listed", "looked_at", "unsound"), listed={"type": "integer"}, looked_at={"type": "integer"},
    unsound=_list(_object(("identifier", "standing"), identifier={"type": "object"}, standing=_STRING, title=_MAYBE)),
    silent=_STRINGS,
)  # fmt: skip
_QUOTATION = _object(
    ("exact", "place", "outcome", "rule", "source", "is_whole", "passage", "changes", "similarity"),
    exact=_STRING, speaker=_MAYBE, place={"type": "object"},
    outcome={"enum": ["exact", "normalised", "altered", "not-in-available-text"]},
    rule=_MAYBE, source=_STRING, is_whole={"type": "boolean"}, passage=_STRING, similarity=_NUMBER,
    changes=_list(_object(("quoted", "original"), quoted=_STRING, original=_STRING, why=_MAYBE)),
)  # fmt: skip
_RESULT = _object(
    ("identity", "suspicion", "explanation", "rules", "reference", "fields", "status", "version", "questions"),
    key=_MAYBE,
    place={"type": "object"},
    reference=_object(("raw", "description"), raw=_STRING, kind=_STRING, description={"type": "object"}),
    identity={"enum": [
        "verified", "mismatch", "identifier-conflict", "identifier-unregistered", "ambiguous", "not-found",
        "out-of-scope", "unchecked",
    ]},
    suspicion={"enum": ["none", "review", "strong"]},
    explanation=_STRING,
    rules=_STRINGS,
    findings=_list(_object(
        ("rule", "level", "message", "place"), rule=_STRING, level=_STRING, message=_STRING, place={"type": "object"},
    )),
    fields=_list(_FIELD),
    status=_object(("standing", "notices"), standing=_STRING, notices=_list({"type": "object"})),
    version=_object(("cited",), cited=_STRING),
    second_order={"anyOf": [_SECOND_ORDER, {"type": "null"}]},
    quotations=_list(_QUOTATION),
    facts=_list(_object(("rule", "text"), rule=_STRING, text=_STRING)),
    match={"anyOf": [_MATCH, {"type": "null"}]},
    candidates=_list(_MATCH),
    questions=_list(_QUESTION),
    able=_STRINGS,
    missing=_STRINGS,
)  # fmt: skip
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Checked references",
    **_object(
        ("format", "tool", "summary", "results"), format={"const": FORMAT},
        tool=_object(("name", "version"), name=_STRING, version=_STRING),
        summary={"type": "object"}, results=_list(_RESULT),
    ),
}  # fmt: skip


def render(verdicts: Sequence[Verdict], *, version: str) -> str:
    """One JSON object with every verdict and its evidence, in the order given; described by `SCHEMA`."""
    report = {
        "format": FORMAT,
        "tool": {"name": "citetrail", "version": version},
        "summary": {"references": len(verdicts), **counts_of(verdicts)},
        "results": [_result(verdict) for verdict in verdicts],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _result(verdict: Verdict) -> dict[str, Any]:
    reference = verdict.reference
    return {
        "key": reference.key,
        "place": reference.place.model_dump(mode="json", exclude_none=True),
        "reference": {"kind": reference.kind, "raw": reference.raw, "description": _described(reference.description)},
        "identity": verdict.identity,
        "suspicion": verdict.suspicion,
        "explanation": verdict.explanation,
        "rules": [rule.id for rule in rules_of(verdict)],
        "findings": [
            {
                "rule": single.rule.id,
                "level": single.rule.level,
                "message": single.message,
                "place": single.place.model_dump(mode="json", exclude_none=True),
            }
            for single in findings_of(verdict)
        ],
        "fields": [single.model_dump(mode="json") for single in verdict.fields],
        "status": verdict.status.model_dump(mode="json"),
        "version": verdict.version.model_dump(mode="json"),
        "second_order": verdict.second_order.model_dump(mode="json") if verdict.second_order else None,
        "quotations": [_quotation(one) for one in verdict.quotations],
        "facts": [fact.model_dump(mode="json") for fact in verdict.facts],
        "match": _match(verdict.match) if verdict.match else None,
        "candidates": [_match(candidate) for candidate in verdict.candidates],
        "questions": [_question(answer) for answer in verdict.answers],
        "able": list(verdict.able),
        "missing": list(verdict.missing),
    }  # fmt: skip


def _quotation(one: ComparedQuotation) -> dict[str, Any]:
    return {
        "exact": one.quotation.exact,
        "speaker": one.quotation.speaker,
        "place": one.place.model_dump(mode="json", exclude_none=True),
        "outcome": one.outcome,
        "rule": None if one.is_silenced else quotation_rule(one),
        "source": one.source,
        "is_whole": one.is_whole,
        "passage": one.passage,
        "changes": [change.model_dump(mode="json") for change in one.changes],
        "similarity": round(one.similarity, 3),
    }


def _match(match: Match) -> dict[str, Any]:
    record = match.record
    return {
        "provider": record.provider,
        "record": record.record_id,
        "retrieved_at": record.retrieved_at.isoformat(),
        "score": match.score,
        "description": _described(record.description),
    }


def _question(answer: Answer) -> dict[str, Any]:
    return {
        "provider": answer.provider,
        "question": answer.question,
        "about": str(answer.about) if answer.about else None,
        "outcome": answer.outcome,
        "silence": answer.silence,
        "reason": answer.reason,
        "asked_at": answer.asked_at.isoformat() if answer.asked_at else None,
        "stored": answer.is_from_store,
    }


def _described(description: Description) -> dict[str, Any]:
    kept: dict[str, Any] = description.model_dump(mode="json", exclude_defaults=True)
    kept.pop("abstract", None)
    return kept
