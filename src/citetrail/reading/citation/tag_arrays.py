"""Labels for the tokens of many references at once, in numpy: the same as `tag`, many times faster for a batch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from citetrail.reading.citation.context_arrays import PAD, Rows, context_of_rows
from citetrail.reading.citation.model import BOUNDARIES, model
from citetrail.reading.citation.tag import REACH, Tagged
from citetrail.reading.citation.tokens import Tokens
from citetrail.reading.citation.word_features import Word, word_from_token

CHUNK = 400  # references worked on together: large enough for numpy, small enough for the caches
CACHED_WORDS = 200_000
_ABSENT = -1
_OFFSETS = tuple(range(-REACH, REACH + 1))
Array = NDArray[Any]


class _Tables(NamedTuple):
    """The model's numbers as arrays; `weights` has a last row of zeros for absent features."""

    weights: Array
    transitions: Array
    odds: Array
    names: Array


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    shipped = model()
    labels = shipped.labels
    weights = np.frombuffer(shipped.weights, dtype=np.int8).reshape(shipped.rows, labels)
    raw = np.frombuffer(shipped.transitions, dtype="<i2").reshape(BOUNDARIES, labels, labels)
    transitions = (raw * shipped.transition_step).astype(np.float32)
    return _Tables(
        np.concatenate([weights, np.zeros((1, labels), np.int8)]),
        transitions,
        np.exp(transitions),
        bits_of(shipped.names),
    )


def bits_of(names: bytes) -> Array:
    """The bits of the known names, one byte each."""
    return np.unpackbits(np.frombuffer(names, dtype=np.uint8), bitorder="little")


class _Words:
    """The words met so far with their summed scores, so that a word costs one look-up when it comes again."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.kind: Array = np.zeros(0, dtype=np.int64)
        self.form: Array = np.zeros(0, dtype=np.uint32)
        self.lexical: Array = np.zeros(0, dtype=np.int64)
        self.scores: Array = np.zeros((len(_OFFSETS), 0, model().labels), dtype=np.int16)
        self._learn([""])

    def numbers(self, tokens: Sequence[str]) -> Array:
        """The number of each token, new ones learnt first."""
        missing = [token for token in dict.fromkeys(tokens) if token not in self.number]
        if missing:
            self._learn(missing)
        return np.array([self.number[token] for token in tokens])

    def _learn(self, tokens: Sequence[str]) -> None:
        words = [word_from_token(token, model().lexicon) for token in tokens]
        for token in tokens:
            self.number[token] = len(self.number)
        self.kind = np.concatenate([self.kind, [word.kind for word in words]])
        self.form = np.concatenate([self.form, np.array([word.form for word in words], dtype=np.uint32)])
        self.lexical = np.concatenate([self.lexical, [word.lexical for word in words]])
        self.scores = np.concatenate([self.scores, _scores_of(words)], axis=1)


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


def _scores_of(words: Sequence[Word]) -> Array:
    """For each offset and word, what the word's own features say about the token at that offset."""
    rows, weights = model().rows, _tables().weights
    scores = np.zeros((len(_OFFSETS), len(words), model().labels), dtype=np.int16)
    taken = np.empty((len(words), model().labels), dtype=np.int8)
    for distance in range(REACH + 1):
        width = max(len(word.near[distance]) for word in words)
        padding = [(_ABSENT,) * (width - size) for size in range(width + 1)]
        padded = np.array([word.near[distance] + padding[len(word.near[distance])] for word in words], dtype=np.int64).T
        hashes, absent = padded.astype(np.uint32), padded == _ABSENT
        for number, offset in enumerate(_OFFSETS):
            if abs(offset) == distance:
                places = at_offset_of(hashes, offset) & np.uint32(rows - 1)
                places[absent] = rows
                for row in places:
                    scores[number] += np.take(weights, row, axis=0, out=taken, mode="clip")
    return scores


