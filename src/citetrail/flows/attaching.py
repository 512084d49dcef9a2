"""Files of works: kept by link or copy, with their text for the search; free copies found where sources name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from citetrail import documents
from citetrail.documents.pdf.pages import pages_of
from citetrail.errors import BadAnswer, InputError, ProviderError
from citetrail.flows.asking import Progress, ask_lookup, no_progress
from citetrail.library import Library
from citetrail.model.answers import Answer, Provider
from citetrail.model.identifiers import Identifier
from citetrail.model.works import Attachment, Work

PAGE_END = "\f"  # between the pages of a PDF in the text that is kept
MEDIA_TYPES = {
    ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".xml": "application/xml",
    ".txt": "text/plain", ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text", ".epub": "application/epub+zip", ".tex": "text/x-tex",
    ".csv": "text/csv", ".json": "application/json", ".png": "image/png", ".jpg": "image/jpeg",
    ".zip": "application/zip",
}  # fmt: skip


class FileText(NamedTuple):
    """The text of a file; None with the reason where none can be read."""

    text: str | None
    why_not: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len((self.text or "").split())


def text_of_file(data: bytes, name: str) -> FileText:
    """What stands in a file, the pages of a PDF parted by form feeds; without a text, why not."""
    try:
        if is_pdf(data):
            return FileText(PAGE_END.join(pages_of(data, name)))
        return FileText(documents.read(data, name).text)
    except InputError as error:
        return FileText(None, error.message)


def media_type_of(name: str) -> str | None:
    """The media type that the ending stands for."""
    return MEDIA_TYPES.get(PurePath(name).suffix.lower())


def attach_copy(
    library: Library, work: Work, data: bytes, *, name: str, path: str | None = None, url: str | None = None
) -> tuple[Attachment, FileText]:
    """Keep a copy of a file with its text. `path` and `url` say where it came from. The same file twice is one."""
    digest, size = library.keep_copy(data, name)
    there = next((one for one in work.attachments if one.sha256 == digest), None)
    read = text_of_file(data, path or name)
    if there is None:
        there = Attachment(
            name=name, path=path, url=url, media_type=media_type_of(name), sha256=digest, size_bytes=size
        )
        there = there.model_copy(update={"id": library.attach(work.stored_id, there, text=read.text)})
    return there, read


def attach_link(library: Library, work: Work, data: bytes, *, name: str, path: str) -> tuple[Attachment, FileText]:
    """Remember where a file is, with its text; the file stays where it is. The same place twice is one."""
    there = next((one for one in work.attachments if one.path == path and one.sha256 is None), None)
    read = text_of_file(data, path)
    if there is None:
        there = Attachment(name=name, path=path, media_type=media_type_of(path), size_bytes=len(data))
        there = there.model_copy(update={"id": library.attach(work.stored_id, there, text=read.text)})
    elif read.text is not None and there.id is not None:
        library.set_text(there.id, read.text)
    return there, read


class Place(NamedTuple):
    """Where a free copy of a work may be had, and who says so."""

    address: str
    said_by: str


def places_of(work: Work, answers: Mapping[Identifier, list[Answer]]) -> tuple[Place, ...]:
    """Where free copies are said to be: at arXiv and PMC by number, then what sources name, addresses of PDFs first."""
    records = [*work.records, *(record for found in answers.values() for one in found for record in one.records)]
    named = [Place(record.open_access_url, record.provider) for record in records if record.open_access_url]
    named.sort(key=lambda place: not _looks_like_pdf(place.address))
    described = [work.description, *(record.description for record in records)]
    identifiers = dict.fromkeys(one for description in described for one in description.identifiers)
    numbered = [place for one in identifiers for place in _places_by_number(one)]
    every = [*numbered, *named]
    return tuple({place.address: place for place in reversed(every)}.values())[::-1]


def _places_by_number(identifier: Identifier) -> Iterator[Place]:
    """https://info.arxiv.org/help/arxiv_identifier.html and https://europepmc.org/RestfulWebService (fullTextUrl)"""
    if identifier.scheme == "arxiv":
        yield Place(f"https://arxiv.org/pdf/{identifier.value}", "arxiv")
    if identifier.scheme == "pmcid":
        yield Place(f"https://europepmc.org/articles/{identifier.value}?pdf=render", "europe-pmc")


def _looks_like_pdf(address: str) -> bool:
    return "pdf" in address.lower()


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its mark stands within the first 1,024 (ISO 32000-2, 7.5.2)."""
    return b"%PDF-" in data[:1024]


class Tried(NamedTuple):
    """A place that gave no PDF, and why."""

    place: Place
    why: str


class Fetched(NamedTuple):
    """What looking for a free copy came to: the file where it was got, and the places that gave none."""

    work: Work
    attachment: Attachment | None
    place: Place | None
    read: FileText
    tried: tuple[Tried, ...]
    is_unsettled: bool = False  # a place or a source did not answer


def fetch_copy(
    library: Library, work: Work, places: Iterable[Place], download: Callable[[str], bytes], *, name: str
) -> Fetched:
    """Try the places in order until one gives a PDF, and keep that. What is no PDF is not kept."""
    tried: list[Tried] = []
    is_unsettled = False
    for place in places:
        try:
            data = download(place.address)
        except ProviderError as error:
            tried.append(Tried(place, error.message))
            is_unsettled = is_unsettled or not isinstance(error, BadAnswer)
            continue
        if not is_pdf(data):
            tried.append(Tried(place, "is no PDF" if data else "is empty"))
            continue
        with library.change(f"fetch {work.key}"):
            attachment, read = attach_copy(library, work, data, name=name, url=place.address)
        return Fetched(work, attachment, place, read, tuple(tried))
    return Fetched(work, None, None, FileText(None), tuple(tried), is_unsettled)


def ask_for_copies(
    works: Sequence[Work], providers: Sequence[Provider], *, progress: Progress = no_progress
) -> dict[Identifier, list[Answer]]:
    """What the sources that know of free copies say about the works' identifiers."""
    identifiers = dict.fromkeys(one for work in works for one in work.description.identifiers)
    answers: dict[Identifier, list[Answer]] = {one: [] for one in identifiers}
    for provider in providers:
        for identifier, answer in ask_lookup(provider, identifiers, progress).items():
            answers[identifier].append(answer)
    return answers


def about(work: Work, answers: Mapping[Identifier, list[Answer]]) -> dict[Identifier, list[Answer]]:
    """The answers that are about one work."""
    return {one: answers[one] for one in work.description.identifiers if one in answers}
