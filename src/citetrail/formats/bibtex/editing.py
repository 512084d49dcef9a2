"""Changes to a BibTeX file that touch only the bytes they must."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citetrail.errors import InputError
from citetrail.formats.bibtex.scanning import Block
from citetrail.formats.bibtex.syntax import BibFile, Field, bibfile_from_decoded

_BARE = re.compile(r"\d+|[A-Za-z][\w.:-]*")
_PLAIN_SEPARATOR = re.compile(r"\s*,\s*")


class Edit(NamedTuple):
    """Put `text` in the place of `[start:end]` of the file's text."""

    start: int
    end: int
    text: str


def edited(bibfile: BibFile, edits: Sequence[Edit]) -> BibFile:
    """The file with the edits made, everything else byte for byte as it was. Edits may not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += [bibfile.text[position : edit.start], edit.text]
        position = edit.end
    parts.append(bibfile.text[position:])
    return bibfile_from_decoded(bibfile.decoded._replace(text="".join(parts)))


def field_of(bibfile: BibFile, block: Block, name: str) -> Field | None:
    """The first field of that name, whatever its capitals."""
    wanted = name.lower()
    return next((field for field in bibfile.fields(block) if field.name.lower() == wanted), None)


def setting_field(bibfile: BibFile, block: Block, name: str, latex: str) -> Edit:
    """The edit that gives a field this LaTeX value; a new field goes behind the last one and looks like it.

    Raises InputError for a value whose braces do not match, as it would break the entry.
    """
    if not _is_balanced(latex):
        raise InputError(f"the braces of the new {name} do not match", hint="write a lone brace as \\{ … \\}")
    field = field_of(bibfile, block, name)
    if field is None:
        return _adding_field(bibfile, block, name, latex)
    return Edit(field.value_start, field.value_end, _delimited(bibfile.value(field), latex))


def removing_field(bibfile: BibFile, block: Block, name: str) -> Edit | None:
    """The edit that takes a field away together with the comma before it; None if there is none."""
    field = field_of(bibfile, block, name)
    if field is None:
        return None
    fields = bibfile.fields(block)
    place = fields.index(field)
    if place:
        return Edit(fields[place - 1].value_end, field.value_end, "")
    if len(fields) > 1:
        return Edit(field.name_start, fields[1].name_start, "")
    comma = re.compile(r"\s*,").match(bibfile.text, field.value_end)
    return Edit(field.name_start, comma.end() if comma else field.value_end, "")


def changing_key(bibfile: BibFile, block: Block, key: str) -> Edit:
    """The edit that gives an entry another key."""
    start = re.compile(r"@\s*[^\s{(]+\s*[{(]\s*").match(bibfile.text, block.start)
    begin = start.end() if start else block.start
    return Edit(begin, begin + len(block.key), key if block.key or bibfile.text.startswith(",", begin) else f"{key}, ")


def changing_type(bibfile: BibFile, block: Block, kind: str) -> Edit:
    """The edit that gives an entry another type."""
    begin = bibfile.text.index(block.type, block.start)
    return Edit(begin, begin + len(block.type), kind)


def appending_entry(bibfile: BibFile, source: str) -> Edit:
    """The edit that puts an entry at the end, after a blank line, with the line ends of the file."""
    end = line_end(bibfile)
    text = bibfile.text
    gap = "" if not text else end if text.endswith(end) else end * 2
    return Edit(len(text), len(text), gap + re.sub(r"\r\n|\r|\n", end, source))


def removing_entry(bibfile: BibFile, block: Block) -> Edit:
    """The edit that takes an entry away with the line ends behind it."""
    behind = re.compile(r"[ \t]*(?:\r\n|\r|\n){0,2}").match(bibfile.text, block.end)
    return Edit(block.start, behind.end() if behind else block.end, "")


def line_end(bibfile: BibFile) -> str:
    """How the lines of the file end; `\\n` for a file of one line."""
    found = re.search(r"\r\n|\r|\n", bibfile.text)
    return found.group() if found else "\n"


def _adding_field(bibfile: BibFile, block: Block, name: str, latex: str) -> Edit:
    fields = bibfile.fields(block)
    value = _delimited("", latex)
    if not fields:
        start = bibfile.text.index(block.key, block.start) + len(block.key) if block.key else block.end - 1
        comma = "" if bibfile.text.startswith(",", start) else ","
        at = start + 1 if not comma else start
        return Edit(at, at, f"{comma} {name} = {value}")
    last = fields[-1]
    separator = _separator(bibfile, block, fields)
    between = bibfile.text[last.name_start + len(last.name) : last.value_start]
    before, _, after = between.partition("=")
    pad = before if len(before) <= 1 else " " * max(1, len(last.name) + len(before) - len(name))
    return Edit(last.value_end, last.value_end, f"{separator}{name}{pad}={after}{value}")


def _separator(bibfile: BibFile, block: Block, fields: tuple[Field, ...]) -> str:
    """What stands between the last two fields, or between the key and the only one."""
    last = fields[-1]
    begin = fields[-2].value_end if len(fields) > 1 else bibfile.text.find(",", block.start, last.name_start)
    between = bibfile.text[begin : last.name_start] if begin >= 0 else ""
    return between if _PLAIN_SEPARATOR.fullmatch(between) else f",{line_end(bibfile)}  "


def _delimited(before: str, latex: str) -> str:
    """The value in the delimiters that the old one had, if it fits there."""
    if before.startswith('"') and '"' not in latex and "#" not in before:
        return f'"{latex}"'
    if before and before[0] not in '{"' and latex.isascii() and latex.isdigit() and _BARE.fullmatch(before):
        return latex
    return f"{{{latex}}}"


def _is_balanced(latex: str) -> bool:
    depth = 0
    for letter in latex:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0
