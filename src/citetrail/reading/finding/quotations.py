"""Quotations in the body, and who speaks: scare quotes and titles are none, pronouns go back to who spoke last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citetrail.model.documents import Block, Document, Quotation
from citetrail.reading.finding.given import pronoun_of
from citetrail.reading.finding.marks import Passage, begins_with_mark, passages_in
from citetrail.reading.finding.names import FULL_NAME, KnownPeople, can_be_name, full_names_in
from citetrail.reading.finding.sentences import sentence_spans
from citetrail.reading.finding.speech import (
    Subject,
    goes_on_with_verb,
    role_at_start,
    says_only,
    subject_after,
    subject_before,
    subject_running_on,
    tells_of_saying,
)

_AROUND = 32  # characters of prefix and suffix, as in W3C text-quote selectors
_WINDOW = 320  # characters before and after a quotation in which its speaker is looked for
_FEW_WORDS = 4  # shorter passages are terms unless somebody is said to speak them
_MOST_RECENT = 8  # people a pronoun may stand for
_LEAD_SIZE = 60  # characters
_LEAD_WORDS = 3  # before the name with which a sentence begins: `The critic Olwen Pryce`
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w-]{2,}")
_PERSONAL = re.compile(r"\b(?:s?he|her|his|him|er|sie|ihr|sein|ihm|elle|il|lui|él|ella)\b", re.IGNORECASE)
_TOLD = re.compile(
    rf",\s+(?P<name>{FULL_NAME})\s+(?:told|said|says|wrote|explained|added)\b"
)  # at the end of a sentence
_SUBJECT_PRONOUN = re.compile(r"(?:s?he|er|sie|elle|il|él|ella)\b", re.IGNORECASE)
_THEY = ("they", "sie", "ils", "elles", "ellos")
_KIND_OF_PRONOUN = dict.fromkeys("he er il él lui ele hij han он".split(), "he") | dict.fromkeys(
    "she elle ella lei ela zij hon hun она".split(), "she"
)
_TITLED = re.compile(
    r"\b(?:titled|entitled|called|named|headed|paper|article|book|essay|chapter|report|study|headline|song|film|novel|poem|"
    r"betitelt|Titel|Buch|Artikel|intitulée?)\s*[,:]?\s*[“\"„«‘(]?$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by for from in into is nor of on or the to via vs with und der die das von".split()
)


@dataclass(slots=True)
class _Speakers:
    """What is known about who speaks, while the text is read from the beginning."""

    known: KnownPeople = field(default_factory=KnownPeople)
    recent: list[str] = field(default_factory=list)  # who spoke or began a sentence, the last one last
    carried: str | None = None  # the speaker of a quotation that runs on in the next paragraph
    pronouns: dict[str, str] = field(default_factory=dict)  # person -> `he` or `she`, once it is told
    group: str | None = None  # `the researchers`, if they were the last to be spoken of

    def resolve(self, subject: Subject) -> str | None:
        """The fullest name for a subject; a pronoun means the last speaker, or else the last person named."""
        if subject.name and subject.is_weak and not self.known.knows(subject.name):
            return None
        if subject.name:
            speaker: str | None = self.known.learn(subject.name)
        elif subject.role:
            speaker = subject.role
        elif (subject.pronoun or "").lower() == "they" or (self.group and (subject.pronoun or "").lower() in _THEY):
            speaker = self.group
        else:
            speaker = self._behind(_KIND_OF_PRONOUN.get((subject.pronoun or "").lower()), is_sure=subject.is_definite)
        if speaker and not subject.role:
            self._remember(speaker)
        return speaker

    def notice(self, text: str) -> None:
        """Learn the names in words outside quotations, and who a sentence begins with."""
        for start, end in sentence_spans(text):
            self.group = role_at_start(text[start:end]) or self.group
            is_about_known = bool(
                _SUBJECT_PRONOUN.match(text, start)
            )  # `He knows Jane Roe`: she is not who speaks next
            for hit in _CAPITAL.finditer(text, start, min(end, start + _LEAD_SIZE)):
                is_early = len(text[start : hit.start()].split()) <= _LEAD_WORDS and not is_about_known
                if is_early and can_be_name(hit.group()) and self.known.knows(hit.group()):
                    self._remember(self.known.learn(hit.group()))
            if told := _TOLD.search(text, start, end):
                self._remember(self.known.learn(told["name"]))
            named = list(full_names_in(text[start:end]))
            for one in named:
                name = self.known.learn(one.name)
                if (
                    not is_about_known
                    and one.start <= _LEAD_SIZE
                    and len(text[start : start + one.start].split()) <= _LEAD_WORDS
                ):
                    self._remember(name)
            if len(named) == 1 and self._is_only_person(text[start:end], named[0].name):
                self._remember(self.known.learn(named[0].name))

    def _is_only_person(self, sentence: str, name: str) -> bool:
        """Nobody else is spoken of, neither by family name nor by pronoun: who comes next is this person."""
        others = (hit.group() for hit in _CAPITAL.finditer(sentence.replace(name, "")))
        return not _PERSONAL.search(sentence) and not any(
            can_be_name(other) and self.known.knows(other) for other in others
        )

    def _remember(self, person: str) -> None:
        self.group = None
        if person in self.recent:
            self.recent.remove(person)
        self.recent = [*self.recent[-_MOST_RECENT:], person]

    def _behind(self, kind: str | None, *, is_sure: bool = False) -> str | None:
        """The person a pronoun stands for: the last one who is not known to be called otherwise.

        `is_sure`: who is known to be called so comes before who may be (`la chercheuse`).
        """
        known = [one for one in self.recent if (self.pronouns.get(one) or pronoun_of(one)) == kind]
        if is_sure and kind and known:
            return known[-1]
        for person in reversed(self.recent):
            told = self.pronouns.get(person) or pronoun_of(person)
            if kind is None or told in (None, kind):
                if kind:
                    self.pronouns[person] = kind
                return person
        return None


def quotations_in(document: Document, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """Quotations of the given blocks (the body without printed references), in order."""
    speakers = _Speakers()
    found: list[Quotation] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        opens = following is not None and begins_with_mark(document.text, following.start)
        passages = passages_in(document.text, block.start, block.end, next_opens=opens)
        quoted = _quotations_of_block(document.text, block, passages, speakers)
        found.extend(quoted)
        is_running_on = bool(passages and passages[-1].is_open and quoted)
        speakers.carried = quoted[-1].speaker if is_running_on else None
    return tuple(found)


def _quotations_of_block(text: str, block: Block, passages: Sequence[Passage], speakers: _Speakers) -> list[Quotation]:
    found: list[Quotation] = []
    position = block.start
    before = _Attributed(speakers.carried, is_behind=False)
    for place, passage in enumerate(passages):
        following = passages[place + 1].start - 1 if place + 1 < len(passages) else block.end
        speakers.notice(text[position : passage.start])
        attributed = _attributed(text, passage, (position, following), speakers)
        if attributed is None and _goes_on_from(text[position : passage.start - 1], before):
            attributed = before._replace(is_behind=False)
        if _is_quotation(text, passage, attributed):
            found.append(_quotation(text, passage, attributed.speaker if attributed else None))
            before = attributed or _Attributed(None, is_behind=False)
        position = passage.end + 1
    speakers.notice(text[position : block.end])
    return found


class _Attributed(NamedTuple):
    """Who speaks a quotation, and whether the text says so behind it."""

    speaker: str | None
    is_behind: bool


def _attributed(text: str, passage: Passage, room: tuple[int, int], speakers: _Speakers) -> _Attributed | None:
    """Named behind the quotation if its sentence goes on there, else before it in the same sentence."""
    before, after = room
    behind = text[passage.end + 1 : min(after, passage.end + 1 + _WINDOW)].lstrip("”’\"»'")
    if text[passage.end - 1] in ",?!":
        behind = f", {behind}"
    if _goes_on(text, passage, behind) and (subject := subject_after(_one_sentence(behind))):
        return _Attributed(speakers.resolve(subject), is_behind=True)
    ahead = text[max(before, passage.start - 1 - _WINDOW) : passage.start].rstrip("“„\"«‘‚`'")
    subject = subject_before(_last_sentence(ahead)) or _known_before_colon(_last_sentence(ahead), speakers)
    subject = subject or _running_on(text, passage, ahead) or _second_verb(text, passage, ahead)
    return _Attributed(speakers.resolve(subject), is_behind=False) if subject else None


def _known_before_colon(sentence: str, speakers: _Speakers) -> Subject | None:
    """`Für Hantz ist das ein Argument: „…“`: the first person met before that the sentence names."""
    if not sentence.rstrip().endswith(":") or tells_of_saying(sentence):
        return None
    for hit in _CAPITAL.finditer(sentence):
        if can_be_name(hit.group()) and speakers.known.knows(hit.group()):
            return Subject(hit.group(), None, None)
    return None


def _second_verb(text: str, passage: Passage, ahead: str) -> Subject | None:
    """`Roe called it “nice” but warned: “…”`: who the sentence begins with."""
    if not goes_on_with_verb(ahead):
        return None
    line = text.rfind("\n", 0, passage.start) + 1
    whole = text[max(line, passage.start - 2 * _WINDOW) : passage.start]
    return subject_running_on(_last_sentence(whole.rstrip("“„\"«‘‚`' ")))


def _running_on(text: str, passage: Passage, ahead: str) -> Subject | None:
    """Whom the sentence before lets speak, if the quotation is a sentence of its own behind it."""
    is_sentence = text[passage.start].isupper() and text[passage.end - 1] in ".!?…"
    if not is_sentence or not ahead.rstrip().endswith((".", "!", "?")):
        return None
    return subject_running_on(_last_sentence(ahead.rstrip()))


def _goes_on_from(between: str, before: _Attributed) -> bool:
    """Nothing but the attribution of the quotation before stands between it and this one."""
    bare = between.strip("”’\"»«„“' \n")
    if before.speaker is None or not bare:
        return before.speaker is not None
    is_attribution = before.is_behind or says_only(bare)
    return is_attribution and len(list(sentence_spans(bare))) == 1


def _goes_on(text: str, passage: Passage, behind: str) -> bool:
    """The sentence does not end with the quotation: no full stop, or a small letter or comma follows."""
    last = text[passage.end - 1] if passage.end > passage.start else ""
    head = behind.lstrip()[:1]
    return last in ",?!—–-…" or head in (",", "–", "—", "-") or head.islower() or last not in ".:;"


def _one_sentence(text: str) -> str:
    first = next(sentence_spans(text), None)
    return text[: first[1]] if first else text


def _last_sentence(text: str) -> str:
    spans = list(sentence_spans(text))
    return text[spans[-1][0] :] if spans else text


def _is_quotation(text: str, passage: Passage, attributed: _Attributed | None) -> bool:
    exact = text[passage.start : passage.end]
    words = exact.split()
    is_said_behind = attributed is not None and attributed.is_behind and text.startswith(",", passage.end + 1)
    is_exclaimed = is_said_behind and len(words) < _FEW_WORDS  # `„Endlich Zahlen“, meint er.`
    if not words or (not is_exclaimed and _is_title(text, passage, words)):
        return False
    if len(words) >= _FEW_WORDS or attributed is None:
        return len(words) >= _FEW_WORDS
    if exact.rstrip().endswith((",", ".", "!", "?")):
        return True
    # The comma stands behind the mark in most languages: `X: «Non prescrivo tazzine», spiega`.
    is_led_in = text[: passage.start - 1].rstrip().endswith(":")
    return text.startswith(",", passage.end + 1) and (attributed.is_behind or is_led_in)


def _is_title(text: str, passage: Passage, words: Sequence[str]) -> bool:
    """Capitals on all words that carry meaning, or a word like `titled` right before."""
    if len(words) > 20:
        return False
    behind_colon = text[: passage.start - 1].rstrip().endswith(":")
    if text[passage.end - 1] in ".!?" and behind_colon and len(words) > _FEW_WORDS and not _is_capitalised(words):
        return False  # `From the article: “Delaying interference leads to a lasting benefit.”`
    if text[passage.end - 1] in ".!" and not _TITLED.search(text[max(0, passage.start - 40) : passage.start]):
        return False
    return _is_capitalised(words) or bool(_TITLED.search(text[max(0, passage.start - 40) : passage.start]))


def _is_capitalised(words: Sequence[str]) -> bool:
    heavy = [word for word in words if word.lower().strip(".,:;") not in _SMALL and word[:1].isalpha()]
    capitals = sum(word[:1].isupper() for word in heavy)
    return len(heavy) >= 2 and capitals >= 0.8 * len(heavy)


def _quotation(text: str, passage: Passage, speaker: str | None) -> Quotation:
    start, end = passage.start, passage.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(
        exact=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - _AROUND) : start],
        suffix=text[end : end + _AROUND],
        speaker=speaker,
        is_spoken=speaker is not None,
    )
