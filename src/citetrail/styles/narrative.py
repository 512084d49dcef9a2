"""Citations that are part of the sentence: "Doe and Roe (2020, p. 3)" instead of "(Doe & Roe, 2020, p. 3)"."""

from __future__ import annotations

from dataclasses import replace

from citetrail.styles.clusters import cluster_content, cluster_tokens
from citetrail.styles.context import Cite, Context
from citetrail.styles.emit import Token, tokens_from_content
from citetrail.styles.positions import Cluster
from citetrail.styles.session import Session
from citetrail.styles.spans import Content, Span, find_role, map_text, plain

FEW = 2  # names that are all given; of more, the first and "et al."


SUPERSCRIPT: Token = ("open", "vertical-align", "sup")


def narrative_tokens(session: Session, cluster: Cluster) -> list[Token]:
    """The names of the first cite in the sentence, and the rest of the cluster after them.

    In a note style the whole citation, as the note has it: the names in the sentence are `names_content`.
    """
    if session.style.is_note:
        return cluster_tokens(session, cluster)
    first, *others = cluster.cites
    names = names_content(session, first)
    rest = replace(cluster, cites=(replace(first, suppress_author=True), *others), keeps_order=True)
    content = cluster_content(session, rest)
    marks = session.style.locale.quotes
    if names is None or content is None:
        return tokens_from_content(names or content or "", marks)
    is_raised = tokens_from_content(content, marks)[:1] == [SUPERSCRIPT]
    return tokens_from_content(Span((names, "" if is_raised else " ", content)), marks)


def names_content(session: Session, cite: Cite) -> Content | None:
    """The names a cite shows, or what stands for them, as they read in a sentence; None for an item without either.

    A style whose citations show no names, such as a numeric one, has the family names of the authors or editors.
    """
    content = session.style.citation.content(session.context(cite))
    names = next(find_role(content, "names"), None)
    if names is None or not plain(names):
        return _family_names(session.context(cite), session)
    conjunction = session.style.locale.text("and")
    return map_text(names, lambda text: text.replace("&", conjunction) if text.strip(" ,") == "&" else text)


def _family_names(context: Context, session: Session) -> Content | None:
    people = context.item.people("author") or context.item.people("editor")
    written = [f"{one.non_dropping} {one.family}".strip() or one.literal or one.given for one in people]
    locale = session.style.locale
    if not written:
        return context.item.text("title")
    if len(written) > FEW:
        return f"{written[0]} {locale.text('et-al')}"
    return f" {locale.text('and')} ".join(written)
