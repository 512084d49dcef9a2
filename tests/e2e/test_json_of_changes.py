"""What commands print with --json when they change or format something: nothing else on standard output, whatever ends."""

from __future__ import annotations

import json

import pytest

from e2e.conftest import Workplace

BIB = """@article{one, author = {Sample, Sophie}, title = {On quokkas}, journal = {Journal of Examples}, year = 2001}
@article{two, author = {Sample, Sophie}, title = {On wombats}, journal = {Journal of Examples}, year = 2002}
@article{three, author = {Doe, Jane}, title = {On bilbies}, journal = {Journal of Examples}, year = 2003}
"""
TEXT = "Seen before [@one, p. 3; @nobody].\n\nAlso by @two.\n"


@pytest.fixture
def shelf(workplace: Workplace) -> Workplace:
    """A library of three works."""
    workplace.write("refs.bib", BIB)
    assert workplace.run("add", "refs.bib").code == 0
    return workplace


def test_a_citation_comes_with_its_runs_and_entries(shelf: Workplace) -> None:
    told = shelf.run("cite", "one", "--page", "3", "--style", "apa", "--format", "markdown", "--json").json
    assert told["text"] == shelf.run("cite", "one", "--page", "3", "--style", "apa", "--format", "markdown").out.strip()
    assert told["citation"] == {"text": "(Sample, 2001, p. 3)", "runs": [{"text": "(Sample, 2001, p. 3)"}]}
    assert (told["keys"], told["style"], told["in_note"], told["format"]) == (["one"], "apa", False, "markdown")
    (entry,) = told["entries"]
    assert entry["key"] == "one"
    assert {"text": "Journal of Examples", "is_italic": True} in entry["runs"]
    assert "".join(run["text"] for run in entry["runs"]).startswith("Sample, S. (2001). On quokkas.")


def test_entries_are_what_full_asks_for(shelf: Workplace) -> None:
    told = shelf.run("cite", "two", "one", "--full", "--style", "apa", "--json").json
    assert [entry["key"] for entry in told["entries"]] == ["one", "two"]
    assert told["text"] == shelf.run("cite", "two", "one", "--full", "--style", "apa").out.strip()


def test_a_manuscript_tells_its_keys(shelf: Workplace) -> None:
    shelf.write("paper.md", TEXT)
    told = shelf.run("cite", "--file", "paper.md", "--json")
    assert told.code == 1
    assert told.json["keys"] == ["one", "two"]
    assert told.json["unknown"] == [{"key": "nobody", "line": 1, "column": 26}]
    assert told.json["text"] == shelf.run("cite", "--file", "paper.md").out
    written = shelf.run("cite", "--file", "paper.md", "-o", "done.md", "--json").json
    assert (written["text"], written["file"]) == (None, "done.md")
    assert (shelf.folder / "done.md").read_text() == told.json["text"]


def test_files_come_and_go(shelf: Workplace) -> None:
    shelf.write("a.txt", "Some words here.")
    shelf.write("b.png", b"\x89PNG\r\n\x1a\n\0\0")
    told = shelf.run("attach", "one", "a.txt", "b.png", "https://www.example.org/c.pdf", "--json").json
    assert [(one["given"], one["words"], bool(one["why_not"])) for one in told["attached"]] == [
        ("a.txt", 3, False), ("b.png", None, True), ("https://www.example.org/c.pdf", None, False),
    ]  # fmt: skip
    assert [one["id"] for one in told["work"]["attachments"]] == [one["file"]["id"] for one in told["attached"]]
    assert shelf.run("files", "list", "-o", "ids").out == "one\n"
    number = str(told["attached"][0]["file"]["id"])
    place = shelf.run("open", "one", number, "--path", "--json").json
    assert (place["opened"], place["key"]) == (False, "one")
    assert place["place"] == shelf.run("open", "one", number, "--path").out.strip()
    opened = shelf.run("open", "one", number, "--json", CITETRAIL_OPENER="true")
    assert (opened.json["opened"], opened.code) == (True, 0)
    gone = shelf.run("detach", "one", number, "--json").json
    assert gone["detached"]["id"] == int(number)
    assert len(gone["work"]["attachments"]) == 2


def test_what_a_merge_came_to(shelf: Workplace) -> None:
    rehearsed = shelf.run("merge", "one", "two", "--dry-run", "--json").json
    assert (rehearsed["outcome"], rehearsed["other"]) == ("nothing", "two")
    assert ["title", "On quokkas", "On wombats"] in rehearsed["differences"]
    assert shelf.run("merge", "one", "three", "--apart", "--json").json["outcome"] == "kept-apart"
    assert shelf.run("merge", "one", "three", "--link", "--json").json["outcome"] == "linked"
    joined = shelf.run("merge", "one", "two", "--yes", "--json").json
    assert (joined["outcome"], joined["work"]["key"], joined["work"]["aliases"]) == ("joined", "one", ["two"])


