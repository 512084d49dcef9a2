"""Labels for the tokens of one reference, in plain Python: no numpy to load where only a few references are read."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import add, mul
from typing import NamedTuple

from citetrail.reading.citation.context import context_of
from citetrail.reading.citation.model import Model, model
from citetrail.reading.citation.tokens import Tokens
from citetrail.reading.citation.word_features import Word, word_from_token

REACH = 3  # how many tokens away a word's own features count


class Tagged(NamedTuple):
    """Per token the label and how sure it is (0-1)."""

    labels: list[int]
    sureness: list[float]


def tag_one(tokens: Tokens) -> Tagged:
    """The most likely labels of one reference (Viterbi) and their marginal probabilities (forward-backward)."""
    shipped = model()
    if not tokens.words:
        return Tagged([], [])
    words = [_word(token) for token in tokens.words]
    context = context_of(
        [word.kind for word in words],
        [word.form for word in words],
        [word.lexical for word in words],
        tokens.spaced,
        shipped.names,
    )
    scores = _scores(words, context.hashes, shipped)
    transitions = [_transitions(boundary) for boundary in context.boundaries]
    labels = _best_path(scores, transitions)
    return Tagged(labels, _marginals(scores, transitions, labels))


@lru_cache(maxsize=20_000)
def _word(token: str) -> Word:
    return word_from_token(token, model().lexicon)


@cache
def _transitions(boundary: int) -> tuple[tuple[float, ...], ...]:
    """Scores from each label (row) to each label at a sort of boundary."""
    shipped = model()
    count = shipped.labels
    raw = array("h", bytes(shipped.transitions[boundary * count * count * 2 : (boundary + 1) * count * count * 2]))
    values = [number * shipped.transition_step for number in raw]
    return tuple(tuple(values[row * count : (row + 1) * count]) for row in range(count))


def at_offset(value: int, offset: int) -> int:
    """The hash of a word's feature as seen from `offset` tokens away."""
    mixed = ((value ^ ((offset & 7) * 0x9E3779B1 & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF
    return mixed ^ (mixed >> 15)


def _scores(words: Sequence[Word], hashes: Sequence[tuple[int, ...]], shipped: Model) -> list[list[float]]:
    """Per token the score of each label."""
    weights, count, mask = shipped.weights.cast("b"), shipped.labels, shipped.rows - 1
    edge = _word("")
    padded = [edge] * REACH + list(words) + [edge] * REACH
    scores = []
    for place, own in enumerate(hashes):
        rows = [value & mask for value in own]
        for offset in range(-REACH, REACH + 1):
            near = padded[place + REACH + offset].near[abs(offset)]
            rows += [at_offset(value, offset) & mask for value in near]
        sums = [0] * count
        for row in rows:
            sums = list(map(add, sums, weights[row * count : (row + 1) * count]))
        scores.append([total * shipped.weight_step for total in sums])
    return scores


def _best_path(scores: Sequence[Sequence[float]], transitions: Sequence[tuple[tuple[float, ...], ...]]) -> list[int]:
    count = len(scores[0])
    best, back = list(scores[0]), []
    for score, table in zip(scores[1:], transitions[1:], strict=True):
        columns = [list(map(add, best, column)) for column in zip(*table, strict=True)]
        arguments = [column.index(max(column)) for column in columns]
        best = [columns[label][arguments[label]] + score[label] for label in range(count)]
        back.append(arguments)
    labels = [best.index(max(best))]
    for arguments in reversed(back):
        labels.append(arguments[labels[-1]])
    return labels[::-1]


def _marginals(
    scores: Sequence[Sequence[float]], transitions: Sequence[tuple[tuple[float, ...], ...]], labels: Sequence[int]
) -> list[float]:
    odds = [[math.exp(value - max(score)) for value in score] for score in scores]
    tables = [_odds(table) for table in transitions]
    forward = [_normal(odds[0])]
    for own, table in zip(odds[1:], tables[1:], strict=True):
        reached = [sum(map(mul, forward[-1], column)) for column in zip(*table, strict=True)]
        forward.append(_normal(list(map(mul, reached, own))))
    backward = [1.0] * len(odds[0])
    sureness = []
    for place in range(len(scores) - 1, -1, -1):
        both = list(map(mul, forward[place], backward))
        sureness.append(both[labels[place]] / sum(both))
        if place:
            ahead = list(map(mul, odds[place], backward))
            backward = _normal([sum(map(mul, row, ahead)) for row in tables[place]])
    return sureness[::-1]


@cache
def _odds(table: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(math.exp(value) for value in row) for row in table)


def _normal(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]
