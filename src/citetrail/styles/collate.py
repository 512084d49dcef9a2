"""Sort keys for text: by base letters, whatever their accents and case; digits before letters, marks not at all.

The first level of the Unicode Collation Algorithm with marks ignored, as indexes are sorted (O'Neal beside Oneal),
without a table: decomposed letters without their accents. Languages that put letters of their own after z are tailored.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

IGNORED = "_-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$«»"
LETTERS: dict[int, str | None] = {
    0xE6: "ae", 0xF8: "o", 0x153: "oe", 0x111: "d", 0xF0: "d", 0xFE: "th", 0x142: "l", 0x131: "i", 0x127: "h",
    0x2BF: None, 0x2BE: None, 0x2BC: None, 0x2B9: None, 0x2BA: None,
}  # fmt: skip
FIRST_LEVEL: dict[int, str | None] = {**LETTERS, **{ord(mark): None for mark in IGNORED}}
AFTER_Z = {
    "sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå", "is": "þæöå", "et": "õäöü",
}  # fmt: skip


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str = "") -> str:
    """A key that sorts text as readers of the language expect; equal for text with the same base letters."""
    folded = text.casefold()
    own = AFTER_Z.get(language[:2].lower(), "")
    if own:
        folded = "".join(f"\x7f{own.index(char)}" if char in own else char for char in folded)
    if folded.isascii():
        return folded.translate(FIRST_LEVEL)
    decomposed = unicodedata.normalize("NFKD", folded)
    letters = "".join([char for char in decomposed if not unicodedata.combining(char)])
    return letters.translate(FIRST_LEVEL)
