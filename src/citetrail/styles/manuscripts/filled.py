"""A manuscript with its citations replaced by what a style makes of them, and the list of works at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from citetrail.styles.clusters import cluster_tokens
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.listing import Listing
from citetrail.styles.manuscripts.marks import Manuscript, Mark, Syntax
from citetrail.styles.narrative import SUPERSCRIPT, names_content, narrative_tokens
from citetrail.styles.numbers import option_number
from citetrail.styles.positions import Cluster, positioned
from citetrail.styles.session import Session
from citetrail.styles.style import Style
from citetrail.styles.writers.all import writer_named

AFTER_MARKS = ".,;:!?"  # what a note's number follows
OUR_LABEL = re.compile(r"cite-(\d{1,6})")
ENDS = (".", "!", "?")


@dataclass
class Filler:
    """Fills one manuscript. `items` are by citation key; a citation with a key that is not there is left as it is."""

    manuscript: Manuscript
    syntax: Syntax
    style: Style
    items: Mapping[str, Mapping[str, Any]]
    heading: str = ""
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The manuscript's text with citations filled in, notes and the list put where they belong."""
        marks = [mark for mark in self.manuscript.marks if all(cite.id in self.items for cite in mark.cites)]
        printed = [mark for mark in marks if mark.cites]
        keys = [cite.id for mark in printed for cite in mark.cites]
        unprinted = [key for key, _ in self.manuscript.unprinted if key in self.items]
        if any(key == "*" for key, _ in self.manuscript.unprinted):
            unprinted = list(self.items)
        used = [self.items[key] for key in dict.fromkeys([*keys, *unprinted])]
        session = Session(self.style.compiled, used, has_repeats=len(set(keys)) < len(keys))
        edits = [(self._without_space(mark.start), mark.end, "") for mark in marks if not mark.cites]
        edits.extend(self._edits(session, printed))
        return self._with_list(edits, used)

    def _edits(self, session: Session, marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
        """What stands in the text from where to where, in the order of the text."""
        if not self.style.is_note:
            clusters = positioned([_cluster(mark) for mark in marks])
            return [self._in_text(session, mark, cluster) for mark, cluster in zip(marks, clusters, strict=True)]
        numbers = self._note_numbers(marks)
        ordered = sorted(range(len(marks)), key=lambda at: (numbers[at], marks[at].start))
        distance = option_number(self.style.compiled.citation.options, "near-note-distance", 5)
        placed = positioned([_cluster(marks[at], numbers[at]) for at in ordered], distance)
        clusters_by_mark = dict(zip(ordered, placed, strict=True))
        return [self._in_note(session, mark, clusters_by_mark[at]) for at, mark in enumerate(marks)]

    def _in_text(self, session: Session, mark: Mark, cluster: Cluster) -> tuple[int, int, str]:
        tokens = (narrative_tokens if cluster.is_narrative else cluster_tokens)(session, cluster)
        start = mark.start
        if tokens[:1] == [SUPERSCRIPT] and not cluster.is_narrative:
            start = self._without_space(start)
        return start, mark.end, self._written(tokens)

    def _in_note(self, session: Session, mark: Mark, cluster: Cluster) -> tuple[int, int, str]:
        """The citation as a note of its own, after the mark that follows; or within the note it stands in."""
        text = self.manuscript.text
        note = self._written(cluster_tokens(session, cluster))
        names = ""
        if mark.is_narrative:
            content = names_content(session, replace(cluster.cites[0], position="subsequent"))
            names = self._written(tokens_from_content(content, session.style.locale.quotes)) if content else ""
        if mark.note:
            follows = text[mark.end : mark.end + 1]
            return mark.start, mark.end, note[:-1] if follows in tuple(AFTER_MARKS) and note.endswith(ENDS) else note
        if note[:1].islower() and cluster.cites[0].prefix:
            note = note[0].upper() + note[1:]
        reference, definition = self.syntax.note(self._next_label(), note)
        self.notes.append(definition)
        start, end = (mark.start if names else self._without_space(mark.start)), mark.end
        while text[end : end + 1] and text[end] in AFTER_MARKS:
            end += 1
        return start, end, names + text[mark.end : end] + reference

    def _next_label(self) -> int:
        """The number in the next note's label; above those of labels of our making that the manuscript has already."""
        own = [int(found[1]) for _, label in self.manuscript.notes if (found := OUR_LABEL.fullmatch(label))]
        return max(own, default=0) + len(self.notes) + 1

    def _note_numbers(self, marks: Sequence[Mark]) -> list[int]:
        """The number of the note each citation stands in, the manuscript's own notes counted."""
        places: list[tuple[int, str, int]] = [(at, label, -1) for at, label in self.manuscript.notes]
        places.extend((mark.start, "", at) for at, mark in enumerate(marks) if not mark.note)
        own: dict[str, int] = {}
        numbers = [0] * len(marks)
        count = 0
        for _, label, at in sorted(places):
            if label and label in own:
                continue
            count += 1
            if label:
                own[label] = count
            else:
                numbers[at] = count
        for at, mark in enumerate(marks):
            if mark.note:
                numbers[at] = own.get(mark.note, count + 1)
        return numbers

    def _without_space(self, start: int) -> int:
        """The place before blanks, so that a raised number stands at its word."""
        while start and self.manuscript.text[start - 1] in " \t":
            start -= 1
        return start

    def _written(self, tokens: Sequence[Token]) -> str:
        return " ".join(writer_named(self.syntax.output).text(tokens).split())

    def _with_list(self, edits: Sequence[tuple[int, int, str]], used: Sequence[Mapping[str, Any]]) -> str:
        """The text after the edits, with notes and the list of works."""
        entries = ""
        if used and self.style.compiled.bibliography is not None:
            entries = Listing(self.style, used).text(self.syntax.output).strip()
        place = self.manuscript.place
        if place is not None:
            is_inside = self.syntax.output == "markdown"  # of an element, which needs empty lines around
            edits = [*edits, (*place, f"\n{entries}\n\n" if is_inside else entries)]
        text = _edited(self.manuscript.text, edits)
        parts = [text.rstrip("\n")]
        if entries and place is None:
            if self.heading and not _ends_in_heading(text, self.syntax):
                parts.append(self.syntax.heading(self.heading))
            parts.append(entries)
        parts.extend(definition for definition in self.notes if definition)
        return "\n\n".join(parts) + "\n"


def _cluster(mark: Mark, note: int = 0) -> Cluster:
    """A citation's cluster; words around its cites ("see …; but …") hold them in their order."""
    has_words = any(cite.prefix or cite.suffix for cite in mark.cites)
    return Cluster("", mark.cites, note, mark.is_narrative, keeps_order=has_words)


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    end = 0
    for start, stop, replacement in sorted(edits):
        parts.extend((text[end:start], replacement))
        end = stop
    return "".join([*parts, text[end:]])


def _ends_in_heading(text: str, syntax: Syntax) -> bool:
    """Whether the last line is a heading, under which the list is meant to stand."""
    lines = text.rstrip().splitlines()
    mark = syntax.heading("x").split(" ")[0][0]
    return bool(lines) and lines[-1].startswith(mark) and lines[-1].lstrip(mark).startswith(" ")
