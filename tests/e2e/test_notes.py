"""Notes and claims as a person keeps them: in the editor, on the line, in a folder of Markdown files."""

from __future__ import annotations

import os
import pty
import subprocess

from e2e.conftest import COMMAND, Workplace

ENTRY = (
    "@article{one, author = {Sample, Sophie}, title = {A visible fiction}, year = 2001}\n@book{two, title = {Two}}\n"
)


def texts(place: Workplace, key: str = "one") -> list[str]:
    (work,) = place.run("show", key, "--json").json["works"]
    return [note["text"] for note in work.get("notes", [])]


def with_editor(place: Workplace, script: str, *arguments: str) -> int:
    """Run a command in a terminal of its own whose editor is a shell script that gets the file's name."""
    editor = place.write("editor.sh", f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    ours, theirs = pty.openpty()
    environment = {**place.environment, "EDITOR": str(editor)}
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=place.folder,
        env=environment,
        stdin=theirs,
        capture_output=True,
        timeout=30,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    return done.returncode


def test_notes_are_written_changed_and_removed(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    assert workplace.run("note", "one", "See [[two]].").out == "one: noted (1)\n"
    assert "noted in          one A visible fiction" in workplace.run("show", "two").out
    assert workplace.run("note", "one", "Better.", "--edit", "1").code == 0
    assert texts(workplace) == ["Better."]
    assert workplace.run("note", "two", "--edit", "1", "x").code == 2
    assert workplace.run("note", "one", "--remove", "1").code == 0
    assert texts(workplace) == []
    workplace.run("undo")
    assert texts(workplace) == ["Better."]


def test_the_editor_starts_from_the_template_or_the_note(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.write("own/note.md", "# {authors} {year}\n\nQuestion:")
    workplace.run("add", "refs.bib")
    assert with_editor(workplace, 'sed -i "s/Question:/Question: why?/" "$1"', "note", "one") == 0
    assert texts(workplace) == ["# Sample 2001\n\nQuestion: why?"]
    assert with_editor(workplace, "true", "note", "one") == 2
    assert with_editor(workplace, 'sed -i "s/why/how/" "$1"', "note", "one", "--edit", "1") == 0
    assert texts(workplace) == ["# Sample 2001\n\nQuestion: how?"]


def test_claims_name_the_quotes_that_bear_on_them(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    workplace.run("quote", "one", "Nobody smiled.")
    assert workplace.run("claim", "one", "Everybody smiled", "--from", "blog.html", "--quote", "1").code == 0
    assert workplace.run("claim", "one", "--edit", "1", "--verdict", "disputed").out == "one: claim kept as disputed\n"
    listed = workplace.run("claims", "--verdict", "disputed")
    assert "disputed  Everybody smiled" in listed.out
    assert "“Nobody smiled.”" in listed.out
    assert workplace.run("search", "claim:disputed", "-o", "ids").out == "one\n"
    assert workplace.run("claim", "one", "--remove", "1").code == 0
    assert workplace.run("claims").out == ""


def test_tags_in_a_tree_merged_and_removed(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    workplace.run("tag", "one", "+brain/memory", "+memory")
    workplace.run("tag", "two", "+brain", "+old")
    assert workplace.run("tags", "list", "--tree").out == "brain  2\n  memory  1\nmemory  1\nold  1\n"
    assert "2 works have #memory" in workplace.run("tags", "merge", "memory", "brain", "--into", "memory").out
    assert workplace.run("tags", "list").out == "memory\t2\nmemory/memory\t1\nold\t1\n"
    assert workplace.run("tags", "remove", "memory", "--dry-run").code == 0
    assert workplace.run("tags", "remove", "memory").code == 0
    assert workplace.run("tags", "list").out == "old\t1\n"
    assert workplace.run("tags", "remove", "memory").code == 2


def test_a_folder_of_notes_goes_both_ways_and_shows_conflicts(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    workplace.run("note", "one", "First line\n\nLast line")
    assert workplace.run("notes", "sync", "vault").code == 0
    file = workplace.folder / "vault" / "one.md"
    text = file.read_text()
    file.write_text(text.replace("year:", "tags: [seen]\ncssclass: wide\nstatus: read\nyear:") + "\nA new end.\n")
    workplace.run("note", "one", "--edit", "1", "First line, longer\n\nLast line")
    workplace.write("vault/two.md", "Written in the vault.\n")
    workplace.write("vault/other.md", "A page of its own.\n")
    assert "would be in step" in workplace.run("notes", "sync", "vault", "--dry-run").out
    assert texts(workplace, "two") == []
    assert workplace.run("notes", "sync", "vault").code == 0
    assert texts(workplace) == ["First line, longer\n\nLast line\n\nA new end."]
    assert texts(workplace, "two") == ["Written in the vault."]
    (row,) = workplace.run("search", "tag:seen", "--json").json["works"]
    assert row["key"] == "one"
    assert "cssclass: wide" in file.read_text()
    assert (workplace.folder / "vault" / "other.md").read_text() == "A page of its own.\n"

    file.write_text(file.read_text().replace("Last line", "Last line in the file"))
    workplace.run("note", "one", "--edit", "1", "First line, longer\n\nLast line here\n\nA new end.")
    clash = workplace.run("notes", "sync", "vault")
    assert clash.code == 1
    assert "changed on both sides" in clash.out
    assert "<<<<<<< library\nLast line here\n=======\nLast line in the file\n>>>>>>> file" in file.read_text()
    assert workplace.run("notes", "sync", "vault").code == 1
    kept = [
        line for line in file.read_text().splitlines() if not line.startswith(("<<<", "===", ">>>", "Last line here"))
    ]
    file.write_text("\n".join(kept) + "\n")
    assert workplace.run("notes", "sync", "vault").code == 0
    assert "Last line in the file" in texts(workplace)[0]


def test_a_renamed_work_takes_its_file_along_and_a_lost_file_comes_back(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    workplace.run("note", "one", "A note")
    workplace.run("notes", "sync", "vault")
    workplace.run("rename", "one", "sample2001")
    workplace.run("notes", "sync", "vault")
    assert [path.name for path in (workplace.folder / "vault").glob("*.md")] == ["sample2001.md"]
    assert "aliases: [one]" in (workplace.folder / "vault" / "sample2001.md").read_text()
    (workplace.folder / "vault" / "sample2001.md").unlink()
    workplace.run("notes", "sync", "vault")
    assert "A note" in (workplace.folder / "vault" / "sample2001.md").read_text()


def test_the_history_tells_what_was_before_and_after(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.run("add", "refs.bib")
    workplace.run("edit", "one", "title=Another title")
    workplace.run("tag", "one", "+seen")
    workplace.run("undo")
    told = workplace.run("show", "one", "--history").out
    assert "title             - A visible fiction" in told
    assert "+ Another title" in told
    assert "tag one +seen  (undone)" in told
    changes = workplace.run("show", "one", "--history", "--json").json["histories"][0]["changes"]
    assert [change["what"] for change in changes][:2] == ["add refs.bib", "edit one title=Another title"]
    assert changes[1]["parts"][0] == {"part": "title", "before": "A visible fiction", "after": "Another title"}
