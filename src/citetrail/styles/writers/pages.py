"""Whole documents in each text format: headings, hanging entries, annotations indented under them, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Page:
    """How a format lays paragraphs out; every function takes text that is escaped already.

    `entry` takes margin, body and id; `block` text and kind; `table` rows of cells, the header first.
    """

    heading: Callable[[str], str]
    entry: Callable[[str, str, str], str]
    block: Callable[[str, str], str]
    table: Callable[[Sequence[Sequence[str]]], str]
    document: Callable[[Sequence[str]], str]


def _one_line(margin: str, body: str, _: str) -> str:
    return f"{margin} {body}" if margin else body


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in text.splitlines())


TEXT = Page(
    heading=lambda text: f"{text}\n{'-' * len(text)}",
    entry=_one_line,
    block=lambda text, _: _indented(text, "    "),
    table=_columns,
    document=lambda parts: "\n\n".join(parts) + "\n",
)
MARKDOWN = Page(
    heading=lambda text: f"## {text}",
    entry=_one_line,
    block=lambda text, _: _indented(text, "> "),
    table=lambda rows: "\n".join(
        [_markdown_row(rows[0]), _markdown_row(["---"] * len(rows[0])), *[_markdown_row(row) for row in rows[1:]]]
    ),
    document=lambda parts: "\n\n".join(parts) + "\n",
)


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _html_entry(margin: str, body: str, item_id: str) -> str:
    anchor = f' id="ref-{escape(item_id)}"' if item_id else ""
    if not margin:
        return f'  <div class="csl-entry"{anchor}>{body}</div>'
    return (
        f'  <div class="csl-entry"{anchor}><div class="csl-left-margin">{margin}</div>'
        f'<div class="csl-right-inline">{body}</div></div>'
    )


def _html_table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f'  <table class="csl-summary"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


HTML = Page(
    heading=lambda text: f"  <h2>{text}</h2>",
    entry=_html_entry,
    block=lambda text, kind: f'  <div class="csl-annotation csl-{kind}" style="margin-left: 3em">{text}</div>',
    table=_html_table,
    document=lambda parts: "\n".join(['<div class="csl-bib-body">', *parts, "</div>"]) + "\n",
)


def _latex_entry(margin: str, body: str, item_id: str) -> str:
    anchor = f"\\hypertarget{{ref-{item_id}}}{{}}" if item_id.replace("-", "").isalnum() else ""
    lead = f"\\makebox[2em][l]{{{margin}}}" if margin else ""
    return f"{{\\setlength{{\\parindent}}{{0pt}}\\hangindent=2em\\hangafter=1 {anchor}{lead}{body}\\par}}"


LATEX = Page(
    heading=lambda text: f"\\subsection*{{{text}}}",
    entry=_latex_entry,
    block=lambda text, _: f"\\begin{{quote}}\n{text}\n\\end{{quote}}",
    table=lambda rows: (
        f"\\begin{{tabular}}{{{'l' * len(rows[0])}}}\n\\hline\n"
        + " \\\\\n\\hline\n".join([" & ".join(rows[0]), " \\\\\n".join(" & ".join(row) for row in rows[1:])])
        + " \\\\\n\\hline\n\\end{tabular}"
    ),
    document=lambda parts: "\n\n".join(parts) + "\n",
)
TYPST = Page(
    heading=lambda text: f"== {text}",
    entry=lambda margin, body, _: f"#par(hanging-indent: 2em)[{_one_line(margin, body, '')}]",
    block=lambda text, _: f"#pad(left: 3em)[{text}]",
    table=lambda rows: (
        f"#table(columns: {len(rows[0])},\n"
        + "\n".join(f"  {', '.join(f'[{cell}]' for cell in row)}," for row in rows)
        + "\n)"
    ),
    document=lambda parts: "\n\n".join(parts) + "\n",
)


def _width(text: str) -> int:
    """Columns a text takes; East Asian letters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


RST = Page(
    heading=lambda text: f"{text}\n{'-' * _width(text)}",
    entry=lambda margin, body, _: _one_line(margin.replace("[", "\\["), body, ""),
    block=lambda text, _: _indented(text, "   "),
    table=lambda rows: (
        ".. list-table::\n   :header-rows: 1\n\n"
        + "\n".join(f"   {'*' if at == 0 else ' '} - {cell}" for row in rows for at, cell in enumerate(row))
    ),
    document=lambda parts: "\n\n".join(parts) + "\n",
)


def _rtf_entry(margin: str, body: str, _: str) -> str:
    lead = f"{margin}\\tab " if margin else ""
    return f"{{\\pard\\li720\\fi-720\\tx720\\sa120 {lead}{body}\\par}}"


RTF = Page(
    heading=lambda text: f"{{\\pard\\sb240\\sa120\\b {text}\\par}}",
    entry=_rtf_entry,
    block=lambda text, _: f"{{\\pard\\li1440\\sa120 {text}\\par}}",
    table=lambda rows: "\n".join("{\\pard\\tx2880\\tx4320 " + "\\tab ".join(row) + "\\par}" for row in rows),
    document=lambda parts: "\n".join(
        [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24", *parts, "}"]
    ),
)
PAGES: dict[str, Page] = {
    "text": TEXT,
    "markdown": MARKDOWN,
    "html": HTML,
    "latex": LATEX,
    "typst": TYPST,
    "rst": RST,
    "rtf": RTF,
}
