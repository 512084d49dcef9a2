"""What `add` does with each kind of input, and how its result reads."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.importing import tell_beside, with_absolute_files
from citetrail.cli.inputs import (
    MAX_BYTES,
    CitationInput,
    FileInput,
    IdentifierInput,
    Input,
    as_text,
    input_from_argument,
)
from citetrail.cli.output import fitting, paint, say, tell
from citetrail.cli.progress import ProgressLine
from citetrail.cli.rehearsing import rehearsed
from citetrail.cli.showing import counted, one_line
from citetrail.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNSETTLED, InputError

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.flows.add import Added
    from citetrail.library import Library
    from citetrail.model.descriptions import Description
    from citetrail.model.documents import Document
    from citetrail.model.formats import Bibliography
    from citetrail.model.verdicts import Verdict

MARKS = {"added": ("+", "green"), "merged": ("~", "cyan"), "present": ("=", "dim"), "skipped": ("?", "yellow"),
         "failed": ("✗", "red")}  # fmt: skip


LARGE_BYTES = 8_000_000


class LargeFile(NamedTuple):
    """A BibTeX file that is better read in pieces."""

    name: str
    path: Path


def input_to_add(argument: str) -> Input | LargeFile:
    """What one argument of `add` means; a large BibTeX file is not read at once.

    Raises InputError as others do, and for a file that is too large to be read at once and cannot be read in pieces.
    """
    path = Path(argument).expanduser()
    if path.suffix.lower() in (".bib", ".bibtex") and path.is_file() and path.stat().st_size > LARGE_BYTES:
        from citetrail.formats.bibtex.pieces import what_ties

        with path.open("rb") as lines:
            reason = what_ties(lines)
        if reason is None:
            return LargeFile(as_text(argument), path)
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"is larger than {MAX_BYTES // 1024 // 1024} MB and cannot be read in pieces: {reason}",
                file=as_text(argument),
                hint="Split it into several files; entries that belong together go into one.",
            )
    return input_from_argument(argument)


@dataclass(frozen=True)
class Adding:
    """One run of `add`: where to put things and how."""

    settings: Settings
    library: Library
    tags: tuple[str, ...] = ()
    keep_as_given: bool = False
    takes_itself: bool = False  # a text stands for the work that it is, not for those behind it
    dry_run: bool = False
    keep_works: bool = True  # in the results of files that are read in pieces

    def add(self, given: Input | LargeFile) -> list[Added]:
        """Add one input's works, and tag them."""
        if isinstance(given, LargeFile):
            return self._large(given)
        added = self._bibliography(given) if isinstance(given, FileInput) else None
        if added is None:
            added = self._resolved(given)
            if self.takes_itself and isinstance(given, FileInput):
                self._attach(added, given)
        self._tag(added)
        return added

    def _attach(self, added: Sequence[Added], given: FileInput) -> None:
        """Keep a copy of the file with the work that it is."""
        from citetrail.cli.attaching import name_for, told_of
        from citetrail.flows.attaching import attach_copy

        for single in added:
            if single.work is None or single.work.id is None or self.dry_run:
                continue
            path = Path(given.name)
            name = name_for(self.settings, single.work, path.name)
            attached, read = attach_copy(self.library, single.work, given.data, name=name, path=str(path.resolve()))
            tell(f"{single.work.key}: {told_of(attached, read)}")

    def _large(self, given: LargeFile) -> list[Added]:
        """The entries of a file that is read piece by piece; of works without a story only their number is kept."""
        from citetrail.app import wiring
        from citetrail.flows.add import Added
        from citetrail.flows.importing import import_in_pieces
        from citetrail.formats.bibtex.pieces import bibliographies

        kept: list[Added] = []
        without_story = {outcome: Added(outcome, None) for outcome in ("added", "present")}
        with given.path.open("rb") as lines, ProgressLine("entries") as progress, rehearsed(self.library, self.dry_run):
            pieces = (self._told(one, given.name) for one in bibliographies(lines, given.name))
            for added in import_in_pieces(self.library, pieces, given.name, wiring.now(), self._make_key):
                self._tag(added)
                kept += added if self.keep_works else [without_story.get(one.outcome, one) for one in added]
                progress.reach(len(kept))
        if not kept:
            raise InputError("holds no entry", file=given.name)
        return kept

    def _told(self, bibliography: Bibliography, name: str) -> Bibliography:
        """The bibliography, its files' places made whole, after telling what was odd about it."""
        for problem in bibliography.problems:
            if problem.severity != "damaged":  # what could not be read is told among the results
                tell(f"{problem.place}: {problem.message}")
        tell_beside(bibliography.passages, name)
        return with_absolute_files(bibliography, Path(name))

    def _tag(self, added: Sequence[Added]) -> None:
        if self.tags and not self.dry_run:
            with self.library.change("tag what was added"):
                for single in added:
                    if single.work is not None and single.work.id is not None:
                        self.library.tag(single.work.id, add=self.tags)

    def _bibliography(self, given: FileInput) -> list[Added] | None:
        """The entries of a bibliography file; None if the file is something else."""
        from citetrail.app import wiring
        from citetrail.flows.importing import import_bibliography
        from citetrail.flows.trace import bibliography_format

        form = bibliography_format(given.data, given.name, wiring.formats_for_file(given.data, given.name))
        if form is None or form.read is None:
            return None
        bibliography = self._told(form.read(given.data, given.name), given.name)
        if not bibliography.entries and not bibliography.problems:
            raise InputError("holds no entry", file=given.name)
        with ProgressLine("entries", len(bibliography.entries)) as line, rehearsed(self.library, self.dry_run):
            return list(
                import_bibliography(
                    self.library, bibliography, given.name, wiring.now(), self._make_key, after_batch=line.reach
                )
            )

    def _resolved(self, given: Input) -> list[Added]:
        """The works behind an identifier, a citation or an article, as the sources describe them."""
        from citetrail.app import wiring
        from citetrail.flows.add import add_verdicts
        from citetrail.flows.check import check

        document = self._document(given)
        with wiring.open_net(self.settings) as net, ProgressLine("answers") as line:
            providers = wiring.providers(self.settings, net)
            (checked,) = check([document], providers, wiring.day_of(net), progress=line.step)
        _tell_candidates(checked.verdicts)
        own = document if isinstance(given, FileInput) and not self.takes_itself else None
        if own:
            _tell_of_itself(own)
        if not checked.verdicts:
            tell(f"{document.name}: no reference in it; nothing to add")
        with rehearsed(self.library, self.dry_run):
            added = add_verdicts(self.library, checked.verdicts, own, wiring.now(), self._make_key)
            pairs = zip(added, checked.verdicts, strict=True)
            return [self._as_given(single, verdict, given) for single, verdict in pairs]

    def _document(self, given: Input) -> Document:
        """The input as a Document; an address stands for the work that it shows, not for what that refers to."""
        from citetrail.cli.sources import document_of
        from citetrail.flows.trace import document_of_identifier, document_of_itself

        if isinstance(given, IdentifierInput):
            return document_of_identifier(given.identifier, given.written)
        document = document_of(self.settings, given)
        return document_of_itself(document) if self.takes_itself and isinstance(given, FileInput) else document

    def _as_given(self, added: Added, verdict: Verdict, given: Input) -> Added:
        """A citation that no source settled, kept as it was written if the person wants that."""
        from citetrail.app import wiring
        from citetrail.flows.add import add_description

        is_described = isinstance(given, CitationInput) or self.takes_itself
        if added.outcome != "skipped" or not self.keep_as_given or not is_described:
            return added
        return add_description(self.library, verdict.reference.description, "typed", wiring.now(), self._make_key)

    def _make_key(self, description: Description, taken: Container[str]) -> str:
        from citetrail.app import wiring

        return wiring.make_key(self.settings, description, taken)


