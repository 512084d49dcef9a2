"""Write docs/rules/, a page for each rule of `check`, and the table in docs/checking.md.

Run from the checkout: `.venv/bin/python tools/rules_page.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

from citetrail.cli.reports.rule_text import rule_as_markdown
from citetrail.judging.rules import RULES, Rule

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDER = DOCS / "rules"
CHECKING = DOCS / "checking.md"
HEAD = "| id | name | level | what it means | what to do |\n|---|---|---|---|---|\n"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    listed = "\n".join(f"- [{rule.id} {rule.name}]({rule.id}.md): {rule.meaning}" for rule in RULES.values())
    index = (
        "# Rules of check\n\nMade from the code by `tools/rules_page.py`. Ids are stable: one, once given, is never\n"
        f"used for another rule. `citetrail rules CT204` shows a page in the terminal.\n\n{listed}\n"
    )
    return {"README.md": index, **{f"{rule.id}.md": rule_as_markdown(rule) for rule in RULES.values()}}


def row(rule: Rule) -> str:
    """A rule's row in docs/checking.md."""
    return f"| [{rule.id}](rules/{rule.id}.md) | {rule.name} | {rule.level} | {rule.meaning} | {rule.action} |"


def checking_page(text: str) -> str:
    """docs/checking.md with its table made anew."""
    rows = "\n".join(map(row, RULES.values()))
    return re.sub(re.escape(HEAD) + r"(?:\|.*\n)+", lambda _: f"{HEAD}{rows}\n", text)


def main() -> None:
    """Write everything."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    CHECKING.write_text(checking_page(CHECKING.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
