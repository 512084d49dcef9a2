"""A rule explained: what it means, what it does not mean, what to do, and how to silence it."""

from __future__ import annotations

from citetrail.judging.cautions import CAUTIONS
from citetrail.judging.rules import Rule


def rule_as_markdown(rule: Rule) -> str:
    """The rule's page."""
    caution = CAUTIONS[rule.id]
    return f"""\
# {rule.id} {rule.name}

Level: {rule.level}.

{rule.meaning}

**For example.** {caution.example}

**What it does not mean.** {caution.not_meant}

**What to do.** {rule.action}

**To leave it out**, with a reason: a comment above the reference, `citetrail: ignore {rule.id} why`, or a line in
`.citetrail-ignore`, `{rule.id} KEY why`.
"""
