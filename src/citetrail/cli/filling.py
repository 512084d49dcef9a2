"""Manuscripts with their citations filled in, from the library or from the bibliography a manuscript names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citetrail.cli.inputs import read_file, standard_input
from citetrail.cli.manuscripts import named_bibliographies
from citetrail.cli.output import tell

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.styles import Style
    from citetrail.styles.manuscripts.marks import Manuscript

_NAMED_STYLE = re.compile(
    r"^(?:csl:[ \t]*[\"']?([^\s\"']+)|#\+cite_export:[ \t]*csl[ \t]+\"?([^\s\"]+))", re.IGNORECASE | re.MULTILINE
)
_NAMED_LANGUAGE = re.compile(r"^(?:lang:[ \t]*[\"']?([\w-]+)|#\+language:[ \t]*([\w-]+))", re.IGNORECASE | re.MULTILINE)


class UnknownKey(NamedTuple):
    """A key that nobody knows; line and column count from 1."""

    key: str
    line: int
    column: int


class Filled(NamedTuple):
    """A manuscript's text after filling in, the keys cited there, and those that nobody knows, with line and column."""

    text: str
    style: str
    keys: tuple[str, ...]
    unknown: tuple[UnknownKey, ...]

    def as_dict(self, output: Path | None) -> dict[str, object]:
        """For programs; the text is null where it was written to a file."""
        return {
            "text": None if output else self.text,
            "file": output,
            "style": self.style,
            "keys": self.keys,
            "unknown": self.unknown,
        }


def fill_manuscript(
    settings: Settings, name: str, *, style: str | None = None, language: str | None = None, heading: str | None = None
) -> Filled:
    """The manuscript (a file, or `-`) with citations filled in and the list of works put at its end.

    What it says of style and language itself counts where nothing is asked for. Keys that neither the library nor a
    bibliography that it names has are told on stderr with their places, and left as they are.
    """
    from citetrail.documents.parts.encodings import text_from_bytes
    from citetrail.styles.manuscripts.filled import Filler
    from citetrail.styles.manuscripts.kinds import syntax_of
    from citetrail.styles.manuscripts.locators import labels_of

    syntax = syntax_of(name)
    data = standard_input() if name == "-" else read_file(Path(name).expanduser(), name)
    given = text_from_bytes(data, name).text
    text = given.replace("\r\n", "\n")
    chosen = _style(settings, name, text, style, language)
    manuscript = syntax.read(text, labels_of(chosen.compiled.locale))
    items = _items(settings, name, data, manuscript)
    unknown = tuple(
        UnknownKey(key, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
        for key, offset in _unknown(manuscript, items)
    )
    for one in unknown:
        tell(f"{name}:{one.line}:{one.column}: {one.key} is not in the library")
    title = _heading(chosen) if heading is None else heading
    filled = Filler(manuscript, syntax, chosen, items, title).text()
    keys = tuple(dict.fromkeys(cite.id for mark in manuscript.marks for cite in mark.cites if cite.id in items))
    return Filled(filled.replace("\n", "\r\n") if "\r\n" in given else filled, chosen.id, keys, unknown)


def _style(settings: Settings, name: str, text: str, style: str | None, language: str | None) -> Style:
    from citetrail.app import wiring

    said, spoken = _NAMED_STYLE.search(text), _NAMED_LANGUAGE.search(text)
    if style is None and said is not None:
        style = said[1] or said[2]
        beside = Path(name).expanduser().parent / style
        style = str(beside) if beside.is_file() else style
    if language is None and spoken is not None:
        language = spoken[1] or spoken[2]
    return wiring.style_named(settings, style or settings.style, language)


def _heading(style: Style) -> str:
    """What a list of works is called in the style's language."""
    title = style.compiled.locale.text("reference", plural=True)
    return title[:1].upper() + title[1:]


def _items(settings: Settings, name: str, data: bytes, manuscript: Manuscript) -> Mapping[str, Mapping[str, Any]]:
    """The CSL items of the cited works under the keys they are cited by."""
    from citetrail.app import wiring
    from citetrail.app.style_items import items_of_works

    wanted = dict.fromkeys(cite.id for mark in manuscript.marks for cite in mark.cites)
    wanted |= dict.fromkeys(key for key, _ in manuscript.unprinted)
    items: dict[str, Mapping[str, Any]] = {}
    if settings.library.exists():  # else it is not made, just to find nothing in it
        with wiring.open_library(settings) as library:
            every = library.work_ids() if "*" in wanted else ()
            items |= {str(item["id"]): item for item in items_of_works(settings, library, every)}
            found = {key: number for key in wanted if (number := library.resolve_id(key)) is not None}
            cited = items_of_works(settings, library, list(found.values()))
            items |= {key: {**item, "id": key} for key, item in zip(found, cited, strict=True)}
    if any(key not in items for key in wanted):
        for key, item in _items_of_files(name, data):
            if (key in wanted or "*" in wanted) and key not in items:
                items[key] = item
    return items


def _items_of_files(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of the bibliography files that the manuscript names; one that is not there is told."""
    from citetrail.app import wiring
    from citetrail.formats.csl_json import item_from_description
    from citetrail.formats.finding import find_format

    path = Path(name).expanduser()
    for file in dict.fromkeys(named_bibliographies(data, path, path.parent)):
        if not file.is_file():
            tell(f"{name}: names the bibliography {file}, which is not there")
            continue
        read = find_format(read_file(file, str(file)), str(file), wiring.formats()).read
        assert read is not None, "only readable formats are found"
        for entry in read(read_file(file, str(file)), str(file)).entries:
            if entry.key:
                yield entry.key, item_from_description(entry.description, entry.key)


def _unknown(manuscript: Manuscript, items: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The keys that nobody knows, with their places, in order."""
    cited = [
        (cite.id, offset) for mark in manuscript.marks for cite, offset in zip(mark.cites, mark.offsets, strict=False)
    ]
    for key, offset in sorted([*cited, *manuscript.unprinted], key=lambda one: one[1]):
        if key not in items and key != "*":
            yield key, offset
