"""What happens where two pieces of an entry meet: doubled punctuation, doubled spaces, marks that move into quotes.

Source: CSL 1.0.2 specification, "Locale options" (punctuation-in-quote) and the behaviour the official test-suite fixes
for every pair of marks (punctuation_FullMonty*).
"""

from __future__ import annotations

MARKS = frozenset(".,;:!?")
MOVABLE = frozenset(".,!?")

# left mark -> right mark -> what stays of both
COLLISIONS: dict[str, dict[str, str]] = {
    ":": {":": ":", ".": ":", ";": ":;", "!": "!", "?": "?", ",": ":,"},
    ".": {":": ".:", ".": ".", ";": ".;", "!": ".!", "?": ".?", ",": ".,"},
    ";": {":": ";", ".": ";", ";": ";", "!": "!", "?": "?", ",": ";,"},
    "!": {":": "!", ".": "!", ";": "!;", "!": "!", "?": "!?", ",": "!,"},
    "?": {":": "?", ".": "?", ";": "?;", "!": "?!", "?": "?", ",": "?,"},
    ",": {":": ",:", ".": ",.", ";": ",;", "!": ",!", "?": ",?", ",": ","},
}


def collide(left: str, right: str) -> tuple[str, str]:
    """Two texts that meet, after settling doubled marks and spaces at the seam.

    Neither is empty. The right one may come back empty.
    """
    end, start = left[-1], right[0]
    if start == " " and end in " \u00a0":
        return left, right.lstrip(" ")
    if start in MARKS and end in MARKS:
        kept = COLLISIONS[end][start]
        if len(kept) == 2:
            return left, right
        return left[:-1] + kept, right[1:]
    return left, right
