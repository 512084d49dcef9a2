"""BibTeX as BibDesk, NASA's ADS and IEEE write it."""

from __future__ import annotations

import base64
import plistlib

import pytest

from citetrail.formats.bibtex import read
from citetrail.formats.bibtex.astronomy import journal_of_macro
from citetrail.formats.bibtex.bibdesk import file_of_bibdesk, groups_of_bibdesk


def encoded(value: object) -> str:
    return base64.b64encode(plistlib.dumps(value, fmt=plistlib.FMT_BINARY)).decode()


ARCHIVE = {
    "$archiver": "NSKeyedArchiver",
    "$top": {"root": plistlib.UID(1)},
    "$objects": [
        "$null",
        {"NS.keys": [plistlib.UID(2)], "NS.objects": [plistlib.UID(3)]},
        "relativePath",
        "Papers/bells.pdf",
    ],
}


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (encoded({"relativePath": "Papers/bells.pdf", "aliasData": b"x"}), "Papers/bells.pdf"),
        (encoded(ARCHIVE), "Papers/bells.pdf"),
        (encoded({"other": "x"}), None),
        (encoded([1, 2]), None),
        ("no base64 at all!", None),
        (base64.b64encode(b"no list").decode(), None),
        ("", None),
    ],
    ids=["plain", "archive", "no path", "no map", "no base64", "no list", "empty"],
)
def test_files_of_bibdesk(value: str, path: str | None) -> None:
    assert file_of_bibdesk(value) == path


GROUPS = """@comment{BibDesk Static Groups{
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><array>
<dict><key>group name</key><string>Thesis</string><key>keys</key><string>pym1901,doe1902</string></dict>
<dict><key>group name</key><string>To/read</string><key>keys</key><string>pym1901</string></dict>
</array></plist>
}}
"""


def test_groups_of_bibdesk_are_tags_and_files_are_files() -> None:
    entry = f"@book{{pym1901, title={{Bells}}, Bdsk-File-1={{{encoded({'relativePath': 'bells.pdf'})}}}}}\n"
    found = read((GROUPS + entry).encode(), "a.bib")
    assert (found.entries[0].tags, found.entries[0].files, found.passages) == (
        ("Thesis", "To-read"),
        ("bells.pdf",),
        (),
    )
    assert any(name == "Bdsk-File-1" for name, _ in found.entries[0].description.extra)


@pytest.mark.parametrize(
    "comment", ["@comment{BibDesk Static Groups{<no plist}}", "@comment{BibDesk Smart Groups{x}}", "x"]
)
def test_other_comments_hold_no_groups(comment: str) -> None:
    assert groups_of_bibdesk([comment]) == {}


@pytest.mark.parametrize(
    ("latex", "journal"),
    [
        ("\\prl", "Physical Review Letters"),
        ("{\\aap}", "Astronomy and Astrophysics"),
        ("\\mnras{}", "Monthly Notices of the Royal Astronomical Society"),
        ("\\unknownjournal", None),
        ("Phys. Rev. \\emph{D}", None),
        ("prl", None),
        ("\\aap Letters", None),
    ],
)
def test_journals_of_astronomy(latex: str, journal: str | None) -> None:
    assert journal_of_macro(latex) == journal


def test_ads_names_no_bibcode_where_it_thanks() -> None:
    text = "@article{a, journal={\\aj}, adsnote={Provided by the SAO/NASA Astrophysics Data System}, title={T}}"
    description = read(text.encode(), "a.bib").entries[0].description
    assert (description.container_title, description.identifiers) == ("The Astronomical Journal", ())
    assert ("adsnote", "Provided by the SAO/NASA Astrophysics Data System") in description.extra
    bibcode = read(b"@article{a, title={T}, bibcode={2016PhRvL.116f1102A}}", "a.bib").entries[0].description
    assert [str(one) for one in bibcode.identifiers] == ["bibcode:2016PhRvL.116f1102A"]


@pytest.mark.parametrize("kind", ["IEEEtranBSTCTL", "CONTROL"])
def test_settings_of_a_style_are_no_work(kind: str) -> None:
    found = read(f"@{kind}{{x, CTLuse_forced_etal = {{yes}}}}\n@book{{b, title={{B}}}}".encode(), "a.bib")
    assert [one.key for one in found.entries] == ["b"]
    assert [one.kind for one in found.passages] == ["settings of a style"]
