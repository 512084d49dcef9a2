"""docs/providers.md says what the code does, and every provider is in it."""

from __future__ import annotations

import importlib.util
import pkgutil
from pathlib import Path

import citetrail.providers

ROOT = Path(__file__).resolve().parents[2]


def page_tool():
    spec = importlib.util.spec_from_file_location("providers_page", ROOT / "tools" / "providers_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "providers.md").read_text(encoding="utf-8")
    assert page_tool().made_page() == written, "run tools/providers_page.py"


def test_every_provider_is_on_the_page() -> None:
    names = {module.name for module in pkgutil.iter_modules(citetrail.providers.__path__)}
    shared_parts = {"asking", "parts", "plan", "questions", "settings", "xml"}
    assert set(page_tool().MODULES) == names - shared_parts
