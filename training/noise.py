"""What happens to references on their way: scanning, line breaks, house habits, missing and added parts.

Each change takes words, blanks before them, masks of labels and a random source, and gives changed lists.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from corpora import BIT

Lists = tuple[list[str], list[int], list[int]]
Change = Callable[[list[str], list[int], list[int], random.Random], Lists]
OTHER, REFMARK, NOTE, LINK = BIT["other"], BIT["refmark"], BIT["note"], BIT["link"]
QUOTES = (
    {"“": '"', "”": '"', "‘": "'", "’": "'"}, {"“": "«", "”": "»", '"': "«"}, {"“": "‘", "”": "’", '"': "‘"},
    {"“": "„", "”": "“"}, {"‘": "“", "’": "”"},
)  # fmt: skip
DASHES = ("-", "–", "—", "‐", "−")
SCANNED = {
    "l": "1", "O": "0", "rn": "m", "e": "c", "I": "l", "h": "b", "ti": "d", "B": "8", "S": "5", "fi": "ﬁ", "cl": "d",
}  # fmt: skip
TAILS = (
    ("[ PubMed ]", OTHER), ("[ Google Scholar ]", OTHER), ("( in Russian )", NOTE), ("Google Scholar", OTHER),
    ("[ CrossRef ]", OTHER), ("( in German ) .", NOTE), ("PMID : 12345678", LINK), ("Epub ahead of print .", NOTE),
    ("↩", OTHER), ("Cited by 12", OTHER), ("( unpublished ) .", NOTE), ("Print .", NOTE), ("Web .", NOTE),
)  # fmt: skip
LOSABLE = frozenset(
    BIT[name] for name in ("date", "volume", "issue", "pages", "container", "author", "publisher", "location", "link")
)


def noised(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """A changed copy of a reference."""
    lists: Lists = (list(words), list(spaced), list(masks))
    for chance, change in CHANGES:
        if rng.random() < chance and len(lists[0]) > 6:
            lists = change(*lists, rng)
    return lists if len(lists[0]) > 3 else (list(words), list(spaced), list(masks))


def _spacing(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """Blanks around marks lost, or put where none were."""
    drops = rng.random() < 0.5
    for place in range(1, len(words)):
        beside_mark = not words[place].isalnum() or not words[place - 1].isalnum()
        if beside_mark and rng.random() < 0.4 and (drops or rng.random() < 0.5):
            spaced[place] = 0 if drops else 1
    return words, spaced, masks


def _broken(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """Words broken over lines, the hyphen left."""
    places = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    for place in sorted(rng.sample(places, min(len(places), rng.randint(1, 3))), reverse=True):
        cut = rng.randint(3, len(words[place]) - 3)
        words[place : place + 1] = [words[place][:cut], "-", words[place][cut:]]
        spaced[place : place + 1] = [spaced[place], 0, rng.choice((0, 1))]
        masks[place : place + 1] = [masks[place]] * 3
    return words, spaced, masks


def _quotes(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    table = rng.choice(QUOTES)
    return [table.get(word, word) for word in words], spaced, masks


def _dashes(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    mark = rng.choice(DASHES)
    return [mark if word in DASHES else word for word in words], spaced, masks


def _spelt(spell: Callable[[str], str], label: str | None = None) -> Change:
    """Words of a label (or all) spelt otherwise."""

    def change(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
        chosen = [label is None or mask == BIT[label] for mask in masks]
        return [spell(word) if one else word for word, one in zip(words, chosen, strict=True)], spaced, masks

    return change


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) or word


def _scan(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """Letters misread."""
    for place, word in enumerate(words):
        if word.isalpha() and rng.random() < 0.12:
            pairs = [pair for pair in sorted(SCANNED.items()) if pair[0] in word[1:]]
            if pairs:
                before, after = rng.choice(pairs)
                words[place] = word[0] + word[1:].replace(before, after, 1)
    return words, spaced, masks


def _lose(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """One part is missing, with the marks behind it."""
    begins = [place for place, mask in enumerate(masks) if mask != OTHER and (not place or masks[place - 1] != mask)]
    wanted = [place for place in begins if masks[place] in LOSABLE]
    if not wanted or len(begins) < 4:
        return words, spaced, masks
    start = stop = rng.choice(wanted)
    while stop < len(masks) and masks[stop] == masks[start]:
        stop += 1
    while stop + 1 < len(masks) and masks[stop] == OTHER:
        stop += 1
    if start and words[start - 1] in "([":
        start -= 1
    return words[:start] + words[stop:], spaced[:start] + spaced[stop:], masks[:start] + masks[stop:]


def _number(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """A label before the reference, sometimes stuck to it."""
    if masks[0] & REFMARK:
        return words, spaced, masks
    number = str(rng.randint(1, 250))
    head = rng.choice(
        (f"[ {number} ]", f"{number} .", number, f"( {number} )", f"{number} )", "•", "—", "[ Smi ]")
    ).split()
    sticks = rng.random() < 0.15 and not head[-1].isalnum()
    labels = [REFMARK if word.isalnum() else OTHER for word in head]
    return head + words, [0] * len(head) + [0 if sticks else 1] + spaced[1:], labels + masks


def _tail(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """Something behind the reference."""
    text, label = rng.choice(TAILS)
    extra = text.split()
    blanks = [1] + [int(word.isalnum()) for word in extra[1:]]
    return words + extra, spaced + blanks, masks + [label if word.isalnum() else OTHER for word in extra]


def _cut(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    """The beginning or the end is lost."""
    if rng.random() < 0.5:
        part = slice(0, rng.randint(len(words) * 2 // 3, len(words) - 1))
    else:
        part = slice(rng.randint(1, max(1, len(words) // 6)), None)
    return words[part], spaced[part], masks[part]


def _final_stop(words: list[str], spaced: list[int], masks: list[int], rng: random.Random) -> Lists:
    if words[-1] == ".":
        return words[:-1], spaced[:-1], masks[:-1]
    return [*words, "."], [*spaced, 0], [*masks, OTHER]


CHANGES: tuple[tuple[float, Change], ...] = (
    (0.22, _lose),
    (0.08, _spelt(str.upper, "title")),
    (0.08, _spelt(lambda word: word.upper() if len(word) > 2 and word[0].isupper() else word, "author")),
    (0.08, _spelt(lambda word: word[:1].upper() + word[1:] if len(word) > 3 else word, "title")),
    (0.03, _spelt(str.lower)),
    (0.08, _quotes),
    (0.15, _dashes),
    (0.06, _spelt(_plain)),
    (0.05, _scan),
    (0.15, _broken),
    (0.18, _number),
    (0.08, _tail),
    (0.03, _cut),
    (0.1, _final_stop),
    (0.2, _spacing),
)
