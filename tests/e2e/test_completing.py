"""Completion as shells ask for it: commands, options, live keys and tags, values; in a real bash, too."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from citetrail.cli.completing import Spot, _kind_of
from citetrail.cli.completing_values import QUERY_FIELDS, VALUES
from citetrail.cli.main import app
from citetrail.judging import query
from citetrail.library.completing import MOST_NAMES, keys_beginning
from e2e.conftest import Workplace, environment_for

BREAKS = " \t\n\"'><=;|&(:"
BIB = """
@article{smith2020sleep, author = {Smith, Jane}, year = 2020, title = {Sleep}, keywords = {x}}
@article{smith2021dream, author = {Smith, Jane}, year = 2021, title = {Dream}}
@article{o'brien:2019, author = {O'Brien, Ann}, year = 2019, title = {Names}}
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("completing")
    place = Workplace(folder, {**environment_for(folder), "CITETRAIL_OFFLINE": "1", "HOME": str(folder)})
    place.write("refs.bib", BIB)
    assert place.run("add", "refs.bib").code == 0
    assert place.run("tag", "smith2020sleep", "+method/bayes", "+todo").code == 0
    assert place.run("tag", "smith2021dream", "+method/mcmc").code == 0
    assert place.run("searches", "save", "mine", "tag:todo").code == 0
    return place


def completed(place: Workplace, line: str, shell: str = "bash") -> list[str]:
    result = place.run("completion", "words", shell, "--", BREAKS, line)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


CASES: list[tuple[str, list[str]]] = [
    ("citetrail sho", ["show"]),
    ("citetrail config ", ["show", "get", "set", "unset"]),
    ("citetrail show sm", ["smith2020sleep", "smith2021dream"]),
    ("citetrail show x smith2020", ["smith2020sleep"]),
    ("citetrail merge smith2020sleep smith2021", ["smith2021dream"]),
    ("citetrail show o", ["o\\'brien:2019"]),
    ("citetrail show o\\'brien:2", ["2019"]),
    ("citetrail list tag:", ["method/bayes", "method/mcmc", "todo"]),
    ("citetrail list -tag:t", ["todo"]),
    ("citetrail list cites:smith2020", ["smith2020sleep"]),
    ("citetrail search reading:re", ["read", "reading"]),
    ("citetrail list auth", ["author:"]),
    ("citetrail list --sort ", ["relevance", "added", "year", "author", "title", "key"]),
    ("citetrail list --sort=k", ["key"]),
    ("citetrail list --so", ["--sort"]),
    ("citetrail list x -n 5 --outp", ["--output"]),
    ("citetrail list -o i", ["ids"]),
    ("citetrail tag smith2020sleep +m", ["+method/bayes", "+method/mcmc"]),
    ("citetrail tag smith2020sleep -m", ["-method/bayes"]),
    ("citetrail tags rename to", ["todo"]),
    ("citetrail searches forget ", ["mine"]),
    ("citetrail add x.bib --tag t", ["todo"]),
    ("citetrail show smith2020sleep --why titl", ["title", "title_short"]),
    ("citetrail edit smith2020sleep yea", ["year="]),
    ("citetrail config set sty", ["style"]),
    ("citetrail config set style nature-chemis", ["nature-chemistry"]),
    ("citetrail claim smith2020sleep x --verdict s", ["supported"]),
    ("citetrail cite smith2020sleep --format mark", ["markdown"]),
    ("citetrail export --format csl-j", ["csl-json"]),
    ("citetrail completion install z", ["zsh"]),
    ("citetrail add refs", []),
    ("citetrail nonsense sh", []),
    ("citetrail list -- -auth", ["-author:"]),
]
ASK_ALL = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from citetrail.cli.run import run
told = []
for line in json.load(sys.stdin):
    with redirect_stdout(StringIO()) as sheet:
        run(["completion", "words", "bash", "--", sys.argv[1], line])
    told.append(sheet.getvalue().splitlines())
