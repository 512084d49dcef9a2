"""The judging room: References beside Records and Answers, turned into verdicts, descriptions, standings and alerts.

Everything here is pure. Names are loaded when first asked for, which keeps the start light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.judging.abilities import can_hold, kind_of
    from citetrail.judging.changing import changes
    from citetrail.judging.comparing import compare
    from citetrail.judging.merging import Merged, merge
    from citetrail.judging.notices import notice_kind_from_label
    from citetrail.judging.retraction_watch import WatchedNotice, notices_from_retraction_watch
    from citetrail.judging.rules import RULES, Rule, rule_of, rules_of
    from citetrail.judging.sameness import Sameness, blocking_keys, is_same_work
    from citetrail.judging.status import status_of
    from citetrail.judging.taking import is_sure
    from citetrail.judging.verifying import verify
    from citetrail.judging.versions import is_preprint, version_of

_MODULE_OF = {
    "Merged": "merging",
    "RULES": "rules",
    "Rule": "rules",
    "Sameness": "sameness",
    "WatchedNotice": "retraction_watch",
    "blocking_keys": "sameness",
    "can_hold": "abilities",
    "changes": "changing",
    "compare": "comparing",
    "is_preprint": "versions",
    "is_same_work": "sameness",
    "is_sure": "taking",
    "kind_of": "abilities",
    "merge": "merging",
    "notice_kind_from_label": "notices",
    "notices_from_retraction_watch": "retraction_watch",
    "rule_of": "rules",
    "rules_of": "rules",
    "status_of": "status",
    "verify": "verifying",
    "version_of": "versions",
}

__all__ = [
    "RULES",
    "Merged",
    "Rule",
    "Sameness",
    "WatchedNotice",
    "blocking_keys",
    "can_hold",
    "changes",
    "compare",
    "is_preprint",
    "is_same_work",
    "is_sure",
    "kind_of",
    "merge",
    "notice_kind_from_label",
    "notices_from_retraction_watch",
    "rule_of",
    "rules_of",
    "status_of",
    "verify",
    "version_of",
]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
