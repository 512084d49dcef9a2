"""From works of the library to text: bibliography formats, and formatted bibliographies with what the reader added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citetrail.formats.csl_json import item_from_description
from citetrail.model.descriptions import Description
from citetrail.model.formats import Bibliography, Entry, Format, Loss, Written
from citetrail.model.works import Work


def entry_of(work: Work, files: Sequence[str] = ()) -> Entry:
    """A work as an entry of a bibliography file; `files` are the places of attached files that shall be named in it."""
    return Entry(
        key=work.key,
        description=work.description,
        aliases=work.aliases,
        tags=work.tags,
        notes=tuple(note.text for note in work.notes),
        files=tuple(files),
        quotes=work.quotes,
        rating=work.rating,
        reading=work.reading,
    )


def item_of(work: Work) -> dict[str, Any]:
    """A work as the CSL-JSON item that citation styles format."""
    return style_item(work.description, work.key)


def style_item(description: Description, key: str) -> dict[str, Any]:
    """A description as the CSL-JSON item that citation styles format.

    Run-together initials (`AJ`) are set apart (`A. J.`); a first edition has no other, original date.
    """
    item = dict(item_from_description(description, key))
    original = description.original_date
    if original is not None and original.year == description.year:
        item.pop("original-date", None)
    for names in item.values():
        for name in names if isinstance(names, list) else ():
            if isinstance(name, dict) and are_initials(name.get("given", ""), name.get("family", "")):
                name["given"] = " ".join(f"{letter}." for letter in name["given"])
    return item


def are_initials(given: str, family: str) -> bool:
    """Whether `given` is initials run together, as some publishers deposit them: two or three capitals beside a
    family name that is not in capitals itself."""
    return 2 <= len(given) <= 3 and given.isalpha() and given.isupper() and not family.isupper()


def export(works: Sequence[Work], form: Format, files: Mapping[str, Sequence[str]] | None = None) -> Written:
    """The works in a bibliography format, in their order, and what it could not hold.

    `files` gives the places of attached files to be named, by the keys of their works. Without it no file is named:
    where a file lies says something of the machine and the person (decision 0017).
    """
    assert form.write is not None, "the command line offers writable formats only"
    return form.write([entry_of(work, (files or {}).get(work.key, ())) for work in works])


def converted(bibliography: Bibliography, form: Format) -> Written:
    """A file's bibliography in another format, and what the format could not hold.

    What stands beside the entries is among the losses, with its place in the file for a key.
    """
    assert form.write is not None, "the command line offers writable formats only"
    written = form.write(bibliography.entries)
    beside = tuple(
        Loss(key=str(passage.place), field=passage.kind, value=passage.text) for passage in bibliography.passages
    )
    return written.model_copy(update={"losses": (*written.losses, *beside)})
