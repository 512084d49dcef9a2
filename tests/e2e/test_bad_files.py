"""What people give by mistake: a clear sentence, the right exit code, and an untouched library."""

from __future__ import annotations

from pathlib import Path

import pytest

from e2e.conftest import Result, Workplace

ENTRY = "@article{{{key},\n  author = {{Doe, Jane}},\n  title = {{{title}}},\n  year = {{2015}},\n  journal = {{Journal of Examples}}\n}}\n"
BUG = 70


def entry(key: str, title: str) -> str:
    """One whole BibTeX entry."""
    return ENTRY.format(key=key, title=title)


def assert_told(result: Result, *words: str, code: int = 2) -> None:
    """The command ended with that code and one sentence on stderr that has these words; no traceback, no data."""
    assert result.code == code, result.out + result.err
    for word in words:
        assert word in result.err
    assert "Traceback" not in result.err
    assert "this is a bug" not in result.err


READERS = [("trace",), ("check",), ("add",)]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_missing_file(workplace: Workplace, command: tuple[str, ...]) -> None:
    workplace.write("article.html", "<p>x</p>")
    result = workplace.run(*command, "artcle.html")
    assert_told(result, "artcle.html", "no such file", "article.html")
    assert result.out == ""


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_directory(workplace: Workplace, command: tuple[str, ...]) -> None:
    (workplace.folder / "papers").mkdir()
    assert_told(workplace.run(*command, "papers"), "papers", "folder")


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_empty_file(workplace: Workplace, command: tuple[str, ...]) -> None:
    workplace.write("empty.bib", "")
    assert_told(workplace.run(*command, "empty.bib"), "empty.bib", "empty")


def test_empty_standard_input(workplace: Workplace) -> None:
    assert_told(workplace.run("add", "-", stdin=""), "empty")


