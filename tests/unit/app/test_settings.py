"""Settings come from the command line, the environment, the project, the config file and defaults, in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from citetrail.app.settings import Overrides, load_settings, setting_of_variable, shown_settings
from citetrail.errors import InputError


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment whose folders are all below the test's own."""
    return {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


def write_config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config" / "citetrail" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults(tmp_path: Path, environment: dict[str, str]) -> None:
    settings = load_settings(Overrides(), environment, tmp_path)
    assert settings.library == tmp_path / "data" / "citetrail" / "library.db"
    assert settings.store == tmp_path / "cache" / "citetrail" / "answers.db"
    assert settings.style == "apa"
    assert settings.freshness == "stored"
    assert settings.origins["library"] == "default"


def test_config_file_is_read_with_tables(tmp_path: Path, environment: dict[str, str]) -> None:
    write_config(
        tmp_path, 'email = "a@b.example"\nstyle = "nature"\n[key]\nopenalex = "k"\n[limit]\ncrossref = "5/2"\n'
    )
    settings = load_settings(Overrides(), environment, tmp_path)
    assert (settings.email, settings.style) == ("a@b.example", "nature")
    assert settings.keys == {"openalex": "k"}
    assert settings.limits == {"crossref": (5.0, 2)}


def test_environment_wins_over_config_file(tmp_path: Path, environment: dict[str, str]) -> None:
    write_config(tmp_path, 'style = "nature"\n')
    settings = load_settings(Overrides(), {**environment, "CITETRAIL_STYLE": "cell"}, tmp_path)
    assert settings.style == "cell"
    assert settings.origins["style"] == "CITETRAIL_STYLE"


def test_base_urls_come_from_the_environment(tmp_path: Path, environment: dict[str, str]) -> None:
    here = {**environment, "CITETRAIL_BASE_URL_CROSSREF": "http://127.0.0.1:1/crossref", "CITETRAIL_OFFLINE": "1"}
    settings = load_settings(Overrides(), here, tmp_path)
    assert settings.base_urls == {"crossref": "http://127.0.0.1:1/crossref"}
    assert settings.freshness == "offline"


@pytest.mark.parametrize(
    ("said", "expected"),
    [("thesis", "data/citetrail/thesis.db"), ("sub/own.db", "work/sub/own.db"), ("own.db", "work/own.db")],
    ids=["name", "path", "ending"],
)
def test_library_by_name_or_path(tmp_path: Path, environment: dict[str, str], said: str, expected: str) -> None:
    settings = load_settings(Overrides(library=said), environment, tmp_path / "work")
    assert settings.library == tmp_path / expected


def test_project_library_is_found_upwards(tmp_path: Path, environment: dict[str, str]) -> None:
    own = tmp_path / "project" / ".citetrail" / "library.db"
    own.parent.mkdir(parents=True)
    own.touch()
    deep = tmp_path / "project" / "chapters" / "one"
    deep.mkdir(parents=True)
    write_config(tmp_path, 'library = "main"\n')
    assert load_settings(Overrides(), environment, deep).library == own
    assert load_settings(Overrides(library="x"), environment, deep).library.name == "x.db"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("style = ", "not valid TOML"),
        ('deadline = "soon"', "no number of seconds"),
        ('[limit]\ncrossref = "fast"', "no limit"),
    ],
    ids=["toml", "deadline", "limit"],
)
def test_wrong_config_says_what_is_wrong(tmp_path: Path, environment: dict[str, str], text: str, message: str) -> None:
    write_config(tmp_path, text)
    with pytest.raises(InputError, match=message):
        load_settings(Overrides(), environment, tmp_path)


@pytest.mark.parametrize(
    ("variable", "name"),
    [
        ("CITETRAIL_EMAIL", "email"),
        ("CITETRAIL_KEY_TEMPLATE", "key-template"),
        ("CITETRAIL_KEY_SEMANTIC_SCHOLAR", "key.semantic-scholar"),
        ("CITETRAIL_BASE_URL_OPENALEX", "base-url.openalex"),
        ("CITETRAIL_LIMIT_CROSSREF", "limit.crossref"),
        ("CITETRAIL_DEBUG", None),
        ("PATH", None),
    ],
)
def test_setting_of_variable(variable: str, name: str | None) -> None:
    assert setting_of_variable(variable) == name


def test_keys_are_never_shown(tmp_path: Path, environment: dict[str, str]) -> None:
    settings = load_settings(Overrides(), {**environment, "CITETRAIL_KEY_NCBI": "geheim"}, tmp_path)
    rows = {name: value for name, value, _ in shown_settings(settings)}
    assert rows["key.ncbi"] == "set"
    assert "geheim" not in str(shown_settings(settings))


@pytest.mark.parametrize(
    "address", ["http://[x]/", "not an address", "ftp://example.org", "https://", "https://a b.org"]
)
def test_an_address_of_a_source_has_to_be_one(tmp_path: Path, environment: dict[str, str], address: str) -> None:
    with pytest.raises(InputError, match=r"base-url\.crossref"):
        load_settings(Overrides(), {**environment, "CITETRAIL_BASE_URL_CROSSREF": address}, tmp_path)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_a_deadline_lies_ahead(tmp_path: Path, environment: dict[str, str], seconds: float) -> None:
    with pytest.raises(InputError, match="deadline"):
        load_settings(Overrides(deadline_seconds=seconds), environment, tmp_path)


def test_a_deadline_on_the_command_line_wins(tmp_path: Path, environment: dict[str, str]) -> None:
    settings = load_settings(Overrides(deadline_seconds=5.0), {**environment, "CITETRAIL_DEADLINE": "9"}, tmp_path)
    assert settings.deadline_seconds == 5.0
