"""Going through pairs of works with a person, and through the fields in which two works differ."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citetrail.cli.editing import SHORT_NAMES
from citetrail.cli.output import paint, say, tell
from citetrail.cli.showing import LABEL_WIDTH, any_value_text, one_line
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citetrail.flows.joining import Pair
    from citetrail.library import Library
    from citetrail.model.works import Work

_OUTCOMES = {"same": "one work", "perhaps": "perhaps one work", "twin": "two versions of one work"}


def print_pair(pair: Pair) -> None:
    """Two works and why they may be one."""
    say(f"{paint(_OUTCOMES.get(pair.outcome, pair.outcome), 'bold')} ({', '.join(pair.evidence)})")
    for work in (pair.first, pair.second):
        say(f"  {paint(work.key, 'cyan')}  {one_line(work.description)}")


def print_differences(differences: Sequence[tuple[str, object, object]], before: str, after: str) -> None:
    """The fields in which two works differ, one below the other."""
    if not differences:
        say("no field differs")
    for field, old, new in differences:
        say(paint(field.replace("_", " ").ljust(LABEL_WIDTH), "bold"))
        say(f"  - {any_value_text(old)}  [{before}]")
        say(f"  + {any_value_text(new)}  [{after}]")


def fields_taken(other: Work, names: Iterable[str]) -> dict[str, Any]:
    """What the other work says in the named fields. Raises InputError for a field that does not exist."""
    from citetrail.model.descriptions import DESCRIPTION_FIELDS

    values = {}
    for name in names:
        field = SHORT_NAMES.get(name, name.replace("-", "_"))
        if field not in DESCRIPTION_FIELDS:
            raise InputError(f"no field is called {name!r}", hint="Fields: " + ", ".join(DESCRIPTION_FIELDS))
        values[field] = getattr(other.description, field)
    return values


@dataclass
class Reviewing:
    """One review: what the person says decides; every decision is a change of its own that `undo` takes back."""

    library: Library

    def review(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Go through the pairs; gives those that are still undecided."""
        left: list[Pair] = []
        gone: set[int] = set()
        for place, pair in enumerate(pairs):
            if gone & {pair.first.stored_id, pair.second.stored_id}:
                continue
            say()
            print_pair(pair)
            answer = _asked(_question(pair), "1 2 a l s q".split(), "l" if pair.outcome == "twin" else "1")
            if answer == "q":
                return [*left, *pairs[place:]]
            if answer == "s":
                left.append(pair)
            else:
                gone |= self._decide(pair, answer)
        return left

    def _decide(self, pair: Pair, answer: str) -> set[int]:
        """Do what was said; gives the works that are gone."""
        from citetrail.flows import joining
        from citetrail.flows.relating import link_versions

        if answer == "a":
            self.library.keep_apart(pair.first.stored_id, pair.second.stored_id)
            say(f"  {pair.first.key} and {pair.second.key} stay two works")
            return set()
        if answer == "l":
            say(f"  {link_versions(self.library, pair.first, pair.second)}")
            return set()
        kept, other = (pair.first, pair.second) if answer == "1" else (pair.second, pair.first)
        kept, other = self.library.works([kept.stored_id, other.stored_id])  # as it is by now
        joined = joining.join(self.library, kept, other, _chosen(kept, other))
        say(f"  {other.key} is joined to {joined.key}")
        return {other.stored_id}


def _question(pair: Pair) -> str:
    return f"keep [1] {pair.first.key}, [2] {pair.second.key}, both [a]part, [l]inked as versions; [s]kip, [q]uit"


def _chosen(kept: Work, other: Work) -> dict[str, Any]:
    """Field by field, what the person wants to see; what the records come to together is proposed."""
    from citetrail.flows.joining import differences, preview

    both = preview(kept, other)
    values: dict[str, Any] = {}
    for field, mine, theirs in differences(kept.description, other.description):
        proposed = "2" if getattr(both, field) == theirs else "1"
        say(f"  {paint(field.replace('_', ' '), 'bold')}")
        say(f"    1 {any_value_text(mine)}")
        say(f"    2 {any_value_text(theirs)}")
        answer = _asked("  which?", ["1", "2"], proposed)
        values[field] = getattr((kept if answer == "1" else other).description, field)
    return values


def _asked(question: str, answers: Sequence[str], proposed: str) -> str:
    """One of the answers; Enter takes the proposed one, the end of the input quits."""
    while True:
        sys.stderr.write(f"{question} ({proposed})? ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            tell("")
            return "q" if "q" in answers else proposed
        answer = line.strip().lower()[:1] or proposed
        if answer in answers:
            return answer
        tell(f"one of {', '.join(answers)}, please")
