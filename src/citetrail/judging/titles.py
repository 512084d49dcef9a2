"""Titles held against each other: spelling, subtitles, prefixes, translations; one other word is another title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from citetrail.judging.likeness import EQUAL, Likeness, best_of, different, variant
from citetrail.judging.wording import ARTICLES, has_latin_letters, is_spelled_alike, raw_words_of, words_of
from citetrail.model.folding import fold, plain_from_markup

# "RETRACTED: …" and its kin stand before the title of the work itself (NISO RP-45-2024);
# "Retraction notice to …" and "Erratum: …" name another document, the notice.
_STATUS_MARK = re.compile(
    r"""^\W*(?:retracted(?:\s+(?:article|paper|chapter|manuscript|study))?|withdrawn(?:\s+(?:article|paper|preprint))?
        |removed|temporary\s+removal|expression\s+of\s+concern(?=\s*:\s*\w+.*\bretract)|partially\s+retracted)\s*[\]):.\-–—]+\s*
      | \s*[\[(\-–—]\s*(?:retracted|withdrawn)(?:\s+(?:article|paper|in)\b[^\])]*)?\s*[\])]?\s*\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE_MARK = re.compile(
    r"""^\W*(?:(?:publisher'?s?\s+|author'?s?\s+)?(?:correction|corrections|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a))(?:\s+(?:to|for|on)\b|\s*[:.\-–—\]])
        | (?:notice\s+of\s+)?retraction(?:\s+notice)?(?:\s+(?:to|for|of)\b|\s*[:.\-–—\]])
        | retraction\s+note\b
        | publisher['’]?s\s+note\s*[:.\-–—\]]
        | (?:editorial\s+)?expression\s+of\s+concern\b
        | (?:withdrawal|removal)\s+(?:notice|note)\b
        | statement\s+of\s+(?:retraction|removal|concern)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_REPLY_MARK = re.compile(
    r"^\W*(?:(?:comments?|commentary)\s+(?:on|to)\b|(?:reply|response|letter)\s+to\b|discussion\s+(?:on|of)\b|review\s+of\b"
    r"|re\s*:)",
    re.IGNORECASE,
)
_MEDIUM_MARK = re.compile(
    r"\s*[\[(](?:j|m|c|d|internet|online|print|abstract|extended abstract|pdf|ebook|in [a-z]+|article|letter|preprint"
    r"|poster)[\])]\s*\.?$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[:?!—–|/]\s+|\s+[-–—]+\s+|\.\s+(?=\w)|\s*[:—]\s*|\s*\((?=[^)]*\)\s*$)")
# `, Vol. II`, `(Band 3)`, `第2巻`: which volume of the work. It is printed in the title here and as a field there.
_VOLUME_MARK = re.compile(
    r"""[\s,.;:(\[–—-]+(?:volumes?|vols?|band|bde?|tom(?:e|o|us)?|parts?|teil|pt|deel|том|część)\.?\s*
        (?P<number>\d{1,3}|[ivxlc]{1,6}|one|two|three|four|five|first|second|third)\s*[)\].,]*$
      | \s*[(（\[]?第?\s*(?P<cjk>[\d一二三四五六七八九十]{1,3})[巻卷冊册권][)）\]]?$""",
    re.IGNORECASE | re.VERBOSE,
)
# `6. Applied ecology`, `Chapter 12: …`: the place of a chapter in its book.
_CHAPTER_MARK = re.compile(
    r"^\W*(?:(?:chapter|chap\.?|kapitel|chapitre|cap[ií]tulo|section|unit|lecture)\s+(?P<named>\d{1,3}|[ivxlc]{1,6})\b[\s.:–—-]*"
    r"|(?P<bare>\d{1,3})(?:[.)]|\s*[:–—|])\s+)(?=\S)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:\.\.\.|…)\s*$")

# Function words that tell languages apart, for titles given in translation.
_LANGUAGE_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset("the of and in to for on with by from an at is are as between among during using".split()),
    "de": frozenset("der die das und von zur zum im für mit des den dem ein eine bei über auf als nach".split()),
    "fr": frozenset("le la les des du et dans pour sur une aux par chez au d l un en avec".split()),
    "es": frozenset("el la los las del y en para con una por al sobre un como entre".split()),
    "it": frozenset("il lo gli della delle dei nel nella con per una di e del un sulla".split()),
    "pt": frozenset("o os da do das dos em na no para com uma e por ao um sobre".split()),
    "nl": frozenset("het een van en voor met bij naar op tot door aan".split()),
    "pl": frozenset("w z na i do dla o przez oraz u po".split()),
    "sv": frozenset("och av i för på med en ett till hos vid".split()),
}

NUMBER = "singular for plural"
SUBTITLE_WORDS = 3  # a main title shorter than this does not stand for the whole


class _Form(NamedTuple):
    plain: str
    words: tuple[str, ...]
    raw: tuple[str, ...]  # the same words in the spelling they have
    parts: tuple[tuple[str, ...], ...]  # the title split where a subtitle can begin, as words from its start
    has_status_mark: bool
    is_cut: bool
    numbers: tuple[str, str]  # of the chapter and of the volume, where the title says them; empty where not


@lru_cache(maxsize=32768)
def _form(title: str) -> _Form:
    plain = plain_from_markup(title).strip()
    bare = _STATUS_MARK.sub("", plain)
    bare = _MEDIUM_MARK.sub("", bare).strip()
    if bare.startswith("[") and bare.rstrip(". ").endswith("]"):
        bare = bare.strip(".[] ")
    if not bare:
        bare = plain
    is_marked = bare != plain and _marked(plain)
    whole = fold(bare).rstrip(". ")
    bare, numbers = _without_numbers(bare)
    return _Form(whole, words_of(bare), raw_words_of(bare), _parts(bare), is_marked, bool(_CUT.search(bare)), numbers)


def _without_numbers(bare: str) -> tuple[str, tuple[str, str]]:
    """The title without the number of a chapter before it and of a volume behind it, and both numbers."""
    chapter, volume = _CHAPTER_MARK.match(bare), _VOLUME_MARK.search(bare)
    start, end = chapter.end() if chapter else 0, volume.start() if volume else len(bare)
    if not words_of(bare[start:end]):
        return bare, ("", "")
    told = [next((number for number in mark.groups() if number), "") if mark else "" for mark in (chapter, volume)]
    return bare[start:end], (" ".join(words_of(told[0])), " ".join(words_of(told[1])))


def volume_in_title(title: str | None) -> str | None:
    """The number of the volume that the title itself names: `2` of `Principles, Vol. II`."""
    return _form(title).numbers[1] or None if title else None


def _marked(plain: str) -> bool:
    return bool(_STATUS_MARK.search(plain))


def _parts(bare: str) -> tuple[tuple[str, ...], ...]:
    starts = [hit.start() for hit in _SEPARATOR.finditer(bare)]
    return tuple(words_of(bare[:start]) for start in starts)


def is_main_title(short: str, long: str) -> bool:
    """Whether one is the other up to where a subtitle can begin, however short: `U-Net` of `U-Net: Convolutional …`.

    Says nothing by itself; the authors must agree too.
    """
    one, other = sorted((_form(short), _form(long)), key=lambda form: len(form.words))
    return bool(one.words) and len("".join(one.words)) >= 3 and one.words in other.parts


def has_status_mark(title: str | None) -> bool:
    """Whether the title itself is marked as retracted or withdrawn (`RETRACTED: …`)."""
    return bool(title and _form(title).has_status_mark)


@lru_cache(maxsize=32768)
def is_notice_title(title: str) -> bool:
    """Whether the title is that of a notice about another work: an erratum, a retraction notice, a concern."""
    return bool(_NOTICE_MARK.match(plain_from_markup(title)))


@lru_cache(maxsize=32768)
def is_reply_title(title: str) -> bool:
    """Whether the title is that of a comment, reply or review about another work."""
    return bool(_REPLY_MARK.match(plain_from_markup(title)))


def compare_titles(given: str, found: Iterable[str]) -> Likeness:
    """The best likeness of a title to any of the titles a record has (short, original, translated)."""
    return best_of(*(_compare(given, title) for title in found))


@lru_cache(maxsize=65536)
def _compare(given: str, found: str) -> Likeness:
    one, other = _form(given), _form(found)
    is_slip = len(one.raw) == len(other.raw) and _is_misspelled(one.raw, other.raw)  # `Corrignedum to …`
    if not is_slip and (
        is_notice_title(given) != is_notice_title(found) or is_reply_title(given) != is_reply_title(found)
    ):
        return different("notice and work", 0.5 * _similarity(one, other))
    if any(mine and theirs and mine != theirs for mine, theirs in zip(one.numbers, other.numbers, strict=True)):
        return different("another volume or chapter", 0.9 * _similarity(one, other))
    if one.words == other.words and one.words:
        if one.numbers != other.numbers:
            return variant("number of the volume or chapter", 0.97)
        if one.has_status_mark != other.has_status_mark:
            return variant("status prefix", 1.0)
        return EQUAL if fold(given) == fold(found) else Likeness("equal", "case and punctuation")
    return _in_other_words(one, other) or different("other words", _similarity(one, other))


def _in_other_words(one: _Form, other: _Form) -> Likeness | None:
    if not one.words or not other.words:
        same = bool(one.plain) and one.plain == other.plain
        return EQUAL if same else None
    if "".join(one.words) == "".join(other.words):
        return variant("spacing", 0.99)
    if _without_articles(one.words) == _without_articles(other.words):
        return variant("articles", 0.98)
    if _is_subtitle_apart(one, other) or _is_subtitle_apart(other, one):
        return variant("subtitle", 0.93)
    if (one.is_cut and _begins(other.words, one.words[:-1])) or (other.is_cut and _begins(one.words, other.words[:-1])):
        return variant("cut short", 0.93)
    if _is_misspelled(one.raw, other.raw):
        return variant(NUMBER if _has_another_number(one.raw, other.raw) else "spelling", 0.96)
    return None


def _has_another_number(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a word stands in the plural here and in the singular there: `models`, `model`."""
    if len(one) != len(other):
        return False
    pairs = (sorted(pair, key=len) for pair in zip(one, other, strict=True) if pair[0] != pair[1])
    return any(longer in (f"{shorter}s", f"{shorter}es") for shorter, longer in pairs)


def _without_articles(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in ARTICLES]


def _begins(words: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return len(start) >= SUBTITLE_WORDS and words[: len(start)] == start


def _is_subtitle_apart(short: _Form, long: _Form) -> bool:
    """Whether `short` is `long` without its subtitle, or the subtitle alone."""
    if len(short.words) >= len(long.words):
        return False
    for part in long.parts:
        if len(part) >= SUBTITLE_WORDS and _same_but_spelling(short.words, part):
            return True
        rest = long.words[len(part) :]
        if len(rest) >= SUBTITLE_WORDS + 1 and short.words == rest:
            return True
    return False


def _same_but_spelling(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or (len(one) == len(other) and all(map(is_spelled_alike, one, other)))


def _is_misspelled(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the titles differ only inside words: few of them, each still readable as the same word."""
    if abs(len(one) - len(other)) > 2 or fuzz.ratio(" ".join(one), " ".join(other)) < 85:
        return False
    blocks = _changed_blocks(one, other)
    for block in blocks:
        before, after = (tuple(word for pair in block for word in pair[side]) for side in (0, 1))
        if not _is_same_block(before, after) and not all(_is_same_block(*pair) for pair in block):
            return False
    return sum(map(len, blocks)) <= 1 + min(len(one), len(other)) // 4


_Block = list[tuple[tuple[str, ...], tuple[str, ...]]]


def _changed_blocks(one: tuple[str, ...], other: tuple[str, ...]) -> list[_Block]:
    """Where the titles differ: steps that follow each other are one block, as `ten year` → `tenyear` takes two."""
    blocks: list[_Block] = []
    reached = -1
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        pair = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.src_start == reached:
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
        reached = step.src_end
    return blocks


def _is_same_block(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    if not before or not after:
        return all(word in ARTICLES for word in before + after)
    if len(before) == len(after):
        return all(map(is_spelled_alike, before, after))
    return is_spelled_alike("".join(before), "".join(after))


def _similarity(one: _Form, other: _Form) -> float:
    """0-1: letters in order, tempered by how many words they share."""
    if not one.words or not other.words:
        return fuzz.ratio(one.plain, other.plain) / 100
    letters = fuzz.ratio(" ".join(one.words), " ".join(other.words)) / 100
    mine, theirs = set(one.words), set(other.words)
    shared = len(mine & theirs) / max(len(mine), len(theirs))
    return 0.5 * letters + 0.5 * shared


@lru_cache(maxsize=4096)
def language_of(title: str) -> str | None:
    """The language its function words belong to; None where they do not tell."""
    words = fold(title).split()
    scores = {name: sum(word in known for word in words) for name, known in _LANGUAGE_WORDS.items()}
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (first, most), (_, next_most) = ranked[0], ranked[1]
    return first if most > next_most else None


def may_be_translated(given: str, found: str) -> bool:
    """Whether the two titles are in different languages or scripts, so that their words say nothing."""
    if has_latin_letters(given) != has_latin_letters(found):
        return True
    languages = language_of(given), language_of(found)
    return None not in languages and languages[0] != languages[1]


def is_distinctive(title: str, least: int = 5) -> bool:
    """Whether a title has enough words to name one work: `Introduction` has not."""
    return len({word for word in _form(title).words if len(word) > 2}) >= least
