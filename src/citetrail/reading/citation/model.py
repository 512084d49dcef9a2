"""The trained model as it lies in the package: weights, transitions and the lexicon of words."""

from __future__ import annotations

import json
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

FILE = "model.bin"
MAGIC = b"citetrail-reader\n"
BOUNDARIES = 225  # sorts of token pairs between which transitions have weights of their own


class Model(NamedTuple):
    """`lexicon` holds a code per word, `names` a bit per hash of a known journal's or book's name (see `slots`).

    `weights` holds `rows` times `labels` signed bytes, `transitions` boundaries times labels² little-endian int16;
    multiplied by `weight_step` and `transition_step` they are log-linear scores.
    """

    rows: int
    labels: int
    weight_step: float
    transition_step: float
    lexicon: bytes
    names: bytes
    transitions: memoryview
    weights: memoryview
    header: dict[str, object]


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model; read once."""
    return model_from_bytes(shipped_bytes())


def shipped_bytes() -> bytes:
    """The model file of the package; training puts another in its place."""
    raw = get_data("citetrail.reading.citation", FILE)  # lighter than importlib.resources: 5 ms of the first reading
    if raw is None:
        raise FileNotFoundError(FILE)
    return raw


def model_from_bytes(raw: bytes) -> Model:
    """A model file's content. Layout: magic line, one line of JSON, lexicon, names, transitions, weights."""
    if not raw.startswith(MAGIC):
        raise ValueError("not a citation model")
    end = raw.index(b"\n", len(MAGIC))
    header = json.loads(raw[len(MAGIC) : end])
    view = memoryview(raw)
    place = end + 1
    lexicon = raw[place : place + header["lexicon"]]
    place += header["lexicon"]
    names = raw[place : place + header["names"]]
    place += header["names"]
    size = BOUNDARIES * header["labels"] ** 2 * 2
    transitions = view[place : place + size]
    weights = view[place + size :]
    return Model(
        header["rows"], header["labels"], header["weight_step"], header["transition_step"], lexicon, names, transitions,
        weights, header,
    )  # fmt: skip


def bytes_from_model(header: dict[str, object], *parts: bytes) -> bytes:
    """The file for a trained model: lexicon, names, transitions, weights; the reverse of `model_from_bytes`."""
    return MAGIC + json.dumps(header, sort_keys=True).encode() + b"\n" + b"".join(parts)
