"""Files of works: attached, opened, missing, and free copies fetched from stand-in sources over real sockets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from e2e.conftest import ROCKLIFF, Workplace, environment_for
from small_pdf import small_pdf
from standin import StandIn, World, work
from standin.replies import Served

ENTRY = (
    "@article{one, author = {Sample, Sophie}, title = {A visible fiction}, year = 2001, doi = {10.5555/fiction.1}}\n"
)
PDF = small_pdf([["A visible fiction by Sophie Sample", "The quokka smiled at nobody in particular."]])


def test_a_copy_is_named_found_and_survives_its_file(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    paper = workplace.write("strange name (1).PDF", PDF)
    workplace.run("add", "refs.bib")
    attached = workplace.run("attach", "one", "strange name (1).PDF", CITETRAIL_FILE_NAME="{author} {year}")
    assert attached.code == 0, attached.err
    assert attached.out == "one: Sample 2001.pdf (copied, 679 B, 13 words)\n"
    paper.unlink()
    assert workplace.run("search", "quokka", "-o", "ids").out == "one\n"
    path = Path(workplace.run("open", "one", "--path").out.strip())
    assert path.read_bytes() == PDF
    assert workplace.run("attach", "one", str(path)).out.startswith("one: Sample 2001.pdf (copied")
    assert len(workplace.run("files", "list", "--json").json["files"]) == 1


def test_a_link_that_broke_is_told(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    paper = workplace.write("paper.pdf", PDF)
    workplace.run("add", "refs.bib")
    assert "linked" in workplace.run("attach", "one", "paper.pdf", "--link").out
    assert workplace.run("files", "list").code == 0
    paper.unlink()
    assert workplace.run("files", "list").code == 1
    gone = workplace.run("open", "one")
    assert gone.code == 2
    assert "not there any more" in gone.err


def test_files_are_saved_under_names_of_a_template(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.write("paper.pdf", PDF)
    workplace.run("add", "refs.bib")
    workplace.run("attach", "one", "paper.pdf")
    assert workplace.run("files", "save", "out", "--name", "{author} {year} - {title}").code == 0
    assert [path.name for path in (workplace.folder / "out").iterdir()] == ["Sample 2001 - A visible fiction.pdf"]
    assert "no {colour}" in workplace.run("files", "save", "out", "--name", "{colour}").err


def test_open_runs_the_program_of_ones_choice(workplace: Workplace) -> None:
    workplace.write("refs.bib", ENTRY)
    workplace.write("paper.pdf", PDF)
    workplace.run("add", "refs.bib")
    workplace.run("attach", "one", "paper.pdf")
    assert workplace.run("open", "one", CITETRAIL_OPENER="true").code == 0
    assert workplace.run("open", "one", CITETRAIL_OPENER="no-such-program").code == 2
    assert workplace.run("open", "one", "--web", "--path").out == "https://doi.org/10.5555/fiction.1\n"


def test_free_copies_come_from_arxiv_pmc_and_unpaywall(tmp_path: Path) -> None:
    works = [
        replace(ROCKLIFF, native=(("unpaywall", "http://HERE/files/rockliff.pdf"),)),
        work("10.48550/arxiv.2401.00001", "An invented preprint", authors=["Doe, Jane"], year=2024, arxiv="2401.00001",
             agency="datacite", kind="preprint"),
        work("10.5555/pmc.1", "An invented article in PMC", authors=["Roe, Richard"], year=2020, pmcid="PMC9999999",
             pmid="99999999", container="Journal of Examples"),
        work("10.5555/closed.1", "A closed article", authors=["Poe, Ann"], year=2020, container="Journal of Examples"),
    ]  # fmt: skip
    with StandIn(World(works)) as sources:
        address = sources.url.removeprefix("http://")
        sources.world = World([replace(works[0], native=(("unpaywall", f"http://{address}/files/a.pdf"),)), *works[1:]])
        pdf = Served(200, PDF, "application/pdf")
        sources.files |= {"files/a.pdf": pdf, "arxiv/pdf/2401.00001": pdf, "europe-pmc/articles/PMC9999999": pdf}
        place = Workplace(tmp_path, {**environment_for(tmp_path), **sources.environment()})
        mail = {"CITETRAIL_EMAIL": "reader@example.org", "CITETRAIL_LIMIT_WEB": "1000/8"}
        for one in works:
            assert place.run("add", one.doi or "").code == 0
        fetched = place.run("fetch", **mail)
        assert fetched.code == 1, fetched.out + fetched.err
        assert fetched.out.count("+ ") == 3
        assert "no free copy found" in fetched.out
        assert "from unpaywall" in fetched.out
        assert place.run("search", "quokka", "-o", "ids").out.count("\n") == 3
        assert place.run("undo").out.startswith("undone: fetch")
        assert place.run("files", "list").out == ""


@pytest.mark.parametrize(
    ("served", "why"),
    [
        (Served(200, b"<!DOCTYPE html><html><body>Log in first</body></html>", "text/html"), "is no PDF"),
        (Served(200, PDF + b"\0" * 2_000_000, "application/pdf"), "larger than"),
        (Served(404, b"gone", "text/plain"), "status 404"),
    ],
    ids=["a log-in page", "too large", "gone"],
)
def test_what_is_no_pdf_or_too_large_is_not_kept(tmp_path: Path, served: Served, why: str) -> None:
    one = work("10.48550/arxiv.2401.00001", "An invented preprint", authors=["Doe, Jane"], year=2024,
               arxiv="2401.00001", agency="datacite", kind="preprint")  # fmt: skip
    with StandIn(World([one])) as sources:
        sources.files["arxiv/pdf/2401.00001"] = served
        place = Workplace(tmp_path, {**environment_for(tmp_path), **sources.environment()})
        place.run("add", "arXiv:2401.00001")
        fetched = place.run("fetch", "--max-mb", "1")
        assert fetched.code == 1, fetched.out + fetched.err
        assert why in fetched.out
        assert place.run("list", "has:file", "-o", "ids").out == ""
