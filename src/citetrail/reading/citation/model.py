"""The trained model as it lies in the package: weights, transitions and the lexicon of words."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

FILE = "model.bin"
MAGIC = b"citetrail-reader\n"
BOUNDARIES = 225  # sorts of token pairs between which transitions have weights of their own


class Model(NamedTuple):
    """`weights` holds `rows` times `labels` signed bytes, `transitions` boundaries times labels² little-endian int16.

    Multiplied by `weight_step` and `transition_step` they are log-linear scores.
    """

    rows: int
    labels: int
    weight_step: float
    transition_step: float
    lexicon: bytes
    transitions: memoryview
    weights: memoryview
    header: dict[str, object]


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped model; read once."""
    return model_from_bytes(files("citetrail.reading.citation").joinpath(FILE).read_bytes())


def model_from_bytes(raw: bytes) -> Model:
    """A model file's content. Layout: magic line, one line of JSON, lexicon, transitions, weights."""
    if not raw.startswith(MAGIC):
        raise ValueError("not a citation model")
    end = raw.index(b"\n", len(MAGIC))
    header = json.loads(raw[len(MAGIC) : end])
    view = memoryview(raw)
    place = end + 1
    lexicon = raw[place : place + header["lexicon"]]
    place += header["lexicon"]
    size = BOUNDARIES * header["labels"] ** 2 * 2
    transitions = view[place : place + size]
    weights = view[place + size :]
    return Model(
        header["rows"], header["labels"], header["weight_step"], header["transition_step"], lexicon, transitions,
        weights, header,
    )  # fmt: skip


def bytes_from_model(header: dict[str, object], lexicon: bytes, transitions: bytes, weights: bytes) -> bytes:
    """The file for a trained model; the reverse of `model_from_bytes`."""
    return MAGIC + json.dumps(header, sort_keys=True).encode() + b"\n" + lexicon + transitions + weights
