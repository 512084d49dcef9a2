"""Getting free copies: which works, from where, and how the result reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citetrail.cli.attaching import name_for, told_of
from citetrail.cli.output import paint, say
from citetrail.cli.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citetrail.app.settings import Settings
    from citetrail.flows.attaching import Fetched, Place, Tried
    from citetrail.library import Library
    from citetrail.model.works import Work


@dataclass(frozen=True)
class Fetching:
    """One run of `fetch`; a dry one only tells the places."""

    settings: Settings
    library: Library
    max_bytes: int
    is_dry: bool = False

    def fetch(self, works: Sequence[Work]) -> list[Fetched]:
        """Places that are known are tried first; sources are asked about the works for which those gave nothing."""
        first = [self._from(work, self._known_places(work)) for work in works]
        open_ones = [one.work for one in first if one.attachment is None]
        second = {one.work.id: one for one in self._after_asking(open_ones, first)} if open_ones else {}
        return [second.get(one.work.id, one) for one in first]

    def _known_places(self, work: Work) -> tuple[Place, ...]:
        from citetrail.flows.attaching import places_of

        return places_of(work, {})

    def _after_asking(self, works: Sequence[Work], before: Sequence[Fetched]) -> list[Fetched]:
        from citetrail.app import wiring
        from citetrail.flows.attaching import about, ask_for_copies, places_of

        with wiring.open_net(self.settings) as net, ProgressLine("answers") as line:
            answers = ask_for_copies(works, wiring.copy_providers(self.settings, net), progress=line.step)
        earlier = {one.work.id: one for one in before}
        results = []
        for work in works:
            given = about(work, answers)
            old = earlier[work.id]
            known = {each.place.address for each in old.tried}
            places = [place for place in places_of(work, given) if place.address not in known]
            found = self._from(work, places)
            is_silent = any(answer.outcome == "silent" for one in given.values() for answer in one)
            unsettled = found.is_unsettled or old.is_unsettled or is_silent
            results.append(found._replace(tried=(*old.tried, *found.tried), is_unsettled=unsettled))
        return results

    def _from(self, work: Work, places: Sequence[Place]) -> Fetched:
        from citetrail.app import wiring
        from citetrail.flows.attaching import Fetched, FileText, Tried, fetch_copy

        if self.is_dry:
            return Fetched(work, None, None, FileText(None), tuple(Tried(place, "not tried") for place in places))
        with wiring.open_net(self.settings, max_file_bytes=self.max_bytes) as net:
            name = name_for(self.settings, work, f"{work.key}.pdf")
            return fetch_copy(
                self.library, work, places, lambda address: wiring.fetch_file(net, address), name=name
            )  # fmt: skip


def print_fetched(fetched: Sequence[Fetched], *, is_dry: bool) -> None:
    """A line for each work, and the places that gave nothing below it."""
    for one in fetched:
        if one.attachment is not None and one.place is not None:
            from_where = f"from {one.place.said_by}, {one.place.address}"
            say(f"{paint('+', 'green', 'bold')} {one.work.key}: {told_of(one.attachment, one.read)} {from_where}")
        elif is_dry:
            say(f"{one.work.key}: {'no place known' if not one.tried else ''}".rstrip(": "))
        else:
            unsettled = ", but not every source answered" if one.is_unsettled else ""
            say(f"{paint('?', 'yellow', 'bold')} {one.work.key}: no free copy found{unsettled}")
        for each in one.tried:
            _print_tried(each)


def _print_tried(tried: Tried) -> None:
    say(f"    {tried.place.address} ({tried.place.said_by}): {tried.why}")
