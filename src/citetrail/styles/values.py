"""Text variables: plain fields, short forms, links, and the variables a cite or a bibliography supplies."""

from __future__ import annotations

from collections.abc import Callable

from citetrail.styles.context import NUMBER_VARIABLES, Context
from citetrail.styles.numberform import numbers_text
from citetrail.styles.numbers import is_numeric
from citetrail.styles.scope import Render, Scope
from citetrail.styles.spans import Content, Span

LINKS: dict[str, Callable[[str], str]] = {
    "DOI": lambda value: value if value.startswith("http") else f"https://doi.org/{value}",
    "URL": str,
    "PMID": lambda value: f"https://www.ncbi.nlm.nih.gov/pubmed/{value}",
    "PMCID": lambda value: f"https://www.ncbi.nlm.nih.gov/pmc/articles/{value}",
}


def variable_renderer(name: str, form: str, scope: Scope) -> Render:
    """The function that renders a text variable."""
    if name in SPECIAL:
        return SPECIAL[name](scope)
    if name in LINKS:
        return link_renderer(name)
    if form == "short":
        return _plain(name, f"{name}-short")
    if name in NUMBER_VARIABLES:
        return _numeric(name, scope)
    return _plain(name, name)


def _plain(name: str, preferred: str) -> Render:
    def render(context: Context) -> Content | None:
        item = context.item
        content = item.text(preferred)
        if content is None and name != preferred:
            content = item.text(name)
        return content if context.calls(name, has_value=content is not None) else None

    return render


def _numeric(name: str, scope: Scope) -> Render:
    """A number variable as text: what is numeric gets its dashes and commas evened out."""
    dash = scope.locale.dash

    def render(context: Context) -> Content | None:
        value = context.item.raw(name)
        if not context.calls(name, has_value=bool(value)):
            return None
        return numbers_text(value, str, dash) if is_numeric(value) else context.item.text(name)

    return render


def link_renderer(name: str, prefix: str = "") -> Render:
    """A DOI, URL or identifier with the address it stands for; a prefix that begins the address is part of the link."""
    target = LINKS[name]

    def render(context: Context) -> Content | None:
        value = context.item.raw(name)
        if not context.calls(name, has_value=bool(value)):
            return None
        return Span((value,), role="link", target=target(value), prefix=prefix, affix_inside=True)

    return render


def _citation_number(_: Scope) -> Render:
    def render(context: Context) -> Content | None:
        if not context.calls("citation-number", has_value=context.number > 0):
            return None
        return Span((str(context.number),), role="citation-number")

    return render


def _year_suffix(_: Scope) -> Render:
    def render(context: Context) -> Content | None:
        suffix = context.additions.year_suffix
        if not suffix or not context.calls("year-suffix", has_value=True):
            return None
        return Span((suffix,), role="year-suffix")

    return render


def _citation_label(scope: Scope) -> Render:
    def render(context: Context) -> Content | None:
        label = context.item.raw("citation-label") or trigraph(context)
        if not context.calls("citation-label", has_value=bool(label)):
            return None
        suffix = context.additions.year_suffix
        if suffix and not context.suffix_done and not scope.has_explicit_suffix:
            context.suffix_done = True
            return Span((label, Span((suffix,), role="year-suffix")))
        return label

    return render


def _first_note(_: Scope) -> Render:
    def render(context: Context) -> Content | None:
        number = context.cite.first_note
        return str(number) if context.calls("first-reference-note-number", has_value=number > 0) else None

    return render


def trigraph(context: Context) -> str:
    """A label made of the first letters of up to four family names and two digits of the year (Knu97, AhSU72)."""
    people = next((found for name in ("author", "editor", "translator") if (found := context.item.people(name))), ())
    names = [person.family or person.literal for person in people]
    lengths = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(names), (1, 1, 1, 1))
    letters = "".join(name[:length] for name, length in zip(names, lengths, strict=False))
    date = context.item.date("issued")
    year = f"{date.start[0] % 100:02d}" if date and date.start else ""
    return letters + year


SPECIAL: dict[str, Callable[[Scope], Render]] = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
}
