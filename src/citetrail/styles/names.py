"""cs:names: lists of people with et-al abbreviation, labels and substitutes.

Source: CSL 1.0.2 specification, "Names", "Name", "Et-al", "Substitute", "Label".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citetrail.styles.context import Context
from citetrail.styles.nodes import Node
from citetrail.styles.numbers import option_number
from citetrail.styles.personform import Dress, PersonForm, person_content
from citetrail.styles.persons import Person
from citetrail.styles.scope import Render, Scope, decorated, inherited_names, wrapper
from citetrail.styles.spans import Content, Span, join, plain
from citetrail.styles.textcase import change_case

FIRST_UNSPACED, LAST_UNSPACED = "\u3000", "\u9fff"  # Chinese and Japanese "and others" follow without a space


@dataclass(frozen=True)
class ListForm:
    """How a style writes a list of people."""

    person: PersonForm
    conjunction: str
    delimiter: str
    precedes_last: str
    precedes_et_al: str
    et_al: tuple[int, int]  # from how many names on, and how many are shown then
    et_al_subsequent: tuple[int, int]
    shows_last: bool
    inverts: str  # "", "first", "all"
    et_al_term: Content
    dress: Dress | None


@dataclass(frozen=True)
class Names:
    """A compiled cs:names element."""

    variables: tuple[str, ...]
    form: ListForm
    label: Label | None
    delimiter: str
    scope: Scope


@dataclass(frozen=True)
class Label:
    """A cs:label inside cs:names."""

    form: str
    plural: str
    comes_first: bool
    dress: Render | None
    node: Node


def compile_names(node: Node, scope: Scope) -> Render:
    """cs:names as a function."""
    if scope.shorthand is not None:
        if not node.children:
            return scope.shorthand(node)
        scope = replace(scope, shorthand=None)
    names = _names(node, scope)
    return decorated(node, scope, _renderer(names, _substitutes(node, names, scope)))


def _names(node: Node, scope: Scope) -> Names:
    options = {**scope.names, **inherited_names(node)}
    name = node.child("name")
    if name is not None:
        options.update(name.attrs)
    delimiter = node.get("delimiter") or scope.names.get("names-delimiter", "")
    return Names(
        tuple(node.get("variable").split()),
        _list_form(node, name, options, scope),
        _label(node),
        delimiter,
        scope,
    )


def _label(node: Node) -> Label | None:
    tags = [child.tag for child in node.children]
    label = node.child("label")
    if label is None:
        return None
    comes_first = "name" in tags and tags.index("label") < tags.index("name")
    return Label(label.get("form"), label.get("plural", "contextual"), comes_first, None, label)


def _list_form(node: Node, name: Node | None, options: dict[str, str], scope: Scope) -> ListForm:
    minimum, first = option_number(options, "et-al-min", 0), option_number(options, "et-al-use-first", 999999)
    later = (
        option_number(options, "et-al-subsequent-min", minimum),
        option_number(options, "et-al-subsequent-use-first", first),
    )
    conjunction = {"text": scope.locale.text("and"), "symbol": scope.locale.text("and", "symbol") or "&"}
    sorting = scope.mode == "sort"
    return ListForm(
        _person_form(name, options, scope),
        "" if sorting else conjunction.get(options.get("and", ""), ""),
        options.get("delimiter", ", "),
        options.get("delimiter-precedes-last", "contextual"),
        options.get("delimiter-precedes-et-al", "contextual"),
        (minimum, first),
        later,
        options.get("et-al-use-last") == "true",
        "all" if sorting else options.get("name-as-sort-order", ""),
        "" if sorting else _et_al_term(node.child("et-al"), scope),
        wrapper(name, scope) if name and not sorting else None,
    )


def _et_al_term(node: Node | None, scope: Scope) -> Content:
    text = scope.locale.text(node.get("term", "et-al") if node else "et-al")
    wrap = wrapper(node, scope) if node else None
    return wrap(text) if wrap and text else text


def _person_form(name: Node | None, options: dict[str, str], scope: Scope) -> PersonForm:
    parts = {part.get("name"): _part_dress(part, scope) for part in (name.all("name-part") if name else ())}
    affixes = {
        part.get("name"): (part.get("prefix"), part.get("suffix")) for part in (name.all("name-part") if name else ())
    }
    demote = options.get("demote-non-dropping-particle") or scope.options.get("demote-non-dropping-particle")
    return PersonForm(
        options.get("form", "long"),
        options.get("initialize", "true") != "false",
        options.get("initialize-with"),
        scope.options.get("initialize-with-hyphen", "true") != "false",
        options.get("sort-separator", ", "),
        demote or "display-and-sort",
        scope.mode == "sort",
        parts.get("family"),
        parts.get("given"),
        affixes.get("family", ("", "")),
        affixes.get("given", ("", "")),
    )


def _part_dress(part: Node, scope: Scope) -> Dress | None:
    case, wrap = part.get("text-case"), wrapper(part, scope, with_affixes=False)
    if not case:
        return wrap

    def dress(content: Content) -> Content:
        changed = change_case(content, case, english=True)
        return wrap(changed) if wrap else changed

    return dress


def _substitutes(node: Node, names: Names, scope: Scope) -> tuple[Render, ...]:
    substitute = node.child("substitute")
    if substitute is None:
        return ()

    def shorthand(child: Node) -> Render:
        """cs:names without children takes the name, et-al and label of the element around the substitute."""
        return _renderer(replace(names, variables=tuple(child.get("variable").split())), ())

    return replace(scope, shorthand=shorthand).children(substitute)


def _renderer(names: Names, substitutes: tuple[Render, ...]) -> Render:
    write = _list_writer(names.form, names.scope)

    def render(context: Context) -> Content | None:
        groups = _groups(names, context)
        if groups and context.collapsed and context.names_seen == 0:
            context.names_seen += 1
            return None if context.touched is None else ""  # within a substitute: found, so that no other is tried
        if groups:
            if names.form.person.form == "count":
                return str(sum(min(len(people), _shown_count(people, names.form)) for _, people in groups))
            seen = context.names_seen
            context.names_seen += len(groups)
            parts = [
                _labelled(names, role, people, write, context, seen + at) for at, (role, people) in enumerate(groups)
            ]
            content = join([part for part in parts if part is not None], names.delimiter)
            return None if content is None else Span((content,), role="names")
        for substitute in substitutes:
            content = _substituted(substitute, context)
            if content and context.collapsed and context.names_seen == 0:
                context.names_seen += 1  # what stands for the names is left out with them
                return None if context.touched is None else ""
            if content is not None:
                return content or None
        return None

    return render


def _shown_count(people: Sequence[Person], form: ListForm) -> int:
    minimum, first = form.et_al
    return first if minimum and len(people) >= minimum else len(people)


def _substituted(substitute: Render, context: Context) -> Content | None:
    """A substitute's content; the variables it used are not shown again."""
    outer = context.touched
    context.touched = []
    content = substitute(context)
    touched, context.touched = context.touched, outer
    if content is None or content == "":
        context.hidden.difference_update(touched)
        return content
    if outer is not None:
        outer.extend(touched)
    return content if isinstance(content, Span) and content.role == "names" else Span((content,), role="names")


