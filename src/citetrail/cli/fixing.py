"""`check --fix`: the least change to a BibTeX file that makes its entries say what the records say."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citetrail.cli.files import write_bytes_whole
from citetrail.cli.output import say, tell
from citetrail.cli.showing import counted

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.formats.bibtex.syntax import BibFile
    from citetrail.model.descriptions import Description
    from citetrail.model.references import Reference
    from citetrail.model.verdicts import FieldComparison, Verdict

FIXABLE = ("title", "authors", "container_title", "issued", "volume", "issue", "pages", "publisher")
SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn")


class Fix(NamedTuple):
    """A file with what it says and what it would say; `fields` counts the changes, `fixed` are the verdicts settled."""

    path: Path
    before: bytes
    after: bytes
    fields: int
    fixed: tuple[Verdict, ...]

    def diff(self) -> str:
        """The change as a unified diff."""
        texts = (data.decode("utf-8", errors="replace").splitlines(keepends=True) for data in (self.before, self.after))
        old, new = texts
        lines = difflib.unified_diff(old, new, f"{self.path}", f"{self.path}", n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fixes_for(verdicts: Sequence[Verdict], pinned: Mapping[str, Collection[str]]) -> tuple[Fix, ...]:
    """The changes to each BibTeX file. `pinned` are fields that stay as the person wants them, by citation key."""
    by_file: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        source = verdict.reference.place.source
        if source and source.lower().endswith(".bib") and verdict.match is not None and Path(source).is_file():
            by_file.setdefault(source, []).append(verdict)
    made = (_fix(Path(source), own, pinned) for source, own in by_file.items())
    return tuple(fix for fix in made if fix.before != fix.after)


def _fix(path: Path, verdicts: Sequence[Verdict], pinned: Mapping[str, Collection[str]]) -> Fix:
    from citetrail.formats.bibtex.editing import Edit, edited
    from citetrail.formats.bibtex.syntax import bibfile_from_bytes
    from citetrail.formats.bibtex.updating import dialect_of, updated_entry

    data = path.read_bytes()
    bibfile = bibfile_from_bytes(data)
    dialect, edits, fixed, count = dialect_of(bibfile), [], [], 0
    for verdict in verdicts:
        block = _block_of(bibfile, verdict.reference)
        changes = changes_for(verdict, pinned.get(verdict.reference.key or "", ()))
        if block is None or not changes:
            continue
        source = bibfile.source(block)
        updated = updated_entry(source, changes, dialect)
        for field in updated.lost:
            tell(f"{verdict.reference.place}: {field} of {verdict.reference.key} cannot be written here")
        if updated.source != source:
            edits.append(Edit(block.start, block.end, updated.source))
            count += len(changes) - len(updated.lost)
        if not updated.lost and len(changes) == len(_wrong(verdict)):
            fixed.append(verdict)
    return Fix(path, data, edited(bibfile, edits).to_bytes(), count, tuple(fixed))


def _block_of(bibfile: BibFile, reference: Reference) -> Any:
    """The entry that the reference was read from: the one with its key whose text is unchanged."""
    own = [block for block in bibfile.entries() if block.key == reference.key]
    return next((block for block in own if bibfile.source(block).strip() == reference.raw.strip()), None)


def _wrong(verdict: Verdict) -> list[FieldComparison]:
    return [single for single in verdict.differing if single.severity != "none"]


def changes_for(verdict: Verdict, pinned: Collection[str] = ()) -> dict[str, Any]:
    """The fields of the description to change and their new values: only what differs, and only from the one record."""
    from citetrail.judging.comparing import SHOWN

    if verdict.match is None or verdict.identity not in ("mismatch", "identifier-conflict", "identifier-unregistered"):
        return {}
    given, found = verdict.reference.description, verdict.match.record.description
    if not _is_surely_meant(verdict, given, found):
        return {}
    changes: dict[str, Any] = {}
    for single in _wrong(verdict):
        if single.field in pinned:
            continue
        if single.field in SCHEMES:
            changes |= _identifier_change(single.field, changes.get("identifiers", given.identifiers), found)
        elif single.field in FIXABLE and SHOWN[single.field](found) == single.found:
            changes |= _field_change(single.field, given, found)
    return changes


def _is_surely_meant(verdict: Verdict, given: Description, found: Description) -> bool:
    """Whether the title or an identifier says that this is the work: otherwise a person must decide."""
    title = next((single for single in verdict.fields if single.field == "title"), None)
    agrees = title is not None and title.outcome in ("equal", "variant")
    return agrees or bool(set(given.identifiers) & set(found.identifiers))


def _identifier_change(scheme: str, own: Sequence[Any], found: Description) -> dict[str, Any]:
    right = next((one for one in found.identifiers if one.scheme == scheme), None)
    if right is None:
        return {}
    return {"identifiers": tuple(right if one.scheme == scheme else one for one in own)}


def _field_change(field: str, given: Description, found: Description) -> dict[str, Any]:
    from citetrail.model.dates import date_of_year

    value = getattr(found, field)
    if field == "issued":
        has_month = given.issued is not None and given.issued.start.month is not None
        value = found.issued if has_month else date_of_year(found.year) if found.year else None
    if field == "title" and value and value.isupper():
        return {}  # a record that shouts is no model
    if field == "authors" and (found.has_more_authors or not value):
        return {}
    return {field: value} if value else {}


def pinned_fields(
    settings: Settings, verdicts: Sequence[Verdict], silenced: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """By citation key, the fields that stay: those of silenced rules, and those that were edited in the library."""
    from citetrail.app import wiring

    pinned = {key: set(fields) for key, fields in silenced.items()}
    if not settings.library.is_file():
        return pinned
    with wiring.open_library(settings) as library:
        for verdict in verdicts:
            key = verdict.reference.key
            work = library.resolve(key) if key else None
            if key and work is not None:
                pinned.setdefault(key, set()).update(work.edits)
    return pinned


def show_fixes(fixes: Sequence[Fix], *, apply: bool) -> None:
    """The diffs on stdout; the files are written only with `apply`."""
    for fix in fixes:
        say(fix.diff().rstrip("\n"))
        if apply:
            write_bytes_whole(fix.path, fix.after)
    count = sum(fix.fields for fix in fixes)
    if not fixes:
        tell("nothing can be fixed from the records")
    elif apply:
        tell(f"{counted(count, 'field')} changed in {', '.join(str(fix.path) for fix in fixes)}")
    else:
        tell(f"{counted(count, 'field')} would change; write {'it' if count == 1 else 'them'} with --apply")
