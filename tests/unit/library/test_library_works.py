"""Works in and out of the library, their keys, edits, records and duplicates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from citetrail.errors import InputError, LibraryDamaged, LibraryError, LibraryTooNew
from citetrail.library import Library, Row
from citetrail.model import Alert, Attachment, Claim, Note, Notice, PartialDate, Person, Quote, Work
from citetrail.model.dates import date_of_year
from library_works import SEEN, describe, doi, keys, record, work


def only(library: Library, given: Work) -> int:
    (stored,) = library.add([given])
    assert stored.id is not None
    return stored.id


def test_a_work_comes_back_as_it_went_in(library: Library) -> None:
    description = describe("Sleep in <i>Nowhere</i>", "García", year=2015, doi="10.5555/sleep", language="es")
    given = Work(
        key="garcia2015",
        aliases=("old_name",),
        description=description,
        records=(record(description), record(describe("Sleep"), "openalex", cited_by_count=3)),
        edits={"volume": "7", "authors": (Person(family="García", given="Ana"),), "abstract": None},
        tags=("b", "a/c"),
        notes=(Note(text="Read *this*."),),
        quotes=(Quote(exact="we slept", page="12", prefix="and "),),
        claims=(Claim(text="sleep helps", verdict="disputed", source="article.html"),),
        citing=(doi("later"),),
        attachments=(Attachment(name="sleep.pdf", path="files/sleep.pdf", media_type="application/pdf"),),
        standing="clear",
        reading="reading",
        rating=4,
        checked_at=datetime(2026, 2, 2, tzinfo=UTC),
    )
    stored = library.get(only(library, given))
    assert stored is not None
    fields = set(Work.model_fields) - {"id", "tags", "added_at", "notes", "quotes", "claims", "attachments"}
    assert stored.model_dump(include=fields) == given.model_dump(include=fields)
    assert stored.tags == ("a/c", "b")
    assert stored.notes[0].text == "Read *this*."
    assert stored.quotes[0].prefix == "and "
    assert stored.claims[0].verdict == "disputed"
    assert stored.attachments[0].path == "files/sleep.pdf"
    assert stored.added_at == datetime(2026, 3, 1, 12, 0, 2, tzinfo=UTC)


def test_add_gives_the_works_with_their_ids_and_annotations(library: Library) -> None:
    first, second = library.add([work("one", notes=(Note(text="n"),)), work("two")])
    assert (first.id, second.id) == (1, 2)
    assert first.notes[0].id == 1


def test_a_row_shows_what_a_list_needs(library: Library) -> None:
    only(
        library,
        work(
            "x", "A &amp; <b>B</b>", "One", "Two", "Three", "Four", year=1999, type="book", doi="10.5555/X", tags=("t",)
        ),
    )
    assert library.find() == (
        Row(1, "x", "One, Two, Three et al.", 1999, "A & B", "", "book", ("t",), "unknown", "10.5555/x"),
    )


def test_a_taken_key_gets_a_letter_and_the_answer_tells(library: Library) -> None:
    only(library, work("smith2010"))
    stored = library.add([work("smith2010"), work("smith2010"), work("smith2010a")])
    assert [one.key for one in stored] == ["smith2010a", "smith2010b", "smith2010aa"]
    assert library.taken_keys() == {"smith2010", "smith2010a", "smith2010b", "smith2010aa"}


def test_keys_that_differ_in_case_are_two(library: Library) -> None:
    library.add([work("CaseKey", "First of two"), work("casekey", "Second of two")])
    assert [getattr(library.resolve(name), "key", None) for name in ("CaseKey", "casekey", "CASEKEY")] == [
        "CaseKey",
        "casekey",
        None,
    ]


@pytest.mark.parametrize(
    "name",
    ["key1", "KEY1", "older", "10.5555/ABC", "https://doi.org/10.5555/abc", "doi:10.5555%2Fabc", "10.5555/abc."],
)
def test_a_name_in_any_spelling_resolves(library: Library, name: str) -> None:
    only(library, work("key1", doi="10.5555/abc", aliases=("older",)))
    found = library.resolve(name)
    assert found is not None
    assert found.key == "key1"


@pytest.mark.parametrize("name", ["", "nobody", "10.5555/other", "key"])
def test_a_name_of_nothing_resolves_to_nothing(library: Library, name: str) -> None:
    only(library, work("key1", doi="10.5555/abc"))
    assert library.resolve(name) is None


def test_old_keys_resolve_for_ever(library: Library) -> None:
    one = only(library, work("first"))
    library.rename_key(one, "second")
    library.rename_key(one, "third")
    library.rename_key(one, "first")
    assert {getattr(library.resolve(name), "key", None) for name in ("first", "second", "third")} == {"first"}
    assert getattr(library.get(one), "aliases", ()) == ("second", "third")


def test_a_key_of_another_work_is_refused(library: Library) -> None:
    one, two = (stored.id or 0 for stored in library.add([work("one"), work("two")]))
    library.rename_key(one, "uno")
    with pytest.raises(InputError, match="belongs to another work"):
        library.rename_key(two, "one")


def test_an_update_takes_nothing_away(library: Library) -> None:
    one = only(library, work("one", "First title"))
    stale = library.get(one)
    assert stale is not None
    library.tag(one, ["kept"])
    library.note(one, "kept as well")
    news = stale.model_copy(update={"notes": (Note(text="new"),), "tags": ("new",), "citing": (doi("c"),)})
    updated = library.update(news)
    assert updated.tags == ("kept", "new")
    assert [note.text for note in updated.notes] == ["kept as well", "new"]
    assert updated.citing == (doi("c"),)


def test_records_are_added_and_never_overwritten(library: Library) -> None:
    first, second = record(describe("As printed")), record(describe("As corrected"))
    one = only(library, Work(key="one", description=first.description, records=(first,)))
    stored = library.get(one)
    assert stored is not None
    library.update(stored.model_copy(update={"records": (*stored.records, second, first)}))
    again = library.update(stored.model_copy(update={"records": (second,), "description": second.description}))
    assert [one.description.title for one in again.records] == ["As printed", "As corrected"]
    assert again.description.title == "As corrected"


def test_a_refresh_never_overwrites_an_edit(library: Library) -> None:
    one = only(library, work("one", "Wrong title"))
    stale = library.get(one)
    assert stale is not None
    library.set_field(one, "title", "Right title")
    updated = library.update(stale.model_copy(update={"description": describe("Title of a source", "New")}))
    assert (updated.description.title, updated.description.authors[0].family) == ("Right title", "New")
    assert keys(library, "right") == ["one"]
    assert keys(library, "title:source") == []


def test_an_edit_can_empty_a_field_and_be_taken_back(library: Library) -> None:
    one = only(library, work("one", "Title", year=1999))
    library.set_field(one, "issued", None)
    emptied = library.get(one)
    assert emptied is not None
    assert (emptied.description.year, emptied.edits) == (None, {"issued": None})
    library.clear_field(one, "issued", without=describe("Title", year=1998))
    back = library.get(one)
    assert back is not None
    assert (back.description.year, back.edits) == (1998, {})


@pytest.mark.parametrize(("field", "value"), [("titel", "x"), ("authors", "Smith"), ("year", 2000)])
def test_a_wrong_edit_is_refused(library: Library, field: str, value: object) -> None:
    one = only(library, work("one"))
    with pytest.raises(InputError):
        library.set_field(one, field, value)
    assert library.log()[0].what == "add one"


def test_removed_works_are_gone_with_all_they_had(library: Library) -> None:
    one = only(library, work("one", "Gone", tags=("t",), doi="10.5555/gone"))
    assert library.remove([one, 99]) == 1
    assert (library.find(), library.tags(), library.resolve("one"), keys(library, "gone")) == ((), (), None, [])
    assert library.check() == ()


@pytest.mark.parametrize(
    ("title", "authors", "year", "identifier", "expected"),
    [
        ("Anything", (), None, "https://doi.org/10.5555/SAME", ["one"]),
        ("On the Sleep of Examples!", ("García",), 2015, None, ["one"]),
        ("On the sleep of examples", (), 2016, None, ["one"]),
        ("On the sleep of examples", (), None, None, ["one"]),
        ("On the sleep of examples", ("García",), 2011, None, ["one"]),
        ("On the sleep", ("García",), 2015, None, ["one"]),
        ("Sleep revisited", ("Garcia",), 2015, None, ["three"]),
        ("Sleep revisited", ("Garcia",), 2016, None, []),
        ("", ("Garcia",), 2015, None, []),
    ],
)
def test_duplicates_are_found(
    library: Library,
    title: str,
    authors: tuple[str, ...],
    year: int | None,
    identifier: str | None,
    expected: list[str],
) -> None:
    library.add(
        [
            work("one", "On the sleep of <i>examples</i>", "Garcia", year=2015, doi="10.5555/same"),
            work("two", "Reply"),
            work("three", "Sleep of reason", "García", year=2015),
        ]
    )
    found = library.duplicates_of(describe(title, *authors, year=year, doi=identifier))
    assert [one.key for one in found] == expected


def test_an_identifier_counts_more_than_a_title(library: Library) -> None:
    library.add([work("same", "On the sleep of examples"), work("other", "Another title", doi="10.5555/x")])
    found = library.duplicates_of(describe("On the sleep of examples", doi="10.5555/X"))
    assert [one.key for one in found] == ["other", "same"]


def test_alerts_are_raised_once(library: Library) -> None:
    one = only(library, work("one"))
    seen = datetime(2026, 3, 1, tzinfo=UTC)
    alert = Alert(
        work_id=one,
        kind="cited",
        summary="cited by X",
        fingerprint="cited:x",
        provider="openalex",
        seen_at=seen,
        about=doi("x"),
    )
    other = alert.model_copy(update={"fingerprint": "cited:y"})
    assert [new.fingerprint for new in library.raise_alerts([alert, other, alert])] == ["cited:x", "cited:y"]
    assert library.raise_alerts([alert]) == ()
    (first, second) = library.alerts()
    assert first == alert.model_copy(update={"id": 1})
    assert library.acknowledge([first.id or 0]) == 1
    assert library.acknowledge([first.id or 0]) == 0
    assert library.alerts() == (second,)
    assert [one.id for one in library.alerts(acknowledged=True)] == [first.id]
    assert len(library.alerts(acknowledged=None, work=one)) == 2


def test_works_are_due_the_longest_ago_first(library: Library) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    library.add(
        [
            work("fresh", checked_at=now - timedelta(days=1)),
            work("old", checked_at=now - timedelta(days=40)),
            work("never"),
            work("older", checked_at=now - timedelta(days=50)),
        ]
    )
    due = library.due(now, timedelta(days=30))
    assert [one.key for one in library.works(due)] == ["never", "older", "old"]
    assert library.due(now, timedelta(days=30), limit=1) == due[:1]


def test_a_change_that_fails_leaves_nothing(library: Library) -> None:
    def fail() -> None:
        with library.change("add two works"):
            only(library, work("one", "Half a change"))
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail()
    assert (library.find(), keys(library, "half"), library.log()) == ((), [], ())


def test_a_change_is_one_line_of_the_log(library: Library) -> None:
    with library.change("add refs.bib"):
        one = only(library, work("one"))
        library.tag(one, ["t"])
    assert [(entry.what, entry.works) for entry in library.log()] == [("add refs.bib", 1)]
    assert [entry.what for entry in library.history(one)] == ["add refs.bib"]


def test_what_changes_nothing_is_no_change(library: Library) -> None:
    one = only(library, work("one", tags=("t",)))
    library.tag(one, ["t"])
    library.set_rating(one, None)
    stored = library.get(one)
    assert stored is not None
    library.update(stored)
    assert len(library.log()) == 1


def test_a_newer_library_is_not_touched(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, now=clock) as library:
        library._database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="newer citetrail"):
        Library.open(path, now=clock)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"@article{x, title={y}}" * 50, b"SQLite format 3\x00" + b"\x00" * 900])
def test_a_file_that_is_no_library_is_damaged(tmp_path: Path, clock: Callable[[], datetime], content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        Library.open(path, now=clock)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cookies (id INTEGER)")
    other.close()
    with pytest.raises(LibraryDamaged, match="another program"):
        Library.open(path, now=clock)


def test_a_library_that_is_not_there_is_not_made_unasked(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    with pytest.raises(LibraryError, match="no library"):
        Library.open(tmp_path / "none.db", now=clock, create=False)
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path, now=clock)
    assert list(tmp_path.iterdir()) == []


def test_text_that_sqlite_cannot_hold_is_kept_without_it(library: Library) -> None:
    one = only(library, work("one"))
    library.note(one, "null \x00 and half a pair \ud800.")
    stored = library.get(one)
    assert stored is not None
    assert stored.notes[0].text == "null  and half a pair ?."


def test_dates_of_every_kind_sort_as_years(library: Library) -> None:
    library.add([work("none"), work("old", year=1850), work("new", year=2020)])
    assert keys(library, "", sort="year") == ["new", "old", "none"]
    assert date_of_year(1850).year == 1850


def test_the_standing_follows_the_notices(library: Library) -> None:
    description = describe("Retracted", doi="10.5555/r")
    notice = Notice(kind="retraction", asserted_by="publisher", provider="crossref", date=PartialDate(year=2024))
    one = only(library, Work(key="one", description=description, records=(record(description),)))
    assert keys(library, "status:clear") == ["one"]
    stored = library.get(one)
    assert stored is not None
    told = record(description, retrieved_at=SEEN + timedelta(days=1), notices=(notice,))
    updated = library.update(stored.model_copy(update={"records": (*stored.records, told)}))
    assert updated.standing == "retracted"
    assert library.find("status:retracted")[0].standing == "retracted"
    library.undo()
    assert keys(library, "status:retracted") == []


def test_which_descriptions_have_possible_duplicates_is_one_question(library: Library) -> None:
    library.add([work("one", "Memory of invented rivers", "García", year=2015, doi="10.5555/one")])
    asked = [
        describe("Something else entirely", doi="10.5555/one"),
        describe("Memory of invented rivers"),
        describe("Memory of other things", "García", year=2015),
        describe("Nothing of the kind", "Nobody", year=1999, doi="10.5555/two"),
        describe(""),
    ]
    assert library.places_with_duplicates(asked) == {0, 1, 2}
    assert [bool(library.duplicates_of(one)) for one in asked] == [True, True, True, False, False]


def test_keys_in_use_are_those_of_today_of_before_and_reserved(library: Library) -> None:
    number = only(library, work("one"))
    library.rename_key(number, "two")
    in_use = library.keys_in_use()
    in_use.reserve(["three"])
    assert [name in in_use for name in ("one", "two", "three", "four")] == [True, True, True, False]


def test_keys_can_be_looked_up_together(library: Library) -> None:
    library.add([work("known")])
    keys = library.keys_in_use()
    keys.look_up(["known", "free", "other"])
    assert ["known" in keys, "free" in keys, "asked alone" in keys] == [True, False, False]
    keys.reserve(["free"])
    assert ["free" in keys, "other" in keys] == [True, False]
