"""A compiled style: its locale, macros, citation and bibliography layouts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citetrail.errors import InputError
from citetrail.styles.context import Context
from citetrail.styles.elements import compile_element, sequence
from citetrail.styles.locales import Locale, locale_part
from citetrail.styles.nodes import Node, parse
from citetrail.styles.scope import Render, Scope, format_of, inherited_names
from citetrail.styles.sorting import Key, compile_sort
from citetrail.styles.spans import Content, Format
from citetrail.styles.store import locale_chain

STYLE_OPTIONS = ("page-range-format", "demote-non-dropping-particle", "initialize-with-hyphen")


@dataclass(frozen=True)
class Layout:
    """A citation or bibliography section, compiled."""

    render: Render
    elements: tuple[Render, ...]
    options: Mapping[str, str]
    prefix: str
    suffix: str
    delimiter: str
    formatting: Format
    keys: tuple[Key, ...]

    def content(self, context: Context) -> Content | None:
        """The layout's elements for one item, without the layout's affixes."""
        return self.render(context)


@dataclass(frozen=True)
class CompiledStyle:
    """A citation style, ready to render with."""

    id: str
    title: str
    is_note: bool
    locale: Locale
    citation: Layout
    bibliography: Layout | None
    has_explicit_suffix: bool
    conditions: int


def compiled_style(xml: str | bytes, locale: str | None = None, name: str = "") -> CompiledStyle:
    """The style of a CSL text; `locale` (such as "de-DE") overrides its default language.

    Raises InputError with a place for text that is no CSL style, and for dependent styles (see `load_style`).
    """
    root = parse(xml)
    if root.tag != "style":
        raise InputError(f"not a CSL style: the outermost element is <{root.tag}>, not <style>")
    citation = root.child("citation")
    if citation is None:
        raise InputError("not an independent CSL style: it has no <citation> section")
    language = locale or root.get("default-locale") or "en-US"
    scope = _scope(root, _locale(root, language))
    _refuse_cycles(scope.macros)
    bibliography = root.child("bibliography")
    info = root.child("info") or Node("info", {}, (), "")
    return CompiledStyle(
        id=name or _text(info, "id").rpartition("/")[2],
        title=_text(info, "title"),
        is_note=root.get("class") == "note",
        locale=scope.locale,
        citation=_layout(citation, scope, "citation"),
        bibliography=_layout(bibliography, scope, "bibliography") if bibliography else None,
        has_explicit_suffix=scope.has_explicit_suffix,
        conditions=sum("disambiguate" in node.attrs for node in _walk(root)),
    )


def _refuse_cycles(macros: Mapping[str, Node]) -> None:
    """Raise InputError for a macro that calls itself, directly or through others."""
    calls = {
        name: {node.get("macro") for node in _walk(root) if "macro" in node.attrs} for name, root in macros.items()
    }
    settled: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise InputError(f'style: macro "{name}" calls itself ({" > ".join([*above, name])})')
        if name in settled or name not in calls:
            return
        for called in calls[name]:
            visit(called, (*above, name))
        settled.add(name)

    for name in calls:
        visit(name, ())


def _text(info: Node, tag: str) -> str:
    child = info.child(tag)
    return child.text.strip() if child else ""


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _locale(root: Node, language: str) -> Locale:
    own = [node for node in root.all("locale") if _applies(node.get("lang"), language)]
    own.sort(key=lambda node: -len(node.get("lang")))
    parts = tuple(locale_part(node) for node in own)
    return Locale(language, parts + locale_chain(language))


def _applies(lang: str, language: str) -> bool:
    return not lang or lang == language or lang == language[:2]


def _scope(root: Node, locale: Locale) -> Scope:
    return Scope(
        mode="citation",
        locale=locale,
        macros={node.get("name"): node for node in root.all("macro")},
        options={name: root.attrs[name] for name in STYLE_OPTIONS if name in root.attrs},
        names=inherited_names(root),
        compile=compile_element,
        has_explicit_suffix=any(
            node.tag in ("text", "number") and node.get("variable") == "year-suffix" for node in _walk(root)
        ),
    )


def _layout(section: Node, scope: Scope, mode: str) -> Layout:
    inner = scope.inheriting(section)
    inner = Scope(
        mode, inner.locale, inner.macros, inner.options, inner.names, inner.compile, inner.has_explicit_suffix
    )  # fmt: skip
    layout = section.child("layout")
    if layout is None:
        raise InputError(f"style: <{section.tag}> has no <layout>")
    elements = inner.children(layout)
    return Layout(
        render=sequence(elements),
        elements=elements,
        options=section.attrs,
        prefix=layout.get("prefix"),
        suffix=layout.get("suffix"),
        delimiter=layout.get("delimiter"),
        formatting=format_of(layout.attrs),
        keys=compile_sort(section.child("sort"), inner),
    )
