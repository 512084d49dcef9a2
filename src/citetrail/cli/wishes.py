"""What a person can ask `check` for, beyond what to check: light, as every start of the command loads it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Form(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"
    HTML = "html"


class FailOn(StrEnum):
    """What makes `check` exit with 1."""

    FINDINGS = "findings"
    RETRACTED = "retracted"
    SUSPICION = "suspicion"
    NOTHING = "nothing"


class Wishes(NamedTuple):
    """What the person asked `check` for, beyond what to check."""

    form: Form = Form.TEXT
    output: Path | None = None
    verbose: bool = False
    explain: bool = False
    deep: bool = False
    fix: bool = False
    apply: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    evidence: Path | None = None
    fail_on: FailOn = FailOn.FINDINGS
    allow_unsettled: bool = False