def _groups(names: Names, context: Context) -> list[tuple[str, tuple[Person, ...]]]:
    """The name lists to write, each with its term; editor and translator are one where they are the same people."""
    found: list[tuple[str, tuple[Person, ...]]] = []
    for variable in names.variables:
        people = context.item.people(variable)
        if context.calls(variable, has_value=bool(people)):
            found.append((variable, people))
    if len(found) == 2 and {found[0][0], found[1][0]} == {"editor", "translator"} and found[0][1] == found[1][1]:
        term = names.scope.locale.term("editortranslator", names.label.form if names.label else "")
        if term is not None and term.single:
            return [("editortranslator", found[0][1])]
    return found


def _labelled(
    names: Names, role: str, people: tuple[Person, ...], write: _Writer, context: Context, at: int
) -> Content | None:
    written = write(people, context, at)
    if written is None:
        return None
    if names.form.dress:
        written = names.form.dress(written)
    content = Span((written,), role="people")
    label = names.label
    if label is None or names.scope.mode == "sort":
        return content
    many = label.plural == "always" or (label.plural == "contextual" and len(people) > 1)
    text = names.scope.locale.text(role, label.form, plural=many)
    if not text:
        return content
    dressed = decorated(label.node, names.scope, lambda _: text, is_term=True)(context)
    if dressed is None:
        return content
    return Span((dressed, content)) if label.comes_first else Span((content, dressed))