def at_offset_of(hashes: Array, offset: int) -> Array:
    """The hashes of words' features as seen from `offset` tokens away (`tag.at_offset` for arrays)."""
    mixed = (hashes ^ np.uint32((offset & 7) * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)
    return np.asarray(mixed ^ (mixed >> np.uint32(15)))


def tag_many(texts: Sequence[Tokens]) -> list[Tagged]:
    """Labels and sureness for each reference, in order."""
    filled = [number for number, tokens in enumerate(texts) if tokens.words]
    tagged = [Tagged([], []) for _ in texts]
    by_length = sorted(filled, key=lambda number: -len(texts[number].words))
    for start in range(0, len(by_length), CHUNK):
        part = by_length[start : start + CHUNK]
        for number, one in zip(part, _tag_chunk([texts[number] for number in part]), strict=True):
            tagged[number] = one
    return tagged


def _tag_chunk(texts: Sequence[Tokens]) -> list[Tagged]:
    """The labels of references that are not empty, the longest first."""
    if len(_words().number) > CACHED_WORDS:
        _words.cache_clear()
    numbers, rows, starts = _rows_of(texts)
    hashes, boundaries = context_of_rows(rows, _tables().names)
    words, weights, mask = _words(), _tables().weights, np.uint32(model().rows - 1)
    scores = np.zeros((len(numbers), model().labels), dtype=np.int16)
    taken = np.empty((len(numbers), model().labels), dtype=np.int8)
    for slot in hashes:
        scores += np.take(weights, slot & mask, axis=0, out=taken, mode="clip")
    taken = np.empty((len(numbers), model().labels), dtype=np.int16)
    for number, offset in enumerate(_OFFSETS):
        scores += np.take(words.scores[number], np.roll(numbers, -offset), axis=0, out=taken, mode="clip")
    lengths = np.array([len(tokens.words) for tokens in texts])
    return _decoded(scores * np.float32(model().weight_step), boundaries, starts, lengths)


def _rows_of(texts: Sequence[Tokens]) -> tuple[Array, Rows, Array]:
    """Word numbers, kinds and places of all tokens, edge tokens between the references, and where each one starts."""
    lengths = np.array([len(tokens.words) for tokens in texts])
    starts = np.cumsum(lengths + PAD) - lengths
    flat: list[str] = []
    spaced: list[int] = []
    for tokens in texts:
        flat += [""] * PAD + tokens.words
        spaced += [1] * PAD + tokens.spaced
    end = len(flat)
    words = _words()
    numbers = words.numbers(flat + [""] * PAD)
    first = np.append(np.repeat(starts, lengths + PAD), [end] * PAD)
    last = np.append(np.repeat(starts + lengths, lengths + PAD), [end] * PAD)
    for pad in range(1, PAD + 1):
        last[starts - pad] = starts
    rows = Rows(
        words.kind[numbers], words.form[numbers], words.lexical[numbers], np.array(spaced + [1] * PAD), first, last
    )
    return numbers, rows, starts


def _decoded(scores: Array, boundaries: Array, starts: Array, lengths: Array) -> list[Tagged]:
    """Best paths (Viterbi) and marginals (forward-backward), all references step by step, the longest first."""
    steps = int(lengths[0])
    active = [int((lengths > step).sum()) for step in range(steps)]
    best, forward, odds = _forward(scores, boundaries, starts, active)
    path, sure = _backward(best, forward, odds, _Grid(boundaries, starts, active))
    return [
        Tagged(path[:size, place].tolist(), sure[:size, place].tolist()) for place, size in enumerate(lengths.tolist())
    ]


class _Grid(NamedTuple):
    """How the references lie: the boundary sort of each token, each start, how many are longer than each step."""

    boundaries: Array
    starts: Array
    active: list[int]


def _forward(scores: Array, boundaries: Array, starts: Array, active: list[int]) -> tuple[Array, Array, Array]:
    shape = (len(active), len(starts), scores.shape[1])
    tables = _tables()
    best, forward, odds = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    for step, now in enumerate(active):
        places = starts[:now] + step
        score = scores[places]
        odds[step, :now] = np.exp(score - score.max(axis=1, keepdims=True))
        reached = odds[step, :now]
        if step == 0:
            best[0, :now] = score
        else:
            boundary = boundaries[places]
            paths = best[step - 1, :now, :, None] + tables.transitions[boundary]
            best[step, :now] = paths.max(axis=1) + score
            reached = reached * np.einsum("bx,bxy->by", forward[step - 1, :now], tables.odds[boundary])
        forward[step, :now] = reached / reached.sum(axis=1, keepdims=True)
    return best, forward, odds


def _backward(best: Array, forward: Array, odds: Array, grid: _Grid) -> tuple[Array, Array]:
    steps, count, labels = best.shape
    path = np.zeros((steps, count), dtype=np.int64)
    sure = np.zeros((steps, count), dtype=np.float32)
    every = np.arange(count)
    backward = np.ones((count, labels), dtype=np.float32)
    following = 0
    for step in range(steps - 1, -1, -1):
        now = grid.active[step]
        path[step, following:now] = best[step, following:now].argmax(axis=1)
        if following:
            boundary = grid.boundaries[grid.starts[:following] + step + 1]
            into = _tables().transitions[boundary, :, path[step + 1, :following]]
            path[step, :following] = (best[step, :following] + into).argmax(axis=1)
            ahead = odds[step + 1, :following] * backward[:following]
            message = np.einsum("bxy,by->bx", _tables().odds[boundary], ahead)
            backward[:following] = message / message.max(axis=1, keepdims=True)
        both = forward[step, :now] * backward[:now]
        sure[step, :now] = both[every[:now], path[step, :now]] / both.sum(axis=1)
        following = now
    return path, sure
