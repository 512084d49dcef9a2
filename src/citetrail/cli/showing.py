"""How references, works and verdicts read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from citetrail.cli.output import clean, paint, say, shorten, wrapped

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description
    from citetrail.model.documents import Document
    from citetrail.model.persons import Person
    from citetrail.model.references import Reference

LABEL_WIDTH = 18
_HIDDEN = frozenset({"has_more_authors", "has_more_editors", "extra", "abstract"})


def names_of(people: Sequence[Person], has_more: bool = False, *, limit: int = 12) -> str:
    """`Rockliff, Helen; Karl, Anke …` with "et al." where the list goes on."""
    names = [person.sort_name for person in people[:limit]]
    if has_more or len(people) > limit:
        names.append("et al.")
    return "; ".join(names)


def short_authors(description: Description) -> str:
    """`Rockliff et al.`, `Smith & Jones`, or the group's name."""
    people = description.authors or description.editors
    families = [person.full_family or person.sort_name for person in people]
    if not families:
        return ""
    if len(families) == 2 and not description.has_more_authors:
        return " & ".join(families)
    return families[0] + (" et al." if len(families) > 1 or description.has_more_authors else "")


def one_line(description: Description) -> str:
    """Authors, year and title on one line."""
    year = str(description.year) if description.year else "n.d."
    head = " ".join(part for part in (short_authors(description), f"({year})") if part)
    title = plain_title(description.title) or (
        str(description.identifiers[0]) if description.identifiers else "untitled"
    )
    return f"{head} {title}"


def plain_title(title: str | None) -> str:
    """A title without inline markup."""
    from citetrail.model.folding import plain_from_markup

    return plain_from_markup(title) if title else ""


def field_lines(description: Description) -> Iterator[tuple[str, str]]:
    """(label, value) for every field that says something, as people read it."""
    for name, value in description.filled():
        if name in _HIDDEN:
            continue
        yield name.replace("_", " "), value_text(name, value, description)
    for name, value in description.extra:
        yield name, value


def value_text(name: str, value: Any, description: Description) -> str:
    """One field's value as people read it."""
    if name in ("authors", "editors"):
        return names_of(value, getattr(description, f"has_more_{name}"))
    if name == "identifiers":
        return ", ".join(str(identifier) for identifier in value)
    if name == "contributors":
        return "; ".join(f"{role}: {names_of(people)}" for role, people in value)
    if isinstance(value, tuple):
        return "; ".join(getattr(single, "sort_name", str(single)) for single in value)
    return plain_title(value) if isinstance(value, str) else str(value)


def any_value_text(value: Any) -> str:
    """A field's value without its field's name, as people read it; `-` for none."""
    if value in (None, (), ""):
        return "-"
    if isinstance(value, tuple):
        return "; ".join(getattr(single, "sort_name", str(single)) for single in value)
    return plain_title(value) if isinstance(value, str) else str(value)


def print_fields(description: Description, *, indent: str = "  ") -> None:
    """Every field on a line of its own, wrapped."""
    for label, value in field_lines(description):
        say(labelled(label, value, indent=indent))


def labelled(label: str, value: str, *, indent: str = "  ") -> str:
    """`label   value`, wrapped under the value."""
    hang = indent + " " * LABEL_WIDTH
    body = wrapped(value, indent=hang, first=indent + label.ljust(LABEL_WIDTH))
    return paint(body[: len(hang)], "dim") + body[len(hang) :]


def place_text(reference: Reference, document: Document) -> str:
    """`file:line` of a reference, or its page."""
    place = reference.place
    if place.line is not None or place.page is not None or not document.text:
        return str(place) or document.name
    return spot_text(document, place.start or 0)


