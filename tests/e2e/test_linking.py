"""A .bib file and the library kept in step, in both directions, by the installed command."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.conftest import Workplace

BIB = """% my references
@string{jir = "Journal of Invented Results"}

@article{doe2011,
  author  = {Doe, Jo},
  title   = "A {NASA} title",
  journal = jir,
  year    = 2011,
}
@book{roe2019, author = {Roe, R.}, title = {A book}, year = 2019, publisher = {Example Press}}
"""


@pytest.fixture
def linked(workplace: Workplace) -> Workplace:
    """A folder with a linked file of two entries."""
    workplace.write("refs.bib", BIB)
    assert workplace.run("link", "refs.bib").code == 0
    return workplace


def text(place: Workplace, name: str = "refs.bib") -> str:
    return (place.folder / name).read_bytes().decode()


def replace(place: Workplace, old: str, new: str) -> None:
    assert old in text(place)
    place.write("refs.bib", text(place).replace(old, new))


def titles(place: Workplace) -> dict[str, str]:
    return {row["key"]: row["title"] for row in place.run("list", "--json").json["works"]}


def test_linking_takes_entries_in_and_touches_no_byte(linked: Workplace) -> None:
    assert text(linked) == BIB
    assert titles(linked) == {"doe2011": "A NASA title", "roe2019": "A book"}
    again = linked.run("link", "refs.bib")
    assert (again.code, again.out) == (0, "refs.bib: 2 entries, in step\n")


def test_a_change_in_the_library_changes_only_its_bytes(linked: Workplace) -> None:
    linked.run("edit", "doe2011", "title=A better NASA title", "volume=7")
    assert "1 changed in the file" in linked.run("sync", "--dry-run").out
    assert text(linked) == BIB
    assert linked.run("sync").code == 0
    expected = BIB.replace("A {NASA} title", "A better {NASA} title").replace(
        "= 2011,\n", "= 2011,\n  volume  = {7},\n"
    )
    assert text(linked) == expected


def test_a_change_in_the_file_is_the_reader_s_edit_and_can_be_undone(linked: Workplace) -> None:
    replace(linked, "{A book}", "{The book}")
    result = linked.run("link", "refs.bib")
    assert (result.code, "~ library: roe2019  title" in result.out) == (0, True)
    assert titles(linked)["roe2019"] == "The book"
    assert linked.run("undo").out == "undone: link refs.bib\n"
    assert titles(linked)["roe2019"] == "A book"
    linked.run("sync")
    assert text(linked) == BIB  # the file follows what was undone


def test_both_sides_changed_in_different_fields(linked: Workplace) -> None:
    linked.run("edit", "roe2019", "publisher=Other Press")
    replace(linked, "{A book}", "{The book}")
    assert linked.run("sync").code == 0
    assert "publisher = {Other Press}" in text(linked)
    assert titles(linked)["roe2019"] == "The book"


@pytest.mark.parametrize(("side", "title"), [("file", "Of the file"), ("library", "Of the library")])
def test_a_conflict_is_shown_and_settled_only_on_demand(linked: Workplace, side: str, title: str) -> None:
    linked.run("edit", "roe2019", "title=Of the library")
    replace(linked, "{A book}", "{Of the file}")
    for _ in range(2):
        result = linked.run("sync")
        assert result.code == 1
        assert [line.split(maxsplit=1) for line in result.out.splitlines()[1:4]] == [
            ["was", "A book"], ["file", "Of the file"], ["library", "Of the library"],
        ]  # fmt: skip
        assert "{Of the file}" in text(linked)
        assert titles(linked)["roe2019"] == "Of the library"
    assert "1 in conflict" in linked.run("link", "--status").out
    assert linked.run("sync", "--take", side).code == 0
    assert f"{{{title}}}" in text(linked)
    assert titles(linked)["roe2019"] == title
    assert linked.run("sync").out == "refs.bib: 2 entries, in step\n"


def test_new_entries_and_new_works_go_over(linked: Workplace) -> None:
    linked.write("more.bib", "@misc{poe2001, author={Poe, P.}, title={Another}, year=2001}")
    linked.run("add", "more.bib")
    linked.write("refs.bib", text(linked) + "\n@misc{new2020, title={New one}, author={New, N.}, year=2020}\n")
    result = linked.run("sync")
    assert result.out.splitlines()[-1] == "refs.bib: 4 entries, 1 added to the library, 1 added to the file"
    assert text(linked).endswith(
        "@misc{poe2001,\n  author = {Poe, P.},\n  title  = {Another},\n  year   = {2001},\n}\n"
    )
    assert set(titles(linked)) == {"doe2011", "roe2019", "poe2001", "new2020"}


def test_keys_follow_in_both_directions(linked: Workplace) -> None:
    linked.run("rename", "doe2011", "doe2011nasa")
    replace(linked, "@book{roe2019", "@book{roe19")
    assert linked.run("sync").code == 0
    assert "@article{doe2011nasa," in text(linked)
    assert set(titles(linked)) == {"doe2011nasa", "roe19"}
    assert linked.run("show", "roe2019").code == 0


def test_removals_go_over_only_on_demand(linked: Workplace) -> None:
    linked.write("refs.bib", text(linked).split("@book")[0])
    assert "taken out of the file" in linked.run("sync").out
    assert linked.run("sync").out == "refs.bib: 1 entry, in step\n"
    assert set(titles(linked)) == {"doe2011", "roe2019"}
    linked.run("remove", "doe2011")
    assert "no longer in the library" in linked.run("sync").out
    assert "doe2011" in text(linked)
    assert linked.run("sync", "--prune").code == 0
    assert titles(linked) == {}
    assert "doe2011" not in text(linked)
    assert text(linked).startswith("% my references\n@string")


def test_an_undone_link_takes_nothing_from_the_file(linked: Workplace) -> None:
    linked.run("undo")
    assert titles(linked) == {}
    assert linked.run("sync").code == 0
    assert text(linked) == BIB
    assert "2 added to the library" in linked.run("sync", "--take", "file").out


def test_damage_removes_nothing(linked: Workplace) -> None:
    replace(linked, "  title   =", "  title   = {never closed\n  x =")
    result = linked.run("sync", "--prune")
    assert result.code == 1
    assert '"doe2011" is never closed; opened on line 4' in result.err
    assert set(titles(linked)) == {"doe2011", "roe2019"}


def test_what_the_library_knows_already_is_not_doubled(workplace: Workplace) -> None:
    workplace.write("known.bib", "@article{known, title={A title}, author={Doe, Jo}, year=2011, doi={10.5555/known.1}}")
    workplace.run("add", "known.bib")
    bib = "@article{mine, title={A Title}, author={Doe, Jo}, year=2011, doi={10.5555/KNOWN.1}}\n"
    workplace.write("refs.bib", bib)
    assert workplace.run("link", "refs.bib").code == 0
    assert text(workplace) == bib  # they differ, and neither side changed: both stay as they are
    assert titles(workplace) == {"known": "A title"}
    workplace.run("edit", "known", "volume=3")
    workplace.run("sync")
    assert "@article{mine," in text(workplace)
    assert "volume={3}" in text(workplace)


def test_a_large_library_does_not_flood_a_small_file(workplace: Workplace) -> None:
    many = "".join(
        f"@misc{{k{number}, title={{Title number {number}}}, author={{Doe, A{number}}}, year={1900 + number}}}\n"
        for number in range(30)
    )
    workplace.write("many.bib", many)
    workplace.run("add", "many.bib")
    workplace.write("refs.bib", BIB)
    refused = workplace.run("link", "refs.bib")
    assert (refused.code, "30 works that are not in this file" in refused.err) == (2, True)
    assert text(workplace) == BIB
    assert workplace.run("link", "refs.bib", "--own").code == 0
    assert text(workplace) == BIB
    assert "2 added to the file" in workplace.run("link", "refs.bib", "year:>1927").out
    assert "28 added to the file" in workplace.run("link", "refs.bib", "--all").out
    assert workplace.run("link", "other.bib").code == 0  # a new file takes all
    assert text(workplace, "other.bib").count("@") == 32


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["link", "refs.ris"], "only BibTeX files can be linked"),
        (["link", "nowhere/refs.bib"], "no such folder"),
        (["link", "refs.bib"], "no work to write into it"),
        (["link", "--remove", "refs.bib"], "is not linked"),
        (["sync"], "no file is linked"),
        (["link", "refs.bib", "author:("], "8: this bracket is never closed"),
    ],
    ids=["format", "folder", "nothing", "remove", "sync", "query"],
)
def test_what_cannot_be_linked_is_said(workplace: Workplace, arguments: list[str], hint: str) -> None:
    result = workplace.run(*arguments)
    assert result.code == 2
    assert hint in result.err


def test_letting_go_keeps_both(linked: Workplace) -> None:
    assert linked.run("link", "--remove", "refs.bib").code == 0
    assert text(linked) == BIB
    assert set(titles(linked)) == {"doe2011", "roe2019"}
    assert linked.run("link", "--status").out == "no file is linked (citetrail link refs.bib)\n"


def test_encoding_and_line_ends_stay(workplace: Workplace) -> None:
    content = "@article{a,\r\n  title = {Käse und Brot},\r\n  year = 2001\r\n}\r\n".encode("cp1252")
    workplace.write("refs.bib", content)
    workplace.run("link", "refs.bib")
    workplace.run("edit", "a", "volume=3")
    workplace.run("sync")
    assert Path(workplace.folder / "refs.bib").read_bytes() == content.replace(
        b"2001\r\n}", b"2001,\r\n  volume = {3}\r\n}"
    )


def test_letters_that_the_encoding_lacks_are_written_in_latex(workplace: Workplace) -> None:
    workplace.write("refs.bib", "@misc{a, title = {K\u00e4se}, year = 2001}\n".encode("cp1252"))
    workplace.run("link", "refs.bib")
    workplace.run("edit", "a", "title=K\u00e4se und \u0151")
    assert workplace.run("sync").code == 0
    assert rb"und {\H{o}}" in (workplace.folder / "refs.bib").read_bytes()


def test_entries_without_a_key_of_their_own_are_left_alone(workplace: Workplace) -> None:
    content = "@misc{d, title={One}, year=2001}\n@misc{d, title={Two}, year=2002}\n@misc{, title={Three}, year=2003}\n"
    workplace.write("refs.bib", content)
    result = workplace.run("link", "refs.bib")
    assert "refs.bib: 2 entries without a key of their own left alone" in result.err
    assert titles(workplace) == {"d": "One"}
    assert text(workplace) == content
