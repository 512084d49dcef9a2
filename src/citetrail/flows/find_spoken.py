"""From passages that speak of a work to the work: one source after the other, until it is settled. Stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citetrail.flows.asking import Progress, ask_search, no_progress
from citetrail.judging.spoken import Cues, Spoken, cues_of, is_only_spoken_of, judge_spoken, question_about
from citetrail.model.answers import Answer, Provider
from citetrail.model.documents import Document, Trail

# Sources that can be asked by people, words and time together.
ASKED = ("crossref", "europe-pmc", "openalex")


class FoundWork(NamedTuple):
    """A trail that only prose tells of, its place in the document's trails, what was found, and all answers."""

    document: Document
    place: int
    spoken: Spoken
    answers: tuple[Answer, ...]

    @property
    def trail(self) -> Trail:
        """The trail itself."""
        return self.document.trails[self.place]

    def as_data(self) -> dict[str, object]:
        """For programs: which trail of which document, the outcome, and the works that fit, the best first."""
        fits = [{"score": fit.score, "agreeing": list(fit.agreeing), "record": fit.record} for fit in self.spoken.fits]
        silent = [answer.provider for answer in self.answers if answer.outcome == "silent"]
        return {
            "document": self.document.name,
            "trail": self.place,
            "outcome": self.spoken.outcome,
            "fits": fits,
            "silent": silent,
        }


def find_spoken(
    documents: Sequence[Document], providers: Sequence[Provider], *, progress: Progress = no_progress
) -> tuple[FoundWork, ...]:
    """The work behind every trail that only prose tells of. A silent source is part of the outcome."""
    asked = sorted(
        (one for one in providers if one.name in ASKED and one.search), key=lambda one: ASKED.index(one.name)
    )
    open_ones = [
        (document, place)
        for document in documents
        for place, trail in enumerate(document.trails)
        if is_only_spoken_of(trail)
    ]
    cues = [cues_of(document, document.trails[place]) for document, place in open_ones]
    answers: list[list[Answer]] = [[] for _ in cues]
    for provider in asked:
        _ask(provider, cues, answers, progress)
    judged = (judge_spoken(cue, given) for cue, given in zip(cues, answers, strict=True))
    return tuple(
        FoundWork(document, place, spoken, tuple(given))
        for (document, place), spoken, given in zip(open_ones, judged, answers, strict=True)
    )


def _ask(provider: Provider, cues: Sequence[Cues], answers: Sequence[list[Answer]], progress: Progress) -> None:
    """Ask one source about all that are not linked yet."""
    places = [
        place
        for place, cue in enumerate(cues)
        if (cue.query_words or cue.people) and judge_spoken(cue, answers[place]).outcome != "linked"
    ]
    for place, answer in zip(
        places, ask_search(provider, [question_about(cues[place]) for place in places], progress), strict=True
    ):
        answers[place].append(answer)
