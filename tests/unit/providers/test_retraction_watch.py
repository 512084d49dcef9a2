"""Retraction Watch, kept on one's own machine. Titles, names and most DOIs are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from citetrail.errors import InputError
from citetrail.model import Description, Identifier, Provider, Reference, identifier_from_text, person_from_text
from citetrail.model.dates import date_of_year
from citetrail.net import Clock, Net, NetSettings
from citetrail.providers.retraction_watch import (
    kept_record,
    line_in_table,
    provider,
    state_of_table,
    table_from_csv,
)
from citetrail.providers.settings import RETRACTION_WATCH_TABLE, ProviderSettings

DAY = date(2026, 11, 24)
HEADER = "Record ID,Title,Journal,Author,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,"
ROWS = [
    "1,Snails at rest,Snail Letters,Anna Rivers;Ben Stone,2/3/2020 0:00,10.5555/n1,5/6/2015 0:00,10.5555/Rest,71,Expression of concern,,",
    "2,Snails at rest,Snail Letters,Anna Rivers;Ben Stone,4/5/2021 0:00,10.5555/n2,5/6/2015 0:00,unavailable,71,Retraction,+Error;,",
    "3,A long walk of the garden snail at night,Snail Letters,Carla Field,1/2/2019 0:00,,3/4/2012 0:00,unavailable,0,Retraction,,",
    "4,Short,Snail Letters,Carla Field,1/2/2019 0:00,,3/4/2012 0:00,unavailable,0,Retraction,,",
    "5,Snails in motion,Snail Letters,Dora Brook,1/2/2018 0:00,10.5555/n5,3/4/2011 0:00,10.5555/a%3C1%3E,0,Correction,,",
]


def asked(text: str) -> Identifier:
    identifier = identifier_from_text(text)
    assert identifier is not None
    return identifier


def described(title: str, author: str, year: int) -> Reference:
    person = person_from_text(author)
    assert person is not None
    return Reference(
        kind="data", raw="", description=Description(title=title, authors=(person,), issued=date_of_year(year))
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / RETRACTION_WATCH_TABLE).write_bytes(table_from_csv([HEADER, *ROWS], "rows.csv", DAY))
    return tmp_path


def kept(folder: Path, **settings: Path) -> Provider:
    net = Net(NetSettings(**settings), Clock(now=lambda: 1_000_000_000.0, sleep=lambda _: None))
    return provider(net, ProviderSettings(data_folder=folder))


@pytest.mark.parametrize("name", ["10.5555/rest", "PMID: 71"])
def test_every_notice_about_a_paper_is_found_by_any_of_its_names(folder: Path, name: str) -> None:
    table = kept(folder)
    assert table.lookup is not None
    (answer,) = table.lookup([asked(name)]).values()
    (record,) = answer.records
    assert [(notice.kind, str(notice.date)) for notice in record.notices] == [
        ("concern", "2020-02-03"),
        ("retraction", "2021-04-05"),
    ]
    assert record.description.title == "Snails at rest"


def test_encoded_dois_and_corrections(folder: Path) -> None:
    table = kept(folder)
    assert table.lookup is not None
    (answer,) = table.lookup([asked("10.5555/a<1>")]).values()
    assert [notice.kind for notice in answer.records[0].notices] == ["correction"]


def test_what_is_not_in_the_table_is_absent(folder: Path) -> None:
    table = kept(folder)
    assert table.lookup is not None
    assert [answer.outcome for answer in table.lookup([asked("10.5555/sound"), asked("10.5555/n1")]).values()] == [
        "absent",
        "absent",
    ]


@pytest.mark.parametrize(
    ("title", "author", "year", "outcome"),
    [
        ("A Long Walk of the Garden Snail at Night", "Field, C.", 2012, "found"),
        ("A long walk of the garden snail at night", "Field, C.", 2013, "found"),
        ("A long walk of the garden snail at night", "Field, C.", 2015, "absent"),
        ("A long walk of the garden snail at night", "Hill, E.", 2012, "absent"),
        ("A long walk of the garden snail by day", "Field, C.", 2012, "absent"),
        ("Short", "Field, C.", 2012, "absent"),
    ],
)
def test_works_without_identifiers_need_title_author_and_year(
    folder: Path, title: str, author: str, year: int, outcome: str
) -> None:
    table = kept(folder)
    assert table.search is not None
    assert table.search(described(title, author, year)).outcome == outcome


def test_without_a_table_nothing_is_asked(tmp_path: Path) -> None:
    assert (kept(tmp_path).lookup, kept(tmp_path).search) == (None, None)


def test_a_replay_needs_no_table(folder: Path, tmp_path: Path) -> None:
    recording = tmp_path / "answers.jsonl"
    first = kept(folder, record=recording)
    assert first.lookup is not None
    told = first.lookup([asked("10.5555/rest"), asked("10.5555/sound")])
    again = kept(tmp_path / "nowhere", replay=recording)
    assert again.lookup is not None
    replayed = again.lookup(list(told))
    assert [answer.outcome for answer in replayed.values()] == ["found", "absent"]
    assert replayed[asked("10.5555/rest")].records[0].notices == told[asked("10.5555/rest")].records[0].notices


def test_every_line_of_a_long_table_is_found(tmp_path: Path) -> None:
    rows = [f"{n},T,J,A B,1/2/2019 0:00,,3/4/2012 0:00,10.5555/{n * 7},0,Retraction,," for n in range(300)]
    path = tmp_path / RETRACTION_WATCH_TABLE
    path.write_bytes(table_from_csv([HEADER, *rows], "rows.csv", DAY))
    assert all(line_in_table(path, f"doi:10.5555/{n * 7}") is not None for n in range(300))
    assert not any(line_in_table(path, f"doi:10.5555/{n * 7 + 1}") for n in range(300))
    assert line_in_table(path, "doi:10.0/before") is None
    assert line_in_table(path, "title:behind") is None


def test_the_state_of_a_table(folder: Path) -> None:
    state = state_of_table(folder / RETRACTION_WATCH_TABLE)
    assert state is not None
    assert (state.day, state.source, state.notices, state.works) == (DAY, "rows.csv", 4, 3)
    assert state_of_table(folder / "none") is None
    (folder / "other").write_bytes(b"something else\n")
    with pytest.raises(InputError, match="no table"):
        state_of_table(folder / "other")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(InputError, match="not the Retraction Watch table"):
        table_from_csv(["a,b,c"], "x.csv", DAY)
    with pytest.raises(InputError, match="no notice"):
        table_from_csv([HEADER], "x.csv", DAY)


def test_what_is_kept_is_shown_with_the_day_of_the_table(folder: Path) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    record = kept_record(folder / RETRACTION_WATCH_TABLE, [asked("10.5555/none"), asked("10.5555/rest")], at)
    assert record is not None
    assert record.retrieved_at == at
    assert kept_record(folder / RETRACTION_WATCH_TABLE, [asked("10.5555/none")], at) is None
