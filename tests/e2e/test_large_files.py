"""A file too large to be held at once is imported piece by piece, with the same results, as one step of undo."""

from __future__ import annotations

from citetrail.cli.adding import LARGE_BYTES
from e2e.conftest import Workplace

FILLER = "@comment{" + "words that nobody reads\n" * 90_000 + "}\n"


def entry(number: int) -> str:
    return (
        f"@article{{k{number}, title = {{Invented study number {number} of quokkas}}, year = {1900 + number},\n"
        "journal = {Journal of Examples}}\n"
    )


def test_a_large_file_is_imported_in_pieces(workplace: Workplace) -> None:
    count = LARGE_BYTES // len(FILLER) + 2
    text = "".join(entry(number) + FILLER for number in range(count))
    lines = text.count("\n")
    workplace.write("large.bib", text + "@misc{bad, title = {x\n")
    added = workplace.run("add", "large.bib", "--tag", "big")
    assert added.code == 1, added.err
    assert f"{count} added, 1 failed" in added.out
    assert f"large.bib:{lines + 1}:1" in added.out
    assert f"opened on line {lines + 1}" in added.out
    assert workplace.run("tags", "list").out == f"big\t{count}\n"
    assert f"{count} present, 1 failed" in workplace.run("add", "large.bib").out
    assert workplace.run("undo").out == "undone: add large.bib\n"
    assert workplace.run("list", "-o", "ids").out == ""
