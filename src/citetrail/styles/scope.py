"""Where an element is compiled (macros, locale, inherited name options), and the attributes all elements share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from citetrail.styles.context import Context
from citetrail.styles.locales import Locale
from citetrail.styles.nodes import Node
from citetrail.styles.spans import PARTS, Content, Format, Span, map_text
from citetrail.styles.textcase import change_case

Render = Callable[[Context], Content | None]
STRIPPED = re.compile(r"\.(?![a-z0-9])")  # the one in "Bloomberg.com" is part of the name
DOTTED_I = ("tr", "az")  # languages whose capital of i keeps its dot
FORMAT_ATTRIBUTES = ("font-weight", "font-style", "font-variant", "text-decoration", "vertical-align")
INHERITED_NAMES = {
    "and": "and",
    "delimiter-precedes-et-al": "delimiter-precedes-et-al",
    "delimiter-precedes-last": "delimiter-precedes-last",
    "et-al-min": "et-al-min",
    "et-al-use-first": "et-al-use-first",
    "et-al-subsequent-min": "et-al-subsequent-min",
    "et-al-subsequent-use-first": "et-al-subsequent-use-first",
    "et-al-use-last": "et-al-use-last",
    "initialize": "initialize",
    "initialize-with": "initialize-with",
    "initialize-with-hyphen": "initialize-with-hyphen",
    "demote-non-dropping-particle": "demote-non-dropping-particle",
    "name-as-sort-order": "name-as-sort-order",
    "sort-separator": "sort-separator",
    "name-form": "form",
    "name-delimiter": "delimiter",
    "names-delimiter": "names-delimiter",
}


@dataclass(frozen=True)
class Scope:
    """The surroundings of an element while it is compiled.

    `mode` is "citation", "bibliography" or "sort"; `names` holds inherited name options; `compile` compiles a child.
    """

    mode: str
    locale: Locale
    macros: Mapping[str, Node]
    options: Mapping[str, str]
    names: Mapping[str, str]
    compile: Callable[[Node, Scope], Render]
    has_explicit_suffix: bool = False
    compiled: dict[str, Render] = field(default_factory=dict)
    shorthand: Callable[[Node], Render] | None = None  # inside a substitute: how names without children are compiled

    def inheriting(self, node: Node) -> Scope:
        """The scope inside a citation, bibliography or names element."""
        return replace(self, names={**self.names, **inherited_names(node)}, compiled={})

    def children(self, node: Node) -> tuple[Render, ...]:
        """The compiled child elements."""
        return tuple(self.compile(child, self) for child in node.children)


def rendered(children: tuple[Render, ...], context: Context) -> list[Content]:
    """What the children render to, without those that render to nothing; parts of a choose element one by one."""
    parts: list[Content] = []
    for child in children:
        content = child(context)
        if content is None or content == "":
            continue
        if isinstance(content, Span) and content.role == PARTS:
            parts.extend(content.content)
        else:
            parts.append(content)
    return parts


def inherited_names(node: Node) -> dict[str, str]:
    """The name options an element hands down to the names inside."""
    return {target: node.attrs[name] for name, target in INHERITED_NAMES.items() if name in node.attrs}


def format_of(attrs: Mapping[str, str]) -> Format:
    """The formatting attributes, in the order they nest."""
    return tuple((name, attrs[name]) for name in FORMAT_ATTRIBUTES if name in attrs)


def is_english(context: Context, locale: Locale) -> bool:
    """Whether title case applies: the item's language, or else the style's, is English."""
    return (context.item.language or locale.language).lower().startswith("en")


def without_periods(content: Content) -> Content:
    """The content with its full stops removed."""
    return map_text(content, lambda text: STRIPPED.sub("", text))


def decorated(node: Node, scope: Scope, render: Render, *, is_term: bool = False) -> Render:
    """The element's content with its strip-periods, text-case, formatting, quotes, affixes and display applied."""
    dress = dresser(node, scope, is_term=is_term)
    if dress is None:
        return render

    def decorate(context: Context) -> Content | None:
        content = render(context)
        return None if content is None or content == "" else dress(content, context)

    return decorate


def dresser(
    node: Node, scope: Scope, *, with_affixes: bool = True, is_term: bool = False
) -> Callable[[Content, Context], Content] | None:
    """What an element's own attributes do to its content; None where it has none of them."""
    change = case_changer(node, scope, is_term=is_term)
    wrap = wrapper(node, scope, with_affixes=with_affixes)
    if change is None:
        return None if wrap is None else lambda content, _: wrap(content)
    if wrap is None:
        return change
    return lambda content, context: wrap(change(content, context))


def case_changer(node: Node, scope: Scope, *, is_term: bool = False) -> Callable[[Content, Context], Content] | None:
    """Strip-periods and text-case of an element."""
    strips, case, locale = node.get("strip-periods") == "true", node.get("text-case"), scope.locale
    if not strips and not case:
        return None
    of_locale = locale.language.startswith("en")  # a term is in the language of the style, not of the item

    def change(content: Content, context: Context) -> Content:
        if strips:
            content = without_periods(content)
        if case == "uppercase" and context.item.language[:2] in DOTTED_I:
            content = map_text(content, lambda text: text.replace("i", "İ"))
        if case:
            english = case == "title" and (of_locale if is_term else is_english(context, locale))
            content = change_case(content, case, english=english)
        return content

    return change


def wrapper(node: Node, scope: Scope, *, with_affixes: bool = True) -> Callable[[Content], Content] | None:
    """Formatting, quotes, affixes and display of an element."""
    attrs = node.attrs
    formatting, quotes = format_of(attrs), attrs.get("quotes") == "true"
    prefix, suffix = (attrs.get("prefix", ""), attrs.get("suffix", "")) if with_affixes else ("", "")
    display = attrs.get("display", "") if scope.mode == "bibliography" else ""
    if not (formatting or quotes or prefix or suffix or display):
        return None
    if display:
        return lambda content: Span(
            (Span((content,), formatting=formatting, quotes=quotes, prefix=prefix, suffix=suffix),), display=display
        )
    return lambda content: Span((content,), formatting=formatting, quotes=quotes, prefix=prefix, suffix=suffix)