def spot_text(document: Document, offset: int) -> str:
    """`file:line` of an offset into the plain text, as an editor shows the file; its page; else the text's own line."""
    from citetrail.reading.finding.places import place_in

    block = next((one for one in document.blocks if one.start <= offset < one.end), None)
    place = place_in(document, offset, offset, block)
    if place.line is None and place.page is None:
        return f"{document.name}:{document.text.count(chr(10), 0, offset) + 1}"
    return str(place.model_copy(update={"column": None}))


def print_document(document: Document) -> None:
    """What trace found: the text's own description, references, mentions, quotations, and what belongs together."""
    say(paint(document.name, "bold") + f" - {document.media_type}, {len(document.text):,} characters")
    for label, value in _own_lines(document):
        say(labelled(label, value))
    for warning in document.warnings:
        say(paint(f"  ! {warning}", "yellow"))
    _print_references(document)
    _print_quotations(document)
    _print_mentions(document)
    _print_trails(document)


def _own_lines(document: Document) -> Iterator[tuple[str, str]]:
    about = document.description
    if about.title:
        yield "title", plain_title(about.title)
    if about.authors:
        yield "author", names_of(about.authors)
    if about.container_title:
        yield "site", about.container_title
    if about.issued:
        yield "date", str(about.issued)
    if document.not_after:
        yield "not after", document.not_after


def _print_references(document: Document) -> None:
    kinds = {"printed": "printed reference", "identifier": "identifier", "data": "entry", "in-text": "in-text citation"}
    for kind, noun in kinds.items():
        chosen = [reference for reference in document.references if reference.kind == kind]
        if not chosen:
            continue
        say()
        say(paint(counted(len(chosen), noun), "bold"))
        for reference in chosen:
            _print_reference(reference, document)


def _print_reference(reference: Reference, document: Document) -> None:
    place = place_text(reference, document)
    if reference.kind in ("identifier", "in-text"):
        say(f"  {paint(place, 'cyan')}  {shorten(reference.raw, 90)}")
        return
    say(f"  {paint(place, 'cyan')}  {paint(reference.key or '', 'bold')}".rstrip())
    if reference.kind == "printed":
        say(wrapped(reference.raw, indent="    "))
    print_fields(reference.description, indent="      ")


def _print_quotations(document: Document) -> None:
    if not document.quotations:
        return
    say()
    say(paint(counted(len(document.quotations), "quotation"), "bold"))
    for quotation in document.quotations:
        place = spot_text(document, quotation.start)
        say(f"  {paint(place, 'cyan')}  {quotation.speaker or 'speaker not named'}")
        say(wrapped(f"“{quotation.exact}”", indent="      "))


def _print_mentions(document: Document) -> None:
    if not document.mentions:
        return
    say()
    say(paint(counted(len(document.mentions), "prose mention"), "bold"))
    for mention in document.mentions:
        place = spot_text(document, mention.start)
        cues = [*mention.people, mention.institution, mention.journal, mention.year]
        if mention.participants:
            cues.append(f"{mention.participants} participants")
        say(f"  {paint(place, 'cyan')}  {', '.join(str(cue) for cue in cues if cue)}")
        say(wrapped(shorten(mention.raw, 240), indent="      "))


def _print_trails(document: Document) -> None:
    if not document.trails:
        return
    say()
    say(paint(counted(len(document.trails), "trail") + " to one work each", "bold"))
    for trail in document.trails:
        joined = [
            counted(len(trail.references), "reference"),
            counted(len(trail.quotations), "quotation"),
            counted(len(trail.mentions), "mention"),
        ]
        first = document.references[trail.references[0]].description if trail.references else None
        say(wrapped(one_line(first) if first else "a work named only in prose", indent="    ", first="  "))
        say(
            wrapped(f"{', '.join(joined)} (joined by {', '.join(trail.evidence) or 'one identifier'})", indent="      ")
        )


def counted(count: int, noun: str) -> str:
    """`1 work`, `2 works`, `2 entries`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("ry") else f"{count:,} {noun}s"


def safe(text: str) -> str:
    """Foreign text on one line without control characters."""
    return " ".join(clean(text).split())
