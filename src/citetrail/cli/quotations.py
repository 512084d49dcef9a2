"""What `check` tells of a text's quotations beside its references: those with other words than their work has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citetrail.cli.output import shorten, tell
from citetrail.cli.quoting import change_text
from citetrail.cli.showing import spot_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citetrail.app.settings import Settings
    from citetrail.flows.check import Checked
    from citetrail.flows.quotations import CheckedQuotation


def tell_quotations(settings: Settings, checked: Sequence[Checked]) -> None:
    """Say which quotations say something else than the abstract or file of their work; nothing if there is none."""
    if not any(trail.quotations for each in checked for trail in each.document.trails):
        return
    for one in _checked(settings, checked):
        if one.check.is_grave:
            place = spot_text(one.document, one.quotation.start)
            quoted = f"“{shorten(one.quotation.exact, 90)}”"
            tell(f"{place}: a quotation says something else than its work ({one.source}): {quoted}")
            for change in one.check.changes:
                tell(f"    {change_text(change.quoted, change.original, change.why)}")


def _checked(settings: Settings, checked: Sequence[Checked]) -> Iterable[CheckedQuotation]:
    from citetrail.app import wiring
    from citetrail.flows.quotations import check_quotations

    if not settings.library.exists():
        return [one for each in checked for one in check_quotations(each)]
    with wiring.open_library(settings) as library:
        return [one for each in checked for one in check_quotations(each, library)]
