"""The items of one document under one style: their order, numbers and disambiguation, computed together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citetrail.errors import InputError
from citetrail.styles.compiled import CompiledStyle, Layout
from citetrail.styles.context import Cite, Context, Disambiguation, Item
from citetrail.styles.disambiguate import Disambiguator, NameLists, Rules
from citetrail.styles.sorting import sort_by
from citetrail.styles.spans import Content, Span, plain


class Session:
    """Items registered in the order they were first cited, sorted and told apart."""

    def __init__(self, style: CompiledStyle, items: Iterable[Mapping[str, Any]], *, has_repeats: bool = True) -> None:
        """Without repeats, notes hold first cites only, and those are what is told apart; else it is the later ones."""
        self.style = style
        self.has_repeats = has_repeats
        self.items: dict[str, Item] = {}
        for data in items:
            item = Item(data)
            self.items[item.id] = item
        registered = {item_id: index + 1 for index, item_id in enumerate(self.items)}
        self.numbers = registered
        self.additions: dict[str, Disambiguation] = {}
        self.order = self._sorted(list(self.items))
        self.numbers = {item_id: index + 1 for index, item_id in enumerate(self.order)}
        self.additions = self._disambiguated()
        if any(addition.year_suffix for addition in self.additions.values()):
            self.order = self._sorted(self.order)

    def item(self, item_id: str) -> Item:
        """A registered item; raises InputError for an id nothing was given for."""
        try:
            return self.items[item_id]
        except KeyError:
            raise InputError(f'no item with the id "{item_id}" was given') from None

    def context(self, cite: Cite) -> Context:
        """The state to render a cite with."""
        additions = self.additions.get(cite.id)
        number = self.numbers.get(cite.id, 0)
        item = self.item(cite.id)
        return Context(item, cite, additions, number) if additions else Context(item, cite, number=number)

    def _sorted(self, ids: list[str]) -> list[str]:
        layout = self.style.bibliography
        if layout is None or not layout.keys:
            return ids
        language = self.style.locale.language
        return sort_by(ids, layout.keys, lambda item_id: self.context(Cite(item_id)), language)

    def _disambiguated(self) -> dict[str, Disambiguation]:
        options = self.style.citation.options
        rules = Rules(
            options.get("disambiguate-add-names") == "true",
            options.get("disambiguate-add-givenname") == "true",
            options.get("givenname-disambiguation-rule", "by-cite"),
            options.get("disambiguate-add-year-suffix") == "true",
            self.style.conditions,
        )
        return Disambiguator(self.order, rules, self._cite_text, self._name_lists).run()

    def _cite_text(self, item_id: str, additions: Disambiguation) -> str:
        context = Context(self.items[item_id], self._compared_cite(item_id), additions)
        context.compares = True
        return plain(self.style.citation.content(context))

    def _compared_cite(self, item_id: str) -> Cite:
        has_later = not self.style.is_note or self.has_repeats
        return Cite(item_id, position="subsequent" if has_later else "first")

    def _name_lists(self, item_id: str) -> NameLists:
        context = Context(self.items[item_id], self._compared_cite(item_id))
        context.recorded = []
        self.style.citation.content(context)
        if not context.recorded:
            return NameLists()
        people, form, shown = context.recorded[0]
        return NameLists(people, form, shown)

    def entry_content(self, layout: Layout, item_id: str) -> Content | None:
        """An item's bibliography entry without the layout's affixes."""
        context = self.context(Cite(item_id))
        if not layout.options.get("second-field-align"):
            return layout.content(context)
        parts = [part for part in [element(context) for element in layout.elements] if part is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        margin = Span((parts[0],), prefix=layout.prefix, display="left-margin", affix_inside=True)
        return Span((margin, Span(parts[1:], suffix=layout.suffix, display="right-inline", affix_inside=True)))
