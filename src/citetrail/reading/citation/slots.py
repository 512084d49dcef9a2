"""The features of a token's surroundings, by the names of the signs they are made of.

`context.py` computes the signs of one reference in plain Python, `context_arrays.py` those of many at once in numpy;
both feed these slots, so that one trained model serves both. The order is part of the trained model.
"""

from __future__ import annotations

from citetrail.reading.citation.kinds import EDGE, KINDS, NUMBER

Slot = tuple[str, ...]

# Suffixes of names: `-1` one token before, `+1` one after. `k` kind, `f` form, `x` lexicon code; `strong` means the
# piece between full stops, quotes and the like, `weak` the piece between any marks.
SLOTS: tuple[Slot, ...] = (
    ("f-1", "f"), ("f", "f+1"),
    ("k-2", "k-1", "k"), ("k-1", "k", "k+1"), ("k", "k+1", "k+2"), ("k-2", "k-1", "k", "k+1", "k+2"),
    ("k", "spaced", "spaced+1"), ("k", "doubles", "singles", "bracketed"),
    ("k", "tenth"), ("k", "from start"), ("k", "from end"),
    ("years before", "years after", "k"), ("strong before", "strong after", "strong initials"),
    ("strong before", "years before", "doubles", "ins before"),
    ("k", "since strong", "strong left mark"), ("k", "until strong", "strong right mark"),
    ("k", "since weak", "weak left mark"), ("k", "until weak", "weak right mark"),
    ("strong summary", "strong left mark", "strong right mark"), ("weak summary", "weak left mark", "weak "
        "right mark"),
    ("strong coarse", "strong right mark", "next number", "until number"),
    ("strong coarse", "strong coarse+1", "strong before"), ("strong coarse", "strong coarse-1", "strong after"),
    ("weak coarse", "weak coarse+1", "weak left mark", "weak right mark"),
    ("k", "next number", "until number"), ("k", "last number", "since number"),
    ("style", "strong before", "k"), ("style", "build", "strong after", "years before"),
    ("strong words", "strong ratio", "strong before", "build"),
    ("weak words", "weak ratio", "weak left mark", "weak right mark"),
    ("f", "weak left mark", "weak right mark"), ("f", "doubles", "years before"),
    ("strong first kind", "strong coarse", "strong before"), ("weak first form", "weak coarse"),
    ("x-1", "x", "x+1", "k"), ("strong lexicon", "strong coarse", "strong before", "years before"),
    ("weak lexicon", "weak coarse", "weak left mark", "weak right mark", "years before"),
    ("initials after", "k", "strong before"), ("first kind", "place", "k"),
    ("strong stops", "strong ratio", "strong length", "strong right mark"),
    ("weak stops", "weak ratio", "next number", "until number"),
    ("edited before", "edited after", "strong initials", "ins before", "k"), ("links before", "k", "next number"),
    ("commas before", "commas after", "style"),
    ("journals before", "journals after", "strong before", "years before", "weak lexicon"),
    ("pages before", "pages after", "volumes before", "volumes after", "k"),
    ("numbers after", "k", "numbers before"), ("f-1", "k+1", "k"), ("k-1", "k", "f+1"),
    ("known", "k"), ("known", "known-1", "known+1", "k-1"), ("known", "strong before", "years before"),
)  # fmt: skip

