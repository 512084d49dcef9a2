"""The table of verbs and files is what the files say, and a verb alone is the same command as among all."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import typer
from typer.main import get_command

import citetrail.cli.commands
from citetrail.cli.starting import FILES, app_for


def verbs_of(file: str) -> set[str | None]:
    app = typer.Typer()
    import_module(f"citetrail.cli.commands.{file}").register(app)
    return {one.name for one in (*app.registered_commands, *app.registered_groups)}


def test_every_verb_is_in_its_file() -> None:
    assert {file: set(verbs.split()) for file, verbs in FILES.items()} == {file: verbs_of(file) for file in FILES}


def test_no_verb_is_forgotten() -> None:
    files = [file.name for file in pkgutil.iter_modules(citetrail.cli.commands.__path__)]
    assert {verb for file in files for verb in verbs_of(file)} == set(get_command(app_for([])).commands)


def test_a_verb_loads_its_own_file() -> None:
    assert set(get_command(app_for(["list", "x"])).commands) == {"list", "search", "show"}


def test_what_is_no_verb_loads_all() -> None:
    for arguments in ([], ["--help"], ["lst"], ["--version"]):
        assert len(get_command(app_for(arguments)).commands) > 40


def test_a_verb_alone_takes_what_it_takes_among_all() -> None:
    alone, among_all = (get_command(app_for(arguments)).commands["show"] for arguments in (["show"], []))
    assert [one.name for one in alone.params] == [one.name for one in among_all.params]
