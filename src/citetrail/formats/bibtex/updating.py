"""An entry of a BibTeX file made to say something else about its work, with only the bytes changed that must."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from citetrail.errors import InputError
from citetrail.formats.bibtex import editing
from citetrail.formats.bibtex import fields as tables
from citetrail.formats.bibtex.reading import bibliography_from_bibfile
from citetrail.formats.bibtex.scanning import Block
from citetrail.formats.bibtex.syntax import BibFile, bibfile_from_text
from citetrail.formats.bibtex.writing import BIBLATEX, BIBTEX, Dialect, entry_fields
from citetrail.formats.parts.latex import escaped, latex_from_unicode
from citetrail.model import DESCRIPTION_FIELDS, Description, Entry

ONLY_BIBLATEX = frozenset({"date", "journaltitle", "location", "langid", "eprinttype", "eventtitle", "urldate"})
_SAME_FIELDS = (
    *(
        frozenset(name for name, field in tables.TEXT_FIELDS.items() if field == meant)
        for meant in dict.fromkeys(tables.TEXT_FIELDS.values())
    ),
    frozenset({"langid", "language"}), frozenset({"eprinttype", "archiveprefix"}), frozenset({"keywords", "keyword"}),
    frozenset({"number", "issue"}),
)  # fmt: skip


class Updated(NamedTuple):
    """An entry's new text, and the fields of the description that it could not be made to say."""

    source: str
    lost: tuple[str, ...]


def dialect_of(bibfile: BibFile) -> Dialect:
    """How the file is written: BibLaTeX if it uses its fields.

    In LaTeX commands if all of it is ASCII, or if its encoding has not every letter.
    """
    names = {field.name.lower() for block in bibfile.entries() for field in bibfile.fields(block)}
    dialect = BIBLATEX if names & ONLY_BIBLATEX else BIBTEX
    if not any(bibfile.entries()):
        return dialect
    is_limited = bibfile.text.isascii() or not bibfile.decoded.encoding.startswith("utf")
    return dialect._replace(encode=latex_from_unicode if is_limited else escaped)


def updated_entry(source: str, changes: Mapping[str, Any], dialect: Dialect) -> Updated:
    """An entry's text made to say the changed fields of its description, as far as reading it back shows that it does.

    Where a change cannot be written, or would alter something else as well, the text says what it said before.
    """
    text = source
    lost: list[str] = []
    for field, value in changes.items():
        text, is_written = _with_field(text, field, value, dialect)
        if not is_written:
            lost.append(field)
    return Updated(text, tuple(lost))


def _with_field(source: str, field: str, value: Any, dialect: Dialect) -> tuple[str, bool]:
    before = _entry(source)
    changed: dict[str, Any] = {field: value}
    if field == "type":  # the entry type as written would outlive it
        changed["extra"] = _without_entry_type(before.description)
    after = before.model_copy(update={"description": before.description.model_copy(update=changed)})
    try:
        text = _rewritten(source, before, after, dialect)
    except InputError:  # a value whose braces do not match
        return source, False
    is_written = _says(text, after.description)
    return (text, True) if is_written else (source, False)


def _says(source: str, description: Description) -> bool:
    found = bibliography_from_bibfile(bibfile_from_text(source), "").entries
    if len(found) != 1 or _without_entry_type(found[0].description) != _without_entry_type(description):
        return False
    fields = (field for field in DESCRIPTION_FIELDS if field != "extra")
    return all(getattr(found[0].description, field) == getattr(description, field) for field in fields)


def _without_entry_type(description: Description) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in description.extra if pair[0] != "entrytype")


def _entry(source: str) -> Entry:
    return bibliography_from_bibfile(bibfile_from_text(source), "").entries[0]


def _rewritten(source: str, before: Entry, after: Entry, dialect: Dialect) -> str:
    bibfile = bibfile_from_text(source)
    dialect = dialect_of_entry(bibfile, _block(bibfile), dialect)
    old_kind, old = entry_fields(before, dialect)
    new_kind, new = entry_fields(after, dialect)
    if old_kind != new_kind:
        bibfile = editing.edited(bibfile, [editing.changing_type(bibfile, _block(bibfile), new_kind)])
    for name in [name for name in old if name not in new]:
        bibfile = _without(bibfile, _name_there(bibfile, name))
    for name, value in new.items():
        if old.get(name) != value:
            bibfile = _with(bibfile, _name_there(bibfile, name), value)
    return bibfile.text


def dialect_of_entry(bibfile: BibFile, block: Block, dialect: Dialect) -> Dialect:
    """The file's dialect, unless the entry has its year where the other dialect has it."""
    names = {field.name.lower() for field in bibfile.fields(block)}
    if "date" in names and dialect.name == "bibtex":
        return BIBLATEX._replace(encode=dialect.encode)
    if "year" in names and "date" not in names and dialect.name == "biblatex":
        return BIBTEX._replace(encode=dialect.encode)
    return dialect


def _block(bibfile: BibFile) -> Block:
    return next(bibfile.entries())


def _name_there(bibfile: BibFile, name: str) -> str:
    """The name of the field in the entry that means the same, if it has one."""
    there = {field.name.lower(): field.name for field in bibfile.fields(_block(bibfile))}
    return same_name(name, there) or name


def same_name(name: str, there: Mapping[str, str]) -> str | None:
    """The name, as written, of the field among these (by small letters) that is `name` or means the same."""
    if name in there:
        return there[name]
    same = next((names for names in _SAME_FIELDS if name in names), frozenset())
    return next((there[other] for other in tables.TEXT_FIELDS if other in same and other in there), None)


def _without(bibfile: BibFile, name: str) -> BibFile:
    edit = editing.removing_field(bibfile, _block(bibfile), name)
    return editing.edited(bibfile, [edit]) if edit else bibfile


def _with(bibfile: BibFile, name: str, value: str) -> BibFile:
    block = _block(bibfile)
    if value.startswith("{"):
        return editing.edited(bibfile, [editing.setting_field(bibfile, block, name, value[1:-1])])
    there = editing.field_of(bibfile, block, name)
    if there is not None:
        return editing.edited(bibfile, [editing.Edit(there.value_start, there.value_end, value)])
    return editing.edited(bibfile, [editing.setting_field(bibfile, block, name, value)])
