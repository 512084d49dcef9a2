"""A self-contained page: the text with its references marked in place, every finding, filters, light and dark.

No script, font or image is loaded from anywhere; everything that comes from outside is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from citetrail.cli.reports.findings import (
    Finding,
    counts_of,
    findings_of,
    in_short,
    level_of,
    source_text,
    worst_first,
)
from citetrail.cli.showing import counted
from citetrail.judging.explaining import FIELD_NAMES

if TYPE_CHECKING:
    from citetrail.model.answers import Answer
    from citetrail.model.documents import Document
    from citetrail.model.references import Place
    from citetrail.model.verdicts import ComparedQuotation, FieldComparison, Verdict

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f3f3f0;--line:#d5d5cf;--error:#b3261e;
--warning:#8a5a00;--note:#315a8c;--ok:#2f6b2f}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#191a1b;--soft:#242628;--line:#3b3e41;--error:#ff8a80;
--warning:#ffc46b;--note:#9cc4ff;--ok:#9bd69b}}
body{margin:0 auto;max-width:62rem;padding:1.5rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--paper)}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
article{border:1px solid var(--line);border-left-width:.4rem;border-radius:.3rem;padding:.6rem 1rem;margin:.7rem 0}
.error{border-left-color:var(--error)}.warning{border-left-color:var(--warning)}.note{border-left-color:var(--note)}
.ok{border-left-color:var(--ok)}
article h3{font-size:1rem;margin:0}.where{font-family:ui-monospace,monospace;font-size:.85rem;opacity:.8}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
tr.different td{color:var(--error)}
fieldset{border:1px solid var(--line);border-radius:.3rem;display:flex;gap:1rem;flex-wrap:wrap}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);padding:1rem;border-radius:.3rem;font:inherit;font-size:.95rem}
mark{color:inherit;background:none;border-bottom:.2rem solid var(--note)}mark.error{border-color:var(--error)}
mark.warning{border-color:var(--warning)}mark.ok{border-color:var(--ok)}mark a{color:inherit;text-decoration:none}
.ids a{margin-left:.3em;font:.7rem ui-monospace,monospace;text-decoration:none;color:var(--note)}
.ids a.error{color:var(--error)}.ids a.warning{color:var(--warning)}.where a{color:inherit}
:target{outline:.15rem solid var(--note)}
@media print{fieldset{display:none}details>*{display:block}}
body:has(#show-error:not(:checked)) article.error,body:has(#show-warning:not(:checked)) article.warning,
body:has(#show-note:not(:checked)) article.note,body:has(#show-ok:not(:checked)) article.ok{display:none}
body:has(#show-error:not(:checked)) mark.error,body:has(#show-warning:not(:checked)) mark.warning,
body:has(#show-note:not(:checked)) mark.note,body:has(#show-ok:not(:checked)) mark.ok{border-color:transparent}
"""
_LEVELS = (("error", "errors"), ("warning", "warnings"), ("note", "notes and unsettled"), ("ok", "right"))
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(
    verdicts: Sequence[Verdict],
    documents: Sequence[Document] = (),
    files: Mapping[str, str] | None = None,
    *,
    title: str = "Checked references",
) -> str:
    """The page. The texts of `documents`, and `files` by name, are shown with their references marked in place."""
    numbered = {id(verdict): number for number, verdict in enumerate(verdicts, 1)}
    counts = ", ".join(f"{count} {name}" for name, count in counts_of(verdicts).items()) or "none"
    told = f"{counted(len(verdicts), 'reference')}: {escape(counts)}."
    shown = {document.name: document.text for document in documents if document.text} | dict(files or {})
    texts = "\n".join(_text(name, text, verdicts, numbered) for name, text in shown.items())
    marks = frozenset(re.findall(r'<mark [^>]*id="([^"]+)"', texts))
    articles = "\n".join(_article(verdict, numbered[id(verdict)], marks) for verdict in worst_first(verdicts))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>{told}</p>\n{_filters(verdicts)}\n{articles}\n{texts}\n"
        "</body>\n</html>\n"
    )


def _filters(verdicts: Sequence[Verdict]) -> str:
    levels = [level_of(verdict) for verdict in verdicts]
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{level}" checked> {levels.count(level)} {words}</label>'
        for level, words in _LEVELS
    )
    return f"<fieldset><legend>Show</legend>{boxes}</fieldset>"


def _article(verdict: Verdict, number: int, marks: Collection[str]) -> str:
    """A verdict; places lead to the marks in the text, where there are any."""
    linked = _linked(verdict.reference.place, f"t{number}", marks)
    parts = [
        f'<article class="{level_of(verdict)}" id="r{number}">',
        f"<h3>{escape(in_short(verdict))}</h3>",
        f'<p class="where">{linked}</p>' if linked else "",
        f"<p>{escape(verdict.explanation)}</p>",
        _findings(verdict, number, marks),
        "<details><summary>Evidence</summary>",
        _fields(verdict.fields),
        _quotations(verdict.quotations),
        _questions(verdict.answers),
        "</details></article>",
    ]
    return "\n".join(part for part in parts if part)


def _linked(place: Place, mark: str, marks: Collection[str]) -> str:
    where = escape(str(place))
    return f'<a href="#{mark}">{where}</a>' if where and mark in marks else where


