"""The rendering elements text, number, label, group and choose, compiled to functions.

Source: CSL 1.0.2 specification, "Rendering Elements".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from citetrail.errors import InputError
from citetrail.styles.conditions import compile_choose
from citetrail.styles.context import Context
from citetrail.styles.dateform import compile_date
from citetrail.styles.markup import content_from_text
from citetrail.styles.names import compile_names
from citetrail.styles.nodes import Node
from citetrail.styles.numberform import compile_label, compile_number, number_text
from citetrail.styles.scope import Render, Scope, decorated, rendered
from citetrail.styles.spans import PARTS, Content, Span, join
from citetrail.styles.values import LINKS, link_renderer, variable_renderer


def compile_element(node: Node, scope: Scope) -> Render:
    """The function that renders an element; raises InputError for an element CSL does not have."""
    compiler = COMPILERS.get(node.tag)
    if compiler is None:
        raise InputError(f"style: <{node.tag}> is not a CSL rendering element")
    return compiler(node, scope)


def compile_text(node: Node, scope: Scope) -> Render:
    """cs:text with variable, macro, term or value."""
    if node.get("variable") in LINKS and node.get("prefix").startswith("http"):
        render = link_renderer(node.get("variable"), node.get("prefix"))  # the address begins in the prefix
        node = Node(node.tag, {**node.attrs, "prefix": ""}, node.children, node.text)
    elif "variable" in node.attrs:
        render = _variable(node, scope)
    elif "macro" in node.attrs:
        render = compile_macro(node.get("macro"), scope)
    elif "term" in node.attrs:
        return decorated(node, scope, _term(node, scope), is_term=True)
    else:
        value = content_from_text(node.get("value"))
        return decorated(node, scope, lambda _: value or None)
    return decorated(node, scope, render)


def _variable(node: Node, scope: Scope) -> Render:
    name = node.get("variable")
    if name in ("page", "locator", "page-first"):
        return number_text(node, scope)
    return variable_renderer(name, node.get("form"), scope)


def _term(node: Node, scope: Scope) -> Render:
    name, form, plural = node.get("term"), node.get("form"), node.get("plural") == "true"
    term = scope.locale.term(name, form)
    if term is None:
        return lambda _: None
    text = term.multiple if plural else term.single
    return lambda _: Span((text,), role="term") if text else ""


def compile_macro(name: str, scope: Scope) -> Render:
    """A macro as a function; compiled when it is first called."""
    if scope.shorthand is not None:
        scope = replace(scope, shorthand=None)
    if name not in scope.macros:
        raise InputError(f'style: macro "{name}" is called and not defined')

    def render(context: Context) -> Content | None:
        compiled = scope.compiled.get(name)
        if compiled is None:
            children = scope.children(scope.macros[name])
            compiled = scope.compiled[name] = children[0] if len(children) == 1 else sequence(children)
        called, found = context.called, context.found
        content = compiled(context)
        if context.called > called and context.found == found:
            return None
        if content is not None and context.called == called:
            context.called += 1  # to a group around, what a macro shows counts as a variable with a value
            context.found += 1
        if isinstance(content, Span) and content.role == PARTS:
            return Span(content.content)  # a group's delimiter does not reach into a macro
        return content

    return render


def sequence(children: tuple[Render, ...]) -> Render:
    """Elements one after the other, as one."""

    def render(context: Context) -> Content | None:
        return join(rendered(children, context), "")

    return render


def compile_group(node: Node, scope: Scope) -> Render:
    """cs:group: its parts with a delimiter; nothing where it calls variables and all of them are empty."""
    children = scope.children(node)
    delimiter = node.get("delimiter")

    def render(context: Context) -> Content | None:
        called, found = context.called, context.found
        parts = rendered(children, context)
        if context.called > called and context.found == found:
            return None
        if not parts:
            return None
        if context.called == called:
            context.called += 1
            context.found += 1
        return join(parts, delimiter)

    return decorated(node, scope, render)


COMPILERS: dict[str, Callable[[Node, Scope], Render]] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "group": compile_group,
    "choose": compile_choose,
    "names": compile_names,
    "date": compile_date,
}
