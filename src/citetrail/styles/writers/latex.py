"""LaTeX output."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.styles.writers.latex_letters import LETTERS
from citetrail.styles.writers.page import BlockText, EntryText, Page
from citetrail.styles.writers.writer import Writer

ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip
TABLE = str.maketrans({**ESCAPES, **LETTERS})
COMMANDS = {
    ("font-style", "italic"): r"\textit{",
    ("font-style", "oblique"): r"\textsl{",
    ("font-style", "normal"): r"\textup{",
    ("font-weight", "bold"): r"\textbf{",
    ("font-weight", "normal"): r"\textmd{",
    ("font-variant", "small-caps"): r"\textsc{",
    ("font-variant", "normal"): r"\textnormal{",
    ("text-decoration", "underline"): r"\underline{",
    ("font-family", "monospace"): r"\texttt{",
    ("vertical-align", "sup"): r"\textsuperscript{",
    ("vertical-align", "sub"): r"\textsubscript{",
}


def _url(text: str) -> str:
    return text.replace("\\", "%5C").replace("%", r"\%").replace("#", r"\#").replace("{", "%7B").replace("}", "%7D")


def _open(name: str, value: str) -> str:
    if name == "link":
        return rf"\href{{{_url(value)}}}{{"
    if name == "display":
        return "\\par " if value in ("block", "indent") else ""
    return COMMANDS.get((name, value), "")


def _close(name: str, value: str) -> str:
    if name == "display":
        return {"block": "\\par ", "left-margin": " "}.get(value, "")
    return "}" if name == "link" or (name, value) in COMMANDS else ""


LATEX = Writer("latex", lambda text: text.translate(TABLE), _open, _close)


def _entry(entry: EntryText) -> str:
    lead = f"\\makebox[2em][l]{{{entry.margin}}}" if entry.margin else ""
    hanging = r"\hangindent=2em\hangafter=1 " if entry.hangs else " "
    return f"{{\\setlength{{\\parindent}}{{0pt}}{hanging}{lead}{entry.body}\\par}}"


def _block(block: BlockText) -> str:
    skip = 2 * (block.indent + block.level) + (1 if block.marker else 0)
    marker = r"\textbullet" if block.marker and not block.is_numbered else block.marker
    lead = f"\\leavevmode\\llap{{\\makebox[1em][l]{{{marker}}}}}" if marker else ""
    first = "2em" if block.opens_indented else "0pt"
    return f"{{\\setlength{{\\parindent}}{{{first}}}\\leftskip={skip}em\\relax {lead}{block.text}\\par}}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [" & ".join(row) + r" \\" for row in rows]
    columns = "l" * (len(rows[0]) - 1) + r"p{.5\linewidth}"
    return "\n".join(
        [f"\\begin{{tabular}}{{{columns}}}", r"\hline", lines[0], r"\hline", *lines[1:], r"\hline", r"\end{tabular}"]
    )


PAGE = Page(
    heading=lambda text: f"\\subsection*{{{text}}}",
    entry=_entry,
    blocks=lambda blocks: "\n".join(_block(block) for block in blocks),
    table=_table,
)
