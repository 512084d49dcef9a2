"""Two versions of a bibliography brought together, given the state both began from.

Entries are matched by key, fields by name, values by what they mean (white space and delimiters do not count). The
result is the first version's text, with only the bytes changed that the other version changed. What both changed
differently is a conflict: the first version's value stays, and it is told.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from citetrail.formats.bibtex import editing
from citetrail.formats.bibtex.editing import Edit
from citetrail.formats.bibtex.scanning import Block
from citetrail.formats.bibtex.syntax import BibFile
from citetrail.formats.bibtex.values import STANDARD_MACROS, expanded

ENTRY_TYPE = "entrytype"  # the type of an entry, told like a field


class Change(NamedTuple):
    """A field of an entry (or a whole entry, `field` None) that differs from the base; None is absent."""

    key: str
    field: str | None
    before: str | None
    after: str | None


class Conflict(NamedTuple):
    """What both versions changed, each in its own way; `kind` tells about whole entries."""

    key: str
    field: str | None
    base: str | None
    mine: str | None
    theirs: str | None
    kind: Literal["changed-twice", "removed-here", "removed-there", "added-twice"]


class Merged(NamedTuple):
    """The merged file, what was taken from the other version, what only this version changed, and the conflicts."""

    bibfile: BibFile
    taken: tuple[Change, ...]
    mine: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


class _Entry(NamedTuple):
    block: Block
    fields: dict[str, str]  # lower-case name -> meaning, the type among them
    latex: dict[str, str]  # lower-case name -> value without delimiters, macros expanded
    names: dict[str, str]  # lower-case name -> as written


def merge(base: BibFile, mine: BibFile, theirs: BibFile) -> Merged:
    """`mine` with the changes that `theirs` made since `base`. Entries without a key are never touched."""
    return _Merger(base, mine, theirs).merged()


def changes_between(before: BibFile, after: BibFile) -> tuple[Change, ...]:
    """What `after` changed, entry by entry: whole entries added or removed, fields added, removed or changed."""
    old, new = _entries(before), _entries(after)
    changes: list[Change] = []
    for key in dict.fromkeys([*old, *new]):
        if key not in new or key not in old:
            source = before.source(old[key].block) if key in old else after.source(new[key].block)
            changes.append(Change(key, None, source if key in old else None, None if key in old else source))
            continue
        changes.extend(_field_changes(key, old[key], new[key]))
    return tuple(changes)


class _Merger:
    def __init__(self, base: BibFile, mine: BibFile, theirs: BibFile) -> None:
        self._mine_file, self._theirs_file = mine, theirs
        self._base_file = base
        self._base, self._mine, self._theirs = _entries(base), _entries(mine), _entries(theirs)
        self._edits: list[Edit] = []
        self._added: list[str] = []
        self._taken: list[Change] = []
        self._conflicts: list[Conflict] = []

    def merged(self) -> Merged:
        for change in changes_between(self._base_file, self._theirs_file):
            if change.field is not None:
                self._take_field(change)
            elif change.after is not None:
                self._take_entry(change)
            else:
                self._take_removal(change)
        bibfile = editing.edited(self._mine_file, _one_per_place(self._edits)) if self._edits else self._mine_file
        for source in self._added:
            bibfile = editing.edited(bibfile, [editing.appending_entry(bibfile, source + editing.line_end(bibfile))])
        taken_fields = {(change.key, change.field) for change in self._taken}
        own = [
            change
            for change in changes_between(self._base_file, self._mine_file)
            if (change.key, change.field) not in taken_fields
        ]
        disputed = {(conflict.key, conflict.field) for conflict in self._conflicts}
        mine = tuple(
            change for change in own if (change.key, change.field) not in disputed and not self._is_theirs(change)
        )
        return Merged(bibfile, tuple(self._taken), mine, tuple(self._conflicts))

    def _is_theirs(self, change: Change) -> bool:
        """Whether the other version made the very same change."""
        there = self._theirs.get(change.key)
        if change.field is None:
            return (there is None) == (change.after is None)
        return (
            there is not None and change.after is not None and there.fields.get(change.field) == _meaning(change.after)
        )

    def _take_field(self, change: Change) -> None:
        key, name = change.key, change.field or ""
        here = self._mine.get(key)
        there, base = self._theirs[key], self._base[key]
        if here is None:
            self._conflicts.append(
                Conflict(key, None, None, None, self._theirs_file.source(there.block), "removed-here")
            )
            return
        mine, theirs = here.fields.get(name), there.fields.get(name)
        if mine == theirs:
            return
        if mine != base.fields.get(name):
            before, left, right = (entry.latex.get(name) for entry in (base, here, there))
            self._conflicts.append(Conflict(key, name, before, left, right, "changed-twice"))
            return
        edit = self._edit(here, there, name)
        if edit:
            self._edits.append(edit)
            self._taken.append(change)

    def _edit(self, here: _Entry, there: _Entry, name: str) -> Edit | None:
        if name == ENTRY_TYPE:
            return editing.changing_type(self._mine_file, here.block, there.block.type)
        if name not in there.latex:
            return editing.removing_field(self._mine_file, here.block, name)
        return editing.setting_field(self._mine_file, here.block, there.names[name], there.latex[name])

    def _take_entry(self, change: Change) -> None:
        here, there = self._mine.get(change.key), self._theirs[change.key]
        if here is None:
            self._added.append(change.after or "")
            self._taken.append(change)
            return
        for name in dict.fromkeys([*here.fields, *there.fields]):
            mine, theirs = here.fields.get(name), there.fields.get(name)
            if mine is None:
                self._edits.append(
                    editing.setting_field(self._mine_file, here.block, there.names[name], there.latex[name])
                )
                self._taken.append(Change(change.key, name, None, there.latex[name]))
            elif theirs is not None and mine != theirs:
                left, right = here.latex.get(name), there.latex.get(name)
                self._conflicts.append(Conflict(change.key, name, None, left, right, "added-twice"))

    def _take_removal(self, change: Change) -> None:
        here = self._mine.get(change.key)
        if here is None:
            return
        if here.fields != self._base[change.key].fields:
            source = self._mine_file.source(here.block)
            self._conflicts.append(Conflict(change.key, None, change.before, source, None, "removed-there"))
            return
        self._edits.append(editing.removing_entry(self._mine_file, here.block))
        self._taken.append(change)


def _entries(bibfile: BibFile) -> dict[str, _Entry]:
    """Entries by key, the first of each; macros as they are defined at that place."""
    macros = dict(STANDARD_MACROS)
    entries: dict[str, _Entry] = {}
    for block in bibfile.blocks:
        if block.kind == "string":
            for field in bibfile.fields(block):
                macros[field.name.lower()] = expanded(bibfile.value(field), macros)[0]
        elif block.kind == "entry" and block.key and block.key not in entries:
            entries[block.key] = _entry(bibfile, block, macros)
    return entries


def _entry(bibfile: BibFile, block: Block, macros: dict[str, str]) -> _Entry:
    latex: dict[str, str] = {}
    names: dict[str, str] = {}
    for field in bibfile.fields(block):
        if field.name.lower() not in latex:
            latex[field.name.lower()] = expanded(bibfile.value(field), macros)[0]
            names[field.name.lower()] = field.name
    fields = {name: _meaning(value) for name, value in latex.items()}
    return _Entry(block, fields | {ENTRY_TYPE: block.type.lower()}, latex | {ENTRY_TYPE: block.type.lower()}, names)


def _meaning(value: str) -> str:
    return " ".join(value.split())


def _field_changes(key: str, old: _Entry, new: _Entry) -> list[Change]:
    return [
        Change(key, name, old.latex.get(name), new.latex.get(name))
        for name in dict.fromkeys([*old.fields, *new.fields])
        if old.fields.get(name) != new.fields.get(name)
    ]


def _one_per_place(edits: list[Edit]) -> list[Edit]:
    """Several fields added behind the same one become one edit, and removals that touch become one."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        last = joined[-1] if joined else None
        if last and edit.start < last.end:
            joined[-1] = Edit(last.start, max(last.end, edit.end), last.text + edit.text)
        elif last and edit.start == last.start == last.end and edit.end == edit.start:
            joined[-1] = Edit(last.start, last.end, last.text + edit.text)
        else:
            joined.append(edit)
    return joined
