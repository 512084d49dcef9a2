"""Plain text output: no mark-up; blocks on lines of their own."""

from __future__ import annotations

from citetrail.styles.writers.writer import Writer


def _open(name: str, value: str) -> str:
    return "\n" if name == "display" and value in ("block", "indent") else ""


def _close(name: str, value: str) -> str:
    if name != "display":
        return ""
    return {"block": "\n", "left-margin": " "}.get(value, "")


TEXT = Writer("text", str, _open, _close)
