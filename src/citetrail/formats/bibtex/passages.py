"""What a BibTeX file holds beside its entries: comments, preambles, unused macros, words between and inside entries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citetrail.formats.bibtex.scanning import Block, Trouble
from citetrail.formats.bibtex.syntax import BibFile
from citetrail.formats.bibtex.values import STANDARD_MACROS, value_parts
from citetrail.formats.parts.encodings import without_stray_bytes
from citetrail.model import Passage

_KINDS = {"comment": "comment", "preamble": "preamble", "text": "text between entries"}
_NO_WORKS = {
    "set": "set of entries", "alias": "alias of an entry", "ieeetranbstctl": "settings of a style",
    "control": "settings of a style",
}  # fmt: skip
# Lines that programs write at the head of a file, of the file itself and not of any work.
_MADE_BY_PROGRAM = re.compile(
    r"""(?:
        encoding\s*:\s*[\w-]+
        | -\*-.*-\*-
        | saved\ with\ string\ encoding\ .*
        | this\ (?:bibtex\ )?(?:bibliography\ )?file\ was\ (?:created|generated)\ (?:with|using|by)\ .*
        | (?:automatically\ )?generated\ by\ (?:mendeley|zotero|jabref|citavi|papers|readcube)\b.*
        | any\ changes\ to\ this\ file\ will\ be\ lost\ if\ it\ is\ regenerated\ by\ .*
        | bibtex\ export\ options\ can\ be\ customized\ via\ .*
        | created\ for\ .*\ at\ \d{4}-\d\d-\d\d\ .*
        | https?://(?:\w+\.)*(?:bibdesk|sourceforge|jabref)\.\w+\S*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# What JabRef and BibDesk keep in comments: groups, which the reader takes into the entries, and settings of the file.
_TAKEN_COMMENT = re.compile(r"@comment\s*\{\s*(?:BibDesk Static Groups\b|jabref-(?:meta:|entrytype\b))", re.IGNORECASE)
_COMMENT_OPENS = re.compile(r"@\s*comment\b\s*[{(]?", re.IGNORECASE)
_AROUND_LINE = "% \t\r\f\v\u00a0"


def passages_of(bibfile: BibFile, name: str) -> tuple[Passage, ...]:
    """In the order of the file `name`, in their exact words; what programs say of the file itself is left out."""
    found = [*_between(bibfile), *_inside(bibfile)]
    lines = bibfile.lines
    return tuple(
        Passage(kind=kind, text=without_stray_bytes(text), place=lines.place(name, start))
        for start, kind, text in sorted(found)
    )


def _between(bibfile: BibFile) -> Iterator[tuple[int, str, str]]:
    """Offset, kind and text of the blocks that are no entries of works."""
    unused = _unused_macros(bibfile)
    text = bibfile.text
    for block in bibfile.blocks:
        if block.kind == "entry":
            if (kind := block.type.lower()) in _NO_WORKS:
                yield block.start, _NO_WORKS[kind], bibfile.source(block)
        elif block.kind == "string":
            names = [field.name for field in bibfile.fields(block) if field.name.lower() in unused]
            if names:
                yield block.start, "unused macro", bibfile.source(block)
        elif block.kind in _KINDS and not text[block.start : block.end].isspace() and (said := _said(bibfile, block)):
            yield block.start, _KINDS[block.kind], said


def _said(bibfile: BibFile, block: Block) -> str:
    """The words of a block that are not the program's own."""
    source = bibfile.source(block)
    if block.kind == "text":
        return "\n".join(line for line in source.splitlines() if not _is_of_a_program(line)).strip()
    if block.kind == "comment":
        words = _words_of_comment(source)
        is_taken = _TAKEN_COMMENT.match(source) or all(map(_is_of_a_program, words.splitlines()))
        return "" if is_taken else words
    return source.strip()


def _words_of_comment(source: str) -> str:
    opening = _COMMENT_OPENS.match(source)
    words = source[opening.end() :].strip() if opening else source.strip()
    return words[:-1].rstrip() if opening and words.endswith((")", "}")) else words


def _is_of_a_program(line: str) -> bool:
    """Whether a line is empty, or one that a program writes of the file itself."""
    words = line.strip(_AROUND_LINE)
    return not words or _MADE_BY_PROGRAM.fullmatch(words) is not None


def _unused_macros(bibfile: BibFile) -> set[str]:
    """The macros, in small letters, that no value of the file names."""
    defined = {
        field.name.lower() for block in bibfile.blocks if block.kind == "string" for field in bibfile.fields(block)
    } - set(STANDARD_MACROS)
    if not defined:
        return defined
    values = (bibfile.value(field) for block in bibfile.blocks for field in bibfile.fields(block))
    bare = (value for value in values if value and (value[0] not in '{"' or "#" in value))
    return defined - {part.text.lower() for value in bare for part in value_parts(value) if part.is_name}


def _inside(bibfile: BibFile) -> Iterator[tuple[int, str, str]]:
    """Inside entries: lines switched off with `%`, text that is no field, second values of a field."""
    for trouble in bibfile.troubles:
        if trouble.kind in ("percent-line", "junk-in-entry"):
            yield trouble.offset, "text inside an entry", _line_from(bibfile, trouble)
    for block in bibfile.entries():
        fields = bibfile.fields(block)
        if len({field.name.lower() for field in fields}) == len(fields):
            continue
        first: dict[str, str] = {}
        for field in fields:
            value = bibfile.value(field)
            if value and first.setdefault(field.name.lower(), value) != value:
                yield field.name_start, f"second {field.name}", value


def _line_from(bibfile: BibFile, trouble: Trouble) -> str:
    return bibfile.text[trouble.offset :].split("\n", 1)[0].strip()
