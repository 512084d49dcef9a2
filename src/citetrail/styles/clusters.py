"""Citations: clusters of cites sorted, collapsed, joined and wrapped.

Source: CSL 1.0.2 specification, "Citation-specific Options" (Cite Collapsing, Cite Grouping).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citetrail.styles.context import Cite
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.markup import content_from_text
from citetrail.styles.numbers import whole_number
from citetrail.styles.positions import Cluster
from citetrail.styles.punctuation import MARKS
from citetrail.styles.session import Session
from citetrail.styles.sorting import sort_by
from citetrail.styles.spans import Content, Span, affixed, find_role, plain, without_role
from citetrail.styles.textcase import capitalized_term

SENTENCE_BEFORE = re.compile(r"\S\s.*[.!?][”’\"')]*\s*$", re.DOTALL)
JOINS_DIRECTLY = re.compile(r"[\s,.;:!?)\]’”'\"–—/-]")


@dataclass
class RenderedCite:
    """A cite with its content and what grouping compares."""

    cite: Cite
    content: Content
    names: str
    base: str  # the text without its year suffix
    suffix: Span | None

    @property
    def is_bare(self) -> bool:
        """Whether the cite has no locator and no affixes of its own."""
        return not (self.cite.locator or self.cite.prefix or self.cite.suffix)


def cluster_tokens(session: Session, cluster: Cluster) -> list[Token]:
    """A cluster as tokens."""
    content = cluster_content(session, cluster)
    return tokens_from_content(content, session.style.locale.quotes) if content is not None else []


def cluster_content(session: Session, cluster: Cluster) -> Content | None:
    """A cluster as formatted content, with the layout's affixes."""
    layout = session.style.citation
    cites = list(cluster.cites)
    if layout.keys and len(cites) > 1 and not cluster.keeps_order:
        cites = sort_by(cites, layout.keys, session.context, session.style.locale.language)
    found = [_rendered(session, cite, opens_sentence=_opens_sentence(cite, at)) for at, cite in enumerate(cites)]
    rendered = [entry for entry in found if entry is not None]
    if not rendered:
        return None
    collapse = layout.options.get("collapse", "")
    if collapse == "citation-number":
        joined = _numbers_collapsed(rendered, layout.delimiter)
    else:
        joined = _grouped(session, rendered, collapse)
    whole = affixed(joined, layout.prefix, layout.suffix)
    return Span((whole,), formatting=layout.formatting) if layout.formatting else whole


def _rendered(
    session: Session, cite: Cite, collapsed: str = "", *, opens_sentence: bool = False
) -> RenderedCite | None:
    context = session.context(cite)
    context.collapsed = collapsed or ("author" if cite.suppress_author else "")
    content = session.style.citation.content(context)
    if content is None and not cite.prefix and not cite.suffix:
        return None
    if content is not None and session.style.is_note and opens_sentence:
        content = capitalized_term(content)
    names = next(find_role(content, "names"), None)
    if cite.author_only:
        content = names if names is not None else content
    suffix = next(find_role(content, "year-suffix"), None)
    base = plain(without_role(content, "year-suffix")) if suffix is not None and content is not None else ""
    return RenderedCite(cite, _with_affixes(content or "", cite), plain(names), base, suffix)


def _opens_sentence(cite: Cite, index: int) -> bool:
    """Whether a cite in a note begins a sentence: it comes first, or after a prefix of words and a full stop."""
    return SENTENCE_BEFORE.search(cite.prefix) is not None if cite.prefix else index == 0


def _with_affixes(content: Content, cite: Cite) -> Content:
    prefix, suffix = cite.prefix, cite.suffix
    if not prefix and not suffix:
        return content
    parts: list[Content] = []
    if prefix:
        parts.append(content_from_text(prefix))
        if not prefix[-1].isspace() and prefix[-1] not in "([“‘'\"-–—/":
            parts.append(" ")
    parts.append(content)
    if suffix:
        if not JOINS_DIRECTLY.match(suffix):
            parts.append(" ")
        parts.append(content_from_text(suffix))
    return Span(parts)


def _numbers_collapsed(rendered: Sequence[RenderedCite], delimiter: str) -> Content:
    """Runs of three and more consecutive numbers as a range."""
    parts: list[Content] = []
    at = 0
    while at < len(rendered):
        end = at
        while end + 1 < len(rendered) and _follows(rendered[end], rendered[end + 1]):
            end += 1
        if parts:
            parts.append(delimiter)
        if end - at >= 2:
            parts.append(Span((rendered[at].content, "–", rendered[end].content)))
            at = end + 1
        else:
            parts.append(rendered[at].content)
            at += 1
    return Span(parts)


def _follows(first: RenderedCite, second: RenderedCite) -> bool:
    a, b = _number(first), _number(second)
    return first.is_bare and second.is_bare and a is not None and b is not None and b - a == 1


def _number(entry: RenderedCite) -> int | None:
    span = next(find_role(entry.content, "citation-number"), None)
    text = plain(span.content[0]) if span is not None else ""
    return whole_number(text)


