"""The documentation: links lead somewhere, and every command, setting and source is in it."""

from __future__ import annotations

import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest
from typer.main import get_command

from citetrail.app.settings import SETTINGS
from citetrail.cli.main import app
from citetrail.cli.reference import commands, reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+?) *#*$", re.MULTILINE)


def anchors_of(page: Path) -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    headings = _HEADING.findall(_CODE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    """Links of a page to files or headings that are not there."""
    broken = []
    for groups in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        link = groups[0] or groups[1]
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One two\n[a](#one-two) [b](#three) [c](gone.md) [d](https://example.org)\n```\n[e](f)\n```\n")
    assert broken_links(page) == ["#three", "gone.md"]


def test_the_reference_of_the_command_line_is_fresh() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference(), "run: make docs"


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"# citetrail {command}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


_FENCED = re.compile(r"^(?:```|~~~)[^\n]*\n(.*?)^(?:```|~~~)", re.MULTILINE | re.DOTALL)


def command_lines(page: Path) -> list[str]:
    """What a page tells to type: lines of its code blocks that call citetrail, without prompt and comment."""
    lines = "\n".join(_FENCED.findall(page.read_text(encoding="utf-8"))).replace("\\\n", " ").splitlines()
    typed = [re.sub(r"^\s*\$ ", "", line).strip() for line in lines]
    calls = [re.sub(r"^(?:\.venv/bin/)?citetrail\b", "citetrail", line) for line in typed]
    return [line for line in calls if line.startswith("citetrail ")]


def refused(line: str) -> str | None:
    """Why the command line would refuse a line; None if it takes it. Nothing is run."""
    words = shlex.split(line, comments=True)[1:]
    words = list(takewhile(lambda word: word not in ("|", ">", "&&", ";"), words))
    command = get_command(app)
    context = command.make_context("citetrail", list(words), resilient_parsing=True)
    if any(word in ("-h", "--help", "--version") for word in words):
        return None
    try:
        while hasattr(command, "commands"):
            name, *words = words
            command = command.commands[name]
            context = command.make_context(
                name, list(words), parent=context, resilient_parsing=hasattr(command, "commands")
            )
    except (KeyError, ValueError):
        return "no such command"
    except Exception as error:  # noqa: BLE001  # of one of two click packages, depending on the version of Typer
        return getattr(error, "message", None) or repr(error)
    return None


# The pages a reader types from; the reference holds usage patterns instead.
TYPED = [(page, line) for page in PAGES if page.name != "cli.md" for line in command_lines(page) if "…" not in line]


@pytest.mark.parametrize(("page", "line"), TYPED, ids=[f"{page.name}: {line}" for page, line in TYPED])
def test_what_the_pages_tell_to_type_is_understood(page: Path, line: str) -> None:
    assert refused(line) is None


def test_a_line_that_is_not_understood_is_seen() -> None:
    assert refused("citetrail list --nonsense") is not None
    assert refused("citetrail chek x.bib") is not None
    assert refused("citetrail list 'author:rockliff year:2010-2012' | head") is None
