"""Which library and which settings are in force: options, environment, project folder, config file, in this order."""

from __future__ import annotations

import pytest

from e2e.conftest import Workplace

BIB = "@misc{one, title = {One}}"


@pytest.fixture
def free(workplace: Workplace) -> Workplace:
    """A workplace whose environment names no library, but a home of its own."""
    environment = {name: value for name, value in workplace.environment.items() if name != "CITETRAIL_LIBRARY"}
    home = str(workplace.folder / "home")
    place = Workplace(workplace.folder, {**environment, "XDG_DATA_HOME": home, "HOME": home})
    place.write("refs.bib", BIB)
    return place


def ids(place: Workplace, *options: str, **extra: str) -> str:
    return place.run("list", "-o", "ids", *options, **extra).out


def test_a_project_has_a_library_of_its_own_like_git(free: Workplace) -> None:
    (free.folder / "project" / "chapters" / "one").mkdir(parents=True)
    assert free.run("init", "project").code == 0
    inside = Workplace(free.folder / "project" / "chapters" / "one", free.environment)
    assert inside.run("add", str(free.folder / "refs.bib")).code == 0
    assert ids(Workplace(free.folder / "project", free.environment)) == "one\n"
    assert ids(free) == "", "outside of it there is another one"
    again = free.run("init", "project")
    assert again.code == 2
    assert "there is a library already" in again.err


def test_a_library_has_a_name_or_a_path(free: Workplace) -> None:
    assert free.run("add", "refs.bib", "--library", "thesis").code == 0
    assert (free.folder / "home" / "citetrail" / "thesis.db").is_file()
    assert ids(free, "-l", "thesis") == "one\n"
    assert ids(free, "-l", "./home/citetrail/thesis.db") == "one\n"
    assert ids(free, CITETRAIL_LIBRARY="thesis") == "one\n"
    assert ids(free, "-l", "other", CITETRAIL_LIBRARY="thesis") == ""


def test_the_config_file_comes_last(free: Workplace) -> None:
    assert free.run("config", "set", "library", "thesis").code == 0
    assert free.run("config", "get", "library").out.endswith("thesis.db\n")
    assert free.run("config", "get", "library", CITETRAIL_LIBRARY="other").out.endswith("other.db\n")
    assert free.run("init").code == 0
    assert free.run("config", "get", "library").out.endswith(".citetrail/library.db\n")


def test_settings_say_where_they_come_from(free: Workplace) -> None:
    config = free.environment["CITETRAIL_CONFIG"]
    free.run("config", "set", "style", "nature")
    free.run("config", "set", "key.ads", "secret")
    assert free.run("config", "get", "style", "--sources").out == f"nature\t{config}\n"
    assert free.run("config", "get", "style", "--sources", CITETRAIL_STYLE="ieee").out == "ieee\tCITETRAIL_STYLE\n"
    shown = free.run("config", "show", "--sources", CITETRAIL_STYLE="ieee").out
    assert "style\tieee\tCITETRAIL_STYLE\n" in shown
    assert f"style\tnature\t{config} (overruled)\n" in shown
    assert "secret" not in shown
    unknown = free.run("config", "get", "styl")
    assert unknown.code == 2
    assert "Did you mean style?" in unknown.err
    assert "Did you mean style?" in free.run("config", "set", "stlye", "x").err


def test_a_query_given_to_check_as_a_library_is_told_where_it_goes(free: Workplace) -> None:
    free.write("refs.bib", "@article{one, title = {Something}, author = {Doe, Jane}, year = 2001}")
    free.run("add", "refs.bib", "--library", "thesis")
    for arguments in (("--library", "tag:thesis"), ("-l", "tag:thesis", "refs.bib"), ("-l", "thesis")):
        told = free.run("check", *arguments, "--offline")
        assert (told.code, told.out) == (2, "")
        assert "check --works 'tag:thesis'" in told.err
    assert free.run("check", "--library", "thesis", "--works", "", "--offline").code == 3


@pytest.mark.parametrize(
    ("name", "value"), [("deadline", "abc"), ("deadline", "-1"), ("limit.crossref", "x"), ("base-url.example", "no")]
)
def test_a_value_that_makes_no_sense_is_never_kept_and_can_always_be_taken_out(
    free: Workplace, name: str, value: str
) -> None:
    refused = free.run("config", "set", "--", name, value)
    assert refused.code == 2
    assert "Write it as" in refused.err
    config = free.write("own/config.toml", f"[{name.partition('.')[0]}]\n" if "." in name else "")
    config.write_text(config.read_text() + f'{name.rpartition(".")[2]} = "{value}"\n')
    told = free.run("list")
    assert told.code == 2
    assert str(config) in told.err
    assert free.run("config", "unset", name).code == 0
    assert free.run("list").code == 0


def test_to_look_is_no_reason_to_make_a_library(free: Workplace) -> None:
    for arguments, code in ((["list"], 0), (["search", "x"], 1), (["check", "-l", "typo", "--works", "x"], 2)):
        assert free.run(*arguments).code == code
    assert "there is no library at" in free.run("list", "-l", "typo").err
    assert not list(free.folder.rglob("*.db"))


def test_the_place_of_a_backup_is_told_and_not_the_library_blamed(free: Workplace) -> None:
    free.write("refs.bib", "@article{one, title = {Something}, author = {Doe, Jane}, year = 2001}")
    free.run("add", "refs.bib")
    told = free.run("backup", "nowhere/copy.db")
    assert (told.code, told.err) == (2, "citetrail: nowhere/copy.db: its folder is not there\n")
    assert free.run("backup", ".").code == 2
