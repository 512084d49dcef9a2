"""--dry-run shows what would be done and changes nothing; --yes does it without a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.conftest import Workplace
from e2e.terminal import typed

BIB = "".join(
    f"@article{{key{place}, author = {{Doe, Jane}}, year = {2000 + place}, title = {{Title {place}}}, "
    f"doi = {{10.5555/{place}}}}}\n"
    for place in range(12)
)


@pytest.fixture
def filled(workplace: Workplace) -> Workplace:
    workplace.write("refs.bib", BIB)
    workplace.write("more.bib", "@misc{other, title = {Another one}}")
    assert workplace.run("add", "refs.bib").code == 0
    assert workplace.run("tag", "key1", "+old/one").code == 0
    assert workplace.run("dump", "dumped").code == 0
    assert workplace.run("note", "key2", "Written after the dump.").code == 0
    return workplace


def state(place: Workplace) -> dict[str, bytes]:
    """Everything in the library, and its log."""
    assert place.run("dump", "state").code == 0
    files = {str(path): path.read_bytes() for path in sorted((place.folder / "state").rglob("*")) if path.is_file()}
    return {**files, "log": place.run("log", "--json").out.encode()}


def test_nothing_is_changed(filled: Workplace) -> None:
    before = state(filled)
    for command, words in [
        (["add", "more.bib"], "+ more.bib:1:1  other"),
        (["add", "refs.bib"], "12 entries: 12 present"),
        (["remove", "key1", "10.5555/2"], "would remove key1, key2"),
        (["tags", "rename", "old", "new"], "1 work: #old would be #new"),
        (["load", "dumped"], "1 work would be changed; 12 works before, 12 after"),
        (["restore", "--at", "2020-01-01"], "would be as it was at 2020-01-01; 12 works before, 0 after"),
        (["merge", "key1", "key2"], "nothing was changed"),
    ]:
        result = filled.run(*command, "--dry-run")
        assert result.code == 0, result.err
        assert words in result.out
    assert state(filled) == before


def test_a_rehearsal_that_fails_changes_nothing(filled: Workplace) -> None:
    before = state(filled)
    first = sorted((filled.folder / "dumped").rglob("*.json"))[0]
    first.write_text("{broken", encoding="utf-8")
    for extra in ([], ["--dry-run"]):
        assert filled.run("load", "dumped", *extra).code == 2
    assert state(filled) == before


def test_a_person_is_asked_before_much_is_gone(filled: Workplace) -> None:
    keys = [f"key{place}" for place in range(12)]
    code, screen = typed(filled, ["remove", *keys], keys="n\n")
    assert code == 0
    assert "Remove 12 works? [y/N]" in screen
    assert "nothing was changed" in screen
    assert len(filled.run("list", "-o", "ids").out.splitlines()) == 12
    assert "Remove" not in typed(filled, ["remove", *keys[:10]])[1]
    assert "[y/N]" in typed(filled, ["restore", "--at", "2020-01-01"], keys="n\n")[1]
    code, screen = typed(filled, ["load", "dumped", "--yes"])
    assert code == 0
    assert "[y/N]" not in screen
    assert len(filled.run("list", "-o", "ids").out.splitlines()) == 12


def test_programs_are_not_asked(filled: Workplace, tmp_path: Path) -> None:
    assert filled.run("remove", *[f"key{place}" for place in range(12)]).code == 0
    assert filled.run("undo").code == 0
    assert filled.run("restore", "--at", "2020-01-01").code == 0
    assert filled.run("list", "-o", "ids").out == ""
