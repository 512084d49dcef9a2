"""The features of many references as one matrix of rows of the weight table; the code is the reader's own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from citetrail.reading.citation.context_arrays import PAD, Array, Rows, context_of_rows
from citetrail.reading.citation.tag import REACH
from citetrail.reading.citation.tag_arrays import at_offset_of, bits_of
from citetrail.reading.citation.word_features import Word, word_from_token

OFFSETS = tuple(range(-REACH, REACH + 1))
ABSENT = -1


class Matrix:
    """`ids[token, feature]` is a row of the weights (or ABSENT), `bounds` the sort of boundary before each token.

    Reference `n` has the tokens `starts[n]` to `starts[n + 1]`.
    """

    def __init__(self, ids: Array, bounds: Array, starts: Array) -> None:
        self.ids, self.bounds, self.starts = ids, bounds, starts


class Features:
    """Turns words into feature rows; remembers the words it has met."""

    def __init__(self, lexicon: bytes, names: bytes, bits: int) -> None:
        self.lexicon, self.names, self.bits = lexicon, bits_of(names), bits
        self.number: dict[str, int] = {}
        self.words: list[Word] = []
        self._add("")

    def _add(self, token: str) -> int:
        if token not in self.number:
            self.number[token] = len(self.words)
            self.words.append(word_from_token(token, self.lexicon))
        return self.number[token]

    def matrix(self, references: Sequence[tuple[list[str], list[int]]]) -> Matrix:
        """The features of references given as words and the blanks before them."""
        lengths = np.array([len(words) for words, _ in references])
        starts = np.cumsum(lengths + PAD) - lengths
        flat: list[int] = []
        spaced: list[int] = []
        for words, blanks in references:
            flat += [0] * PAD + [self._add(word) for word in words]
            spaced += [1] * PAD + blanks
        end = len(flat)
        numbers = np.array(flat + [0] * PAD)
        first = np.append(np.repeat(starts, lengths + PAD), [end] * PAD)
        last = np.append(np.repeat(starts + lengths, lengths + PAD), [end] * PAD)
        for pad in range(1, PAD + 1):
            last[starts - pad] = starts
        keep = np.concatenate([np.arange(start, start + length) for start, length in zip(starts, lengths, strict=True)])
        rows = Rows(
            np.array([word.kind for word in self.words])[numbers],
            np.array([word.form for word in self.words], dtype=np.uint32)[numbers],
            np.array([word.lexical for word in self.words])[numbers],
            np.array(spaced + [1] * PAD),
            first,
            last,
        )
        hashes, bounds = context_of_rows(rows, self.names)
        mask = np.uint32((1 << self.bits) - 1)
        columns = [np.stack([(slot[keep] & mask).astype(np.int32) for slot in hashes], axis=1)]
        columns += [self._near(offset)[numbers[keep + offset]] for offset in OFFSETS]
        return Matrix(
            np.ascontiguousarray(np.concatenate(columns, axis=1)),
            np.ascontiguousarray(bounds[keep]),
            np.append([0], np.cumsum(lengths)),
        )

    def _near(self, offset: int) -> Array:
        """Per known word the rows of its own features as seen from an offset."""
        width = MOST[abs(offset)]
        table = np.full((len(self.words), width), ABSENT, dtype=np.int64)
        for place, word in enumerate(self.words):
            near = word.near[abs(offset)]
            table[place, : len(near)] = near
        rows = (at_offset_of(table.astype(np.uint32), offset) & np.uint32((1 << self.bits) - 1)).astype(np.int32)
        rows[table == ABSENT] = ABSENT
        return rows


MOST = (14, 4, 3, 2)  # features of a word as seen from a distance of 0 to 3
