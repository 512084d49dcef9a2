"""Unicode's superscript letters and digits, which marked-up output shows as raised ordinary ones."""

from __future__ import annotations

import unicodedata


def _raised() -> dict[int, str]:
    ranges = (
        (0xAA, 0xBB),
        (0x2B0, 0x2E5),
        (0x6E5, 0x6E7),
        (0x1D2C, 0x1D62),
        (0x2070, 0x2080),
        (0x2120, 0x2123),
        (0x3192, 0x31A0),
    )
    found: dict[int, str] = {}
    for start, end in ranges:
        for code in range(start, end):
            kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
            if kind == "<super>":
                found[code] = "".join(chr(int(letter, 16)) for letter in letters)
    return found | {0x2C0: "ʔ", 0x2C1: "ʕ", 0x6E5: "و", 0x6E6: "ي"}


RAISED = _raised()
