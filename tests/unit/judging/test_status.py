"""Notices and the standing they come to."""

from __future__ import annotations

import pytest

from citetrail.judging import notice_kind_from_label, status_of
from citetrail.judging.status import standing_from
from citetrail.model.records import Notice
from judging_values import notice, record

STANDINGS = [
    ("none", [], "clear"),
    ("retraction", [notice("retraction", "2020")], "retracted"),
    ("correction alone", [notice("correction", "2020")], "corrected"),
    ("concern alone", [notice("concern", "2020")], "concern"),
    ("concern, then retraction", [notice("concern", "2019"), notice("retraction", "2020")], "retracted"),
    ("retraction, then concern", [notice("retraction", "2019"), notice("concern", "2020")], "retracted"),
    ("retraction, then correction", [notice("retraction", "2019"), notice("correction", "2020")], "retracted"),
    ("reinstated", [notice("retraction", "2019"), notice("reinstatement", "2020")], "reinstated"),
    ("reinstatement alone", [notice("reinstatement")], "reinstated"),
    ("reinstated, undated", [notice("retraction", "2021"), notice("reinstatement")], "reinstated"),
    (
        "retracted again",
        [notice("retraction", "2019"), notice("reinstatement", "2020"), notice("retraction", "2021")],
        "retracted",
    ),
    ("partial", [notice("partial-retraction", "2020")], "partly-retracted"),
    ("partial, then whole", [notice("partial-retraction", "2019"), notice("retraction", "2020")], "retracted"),
    ("withdrawn", [notice("withdrawal")], "withdrawn"),
    ("removed", [notice("removal")], "removed"),
    ("replaced", [notice("retract-and-replace", "2020")], "replaced"),
    ("concern, then correction", [notice("concern", "2019"), notice("correction", "2020")], "corrected"),
]


@pytest.mark.parametrize(("notices", "standing"), [row[1:] for row in STANDINGS], ids=[row[0] for row in STANDINGS])
def test_standing(notices: list[Notice], standing: str) -> None:
    assert status_of([record(notices=notices)]).standing == standing
    assert standing_from(list(reversed(notices))) == standing


def test_nothing_is_known_from_sources_that_tell_no_notices() -> None:
    assert status_of([record("openalex")]).standing == "unknown"
    assert status_of([]).standing == "unknown"
    assert status_of([record("openalex"), record("crossref")]).standing == "clear"


def test_a_flag_is_a_hint_and_no_retraction() -> None:
    status = status_of([record("crossref"), record("openalex", is_retracted_hint=True)])
    assert status.standing == "clear"
    assert status.hints == ("openalex flags it as retracted",)
    marked = status_of([record("crossref", title="RETRACTED: Slow reading improves the recall of distant facts")])
    assert marked.standing == "clear"
    assert len(marked.hints) == 1


def test_the_same_notice_from_one_asserter_counts_once() -> None:
    twice = [notice("retraction", "2020-01-05"), notice("retraction", "2020-01-20")]
    assert len(status_of([record(notices=twice)]).notices) == 1


def test_disagreement_is_shown() -> None:
    status = status_of(
        [record(notices=[notice("correction", "2004", by="publisher"), notice("partial-retraction", "2004", by="nlm")])]
    )
    assert status.disagreement == "nlm: partly-retracted; publisher: corrected"
    assert status.standing == "partly-retracted"


def test_a_cited_notice_is_told() -> None:
    assert status_of([record(title="Erratum: Slow reading")]).is_notice
    assert not status_of([record()]).is_notice


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Retraction", "retraction"), ("retration", "retraction"), ("Erratum", "correction"), ("err", "correction"),
        ("corrigendum", "correction"), ("expression_of_concern", "concern"), ("Expression of concern", "concern"),
        ("ExpressionOfConcernIn", "concern"), ("RetractionIn", "retraction"), ("partial_retraction", "partial-retraction"),
        ("Reinstatement", "reinstatement"), ("withdrawal", "withdrawal"), ("removal", "removal"),
        ("retraction_and_replacement", "retract-and-replace"), ("new_version", None), ("comment", None), ("print", None),
        ("publisher-note", None), ("", None),
    ],
)  # fmt: skip
def test_words_for_notices(label: str, kind: str | None) -> None:
    assert notice_kind_from_label(label) == kind
