"""Follow the works of the library: ask again, compare with what was known, raise an alert for what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from citetrail import judging
from citetrail.flows.asking import Progress, ask_links, at_once, no_progress
from citetrail.flows.describing import with_records
from citetrail.flows.resolve import look_up
from citetrail.library import Library
from citetrail.model.answers import Answer, Provider
from citetrail.model.identifiers import Identifier
from citetrail.model.works import Alert, Work

BATCH = 50  # works asked for together and stored together: an interrupted run keeps whole batches


class Tracked(NamedTuple):
    """What following a work came to; `silent` are answers that were none: a quiet day is told from a dead line."""

    work: Work
    alerts: tuple[Alert, ...]
    silent: tuple[Answer, ...]


def track(
    library: Library,
    works: Sequence[Work],
    providers: Sequence[Provider],
    now: datetime,
    *,
    progress: Progress = no_progress,
) -> tuple[Tracked, ...]:
    """Ask about each work again and store what is new, in batches that are whole or absent.

    Running it twice raises no second alert. A work about which every source was silent stays due.
    """
    tracked: list[Tracked] = []
    for start in range(0, len(works), BATCH):
        batch = works[start : start + BATCH]
        answers = _ask_about(batch, providers, progress)
        with library.change("track"):
            tracked += [_take_in(library, work, given, now) for work, given in zip(batch, answers, strict=True)]
    return tuple(tracked)


def _ask_about(works: Sequence[Work], providers: Sequence[Provider], progress: Progress) -> list[tuple[Answer, ...]]:
    identifiers = {identifier: None for work in works for identifier in _askable(work)}
    looked_up = look_up(identifiers, providers, progress=progress)

    def about(work: Work) -> tuple[Answer, ...]:
        given = [answer for identifier in _askable(work) for answer in looked_up[identifier]]
        for provider in providers:
            answer = next(
                (reply for reply in (ask_links(provider, "citing", one) for one in _askable(work)) if reply), None
            )
            if answer is not None:
                given.append(answer)
                progress(provider.name, 1)
        return tuple(given)

    return at_once(about, list(works))


def _askable(work: Work) -> list[Identifier]:
    schemes = ("doi", "pmid", "arxiv", "openalex")
    return [identifier for identifier in work.description.identifiers if identifier.scheme in schemes]


def _take_in(library: Library, work: Work, answers: tuple[Answer, ...], now: datetime) -> Tracked:
    alerts = judging.changes(work, answers, now)
    raised = library.raise_alerts(alerts)
    silent = tuple(answer for answer in answers if answer.outcome == "silent")
    heard = [answer for answer in answers if answer.outcome != "silent"]
    if not heard:
        return Tracked(work, raised, silent)
    told = with_records(work, (record for one in heard if one.question == "lookup" for record in one.records))
    citing = [citation.citing for one in heard if one.question == "citing" for citation in one.citations]
    update = {"citing": tuple(dict.fromkeys((*work.citing, *citing))), "checked_at": now}
    return Tracked(library.update(told.model_copy(update=update)), raised, silent)
