"""What `check` looks at: files, whole folders, manuscripts with their bibliographies, works of the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.output import tell
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.model.documents import Document
    from citetrail.model.references import Place, Reference

WITH_BIBLIOGRAPHY = (".tex", ".aux", ".bcf", ".typ", ".md", ".markdown", ".qmd")
READABLE = frozenset(
    (
        ".bib .ris .nbib .enw .json .yaml .yml .xml .tex .bbl .md .markdown .qmd .txt .html .htm .docx .odt .epub .pdf"
    ).split()
)
DATA_ENDINGS = frozenset({".json", ".yaml", ".yml", ".xml"})  # many files of these are no bibliographies
LINED = frozenset(".tex .bbl .md .markdown .qmd .txt .html .htm .typ".split())
_WORDS_TO_FIND = 24  # letters of a reference by which its column is found in its line


class Subjects(NamedTuple):
    """The documents to check; `unknown` counts citation keys that no bibliography has."""

    documents: tuple[Document, ...]
    unknown: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the references stand in, each once."""
        places = (reference.place.source for document in self.documents for reference in document.references)
        return tuple(dict.fromkeys(source for source in places if source))


def subjects_of(settings: Settings, sources: Sequence[str], works: str | None) -> Subjects:
    """What the arguments name. Raises InputError for what cannot be read."""
    documents: list[Document] = []
    unknown = 0
    for source in _files_of(sources):
        document, missing = _document(settings, source)
        documents.append(_with_columns(document))
        unknown += missing
    if works is not None:
        documents.append(_document_of_library(settings, works))
    return Subjects(tuple(_without_repeats(documents)), unknown)


def _files_of(sources: Sequence[str]) -> Iterator[str]:
    """The sources, with every readable file of a folder in its place, hidden ones left out."""
    for source in sources:
        if source != "-" and len(source) < 1000 and Path(source).is_dir():
            files = [str(path) for path in sorted(Path(source).rglob("*")) if _is_readable(path, Path(source))]
            if not files:
                raise InputError("no file in this folder can be read", file=source, hint="Name a file.")
            yield from files
        else:
            yield source


def _is_readable(path: Path, folder: Path) -> bool:
    from citetrail.app import wiring

    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    ending = path.suffix.lower()
    if is_hidden or ending not in READABLE or not path.is_file() or path.stat().st_size == 0:
        return False
    if ending not in DATA_ENDINGS:
        return True
    data = path.read_bytes()
    return any(form.sniff(data) for form in wiring.formats_for_file(data, path.name))


def _document(settings: Settings, source: str) -> tuple[Document, int]:
    from citetrail.cli.inputs import input_from_argument
    from citetrail.cli.manuscripts import document_of_manuscript, read_manuscript
    from citetrail.cli.sources import document_of

    is_manuscript = source.lower().endswith(WITH_BIBLIOGRAPHY) and Path(source).is_file()
    if is_manuscript and read_manuscript(source).bibliographies:
        document, unknown = document_of_manuscript(source)
        for cited in unknown:
            tell(f"{cited.source}:{cited.line}:{cited.column}: {cited.key} is in no bibliography")
        return document, len(unknown)
    return document_of(settings, input_from_argument(source)), 0


def _without_repeats(documents: Sequence[Document]) -> Iterator[Document]:
    """The documents without entries that another one holds, too: a folder's manuscript and its bibliography file."""
    seen: set[tuple[Place, str | None, str]] = set()
    for document in documents:
        kept = []
        for reference in document.references:
            own = (reference.place, reference.key, reference.raw)
            if reference.kind == "data" and own in seen:
                continue
            seen.add(own)
            kept.append(reference)
        yield document.model_copy(update={"references": tuple(kept)})


def _with_columns(document: Document) -> Document:
    """The references of a text file with the column in their line, where the reader knows only the line."""
    path = Path(document.name)
    if path.suffix.lower() not in LINED or not path.is_file():
        return document
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    references = tuple(_with_column(reference, lines) for reference in document.references)
    return document.model_copy(update={"references": references})


def _with_column(reference: Reference, lines: Sequence[str]) -> Reference:
    place = reference.place
    if place.line is None or place.column is not None or not 0 < place.line <= len(lines):
        return reference
    line, start = lines[place.line - 1], " ".join(reference.raw.split())[:_WORDS_TO_FIND]
    first_word = start.split(" ")[0] if start else ""
    column = next((at for text in (start, first_word) if text and (at := line.find(text)) >= 0), None)
    return (
        reference
        if column is None
        else reference.model_copy(update={"place": place.model_copy(update={"column": column + 1})})
    )


def _document_of_library(settings: Settings, query: str) -> Document:
    """Works of the library as a document of entries, each as the library shows it."""
    from citetrail.app import wiring
    from citetrail.cli.looking_up import ids_named
    from citetrail.cli.showing import one_line
    from citetrail.model.documents import Document
    from citetrail.model.references import Place, Reference

    with wiring.open_library(settings) as library:
        works = library.works(ids_named(library, query.split()))
    references = tuple(
        Reference(
            kind="data",
            raw=one_line(work.description),
            description=work.description,
            key=work.key,
            place=Place(source=str(settings.library)),
        )
        for work in works
    )
    return Document(name=f"library {query}".strip(), media_type="bibliography", text="", references=references)
