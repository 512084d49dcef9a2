"""A BibTeX or BibLaTeX file in another dialect or in other letters: only what must is written anew.

Values that mean the same in the new dialect keep their very words, macros among them; all between entries stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from citetrail.formats.bibtex.editing import Edit, edited, line_end
from citetrail.formats.bibtex.reading import bibfile_of, bibliography_from_bibfile
from citetrail.formats.bibtex.scanning import Block
from citetrail.formats.bibtex.syntax import BibFile
from citetrail.formats.bibtex.types import CLASSIC_TYPES, ENTRY_TYPES, NOT_A_WORK
from citetrail.formats.bibtex.updating import ONLY_BIBLATEX, dialect_of, dialect_of_entry, same_name
from citetrail.formats.bibtex.writing import BIBLATEX, BIBTEX, entry_fields, entry_parts, laid_out
from citetrail.formats.parts.encodings import without_stray_bytes
from citetrail.formats.parts.latex import escaped, latex_from_unicode, unicode_from_latex
from citetrail.model import Entry, Loss, Passage, Written

_ENCODING = re.compile(r"(%[ \t]*Encoding[ \t]*:[ \t]*)[\w.-]+", re.IGNORECASE)
_DATABASE_TYPE = re.compile(r"(jabref-meta:\s*databaseType:)(?:bibtex|biblatex)", re.IGNORECASE)
_HEAD = 2000
# A command that may stand for a letter; not an escaped sign, a space, or a command for type and addresses.
_LETTER_COMMAND = re.compile(r"\\(?![&%#_${}\\,/ ]|(?:url|href|path|emph|text[a-z]{2}|LaTeX|TeX)\b)")
_ACCENTED = r"""\\[`'^"~=.]\s*(?:\{\\?[A-Za-z]\s*\}|\\[ij]\b|[A-Za-z])|\\[cdbuvHkr](?:\{\\?[A-Za-z]\s*\}|\s+[A-Za-z])"""
_NAMED = r"\\(?:ss|[oOlLij]|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG)(?![A-Za-z])(?:\{\})?"
_LETTER = re.compile(rf"(?<!\\)(?:\{{(?:{_ACCENTED}|{_NAMED})\}}|{_ACCENTED}|{_NAMED}(?!\s))")
_VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf", "local-url"})  # where a backslash begins no command
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# What BibLaTeX reads under the names of BibTeX and writes under its own.
_RENAMED_FIELDS = frozenset({"journal", "address", "school", "annote", "archiveprefix", "year", "month", "day"})
_RENAMED_TYPES = frozenset({"phdthesis", "mastersthesis", "techreport", "conference", "electronic", "www"})


def rewrite(content: bytes, name: str, *, dialect: str | None, latex: bool | None) -> Written:
    """The file in `bibtex` or `biblatex` (None: each entry in its own), as text to be written in UTF-8, and the losses.

    Letters beyond ASCII become LaTeX commands or themselves, as `latex` says; None is as the dialect has it where an
    entry changes its dialect. Other entries stay to the byte, and so do macros, preambles, comments, `@xdata` and the
    text between entries; an entry repeated word for word is left out, as the reader tells. Raises InputError for what
    is not BibTeX.
    """
    return _Rewriter(bibfile_of(content, name), name, dialect, latex).written()


class _Rewriter:
    def __init__(self, bibfile: BibFile, name: str, dialect: str | None, latex: bool | None) -> None:
        self._bibfile = bibfile
        self._name = name
        self._dialect = dialect
        self._latex = latex
        self._file_dialect = dialect_of(bibfile)
        self._line_end = line_end(bibfile)
        self._losses: list[Loss] = []

    def written(self) -> Written:
        """The new text. To be run once."""
        # BibTeX has no xdata and takes no title from a crossref: there the entries hold all of it themselves.
        inherits = self._dialect == "bibtex"
        bibliography = bibliography_from_bibfile(self._bibfile, self._name, inherits=inherits)
        blocks = {block.start: block for block in self._bibfile.entries() if block.type.lower() not in NOT_A_WORK}
        edits: list[Edit] = []
        rewritten: list[Block] = []
        for entry in bibliography.entries:
            block = blocks.pop(entry.place.start or 0)
            if self._stays(block):
                continue
            edits.append(Edit(block.start, block.end, self._entry(entry, block)))
            rewritten.append(block)
        edits += [Edit(block.start, block.end, "") for block in blocks.values()]  # repeated word for word
        self._losses += _skipped_in(rewritten, bibliography.passages)
        return Written(text=self._with_true_declarations(edited(self._bibfile, edits)), losses=tuple(self._losses))

    def _stays(self, block: Block) -> bool:
        source = self._bibfile.source(block)
        return self._is_in_dialect(block) and not (self._latex is not None and self._has_other_letters(source))

    def _is_in_dialect(self, block: Block) -> bool:
        """Whether an entry has only fields and a type of the dialect, under the names that the dialect gives them."""
        kind = block.type.lower()
        names = {field.name.lower() for field in self._bibfile.fields(block)}
        if self._dialect == "bibtex":
            return kind not in ENTRY_TYPES - CLASSIC_TYPES and not names & (ONLY_BIBLATEX | {"xdata"})
        return self._dialect is None or (kind not in _RENAMED_TYPES and not names & _RENAMED_FIELDS)

    def _has_other_letters(self, written: str) -> bool:
        """Whether there are letters that are to be written in the other way."""
        return not written.isascii() if self._latex else _LETTER_COMMAND.search(written) is not None

    def _entry(self, entry: Entry, block: Block) -> str:
        """The entry written anew, without its last line end."""
        before = dialect_of_entry(self._bibfile, block, self._file_dialect)
        after = before if self._dialect is None else BIBTEX if self._dialect == "bibtex" else BIBLATEX
        if self._latex is not None:
            letters = latex_from_unicode if self._latex else escaped
            before, after = before._replace(encode=letters), after._replace(encode=letters)
        else:  # values differ by what the dialects call things, not by their letters
            before = before._replace(encode=after.encode)
        _, old = entry_fields(entry, before)
        kind, new, losses = entry_parts(entry, after)
        self._losses += losses
        if kind == block.type.lower():
            kind = block.type
        fields = [(name, self._value(name, value, old, block)) for name, value in new.items()]
        return laid_out(kind, entry.key, fields).rstrip("\n").replace("\n", self._line_end)

    def _value(self, name: str, value: str, old: dict[str, str], block: Block) -> str:
        """The value as the file has it, where both dialects write the same; else the new one."""
        there = {field.name.lower(): field for field in reversed(self._bibfile.fields(block))}
        same = same_name(name, {small: small for small in there})
        if same is None or old.get(same) != value:
            return value
        as_written = self._bibfile.value(there[same])
        if not as_written:
            return value
        as_written = without_stray_bytes(as_written)
        kept = as_written if name in _VERBATIM else self._in_its_letters(as_written)
        return value if kept is None else kept

    def _in_its_letters(self, as_written: str) -> str | None:
        """The value with no more changed than its letters, so that braces stay; None where that is not enough."""
        if self._latex if self._latex is not None else self._dialect == "bibtex":
            changed = _BEYOND_ASCII.sub(lambda found: latex_from_unicode(found[0]), as_written)
            return changed if changed.isascii() else None
        changed = _LETTER.sub(lambda found: unicode_from_latex(found[0]), as_written)
        return None if _LETTER_COMMAND.search(changed) else changed

    def _with_true_declarations(self, bibfile: BibFile) -> str:
        """The text with what it says of its own encoding and dialect made true."""
        text = without_stray_bytes(bibfile.text)
        text = _ENCODING.sub(r"\g<1>UTF-8", text[:_HEAD]) + text[_HEAD:]
        return _DATABASE_TYPE.sub(rf"\g<1>{self._dialect}", text) if self._dialect else text


def _skipped_in(blocks: Sequence[Block], passages: Sequence[Passage]) -> list[Loss]:
    """What stood inside these entries without being a field of theirs."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    losses: list[Loss] = []
    for passage in passages:
        at = passage.place.start or 0
        number = bisect_right(starts, at) - 1
        if number >= 0 and starts[number] < at < ends[number]:
            losses.append(Loss(key=str(passage.place), field=passage.kind, value=passage.text))
    return losses
