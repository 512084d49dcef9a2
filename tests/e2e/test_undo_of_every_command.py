"""Every command that changes the library is one step of `undo`, which gives the identical dump, and so does `redo`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from citetrail.app import wiring
from citetrail.cli.main import app
from citetrail.cli.run import run
from citetrail.library import Library
from e2e.conftest import ROCKLIFF, environment_for
from library_works import dumped
from small_pdf import Mark, small_pdf
from standin import StandIn, World, work
from standin.replies import Served

BIB = """@article{one, author = {Sample, Sophie}, title = {On the invented habits of quokkas}, journal = {Journal of Examples},
year = 2001, volume = 3, keywords = {Quokka}, abstract = {They smile.}}
@article{two, author = {Sample, Sophie}, title = {On the invented habits of wombats}, journal = {Journal of Examples},
year = 2002, volume = 4}
@book{three, author = {Doe, Jane}, title = {A book}, year = 2003}
"""
PDF = small_pdf([["They smile at night."]], [Mark(1, 1, "smile", "Why?")])
BEFORE = (
    "add refs.bib", "add 10.1037/a0023861", "note one First", "quote one smile", "claim one Smiling --quote 1",
    "attach one paper.pdf", "tag one +a/b +c", "tag two +c", "searches save mine tag:c", "mark two --rating 3",
    "merge one three --link", "notes sync vault", "link linked.bib key:two",
)  # fmt: skip
CHANGING = (
    "add more.bib", "add 10.48550/arxiv.2401.00001", "add 'Doe, J. (1999). Another book. Press.' --as-given",
    "edit one title=Other year=1999", "edit one doi=10.5555/x", "rename one uno", "remove one two", "tag one +new -c",
    "note one Second", "note one Changed --edit 1", "note one --remove 1", "quote one night --page 2",
    "quote one --edit 1 night", "quote one --remove 1", "claim one Frowning", "claim one --edit 1 --verdict disputed",
    "claim one --remove 1", "highlights paper.pdf --to one", "attach two paper.pdf", "attach three paper.pdf --link",
    "attach three https://www.example.org/a", "detach one", "fetch rockliff2011effects", "merge one two --yes",
    "merge one two --apart", "merge two three --link", "refresh 10.1037/a0023861 --refresh --yes",
    "mark one --reading read --rating 5", "track 10.1037/a0023861 --refresh", "tags rename c d", "tags merge c a --into e",
    "tags remove c", "searches save other quokka", "searches forget mine", "notes sync changed-vault", "load changed-dump",
    "restore --at 2000-01-01", "import more.bib", "files read", "link changed.bib --all", "rekey one --template [auth][year] --yes",
    "alerts --ack all",
)  # fmt: skip
# What only reads, asks, or writes elsewhere than into the library.
READING = frozenset(
    "trace,parse,check,undo,redo,log,list,search,show,pick,quotes,claims,open,duplicates,export,convert,cite,init,dump,"
    "backup,demo,doctor,tutorial,rules,sync,notes list,files list,files save,tags list,searches list,fill".split(",")
)
OTHER_GROUPS = ("styles ", "config ", "cache ", "sources ", "completion ")


def leaves(command: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    inner = getattr(command, "commands", {})
    if not inner:
        yield " ".join(path)
    for name, one in inner.items():
        yield from leaves(one, (*path, name))


def test_every_command_is_tried_or_known_to_change_nothing() -> None:
    tried = {line.split()[0] for line in CHANGING} | {" ".join(line.split()[:2]) for line in CHANGING}
    unknown = [
        name for name in leaves(get_command(app)) if name not in tried | READING and not name.startswith(OTHER_GROUPS)
    ]
    assert unknown == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which commands are run in this process, with sources that know a new year of one work."""
    folder = tmp_path_factory.mktemp("undo")
    preprint = work("10.48550/arxiv.2401.00001", "An invented preprint", authors=["Doe, Jane"], year=2024,
                    arxiv="2401.00001", agency="datacite", kind="preprint")  # fmt: skip
    citing = work("10.5555/citing.1", "A later work", authors=["Roe, Ann"], year=2020, references=(ROCKLIFF.doi or "",))
    with StandIn(World([ROCKLIFF, preprint])) as sources, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        copy = f"{sources.url}/files/a.pdf"
        sources.files["files/a.pdf"] = Served(200, PDF, "application/pdf")
        environment = {**environment_for(folder), **sources.environment(), "CITETRAIL_EMAIL": "reader@example.org"}
        for name, value in environment.items():
            if name.startswith("CITETRAIL_"):
                patch.setenv(name, value)
        for name, text in (
            ("refs.bib", BIB),
            ("more.bib", BIB.replace("quokkas", "bilbies").replace("{one,", "{four,")),
        ):
            (folder / name).write_text(text)
        (folder / "linked.bib").write_text("")
        (folder / "changed.bib").write_text("@book{linked, title = {From a linked file}, year = 1990}\n")
        (folder / "paper.pdf").write_bytes(PDF)
        for line in BEFORE:
            assert typed(line) == 0, line
        sources.world = World([
            work(ROCKLIFF.doi, ROCKLIFF.title, authors=["Rockliff, Helen"], year=2012, container="Emotion", pmid="21707149",
                 native=(("unpaywall", copy),)),
            preprint, citing,
        ])  # fmt: skip
        yield folder


def typed(line: str) -> int:
    """Run a line as the shell would cut it."""
    import shlex

    return run(shlex.split(line))


def state(folder: Path, name: str) -> dict[str, str]:
    with Library.open(folder / "own" / "library.db", now=wiring.now) as library:
        assert library.check() == ()
        return dumped(library, folder / name)


@pytest.mark.parametrize("line", CHANGING)
def test_one_step_back_and_forth(place: Path, line: str) -> None:
    if "changed-vault" in line:
        (place / "changed-vault").mkdir(exist_ok=True)
        (place / "changed-vault" / "two.md").write_text("---\ntags: [seen]\nrating: 1\n---\nWritten elsewhere.\n")
    if "changed-dump" in line:
        assert typed("dump changed-dump") == 0
        dump = place / "changed-dump" / "works" / "one.json"
        dump.write_text(dump.read_text().replace("quokkas", "numbats"))
    if line == "files read":
        with Library.open(place / "own" / "library.db", now=wiring.now) as library:
            library.set_text(1, "stale")
    if line.startswith("alerts"):
        assert typed("track 10.1037/a0023861 --refresh") == 0
    before = state(place, "before")
    assert typed(line) in (0, 1), line
    after = state(place, "after")
    assert after != before, "the command was to change something"
    assert typed("undo") == 0
    assert state(place, "undone") == before
    assert typed("redo") == 0
    assert state(place, "redone") == after
    assert typed("undo") == 0