def _grouped(session: Session, rendered: list[RenderedCite], collapse: str) -> Content:
    """Cites with names left out where they repeat, joined."""
    options = session.style.citation.options
    delimiter = session.style.citation.delimiter
    if not collapse and "cite-group-delimiter" not in options:
        return _joined([(entry, entry.content, delimiter) for entry in rendered])
    is_sorted = bool(session.style.citation.keys)
    has_order = is_sorted or bool(session.style.bibliography and session.style.bibliography.keys)
    within = options.get("cite-group-delimiter", ", " if collapse and has_order else delimiter)
    after = options.get("after-collapse-delimiter", delimiter)
    pieces: list[tuple[RenderedCite, Content, str]] = []
    for group in _gathered(rendered) if is_sorted else _neighbouring(rendered):
        if len(group) == 1:
            pieces.append((group[0], group[0].content, after if collapse == "year" else delimiter))
        elif not collapse:
            pieces.extend((entry, entry.content, within) for entry in group[:-1])
            pieces.append((group[-1], group[-1].content, delimiter))
        else:
            pieces.extend(_collapsed(session, group, collapse, (within, after)))
    return _joined(pieces)


def _joined(pieces: Sequence[tuple[RenderedCite, Content, str]]) -> Content:
    """The cites with their delimiters; a comma that stands at the edge of an affix takes the delimiter's place."""
    parts: list[Content] = []
    for index, (entry, content, delimiter) in enumerate(pieces):
        parts.append(content)
        if index == len(pieces) - 1:
            break
        if pieces[index + 1][0].cite.prefix[:1] in MARKS:
            continue
        parts.append(" " if entry.cite.suffix.rstrip().endswith(",") else delimiter)
    return Span(parts)


def _gathered(rendered: list[RenderedCite]) -> list[list[RenderedCite]]:
    """Cites with the same names brought together, at the place of the first."""
    groups: dict[str, list[RenderedCite]] = {}
    for index, entry in enumerate(rendered):
        key = entry.names if entry.names and not entry.cite.prefix else f"\0{index}"
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def _neighbouring(rendered: list[RenderedCite]) -> list[list[RenderedCite]]:
    """Neighbouring cites with the same names; a cite with a prefix begins anew."""
    groups: list[list[RenderedCite]] = []
    for entry in rendered:
        if groups and _repeats(groups[-1][-1], entry) and not entry.cite.prefix:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _repeats(before: RenderedCite, entry: RenderedCite) -> bool:
    """Whether a cite names the same people; one that names nobody, whether all but the year suffix is the same."""
    return before.names == entry.names if entry.names else bool(entry.base) and before.base == entry.base


def _collapsed(
    session: Session, group: list[RenderedCite], collapse: str, delimiters: tuple[str, str]
) -> list[tuple[RenderedCite, Content, str]]:
    """A group of cites by the same people: names once, and with year-suffix collapsing the year once."""
    within, after = delimiters
    runs = _year_runs(group) if collapse.startswith("year-suffix") else [[entry] for entry in group]
    pieces: list[tuple[RenderedCite, Content, str]] = []
    for index, run in enumerate(runs):
        content: Content | None = run[0].content
        if index:
            again = _rendered(session, run[0].cite, "author")
            content = again.content if again else None
        if content is None or content == "":
            continue
        parts = [content, *_suffixes(session, run, is_ranged=collapse == "year-suffix-ranged")]
        has_locator = any(entry.cite.locator for entry in group)
        pieces.append((run[-1], Span(parts), after if has_locator else within))
    last, content, _ = pieces[-1]
    pieces[-1] = (last, content, after)
    return pieces


def _year_runs(group: list[RenderedCite]) -> list[list[RenderedCite]]:
    """Cites that differ in nothing but their year suffix, together."""
    runs: list[list[RenderedCite]] = []
    for entry in group:
        if runs and entry.suffix and entry.is_bare and runs[-1][-1].is_bare and runs[-1][-1].base == entry.base:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _suffixes(session: Session, run: list[RenderedCite], *, is_ranged: bool) -> list[Content]:
    """The year suffixes that follow the first of a run, three and more letters in a row as a range."""
    options = session.style.citation.options
    within = options.get("cite-group-delimiter", session.style.citation.delimiter)
    delimiter = options.get("year-suffix-delimiter", within)
    stretches: list[list[RenderedCite]] = []
    for entry in run:
        if is_ranged and stretches and _next_letter(stretches[-1][-1], entry):
            stretches[-1].append(entry)
        else:
            stretches.append([entry])
    parts: list[Content] = []
    for index, stretch in enumerate(stretches):
        if index:
            parts.extend((delimiter, stretch[0].suffix or ""))
        if len(stretch) > 2:
            parts.extend(("–", stretch[-1].suffix or ""))
        else:
            parts.extend(part for entry in stretch[1:] for part in (delimiter, entry.suffix or ""))
    return parts


def _next_letter(before: RenderedCite, entry: RenderedCite) -> bool:
    first, second = plain(before.suffix), plain(entry.suffix)
    return len(first) == len(second) == 1 and ord(second) - ord(first) == 1
