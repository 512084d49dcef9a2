"""A BibTeX file read in pieces says the same as one read at once."""

from __future__ import annotations

import io

import pytest

from citetrail.formats.bibtex.pieces import bibliographies, pieces_of, what_ties
from citetrail.formats.bibtex.reading import read

ENTRY = """@article{{k{0},
  title = {{A study, number {0}
@ in the middle of a value}},
  author = {{García, Ana and {{The Group}}}},
  journal = jx,
  year = {0}
}}

"""
FILE = (
    '@string{jx = "Journal of Examples"}\n\n% a comment\n' + "".join(ENTRY.format(year) for year in range(1900, 1960))
).encode()


@pytest.mark.parametrize("size", [1, 300, 5000, 10**6])
def test_pieces_together_are_the_file_and_say_the_same(size: int) -> None:
    lines = FILE.splitlines(keepends=True)
    pieces = list(pieces_of(lines, size))
    assert b"".join(piece.data for piece in pieces) == FILE
    assert [piece.lines_before for piece in pieces] == [FILE[: FILE.index(piece.data)].count(b"\n") for piece in pieces]
    whole = read(FILE, "x.bib")
    entries = [entry for part in bibliographies(lines, "x.bib", size) for entry in part.entries]
    assert [(one.key, one.description, str(one.place), one.source) for one in entries] == [
        (one.key, one.description, str(one.place), one.source) for one in whole.entries
    ]


def test_a_damaged_entry_is_told_with_its_line() -> None:
    broken = FILE + b"@article{broken, title = {no end\n\n@book{fine, title = {Fine}}\n"
    told = [
        (str(one.place), one.message)
        for part in bibliographies(broken.splitlines(keepends=True), "x.bib", 300)
        for one in part.problems
    ]
    assert told == [(str(one.place), one.message) for one in read(broken, "x.bib").problems]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FILE, None),
        (FILE + b"@book{x, CrossRef = {k1}}", "its entries name each other (crossref)"),
        (FILE + b"@comment{jabref-meta: groupstree:}", "it holds JabRef's groups"),
        (FILE + b"@comment{jabref-meta: fileDirectory:x;}", "it names the folder of JabRef's files"),
        (FILE.decode().encode("utf-16"), "it is in UTF-16"),
        (FILE + b"@comment{BibDesk Static Groups{x}}", "it holds BibDesk's groups"),
        (b"@book{x, title = {On crossref}}", None),
        (FILE + b"@comment{jabref-meta: databaseType:bibtex;}", None),
    ],
    ids=[
        "plain",
        "crossref",
        "JabRef's groups",
        "JabRef's folder",
        "UTF-16",
        "BibDesk's groups",
        "the word alone",
        "JabRef's other notes",
    ],
)
def test_what_ties_entries_together_is_not_cut(content: bytes, reason: str | None) -> None:
    assert what_ties(io.BytesIO(content)) == reason
