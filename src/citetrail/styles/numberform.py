"""cs:number, cs:label, and page and locator texts.

Source: CSL 1.0.2 specification, "Number", "Label", "Page Range Formats".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citetrail.styles.context import Context
from citetrail.styles.locales import Locale
from citetrail.styles.markup import content_from_text
from citetrail.styles.nodes import Node
from citetrail.styles.numbers import is_numeric, is_plural, pieces, roman, separator, whole_number
from citetrail.styles.pages import page_range
from citetrail.styles.scope import Render, Scope, decorated
from citetrail.styles.spans import Content, Span

AMPERSAND = re.compile(r"\s*&\s*")
PAGED = ("page", "locator", "page-first")


def value_of(context: Context, variable: str) -> str:
    """A number variable's raw value, from the cite or the item."""
    if variable == "locator":
        return context.cite.locator
    if variable == "citation-number":
        return str(context.number) if context.number else ""
    if variable == "first-reference-note-number":
        return str(context.cite.first_note) if context.cite.first_note else ""
    return context.item.raw(variable)


def number_text(node: Node, scope: Scope) -> Render:
    """A page or locator as text: ranges in the style's form, hyphens as dashes."""
    variable = node.get("variable")
    style = scope.options.get("page-range-format", "")
    delimiter = scope.locale.dash
    ampersand = f" {scope.locale.text('and', 'symbol') or '&'} "

    def render(context: Context) -> Content | None:
        value = value_of(context, variable)
        if not context.calls(variable, has_value=bool(value)):
            return None
        form = style if variable == "page" or context.cite.label in ("", "page") else ""
        if "&" in value:
            value = AMPERSAND.sub(ampersand, value)
        text = content_from_text(page_range(value, form, delimiter))
        return Span((text,), role="locator") if variable == "locator" else text

    return render


def compile_number(node: Node, scope: Scope) -> Render:
    """cs:number: numeric, ordinal, long-ordinal or roman; a value that is no number stays text."""
    variable = node.get("variable")
    if variable in PAGED:
        return decorated(node, scope, number_text(node, scope))
    one, dash = number_writer(node.get("form"), variable, scope.locale), scope.locale.dash

    def render(context: Context) -> Content | None:
        value = value_of(context, variable)
        if not context.calls(variable, has_value=bool(value)):
            return None
        text = numbers_text(value, one, dash) if is_numeric(value) else value
        return Span((text,), role="citation-number") if variable == "citation-number" else text

    return decorated(node, scope, render)


def numbers_text(value: str, one: Callable[[str], str], dash: str) -> str:
    """A numeric value with every number in it written by `one`, and ranges with the locale's dash."""
    return "".join([one(number) + separator(mark, dash) for number, mark in pieces(value)])


def number_writer(form: str, variable: str, locale: Locale) -> Callable[[str], str]:
    """The function that writes one number of a value in a form."""
    noun = locale.term(variable)
    gender = noun.gender if noun else ""

    def write(number: str) -> str:
        value = whole_number(number) if form in ("ordinal", "long-ordinal", "roman") else None
        if value is None:
            return number
        if form == "roman":
            return roman(value)
        if form == "long-ordinal" and 1 <= value <= 10:
            term = locale.term(f"long-ordinal-{value:02d}", "", gender)
            if term is not None and term.single:
                return term.single
        return locale.ordinal(value, gender)

    return write


def compile_label(node: Node, scope: Scope) -> Render:
    """cs:label for a number, page or locator; nothing where the variable is empty."""
    variable, form, plural = node.get("variable"), node.get("form"), node.get("plural", "contextual")
    locale = scope.locale

    def render(context: Context) -> Content | None:
        value = value_of(context, variable)
        if not value:
            return None
        name = (context.cite.label or "page") if variable == "locator" else variable
        many = plural == "always" or (plural == "contextual" and _is_many(variable, value))
        text = locale.text(name, form, plural=many)
        return text or None

    return decorated(node, scope, render, is_term=True)


def _is_many(variable: str, value: str) -> bool:
    if variable.startswith("number-of-"):
        return whole_number(value) not in (None, 1)
    return is_plural(value)
