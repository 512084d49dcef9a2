"""What checking a reference found out: five independent axes, and the evidence for each."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from citetrail.model.answers import Answer
from citetrail.model.documents import Quotation
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Notice, Record, Relation
from citetrail.model.references import Place, Reference

FieldOutcome = Literal["equal", "variant", "different", "absent-in-record", "absent-in-reference"]
Identity = Literal[
    "verified", "mismatch", "identifier-conflict", "identifier-unregistered", "ambiguous", "not-found",
    "out-of-scope", "unchecked",
]  # fmt: skip
Standing = Literal[
    "clear", "retracted", "partly-retracted", "withdrawn", "removed", "concern", "corrected", "reinstated",
    "replaced", "unknown",
]  # fmt: skip
Suspicion = Literal["none", "review", "strong"]
Severity = Literal["none", "minor", "major"]
QuotationOutcome = Literal["exact", "normalised", "altered", "not-in-available-text"]


class FieldComparison(BaseModel):
    """One field of the reference (`given`) beside the record's (`found`), both as people read them.

    `rule` names the variant that makes them the same (`elided pages`, `initials`, `journal abbreviation`);
    `similarity` is 0-1.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    field: str
    outcome: FieldOutcome
    given: str | None = None
    found: str | None = None
    rule: str | None = None
    similarity: float | None = None
    severity: Severity = "none"


class Match(BaseModel):
    """A Reference beside a Record: evidence per field, and `score` (0-1), which only sums that evidence up."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    record: Record
    evidence: tuple[FieldComparison, ...]
    score: float

    def comparison(self, field: str) -> FieldComparison | None:
        """The evidence for one field."""
        return next((single for single in self.evidence if single.field == field), None)


class Status(BaseModel):
    """The work's standing, derived from dated notices: the latest that counts wins, a reinstatement cancels.

    `disagreement` tells where sources contradict each other. `hints` are bare flags without a notice.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    standing: Standing = "unknown"
    notices: tuple[Notice, ...] = ()
    is_notice: bool = False  # what is cited is itself a notice
    disagreement: str | None = None
    hints: tuple[str, ...] = ()


class Version(BaseModel):
    """What was cited and what else there is. `newer` links to a published or newer version."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    cited: Literal["published", "preprint", "unknown"] = "unknown"
    newer: tuple[Relation, ...] = ()
    note: str | None = None


class Fact(BaseModel):
    """A positive fact that speaks against a reference; `rule` is its stable id (`CT501`)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    rule: str
    text: str


class CitedWork(BaseModel):
    """A work that a checked work cites and that does not stand: what is known of its standing, and since when."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    identifier: Identifier
    standing: Standing
    title: str | None = None
    notices: tuple[Notice, ...] = ()


class SecondOrder(BaseModel):
    """How the works stand that a checked work cites: `listed` are all in its reference list, `looked_at` those that
    could be asked for, `unsound` those that do not stand. `silent` names sources that did not answer."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    listed: int = 0
    looked_at: int = 0
    unsound: tuple[CitedWork, ...] = ()
    silent: tuple[str, ...] = ()


class Rewording(BaseModel):
    """Where a quotation has other words than the text: those quoted and those of the text; either may be empty.

    `why` it changes what is said: `number`, `negation`, `comparison`, `opposite`, `order`, `not in the text`; None
    where it does not.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    quoted: str
    original: str
    why: str | None = None


class ComparedQuotation(BaseModel):
    """A quotation of the checked text beside the words of the work that it is from, as far as those are at hand.

    `source` names the text that was looked in, such as `smith2010.pdf` or `abstract (crossref)`; `is_whole` says
    whether that is the whole work and no abstract. `passage` are its words, empty where none are like the quotation:
    that says nothing, for people tell in other words, and what is at hand may be a part of the work. `similarity` (0-1)
    is the share of quoted words that stand there in order. `is_silenced`: the person left it out, or knows it already.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    quotation: Quotation
    place: Place
    outcome: QuotationOutcome
    source: str
    is_whole: bool
    passage: str = ""
    changes: tuple[Rewording, ...] = ()
    similarity: float = 0.0
    is_silenced: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it says something that the passage does not."""
        return any(change.why for change in self.changes)


class Verdict(BaseModel):
    """The five axes of one checked reference: identity, fields, status, version, suspicion.

    `match` is the accepted record, `candidates` what else came near, best first. `answers` are all questions asked,
    `able` the providers whose "no" would count, `missing` those of them that stayed silent. `explanation` is one
    sentence for people. Strong suspicion needs two independent facts; absence alone never exceeds `review`.
    `second_order` is None unless it was asked for. `silenced` are rules that the person left out, or knows already.
    `quotations` are those of the checked text that belong to this work, where any of its text is at hand.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    reference: Reference
    identity: Identity
    match: Match | None = None
    fields: tuple[FieldComparison, ...] = ()
    status: Status = Status()
    version: Version = Version()
    suspicion: Suspicion = "none"
    facts: tuple[Fact, ...] = ()
    candidates: tuple[Match, ...] = ()
    answers: tuple[Answer, ...] = ()
    able: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    explanation: str = ""
    second_order: SecondOrder | None = None
    silenced: tuple[str, ...] = ()
    quotations: tuple[ComparedQuotation, ...] = ()

    @property
    def differing(self) -> tuple[FieldComparison, ...]:
        """The fields that say something else than the record."""
        return tuple(single for single in self.fields if single.outcome == "different")
