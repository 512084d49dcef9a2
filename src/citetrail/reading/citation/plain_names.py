"""Author lists in the two commonest styles, read in one go: `Rockliff H, Karl A` and `Rockliff, H., & Karl, A.`"""

from __future__ import annotations

from citetrail.model import Person
from citetrail.reading.citation.later import later

INITIALS = later(
    r"(?:(?:[A-ZÀ-ÞĀ-ŽА-ЯЁΑ-Ω]\.?|(?:Ch|Th|Ph|Yu|Ya|Zh|Kh|Sh|Ts|Dz|Cs|Sz|Gy|Zs|Ty|Ye|Iu|Ia|Ju|Ja|Jo|Kl|Fr|Wm"
    r"|Chr|Jos)\.)[\s'’]*[-‐–]?[\s]*(?:d[eaou]s?\s|von\s|van\s)?){1,6}"
)
_FAMILY = r"[A-ZÀ-Þ](?:[\w’]|[-'](?=\w))*[a-zà-ÿ](?:-[A-ZÀ-Þ](?:[\w’]|[-'](?=\w))+)?"
_VANCOUVER_NAME = later(rf"({_FAMILY}) ([A-ZÀ-Þ]{{1,3}})(?:, (?:and )?|$)")
_VANCOUVER = later(rf"(?:{_FAMILY} [A-ZÀ-Þ]{{1,3}}(?:, (?:and )?|$))+")
_APA_NAME = later(rf"({_FAMILY}), ((?:[A-ZÀ-Þ]\.[ -]?)*[A-ZÀ-Þ]\.)(?:, (?:& |and )?| & | and |$)")
_APA = later(rf"(?:{_FAMILY}, (?:[A-ZÀ-Þ]\.[ -]?)*[A-ZÀ-Þ]\.(?:, (?:& |and )?| & | and |$))+")


def persons_in_plain_style(text: str) -> list[Person | None]:
    """The persons of a list in one of these styles throughout; empty for any other."""
    for style, one in ((_VANCOUVER, _VANCOUVER_NAME), (_APA, _APA_NAME)):
        if style.fullmatch(text):
            return [Person(family=found[1], given=found[2]) for found in one.finditer(text)]
    return []
