"""LaTeX to Unicode and back, as far as bibliographies use it."""

from citetrail.formats.parts.latex.decoding import (
    PLAIN,
    TITLE,
    LatexReading,
    ReadingStyle,
    has_latex,
    read_latex,
    unicode_from_latex,
)
from citetrail.formats.parts.latex.encoding import escaped, latex_from_unicode

__all__ = [
    "PLAIN",
    "TITLE",
    "LatexReading",
    "ReadingStyle",
    "escaped",
    "has_latex",
    "latex_from_unicode",
    "read_latex",
    "unicode_from_latex",
]
