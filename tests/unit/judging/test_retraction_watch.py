"""The Retraction Watch table, row by row. Titles and names are placeholders."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from citetrail.errors import InputError
from citetrail.judging import notice_kind_from_label, notices_from_retraction_watch, status_of
from citetrail.judging.retraction_watch import date_from_table, reasons_from_table
from judging_values import record

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,"
    "RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,"
)


def row(nature: str, **cells: str) -> str:
    values = {"RetractionDate": "6/25/2021 0:00", "RetractionNature": nature, "Record ID": "1", **cells}
    return ",".join(values.get(name, "") for name in HEADER.split(","))


@pytest.mark.parametrize(
    ("nature", "reason", "kind"),
    [
        ("Retraction", "Plagiarism of Article;", "retraction"),
        ("Retraction", "+Error in Text;+Retract and Replace;", "retract-and-replace"),
        ("Correction", "Error in Text;", "correction"),
        ("Expression of concern", "", "concern"),
        ("Reinstatement", "Retract and Replace;", "reinstatement"),
    ],
)
def test_natures(nature: str, reason: str, kind: str) -> None:
    (watched,) = notices_from_retraction_watch([HEADER, row(nature, Reason=reason)])
    assert watched.notice.kind == kind
    assert watched.notice.asserted_by == "retraction-watch"


def test_traps_of_identifiers() -> None:
    cells = {
        "OriginalPaperDOI": "10.1002/1096-9098(200007)74:3%3C201::AID-JSO8%3E3.0.CO;2-5",
        "OriginalPaperPubMedID": "0",
        "RetractionDOI": "Unavailable",
        "RetractionPubMedID": "35959284",
    }
    (watched,) = notices_from_retraction_watch([HEADER, row("Retraction", **cells)])
    assert [str(single) for single in watched.identifiers] == [
        "doi:10.1002/1096-9098(200007)74:3<201::aid-jso8>3.0.co;2-5"
    ]
    assert str(watched.notice.notice) == "pmid:35959284"


def test_a_paper_without_any_identifier_is_kept() -> None:
    (watched,) = notices_from_retraction_watch([HEADER, row("Retraction", OriginalPaperDOI="unavailable")])
    assert watched.identifiers == ()


def test_dates_have_the_month_first() -> None:
    assert str(date_from_table("6/25/2021 0:00")) == "2021-06-25"
    assert date_from_table("25/6/2021 0:00") is None
    assert date_from_table("") is None


def test_both_vocabularies_of_reasons() -> None:
    assert reasons_from_table("+Error in Data;+Error in Text;") == ("Error in Data", "Error in Text")
    assert reasons_from_table("Error in Data;") == ("Error in Data",)


def test_another_file_is_refused() -> None:
    with pytest.raises(InputError, match="not the Retraction Watch table"):
        list(notices_from_retraction_watch(["a,b,c", "1,2,3"], "file.csv"))


@pytest.mark.shared
def test_the_layout_of_the_real_table(shared: Path) -> None:
    lines = (shared / "checks" / "retraction_watch_layout.csv").read_text(encoding="utf-8").splitlines()
    by_work: dict[str, list[object]] = {}
    for watched in notices_from_retraction_watch(lines):
        by_work.setdefault(str(watched.identifiers[:1]), []).append(watched.notice)
    standings = sorted(status_of([record(notices=told)]).standing for told in by_work.values())  # type: ignore[arg-type]  # notices
    assert standings == ["corrected", "reinstated", "retracted", "retracted", "retracted", "retracted"]


def expected_standing(kinds: list[str]) -> str:
    """What undated notices come to: a reinstatement has the last word, then a retraction, then concern."""
    for kind, standing in (
        ("Reinstatement", "reinstated"),
        ("Retraction", "retracted"),
        ("Expression of concern", "concern"),
    ):
        if kind in kinds:
            return standing
    return "corrected"


@pytest.mark.shared
def test_every_kind_in_the_table_of_dois_comes_to_the_right_standing(shared: Path) -> None:
    with gzip.open(shared / "checks" / "retraction_watch_doi_dev.csv.gz", "rt", encoding="utf-8") as file:
        told = {tuple(row["notices"].split(";")) for row in csv.DictReader(file)}
    assert len(told) > 15
    for kinds in told:
        lines = [HEADER, *(row(kind, RetractionDate="", OriginalPaperDOI="10.5555/slow") for kind in kinds)]
        notices = [watched.notice for watched in notices_from_retraction_watch(lines)]
        assert len(notices) == len(kinds)
        assert status_of([record(notices=notices)]).standing == expected_standing(list(kinds))


@pytest.mark.shared
def test_no_correction_is_called_a_retraction_in_a_messy_vocabulary(shared: Path) -> None:
    with gzip.open(shared / "checks" / "open_retractions_2020.csv.gz", "rt", encoding="utf-8") as file:
        rows = {(entry["retracted"], entry["update_types"]) for entry in csv.DictReader(file)}
    grave = {"retraction", "partial-retraction", "retract-and-replace"}
    for retracted, label in rows:
        if retracted == "False":
            assert notice_kind_from_label(label) not in grave
