"""Questions to sources, and their answers: found, absent, or silent and why. Silence is never absence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from citetrail.model.identifiers import Identifier, Scheme
from citetrail.model.records import Citation, Record
from citetrail.model.references import Reference

QuestionKind = Literal["lookup", "search", "references", "citing", "existence"]
Outcome = Literal["found", "absent", "silent"]
SilenceKind = Literal[
    "offline", "unavailable", "rate-limited", "budget-exhausted", "plan-required", "refused", "bad-answer",
    "deadline", "not-stored",
]  # fmt: skip


class Answer(BaseModel):
    """One provider's reply to one question.

    `found`: `records` (lookup, search) or `citations` (references, citing) hold what it said; a citing list may be
    found and empty. `absent`: it answered, and has no such work. `silent`: it did not answer, `silence` and `reason`
    say why. `registration` is set by existence answers (`Crossref`, `DataCite` …; None with `absent`: no such DOI).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    provider: str
    question: QuestionKind
    outcome: Outcome
    about: Identifier | None = None  # the identifier asked for; None for searches
    records: tuple[Record, ...] = ()
    citations: tuple[Citation, ...] = ()
    registration: str | None = None
    silence: SilenceKind | None = None
    reason: str | None = None
    retry_at: datetime | None = None
    asked_at: datetime | None = None
    is_from_store: bool = False
    is_complete: bool = True  # False: the list goes on, but paging was stopped


def found(provider: str, question: QuestionKind, records: Sequence[Record], about: Identifier | None = None) -> Answer:
    """An answer that holds records."""
    return Answer(provider=provider, question=question, outcome="found", records=tuple(records), about=about)


def absent(provider: str, question: QuestionKind, about: Identifier | None = None) -> Answer:
    """An honest no: the provider answered, and does not know it."""
    return Answer(provider=provider, question=question, outcome="absent", about=about)


def silent(
    provider: str, question: QuestionKind, silence: SilenceKind, reason: str, about: Identifier | None = None
) -> Answer:
    """No answer, and why."""
    return Answer(provider=provider, question=question, outcome="silent", silence=silence, reason=reason, about=about)


class Coverage(BaseModel):
    """What a provider can hold; decides whose "no" counts. Empty `types` or `scripts` means any.

    `types` are CSL types. `first_year` is where its coverage begins to be good, `grace_days` how long after
    publication a "no" means nothing. `registration_agency` is set where every DOI of that agency must be there.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    types: frozenset[str] = frozenset()
    first_year: int | None = None
    last_year: int | None = None
    grace_days: int = 60
    fields: frozenset[str] = frozenset()  # of scholarship: "biomedicine", "physics" …; empty = all
    is_exhaustive_for: frozenset[Scheme] = frozenset()  # identifiers it must know if they exist
    registration_agency: str | None = None
    is_searchable: bool = True  # False: it answers by identifier only, so that it has no "no" to a description
    tells_notices_only: bool = False  # it knows works that a notice is about and no others; asked besides the rest


Lookup = Callable[[Sequence[Identifier]], Mapping[Identifier, Answer]]
Search = Callable[[Reference], Answer]
Links = Callable[[Identifier], Answer]


class Provider(NamedTuple):
    """A name and the questions it can be asked; a question it cannot be asked is None.

    `lookup` takes up to `batch_size` identifiers of `schemes` and answers each; `search` takes a Reference and gives
    candidates, best first, never filtered by our judgement; `references` and `citing` give Citations (with Records of
    the other side where the source sends them along); `existence` asks whether an identifier is registered at all.
    All raise ProviderError when the source does not answer; flows turn that into a silent Answer.
    """

    name: str
    schemes: tuple[Scheme, ...] = ()
    lookup: Lookup | None = None
    search: Search | None = None
    references: Links | None = None
    citing: Links | None = None
    existence: Lookup | None = None
    batch_size: int = 1
    coverage: Coverage = Coverage()
