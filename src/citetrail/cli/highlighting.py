"""Highlights from files and works of the library to where they belong, and how that reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from citetrail.cli.inputs import read_file
from citetrail.cli.looking_up import work_named
from citetrail.cli.output import paint, say, shorten
from citetrail.cli.showing import counted
from citetrail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citetrail.flows.highlighting import Taken
    from citetrail.library import Library
    from citetrail.model.highlights import Highlight
    from citetrail.model.works import Work


@dataclass
class Highlighting:
    """One run: what was taken over, and what belongs to no work of the library, by address."""

    library: Library
    to: str | None
    taken: list[Taken] = field(default_factory=list)
    others: dict[str, list[Highlight]] = field(default_factory=dict)

    def take(self, source: str) -> None:
        """Take over the highlights of a file or of a work's PDFs."""
        path = Path(source).expanduser()
        if not path.is_file():
            if path.suffix.lower() in (".pdf", ".json") and self.library.resolve(source) is None:
                raise InputError("no such file", file=source)
            work = work_named(self.library, source)
            self._keep(work, self._of_files(work))
            return
        data = read_file(path, source)
        if b"%PDF-" in data[:1024]:
            from citetrail.documents.pdf.pages import highlights_of

            self._keep(self._work_of(path), highlights_of(data, source))
        else:
            self._take_export(data, source)

    def _of_files(self, work: Work) -> list[Highlight]:
        from citetrail.documents.pdf.pages import highlights_of

        paths = [self.library.file_of(one) for one in work.attachments]
        pdfs = [path for path in paths if path is not None and path.suffix.lower() == ".pdf" and path.is_file()]
        if not pdfs:
            raise InputError(f"{work.key} has no PDF", hint=f"citetrail attach {work.key} FILE")
        return [one for path in pdfs for one in highlights_of(read_file(path, str(path)), str(path))]

    def _work_of(self, path: Path) -> Work:
        """The work named by `--to`, else the one that the file is attached to."""
        if self.to:
            return work_named(self.library, self.to)
        place = str(path.resolve())
        for work in self.library.each_work("has:file"):
            if any(one.path == place for one in work.attachments):
                return work
        hint = "Name it with --to KEY, or attach the file first."
        raise InputError("which work is this file of?", file=str(path), hint=hint)

    def _take_export(self, data: bytes, name: str) -> None:
        from citetrail.documents.hypothesis import highlights_from_json
        from citetrail.flows.highlighting import by_work

        found = highlights_from_json(data, name)
        if self.to:
            self._keep(work_named(self.library, self.to), found)
            return
        placed, others = by_work(self.library, found)
        for work in self.library.works(list(placed)):
            self._keep(work, placed[work.stored_id])
        for address, highlights in others.items():
            self.others.setdefault(address, []).extend(highlights)

    def _keep(self, work: Work, highlights: Sequence[Highlight]) -> None:
        from citetrail.app import wiring
        from citetrail.flows.highlighting import take_highlights

        self.taken.append(take_highlights(self.library, work, highlights, wiring.now()))


def print_taken(taken: Sequence[Taken], others: Mapping[str, Sequence[Highlight]], *, is_dry: bool) -> None:
    """What is new for each work, and what found none."""
    for one in taken:
        parts = [counted(len(one.quotes), "quote"), counted(len(one.notes), "note")]
        tags = " " + " ".join(f"#{tag}" for tag in one.tags) if one.tags else ""
        there = f", {one.present} there already" if one.present else ""
        would = "would be " if is_dry else ""
        say(f"{paint(one.work.key, 'cyan')}: {' and '.join(parts)} {would}new{there}{tags}")
        for quote in one.quotes:
            page = f", p. {quote.page}" if quote.page else ""
            say(f"  “{shorten(quote.exact, 90)}”{page}")
    for address, highlights in others.items():
        title = next((one.title for one in highlights if one.title), "")
        told = f"{counted(len(highlights), 'highlight')} of {address or 'no address'} {title}".rstrip()
        say(f"{paint('?', 'yellow')} {told}")
    if others:
        say("  citetrail add ADDRESS, or say which work with --to KEY")
