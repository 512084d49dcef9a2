"""README, tutorial and recipes: every command is run as told, and prints what the page says."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from e2e.conftest import ROCKLIFF, environment_for
from pages import is_as_told, page_from, run_page
from standin import StandIn, World, work

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
WORLD = World(
    [
        ROCKLIFF,
        work("10.5555/dreams.2019", "Dreams of examples and what they are good for", authors=["Doe, Jane", "Roe, Richard"],
             year=2019, container="Journal of Examples", volume="3", issue="2", pages="141-149"),
        work("10.5555/slow.2016", "A slow study of quick replies", authors=["Invented, Ida"], year=2016,
             container="Journal of Examples", volume="1", issue="1", pages="1-12",
             notices=[("retraction", "10.5555/slow.2016.notice", "2020-05-01", "publisher")]),
    ]
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_do_what_the_page_tells(path: Path, tmp_path: Path) -> None:
    page = page_from(path.read_text(encoding="utf-8"))
    assert page.steps, "a page without commands"
    for name in ("article.html", "answers-before.jsonl", "answers-after.jsonl"):
        (tmp_path / name).write_bytes((files("citetrail.cli") / "example" / name).read_bytes())
    environment = {**environment_for(tmp_path), "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / ".data")}
    del environment["CITETRAIL_LIBRARY"]
    with StandIn(WORLD) as sources:
        results = run_page(page, tmp_path, {**environment, **sources.environment()})
    for step, (code, printed) in zip(page.steps, results, strict=True):
        place = f"{path.name}:{step.line}: {step.command}\n{printed}"
        assert code == step.code, place
        assert is_as_told(printed, step.printed), place


def test_what_a_page_tells_wrongly_is_seen() -> None:
    page = page_from(
        "```text file=a.txt\nwords\n```\n\n```console\n$ cat a.txt \\\n    b.txt   # exits 1\nwords\n…\n```\n"
    )
    (step,) = page.steps
    assert page.files == {"a.txt": "words\n"}
    assert (step.command, step.code, step.line) == ("cat a.txt  b.txt   # exits 1", 1, 6)
    assert is_as_told("words\nno b\n", step.printed)
    assert not is_as_told("other words\n", step.printed)
    assert is_as_told("one two three\n", ["one … three"])
    assert is_as_told("a\nb\nc\n", ["a", "…", "c"])
    assert not is_as_told("a\nb\nc\n", ["a", "c"])
