"""cs:choose: branches and their conditions.

Source: CSL 1.0.2 specification, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable

from citetrail.errors import InputError
from citetrail.styles.context import Context
from citetrail.styles.nodes import Node
from citetrail.styles.numberform import value_of
from citetrail.styles.numbers import is_numeric
from citetrail.styles.scope import Render, Scope, rendered
from citetrail.styles.spans import PARTS, Content, Span

Claim = Callable[[Context], bool]
POSITIONS = {
    "first": frozenset(("first",)),
    "subsequent": frozenset(("subsequent", "ibid", "ibid-with-locator")),
    "ibid": frozenset(("ibid", "ibid-with-locator")),
    "ibid-with-locator": frozenset(("ibid-with-locator",)),
}
FROM_CITE = frozenset(("locator", "citation-number", "first-reference-note-number"))


def compile_choose(node: Node, scope: Scope) -> Render:
    """The first branch whose conditions hold; the conditions themselves call no variable."""
    branches = tuple((_condition(branch), scope.children(branch)) for branch in node.children)

    def render(context: Context) -> Content | None:
        for holds, children in branches:
            if holds(context):
                if len(children) == 1:
                    return children[0](context)
                parts = rendered(children, context)
                return Span(parts, role=PARTS) if parts else None
        return None

    return render


def _condition(branch: Node) -> Claim:
    if branch.tag == "else":
        return lambda _: True
    if set(branch.attrs) <= {"type", "match"}:
        return _type_among(branch)
    claims = [claim for name, value in branch.attrs.items() if name != "match" for claim in _claims(name, value)]
    match = branch.get("match", "all")
    if len(claims) == 1:
        claim = claims[0]
        return (lambda context: not claim(context)) if match == "none" else claim
    if match == "any":
        return lambda context: any(claim(context) for claim in claims)
    if match == "none":
        return lambda context: not any(claim(context) for claim in claims)
    return lambda context: all(claim(context) for claim in claims)


def _type_among(branch: Node) -> Claim:
    """The one condition styles are full of, without a call per type."""
    types, match = frozenset(branch.get("type").split()), branch.get("match", "all")
    if match == "none":
        return lambda context: context.item.type not in types
    if match == "any" or len(types) == 1:
        return lambda context: context.item.type in types
    return lambda _: False


def _claims(name: str, value: str) -> list[Claim]:
    maker = MAKERS.get(name)
    if maker is None:
        raise InputError(f'style: "{name}" is not a CSL condition')
    return [maker(part) for part in value.split()]


def _type(name: str) -> Claim:
    return lambda context: context.item.type == name


def _variable(name: str) -> Claim:
    if name in FROM_CITE:
        return lambda context: bool(value_of(context, name))
    return lambda context: context.item.has(name)


def _is_numeric(name: str) -> Claim:
    def claim(context: Context) -> bool:
        value = value_of(context, name)
        return bool(value) and is_numeric(value)

    return claim


def _is_uncertain(name: str) -> Claim:
    def claim(context: Context) -> bool:
        date = context.item.date(name)
        return date is not None and date.is_circa

    return claim


def _locator(name: str) -> Claim:
    label = name.replace("sub-verbo", "sub verbo")
    return lambda context: bool(context.cite.locator) and (context.cite.label or "page") == label


def _position(name: str) -> Claim:
    if name == "near-note":
        return lambda context: context.cite.near_note
    if name == "far-note":
        return lambda context: context.cite.position not in ("", "first") and not context.cite.near_note
    wanted = POSITIONS.get(name, frozenset())
    return lambda context: context.cite.position in wanted


def _disambiguate(value: str) -> Claim:
    wanted = value == "true"

    def claim(context: Context) -> bool:
        context.conditions_seen += 1
        return (context.conditions_seen <= context.additions.conditions) == wanted

    return claim


MAKERS: dict[str, Callable[[str], Claim]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
