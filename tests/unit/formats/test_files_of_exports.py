"""Attached files as other programs' exports name them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from citetrail.flows.add import work_from_entry
from citetrail.formats import bibtex, endnote_xml, ris
from citetrail.model import Description, Entry

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ENDNOTE = """<xml><records><record><database {path}>My Library.enl</database><titles><title>x</title></titles>
<urls><pdf-urls><url>internal-pdf://0123/A%20title.pdf</url><url>https://a.example/b.pdf</url></pdf-urls></urls>
</record></records></xml>"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r'path="C:\x\My Library.enl"', r"C:\x\My Library.Data\PDF\0123\A title.pdf"),
        ('path="/x/My Library.enl"', "/x/My Library.Data/PDF/0123/A title.pdf"),
        ("", "My Library.Data/PDF/0123/A title.pdf"),
    ],
    ids=["windows", "mac", "name alone"],
)
def test_endnote_keeps_its_files_beside_its_library(path: str, expected: str) -> None:
    (entry,) = endnote_xml.read(ENDNOTE.format(path=path).encode(), "x.xml").entries
    assert entry.files == (expected, "https://a.example/b.pdf")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (r":C$\backslash$:/Users/x/Doe - 2001.pdf:pdf;:a/b.pdf:pdf", ("C:/Users/x/Doe - 2001.pdf", "a/b.pdf")),
        (r"Full Text:C\:\\Zotero\\storage\\A\\x.pdf:application/pdf", (r"C:\Zotero\storage\A\x.pdf",)),
        ("a.pdf;b.pdf", ("a.pdf", "b.pdf")),
        ("/home/x/a b.pdf", ("/home/x/a b.pdf",)),
    ],
    ids=["mendeley", "zotero", "plain", "absolute"],
)
def test_file_fields_of_bibtex(field: str, expected: tuple[str, ...]) -> None:
    (entry,) = bibtex.read(f"@misc{{a, title={{x}}, file={{{field}}}}}".encode(), "x.bib").entries
    assert entry.files == expected


def test_groups_and_notes_of_mendeley_and_ris() -> None:
    content = b"@misc{a, title={x}, mendeley-groups={Thesis/Chapter 1,Other}, mendeley-tags={one}, annote={mine}}"
    (entry,) = bibtex.read(content, "x.bib").entries
    assert (entry.tags, entry.description.annote) == (("Thesis/Chapter 1", "Other", "one"), "mine")
    (entry,) = ris.read(b"TY  - BOOK\nTI  - x\nRN  - mine\nL1  - a.pdf\nER  - \n", "x.ris").entries
    assert (entry.notes, entry.files) == (("mine",), ("a.pdf",))


@pytest.mark.parametrize(
    ("written", "name", "path", "url"),
    [
        ("a/b.pdf", "b.pdf", "/refs/a/b.pdf", None),
        ("/x/b.pdf", "b.pdf", "/x/b.pdf", None),
        (r"C:\x\b.pdf", "b.pdf", r"C:\x\b.pdf", None),
        ("file:///home/x/b%20c.pdf", "b c.pdf", "/home/x/b c.pdf", None),
        ("file://localhost/Users/x/b.pdf", "b.pdf", "/Users/x/b.pdf", None),
        ("file:///C:/x/b.pdf", "b.pdf", "C:/x/b.pdf", None),
        ("https://a.example/b.pdf", "https://a.example/b.pdf", None, "https://a.example/b.pdf"),
    ],
)
def test_files_become_attachments(written: str, name: str, path: str | None, url: str | None) -> None:
    entry = Entry(key="a", description=Description(title="x"), files=(written,))
    (attachment,) = work_from_entry(entry, "/refs/refs.bib", NOW).attachments
    assert (attachment.name, attachment.path, attachment.url) == (name, path, url)
