"""What `--fix` would change: only what differs, only from the one record, and nothing that is pinned or unsure."""

from __future__ import annotations

from typing import Any

import pytest

from citetrail.cli.fixing import changes_for
from citetrail.judging import verify
from citetrail.model.answers import found
from citetrail.model.dates import date_of_year
from citetrail.model.records import Record
from citetrail.model.verdicts import Verdict
from judging_values import COVERAGE, TODAY, WORK, doi, no_such_doi, record, reference

OWN = doi("10.5555/slow")


def judged(held: Record | None = None, **change: Any) -> Verdict:
    return verify(reference(**change), [found("crossref", "lookup", [held or record()], OWN)], COVERAGE, TODAY)


def test_only_what_differs_is_changed() -> None:
    changes = changes_for(judged(year=2011, volume="17", authors="Rivers, A.; Stone, B.; Field, C."))
    assert changes == {"issued": date_of_year(2015), "volume": "12"}


def test_what_is_right_is_left_alone() -> None:
    assert changes_for(judged()) == {}


def test_pinned_fields_stay() -> None:
    assert changes_for(judged(year=2011, volume="17"), {"issued"}) == {"volume": "12"}


@pytest.mark.parametrize(
    "held",
    [record(title=WORK["title"].upper().replace("SLOW", "QUICK")), record(authors="Brook, D.; et al.")],
    ids=["a title in capitals", "a cut list of authors"],
)
def test_records_that_are_no_model_change_nothing(held: Record) -> None:
    cut = held.model_copy(update={"description": held.description.model_copy(update={"has_more_authors": True})})
    assert changes_for(judged(cut if "Brook" in str(held.description.authors) else held)) == {}


def test_a_wrong_identifier_is_exchanged() -> None:
    right = record(record_id="r2", doi="10.5555/right")
    verdict = verify(
        reference(), [*no_such_doi("10.5555/slow"), found("crossref", "search", [right]), found("openalex", "search", [])],
        COVERAGE, TODAY,
    )  # fmt: skip
    assert [str(one) for one in changes_for(verdict)["identifiers"]] == ["doi:10.5555/right"]