BINARIES = {
    "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "zeros": bytes(5000),
    "noise": bytes((place * 7919) % 256 for place in range(20000)),
    "executable": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("kind", BINARIES)
@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_binary_file(workplace: Workplace, command: tuple[str, ...], kind: str) -> None:
    workplace.write("paper.bin", BINARIES[kind])
    assert_told(workplace.run(*command, "paper.bin"), "paper.bin")


def test_binary_file_with_the_name_of_a_bibliography(workplace: Workplace) -> None:
    workplace.write("refs.bib", BINARIES["png"])
    assert_told(workplace.run("add", "refs.bib"), "refs.bib")
    assert workplace.run("list", "--json").json["works"] == []


def test_unreadable_file(workplace: Workplace) -> None:
    path = workplace.write("secret.bib", entry("a", "A title of some length"))
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert_told(workplace.run("add", "secret.bib"), "secret.bib", "Permission denied")
    else:
        pytest.skip("this user may read everything")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_right(workplace: Workplace, encoding: str) -> None:
    workplace.write("refs.bib", entry("cafe", "Über das Café und den Schlaf").encode(encoding))
    result = workplace.run("add", "refs.bib")
    assert result.code == 0, result.out + result.err
    assert "Über das Café" in workplace.run("list").out


def test_wrong_bytes_in_one_entry_do_not_take_the_others_along(workplace: Workplace) -> None:
    broken = entry("broken", "Title XX here").encode().replace(b"XX", b"\xff\xfe\x81\x8d")
    workplace.write(
        "refs.bib", entry("first", "The first title").encode() + broken + entry("last", "The last title").encode()
    )
    result = workplace.run("add", "refs.bib")
    assert result.code in (0, 2), result.err
    assert "Traceback" not in result.err
    keys = {row["key"] for row in workplace.run("list", "--json").json["works"]}
    assert {"first", "last"} <= keys


def test_truncated_bibliography(workplace: Workplace) -> None:
    whole = entry("first", "The first title") + entry("second", "The second title")
    workplace.write("refs.bib", whole[: whole.rindex("year")])
    result = workplace.run("add", "refs.bib")
    assert result.code == 1  # part of it was read, part of it was not
    assert 'refs.bib:7:1  "second" is never closed' in result.out
    assert "first" in {row["key"] for row in workplace.run("list", "--json").json["works"]}


def test_truncated_bibliography_loses_nothing_on_the_second_try(workplace: Workplace) -> None:
    whole = entry("first", "The first title") + entry("second", "The second title")
    workplace.write("refs.bib", whole[: whole.rindex("year")])
    workplace.run("add", "refs.bib")
    workplace.write("refs.bib", whole)
    result = workplace.run("add", "refs.bib")
    assert result.code == 0, result.out + result.err
    assert [row["key"] for row in workplace.run("list", "--sort", "key", "--json").json["works"]] == ["first", "second"]


NO_DOIS = ["10.1037", "10.1037/", "doi:none", "https://doi.org/", "https://doi.org/abc", "11.1037/a0023861"]


@pytest.mark.parametrize("text", NO_DOIS)
def test_a_doi_that_is_none(workplace: Workplace, text: str) -> None:
    result = workplace.run("add", text)
    assert result.code in (2, 3), result.out + result.err  # an address that nobody answers at is unsettled
    assert "Traceback" not in result.err
    assert (result.out + result.err).strip()
    assert workplace.run("list", "--json").json["works"] == []


def test_a_doi_that_no_agency_knows(connected: Workplace) -> None:
    result = connected.run("check", "10.5555/no-such-work")
    assert result.code == 1, result.out + result.err
    assert "10.5555/no-such-work" in result.out
    added = connected.run("add", "10.5555/no-such-work")
    assert added.code in (1, 3), added.out + added.err
    assert connected.run("list", "--json").json["works"] == []


@pytest.mark.parametrize(
    "command",
    [
        ("show", "nobody2020"),
        ("tag", "nobody2020", "+x"),
        ("note", "nobody2020", "x"),
        ("quote", "nobody2020", "x"),
        ("claim", "nobody2020", "x"),
        ("edit", "nobody2020", "year=2000"),
        ("rename", "nobody2020", "new"),
        ("remove", "nobody2020"),
        ("cite", "nobody2020"),
    ],
    ids=lambda command: command[0],
)
def test_unknown_key(workplace: Workplace, command: tuple[str, ...]) -> None:
    workplace.write("refs.bib", entry("doe2015", "The first title"))
    assert workplace.run("add", "refs.bib").code == 0
    result = workplace.run(*command)
    assert_told(result, "nobody2020")
    assert [row["key"] for row in workplace.run("list", "--json").json["works"]] == ["doe2015"]


def test_a_file_of_50_megabytes_of_prose(workplace: Workplace) -> None:
    line = "It was said that sleep is good for memory, and many people in many places believed it at once. " * 10
    workplace.write("long.txt", (line + "\n\n") * (50 * 1024 * 1024 // (len(line) + 2)))
    result = workplace.run("trace", "long.txt", "--json", timeout=240)
    assert result.code in (0, 2), result.err[-2000:]
    assert "Traceback" not in result.err
    if result.code == 2:
        assert "long.txt" in result.err


def test_a_file_over_the_limit(workplace: Workplace) -> None:
    with (workplace.folder / "huge.bib").open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    assert_told(workplace.run("add", "huge.bib"), "huge.bib", "MB")


def test_a_bibliography_without_an_entry(workplace: Workplace) -> None:
    workplace.write("refs.bib", "% only a comment\n")
    assert_told(workplace.run("add", "refs.bib"), "refs.bib", "no entry")


def test_several_files_of_which_one_is_missing(workplace: Workplace) -> None:
    workplace.write("refs.bib", entry("doe2015", "The first title"))
    result = workplace.run("add", "refs.bib", "gone.bib")
    assert_told(result, "gone.bib")


def test_an_unknown_command_and_an_unknown_option(workplace: Workplace) -> None:
    assert_told(workplace.run("chek", "x"), "chek")
    assert_told(workplace.run("list", "--nonsense"), "--nonsense")


def test_a_reader_that_hangs_up(workplace: Workplace) -> None:
    """`citetrail list | head -1`: no complaint about the closed pipe."""
    import subprocess

    from e2e.conftest import COMMAND

    workplace.write(
        "refs.bib", "".join(entry(f"doe{number}", f"Title number {number} of many") for number in range(500))
    )
    assert workplace.run("add", "refs.bib").code == 0
    done = subprocess.run(
        f"{COMMAND} list --json | head -c 10",
        shell=True,
        cwd=workplace.folder,
        env=workplace.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"bug" not in done.stderr


def test_a_config_file_that_is_none(workplace: Workplace) -> None:
    workplace.write("own/config.toml", "email = [unclosed")
    assert_told(workplace.run("list"), "config.toml", "TOML")


def test_names_that_begin_with_a_dash(workplace: Workplace) -> None:
    workplace.write("-refs.bib", entry("doe2015", "The first title"))
    assert workplace.run("add", "--", "-refs.bib").code == 0


def test_the_path_is_told_as_it_was_given(workplace: Workplace, tmp_path: Path) -> None:
    assert str(tmp_path) not in workplace.run("add", "gone.bib").err
