"""Numbers of registers behind a reference, as encyclopedias print them: `S2CID 53464175`, `Zbl 0123.45678`.

They are no field of a citation, and what reads fields has not learnt them. Labels:
https://en.wikipedia.org/wiki/Help:Citation_Style_1
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.reading.citation.later import later

_SIGNS = (
    "S2CID", "JSTOR", "OCLC", "LCCN", "Zbl", "ibcode", "iteSeerX", "hdl:", "Hdl:", "OSTI", "ASIN", "NAID", "JFM ",
    "MR ", "OL ", "SSRN ", "ProQuest ", "EBSCOhost", "ERIC ", "INIST:", "PMC\u00a0", "PMC ",
)  # fmt: skip
_NUMBER_OF_REGISTER = later(
    r"""(?<![\w/.:-])(?:
      (?:S2CID|JSTOR|OCLC|OSTI|NAID|SSRN|ProQuest|EBSCOhost|INIST)(?:\s|:\s?)\s?(?:[a-z]{1,8}[./]?)?\d{4,12}(?!\w)
    | PMC[\s:]\s?\d{5,9}(?!\w)
    | LCCN(?:\s|:\s?)\s?(?:[a-z]{0,3}\s?)?\d[\d-]{5,12}(?!\w)
    | (?:MR|JFM|OL|ERIC|ASIN)(?:\s|:\s?)\s?[A-Z]{0,2}\d[\dA-Z.]{4,12}(?!\w)
    | Zbl(?:\s|:\s?)\s?\d{4}\.\d{5}(?!\w)
    | [Bb]ibcode(?:\s|:\s?)\s?\d{4}[A-Za-z][\w.&%]{8,20}
    | [Cc]iteSeerX(?:\s|:\s?)\s?10(?:\.\d+){3,8}
    | [Hh]dl:\s?\d[\d.]*/[^\s,;]*[^\s,;.)\]]
    )[.,;]?""",
    re.VERBOSE,
)


def numbers_of_registers(text: str) -> Sequence[tuple[int, int]]:
    """Where such numbers stand, with their labels and the mark behind each, in order."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    return [found.span() for found in _NUMBER_OF_REGISTER.finditer(text)]