def _findings(verdict: Verdict, number: int, marks: Collection[str]) -> str:
    rows = "".join(
        f"<li><strong>{single.rule.id}</strong>{_own_place(single, verdict, number, marks)} {escape(single.message)} "
        f"<em>{escape(single.rule.action)}</em></li>"
        for single in findings_of(verdict)
    )
    return f"<ul>{rows}</ul>" if rows else ""


def _own_place(finding: Finding, verdict: Verdict, number: int, marks: Collection[str]) -> str:
    """Where a quotation stands, which is not where the reference does; empty for other findings."""
    if finding.quotation is None:
        return ""
    return f' <span class="where">{_linked(finding.place, _quotation_mark(verdict, number, finding), marks)}</span>'


def _quotation_mark(verdict: Verdict, number: int, finding: Finding) -> str:
    place = next(place for place, one in enumerate(verdict.quotations, 1) if one is finding.quotation)
    return f"t{number}q{place}"


def _quotations(quotations: Sequence[ComparedQuotation]) -> str:
    rows = "".join(
        f"<tr><td>{escape(str(one.place))}</td><td>{escape(one.quotation.exact)}</td>"
        f"<td>{escape(one.passage or '–')}</td><td>{escape(one.outcome)} ({escape(source_text(one))})</td></tr>"
        for one in quotations
    )
    head = "<tr><th></th><th>quoted</th><th>in the text at hand</th><th></th></tr>"
    return f"<table>{head}{rows}</table>" if rows else ""


def _fields(fields: Sequence[FieldComparison]) -> str:
    if not fields:
        return "<p>No record was accepted, so there is nothing to compare.</p>"
    rows = "".join(
        f'<tr class="{single.outcome}"><th>{escape(FIELD_NAMES.get(single.field, single.field))}</th>'
        f"<td>{escape(single.given or '–')}</td><td>{escape(single.found or '–')}</td>"
        f"<td>{escape(single.outcome)}{escape(f' ({single.rule})' if single.rule else '')}</td></tr>"
        for single in fields
    )
    return f"<table><tr><th></th><th>in the reference</th><th>in the record</th><th></th></tr>{rows}</table>"


def _questions(answers: Sequence[Answer]) -> str:
    rows = "".join(
        f"<tr><td>{escape(answer.provider)}</td><td>{escape(answer.question)} {escape(str(answer.about or ''))}</td>"
        f"<td>{escape(answer.outcome)} {escape(answer.reason or '')}</td></tr>"
        for answer in answers
    )
    return f"<table><tr><th>asked</th><th>question</th><th>outcome</th></tr>{rows}</table>" if rows else ""


def _text(name: str, text: str, verdicts: Sequence[Verdict], numbered: dict[int, int]) -> str:
    """A text with the references marked; those without a place in it are left out."""
    pieces, reached = [], 0
    for start, end, verdict, finding in _spans(name, text, verdicts):
        if start < reached or end > len(text):
            continue
        number, words = numbered[id(verdict)], text[start:end]
        pieces.append(escape(text[reached:start]))
        if finding is None:
            told = [one for one in findings_of(verdict) if one.quotation is None]
            pieces.append(_mark(words, number, f"t{number}", told, verdict.identity))
        else:
            pieces.append(_mark(words, number, _quotation_mark(verdict, number, finding), [finding], ""))
        reached = end
    pieces.append(escape(text[reached:]))
    return f"<h2>{escape(name)}</h2>\n<pre>{''.join(pieces)}</pre>"


def _mark(words: str, number: int, mark_id: str, told: Sequence[Finding], otherwise: str) -> str:
    """A reference or quotation in its text: its level in colour, its findings on hovering and as ids behind it."""
    title = "\n".join(f"{single.rule.id} {single.message}" for single in told) or otherwise
    ids = "".join(f'<a class="{single.rule.level}" href="#r{number}">{single.rule.id}</a>' for single in told)
    link = f'<a href="#r{number}">{escape(words)}</a>'
    level = told[0].rule.level if told else "ok"
    mark = f'<mark class="{level}" id="{mark_id}" title="{escape(title)}">{link}</mark>'
    return f'{mark}<sup class="ids">{ids}</sup>'


def _spans(name: str, text: str, verdicts: Sequence[Verdict]) -> list[tuple[int, int, Verdict, Finding | None]]:
    """What to mark, from where to where: references, and quotations that there is a finding about."""
    spans: list[tuple[int, int, Verdict, Finding | None]] = []
    reached = 0
    for verdict in verdicts:
        for finding in findings_of(verdict):
            where = finding.place
            if finding.quotation is not None and where.source == name and where.start is not None and where.end:
                spans.append((where.start, where.end, verdict, finding))
        place, raw = verdict.reference.place, verdict.reference.raw
        if place.source not in (None, name):
            continue
        if place.start is not None and place.end is not None:
            spans.append((place.start, place.end, verdict, None))
        elif raw and (found := text.find(raw, reached)) >= 0:  # an entry of a bibliography file
            spans.append((found, found + len(raw), verdict, None))
            reached = found + len(raw)
    return sorted(spans, key=lambda span: span[:2])
