"""Live values for completion: keys, tags, queries, styles and whatever else can be listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from citetrail.app.settings import Settings
    from citetrail.library.completing import Name


class Candidate(NamedTuple):
    """A word that fits, and what it is; an open one is only the beginning of a word."""

    text: str
    about: str = ""
    is_open: bool = False


# What is begun, the settings in force, and the arguments before it.
Values = Callable[[str, "Settings", Sequence[str]], Iterable[Candidate]]
# docs/query.md tells more about them.
QUERY_FIELDS = {
    "title": "words of the title", "author": "an author", "editor": "an editor", "journal": "journal, book or series",
    "venue": "journal, book or series", "publisher": "the publisher", "abstract": "words of the abstract",
    "keyword": "a keyword", "note": "words of your notes", "quote": "words of your quotes",
    "text": "words of attached files", "claim": "your judgement, or words of a claim", "year": "2015, 2010-2020, >2020",
    "added": "2026-01, >2026-01", "type": "part of a CSL type", "tag": "a tag, or one below it",
    "key": "a citation key", "doi": "a DOI or its beginning", "status": "retracted, corrected …",
    "reading": "how far you are", "rating": "4, 3-5, >=4", "has": "what there must be",
    "cites": "works that cite this one", "cited-by": "works that this one cites",
}  # fmt: skip


def _from_names(names: Iterable[Name], prefix: str = "") -> Iterator[Candidate]:
    for name in names:
        yield Candidate(prefix + name.text, name.about, is_open=name.is_begun)


def _keys(begun: str, settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.library.completing import keys_beginning

    return _from_names(keys_beginning(settings.library, begun))


def _tags(begun: str, settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.library.completing import tags_beginning

    return _from_names(tags_beginning(settings.library, begun))


def _tag_changes(begun: str, settings: Settings, words: Sequence[str]) -> Iterator[Candidate]:
    """`+` and any tag, or `-` and one that the work has."""
    from citetrail.library.completing import tags_beginning

    sign = "-" if begun.startswith("-") else "+"
    key = words[0] if sign == "-" and words else None
    return _from_names(tags_beginning(settings.library, begun[1:], key=key), sign)


def _searches(begun: str, settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.library.completing import searches_beginning

    return _from_names(searches_beginning(settings.library, begun))


def _alerts(_begun: str, settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.library.completing import alerts_waiting

    yield Candidate("all", "every alert that waits")
    yield from _from_names(alerts_waiting(settings.library))


def _query(begun: str, settings: Settings, _words: Sequence[str]) -> Iterable[Candidate]:
    """Fields, and after `tag:`, `status:` and the like their values; `-` and brackets may stand before them."""
    from citetrail.judging import query
    from citetrail.library.completing import keys_beginning, tags_beginning

    word = begun.lstrip("-(")
    before = begun[: len(begun) - len(word)]
    name, colon, value = word.partition(":")
    if not colon:
        return (Candidate(f"{before}{one}:", about, is_open=True) for one, about in QUERY_FIELDS.items())
    before += f"{name}:"
    if name == "tag":
        return _from_names(tags_beginning(settings.library, value), before)
    if name in ("key", "cites", "cited-by"):
        return _from_names(keys_beginning(settings.library, value), before)
    fixed = {"status": query.STANDINGS, "reading": query.READING_STATES, "claim": query.JUDGEMENTS,
             "has": query.HAVINGS}  # fmt: skip
    return (Candidate(before + one) for one in sorted(fixed.get(name, ())))


def _fields(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.model.descriptions import DESCRIPTION_FIELDS

    return (Candidate(name) for name in DESCRIPTION_FIELDS)


def _assignments(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.cli.editing import assignable

    return (Candidate(f"{name}=", is_open=True) for name in assignable())


def _libraries(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.cli.options import settings_from

    folder = settings_from(library="any-name").library.parent
    return (Candidate(path.stem) for path in sorted(folder.glob("*.db")))


def _styles(begun: str, settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.styles.store import styles_beginning

    own = settings.styles_folder
    if own is not None and own.is_dir():
        yield from (Candidate(path.stem, "your own") for path in sorted(own.glob("*.csl")))
    yield from (Candidate(one.id, one.title) for one in styles_beginning(begun))


def _sources(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.app.wiring import PROVIDERS

    return (Candidate(name) for name in PROVIDERS)


def _formats(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.app.wiring import FORMATS

    return (Candidate(name) for name in FORMATS)


def _renderings(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.cli.bibliography import OUTPUTS

    return (Candidate(name) for name in OUTPUTS)


def _outputs(begun: str, settings: Settings, words: Sequence[str]) -> Iterator[Candidate]:
    yield from _renderings(begun, settings, words)
    yield from _formats(begun, settings, words)


def _settings(_begun: str, _settings: Settings, _words: Sequence[str]) -> Iterator[Candidate]:
    from citetrail.app.settings import SETTINGS

    return (Candidate(name, purpose) for name, purpose in SETTINGS.items())


def _setting_values(begun: str, settings: Settings, words: Sequence[str]) -> Iterable[Candidate]:
    """Values of the setting named before it, where they can be listed."""
    kind = {"style": "style", "library": "library", "sources": "source"}.get(words[-1] if words else "")
    return VALUES[kind](begun, settings, words) if kind else ()


VALUES: dict[str, Values] = {
    "key": _keys, "tag": _tags, "tag change": _tag_changes, "search": _searches, "alert": _alerts, "query": _query,
    "field": _fields, "assignment": _assignments, "library": _libraries, "style": _styles, "source": _sources,
    "format": _formats, "rendering": _renderings, "output": _outputs, "setting": _settings,
    "setting value": _setting_values,
}  # fmt: skip
