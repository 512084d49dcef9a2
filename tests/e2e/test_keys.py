"""API keys: in the environment, in a file that only its owner reads, in the keyring; never shown or sent astray."""

from __future__ import annotations

import stat
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from e2e.conftest import Workplace
from standin.server import StandIn

FAKE_KEYRING = """
import json, pathlib
FILE = pathlib.Path(__file__).parent / "kept.json"
def _all(): return json.loads(FILE.read_text()) if FILE.exists() else {}
def get_password(service, name): return _all().get(f"{service}/{name}")
def set_password(service, name, value): FILE.write_text(json.dumps({**_all(), f"{service}/{name}": value}))
def delete_password(service, name):
    kept = _all(); del kept[f"{service}/{name}"]; FILE.write_text(json.dumps(kept))
"""


@pytest.fixture
def with_keyring(connected: Workplace) -> dict[str, str]:
    """The environment in which a keyring of the test's own is found."""
    folder = connected.folder / "packages" / "keyring"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(FAKE_KEYRING, encoding="utf-8")
    (folder / "errors.py").write_text("class KeyringError(Exception): pass\n", encoding="utf-8")
    return {"PYTHONPATH": str(folder.parent)}


def config_file(workplace: Workplace) -> Path:
    return Path(workplace.environment["CITETRAIL_CONFIG"])


def keys_sent(sources: StandIn) -> set[str]:
    return {key for asked in sources.seen() for key in parse_qs(asked.query).get("api_key", ())}


def test_a_key_in_the_keyring_is_used_and_stands_in_no_file(
    connected: Workplace, sources: StandIn, with_keyring: dict[str, str]
) -> None:
    said = connected.run("config", "set", "key.openalex", "-", "--keyring", stdin="very-secret\n", **with_keyring)
    assert said.code == 0, said.err
    assert "very-secret" not in said.out + config_file(connected).read_text(encoding="utf-8")
    connected.run("check", "10.1037/a0023861", CITETRAIL_SOURCES="openalex", **with_keyring)
    assert keys_sent(sources) == {"very-secret"}


def test_a_key_taken_out_is_gone_from_the_keyring(
    connected: Workplace, sources: StandIn, with_keyring: dict[str, str]
) -> None:
    connected.run("config", "set", "key.openalex", "very-secret", "--keyring", **with_keyring)
    assert connected.run("config", "unset", "key.openalex", **with_keyring).code == 0
    assert "very-secret" not in (connected.folder / "packages" / "keyring" / "kept.json").read_text(encoding="utf-8")
    connected.run("check", "10.1037/a0023861", CITETRAIL_SOURCES="openalex", **with_keyring)
    assert keys_sent(sources) == set()


def test_without_the_package_it_says_what_is_missing_and_keeps_nothing(connected: Workplace) -> None:
    hidden = connected.folder / "packages" / "keyring"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    result = connected.run(
        "config", "set", "key.openalex", "very-secret", "--keyring", PYTHONPATH=str(hidden.parent)
    )  # fmt: skip
    assert result.code == 2
    assert "citetrail[keyring]" in result.err
    assert not config_file(connected).exists()


def test_only_keys_go_into_the_keyring(connected: Workplace, with_keyring: dict[str, str]) -> None:
    assert connected.run("config", "set", "style", "apa", "--keyring", **with_keyring).code == 2


def test_the_config_file_is_its_owners_alone(connected: Workplace) -> None:
    assert connected.run("config", "set", "key.openalex", "-", stdin="very-secret\n").code == 0
    assert stat.S_IMODE(config_file(connected).stat().st_mode) == 0o600


def test_an_empty_value_is_told(connected: Workplace) -> None:
    assert connected.run("config", "set", "key.openalex", "-", stdin="").code == 2
