"""Works that a text only speaks of: which record fits the people, the journal, the time and the words of a passage.

News stories name an author or the journal, seldom the title and hardly ever a DOI. A record is linked when two
independent kinds of cue agree on it and no other record fits nearly as well; else the best ones are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from citetrail.judging.names import compare_persons
from citetrail.judging.sameness import is_same_work
from citetrail.judging.titles import is_notice_title
from citetrail.judging.venues import compare_venues, is_preprint_server
from citetrail.judging.words import words_of
from citetrail.model.answers import Answer
from citetrail.model.dates import DateRange, PartialDate, date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.documents import Document, Mention, Trail
from citetrail.model.persons import Person, person_from_text
from citetrail.model.records import Record
from citetrail.model.references import Place, Reference

CueKind = Literal["person", "journal", "words", "participants", "time"]
Outcome = Literal["linked", "candidates", "unresolved", "unchecked"]

# Points, set on invented articles about 600 real works among 11,000 others (`make bench-spoken`, November 2026).
FULL_NAME, SURNAME, NEXT_PERSON = 3.0, 1.5, 0.75
JOURNAL, OTHER_JOURNAL = 2.0, -2.5
TITLE_WORDS, ABSTRACT_WORDS = 4.0, 2.0
PARTICIPANTS = 2.0
TITLE_SHARE, TITLE_SHARE_ALONE = 0.34, 0.5  # of its telling words: that make a title agree; without a person agreeing
JUST_OUT, LATELY, LONG_AGO, AFTERWARDS, OTHER_YEAR = 1.5, 0.5, -0.5, -4.0, -3.0
LINK_AT, GAP, SHOW_AT = 5.0, 1.5, 3.0
MOST_CANDIDATES = 3

BEFORE_ARTICLE, AFTER_ARTICLE = timedelta(days=45), timedelta(days=60)  # online first, embargo, late issues
RECENT = timedelta(days=550)
QUERY_WORDS = 14
STEM = 5  # letters
SHORTEST_WORD = 4
_COMMON = frozenset(
    stem[:STEM]
    for stem in """
    about according after again against also although among another article around author authors based because been
    before being between both came come could data different does doing done each even every experiment experiments
    find finding findings first found from further going group have having here high higher himself into itself journal
    just known large last later lead less like likely made make many may might more most much must need never news only
    other others over paper papers people percent person phd press professor published publication rather report
    reported reports research researcher researchers result results said same says scientist scientists seem several
    should show showed shows since some still such suggest suggests team than that their them then there these they
    thing think this those though through time today told took toward under university until used using very want well
    were what when where whether which while will with within without work would write year years yesterday your
    """.split()
)


class Cues(NamedTuple):
    """What a passage tells of the work it speaks of. `words` are stems; `around` are those of the whole article."""

    people: tuple[Person, ...]
    journal: str | None
    participants: frozenset[str]
    said_year: int | None
    article_date: date | None
    words: frozenset[str]
    around: frozenset[str]
    query_words: tuple[str, ...]
    raw: str


class Fit(NamedTuple):
    """How well a record fits, in points; the kinds of cue that agree; the share of its title that the text says."""

    record: Record
    score: float
    agreeing: tuple[CueKind, ...]
    title_share: float = 0.0


class Spoken(NamedTuple):
    """What a passage speaks of. `linked`: one record fits; `candidates`: perhaps one of `fits`; `unresolved`: none of
    the records found fits; `unchecked`: nothing fits, and a source was silent."""

    outcome: Outcome
    fits: tuple[Fit, ...] = ()

    @property
    def record(self) -> Record | None:
        """The work, when it is linked."""
        return self.fits[0].record if self.outcome == "linked" else None


def is_only_spoken_of(trail: Trail) -> bool:
    """Whether nothing but prose tells of the work."""
    return bool(trail.mentions) and not trail.references


def cues_of(document: Document, trail: Trail) -> Cues:
    """All cues of the trail's mentions, and those of the article around them."""
    mentions = [document.mentions[place] for place in trail.mentions]
    passages = " ".join(_paragraph_around(document, mention) for mention in mentions)
    headline = document.description.title or ""
    people = _people(mentions)
    known = _stems(
        " ".join([*(str(person) for person in people), *(mention.institution or "" for mention in mentions)])
    )
    return Cues(
        people=people,
        journal=next((mention.journal for mention in mentions if mention.journal), None),
        participants=frozenset(
            str(one.participants) for one in mentions if one.participants and one.participants >= 10
        ),
        said_year=next((mention.year for mention in mentions if mention.year), None),
        article_date=_article_date(document),
        words=_stems(f"{headline} {passages}") - known,
        around=_stems(_body(document)) - known,
        query_words=_query_words(headline, [mention.raw for mention in mentions], known),
        raw=" ".join(mention.raw for mention in mentions),
    )


