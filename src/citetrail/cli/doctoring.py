"""What `doctor` finds in a library, mends, and suggests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citetrail.cli.output import paint, say, tell
from citetrail.cli.showing import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.app.settings import Settings
    from citetrail.flows.tidying import Suggestion
    from citetrail.library import Library

_MOST_SHOWN = 20  # of one rule


def examine(
    settings: Settings, *, suggest: bool, links: bool, fix: bool
) -> tuple[list[str], list[Suggestion], list[str]]:
    """What is broken, what is suggested, and what was mended."""
    from citetrail.app import wiring
    from citetrail.flows import tidying

    if not settings.library.exists():
        return [], [], []
    with wiring.open_library(settings) as library:
        fixed = _mended(library) if fix else []
        findings = list(library.check())
        suggestions = list(tidying.suggestions(library, wiring.today().year)) if suggest and not findings else []
        if links and not findings:
            suggestions += _dead_links(settings, library)
    return findings, suggestions, fixed


def _mended(library: Library) -> list[str]:
    stale, files = library.mend(), library.remove_orphaned_files()
    told = [f"{counted(stale, 'work')} listed and found rightly again"] if stale else []
    copies = "1 copy that nothing used is" if files == 1 else f"{files} copies that nothing used are"
    return told + ([f"{copies} deleted"] if files else [])


def _dead_links(settings: Settings, library: Library) -> list[Suggestion]:
    from citetrail.app import wiring
    from citetrail.errors import InputError, ProviderError
    from citetrail.flows.tidying import dead_links

    with wiring.open_net(settings) as net:

        def is_gone(address: str) -> bool:
            try:
                return wiring.is_gone(net, address)
            except (ProviderError, InputError) as error:
                tell(f"{address}: {error}")  # silence is not a no
                return False

        return list(dead_links(library, is_gone))


def print_suggestions(suggestions: Sequence[Suggestion]) -> None:
    """Each with the command that puts it right; of many alike the first ones."""
    shown: Counter[str] = Counter()
    for one in suggestions:
        shown[one.rule] += 1
        if shown[one.rule] <= _MOST_SHOWN:
            say(f"{paint(one.key, 'cyan')} {one.message}".strip())
            say(f"    {one.fix}")
    for rule, count in shown.items():
        if count > _MOST_SHOWN:
            say(f"… and {count - _MOST_SHOWN} more of {rule} (all with --json)")
