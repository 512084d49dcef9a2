"""Signs of each token's surroundings, for many references at once, in numpy; the same as `context`, sign for sign."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from citetrail.reading.citation.kinds import KINDS
from citetrail.reading.citation.slots import (
    BUCKETS,
    EDGE,
    KNOWN,
    LONGEST_NAME,
    NAME_STEP,
    NAMES_SIZE,
    SIDE_COUNT,
    SIDES,
    SLOTS,
    SORT_NUMBERS,
)
from citetrail.reading.citation.word_features import EDGE_FORM

PAD = 3  # edge tokens before each reference, and after the last
Array = NDArray[Any]
Signs = dict[str, Array]
_MIX = np.uint32(0x85EBCA6B)
_SHIFT = np.uint32(15)
_BUCKETS = np.array(BUCKETS, dtype=np.uint32)
_SIDES = np.array(SIDES, dtype=np.int64)
_SORTS = {
    sort: np.array([int(kind in numbers) for kind in range(len(KINDS))]) for sort, numbers in SORT_NUMBERS.items()
}


class Rows(NamedTuple):
    """The tokens of many references in one row, with PAD edge tokens before each and after the last.

    `first` and `last` give for each token the place of its reference's first token and one past its last one.
    """

    kind: Array
    form: Array
    lexical: Array
    spaced: Array
    first: Array
    last: Array


def context_of_rows(rows: Rows, names: Array) -> tuple[list[Array], Array]:
    """One array of hashes per slot, in the order of `SLOTS`, and the sort of boundary before each token."""
    signs = signs_of_rows(rows, names)
    hashes = [_mixed(salt, [signs[name] for name in slot]) for salt, slot in enumerate(SLOTS, 1)]
    return hashes, _SIDES[signs["k-1"]] * SIDE_COUNT + _SIDES[rows.kind]


def _mixed(salt: int, parts: list[Array]) -> Array:
    value = np.full(len(parts[0]), (salt * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF, dtype=np.uint32)
    for part in parts:
        value ^= part
        value *= _MIX
        value ^= value >> _SHIFT
    return value


def signs_of_rows(rows: Rows, names: Array) -> Signs:
    """Every sign of every token, by name, as uint32."""
    flags = {sort: table[rows.kind] for sort, table in _SORTS.items()}
    signs: Signs = {}
    _add_neighbours(signs, rows)
    edge = rows.kind == EDGE
    after = _shifted(rows.spaced, -1, 1)
    short = _shifted(flags["short"], 1, 0)
    strong = (flags["stop"] & (1 - short) & after) | (flags["ender"] & (after | rows.spaced))
    weak = strong | flags["divider"]
    _add_counts(signs, flags, strong, rows)
    _add_places(signs, rows)
    _add_numbers(signs, rows, flags["number"] | edge)
    for name, breaks in (("strong", strong | edge), ("weak", weak | edge)):
        _add_pieces(signs, name, breaks, rows, flags)
    _add_style(signs, flags, rows)
    known = _known_names(rows.form, flags, names)
    signs["known"], signs["known-1"], signs["known+1"] = known, _shifted(known, 1, 0), _shifted(known, -1, 0)
    return {name: values if values.dtype == np.uint32 else values.astype(np.uint32) for name, values in signs.items()}


def _shifted(values: Array, distance: int, edge: int) -> Array:
    """Each token's neighbour's value: from before it for a positive distance."""
    moved = np.empty_like(values)
    if distance > 0:
        moved[:distance], moved[distance:] = edge, values[:-distance]
    else:
        moved[distance:], moved[:distance] = edge, values[-distance:]
    return moved


def _add_neighbours(signs: Signs, rows: Rows) -> None:
    for name, values, edge in (
        ("k", rows.kind, EDGE), ("f", rows.form, EDGE_FORM), ("x", rows.lexical, 0), ("spaced", rows.spaced, 1),
    ):  # fmt: skip
        own = values.astype(np.uint32)
        signs[name] = own
        for distance in (1, 2) if name == "k" else (1,):
            signs[f"{name}-{distance}"] = _shifted(own, distance, edge)
            signs[f"{name}+{distance}"] = _shifted(own, -distance, edge)


def _before_after(flags: Array, rows: Rows) -> tuple[Array, Array]:
    """How many of the reference stand before and after each token."""
    sums = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=sums[1:])
    return sums[:-1] - sums[rows.first], sums[rows.last] - sums[1:]


def _add_counts(signs: Signs, flags: Signs, strong: Array, rows: Rows) -> None:
    for name, values, cap in (
        ("years", flags["year"], 2), ("ins", flags["in"], 2), ("pages", flags["page"], 1),
        ("volumes", flags["volume"], 1), ("journals", flags["journal"], 2), ("initials", flags["initial"], 3),
        ("edited", flags["edited"], 2), ("links", flags["link"], 2), ("commas", flags["comma"], 7),
        ("numbers", flags["number"], 6), ("strong", strong, 6),
    ):  # fmt: skip
        before, after = _before_after(values, rows)
        signs[f"{name} before"], signs[f"{name} after"] = np.minimum(before, cap), np.minimum(after, cap)
    signs["doubles"] = np.minimum(_before_after(flags["double"], rows)[0], 3)
    signs["singles"] = np.minimum(_before_after(flags["single"], rows)[0], 3)
    signs["bracketed"] = _before_after(flags["open"] - flags["close"], rows)[0] > 0


def _bucket(values: Array) -> Array:
    return np.asarray(_BUCKETS[np.clip(values, 0, 511)])


def _add_places(signs: Signs, rows: Rows) -> None:
    place = np.arange(len(rows.kind)) - rows.first
    count = np.maximum(rows.last - rows.first, 1)
    signs["place"] = place
    signs["tenth"] = place * 10 // count
    signs["from start"] = _bucket(place)
    signs["from end"] = _bucket(count - place)
    signs["first kind"] = rows.kind[rows.first]


def _nearest(breaks: Array) -> tuple[Array, Array]:
    """The place of the last break before each token and of the next one at or after it."""
    place = np.arange(len(breaks))
    left = _shifted(np.maximum.accumulate(np.where(breaks, place, 0)), 1, 0)
    right = np.minimum.accumulate(np.where(breaks, place, len(breaks) - 1)[::-1])[::-1]
    return left, right


def _add_numbers(signs: Signs, rows: Rows, numbers: Array) -> None:
    left, right = _nearest(numbers)
    place = np.arange(len(numbers))
    signs["next number"], signs["last number"] = rows.kind[right], rows.kind[left]
    signs["until number"], signs["since number"] = _bucket(right - place), _bucket(place - left)


def _add_pieces(signs: Signs, name: str, breaks: Array, rows: Rows, flags: Signs) -> None:
    """What the piece between two breaks is like, for every token of it."""
    left, right = _nearest(breaks)
    place = np.arange(len(breaks))
    signs[f"{name} left mark"], signs[f"{name} right mark"] = rows.kind[left], rows.kind[right]
    signs[f"since {name}"], signs[f"until {name}"] = _bucket(place - left), _bucket(right - place)
    begins = np.minimum(left + 1, len(breaks) - 1)
    if name == "strong":
        signs["strong first kind"] = rows.kind[begins]
    else:
        signs["weak first form"] = rows.form[begins]
    owner = np.zeros(len(breaks), dtype=np.int64)
    np.cumsum(breaks[:-1], out=owner[1:])
    pieces = _pieces(owner, rows, flags)
    for sign, values in pieces.items():
        signs[f"{name} {sign}"] = values[owner]
    coarse = np.concatenate([[0], pieces["coarse"], [0]])
    signs[f"{name} coarse+1"], signs[f"{name} coarse-1"] = coarse[owner + 2], coarse[owner]


def _pieces(owner: Array, rows: Rows, flags: Signs) -> Signs:
    size = int(owner[-1]) + 1

    def count(values: Array) -> Array:
        return np.bincount(owner, weights=values, minlength=size).astype(np.int64)

    words = count(flags["word"])
    divisor = np.maximum(words, 1)
    ratio, length = count(flags["capital"]) * 4 // divisor, _bucket(words)
    has = [np.minimum(count(flags[sort]), 1) for sort in ("journal", "conference", "press", "institution")]
    key = has[0] + 2 * has[1] + 4 * has[2] + 8 * has[3]
    initials = np.minimum(count(flags["initial"]), 2)
    known = np.stack([count(np.isin(rows.lexical, group)) for group in KNOWN])
    summed = [part.astype(np.uint32) for part in (ratio, length, key, np.minimum(count(flags["number"]), 2), initials)]
    return {
        "ratio": ratio,
        "length": length,
        "words": key,
        "initials": initials,
        "summary": _mixed(77, summed),
        "coarse": np.minimum(ratio, 4) * 8 + np.minimum(length, 7),
        "stops": np.minimum(count(flags["stop"]) * 4 // divisor, 5),
        "lexicon": (known.argmax(axis=0) + 1) * (known.max(axis=0) > 0),
    }


def _known_names(form: Array, flags: Signs, names: Array) -> Array:
    """1 for each word of a known name that ends before a number or mark, 2 for its first word; `names` are its bits."""
    known = np.zeros(len(form), dtype=np.int64)
    run = np.cumsum(flags["parter"])
    words = np.flatnonzero((flags["parter"] | flags["joiner"]) == 0)
    if not len(words):
        return known
    runs = run[words]
    last_of_run = np.append(runs[1:] != runs[:-1], [True])
    following = np.minimum.accumulate(np.where(last_of_run, np.arange(len(words)), len(words))[::-1])[::-1]
    distance = following - np.arange(len(words))
    value = np.zeros(len(words) + 1, dtype=np.uint32)
    best = np.full(int(run[-1]) + 1, -1, dtype=np.int64)
    for away in range(LONGEST_NAME):
        here = np.flatnonzero(distance == away)
        rest = value[here + 1] if away else np.zeros(len(here), dtype=np.uint32)
        value[here] = (form[words[here]] ^ (rest * np.uint32(NAME_STEP))) * _MIX
        found = here[_is_known(value[here], names)]
        best[runs[found]] = words[found]
    ends = np.flatnonzero(np.append(flags["parter"][1:], [1]))
    starts = best[run[ends]]
    for start, end in zip(starts[starts >= 0].tolist(), ends[starts >= 0].tolist(), strict=True):
        known[start : end + 1] = 1
        known[start] = 2
    return known


def _is_known(values: Array, names: Array) -> Array:
    mask = np.uint32(NAMES_SIZE - 1)
    return np.asarray(names[values & mask] & names[(values >> np.uint32(12)) & mask]) > 0


def _add_style(signs: Signs, flags: Signs, rows: Rows) -> None:
    """What the whole reference is like: the same for every token."""

    def anywhere(values: Array) -> Array:
        sums = np.zeros(len(values) + 1, dtype=np.int64)
        np.cumsum(values, out=sums[1:])
        return np.asarray(sums[rows.last] > sums[rows.first], dtype=np.int64)

    early = flags["year"] & (signs["tenth"] < 5)
    number = flags["number"]
    ranged = flags["dash"] & _shifted(number, 1, 0) & _shifted(number, -1, 0)
    signs["style"] = (
        anywhere(early) + 2 * anywhere(flags["double"]) + 4 * anywhere(flags["page"]) + 8 * anywhere(ranged)
    )
    signs["build"] = (
        anywhere(flags["press"])
        + 2 * anywhere(flags["in"])
        + 4 * anywhere(flags["thesis"])
        + 8 * anywhere(flags["volume"])
    )
