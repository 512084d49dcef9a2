"""Signs of each token's surroundings in one reference, in plain Python (for a few references; see `context_arrays`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from citetrail.reading.citation.slots import (
    BUCKETS,
    EDGE,
    KNOWN,
    LONGEST_NAME,
    SIDE_COUNT,
    SIDES,
    SLOTS,
    SORT_NUMBERS,
    mixed,
    name_hash,
    name_places,
)
from citetrail.reading.citation.word_features import EDGE_FORM

Signs = dict[str, list[int]]


class Context(NamedTuple):
    """Per token: the hashes of its slots, in the order of `SLOTS`, and the sort of boundary before it."""

    hashes: list[tuple[int, ...]]
    boundaries: list[int]


def context_of(
    kinds: Sequence[int], forms: Sequence[int], lexicals: Sequence[int], spaced: Sequence[int], names: bytes
) -> Context:
    """The context features of one reference's tokens."""
    signs = signs_of(kinds, forms, lexicals, spaced, names)
    columns = [[signs[name] for name in slot] for slot in SLOTS]
    by_slot = [
        [mixed(salt, parts) for parts in zip(*slot_columns, strict=True)]
        for salt, slot_columns in enumerate(columns, 1)
    ]
    hashes = list(zip(*by_slot, strict=True))
    before = [EDGE, *kinds[:-1]]
    boundaries = [SIDES[left] * SIDE_COUNT + SIDES[right] for left, right in zip(before, kinds, strict=True)]
    return Context(hashes, boundaries)


def signs_of(
    kinds: Sequence[int], forms: Sequence[int], lexicals: Sequence[int], spaced: Sequence[int], names: bytes
) -> Signs:
    """Every sign of every token, by name."""
    kind, spacing = list(kinds), list(spaced)
    flags = {sort: [int(one in numbers) for one in kind] for sort, numbers in SORT_NUMBERS.items()}
    strong = _strong_breaks(flags, spacing)
    weak = [int(one or divider) for one, divider in zip(strong, flags["divider"], strict=True)]
    signs: Signs = {}
    _add_neighbours(signs, kind, list(forms), list(lexicals), spacing)
    _add_counts(signs, flags, strong)
    _add_places(signs, kind)
    _add_numbers(signs, kind, flags["number"])
    for name, breaks in (("strong", strong), ("weak", weak)):
        _add_pieces(signs, name, breaks, kind, list(lexicals), flags)
    _add_firsts(signs, kind, list(forms), strong, weak)
    _add_style(signs, flags, len(kind))
    known = _known_names(list(forms), flags, names)
    signs["known"], signs["known-1"], signs["known+1"] = known, [0, *known[:-1]], [*known[1:], 0]
    return signs


def _strong_breaks(flags: Signs, spaced: Sequence[int]) -> list[int]:
    """1 where a piece ends: a full stop after a word with a blank behind it, `?`, `!`, or a double quote."""
    count = len(spaced)
    breaks = []
    for place in range(count):
        after = spaced[place + 1] if place + 1 < count else 1
        short = flags["short"][place - 1] if place else 0
        stop = flags["stop"][place] and not short and after
        breaks.append(int(bool(stop or (flags["ender"][place] and (after or spaced[place])))))
    return breaks


def _add_neighbours(signs: Signs, kind: list[int], form: list[int], lexical: list[int], spaced: list[int]) -> None:
    for name, values, edge in (("k", kind, EDGE), ("f", form, EDGE_FORM), ("x", lexical, 0), ("spaced", spaced, 1)):
        signs[name] = values
        signs[f"{name}-1"], signs[f"{name}+1"] = [edge, *values[:-1]], [*values[1:], edge]
        signs[f"{name}-2"], signs[f"{name}+2"] = (
            [edge, edge, *values][: len(values)],
            [*values[2:], edge, edge][: len(values)],
        )


def _before_after(flags: Sequence[int], cap: int) -> tuple[list[int], list[int]]:
    """How many before and after each token, at most `cap`."""
    total, seen = sum(flags), 0
    before, after = [], []
    for flag in flags:
        before.append(min(seen, cap))
        seen += flag
        after.append(min(total - seen, cap))
    return before, after


def _add_counts(signs: Signs, flags: Signs, strong: list[int]) -> None:
    for name, values, cap in (
        ("years", flags["year"], 2), ("ins", flags["in"], 2), ("pages", flags["page"], 1),
        ("volumes", flags["volume"], 1), ("journals", flags["journal"], 2), ("initials", flags["initial"], 3),
        ("edited", flags["edited"], 2), ("links", flags["link"], 2), ("commas", flags["comma"], 7),
        ("numbers", flags["number"], 6), ("strong", strong, 6),
    ):  # fmt: skip
        signs[f"{name} before"], signs[f"{name} after"] = _before_after(values, cap)
    signs["doubles"] = _before_after(flags["double"], 3)[0]
    signs["singles"] = _before_after(flags["single"], 3)[0]
    depth, bracketed = 0, []
    for opened, closed in zip(flags["open"], flags["close"], strict=True):
        bracketed.append(int(depth > 0))
        depth += opened - closed
    signs["bracketed"] = bracketed


