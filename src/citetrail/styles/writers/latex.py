"""LaTeX output."""

from __future__ import annotations

from citetrail.styles.writers.superscripts import RAISED
from citetrail.styles.writers.writer import Writer

ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~",
}  # fmt: skip
TABLE = str.maketrans({**ESCAPES, **{chr(code): rf"\textsuperscript{{{text}}}" for code, text in RAISED.items()}})
COMMANDS = {
    ("font-style", "italic"): r"\textit{",
    ("font-style", "oblique"): r"\textsl{",
    ("font-style", "normal"): r"\textup{",
    ("font-weight", "bold"): r"\textbf{",
    ("font-weight", "normal"): r"\textmd{",
    ("font-variant", "small-caps"): r"\textsc{",
    ("font-variant", "normal"): r"\textnormal{",
    ("text-decoration", "underline"): r"\underline{",
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
