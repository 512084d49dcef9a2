"""BibTeX and BibLaTeX: kept to the byte, read into descriptions, written, merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.model import Bibliography, Entry, Format, Written

_ENTRY = re.compile(rb"""@\s*[A-Za-z][^\s{}(),"'#%=@\\]*\s*[{(]""")
_STRONG = re.compile(rb"@\s*(?:article|book|inproceedings|misc|string|comment|preamble|incollection)\s*[{(]", re.I)


def sniff(content: bytes) -> bool:
    """Whether an `@type{` stands in the first bytes, in UTF-8 or UTF-16."""
    head = content[:20000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{", b"["):
        return False
    return bool(_STRONG.search(head) or re.search(rb"(?m)^\s*" + _ENTRY.pattern, head))


def read(content: bytes, name: str) -> Bibliography:
    """The entries of a BibTeX or BibLaTeX file. Raises InputError for an empty file or another format."""
    from citetrail.formats.bibtex.reading import read as read_bibtex

    return read_bibtex(content, name)


def write_bibtex(entries: Sequence[Entry]) -> Written:
    """Classic BibTeX in plain ASCII as far as LaTeX has commands, and what had no place in it."""
    from citetrail.formats.bibtex.writing import BIBTEX, write

    return write(entries, BIBTEX)


def write_biblatex(entries: Sequence[Entry]) -> Written:
    """BibLaTeX in Unicode, and what had no place in it."""
    from citetrail.formats.bibtex.writing import BIBLATEX, write

    return write(entries, BIBLATEX)


def rewrite_bibtex(content: bytes, name: str) -> Written:
    """A BibTeX or BibLaTeX file in classic BibTeX, with all that stands between its entries as it was."""
    return _rewritten(content, name, "bibtex", None)


def rewrite_biblatex(content: bytes, name: str) -> Written:
    """A BibTeX or BibLaTeX file in BibLaTeX, with all that stands between its entries as it was."""
    return _rewritten(content, name, "biblatex", None)


def rewrite_letters(content: bytes, name: str, *, latex: bool) -> Written:
    """A BibTeX or BibLaTeX file with its letters as LaTeX commands or as themselves, each entry in its own dialect."""
    return _rewritten(content, name, None, latex)


def _rewritten(content: bytes, name: str, dialect: str | None, latex: bool | None) -> Written:
    from citetrail.formats.bibtex.rewriting import rewrite

    return rewrite(content, name, dialect=dialect, latex=latex)


def in_letters(form: Format, *, latex: bool) -> Format:
    """BibTeX or BibLaTeX with letters beyond ASCII written as LaTeX commands, or as themselves.

    Raises InputError for another format.
    """
    from citetrail.errors import InputError

    if form.name not in ("bibtex", "biblatex"):
        raise InputError(f"{form.name} has no LaTeX in it", hint="--latex and --unicode go with bibtex and biblatex.")

    def write(entries: Sequence[Entry]) -> Written:
        from citetrail.formats.bibtex.writing import BIBLATEX, BIBTEX
        from citetrail.formats.bibtex.writing import write as write_dialect
        from citetrail.formats.parts.latex import escaped, latex_from_unicode

        dialect = BIBTEX if form.name == "bibtex" else BIBLATEX
        return write_dialect(entries, dialect._replace(encode=latex_from_unicode if latex else escaped))

    def rewrite(content: bytes, name: str) -> Written:
        return _rewritten(content, name, form.name, latex)

    return form._replace(write=write, rewrite=rewrite)


FORMAT = Format("bibtex", (".bib", ".bibtex"), sniff, read, write_bibtex, rewrite_bibtex)
BIBLATEX_FORMAT = Format("biblatex", (".bib", ".biblatex"), sniff, read, write_biblatex, rewrite_biblatex)
