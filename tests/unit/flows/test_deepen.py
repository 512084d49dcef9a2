"""The second order: what the found works cite, and whether it stands. All works are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citetrail.errors import Unavailable
from citetrail.flows.deepen import deepen
from citetrail.model.answers import Answer, Provider, absent, found
from citetrail.model.identifiers import Identifier
from citetrail.model.records import Citation, PrintedReference, Record
from citetrail.model.verdicts import Match, Verdict
from judging_values import describe, doi, notice, record, reference

RETRACTED = record(record_id="bad", doi="10.5555/bad", title="Bad snails", notices=[notice("retraction", "2012-03-04")])
CORRECTED = record(record_id="ok", doi="10.5555/ok", title="Good snails", notices=[notice("correction", "2013")])
HELD = {"10.5555/bad": RETRACTED, "10.5555/ok": CORRECTED}


def source(*, cites: Sequence[str] = (), is_silent: bool = False) -> Provider:
    def lookup(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        if is_silent:
            raise Unavailable("crossref", "no reply")
        return {
            one: found("crossref", "lookup", [HELD[one.value]], one)
            if one.value in HELD
            else absent("crossref", "lookup", one)
            for one in wanted
        }

    def references(citing: Identifier) -> Answer:
        if is_silent:
            raise Unavailable("crossref", "no reply")
        told = tuple(Citation(citing=citing, cited=doi(value), said_by="crossref") for value in cites)
        return Answer(provider="crossref", question="references", outcome="found", about=citing, citations=told)

    return Provider("crossref", ("doi",), lookup=lookup, references=references, batch_size=100)


def verdict(held: Record | None) -> Verdict:
    match = Match(record=held, evidence=(), score=1.0) if held else None
    return Verdict(reference=reference(), identity="verified" if held else "unchecked", match=match)


def test_what_a_record_lists_is_looked_at_and_corrections_are_sound() -> None:
    listed = [PrintedReference(description=describe(doi=value)) for value in HELD] + [PrintedReference(text="A book")]
    (deep,) = deepen([verdict(record().model_copy(update={"references": tuple(listed)}))], [source()])
    second = deep.second_order
    assert second is not None
    assert (second.listed, second.looked_at) == (3, 2)
    assert [(str(one.identifier), one.standing, one.title) for one in second.unsound] == [
        ("doi:10.5555/bad", "retracted", "Bad snails")
    ]


def test_a_source_is_asked_where_the_record_lists_nothing() -> None:
    (deep,) = deepen([verdict(record())], [source(cites=["10.5555/bad", "10.5555/none"])])
    assert deep.second_order is not None
    assert (deep.second_order.listed, len(deep.second_order.unsound)) == (2, 1)


def test_silence_is_told_and_is_no_soundness() -> None:
    (deep,) = deepen([verdict(record())], [source(is_silent=True)])
    assert deep.second_order is not None
    assert (deep.second_order.looked_at, deep.second_order.silent) == (0, ("crossref",))


def test_what_was_not_found_has_no_second_order() -> None:
    (deep,) = deepen([verdict(None)], [source()])
    assert deep.second_order is None