_DIGITS = "year digit1 digit2 digit3 digit4 digit5 yearletter elocator lettered numbered"
_NO_WORDS = frozenset("edge mark year digit1 digit2 digit3 digit4 digit5 yearletter elocator other".split())
# Sorts of kinds that the signs are counted from.
SORTS: dict[str, tuple[str, ...]] = {
    "year": ("year", "yearletter"),
    "number": tuple(_DIGITS.split()),
    "double": ("“", "”", "„", '"', "«", "»"),
    "single": ("‘", "’", "'", "`", "‹", "›"),
    "open": ("(", "[", "{"),
    "close": (")", "]", "}"),
    "initial": ("initial", "initials"),
    "stop": (".",),
    "ender": ("?", "!", "“", "”", '"', "«", "»"),
    "short": ("initial", "initials", "letter", "mark", ".", ","),
    "divider": (",", ";", ":", "(", ")", "[", "]", "–", "—", "/"),
    "comma": (",",),
    "in": ("in",),
    "page": ("page",),
    "volume": ("volume", "issue"),
    "journal": ("journal", "abbreviation"),
    "press": ("press",),
    "edited": ("edited",),
    "conference": ("conference",),
    "institution": ("institution",),
    "thesis": ("thesis", "report", "conference"),
    "link": ("doi", "link", "address", "available"),
    "capital": tuple(
        "capital capitals initial initials mixed journal abbreviation institution press conference roman".split()
    ),
    "word": tuple(kind for kind in KINDS if (len(kind) > 2 and kind not in _NO_WORDS) or kind in ("in", "of")),
    "dash": ("-", "–", "—"),
    "joiner": (".", "and", "&", "-", "'", "’", "of", "article"),
    "parter": (
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        "„",
        '"',
        "«",
        "»",
        "?",
        "!",
        "/",
        "edge",
        "volume",
        "issue",
        "page",
        *_DIGITS.split(),
    ),
}
SORT_NUMBERS: dict[str, frozenset[int]] = {
    sort: frozenset(NUMBER[kind] for kind in kinds) for sort, kinds in SORTS.items()
}

# Lexicon codes of words that are surely of names, titles, containers.
KNOWN: tuple[tuple[int, ...], ...] = ((1, 2), (3,), (4,))

_SIDES: tuple[tuple[str, ...], ...] = (
    (), (".",), (",",), (":",), (";",), ("(", "[", "{"), (")", "]", "}"), ("“", "”", "„", '"', "«", "»"),
    ("-", "–", "—"), tuple(_DIGITS.split()), ("initial", "initials"), ("lower", "of", "small", "article", "letter"),
    ("edge",), tuple(kind for kind in KINDS if len(kind) == 1 or kind == "mark"),
    ("in", "volume", "issue", "page", "edited", "doi", "address", "link", "available"),
)  # fmt: skip
SIDE_COUNT = len(_SIDES)


def _side_of(kind: str) -> int:
    return next((number for number, kinds in enumerate(_SIDES) if kind in kinds), 0)


# The coarse sort of each kind; the pair of sorts around a boundary chooses the transition weights.
SIDES: tuple[int, ...] = tuple(_side_of(kind) for kind in KINDS)

_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70)
BUCKETS: tuple[int, ...] = tuple(sum(value >= step for step in _STEPS) for value in range(512))


# Names of journals and the like are known by hashes of their words, a run of at most so many before a number or mark.
LONGEST_NAME = 9
NAME_STEP = 0x01000193
NAMES_SIZE = 1 << 20  # bits


def name_hash(first: int, rest: int) -> int:
    """The hash of a name from that of its first word's form and that of the words behind it (0: none)."""
    return ((first ^ (rest * NAME_STEP & 0xFFFFFFFF)) * 0x85EBCA6B) & 0xFFFFFFFF


def name_places(value: int) -> tuple[int, int]:
    """The two bits that say whether a name is known."""
    return value & (NAMES_SIZE - 1), (value >> 12) & (NAMES_SIZE - 1)


def mixed(salt: int, parts: tuple[int, ...]) -> int:
    """One 32-bit hash of several numbers; `salt` tells the slots apart."""
    value = (salt * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF
    for part in parts:
        value = ((value ^ part) * 0x85EBCA6B) & 0xFFFFFFFF
        value ^= value >> 15
    return value


__all__ = [
    "BUCKETS",
    "EDGE",
    "KNOWN",
    "LONGEST_NAME",
    "NAMES_SIZE",
    "NAME_STEP",
    "SIDES",
    "SIDE_COUNT",
    "SLOTS",
    "SORTS",
    "SORT_NUMBERS",
    "Slot",
    "mixed",
    "name_hash",
    "name_places",
]