def _add_places(signs: Signs, kind: list[int]) -> None:
    count = len(kind)
    signs["place"] = list(range(count))
    signs["tenth"] = [place * 10 // count for place in range(count)]
    signs["from start"] = [_bucket(place) for place in range(count)]
    signs["from end"] = [_bucket(count - place) for place in range(count)]
    signs["first kind"] = [kind[0]] * count if kind else []


def _bucket(value: int) -> int:
    return BUCKETS[min(max(value, 0), 511)]


def _nearest(breaks: Sequence[int]) -> tuple[list[int], list[int]]:
    """The place of the last break before each token (-1: the edge) and of the next one at or after it."""
    left, last = [], -1
    for place, flag in enumerate(breaks):
        left.append(last)
        if flag:
            last = place
    right, following = [0] * len(breaks), len(breaks)
    for place in range(len(breaks) - 1, -1, -1):
        if breaks[place]:
            following = place
        right[place] = following
    return left, right


def _kind_at(kind: Sequence[int]) -> Callable[[int], int]:
    return lambda place: kind[place] if 0 <= place < len(kind) else EDGE


def _add_numbers(signs: Signs, kind: list[int], numbers: list[int]) -> None:
    left, right = _nearest(numbers)
    at = _kind_at(kind)
    signs["next number"] = [at(place) for place in right]
    signs["last number"] = [at(place) for place in left]
    signs["until number"] = [_bucket(place - own) for own, place in enumerate(right)]
    signs["since number"] = [_bucket(own - place) for own, place in enumerate(left)]


def _add_pieces(
    signs: Signs, name: str, breaks: list[int], kind: list[int], lexical: list[int], flags: Signs
) -> None:  # fmt: skip
    """What the piece between two breaks is like, for every token of it."""
    left, right = _nearest(breaks)
    at = _kind_at(kind)
    signs[f"{name} left mark"] = [at(place) for place in left]
    signs[f"{name} right mark"] = [at(place) for place in right]
    signs[f"since {name}"] = [_bucket(own - place) for own, place in enumerate(left)]
    signs[f"until {name}"] = [_bucket(place - own) for own, place in enumerate(right)]
    pieces: list[dict[str, int]] = []
    owner, start = [], 0
    for place, flag in enumerate(breaks):
        owner.append(len(pieces))
        if flag or place + 1 == len(breaks):
            pieces.append(_piece(slice(start, place + 1), lexical, flags))
            start = place + 1
    for sign in ("ratio", "length", "words", "initials", "summary", "coarse", "stops", "lexicon"):
        signs[f"{name} {sign}"] = [pieces[number][sign] for number in owner]
    coarse = [piece["coarse"] for piece in pieces]
    signs[f"{name} coarse+1"] = [coarse[number + 1] if number + 1 < len(coarse) else 0 for number in owner]
    signs[f"{name} coarse-1"] = [coarse[number - 1] if number else 0 for number in owner]


def _piece(part: slice, lexical: list[int], flags: Signs) -> dict[str, int]:
    count = {sort: sum(flags[sort][part]) for sort in ("word", "capital", "number", "initial", "stop")}
    has = {sort: int(any(flags[sort][part])) for sort in ("journal", "conference", "press", "institution")}
    words = max(count["word"], 1)
    ratio, length = count["capital"] * 4 // words, _bucket(count["word"])
    key = has["journal"] + 2 * has["conference"] + 4 * has["press"] + 8 * has["institution"]
    initials = min(count["initial"], 2)
    codes = lexical[part]
    known = [sum(codes.count(code) for code in group) for group in KNOWN]
    return {
        "ratio": ratio,
        "length": length,
        "words": key,
        "initials": initials,
        "summary": mixed(77, (ratio, length, key, min(count["number"], 2), initials)),
        "coarse": min(ratio, 4) * 8 + min(length, 7),
        "stops": min(count["stop"] * 4 // words, 5),
        "lexicon": known.index(max(known)) + 1 if max(known) else 0,
    }


def _add_firsts(signs: Signs, kind: list[int], form: list[int], strong: list[int], weak: list[int]) -> None:
    signs["strong first kind"] = [kind[place + 1] for place in _nearest(strong)[0]]
    signs["weak first form"] = [form[place + 1] for place in _nearest(weak)[0]]


def _known_names(form: list[int], flags: Signs, names: bytes) -> list[int]:
    """1 for each word of a known name that ends before a number or mark, 2 for its first word, else 0."""
    known = [0] * len(form)
    rest, length, best = 0, 0, -1
    ends = len(form) - 1
    for place in range(len(form) - 1, -1, -1):
        if flags["parter"][place]:
            _mark(known, best, ends)
            rest, length, best, ends = 0, 0, -1, place - 1
        elif not flags["joiner"][place] and length < LONGEST_NAME:
            rest, length = name_hash(form[place], rest), length + 1
            if all(names[bit >> 3] >> (bit & 7) & 1 for bit in name_places(rest)):
                best = place
    _mark(known, best, ends)
    return known


def _mark(known: list[int], start: int, end: int) -> None:
    if start >= 0:
        known[start : end + 1] = [2] + [1] * (end - start)


def _add_style(signs: Signs, flags: Signs, count: int) -> None:
    """What the whole reference is like: the same for every token."""
    early = any(flags["year"][place] and place * 10 // count < 5 for place in range(count))
    ranged = any(
        flags["dash"][place] and flags["number"][place - 1] and flags["number"][place + 1]
        for place in range(1, count - 1)
    )
    style = early + 2 * any(flags["double"]) + 4 * any(flags["page"]) + 8 * ranged
    build = any(flags["press"]) + 2 * any(flags["in"]) + 4 * any(flags["thesis"]) + 8 * any(flags["volume"])
    signs["style"], signs["build"] = [int(style)] * count, [int(build)] * count