def test_what_notes_went_which_way(shelf: Workplace) -> None:
    shelf.run("note", "one", "First.")
    (first,) = shelf.run("notes", "sync", "vault", "--json").json["synced"]
    assert (first["key"], first["place"], first["file_written"]) == ("one", "vault/one.md", True)
    note = shelf.folder / "vault" / "one.md"
    shelf.run("note", "one", "Mine.", "--edit", "1")
    note.write_text(note.read_text().replace("First.", "Theirs."))
    shelf.write("vault/stranger.md", "---\ncitekey: unheard2001\n---\n")
    told = shelf.run("notes", "sync", "vault", "--json")
    assert told.code == 1
    (again,) = told.json["synced"]
    assert again["unsettled"] == [1]
    assert [(one["in_library"].strip(), one["in_file"].strip()) for one in again["conflicts"]] == [("Mine.", "Theirs.")]
    assert "unheard2001" in told.json["strangers"][0]


def test_a_written_bibliography_comes_with_what_was_lost(shelf: Workplace) -> None:
    shelf.write("odd.bib", "@article{odd, title = {Odd}, year = 2001, abstract = {Words.}, nonsense = {x}}\n")
    told = shelf.run("convert", "odd.bib", "--format", "ris", "--json")
    plain = shelf.run("convert", "odd.bib", "--format", "ris")
    assert (told.code, told.err) == (plain.code, plain.err)
    assert told.json["text"] == plain.out
    assert (told.json["read"], told.json["format"], told.json["entries"]) == ("bibtex", "ris", 1)
    assert [(one["key"], one["field"]) for one in told.json["losses"]] == [("odd", "nonsense")]
    written = shelf.run("convert", "odd.bib", "odd.ris", "--json", "--allow-loss")
    assert written.code == 0
    assert (written.json["text"], written.json["file"]) == (None, "odd.ris")
    exported = shelf.run("export", "one", "two", "--json").json
    assert exported["text"] == shelf.run("export", "one", "two").out
    assert sorted(exported["keys"]) == ["one", "two"]
    shelf.write("paper.md", TEXT)
    checked = shelf.run("export", "--for", "paper.md", "--check", "--json")
    assert checked.code == 1
    assert checked.json["text"] is None
    assert checked.json["unknown"] == [{"key": "nobody", "source": "paper.md", "line": 1, "column": 26}]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["attach", "one", "nowhere.pdf"], 2),
        (["detach", "one"], 2),
        (["open", "nobody"], 2),
        (["merge", "one", "two"], 2),
        (["merge", "one", "one", "--yes"], 2),
        (["cite", "nobody"], 2),
        (["cite", "one", "--style", "no-such-style"], 2),
        (["styles", "add", "refs.bib"], 2),
        (["tags", "remove", "nothing"], 2),
        (["duplicates", "--review"], 2),
        (["check", "refs.bib", "--fix", "--offline"], 2),
        (["check", "refs.bib", "--apply", "--offline"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_error_keeps_its_code_and_says_nothing_on_stdout(shelf: Workplace, arguments: list[str], code: int) -> None:
    told = shelf.run(*arguments, "--json")
    assert (told.code, told.out) == (code, "")
    assert told.err.startswith("citetrail: ")


def test_alerts_marked_as_read_are_printed(shelf: Workplace) -> None:
    told = shelf.run("alerts", "--ack", "all", "--json")
    assert (told.code, json.loads(told.out)) == (0, {"alerts": []})


def test_what_one_command_lists_the_next_takes(shelf: Workplace) -> None:
    keys = shelf.run("list", "-o", "ids", "author:sample").out.split()
    assert sorted(keys) == ["one", "two"]
    assert [line for line in shelf.run("export", *keys).out.splitlines() if line.startswith("@")] == [
        f"@article{{{key}," for key in keys
    ]
    shelf.run("attach", "one", "refs.bib")
    shelf.run("attach", "three", "refs.bib")
    assert shelf.run("files", "list", *keys, "-o", "ids").out == "one\n"
    assert len(shelf.run("track", *keys, "--offline", "--json").json["tracked"]) == 2
    assert shelf.run("track", "author:nobody", "--offline").code == 0
    assert shelf.run("rekey", *keys, "--template", "[auth][year]", "--dry-run", "--json").json["renamed"]
    assert "2 references" in shelf.run("check", "--works", " ".join(keys), "--offline").out
    assert shelf.run("export", "nobody").code == 2
