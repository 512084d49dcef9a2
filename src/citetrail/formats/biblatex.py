"""BibLaTeX, the dialect of BibTeX with its own types and fields, in Unicode (https://ctan.org/pkg/biblatex)."""

from citetrail.formats.bibtex import BIBLATEX_FORMAT as FORMAT

__all__ = ["FORMAT"]
