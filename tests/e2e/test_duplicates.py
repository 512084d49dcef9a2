"""Duplicates: found, reviewed pair by pair and field by field, joined without a loss, kept apart for good, or linked."""

from __future__ import annotations

from collections.abc import Callable

from e2e.conftest import ROCKLIFF, Workplace, distractors
from standin import World, work

BIB = """@article{one, author = {Sample, Sophie}, title = {On the invented habits of quokkas at night}, journal = {Journal of
Examples}, year = 2001, volume = 3}
@article{two, author = {Sample, S.}, title = {On the invented habits of quokkas at night}, journal = {J. Examples}, year = 2001,
volume = 4, pages = {1--9}}
@misc{pre, author = {Sample, Sophie}, title = {On the invented habits of quokkas at night}, howpublished = {arXiv}, year = 2000,
eprint = {2001.00001}, archiveprefix = {arXiv}}
"""
ANOTHER = "@article{{{}, author = {{Sample, Sophie}}, title = {{{}}}, journal = {{{}}}, year = 2001, volume = {}}}\n"


def pair(place: Workplace) -> None:
    """Two entries of one work that an import leaves apart, as their volumes differ: each has something to lose."""
    place.write("a.bib", ANOTHER.format("one", "On the invented habits of quokkas at night", "Journal of Examples", 3))
    place.write("b.bib", ANOTHER.format("two", "Quite another study of wombats in tunnels", "Journal of Examples", 4))
    place.run("add", "a.bib", "b.bib")
    for key in ("one", "two"):
        place.run("quote", key, f"words of {key}", "--page", "7")
        place.run("note", key, f"note on {key}")
        place.run("tag", key, f"+{key}", "+both")
    place.run("claim", "two", "A claim", "--quote", "2")
    place.run("mark", "two", "--rating", "4")
    place.run("edit", "two", "title=On the invented habits of quokkas at night")


def test_a_merge_keeps_everything_and_can_be_undone(workplace: Workplace) -> None:
    pair(workplace)
    workplace.run("dump", "before")
    before = {path.name: path.read_text() for path in (workplace.folder / "before").rglob("*.json")}
    assert "volume" in workplace.run("merge", "one", "two", "--dry-run").out
    assert workplace.run("merge", "one", "two").code == 2
    assert workplace.run("merge", "one", "two", "--yes", "--take", "volume").code == 0
    (one,) = workplace.run("show", "two", "--json").json["works"]
    assert one["key"] == "one"
    assert one["description"]["volume"] == "4"
    assert sorted(note["text"] for note in one["notes"]) == ["note on one", "note on two"]
    assert one["claims"][0]["quotes"] == [quote["id"] for quote in one["quotes"] if quote["exact"] == "words of two"]
    assert (one["rating"], sorted(one["tags"])) == (4, ["both", "one", "two"])
    assert workplace.run("search", '"words of two"', "-o", "ids").out == "one\n"
    assert workplace.run("doctor", "--no-sources").out.count("whole") == 1
    assert workplace.run("undo").out == "undone: merge two into one\n"
    workplace.run("dump", "after")
    assert {path.name: path.read_text() for path in (workplace.folder / "after").rglob("*.json")} == before
    assert workplace.run("search", '"words of two"', "-o", "ids").out == "two\n"


def test_a_review_goes_pair_by_pair_and_field_by_field(workplace: Workplace) -> None:
    pair(workplace)
    assert workplace.run("duplicates").code == 1
    nothing = workplace.run("duplicates", "--review", stdin="s\n")
    assert nothing.code == 1
    done = workplace.run("duplicates", "--review", stdin="2\n" + "2\n" * 9)
    assert done.code == 0, done.out + done.err
    assert "one is joined to two" in done.out
    (kept,) = workplace.run("show", "one", "--json").json["works"]
    assert (kept["key"], kept["description"]["volume"]) == ("two", "3")
    assert workplace.run("duplicates").out == "no duplicates\n"


def test_what_is_kept_apart_is_not_told_again_but_after_undo(workplace: Workplace) -> None:
    pair(workplace)
    assert "stay two works" in workplace.run("duplicates", "--review", stdin="a\n").out
    assert workplace.run("duplicates").code == 0
    workplace.run("undo")
    assert workplace.run("duplicates").code == 1
    assert workplace.run("merge", "one", "two", "--apart").code == 0
    assert workplace.run("duplicates", "one").code == 0


def test_a_preprint_and_its_article_are_linked_when_added(serve: Callable[[World], Workplace]) -> None:
    title = "On the invented habits of quokkas at night"
    place = serve(
        World(
            [
                work("10.5555/q.1", title, authors=["Sample, Sophie"], year=2001, container="Journal of Examples",
                     volume="3", pages="1-9"),
                work("10.48550/arxiv.2001.00001", title, authors=["Sample, Sophie"], year=2000, arxiv="2001.00001",
                     agency="datacite", kind="preprint"),
            ]
        )
    )  # fmt: skip
    assert place.run("add", "10.5555/q.1").code == 0
    added = place.run("add", "arXiv:2001.00001")
    assert "preprint of" in added.out, added.out + added.err
    assert len(place.run("list", "--json").json["works"]) == 2
    (row,) = [row for row in place.run("list", "--json").json["works"] if row["doi"] == "10.5555/q.1"]
    assert "has preprint" in place.run("show", row["key"]).out
    assert place.run("duplicates").code == 0
    place.run("undo")
    assert len(place.run("list", "--json").json["works"]) == 1


def test_refresh_shows_before_it_applies(connected: Workplace, serve: Callable[[World], Workplace]) -> None:
    connected.run("add", "10.1037/a0023861")
    key = connected.run("list", "-o", "ids").out.strip()
    connected.run("edit", key, "volume=99")
    changed = serve(World([work("10.1037/a0023861", ROCKLIFF.title, authors=["Rockliff, Helen"], year=2012,
                                container="Emotion", volume="11", issue="6", pages="1388-1396"), *distractors()]))  # fmt: skip
    shown = changed.run("refresh", key, "--refresh")
    assert shown.code == 0, shown.err
    assert "+ 2012  [sources]" in shown.out
    assert "nothing was changed" in shown.out
    year = changed.run("show", key, "--json").json["works"][0]["description"]["issued"]
    assert changed.run("refresh", key, "--refresh", "--dry-run", "--json").json["applied"] is False
    taken = changed.run("refresh", key, "--refresh", "--yes")
    assert "taken over" in taken.out
    after = changed.run("show", key, "--json").json["works"][0]["description"]
    assert after["issued"] != year
    assert after["volume"] == "99"
    assert changed.run("undo").out.startswith("undone: refresh")
    assert changed.run("show", key, "--json").json["works"][0]["description"]["issued"] == year
