"""Titles: which differences are habits, and which make another title."""

from __future__ import annotations

import pytest

from citetrail.judging.titles import (
    compare_titles,
    has_status_mark,
    is_distinctive,
    is_notice_title,
    is_reply_title,
    language_of,
    may_be_translated,
)

SAME = [
    ("case", "Slow Reading Improves Recall", "slow reading improves recall", None),
    ("markup", "Effects of H<sub>2</sub>O on <i>E. coli</i>", "Effects of H2O on E. coli", None),
    ("latex", r"Effects of {H}$_2${O} on \emph{E. coli}", "Effects of H2O on E. coli", None),
    ("greek letter", "TNF-α in inflammation of joints", "TNF-alpha in inflammation of joints", None),
    ("ampersand", "Memory & Attention in Adults", "Memory and attention in adults", None),
    (
        "british spelling",
        "Behavioural analysis of colour categorisation",
        "Behavioral analysis of color categorization",
        None,
    ),
    ("roman numeral", "On memory. Part II", "On memory. Part 2", None),
    ("hyphen", "Meta-analysis of sleep in students", "Metaanalysis of sleep in students", "spacing"),
    ("article", "The effect of sleep on memory", "Effect of sleep on memory", "articles"),
    ("subtitle", "Sleep and memory in students: A meta-analysis", "Sleep and memory in students", "subtitle"),
    (
        "subtitle, other way",
        "Sleep and memory in students",
        "Sleep and memory in students. A meta-analysis of ten years",
        "subtitle",
    ),
    ("retracted", "Sleep and memory in students", "RETRACTED: Sleep and memory in students", "status prefix"),
    (
        "retracted article",
        "Sleep and memory in students",
        "Retracted article: Sleep and memory in students",
        "status prefix",
    ),
    ("retracted, behind", "Sleep and memory in students", "Sleep and memory in students (Retracted)", "status prefix"),
    ("withdrawn", "Sleep and memory in students", "WITHDRAWN: Sleep and memory in students", "status prefix"),
    (
        "typing error",
        "Sleep and memroy in students of medicine",
        "Sleep and memory in students of medicine",
        "spelling",
    ),
    (
        "plural",
        "Effects of sleep on memories of students",
        "Effect of sleep on memories of students",
        "singular for plural",
    ),
    ("medium", "Sleep and memory in students [J]", "Sleep and memory in students", None),
    ("accents", "Über die Träume der Studenten", "Uber die Traume der Studenten", None),
    ("volume", "Principles of Sleep", "Principles of Sleep, Vol I.", "number of the volume or chapter"),
    ("volume, other words", "Principles of Sleep, Volume 2", "Principles of Sleep (Vol. II)", None),
    (
        "volume, German",
        "Grundriss der Schlafkunde. Band 3",
        "Grundriss der Schlafkunde",
        "number of the volume or chapter",
    ),
    ("volume, CJK", "睡眠の歴史 第2巻", "睡眠の歴史", "number of the volume or chapter"),
    ("chapter", "Applied snoring", "6. Applied snoring", "number of the volume or chapter"),
    ("chapter, named", "Chapter 12: Applied snoring", "Applied snoring", "number of the volume or chapter"),
    ("two words in one", "Tenyear incidence of snoring in towns", "Ten-year incidence of snoring in towns", "spelling"),
    (
        "hyphens in two words",
        "A pico-electric micro-pillow for sleepers",
        "A picoelectric micropillow for sleepers",
        None,
    ),
    (
        "notice misspelled",
        "Corrignedum to sleep and memory in students",
        "Corrigendum to sleep and memory in students",
        "spelling",
    ),
    ("cut", "Sleep and memory in students of …", "Sleep and memory in students of medicine", "cut short"),
]
DIFFERENT = [
    ("one word", "Self-consistency improves chain of thought inference", "Self-consistency improves chain of thought reasoning"),
    ("preposition", "Bias augmentation towards model debiasing", "Bias augmentation for model debiasing"),
    ("negation", "Supervised learning of word senses", "Unsupervised learning of word senses"),
    ("opposite prefix", "Hypertension in adolescents and sleep", "Hypotension in adolescents and sleep"),
    ("word form", "Automated prompting for few-shot tasks", "Automatic prompting for few-shot tasks"),
    ("part number", "On memory and sleep, part 1", "On memory and sleep, part 2"),
    ("year", "Annual report on sleep 2019", "Annual report on sleep 2018"),
    ("erratum", "Sleep and memory in students", "Erratum: Sleep and memory in students"),
    ("retraction notice", "Sleep and memory in students", "Retraction notice to: Sleep and memory in students"),
    ("correction", "Sleep and memory in students", "Correction to: Sleep and memory in students"),
    ("comment", "Sleep and memory in students", "Comment on “Sleep and memory in students”"),
    ("added word", "Memory in students of medicine", "Visual memory in students of medicine"),
    ("volume", "Principles of Sleep, Vol. 1", "Principles of Sleep, Vol. II"),
    ("chapter", "Chapter 3: Introduction", "Chapter 4: Introduction"),
    ("a number that counts nothing", "The snoring of 12 bears", "The snoring of bears"),
    ("short main title", "Memory", "Memory: A study of ten thousand students"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "found", "rule"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_same_title(given: str, found: str, rule: str | None) -> None:
    likeness = compare_titles(given, [found])
    assert likeness.agrees
    if rule:
        assert likeness.rule == rule


@pytest.mark.parametrize(("given", "found"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_other_title(given: str, found: str) -> None:
    assert compare_titles(given, [found]).outcome == "different"


def test_any_of_several_titles_will_do() -> None:
    assert compare_titles("Schlaf und Gedächtnis", ["Sleep and memory", "Schlaf und Gedächtnis"]).outcome == "equal"


@pytest.mark.parametrize(
    ("title", "is_notice", "is_marked"),
    [
        ("RETRACTED: Sleep and memory", False, True),
        ("[Retracted] Sleep and memory", False, True),
        ("WITHDRAWN: Sleep and memory", False, True),
        ("Retraction: Sleep and memory", True, False),
        ("Retraction notice to “Sleep and memory”", True, False),
        ("Erratum to: Sleep and memory", True, False),
        ("Publisher Correction: Sleep and memory", True, False),
        ("Expression of Concern: Sleep and memory", True, False),
        ("Publisher’s Note: Sleep and memory", True, False),
        ("Publishers' notes on sleep", False, False),
        ("Correcting memory by sleep", False, False),
        ("Corrections officers and their sleep", False, False),
        ("Retractions in medicine: a survey", False, False),
        ("Withdrawal symptoms after caffeine", False, False),
        ("Removed from home: children in care", False, False),
    ],
)
def test_marks_of_status_and_of_notices(title: str, is_notice: bool, is_marked: bool) -> None:
    assert (is_notice_title(title), has_status_mark(title)) == (is_notice, is_marked)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Reply to Stone", True),
        ("Comment on sleep", True),
        ("Re: Sleep", True),
        ("Replying to e-mail", False),
        ("Review fatigue", False),
    ],
)
def test_replies(title: str, expected: bool) -> None:
    assert is_reply_title(title) is expected


def test_languages_are_told_by_their_function_words() -> None:
    assert language_of("Die Wirkung von Schlaf auf das Gedächtnis der Studenten") == "de"
    assert language_of("The effect of sleep on the memory of students") == "en"
    assert may_be_translated("Die Wirkung von Schlaf auf das Gedächtnis", "The effect of sleep on memory")
    assert may_be_translated("睡眠与记忆", "Sleep and memory")
    assert not may_be_translated("The effect of sleep on memory", "The effect of noise on memory")


def test_short_titles_are_not_distinctive() -> None:
    assert not is_distinctive("Introduction")
    assert is_distinctive("Slow reading improves the recall of distant facts")
