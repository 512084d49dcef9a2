"""What JabRef keeps beside entries: groups, the folder of files, ratings."""

from __future__ import annotations

import pytest

from citetrail.formats import bibtex
from citetrail.model import Entry

TREE = r"""
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Thesis\;0\;1\;0x8a8a8aff\;\;\;;
2 StaticGroup:Chapter 1\;0\;1\;0x8a8a8aff\;\;\;;
1 KeywordGroup:By topic\;0\;keywords\;sleep\;0\;0\;1\;\;\;\;;
1 StaticGroup:Teach
ing\;0\;1\;0x8a8a8aff\;\;\;;
}
"""
OLD_TREE = r"""@comment{jabref-meta: groupsversion:3;}
@comment{jabref-meta: groupstree:
0 AllEntriesGroup:;
1 ExplicitGroup:Thesis\;0\;other\;sam
ple2001\;;
}"""


def read(text: str) -> tuple[list[Entry], list[str]]:
    found = bibtex.read(text.encode(), "x.bib")
    return list(found.entries), [problem.message for problem in found.problems]


def test_groups_become_tags_below_one_another() -> None:
    (entry,), told = read("@article{sample2001, title={x}, groups={Chapter 1, Teaching, Unknown}}" + TREE)
    assert entry.tags == ("Thesis/Chapter 1", "Teaching", "Unknown")
    assert told == ["the group By topic is a search of JabRef; it has no place"]


def test_groups_of_old_files_list_keys() -> None:
    (entry,), _ = read("@article{sample2001, title={x}}" + OLD_TREE)
    assert entry.tags == ("Thesis",)


@pytest.mark.parametrize(
    ("folder", "file", "expected"),
    [
        ("/papers", ":a.pdf:PDF", "/papers/a.pdf"),
        ("/papers", ":/other/a.pdf:PDF", "/other/a.pdf"),
        ("", ":a.pdf:PDF", "a.pdf"),
        ("/papers", r":C\:\\x\\a.pdf:PDF", r"C:\x\a.pdf"),
    ],
)
def test_files_lie_in_the_folder_that_the_file_names(folder: str, file: str, expected: str) -> None:
    meta = f"@Comment{{jabref-meta: fileDirectory:{folder};}}" if folder else ""
    (entry,), _ = read(f"@article{{a, title={{x}}, file={{{file}}}}}{meta}")
    assert entry.files == (expected,)


@pytest.mark.parametrize(
    ("body", "rating", "reading"),
    [
        ("ranking={rank4}", 4, None),
        ("readstatus={skimmed}", None, "reading"),
        ("ranking={rank5}, readstatus={read}", 5, "read"),
        ("ranking={good}, readstatus={perhaps}", None, None),
    ],
)
def test_ratings_and_reading_states(body: str, rating: int | None, reading: str | None) -> None:
    (entry,), _ = read(f"@article{{a, title={{x}}, {body}}}")
    assert (entry.rating, entry.reading) == (rating, reading)


def test_marks_are_written_and_read_back() -> None:
    entry = Entry(key="a", description=bibtex.read(b"@book{a, title={x}}", "").entries[0].description, rating=3)
    written = bibtex.write_bibtex([entry.model_copy(update={"reading": "read"})])
    assert written.losses == ()
    found = bibtex.read(written.text.encode(), "").entries[0]
    assert (found.rating, found.reading) == (3, "read")
