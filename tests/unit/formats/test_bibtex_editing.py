"""Edits change only their own bytes; two versions merge by entry and field."""

from __future__ import annotations

import pytest

from citetrail.errors import InputError
from citetrail.formats.bibtex import editing
from citetrail.formats.bibtex.merging import Change, changes_between, merge
from citetrail.formats.bibtex.syntax import BibFile, bibfile_from_bytes, bibfile_from_text

FILE = """% a comment
@string{jx = "Journal"}
@article{a,
  author    = {Doe, Jo},
  title     = "Old",
  year      = 2001, % odd
}

@book{b, title={Two}}
"""


def block(bibfile: BibFile, key: str):  # type: ignore[no-untyped-def]  # tests stay short
    return next(one for one in bibfile.blocks if one.key == key)


@pytest.mark.parametrize(
    ("key", "name", "value", "before", "after"),
    [
        ("a", "title", "New", '"Old"', '"New"'),
        ("a", "title", 'A "b"', '"Old"', '{A "b"}'),
        ("a", "year", "2002", "2001", "2002"),
        ("a", "YEAR", "in press", "2001", "{in press}"),
        ("b", "title", "{Three}", "{Two}", "{{Three}}"),
    ],
)
def test_setting_a_field_changes_only_its_bytes(key: str, name: str, value: str, before: str, after: str) -> None:
    bibfile = bibfile_from_text(FILE)
    changed = editing.edited(bibfile, [editing.setting_field(bibfile, block(bibfile, key), name, value)])
    assert changed.text == FILE.replace(before, after, 1)


def test_a_new_field_looks_like_its_neighbours() -> None:
    bibfile = bibfile_from_text(FILE)
    edits = [
        editing.setting_field(bibfile, block(bibfile, "a"), "doi", "10.5555/x"),
        editing.setting_field(bibfile, block(bibfile, "b"), "year", "1999"),
    ]
    text = editing.edited(bibfile, edits).text
    assert "  year      = 2001,\n  doi       = {10.5555/x}, % odd\n" in text
    assert "@book{b, title={Two}, year={1999}}" in text


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("@a{k, x={1}, y={2}}", "x", "@a{k, y={2}}"),
        ("@a{k, x={1}, y={2}}", "y", "@a{k, x={1}}"),
        ("@a{k, x={1},}", "x", "@a{k, }"),
        ("@a{k, x={1}}", "z", "@a{k, x={1}}"),
    ],
)
def test_removing_a_field(text: str, name: str, left: str) -> None:
    bibfile = bibfile_from_text(text)
    edit = editing.removing_field(bibfile, block(bibfile, "k"), name)
    assert (editing.edited(bibfile, [edit]).text if edit else bibfile.text) == left


def test_keys_types_and_entries() -> None:
    bibfile = bibfile_from_bytes(b"@article{a, t={x}}\r\n")
    edits = [
        editing.changing_key(bibfile, block(bibfile, "a"), "new"),
        editing.changing_type(bibfile, block(bibfile, "a"), "book"),
    ]
    assert editing.edited(bibfile, edits).text == "@book{new, t={x}}\r\n"
    assert (
        editing.edited(bibfile, [editing.appending_entry(bibfile, "@a{z}\n")]).text
        == "@article{a, t={x}}\r\n\r\n@a{z}\r\n"
    )
    assert editing.edited(bibfile, [editing.removing_entry(bibfile, block(bibfile, "a"))]).text == ""


def test_a_value_that_would_break_the_entry_is_refused() -> None:
    bibfile = bibfile_from_text(FILE)
    with pytest.raises(InputError):
        editing.setting_field(bibfile, block(bibfile, "a"), "title", "}{")


def test_an_edit_keeps_the_encoding() -> None:
    bibfile = bibfile_from_bytes("@a{k, t={Müller}, y=1}".encode("cp1252"))
    changed = editing.edited(bibfile, [editing.setting_field(bibfile, block(bibfile, "k"), "y", "2")])
    assert changed.to_bytes() == "@a{k, t={Müller}, y=2}".encode("cp1252")


def merged(base: str, mine: str, theirs: str):  # type: ignore[no-untyped-def]  # tests stay short
    return merge(bibfile_from_text(base), bibfile_from_text(mine), bibfile_from_text(theirs))


ONE = "@article{a,\n  title = {One},\n  year = 2001\n}\n"


def test_changes_of_both_sides_come_together() -> None:
    found = merged(ONE, ONE.replace("One", "Uno"), ONE.replace("2001", "2002"))
    assert found.bibfile.text == ONE.replace("One", "Uno").replace("2001", "2002")
    assert found.taken == (Change("a", "year", "2001", "2002"),)
    assert found.mine == (Change("a", "title", "One", "Uno"),)
    assert found.conflicts == ()


def test_different_changes_of_one_field_are_a_conflict() -> None:
    found = merged(ONE, ONE.replace("One", "Uno"), ONE.replace("One", "Eins"))
    (conflict,) = found.conflicts
    assert (conflict.field, conflict.base, conflict.mine, conflict.theirs) == ("title", "One", "Uno", "Eins")
    assert found.bibfile.text == ONE.replace("One", "Uno")


def test_the_same_change_on_both_sides_is_none() -> None:
    found = merged(ONE, ONE.replace("{One}", '"Uno"'), ONE.replace("One", "Uno"))
    assert (found.taken, found.mine, found.conflicts) == ((), (), ())


def test_layout_alone_is_no_change() -> None:
    assert changes_between(bibfile_from_text(ONE), bibfile_from_text('@ARTICLE(a, YEAR={2001}, title = "One")')) == ()


def test_entries_are_added_and_removed() -> None:
    two = "@book{b, title={Two}}\n"
    assert merged(ONE, ONE, ONE + two).bibfile.text == ONE + "\n" + two
    assert merged(ONE + two, ONE + two, two).bibfile.text == two
    assert merged(ONE + two, two, ONE + two).mine[0].field is None


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [
        (ONE.replace("One", "Uno"), "", "removed-there"),
        ("", ONE.replace("One", "Uno"), "removed-here"),
    ],
)
def test_an_entry_removed_here_and_changed_there_is_a_conflict(mine: str, theirs: str, kind: str) -> None:
    found = merged(ONE, mine, theirs)
    assert [conflict.kind for conflict in found.conflicts] == [kind]
    assert found.bibfile.text == mine


def test_an_entry_added_on_both_sides_is_joined() -> None:
    found = merged("", "@a{k, x={1}, y={2}}", "@a{k, x={9}, z={3}}")
    assert found.bibfile.text == "@a{k, x={1}, y={2}, z={3}}"
    assert [(conflict.field, conflict.kind) for conflict in found.conflicts] == [("x", "added-twice")]
