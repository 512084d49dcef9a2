"""What the person adds: tags, notes, quotes, claims, reading state, files, and how it is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.errors import InputError, LibraryError
from citetrail.library import Library
from citetrail.model import Attachment, Claim, Quote, Work
from library_works import SEEN, keys, work


@pytest.fixture
def one(library: Library) -> int:
    library.add([work("one", "First"), work("two", "Second", tags=("Method/Bayes", "todo"))])
    return 1


def stored(library: Library, number: int) -> Work:
    found = library.get(number)
    assert found is not None
    return found


def test_tags_are_added_and_removed(library: Library, one: int) -> None:
    library.tag(one, ["to read", " a / b ", "A/B"], [])
    assert stored(library, one).tags == ("a/b", "to read")
    library.tag(one, ["new"], ["TO READ", "unknown"])
    assert stored(library, one).tags == ("a/b", "new")
    assert library.find("key:one")[0].tags == ("a/b", "new")


@pytest.mark.parametrize("tag", ["", "  ", "/", " / "])
def test_an_empty_tag_is_refused(library: Library, one: int, tag: str) -> None:
    with pytest.raises(InputError):
        library.tag(one, [tag])


def test_a_tag_is_renamed_with_all_below_it_and_joined(library: Library, one: int) -> None:
    library.tag(one, ["method", "method/bayes", "methodology"])
    assert library.rename_tag("Method", "how/to") == 2
    assert stored(library, 1).tags == ("how/to", "how/to/bayes", "methodology")
    assert stored(library, 2).tags == ("how/to/Bayes", "todo")
    assert library.rename_tag("todo", "how/to") == 1
    assert library.tags() == (("how/to", 2), ("how/to/Bayes", 1), ("how/to/bayes", 1), ("methodology", 1))
    assert library.check() == ()


def test_notes_are_written_found_changed_and_removed(library: Library, one: int) -> None:
    note = library.note(one, "Compare with *Zürich* study")
    assert keys(library, "note:zurich") == ["one"]
    library.edit_note(note, "Something else")
    assert (keys(library, "zurich"), keys(library, "something")) == ([], ["one"])
    library.remove_note(note)
    assert (keys(library, "something"), stored(library, one).notes) == ([], ())


def test_quotes_are_kept_exactly(library: Library, one: int) -> None:
    words = "  “Exact   words”, with — dashes\n"
    number = library.quote(one, Quote(exact=words, page="xii", suffix=" and so on"))
    assert stored(library, one).quotes[0].exact == words
    library.edit_quote(Quote(id=number, exact="Other words", page="3"))
    quote = stored(library, one).quotes[0]
    assert (quote.id, quote.exact, quote.page, quote.suffix) == (number, "Other words", "3", "")
    assert quote.created_at is not None
    assert keys(library, 'quote:"other words"') == ["one"]


def test_a_removed_quote_leaves_its_claims(library: Library, one: int) -> None:
    first, second = (library.quote(one, Quote(exact=text)) for text in ("a", "b"))
    claim = library.claim(one, Claim(text="It works", verdict="supported", quotes=(first, second)))
    library.remove_quote(first)
    assert stored(library, one).claims[0].quotes == (second,)
    library.edit_claim(Claim(id=claim, text="It does not", verdict="disputed"))
    assert keys(library, "claim:disputed") == ["one"]
    assert keys(library, "claim:does") == ["one"]
    library.remove_claim(claim)
    assert stored(library, one).claims == ()


def test_reading_state_and_rating(library: Library, one: int) -> None:
    library.set_reading(one, "read")
    library.set_rating(one, 5)
    assert (keys(library, "reading:read"), keys(library, "reading:unread")) == (["one"], ["two"])
    assert (keys(library, "rating:>=4"), keys(library, "rating:1-3")) == (["one"], [])
    with pytest.raises(InputError):
        library.set_rating(one, 6)


def test_files_are_attached_and_their_text_is_found(library: Library, one: int) -> None:
    number = library.attach(one, Attachment(name="a.PDF", path="/files/a.PDF"), text="The mitochondrion sleeps")
    assert (keys(library, "has:pdf"), keys(library, "mitochond"), keys(library, "text:sleeps")) == (["one"],) * 3
    library.set_text(number, "Other text")
    assert (keys(library, "mitochond"), library.text_of(number)) == ([], "Other text")
    library.detach(number)
    assert (keys(library, "has:file"), keys(library, "other")) == ([], [])


def test_copies_are_kept_once_and_found(library: Library, one: int, tmp_path: Path) -> None:
    for name in ("a.PDF", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 invented")
    library.attach_copy(one, tmp_path / "a.PDF", media_type="application/pdf")
    library.attach_copy(2, tmp_path / "b.pdf")
    library.attach(2, Attachment(name="gone.txt", path=str(tmp_path / "gone.txt")))
    library.attach(2, Attachment(name="page", url="https://www.example.org/"))
    paths = [library.file_of(file) for work in library.each_work() for file in work.attachments]
    assert paths[0] == paths[1]
    assert paths[0] is not None
    assert paths[0].read_bytes() == b"%PDF-1.7 invented"
    assert paths[2:] == [tmp_path / "gone.txt", None]
    assert [(work.key, file.name) for work, file in library.missing_files()] == [("two", "gone.txt")]
    assert library.orphaned_files() == ()
    library.remove([1, 2])
    assert library.orphaned_files() == (paths[0],)
    library.undo()
    assert library.orphaned_files() == ()
    with pytest.raises(InputError, match="cannot be read"):
        library.attach_copy(one, tmp_path / "none.pdf")


def test_a_backup_takes_the_copies_along_once_and_sees_damage(library: Library, one: int, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 invented")
    library.attach_copy(one, tmp_path / "a.pdf")
    target = tmp_path / "safe" / "copy.db"
    target.parent.mkdir()
    assert (library.backup(target), library.backup(target)) == (1, 0)
    with Library.open(target, now=lambda: SEEN) as copy:
        (work,) = copy.works([one])
        path = copy.file_of(work.attachments[0])
        assert path is not None
        assert path.read_bytes() == b"%PDF-1.7 invented"
        assert path.is_relative_to(target.parent)
    kept = library.file_of(library.works([one])[0].attachments[0])
    assert kept is not None
    kept.write_bytes(b"%PDF-1.7 spoilt")
    with pytest.raises(LibraryError, match="damaged"):
        library.backup(tmp_path / "other.db")


def test_unknown_numbers_are_told(library: Library, one: int) -> None:
    for act in (
        lambda: library.note(99, "x"),
        lambda: library.edit_note(99, "x"),
        lambda: library.remove_quote(99),
        lambda: library.edit_claim(Claim(id=99, text="x")),
        lambda: library.detach(99),
        lambda: library.tag(99, ["x"]),
    ):
        with pytest.raises(InputError, match="there is no"):
            act()
    assert len(library.log()) == 1


def test_searches_are_kept_by_name(library: Library, one: int) -> None:
    library.save_search("new", "year:>2020")
    library.save_search("new", "year:>2021")
    assert library.searches() == {"new": "year:>2021"}
    with pytest.raises(InputError):
        library.save_search("wrong", "(a")
    assert library.remove_search("new")
    assert not library.remove_search("new")


def test_relations_and_not_a_duplicate(library: Library, one: int) -> None:
    library.relate(1, "preprint-of", 2)
    library.relate(1, "preprint-of", 2)
    library.keep_apart(2, 1)
    assert library.related(1) == (("preprint-of", 2),)
    assert library.are_distinct(1, 2)
    assert library.are_distinct(2, 1)
    library.remove([2])
    assert (library.related(1), library.are_distinct(1, 2)) == ((), False)
