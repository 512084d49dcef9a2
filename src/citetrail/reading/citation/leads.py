"""What stands before a reference and is not its own: bullets, footnote marks, keys of lists, `See also`, `Vgl.`."""

from __future__ import annotations

import re

from citetrail.reading.citation.later import later

_MARK = later(
    r"""\s*(?:[-*•·‣▪◦∙●]\s+(?=[^\s,.;:])      # a bullet; a long dash is the author of the reference before
    | \^\s*(?:[a-z]\s+)*(?=\S) | ↑\s*           # back links of Wikipedia
    | \[\^[\w-]{1,20}\]:\s*                     # a footnote of Markdown
    | \\bibitem\s*(?:\[[^\]]*\])?\s*\{[^}]*\}\s*
    | \*\*\s?\[?\d{1,3}[\].]?\s?\*\*\s* | \\\[\d{1,3}\\\]\s*
    | \[[^\W\d_][\w+-]{0,14}\d{2}[a-z+]?\]\s*   # [Cam73], [BKK07]
    | \[[A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]{0,5}\]\s+(?=[A-Z]\.)  # [BFKL] A. Doe
    | [A-Za-z]{2,5}\d{2}[a-z]?\.\s+(?=[A-Z][a-z]+\s)  # Ols11. Ann Doe
    )""",
    re.VERBOSE,
)
_SIGNAL = later(
    r"""\s*(?:
      (?:(?:But|Compare|Accord|But\s)?\s?[Ss]ee)(?:,?\s(?:also|generally|especially|esp\.|for\sexample|for\sinstance))+
    | (?:But\s)?[Ss]ee,?\se\.\s?g\.,? | (?:But\s)?[Ss]ee(?=,?\s(?:[A-Z]\.\s)*[A-Z][a-z]+\s[A-Z])
    | [Cc]ompare(?=\s[A-Z]\.)
    | [Vv]gl\.?(?:\s(?:auch|dazu|etwa|hierzu|nur|z\.\s?B\.|zum\sFolgenden|insbes\.|statt\svieler))*
    | [Cc]fr?\.(?:\s(?:also|aussi|anche|e\.\s?g\.,?|p\.\s?ex\.))? | [Ss]iehe(?:\s(?:auch|dazu|etwa|hierzu|nur))*
    | [Vv]oir(?:\s(?:aussi|notamment|par\sexemple|entre\sautres))?(?=\s:|,?\s[A-ZÀ-Þ])
    | [Vv]éase(?:\s(?:también|por\sejemplo|entre\sotros))? | [Vv]er(?:\s(?:também|también|por\sexemplo))
    | [Zz]ie(?:\sook)?(?=\s[A-Z]\.) | [Zz]ob\.(?:\steż)? | [Ss]rov\.(?:\snapř\.)? | [Ss]e\s(?:även|också)(?=\s[A-Z])
    | [Vv]ö\.
    | [Сс]м\.(?:\s(?:также|подробнее|напр\.))? | [Сс]р\.
    )\s*[:,]?\s+(?=[^\W\d_a-zà-ÿа-я]|[«“"‘„])""",
    re.VERBOSE,
)
_NUMBER = later(r"\s*[\[(]?\d{1,3}[\]).]{0,2}\s+")  # of a note: `4 Cf. Basalla, …`


def start_of_own(text: str) -> int:
    """Where a reference's own words begin, behind marks and words that only lead to it; 0 where it begins at once.

    Numbers (`[1]`) are left to the model, which labels them, unless such a word follows.
    """
    place = 0
    for _ in range(2):
        if found := _MARK.match(text, place):
            place = found.end()
    number = _NUMBER.match(text, place)
    if found := _SIGNAL.match(text, number.end() if number else place):
        place = found.end()
    return place if place < len(text) else 0
