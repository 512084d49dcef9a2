"""Other programs' libraries taken over by the installed command."""

from __future__ import annotations

import json

import pytest

from e2e.conftest import Workplace
from zotero_library import make_zotero


def test_zotero(workplace: Workplace) -> None:
    make_zotero(workplace.folder / "Zotero")
    rehearsal = workplace.run("import", "--from", "zotero", "Zotero", "--dry-run")
    assert "3 entries: 3 added" in rehearsal.out
    assert workplace.run("list", "-o", "ids").out == ""
    result = workplace.run("import", "--from", "zotero", "Zotero", "--tag", "imported")
    assert result.code == 1  # a drawing, a role and a relation have no place
    assert "no place for annotation of sample2001" in result.err
    assert "left out: 1 work in the trash" in result.err
    (work,) = workplace.run("show", "sample2001", "--json").json["works"]
    assert work["tags"] == ["Thesis/Chapter 1", "fiction", "imported", "to read"]
    assert [note["text"].split("\n")[0] for note in work["notes"]] == ["Read **again**", "Note (p. 14): a remark"]
    assert [(quote["exact"], quote["page"]) for quote in work["quotes"]] == [("words that were marked", "13")]
    assert [file["name"] for file in work["attachments"]] == [
        "sample 2001.pdf", "linked.pdf", "https://www.example.org/sample",
    ]  # fmt: skip


def test_again_adds_only_what_is_new_and_undo_takes_all_back(workplace: Workplace) -> None:
    make_zotero(workplace.folder / "Zotero")
    workplace.run("import", "Zotero")
    again = workplace.run("import", "Zotero", "--allow-loss", "--copy-files")
    assert (again.code, "3 entries: 3 present" in again.out) == (0, True)
    assert "there is no file /elsewhere/linked.pdf" in again.err
    (work,) = workplace.run("show", "sample2001", "--json").json["works"]
    assert sum("sha256" in file for file in work["attachments"]) == 1
    assert len(work["notes"]) == 2
    workplace.run("undo")
    workplace.run("undo")
    assert workplace.run("list", "-o", "ids").out == ""


def test_papis_jabref_and_exports(workplace: Workplace) -> None:
    workplace.write(
        "papers/a/info.yaml", "ref: papis2001\ntitle: From papis\nauthor: A, B\nyear: 2001\nfiles: [x.pdf]\n"
    )
    workplace.write(
        "jabref.bib",
        "@misc{jab2002, title={From JabRef}, author={C, D}, year=2002, groups={Sub}, ranking={rank5}, file={:y.pdf:PDF}}\n"
        "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:Top\\;0\\;1\\;\\;\\;\\;;\n"
        "2 StaticGroup:Sub\\;0\\;1\\;\\;\\;\\;;\n}\n",
    )
    workplace.write(
        "endnote.ris", "TY  - BOOK\nTI  - From EndNote\nAU  - E, F\nPY  - 2003\nL1  - z.pdf\nRN  - mine\nER  - \n"
    )
    item = {
        "itemType": "book",
        "citationKey": "bbt2004",
        "title": "From Zotero",
        "date": "2004",
        "tags": [{"tag": "t"}],
    }
    workplace.write("bbt.json", json.dumps({"config": {"label": "BetterBibTeX JSON"}, "items": [item]}))
    result = workplace.run("import", "papers", "jabref.bib", "endnote.ris", "bbt.json")
    assert result.code == 0, result.err
    assert "4 entries: 4 added" in result.out
    works = {work["key"]: work for work in _works(workplace)}
    assert works["papis2001"]["attachments"][0]["path"] == str(workplace.folder / "papers" / "a" / "x.pdf")
    assert (works["jab2002"]["tags"], works["jab2002"]["rating"]) == (["Top/Sub"], 5)
    assert works["jab2002"]["attachments"][0]["path"] == str(workplace.folder / "y.pdf")
    assert works["bbt2004"]["tags"] == ["t"]


def _works(workplace: Workplace) -> list[dict[str, object]]:
    keys = workplace.run("list", "-o", "ids").out.split()
    works: list[dict[str, object]] = workplace.run("show", *keys, "--json").json["works"]
    return works


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "nowhere"], "no such file or folder"),
        (["import", "."], "holds no library of a program that is known here"),
        (["import", "--from", "zotero", "."], "there is no zotero.sqlite"),
        (["import", "--from", "papis", "."], "there is no info.yaml"),
        (["import", "--from", "jabref", "."], "is a folder"),
        (["import", "--from", "endnote"], "what shall be imported?"),
    ],
)
def test_what_cannot_be_imported_is_said(workplace: Workplace, arguments: list[str], sentence: str) -> None:
    (workplace.folder / "own").mkdir()
    result = workplace.run(*arguments)
    assert result.code == 2
    assert sentence in result.err