def question_about(cues: Cues) -> Reference:
    """The cues as a Reference of the kind `mention`, for searching: words for a title, and the time it may be of."""
    description = Description(
        title=" ".join(cues.query_words) or None,
        authors=cues.people,
        container_title=cues.journal,
        issued=_time_to_ask_for(cues),
    )
    return Reference(kind="mention", raw=cues.raw, description=description, place=Place())


def judge_spoken(cues: Cues, answers: Sequence[Answer]) -> Spoken:
    """Which of the records answered the passage speaks of."""
    records = (record for answer in answers for record in answer.records)
    fits = _different_works(_fit(cues, one) for one in records if not is_notice_title(one.description.title or ""))
    shown = tuple(fit for fit in fits if fit.score >= SHOW_AT)[:MOST_CANDIDATES]
    if shown and _is_linked(cues, shown):
        return Spoken("linked", shown)
    if shown:
        return Spoken("candidates", shown)
    is_silent = any(answer.outcome == "silent" for answer in answers)
    return Spoken("unchecked" if is_silent or not answers else "unresolved")


def _is_linked(cues: Cues, fits: Sequence[Fit]) -> bool:
    """Two independent kinds of cue agree, one of them a person if any is named, and the next record fits worse."""
    best = fits[0]
    kinds = set(best.agreeing) - {"time"}
    if "person" not in kinds and (cues.people or best.title_share < TITLE_SHARE_ALONE):
        return False
    is_ahead = len(fits) == 1 or best.score - fits[1].score >= GAP
    return len(kinds) >= 2 and best.score >= LINK_AT and is_ahead


def _order(fit: Fit) -> tuple[float, str]:
    return -fit.score, str(fit.record.description.doi or fit.record.description.title)


def _different_works(fits: Iterable[Fit]) -> list[Fit]:
    """The best fit of each work, the best first; sources tell of one work more than once."""
    kept: list[Fit] = []
    for fit in sorted(fits, key=_order):
        pairs = (is_same_work(fit.record.description, other.record.description) for other in kept)
        if not any(pair.outcome in ("same", "twin") for pair in pairs):
            kept.append(fit)
    return kept


# --- cues


def _people(mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """Everybody named, the fullest form of each name."""
    kept: list[Person] = []
    for name in dict.fromkeys(name for mention in mentions for name in mention.people):
        person = person_from_text(name)
        if person is None:
            continue
        same = next((place for place, one in enumerate(kept) if compare_persons(person, one).agrees), None)
        if same is None:
            kept.append(person)
        elif len(str(person)) > len(str(kept[same])):
            kept[same] = person
    return tuple(kept)


def _paragraph_around(document: Document, mention: Mention) -> str:
    block = next((one for one in document.blocks if one.start <= mention.start < one.end), None)
    return document.text[block.start : block.end] if block else mention.raw


def _body(document: Document) -> str:
    return " ".join(document.text[one.start : one.end] for one in document.blocks if one.zone in ("body", "head"))


def _article_date(document: Document) -> date | None:
    issued = document.description.issued
    if issued is not None:
        return issued.start.earliest
    bound = date_range_from_edtf(document.not_after) if document.not_after else None
    return bound.start.earliest if bound else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words_of(text) if _is_telling(word))