class _Writer:
    """Writes lists of people in one form; names written once are kept."""

    def __init__(self, form: ListForm) -> None:
        self.form = form
        self._written: dict[tuple[Person, bool, int], Content] = {}

    def __call__(self, people: tuple[Person, ...], context: Context, at: int) -> Content | None:
        shown, is_cut = self._shown(people, context, at)
        if context.recorded is not None:
            context.recorded.append((people, self.form.person, shown))
        written = [self._person(person, index, context, at) for index, person in enumerate(people[:shown])]
        if not is_cut:
            return self._joined(written, people)
        if self.form.shows_last and len(people) - shown > 1 and written:
            last = self._person(people[-1], len(people) - 1, context, at)
            return Span((join(written, self.form.delimiter) or "", self.form.delimiter, "… ", last))
        return self._cut(written, people)

    def _shown(self, people: Sequence[Person], context: Context, at: int) -> tuple[int, bool]:
        form = self.form
        is_later = context.cite.position not in ("", "first")
        minimum, first = form.et_al_subsequent if is_later else form.et_al
        first = max(first, context.additions.names) if at == 0 else first
        is_cut = 0 < minimum <= len(people) and first < len(people)
        return (first, True) if is_cut else (len(people), False)

    def _person(self, person: Person, index: int, context: Context, at: int) -> Content:
        inverted = self.form.inverts == "all" or (self.form.inverts == "first" and index == 0)
        level = context.additions.given.get((at, index), 0) if context.additions.given else 0
        key = (person, inverted, level)
        content = self._written.get(key)
        if content is None:
            content = Span((person_content(person, self.form.person, inverted=inverted, level=level),), role="person")
            self._written[key] = content
        return content

    def _precedes(self, rule: str, count: int, last: Person, *, contextual: bool) -> bool:
        if rule == "contextual":
            return contextual
        if rule == "after-inverted-name":
            return not last.literal and (self.form.inverts == "all" or (self.form.inverts == "first" and count == 1))
        return rule == "always"

    def _joined(self, written: list[Content], people: Sequence[Person]) -> Content | None:
        form = self.form
        if len(written) < 2 or not form.conjunction:
            return join(written, form.delimiter)
        precedes = self._precedes(form.precedes_last, len(written) - 1, people[-2], contextual=len(people) > 2)
        lead = join(written[:-1], form.delimiter) or ""
        if form.conjunction[-1].isspace():  # it brings its own space, and is written onto the name before
            return Span((lead, form.conjunction, written[-1]))
        between = f"{form.delimiter if precedes else ' '}{form.conjunction} "
        return Span((lead, between, written[-1]))

    def _cut(self, written: list[Content], people: Sequence[Person]) -> Content | None:
        form = self.form
        lead = join(written, form.delimiter)
        if lead is None:
            return None
        if form.et_al_term == "":
            return lead
        precedes = self._precedes(
            form.precedes_et_al, len(written), people[len(written) - 1], contextual=len(written) > 1
        )
        space = "" if FIRST_UNSPACED <= plain(form.et_al_term)[:1] <= LAST_UNSPACED else " "
        return Span((lead, form.delimiter if precedes else space, form.et_al_term))


def _list_writer(form: ListForm, _: Scope) -> _Writer:
    return _Writer(form)
