"""Manuscripts: which works they cite, with their chapters and bibliography files read along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citetrail.cli.inputs import read_file
from citetrail.cli.output import tell
from citetrail.errors import InputError

if TYPE_CHECKING:
    from citetrail.documents.citation_keys import CitedKey
    from citetrail.library import Library
    from citetrail.model.documents import Document
    from citetrail.model.references import Reference
    from citetrail.model.works import Work

ENDINGS = (".tex", ".aux", ".bcf", ".md", ".markdown", ".qmd", ".rmd", ".typ", ".org", ".docx")
_TEX_BIBLIOGRAPHY = re.compile(r"\\(?:bibliography|addbibresource|addglobalbib)\s*(?:\[[^\]]*\])?\s*\{([^}]*)\}")
_AUX_BIBLIOGRAPHY = re.compile(r"\\bibdata\{([^}]*)\}")
_YAML_BIBLIOGRAPHY = re.compile(r"^bibliography:[ \t]*(.*(?:\n[ \t]*-[ \t]*.+)*)", re.MULTILINE)
_ORG_BIBLIOGRAPHY = re.compile(r"^#\+bibliography:[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)
_TYPST_BIBLIOGRAPHY = re.compile(r"#bibliography\(\s*((?:\(?\s*\"[^\"]+\"\s*,?\s*)+)")


class Manuscript(NamedTuple):
    """A manuscript's cited keys, in order with repetitions, and the bibliography files it names."""

    name: str
    keys: tuple[CitedKey, ...]
    bibliographies: tuple[Path, ...]

    @property
    def cites_everything(self) -> bool:
        """Whether it says `\\nocite{*}`."""
        return any(cited.key == "*" for cited in self.keys)


def read_manuscript(name: str) -> Manuscript:
    """A manuscript and the files it takes in. Raises InputError for files that cannot be read."""
    from citetrail.documents.citation_keys import citation_keys

    keys: list[CitedKey] = []
    bibliographies: dict[Path, None] = {}
    for path in _with_included(Path(name).expanduser(), set()):
        data = read_file(path, str(path))
        keys += citation_keys(data, str(path))
        bibliographies.update(dict.fromkeys(named_bibliographies(data, path, Path(name).parent)))
    return Manuscript(name, tuple(keys), tuple(bibliographies))


def _with_included(path: Path, seen: set[Path]) -> Iterator[Path]:
    """The file and those it includes, each once; an included file that is not there is passed over."""
    from citetrail.documents.citation_keys import included_files

    if path in seen:
        return
    seen.add(path)
    yield path
    if path.suffix.lower() not in (".tex", ".aux"):
        return
    for name in included_files(read_file(path, str(path)), str(path)):
        inner = path.parent / name
        if inner.is_file():
            yield from _with_included(inner, seen)


def named_bibliographies(data: bytes, path: Path, folder: Path) -> Iterator[Path]:
    """The bibliography files that a manuscript names, in `folder`; some may not be there."""
    text = data.decode("utf-8", errors="replace") if path.suffix != ".docx" else ""
    names = [name for found in _TEX_BIBLIOGRAPHY.finditer(text) for name in found[1].split(",")]
    names += [name for found in _AUX_BIBLIOGRAPHY.finditer(text) for name in found[1].split(",")]
    names += [
        name.strip(" -'\"[]") for found in _YAML_BIBLIOGRAPHY.finditer(text) for name in re.split(r"[,\n]", found[1])
    ]
    names += [found[1].strip(' "') for found in _ORG_BIBLIOGRAPHY.finditer(text)]
    names += [name for found in _TYPST_BIBLIOGRAPHY.finditer(text) for name in re.findall(r'"([^"]+)"', found[1])]
    for name in names:
        if not name.strip():
            continue
        named = folder / name.strip()
        yield named if named.suffix else named.with_suffix(".bib")


def document_of_manuscript(name: str) -> tuple[Document, tuple[CitedKey, ...]]:
    """The cited entries of a manuscript's bibliography files as one Document, and the keys that none of them has.

    Raises InputError if it names no bibliography file, or one that is not there.
    """
    from citetrail.app import wiring
    from citetrail.flows.trace import trace
    from citetrail.model.documents import Document

    manuscript = read_manuscript(name)
    if not manuscript.bibliographies:
        raise InputError("names no bibliography file", file=name, hint="Give the bibliography as well.")
    wanted = {cited.key for cited in manuscript.keys}
    references: list[Reference] = []
    warnings: list[str] = []
    for path in manuscript.bibliographies:
        if not path.is_file():
            raise InputError(f"names the bibliography {path}, which is not there", file=name)
        document = trace(read_file(path, str(path)), str(path), wiring.formats())
        warnings += document.warnings
        references += [one for one in document.references if manuscript.cites_everything or one.key in wanted]
    known = {reference.key for reference in references} | {"*"}
    unknown = tuple(cited for cited in manuscript.keys if cited.key not in known)
    whole = Document(
        name=name, media_type="bibliography", text="", references=tuple(references), warnings=tuple(warnings)
    )
    return whole, unknown


class CitedWorks(NamedTuple):
    """The works that manuscripts cite, in the order of first citation, under the keys used there."""

    works: tuple[Work, ...]
    unknown: tuple[CitedKey, ...]


def cited_works(library: Library, names: Sequence[str]) -> CitedWorks:
    """What the library has of the cited works. A key that it knows as an older one is kept as cited, so that the
    manuscript goes on working."""
    works: dict[str, Work] = {}
    unknown = []
    manuscripts = [read_manuscript(name) for name in names]
    for manuscript in manuscripts:
        for cited in manuscript.keys:
            if cited.key in works or cited.key == "*":
                continue
            work = library.resolve(cited.key)
            if work is None:
                unknown.append(cited)
            else:
                works[cited.key] = work if work.key == cited.key else work.model_copy(update={"key": cited.key})
    if any(manuscript.cites_everything for manuscript in manuscripts):
        cited_ids = {work.id for work in works.values()}
        works |= {work.key: work for work in library.works(library.work_ids()) if work.id not in cited_ids}
    return CitedWorks(tuple(works.values()), tuple(unknown))


def tell_unknown(cited: CitedWorks) -> None:
    """Say on stderr where a key stands that the library does not know."""
    for single in cited.unknown:
        place = ":".join(str(part) for part in (single.source, single.line, single.column) if part is not None)
        tell(f"{place}: {single.key} is not in the library")
