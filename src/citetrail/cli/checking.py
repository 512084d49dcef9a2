"""What `check` looks at and how it reports: files, folders, manuscripts, works of the library; six forms of report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.baseline import IGNORE_FILE, Ignored, is_ignored
from citetrail.cli.output import tell

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.flows.check import Checked
    from citetrail.model.documents import Document
    from citetrail.model.verdicts import Verdict

WITH_BIBLIOGRAPHY = (".tex", ".aux", ".bcf", ".typ", ".md", ".markdown", ".qmd")
READABLE = frozenset(
    ".bib .ris .nbib .enw .json .yaml .yml .xml .tex .md .markdown .qmd .txt .html .htm .docx .odt .pdf".split()
)


class Form(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    MARKDOWN = "markdown"
    HTML = "html"


class Subjects(NamedTuple):
    """The documents to check; `unknown` counts citation keys that no bibliography has."""

    documents: tuple[Document, ...]
    unknown: int = 0


def subjects_of(settings: Settings, sources: Sequence[str], works: str | None) -> Subjects:
    """What the arguments name. Raises InputError for what cannot be read."""
    documents: list[Document] = []
    unknown = 0
    for source in _files_of(sources):
        document, missing = _document(settings, source)
        documents.append(document)
        unknown += missing
    if works is not None:
        documents.append(_document_of_library(settings, works))
    return Subjects(tuple(documents), unknown)


def _files_of(sources: Sequence[str]) -> Iterator[str]:
    """The sources, with every readable file of a folder in its place, hidden ones left out."""
    for source in sources:
        if source != "-" and len(source) < 1000 and Path(source).is_dir():
            for path in sorted(Path(source).rglob("*")):
                hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
                if path.is_file() and path.suffix.lower() in READABLE and not hidden:
                    yield str(path)
        else:
            yield source


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


def _document_of_library(settings: Settings, query: str) -> Document:
    """Works of the library as a document of entries, each as the library shows it."""
    from citetrail.app import wiring
    from citetrail.cli.showing import one_line
    from citetrail.model.documents import Document
    from citetrail.model.references import Place, Reference

    with wiring.open_library(settings) as library:
        works = library.works(library.work_ids(query))
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


class Sorted(NamedTuple):
    """Verdicts whose findings are new, and those known or left out; `unused` are ignore lines that fit nothing."""

    new: tuple[Verdict, ...]
    known: int
    unused: tuple[Ignored, ...]


def sorted_by_news(verdicts: Sequence[Verdict], known: frozenset[str], ignored: Sequence[Ignored]) -> Sorted:
    """Part verdicts with something new to say from those whose every finding is known or ignored."""
    from citetrail.cli.reports.findings import findings_of

    used: set[Ignored] = set()
    new, count = [], 0
    for verdict in verdicts:
        told = []
        for finding in findings_of(verdict):
            line = is_ignored(verdict, finding, ignored)
            if line is not None:
                used.add(line)
            elif finding.fingerprint not in known:
                told.append(finding)
        if told or not findings_of(verdict):
            new.append(verdict)
        else:
            count += 1
    return Sorted(tuple(new), count, tuple(line for line in ignored if line not in used))


def tell_news(news: Sorted) -> None:
    """Say on stderr what was left out, and which lines of the ignore file are no longer needed."""
    for line in news.unused:
        tell(f"{IGNORE_FILE}:{line.line}: {line.rule} of {line.key} was not found; the line can go")
    if news.known:
        tell(f"{news.known} references with known findings left out")


def report(form: Form, verdicts: Sequence[Verdict], checked: Sequence[Checked]) -> str:
    """The verdicts in one of the forms for programs and pages."""
    from citetrail.cli.reports import github, html_report, json_report, junit, markdown, sarif

    documents = [each.document for each in checked]
    own = version("citetrail")
    renderers: dict[Form, Callable[[], str]] = {
        Form.JSON: lambda: json_report.render(verdicts, version=own),
        Form.SARIF: lambda: sarif.render(verdicts, version=own),
        Form.JUNIT: lambda: junit.render(verdicts),
        Form.GITHUB: lambda: github.render(verdicts),
        Form.MARKDOWN: lambda: markdown.render(verdicts),
        Form.HTML: lambda: html_report.render(verdicts, documents),
    }
    return renderers[form]()
