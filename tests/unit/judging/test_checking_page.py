"""The page that explains verdicts names every rule, identity, standing and suspicion there is."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from citetrail.judging.rules import RULES
from citetrail.model.verdicts import Identity, Standing, Suspicion

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checking.md"


def test_every_rule_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"| {rule.id} | {rule.name} | {rule.level} | {rule.meaning} | {rule.action} |" in text


def test_every_word_of_a_verdict_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for word in (*get_args(Identity), *get_args(Standing), *get_args(Suspicion)):
        assert f"**{word}**" in text
