"""Ranked search over words, as the sources do it: an inverted index with rare words counting more."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from citetrail.model import fold_words


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold_words(text))


class Index:
    """Names of things by their words; `search` gives the best first."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        for name, text in texts:
            counted = Counter(words(text))
            self._lengths[name] = sum(counted.values()) or 1
            for word, count in counted.items():
                self._postings[word].append((name, count))

    def search(self, query: str, *, every_word: bool = False) -> list[tuple[str, float]]:
        """(name, score), best first; with `every_word` only those that hold all words."""
        scores: dict[str, float] = defaultdict(float)
        hits: Counter[str] = Counter()
        asked = list(dict.fromkeys(words(query)))
        for word in asked:
            postings = self._postings.get(word, [])
            weight = math.log(1 + len(self._lengths) / (1 + len(postings)))
            for name, count in postings:
                scores[name] += weight * count / (count + 0.5 + self._lengths[name] / 40)
                hits[name] += 1
        if every_word:
            scores = defaultdict(float, {name: one for name, one in scores.items() if hits[name] == len(asked)})
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
