"""Telling cites apart: more names, given names, the disambiguate condition, year suffixes.

Source: CSL 1.0.2 specification, "Disambiguation". Cites are grouped by their text; each group is split step by step,
and what an item was given last that split its group is what it keeps. Groups are small and looked at once, so that the
work grows with the number of items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from citetrail.styles.context import Disambiguation
from citetrail.styles.personform import PersonForm, person_content
from citetrail.styles.persons import Person
from citetrail.styles.spans import plain

CiteText = Callable[[str, Disambiguation], str]


@dataclass(frozen=True)
class Rules:
    """A style's disambiguation options."""

    adds_names: bool = False
    adds_given: bool = False
    given_rule: str = "by-cite"
    adds_suffix: bool = False
    conditions: int = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is ever added."""
        return not (self.adds_names or self.adds_given or self.adds_suffix or self.conditions)


@dataclass(frozen=True)
class NameLists:
    """The people an item's cite names first, how they are written, and how many are shown."""

    people: tuple[Person, ...] = ()
    form: PersonForm = field(default_factory=PersonForm)
    shown: int = 0

    def hides(self, index: int) -> bool:
        """Whether showing the person at `index` changes the cite."""
        return self.shown < len(self.people) and index >= self.shown


def suffix_letters(index: int) -> str:
    """0 is "a", 25 "z", 26 "aa"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


class Disambiguator:
    """Works out what each item's cites need; `ids` are in bibliography order, in which suffixes are given."""

    def __init__(self, ids: Sequence[str], rules: Rules, text: CiteText, names: Callable[[str], NameLists]) -> None:
        self.ids = ids
        self.rules = rules
        self.text = text
        self.names = {item_id: names(item_id) for item_id in ids} if rules.adds_names or rules.adds_given else {}
        self.additions = {item_id: Disambiguation() for item_id in ids}

    def run(self) -> dict[str, Disambiguation]:
        """The additions for every item."""
        if self.rules.is_idle:
            return self.additions
        if self.rules.adds_given and self.rules.given_rule != "by-cite":
            self._expand_everywhere()
        for group in self._clashing(self.ids):
            self._split(group)
        return self.additions

    def _clashing(self, ids: Iterable[str]) -> list[list[str]]:
        """The groups of more than one whose cites read the same, in order."""
        return [group for group in self._partition(ids) if len(group) > 1]

    def _partition(self, ids: Iterable[str]) -> list[list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for item_id in ids:
            groups[self.text(item_id, self.additions[item_id])].append(item_id)
        return list(groups.values())

    def _expand_everywhere(self) -> None:
        """Given names for every name that reads like another person's, in all cites."""
        only_first = self.rules.given_rule.startswith("primary-name")
        levels = (1,) if self.rules.given_rule.endswith("-with-initials") else (1, 2)
        same: dict[str, set[Person]] = defaultdict(set)
        for lists in self.names.values():
            for person in lists.people[: 1 if only_first else None]:
                same[_written(person, lists.form, 0)].add(person)
        for item_id, lists in self.names.items():
            for index, person in enumerate(lists.people[: 1 if only_first else None]):
                namesakes = same.get(_written(person, lists.form, 0), set())
                rivals = (
                    {rival for rival in namesakes if _bare(rival) != _bare(person)} if len(namesakes) > 1 else set()
                )
                level = _level(person, rivals, lists.form, levels)
                if level:
                    addition = self.additions[item_id]
                    addition.given = {**addition.given, (0, index): level}

    def _split(self, group: list[str]) -> None:
        remaining = [group]
        if self.rules.adds_names or (self.rules.adds_given and self.rules.given_rule == "by-cite"):
            remaining = self._split_by_names(group)
        if self.rules.conditions:
            remaining = [rest for part in remaining for rest in self._split_by_condition(part)]
        if self.rules.adds_suffix:
            for part in remaining:
                for index, item_id in enumerate(part):
                    self.additions[item_id].year_suffix = suffix_letters(index)

    def _split_by_names(self, group: list[str]) -> list[list[str]]:
        """The parts of a group that names cannot tell apart."""
        pending, done = [(group, 0)], []
        while pending:
            part, start = pending.pop(0)
            index = self._next_difference(part, start)
            if index is None:
                done.append(part)
                continue
            pending.extend((smaller, index + 1) for smaller in self._split_at(part, index) if len(smaller) > 1)
        return done

    def _next_difference(self, part: list[str], start: int) -> int | None:
        """The first place from `start` on at which the items' people differ and that may be shown."""
        lists = [self.names[item_id] for item_id in part]
        longest = max(len(entry.people) for entry in lists)
        shortest = min(len(entry.people) for entry in lists)
        end = longest if self.rules.adds_names else max(entry.shown for entry in lists)
        for index in range(start, end):
            people = {entry.people[index] if index < len(entry.people) else None for entry in lists}
            if len(people) > 1 or (index == shortest - 1 and shortest < longest):
                return index
        return None

    def _split_at(self, part: list[str], index: int) -> list[list[str]]:
        """The part split by showing the name at `index`, with given names if that is not enough."""
        parts = [part]
        if self.rules.adds_names and any(self.names[name].hides(index) for name in part):
            parts = self._try(parts, lambda addition: replace(addition, names=max(addition.names, index + 1)))
        if self.rules.adds_given and self.rules.given_rule == "by-cite":
            same = [part for part in parts if not self._differs(part, index)]
            parts = [part for part in parts if self._differs(part, index)]
            for level in (1, 2):
                parts = self._try(parts, partial(_shown_with, index=index, level=level, rules=self.rules))
            parts.extend(same)
        return parts

    def _differs(self, part: list[str], index: int) -> bool:
        """Whether the people at `index` are not all the same."""
        people = (self.names[name].people for name in part)
        return len({listed[index] if index < len(listed) else None for listed in people}) > 1

    def _try(self, parts: list[list[str]], change: Callable[[Disambiguation], Disambiguation]) -> list[list[str]]:
        """Each part after a change to its items' additions; a change that splits nothing is taken back."""
        result: list[list[str]] = []
        for part in parts:
            if len(part) < 2:
                result.append(part)
                continue
            before = {item_id: self.additions[item_id] for item_id in part}
            for item_id in part:
                self.additions[item_id] = change(before[item_id])
            smaller = self._partition(part)
            if len(smaller) == 1:
                self.additions.update(before)
            result.extend(smaller)
        return result

    def _split_by_condition(self, part: list[str]) -> list[list[str]]:
        """The parts that the disambiguate conditions, made true one after the other, cannot tell apart."""
        parts = [part]
        for count in range(1, self.rules.conditions + 1):
            parts = self._try(parts, partial(_with_conditions, count=count))
        return [smaller for smaller in parts if len(smaller) > 1]


def _with_conditions(addition: Disambiguation, count: int) -> Disambiguation:
    return replace(addition, conditions=count)


def _shown_with(addition: Disambiguation, index: int, level: int, rules: Rules) -> Disambiguation:
    names = max(addition.names, index + 1) if rules.adds_names else addition.names
    return replace(addition, names=names, given={**addition.given, (0, index): level})


def _written(person: Person, form: PersonForm, level: int) -> str:
    return plain(person_content(person, form, inverted=False, level=level))


def _bare(person: Person) -> str:
    """A name without what spelling varies: spaces and full stops in given names."""
    return f"{person.given}|{person.family}|{person.literal}|{person.non_dropping}".replace(" ", "").replace(".", "")


def _level(person: Person, rivals: set[Person], form: PersonForm, levels: tuple[int, ...]) -> int:
    """The lowest level at which a name differs from as many of its rivals as can be; 0 if none helps."""
    if not rivals:
        return 0
    best, fewest = 0, len(rivals)
    for level in levels:
        text = _written(person, form, level)
        clashes = sum(_written(rival, form, level) == text for rival in rivals)
        if clashes < fewest:
            best, fewest = level, clashes
    return best
