"""The styles room's front: load a style, format a bibliography, format citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citetrail.errors import InputError
from citetrail.styles.bibliography import entries
from citetrail.styles.clusters import cluster_tokens
from citetrail.styles.compiled import CompiledStyle, compiled_style
from citetrail.styles.context import Cite
from citetrail.styles.emit import Token
from citetrail.styles.entries import Citation, Entry, citation_from_tokens, entry_from_tokens
from citetrail.styles.narrative import narrative_tokens
from citetrail.styles.nodes import parse
from citetrail.styles.numbers import option_number
from citetrail.styles.positions import Cluster, positioned
from citetrail.styles.session import Session
from citetrail.styles.store import bare_id, style_text
from citetrail.styles.writers.all import writer_named


@dataclass(frozen=True)
class Style:
    """A citation style. Get one with `load_style` or `compile_style`.

    Items are CSL-JSON objects with an "id". Outputs are "text", "markdown", "html", "latex", "typst", "rst" and "rtf".
    """

    compiled: CompiledStyle

    @property
    def id(self) -> str:
        """The style's id, such as "apa"."""
        return self.compiled.id

    @property
    def title(self) -> str:
        """The style's title."""
        return self.compiled.title

    @property
    def is_note(self) -> bool:
        """Whether citations stand in notes; else they stand in the text."""
        return self.compiled.is_note

    def bibliography(
        self, items: Iterable[Mapping[str, Any]], *, output: str = "text", links: bool = False
    ) -> tuple[Entry, ...]:
        """The entries of a bibliography, in the style's order; `links` makes DOIs and URLs clickable.

        Raises InputError for a style that has no bibliography, and for an output that does not exist.
        """
        layout, writer = self.compiled.bibliography, writer_named(output)
        if layout is None:
            raise InputError(f'the style "{self.id}" formats notes only; it has no bibliography')
        session = Session(self.compiled, items)
        return tuple(entry_from_tokens(name, tokens, writer) for name, tokens in entries(session, layout, links=links))

    def cite(
        self,
        clusters: Sequence[Cluster | Sequence[Cite]],
        items: Iterable[Mapping[str, Any]],
        *,
        output: str = "text",
    ) -> tuple[str, ...]:
        """The citations of a document, one per cluster, in the order they stand there.

        Positions (ibid, subsequent, near note) follow from that order. A bare sequence of cites is a cluster in the
        text, or, in a note style, in the next note. Raises InputError for a cite whose item was not given.
        """
        return tuple(one.text for one in self.citations(clusters, items, output=output))

    def citations(
        self,
        clusters: Sequence[Cluster | Sequence[Cite]],
        items: Iterable[Mapping[str, Any]],
        *,
        output: str = "text",
    ) -> tuple[Citation, ...]:
        """As `cite`, with the stretches of text and their formatting as well."""
        writer = writer_named(output)
        placed = [self._cluster(cluster, index) for index, cluster in enumerate(clusters)]
        ids = [cite.id for cluster in placed for cite in cluster.cites]
        session = Session(self.compiled, items, has_repeats=len(set(ids)) < len(ids))
        distance = option_number(self.compiled.citation.options, "near-note-distance", 5)
        return tuple(
            citation_from_tokens(_tokens(session, cluster), writer) for cluster in positioned(placed, distance)
        )

    def _cluster(self, cluster: Cluster | Sequence[Cite], index: int) -> Cluster:
        if isinstance(cluster, Cluster):
            return cluster
        return Cluster(str(index), tuple(cluster), index + 1 if self.is_note else 0)


def _tokens(session: Session, cluster: Cluster) -> list[Token]:
    return (narrative_tokens if cluster.is_narrative else cluster_tokens)(session, cluster)


def load_style(style: str, locale: str | None = None) -> Style:
    """The style of an id ("apa"; also an old id, a dependent style's, a URL) or of a CSL text.

    `locale` (such as "de-DE") overrides the style's language. Raises InputError with near ids for an unknown one.
    """
    if "<" in style:
        return compile_style(style, locale)
    text = style_text(style)
    compiled = compiled_style(text.xml, locale or text.locale or None, text.id)
    return Style(compiled)


def compile_style(xml: str | bytes, locale: str | None = None) -> Style:
    """The style of a CSL text; a dependent style gives its parent in its language.

    Raises InputError with line and column for what is no CSL style.
    """
    root = parse(xml)
    info = root.child("info")
    if root.tag == "style" and root.child("citation") is None and info is not None:
        parent = next((link.get("href") for link in info.all("link") if link.get("rel") == "independent-parent"), "")
        if parent:
            return load_style(bare_id(parent), locale or root.get("default-locale") or None)
    return Style(compiled_style(xml, locale))
