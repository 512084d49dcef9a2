"""The page that explains verdicts names every rule, identity, standing and suspicion there is."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, get_args

from citetrail.judging.cautions import CAUTIONS
from citetrail.judging.rules import RULES
from citetrail.model.verdicts import Identity, Standing, Suspicion

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checking.md"


def page_tool() -> Any:
    spec = importlib.util.spec_from_file_location("rules_page", PAGE.parents[1] / "tools" / "rules_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for rule in RULES.values():
        assert page_tool().row(rule) in text


def test_every_rule_has_an_up_to_date_page_of_its_own() -> None:
    for name, text in page_tool().pages().items():
        assert (PAGE.parent / "rules" / name).read_text(encoding="utf-8") == text, "run tools/rules_page.py"
    assert set(CAUTIONS) == set(RULES)


def test_every_word_of_a_verdict_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for word in (*get_args(Identity), *get_args(Standing), *get_args(Suspicion)):
        assert f"**{word}**" in text
