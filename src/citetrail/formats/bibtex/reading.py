"""A BibTeX file as a bibliography: entries described, everything odd told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citetrail.errors import InputError
from citetrail.formats.bibtex.bibdesk import groups_of_bibdesk
from citetrail.formats.bibtex.description import RawEntry, describe
from citetrail.formats.bibtex.inheritance import Inherited, Origin, inherited_fields
from citetrail.formats.bibtex.jabref import groups_from_comments, rating_of, reading_of
from citetrail.formats.bibtex.passages import passages_of
from citetrail.formats.bibtex.scanning import DAMAGING, Block, Trouble
from citetrail.formats.bibtex.syntax import BibFile, Field, bibfile_from_bytes
from citetrail.formats.bibtex.types import NOT_A_WORK
from citetrail.formats.bibtex.values import STANDARD_MACROS, expanded, value_parts
from citetrail.formats.parts.collecting import collector_paused
from citetrail.formats.parts.encodings import lines_with_stray_bytes, without_stray_bytes
from citetrail.model import Bibliography, Entry, Place, Problem

_SENTENCES: dict[str, str] = {
    "unclosed-entry": "{entry} is never closed{opened}",
    "unclosed-value": "{entry} has a value that is never closed{opened}",
    "no-opening-brace": "{entry} has no opening brace after its type",
    "missing-comma": "a comma is missing before the next field",
    "missing-value": "a field has no value",
    "unquoted-value": "a value stands without braces or quotes",
    "percent-line": "a line was switched off with %; BibTeX does not know comments inside entries",
    "junk-in-entry": "text that is no field was skipped; the file keeps it",
    "stray-brace": "a closing brace too many",
    "unclosed-comment": "the comment is never closed; only its line is taken for one",
}
_PROGRAMS = re.compile("jabref-meta|BibDesk Static Groups")
_ABSOLUTE = re.compile(r"/|[A-Za-z]:|[a-z]+://|\\\\|~")
_KEY_TROUBLE = re.compile(r"[\s{}%#~\\,\"]")


def read(content: bytes, name: str) -> Bibliography:
    """The entries of a BibTeX or BibLaTeX file, in order, with all that was odd.

    Raises InputError for an empty file, for what is clearly another format, and for damaged UTF-16.
    """
    return bibliography_from_bibfile(bibfile_of(content, name), name)


def bibfile_of(content: bytes, name: str) -> BibFile:
    """The syntax of a file that should be BibTeX. Raises InputError where it is empty or something else."""
    if not content.strip():
        raise InputError("the file is empty", file=name)
    head = content[:1000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise InputError("this looks like HTML, not like BibTeX", file=name, hint="was the file downloaded completely?")
    if head.startswith((b"%pdf-1", b"%pdf-2", b"pk\x03\x04", b"\x89png", b"sqlite format 3")):
        raise InputError("this is a binary file, not BibTeX", file=name)
    try:
        return bibfile_from_bytes(content)
    except InputError as error:
        raise InputError(error.message, file=name, hint=error.hint) from error


def bibliography_from_bibfile(bibfile: BibFile, name: str, *, inherits: bool = True) -> Bibliography:
    """The entries of a file that was split already; without `inherits` they take nothing from others."""
    with collector_paused():
        reader = _Reader(bibfile, name, inherits=inherits)
        entries = tuple(reader.entries())
        problems = sorted(reader.problems, key=lambda problem: problem.place.start or 0)
        passages = passages_of(bibfile, name)
    return Bibliography(entries=entries, problems=tuple(problems), encoding=bibfile.decoded.encoding, passages=passages)


class _Reader:
    def __init__(self, bibfile: BibFile, name: str, *, inherits: bool) -> None:
        self._bibfile = bibfile
        self._inherits = inherits
        self._name = name
        self.problems: list[Problem] = []
        self._raw: list[tuple[Block, RawEntry]] = []
        self._by_key: dict[str, RawEntry] = {}
        self._seen: dict[str, int] = {}  # key -> offset of its first entry
        self._seen_small: dict[str, str] = {}
        self._room = 1_000_000 + 20 * len(bibfile.text)  # what macros may add to the file's length
        self._redefined: dict[str, Block] = {}  # macro -> its latest definition
        comments = [
            without_stray_bytes(bibfile.source(block))
            for block in bibfile.blocks
            if block.kind == "comment" and _PROGRAMS.search(bibfile.text[block.start : block.start + 40])
        ]
        self._groups = groups_from_comments(comments)
        self._groups_of_bibdesk = groups_of_bibdesk(comments)

    def entries(self) -> Iterator[Entry]:
        """The works in order. To be run once; fills `problems`."""
        self._expand()
        self._tell_about_the_file()
        for block, raw in self._raw:
            if raw.type in NOT_A_WORK or self._is_repeated(block):
                continue
            yield self._entry(block, raw)

    # -- macros and raw fields

    def _expand(self) -> None:
        macros = dict(STANDARD_MACROS)
        for block in self._bibfile.blocks:
            if block.kind == "string":
                self._define(block, macros)
            elif block.kind == "entry":
                raw = self._raw_entry(block, macros)
                self._raw.append((block, raw))
                if block.key:
                    self._by_key.setdefault(block.key, raw)

    def _expanded(self, field: Field, macros: dict[str, str]) -> tuple[str, tuple[str, ...]]:
        """A field's value; macros count as not defined once they have made the file many times as long."""
        value = self._value(field.value_start, field.value_end)
        text, undefined = expanded(value, macros if self._room > 0 else {})
        self._room -= max(0, len(text) - len(value))
        return text, undefined

    def _define(self, block: Block, macros: dict[str, str]) -> None:
        for field in self._bibfile.fields(block):
            text, undefined = self._expanded(field, macros)
            name = field.name.lower()
            if name in macros and macros[name] != text and name not in STANDARD_MACROS:
                self._tell(block, f"the macro {field.name} is defined a second time, differently")
                self._redefined[name] = block
            for unknown in undefined:
                self._tell(block, f"the macro {unknown} is not defined")
            macros[name] = text

    def _raw_entry(self, block: Block, macros: dict[str, str]) -> RawEntry:
        fields: dict[str, str] = {}
        written: dict[str, str] = {}
        for field in self._bibfile.fields(block):
            name = without_stray_bytes(field.name.lower())
            if name in fields:
                if field.value_end > field.value_start:
                    self._tell(block, f"the field {field.name} stands twice; the first counts", field.name_start)
                continue
            text, undefined = self._expanded(field, macros)
            for unknown in undefined:
                self._tell(block, f"the macro {unknown} is not defined above this entry", field.value_start)
            if self._redefined:
                self._tell_redefined(block, field)
            fields[name] = text
            if field.name != name:
                written[name] = without_stray_bytes(field.name)
        return RawEntry(without_stray_bytes(block.type.lower()), fields, written)

    def _tell_redefined(self, block: Block, field: Field) -> None:
        """Tells that a macro used here has two definitions, and which one counts."""
        for part in value_parts(self._bibfile.value(field)):
            if part.is_name and (definition := self._redefined.get(part.text.lower())):
                line = self._bibfile.lines.position(definition.start)[0]
                self._tell(block, f"the macro {part.text} is defined twice; line {line} counts", field.value_start)

    def _value(self, start: int, end: int) -> str:
        return without_stray_bytes(self._bibfile.text[start:end])

    # -- entries

    def _is_repeated(self, block: Block) -> bool:
        """Whether the same key stood above with the very same text; other repetitions of keys are only told."""
        first = self._seen.get(block.key)
        if not block.key or first is None:
            return False
        source = self._bibfile.source(block)
        if self._bibfile.text.startswith(source, first):
            self._tell(block, f"repeated word for word from line {self._bibfile.lines.position(first)[0]}; left out")
            return True
        return False

    def _entry(self, block: Block, raw: RawEntry) -> Entry:
        key = self._key(block)
        inherited = self._inherited(block, raw)
        if inherited.fields:
            raw = raw._replace(fields=dict(raw.fields) | inherited.fields, inherited=frozenset(inherited.fields))
        described = describe(raw)
        for sentence in described.oddities:
            self._tell(block, sentence)
        return Entry(
            key=key,
            description=described.description,
            place=self._bibfile.lines.place(self._name, block.start, block.end),
            source=self._bibfile.source(block),
            aliases=described.aliases,
            tags=tuple(
                dict.fromkeys(
                    (*self._groups.tags(block.key, described.tags), *self._groups_of_bibdesk.get(block.key, ()))
                )
            ),
            notes=described.notes,
            files=tuple(self._in_file_folder(path) for path in described.files),
            rating=rating_of(raw.fields.get("ranking", "")),
            reading=reading_of(raw.fields.get("readstatus", "")),
        )

    def _in_file_folder(self, path: str) -> str:
        """A relative path, below the folder that JabRef keeps files in, if the file names one."""
        folder = self._groups.file_folder
        return f"{folder.rstrip('/')}/{path}" if folder and not _ABSOLUTE.match(path) else path

    def _key(self, block: Block) -> str | None:
        """The key to use: another one for a second, different entry under the same key; None where there is none."""
        key = without_stray_bytes(block.key)
        if not key:
            self._tell(block, "the entry has no key; one will be made")
            return None
        if key in self._seen:
            return self._second_key(block, key)
        if (other := self._seen_small.get(key.lower())) and other != key:
            self._tell(block, f"the key differs from {other} only in capitals; BibTeX takes them for one")
        if _KEY_TROUBLE.search(key):
            self._tell(block, "LaTeX cannot cite this key")
        self._seen[key] = block.start
        self._seen_small.setdefault(key.lower(), key)
        return key

    def _second_key(self, block: Block, key: str) -> str:
        first = self._bibfile.lines.position(self._seen[key])[0]
        number = 2
        while f"{key}-{number}" in self._seen or f"{key}-{number}" in self._by_key:
            number += 1
        made = f"{key}-{number}"
        self._seen[made] = block.start
        self._tell(block, f"the key is taken by a different entry on line {first}; this one is kept as {made}")
        return made

    def _inherited(self, block: Block, raw: RawEntry) -> Inherited:
        if not self._inherits or ("crossref" not in raw.fields and "xdata" not in raw.fields):
            return Inherited({})
        found = inherited_fields(block.key, Origin(raw.type, raw.fields), self._origin)
        for missing in found.missing:
            self._tell(block, f"there is no entry {missing} to take fields from")
        if found.is_circular:
            self._tell(block, "crossref or xdata leads back to this entry")
        return found

    def _origin(self, key: str) -> Origin | None:
        raw = self._by_key.get(key)
        if raw is None and not hasattr(self, "_by_small_key"):
            self._by_small_key = {name.lower(): entry for name, entry in reversed(self._by_key.items())}
        if raw is None:
            raw = self._by_small_key.get(key.lower())
        return Origin(raw.type, raw.fields) if raw else None

    # -- telling

    def _tell(self, block: Block, sentence: str, offset: int | None = None) -> None:
        place = self._bibfile.lines.place(self._name, block.start if offset is None else offset)
        key = without_stray_bytes(block.key) or None
        self.problems.append(Problem(severity="told", message=without_stray_bytes(sentence), place=place, key=key))

    def _tell_about_the_file(self) -> None:
        for group in self._groups.searches:
            place = Place(source=self._name, line=1, column=1, start=0)
            sentence = f"the group {group} is a search of JabRef; it has no place"
            self.problems.append(Problem(severity="told", message=sentence, place=place))
        decoded = self._bibfile.decoded
        if decoded.origin == "guessed":
            place = Place(source=self._name, line=1, column=1, start=0)
            sentence = (
                f"the file is not UTF-8; read as {decoded.encoding} (a first line `% Encoding: NAME` says otherwise)"
            )
            self.problems.append(Problem(severity="told", message=sentence, place=place))
        for offset in lines_with_stray_bytes(self._bibfile.text) if decoded.origin in ("mixed", "marked") else ():
            place = self._bibfile.lines.place(self._name, offset)
            sentence = "bytes that are not UTF-8; read as Windows-1252"
            self.problems.append(Problem(severity="told", message=sentence, place=place))
        keys = {block.start: without_stray_bytes(block.key) for block in self._bibfile.blocks if block.type}
        for trouble in self._bibfile.troubles:
            self.problems.append(self._problem(trouble, keys.get(trouble.block) or None))

    def _problem(self, trouble: Trouble, key: str | None) -> Problem:
        lines = self._bibfile.lines
        opened = lines.position(trouble.opened) if trouble.opened is not None else None
        sentence = _SENTENCES[trouble.kind]
        if trouble.kind in DAMAGING:
            where = f"; opened on line {opened[0]}, column {opened[1]}" if opened else ""
            sentence = sentence.format(entry=f'"{key}"' if key else "an entry without a key", opened=where)
        return Problem(
            severity="damaged" if trouble.kind in DAMAGING else "told",
            message=sentence,
            place=lines.place(self._name, trouble.offset),
            key=key,
            opened_at=opened,
        )