json.dump(told, sys.stdout)
"""


def test_what_fits(filled: Workplace) -> None:
    """All in one process, as each start would cost more than the question."""
    asked = json.dumps([line for line, _ in CASES])
    done = subprocess.run(
        [sys.executable, "-c", ASK_ALL, BREAKS], input=asked, capture_output=True, text=True,
        env=filled.environment, cwd=filled.folder, check=True,
    )  # fmt: skip
    assert list(zip([line for line, _ in CASES], json.loads(done.stdout), strict=True)) == CASES


def test_another_library_gives_its_own_keys(filled: Workplace) -> None:
    assert completed(filled, "citetrail show --library ./none.db sm") == []
    assert completed(filled, "citetrail show -l own/library.db sm") == ["smith2020sleep", "smith2021dream"]


def test_zsh_and_fish_are_told_what_a_word_is(filled: Workplace) -> None:
    zsh = filled.run("completion", "words", "zsh", "--", "show", "smith2020")
    assert zsh.out == "=smith2020sleep:Smith 2020 Sleep\n"
    fish = filled.run("completion", "words", "fish", "--", "tags", "rename", "method")
    assert fish.out == "method/bayes\t1 work\nmethod/mcmc\t1 work\n"


def test_a_damaged_library_is_silent_while_typing(filled: Workplace) -> None:
    filled.write("damaged.db", b"no library" * 1000)
    assert completed(filled, "citetrail show -l ./damaged.db s") == []


def test_bash_completes(filled: Workplace) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    script = filled.write("complete.bash", filled.run("completion", "show", "bash").out)
    command = str(Path(sys.executable).parent / "citetrail")
    asked = f"""
        . {script}
        ask() {{ COMP_LINE="$1" COMP_POINT=${{#1}}; _citetrail {command}; printf '%s\\n' "${{COMPREPLY[@]}}"; }}
        complete -p citetrail; ask "citetrail show smith2020"; ask "citetrail list tag:me"; ask "citetrail list auth"
    """
    told = subprocess.run(
        [bash, "-c", asked], capture_output=True, text=True, env=filled.environment, cwd=filled.folder, check=True
    )
    assert told.stdout.splitlines() == [
        "complete -o bashdefault -o default -F _citetrail citetrail", "smith2020sleep", "method/bayes", "method/mcmc",
        "author:",
    ]  # fmt: skip


def test_installing_writes_once(filled: Workplace) -> None:
    filled.write(".bashrc", "alias ll='ls -l'")
    dry = filled.run("completion", "install", "bash", "--dry-run", XDG_DATA_HOME="")
    assert "would write" in dry.out
    assert (filled.folder / ".bashrc").read_text() == "alias ll='ls -l'"
    for _ in range(2):
        assert filled.run("completion", "install", "bash", XDG_DATA_HOME="").code == 0
    text = (filled.folder / ".bashrc").read_text()
    assert text.startswith("alias ll='ls -l'\n")
    assert text.count("citetrail.bash") == 2  # in one line: is it there, read it
    assert (filled.folder / ".local/share/citetrail/completion/citetrail.bash").is_file()


def test_an_unknown_shell_is_told(filled: Workplace) -> None:
    result = filled.run("completion", "show", SHELL="/bin/tcsh")
    assert result.code == 2
    assert "bash, zsh, fish" in result.err


def test_completing_loads_nothing_heavy(filled: Workplace) -> None:
    code = (
        "import sys; from citetrail.cli.run import run; run(['completion', 'words', 'zsh', '--', 'show', 's']);"
        "print(sorted({'pydantic', 'rich', 'httpx', 'lxml', 'numpy', 'citetrail.library.library'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=filled.environment, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


def test_many_keys_are_told_by_their_beginnings(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from citetrail.library import Library
    from citetrail.model import Description, Work

    works = [Work(key=f"key{place:04}", description=Description(title="x")) for place in range(MOST_NAMES + 200)]
    with Library.open(tmp_path / "library.db", now=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as library:
        library.add(works)
    begun = keys_beginning(tmp_path / "library.db", "k")
    assert [(name.text, name.is_begun) for name in begun] == [("key0", True), ("key1", True)]
    assert len(keys_beginning(tmp_path / "library.db", "key1")) == 200


def test_every_field_of_a_query_is_offered() -> None:
    others = set(query._FIELDS) - set(QUERY_FIELDS)
    assert set(QUERY_FIELDS) <= set(query._FIELDS)
    assert others <= {"pmid", "pmcid", "arxiv", "isbn", "issn", "openalex", "s2", "dblp", "bibcode", "hdl", "url"}


def test_arguments_that_name_works_or_tags_are_completed_everywhere() -> None:
    """Whoever adds a command gets completion by calling an argument KEY, TAG, QUERY …"""

    def below(command, path):
        yield Spot(command, path), command.params
        for name, inner in getattr(command, "commands", {}).items():
            yield from below(inner, (*path, name))

    kinds = {
        (spot.path, one.name): _kind_of(spot, one)
        for spot, params in below(get_command(app), ())
        for one in params
        if (one.metavar or "").rstrip("…") in ("KEY", "OTHER", "QUERY", "TAG")
    }
    assert len(kinds) > 15
    assert set(kinds.values()) <= {"key", "query", "tag"}
    assert all(callable(values) for values in VALUES.values())
