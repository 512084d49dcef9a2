"""cs:sort: keys from variables and macros, items without a value last.

Source: CSL 1.0.2 specification, "Sorting".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from citetrail.styles.collate import collation_key
from citetrail.styles.context import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, Context
from citetrail.styles.dates import sort_text
from citetrail.styles.elements import compile_element, compile_macro
from citetrail.styles.nodes import Node
from citetrail.styles.numberform import value_of
from citetrail.styles.numbers import whole_number
from citetrail.styles.scope import Render, Scope
from citetrail.styles.spans import Content, plain
from citetrail.styles.values import trigraph

Sortable = TypeVar("Sortable")
NAME_OVERRIDES = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}
LEADING = "\"'“”‘’«»([ "


@dataclass(frozen=True)
class Key:
    """A sort key: what it takes from an item, and its direction."""

    text: Callable[[Context], str]
    is_descending: bool


def compile_sort(node: Node | None, scope: Scope) -> tuple[Key, ...]:
    """The keys of a cs:sort element, none without one."""
    if node is None:
        return ()
    return tuple(_key(child, scope) for child in node.all("key"))


def _key(node: Node, scope: Scope) -> Key:
    overrides = {target: node.attrs[name] for name, target in NAME_OVERRIDES.items() if name in node.attrs}
    if "et-al-min" in overrides:
        overrides["et-al-subsequent-min"] = overrides["et-al-min"]
    sorting = replace(scope, mode="sort", names={**scope.names, **overrides}, compiled={})
    descending = node.get("sort") == "descending"
    if "macro" in node.attrs:
        return Key(_text(compile_macro(node.get("macro"), _overriding(sorting, overrides))), descending)
    return Key(_variable(node.get("variable"), sorting), descending)


def _overriding(scope: Scope, overrides: dict[str, str]) -> Scope:
    """A scope whose macros' names take the key's limits over their own."""
    if not overrides:
        return scope
    macros = {name: _with_limits(node, overrides) for name, node in scope.macros.items()}
    return replace(scope, macros=macros)


def _with_limits(node: Node, overrides: dict[str, str]) -> Node:
    children = tuple(_with_limits(child, overrides) for child in node.children)
    attrs = {**node.attrs, **overrides} if node.tag in ("names", "name") else node.attrs
    return Node(node.tag, attrs, children, node.text)


def _text(render: Render) -> Callable[[Context], str]:
    return lambda context: plain(render(context)).strip().lstrip(LEADING)


def _variable(name: str, scope: Scope) -> Callable[[Context], str]:
    if name in NAME_VARIABLES:
        names = Node("names", {"variable": name}, (Node("name", {"form": "long"}, (), ""),), "")
        return _text(compile_element(names, scope))
    if name in DATE_VARIABLES:
        return lambda context: _date_text(context, name)
    if name in NUMBER_VARIABLES:
        return lambda context: padded(value_of(context, name))
    if name == "citation-label":
        return lambda context: context.item.raw(name) or trigraph(context)
    return lambda context: _plain_text(context.item.text(name))


def _plain_text(content: Content | None) -> str:
    return plain(content).lstrip(LEADING)


def _date_text(context: Context, name: str) -> str:
    date = context.item.date(name)
    if date is None:
        return ""
    if date.start is None:
        return date.literal
    return sort_text(date.start) + ("" if date.end is None else "-" + sort_text(date.end))


def padded(value: str) -> str:
    """A number that sorts by value; other text as it is."""
    number = whole_number(value)
    return value if number is None else f"{number:09d}"


def sort_by(
    entries: Sequence[Sortable], keys: Sequence[Key], context_of: Callable[[Sortable], Context], language: str
) -> list[Sortable]:
    """The entries in order; the sort is stable, and entries without a key's value come last in either direction."""
    ordered = list(entries)
    for key in reversed(keys):
        with_text = [(key.text(context_of(entry)), entry) for entry in ordered]
        filled = [pair for pair in with_text if pair[0]]
        filled.sort(key=lambda pair: collation_key(pair[0], language), reverse=key.is_descending)
        ordered = [entry for _, entry in filled] + [entry for text, entry in with_text if not text]
    return ordered
