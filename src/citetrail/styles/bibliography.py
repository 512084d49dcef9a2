"""Bibliography entries: sorted, numbered, with repeated authors replaced, in any output format.

Source: CSL 1.0.2 specification, "Bibliography-specific Options".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citetrail.styles.compiled import Layout
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.session import Session
from citetrail.styles.spans import Content, Span, affixed, find_role, plain
from citetrail.styles.textcase import capitalized_term


def entries(
    session: Session, layout: Layout, ids: Sequence[str] | None = None, *, links: bool = False
) -> list[tuple[str, list[Token]]]:
    """The id and tokens of every entry, in order; items the layout prints nothing for are left out.

    With `ids`, only these, in the order given; repeated authors are replaced among them.
    """
    substitute = layout.options.get("subsequent-author-substitute")
    rule = layout.options.get("subsequent-author-substitute-rule", "complete-all")
    result: list[tuple[str, list[Token]]] = []
    before: Span | None = None
    for item_id in session.order if ids is None else ids:
        content = session.entry_content(layout, item_id)
        if content is None:
            continue
        content = _opened(content)
        if substitute is not None:
            names = next(find_role(content, "names"), None)
            if names is not None and before is not None:
                content = _replaced(content, {id(names): _substituted(names, before, substitute, rule)})
            before = names
        result.append((item_id, _tokens(content, session, layout, links=links)))
    return result


def _opened(content: Content) -> Content:
    """The entry with a capital where it, or what follows its number, begins with a term ("N.d.")."""
    if isinstance(content, str) or not content.content:
        return content
    first, *rest = content.content
    if rest and any(find_role(first, "citation-number")):
        return content.with_content([first, _opened(rest[0]), *rest[1:]])
    return capitalized_term(content)


def _tokens(content: Content, session: Session, layout: Layout, *, links: bool) -> list[Token]:
    aligns = bool(layout.options.get("second-field-align"))
    whole = content if aligns else affixed(*_suffix_within(content, layout))
    if layout.formatting:
        whole = Span((whole,), formatting=layout.formatting)
    tokens = tokens_from_content(whole, session.style.locale.quotes, links=links)
    if aligns and len(tokens) > 1 and isinstance(last := tokens[-2], str):
        tokens[-2] = last.rstrip()
    return tokens


def _suffix_within(content: Content, layout: Layout) -> tuple[Content, str, str]:
    """The content and the layout's affixes; where the entry ends in a display block, the suffix goes into that."""
    if isinstance(content, Span) and content.content:
        *before, last = content.content
        if isinstance(last, Span) and last.display and layout.suffix and not last.suffix:
            closed = Span(last.content, suffix=layout.suffix, display=last.display, affix_inside=True)
            return content.with_content([*before, closed]), layout.prefix, ""
    return content, layout.prefix, layout.suffix


def _replaced(content: Content, new: Mapping[int, Content]) -> Content:
    """The content with some of its spans, known by their identity, replaced."""
    if isinstance(content, str):
        return content
    if id(content) in new:
        return new[id(content)]
    parts = [_replaced(part, new) for part in content.content]
    return (
        content.with_content(parts) if any(a is not b for a, b in zip(parts, content.content, strict=True)) else content
    )


def _substituted(names: Span, before: Span, substitute: str, rule: str) -> Content:
    if next(find_role(names, "person"), None) is None:
        return Span((substitute,), role="names") if plain(names) == plain(before) else names
    people, former = list(find_role(names, "person")), list(find_role(before, "person"))
    texts, former_texts = [plain(person) for person in people], [plain(person) for person in former]
    if rule in ("complete-all", "complete-each"):
        same = texts == former_texts
        if not same:
            return names
        if rule == "complete-all":
            return _complete(names, substitute)
        replaced = people
    else:
        count = next((at for at, (a, b) in enumerate(zip(texts, former_texts, strict=False)) if a != b), None)
        count = min(len(texts), len(former_texts)) if count is None else count
        replaced = people[: min(count, 1) if rule == "partial-first" else count]
    return _replaced(names, {id(person): substitute for person in replaced})


def _complete(names: Span, substitute: str) -> Content:
    """All names as one substitute; labels after them stay."""
    lists = list(find_role(names, "people"))
    if not lists:
        return Span((substitute,), role="names")
    return _replaced(names, {id(people): "" if index else substitute for index, people in enumerate(lists)})
