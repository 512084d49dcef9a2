"""A locale: terms, date formats and options, looked up along a chain from the style's own overrides down to en-US.

Source: CSL 1.0.2 specification, "Locale files" and "Locale fallback".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from citetrail.styles.emit import QuoteMarks
from citetrail.styles.nodes import Node

FORM_FALLBACK = {"": "", "long": "", "short": "", "symbol": "short", "verb": "", "verb-short": "verb"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one form; both numbers, and the gender a noun has."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


@dataclass(slots=True)
class LocalePart:
    """What one <locale> element defines."""

    terms: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    dates: dict[str, Node] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    has_ordinals: bool = False


def locale_part(node: Node) -> LocalePart:
    """The terms, dates and options of a <locale> element."""
    part = LocalePart()
    for child in node.children:
        if child.tag == "terms":
            for term in child.children:
                _add_term(part, term)
        elif child.tag == "date":
            part.dates[child.get("form")] = child
        elif child.tag == "style-options":
            part.options.update(child.attrs)
    return part


def _add_term(part: LocalePart, node: Node) -> None:
    name, form = node.get("name").replace(" ", "-"), node.get("form")
    single, multiple = node.child("single"), node.child("multiple")
    own = node.text if node.text.strip() else ""
    one = single.text if single else own
    many = multiple.text if multiple else one
    key = (name, "" if form == "long" else form, node.get("gender-form"))
    part.terms[key] = Term(one, many, node.get("gender"), node.get("match"))
    part.has_ordinals = part.has_ordinals or name.startswith("ordinal")


class Locale:
    """Terms, dates and options of a language for one style."""

    def __init__(self, language: str, chain: tuple[LocalePart, ...]) -> None:
        self.language = language
        self._chain = chain
        self._found: dict[tuple[str, str, str], Term | None] = {}

    def term(self, name: str, form: str = "", gender: str = "") -> Term | None:
        """The term in this form, or in the form it falls back to; None where no locale knows it."""
        key = (name.replace(" ", "-"), form, gender)
        if key not in self._found:
            self._found[key] = self._look_up(key[0], "" if form == "long" else form, gender)
        return self._found[key]

    def _look_up(self, name: str, form: str, gender: str) -> Term | None:
        while True:
            for part in self._chain:
                term = part.terms.get((name, form, gender))
                if term is None and gender:
                    term = part.terms.get((name, form, ""))
                if term is not None:
                    return term
                if part.has_ordinals and name.startswith("ordinal"):
                    return None
            if not form:
                return None
            form = FORM_FALLBACK.get(form, "")

    def text(self, name: str, form: str = "", *, plural: bool = False) -> str:
        """A term's text; empty where it is unknown."""
        term = self.term(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def date(self, form: str) -> Node | None:
        """The localised date format "text" or "numeric"."""
        return next((part.dates[form] for part in self._chain if form in part.dates), None)

    @cached_property
    def dash(self) -> str:
        """What stands between the ends of a range of numbers."""
        return self.text("page-range-delimiter") or "–"

    def has_option(self, name: str) -> bool:
        """Whether the first locale that sets this option says true."""
        return next((part.options[name] for part in self._chain if name in part.options), "false") == "true"

    @cached_property
    def quotes(self) -> QuoteMarks:
        """The quotes of this locale."""
        outer = (self.text("open-quote"), self.text("close-quote"))
        inner = (self.text("open-inner-quote"), self.text("close-inner-quote"))
        return QuoteMarks(outer, inner, self.has_option("punctuation-in-quote"))

    def ordinal(self, number: int, gender: str = "") -> str:
        """The number with its ordinal suffix ("3rd")."""
        return f"{number}{self._ordinal_suffix(number, gender)}"

    def _ordinal_suffix(self, number: int, gender: str) -> str:
        for digits in (100, 10):
            rest = number % digits
            term = self.term(f"ordinal-{rest:02d}", "", gender)
            if term is not None and _ordinal_matches(term.match, rest, number, digits):
                return term.single
        term = self.term("ordinal", "", gender)
        return term.single if term else ""


def _ordinal_matches(match: str, rest: int, number: int, digits: int) -> bool:
    """Whether an ordinal-NN term is for a number; 00-09 go by the last digit, 10-99 by two, unless it says."""
    if match == "whole-number":
        return rest == number
    if match == "last-two-digits":
        return digits == 100
    if match == "last-digit" or rest < 10:
        return digits == 10
    return digits == 100
