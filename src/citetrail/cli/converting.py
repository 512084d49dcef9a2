"""What `convert` does with a file: copy it, rewrite it within formats of one kind, or write its entries anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from citetrail.cli.inputs import FileInput
    from citetrail.model.formats import Bibliography, Format, Written


class Conversion(NamedTuple):
    """A file, what it is in, and what is asked for: a format (`is_named`: not by an ending alone) and its letters."""

    given: FileInput
    read: Format
    write: Format
    is_named: bool
    latex: bool | None

    @property
    def keeps_dialect(self) -> bool:
        """Whether the target leaves open which dialect of BibTeX it is to be in, as `.bib` does."""
        return not self.is_named and is_bibtex(self.read) and self.write.name == "bibtex"

    @property
    def is_copy(self) -> bool:
        """Whether the file is in the format already, so that nothing is to be changed."""
        is_same = self.read.name == self.write.name and not is_bibtex(self.read)
        return self.latex is None and (self.keeps_dialect or is_same)

    def written(self, bibliography: Bibliography) -> Written:
        """The file in the other format, and what that could not hold."""
        from citetrail.flows.export import converted
        from citetrail.formats.bibtex import rewrite_letters

        if self.keeps_dialect:
            return rewrite_letters(self.given.data, self.given.name, latex=bool(self.latex))
        if is_bibtex(self.read) and self.write.rewrite is not None:
            return self.write.rewrite(self.given.data, self.given.name)
        return converted(bibliography, self.write)

    def deliver(self, bibliography: Bibliography, target: Path | None, *, as_json: bool, allow_loss: bool) -> int:
        """Write it, tell what became of it, and give the exit code: 1 where something was lost and may not be."""
        from citetrail.cli.delivering import Delivery, code_for_losses
        from citetrail.cli.output import tell
        from citetrail.cli.showing import counted
        from citetrail.errors import EXIT_OK

        name, number = self.write.name, len(bibliography.entries)
        told = {"read": self.read.name, "format": name, "entries": number, "problems": bibliography.problems}
        delivery = Delivery(target, as_json, told)
        if self.is_copy:
            delivery.data(self.given.data, bibliography.encoding, losses=(), copied=True)
            tell(f"{counted(number, 'entry')}, {name} already: copied as it is")
            return EXIT_OK
        written = self.written(bibliography)
        delivery.text(written.text, losses=written.losses, copied=False)
        tell(f"{counted(number, 'entry')}, {self.read.name} to {name}")
        return code_for_losses(written.losses, name, allow_loss=allow_loss)


def is_bibtex(form: Format) -> bool:
    """Whether it is BibTeX or BibLaTeX, which are told apart by their fields and not by their files."""
    return form.name in ("bibtex", "biblatex")