def _is_telling(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and not word.isdigit() and word[:STEM] not in _COMMON


def _query_words(headline: str, passages: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """The telling words, those of both headline and passage first, then long ones, which are rarer."""
    in_headline = {word[:STEM] for word in words_of(headline)}
    said = {word[:STEM] for passage in passages for word in words_of(passage)}
    by_stem: dict[str, str] = {}
    for text in (*passages, headline):
        for word in words_of(text):
            if _is_telling(word) and word[:STEM] not in known:
                by_stem.setdefault(word[:STEM], word)
    ranked = sorted(by_stem, key=lambda stem: (not (stem in in_headline and stem in said), -len(by_stem[stem])))
    return tuple(by_stem[stem] for stem in ranked[:QUERY_WORDS])


def _time_to_ask_for(cues: Cues) -> DateRange | None:
    if cues.said_year:
        return DateRange(start=PartialDate(year=cues.said_year - 1), end=PartialDate(year=cues.said_year + 1))
    if cues.article_date is None:
        return None
    last = cues.article_date + AFTER_ARTICLE
    end = PartialDate(year=last.year, month=last.month, day=last.day)
    if cues.people:  # a text may speak of old work of people whom it names
        return DateRange(start=PartialDate(), end=end)
    first = cues.article_date - RECENT
    return DateRange(start=PartialDate(year=first.year, month=first.month, day=first.day), end=end)


# --- fitting


def _fit(cues: Cues, record: Record) -> Fit:
    share, count = _title_share(cues, record.description.title or "")
    parts: dict[CueKind, tuple[float, bool]] = {
        "person": _person_points(cues.people, record.description.authors),
        "journal": _journal_points(cues.journal, record.description),
        "words": (_word_points(cues, record.description, share), share >= TITLE_SHARE and count >= 2),
        "participants": _participant_points(cues.participants, record.description.abstract),
        "time": _time_points(cues, record.description.issued),
    }
    agreeing = tuple(kind for kind, (_, agrees) in parts.items() if agrees)
    return Fit(record, round(sum(points for points, _ in parts.values()), 3), agreeing, share)


def _person_points(named: Sequence[Person], authors: Sequence[Person]) -> tuple[float, bool]:
    """The best of the people named, and a little for each more; somebody named who is no author counts nothing."""
    points = sorted((max((_one_person(one, author) for author in authors), default=0.0) for one in named), reverse=True)
    found = [one for one in points if one]
    return (found[0] + min(2, len(found) - 1) * NEXT_PERSON, True) if found else (0.0, False)


def _one_person(named: Person, author: Person) -> float:
    likeness = compare_persons(named, author)
    if not likeness.agrees:
        return 0.0
    return SURNAME if not named.given or not author.given else FULL_NAME


def _journal_points(named: str | None, description: Description) -> tuple[float, bool]:
    names = [name for name in (description.container_title, description.container_title_short) if name]
    if not named or not names or any(is_preprint_server(name) for name in names):
        return 0.0, False
    return (JOURNAL, True) if compare_venues(named, names).agrees else (OTHER_JOURNAL, False)


def _title_share(cues: Cues, title: str) -> tuple[float, int]:
    """The share of the title's telling words that the passage says, and how many; those elsewhere in the article count
    half of the share."""
    stems = _stems(title)
    near, far = stems & cues.words, (stems & cues.around) - cues.words
    share = (len(near) + len(far) / 2) / len(stems) if stems else 0.0
    return share * min(1.0, len(stems) / 3), len(near) + len(far)


def _word_points(cues: Cues, description: Description, title_share: float) -> float:
    abstract = _stems(description.abstract or "")
    said = len(cues.words & abstract) / len(cues.words) if abstract and cues.words else 0.0
    return TITLE_WORDS * title_share + ABSTRACT_WORDS * said


def _participant_points(counts: frozenset[str], abstract: str | None) -> tuple[float, bool]:
    if not counts or not abstract:
        return 0.0, False
    numbers = {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d,. ]*", abstract)}
    return (PARTICIPANTS, True) if counts & numbers else (0.0, False)


def _time_points(cues: Cues, issued: DateRange | None) -> tuple[float, bool]:
    start = issued.start.earliest if issued else None
    if start is None:
        return 0.0, False
    if cues.said_year:
        is_near = abs(start.year - cues.said_year) <= 1
        return (LATELY if is_near else OTHER_YEAR), is_near
    if cues.article_date is None:
        return 0.0, False
    is_year_only = issued is not None and issued.start.month is None
    if is_year_only:
        years = cues.article_date.year - start.year
        return (LATELY, True) if years in (0, 1) else (AFTERWARDS if years < 0 else LONG_AGO, False)
    age = cues.article_date - start
    if age < -AFTER_ARTICLE:
        return AFTERWARDS, False
    if age <= BEFORE_ARTICLE:
        return JUST_OUT, True
    return (LATELY, True) if age <= RECENT else (LONG_AGO, False)