def _tell_of_itself(document: Document) -> None:
    """A paper's own file is often meant for the paper, and not for what it cites."""
    doi = document.description.doi
    if doi and document.media_type == "pdf":
        tell(f"{document.name} is itself {doi}; citetrail add --self {document.name} keeps that paper, with the file")


def _tell_candidates(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.identity == "ambiguous":
            tell(f"several works fit {verdict.reference.raw[:80]!r}; add the right one by its identifier:")
            for match in verdict.candidates[:5]:
                description = match.record.description
                name = description.identifiers[0] if description.identifiers else match.record.record_id
                tell(f"  {match.score:.2f}  {name}  {one_line(description)}")


def print_added(added: Sequence[Added]) -> None:
    """One line for each work of a short list, then the counts."""
    shown = added if len(added) <= 40 else [single for single in added if single.outcome not in ("added", "present")]
    for single in shown:
        mark, colour = MARKS[single.outcome]
        place = f"{single.place}  " if single.place else ""
        words = f"{single.work.key}  {one_line(single.work.description)}" if single.work else ""
        reason = (f" ({single.reason})" if words else single.reason) if single.reason else ""
        say(fitting(f"{paint(mark, colour, 'bold')} {place}{words}{reason}".rstrip(), indent="  "))
    counts = [
        f"{sum(single.outcome == outcome for single in added):,} {outcome}"
        for outcome in MARKS
        if any(single.outcome == outcome for single in added)
    ]
    say(f"{counted(len(added), 'entry')}: {', '.join(counts) or 'nothing'}")


def exit_code_of(added: Sequence[Added], *, allow_loss: bool) -> int:
    """1 if something could not be kept, 3 if something was not settled, else 0."""
    if any(single.outcome == "failed" for single in added) and not allow_loss:
        return EXIT_FINDINGS
    if any(single.outcome == "skipped" for single in added):
        unsettled = all(single.is_unsettled for single in added if single.outcome == "skipped")
        return EXIT_UNSETTLED if unsettled else EXIT_FINDINGS
    return EXIT_OK
