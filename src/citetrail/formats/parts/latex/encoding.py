"""Unicode to LaTeX: what TeX would take for a command is escaped, and by choice every other letter is a command."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from citetrail.formats.parts.latex import tables
from citetrail.formats.parts.latex.decoding import looks_like_math

_IN_MATH_ONLY = frozenset("ϑϰϖϱϝ")
_PLAIN_MARKS: dict[str, str] = {"\u00a0": "~", "–": "--", "—": "---", "“": "``", "”": "''"}
# Braces count even behind a backslash when BibTeX looks for the end of a value, so a lone one needs its name.
_ESCAPES: dict[str, str] = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "\\": r"{\textbackslash}", "`": r"{\textasciigrave}",
}  # fmt: skip
_TAGS: dict[str, str] = {
    "<i>": r"\emph{", "<em>": r"\emph{", "<b>": r"\textbf{", "<strong>": r"\textbf{", "<sub>": r"\textsubscript{",
    "<sup>": r"\textsuperscript{", "<sc>": r"\textsc{", '<span style="font-variant:small-caps;">': r"\textsc{",
    '<span style="font-variant: small-caps;">': r"\textsc{", '<span class="nocase">': "{",
}  # fmt: skip
_CLOSING_TAGS = frozenset({"</i>", "</em>", "</b>", "</strong>", "</sub>", "</sup>", "</sc>", "</span>"})
_TOKEN = re.compile(
    r"""(?P<tag></?(?:i|em|b|strong|sub|sup|sc)>|<span\ (?:class|style)="[^"<>]*">|</span>)
      | \$(?P<math>\$?(?:[^$\\]|\\.)++\$?)\$
      | (?P<ligature>-(?=[-–—])|'(?=['”])|[!?](?=[`“])|"(?=['`“”]))
      | (?P<special>[&%$\#_{}~^\\`])
    """,
    re.VERBOSE,
)
_NEEDS_WORK = re.compile(r"[&%$#_{}~^\\`<]|-[-–—]|'['”]|[!?]“|\"['`“”]")
_DASHES = re.compile(r"([–—])(?=[-–—])")  # both would become hyphens, and run together
_NOT_ASCII = re.compile(r".?[\u0300-\u036f]+|[^\x00-\x7f]", re.DOTALL)


def escaped(text: str, *, has_markup: bool = False) -> str:
    """LaTeX source that keeps letters as they are: only what TeX would misread is escaped; `$…$` formulas stay.

    With `has_markup`, tags (`<i>`, `<sub>` …) become commands; else a `<` is a `<`.
    """
    if not _NEEDS_WORK.search(text):
        return text
    open_tags = _balanced_tags(text) if has_markup else frozenset()
    return _TOKEN.sub(lambda token: _escape(token, open_tags), text)


def latex_from_unicode(text: str, *, has_markup: bool = False) -> str:
    """LaTeX source in plain ASCII as far as commands exist; letters without a command stay.

    `read_latex` gives back the same text in NFC, with ties and dashes as they were.
    """
    source = escaped(text, has_markup=has_markup)
    if source.isascii():
        return source
    source = _DASHES.sub(r"\1{}", source)
    return _NOT_ASCII.sub(lambda found: _command(found.group()), unicodedata.normalize("NFC", source))


def _escape(token: re.Match[str], open_tags: frozenset[int]) -> str:
    if tag := token["tag"]:
        if token.start() not in open_tags:
            return tag
        return "}" if tag in _CLOSING_TAGS else _TAGS[tag]
    if (content := token["math"]) is not None:
        if looks_like_math(content.strip("$") or " "):
            return token.group()
        return rf"\${escaped(content)}\$"
    if ligature := token["ligature"]:
        return ligature + "{}" if ligature in "-'!?" else '{"}'
    return _ESCAPES[token["special"]]


def _balanced_tags(text: str) -> frozenset[int]:
    """Offsets of the tags that open and close properly; the others are text."""
    kept: set[int] = set()
    stack: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text):
        tag = token["tag"]
        if not tag:
            continue
        if tag in _TAGS:
            stack.append((tag[1:].split()[0].rstrip(">"), token.start()))
        elif tag in _CLOSING_TAGS and stack and stack[-1][0] == tag[2:-1]:
            kept |= {stack.pop()[1], token.start()}
    return frozenset(kept)


@lru_cache(maxsize=4096)
def _command(letters: str) -> str:
    """The command for one letter, with its combining marks; the letter itself where there is none."""
    if letters in _PLAIN_MARKS:
        return _PLAIN_MARKS[letters]
    if letters in _IN_MATH_ONLY:
        return rf"\ensuremath{{\{_MATH_NAMES[letters]}}}"
    if name := _NAMES.get(letters):
        return rf"{{\{name}}}"
    decomposed = unicodedata.normalize("NFD", letters)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or not all(mark in tables.TEXT_ACCENTS for mark in marks):
        return letters
    source = _base(base, marks[0])
    if source is None:
        return letters
    for mark in marks:
        source = _accent(tables.TEXT_ACCENTS[mark], source)
    return f"{{{source}}}"


def _base(letter: str, mark: str) -> str | None:
    if letter in "ij" and mark not in "\u0323\u0327\u0328\u0331\u0330\u032d\u0324\u0325\u0326":
        return "\\" + letter
    if letter.isascii():
        return letter if letter.isalpha() else None
    name = _NAMES.get(letter)
    return f"\\{name}" if name else None


def _accent(name: str, source: str) -> str:
    return rf"\{name}{{{source}}}" if name.isalpha() or len(source) > 1 else rf"\{name}{source}"


def _command_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for table in (tables.LETTERS, tables.SYMBOLS):
        for name, text in table.items():
            if len(text) == 1 and not text.isascii() and not text.isspace():
                names.setdefault(text, name)
    greek = {text: f"text{name}" for name, text in reversed(tables.GREEK.items()) if text not in _IN_MATH_ONLY}
    return names | greek | {"μ": "textmugreek", "µ": "textmu", "ς": "textvarsigma"}


_NAMES = _command_names()
_MATH_NAMES = {text: name for table in (tables.MATH, tables.GREEK) for name, text in table.items()}
