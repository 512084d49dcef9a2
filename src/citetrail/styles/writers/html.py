"""HTML output."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.styles.writers.page import BlockText, EntryText, Look, Page
from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

TAGS = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-family", "monospace"): ("<code>", "</code>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
}


def _open(name: str, value: str) -> str:
    if (name, value) in TAGS:
        return TAGS[name, value][0]
    if name == "display":
        return f'<div class="csl-{value}">'
    if name == "link":
        return f'<a href="{_escape(value)}">'
    return f'<span style="{name}:{value};">'


def _close(name: str, value: str) -> str:
    if (name, value) in TAGS:
        return TAGS[name, value][1]
    return {"display": "</div>", "link": "</a>"}.get(name, "</span>")


def _escape(text: str) -> str:
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;").replace('"', "&#34;") if text else ""


SUPERSCRIPTS = {code: f"<sup>{letters}</sup>" for code, letters in RAISED.items()}


def _escape_text(text: str) -> str:
    escaped = text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return escaped if escaped.isascii() else escaped.translate(SUPERSCRIPTS)


HTML = Writer("html", _escape_text, _open, _close)


STYLESHEET = """
body { font-family: Georgia, "Times New Roman", serif; line-height: %s; }
body { max-width: 42em; margin: 2em auto; padding: 0 1em; }
.csl-entry { margin-top: %sem; overflow-wrap: break-word; }
.csl-hanging { padding-left: 3em; text-indent: -3em; }
.csl-entry:has(> .csl-left-margin) { display: flex; gap: .5em; }
.csl-left-margin { min-width: 2.5em; }
.csl-right-inline { flex: 1; }
.csl-annotation { margin-left: 3em; }
.csl-annotation.csl-deep { margin-left: 6em; }
.csl-annotation p, .csl-annotation ul, .csl-annotation ol { margin: .4em 0; }
.csl-annotation .csl-first-line { text-indent: 3em; }
.csl-annotation blockquote { margin: .4em 0 .4em 3em; }
.csl-summary { border-collapse: collapse; }
.csl-summary th, .csl-summary td { border: 1px solid #999; padding: .2em .6em; text-align: left; }
"""


def _entry(entry: EntryText) -> str:
    anchor = f' id="ref-{_escape(entry.id)}"' if entry.id else ""
    if not entry.margin:
        hanging = " csl-hanging" if entry.hangs else ""
        return f'  <div class="csl-entry{hanging}"{anchor}>{entry.body}</div>'
    return (
        f'  <div class="csl-entry"{anchor}><div class="csl-left-margin">{entry.margin}</div>'
        f'<div class="csl-right-inline">{entry.body}</div></div>'
    )


def _annotation(blocks: Sequence[BlockText]) -> str:
    is_deep = min(block.indent - block.nest for block in blocks) > 1
    out = [f'  <div class="csl-annotation{" csl-deep" if is_deep else ""}">']
    at = 0
    while at < len(blocks):
        end = at + 1
        if blocks[at].marker:
            end = next((n for n in range(at, len(blocks)) if not _is_like(blocks[n], blocks[at])), len(blocks))
            text = _list(blocks[at:end])
        else:
            first = ' csl-first-line"' if blocks[at].opens_indented else '"'
            text = f'<p class="csl-{blocks[at].kind}{first}>{blocks[at].text}</p>'
        nest = blocks[at].nest
        out.append("    " + "<blockquote>" * nest + text + "</blockquote>" * nest)
        at = end
    return "\n".join([*out, "  </div>"])


def _is_like(block: BlockText, first: BlockText) -> bool:
    """Whether a block goes on with the list that `first` began."""
    return bool(block.marker) and block.nest == first.nest and block.level >= first.level


def _list(items: Sequence[BlockText]) -> str:
    """A list, with the lists within its items."""
    name = "ol" if items[0].is_numbered else "ul"
    starts = [at for at, item in enumerate(items) if item.level == items[0].level]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        inner = _list(items[start + 1 : end]) if end > start + 1 else ""
        parts.append(f"<li>{items[start].text}{inner}</li>")
    return f"<{name}>{''.join(parts)}</{name}>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f'  <table class="csl-summary"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _file(text: str, look: Look) -> str:
    rules = STYLESHEET % (1 + look.line_spacing / 2, look.entry_spacing / 2 if look.line_spacing == 1 else 0)
    return (
        f'<!DOCTYPE html>\n<html lang="{_escape(look.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{_escape_text(look.title)}</title>\n'
        f"<style>{rules}</style>\n</head>\n<body>\n{text}</body>\n</html>\n"
    )


PAGE = Page(
    heading=lambda text: f"  <h2>{text}</h2>",
    entry=_entry,
    blocks=_annotation,
    table=_table,
    document=lambda parts: "\n".join(['<div class="csl-bib-body">', *parts, "</div>"]) + "\n",
    file=_file,
)
