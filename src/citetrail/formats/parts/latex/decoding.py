"""LaTeX to Unicode in one pass, without recursion; what has nothing to decode is given back at once."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from citetrail.formats.parts.latex import tables
from citetrail.formats.parts.latex.arguments import end_of_options
from citetrail.formats.parts.latex.mathematics import unicode_from_math
from citetrail.formats.parts.latex.quantities import read_quantity


class ReadingStyle(NamedTuple):
    """How to show what plain text lacks: `tie` for `~`, tags or not, all mathematics or only simple symbols."""

    tie: str = " "
    thin_space: str = " "
    has_markup: bool = False
    keeps_equations: bool = False


PLAIN = ReadingStyle()
TITLE = ReadingStyle(tie="\u00a0", thin_space="\u2009", has_markup=True, keeps_equations=True)


class LatexReading(NamedTuple):
    """The text, and the names of commands that are not known (their arguments are in the text)."""

    text: str
    unknown: tuple[str, ...] = ()


_TOKEN = re.compile(
    r"""\\(?P<verbatim>url|nolinkurl|path)\s*\{(?P<address>[^{}]*)\}
      | \\ensuremath\s*\{(?P<ensured>(?:[^{}$\\]|\\.|\{[^{}$]*+\})++)\}
      | \\char"(?P<code>[0-9A-Fa-f]{1,6})\s?
      | \\(?P<command>[A-Za-z]+)\*?[ \t\r\n]*
      | \\(?P<escape>.)
      | (?P<open>\{)
      | (?P<close>\})
      | \$\$?(?P<math>(?:[^$\\]|\\.)++)\$\$?
      | (?P<tie>~)
      | (?P<mark>---|--|``|''|"`|"'|!`|\?`)
      | (?P<run>[^\\{}$~`'"?!-]+)
      | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", '"`': "„", "\"'": "“", "!`": "¡", "?`": "¿"}
_SIMPLE = re.compile(r"[^\s=<>]{1,16}")
_MOST_WAITING = 8
_MATH_SIGN = re.compile(r"\\[A-Za-z]|[\^_]")
_ARGUMENT_OPENS = re.compile(r"[\[{]")


class _Group:
    """An open `{`: what it holds so far, and what is to be done with the next atom or with the whole."""

    __slots__ = ("closing", "parts", "pending")

    def __init__(self, closing: tuple[str, str] | None = None) -> None:
        self.parts: list[str] = []
        self.pending: list[str] = []  # commands that wait for their argument
        self.closing = closing  # tags around the group, from a declaration such as \it


def unicode_from_latex(text: str) -> str:
    """Plain Unicode of a LaTeX string: accents composed, markup dropped, formulas as Unicode where possible."""
    return read_latex(text, PLAIN).text


def read_latex(text: str, style: ReadingStyle = PLAIN) -> LatexReading:
    """Unicode of a LaTeX string in the given style. Takes any input; unbalanced braces are dropped."""
    if not has_latex(text):
        return LatexReading(text)
    return _Decoder(style).read(text)


def has_latex(text: str) -> bool:
    """Whether anything in the text could mean something else than it says."""
    # Fixed strings one by one: ten times as fast as a regular expression, on abstracts.
    return (
        "\\" in text
        or "{" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "`" in text
        or "''" in text
    )


class _Decoder:
    def __init__(self, style: ReadingStyle) -> None:
        self._style = style
        self._groups = [_Group()]
        self._unknown: dict[str, None] = {}
        self._is_quoting = False

    def read(self, text: str) -> LatexReading:
        self._goes_on_at: int | None = 0
        while (begin := self._goes_on_at) is not None:
            self._goes_on_at = None
            for token in _TOKEN.finditer(text, begin):
                self._token(token, text)
                if self._goes_on_at is not None:
                    break
        while len(self._groups) > 1:
            self._close()
        self._flush()
        return LatexReading("".join(self._groups[0].parts), tuple(self._unknown))

    def _token(self, token: re.Match[str], text: str) -> None:
        kind = token.lastgroup
        if kind == "run":
            self._run(token.group())
        elif kind == "command":
            self._command(token, text)
        elif kind == "escape":
            self._escape(token["escape"])
        elif kind == "open":
            self._groups.append(_Group())
        elif kind == "close":
            self._close()
        elif kind == "math":
            self._atom(self._mathematics(token["math"], token.group()))
        else:
            self._mark(kind or "", token)

    def _mark(self, kind: str, token: re.Match[str]) -> None:
        if kind == "tie":
            self._atom(self._style.tie)
        elif kind == "mark":
            self._atom(_MARKS[token.group()])
        elif kind == "ensured":
            self._atom(self._ensured(token["ensured"]))
        elif token.group() in ("`", "'"):
            self._single_quote(token)
        elif kind == "address":
            self._atom(token["address"])
        elif kind == "code":
            code = int(token["code"], 16)
            self._atom(chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd")
        else:
            self._run(token.group())

    def _single_quote(self, token: re.Match[str]) -> None:
        """A backtick opens a quotation; an apostrophe closes it, unless a letter follows (`don't`)."""
        if token.group() == "`":
            self._is_quoting = True
            self._run("‘")
        elif self._is_quoting and not token.string[token.end() : token.end() + 1].isalnum():
            self._is_quoting = False
            self._run("’")
        else:
            self._run("'")

    # -- atoms: one character or one closed group

    def _run(self, text: str) -> None:
        group = self._groups[-1]
        if not group.pending:
            group.parts.append(text)
            return
        rest = text.lstrip()
        if rest:
            self._atom(rest[0])
            self._groups[-1].parts.append(rest[1:])

    def _atom(self, text: str) -> None:
        group = self._groups[-1]
        while group.pending:
            name = group.pending.pop()
            if name in tables.FIRST_IS_NO_TEXT:
                return
            text = self._applied(name, text)
        group.parts.append(text)

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        self._flush()
        group = self._groups.pop()
        text = "".join(group.parts)
        if group.closing and self._style.has_markup and text.strip():
            text = group.closing[0] + text + group.closing[1]
        self._atom(text)

    def _flush(self) -> None:
        """Commands that got no argument: accents over nothing."""
        group = self._groups[-1]
        if group.pending:
            self._atom("")

    def _applied(self, name: str, text: str) -> str:
        style = self._style
        if mark := tables.ACCENTS.get(name):
            return _accented(text, mark)
        if name in tables.MARKUP:
            opening, closing = tables.MARKUP[name]
            return opening + text + closing if style.has_markup and text.strip() else text
        if name in tables.QUOTING:
            return tables.QUOTING[name][0] + text + tables.QUOTING[name][1]
        if name in ("textsuperscript", "textsubscript"):
            return _raised(name, text, style)
        if name in tables.GOBBLING:
            return ""
        if name == "ensuremath":
            return text
        if name == "textgreek":
            return "".join(tables.LGR.get(letter, letter) for letter in text)
        if name in tables.MATH_ALPHABETS:
            return "".join(tables.MATH_ALPHABETS[name].get(letter, letter) for letter in text)
        return text

    # -- commands

    def _wait_with(self, name: str) -> None:
        """The command waits for its argument; no more than a few wait at a time, as nobody stacks more accents."""
        if len(self._groups[-1].pending) >= _MOST_WAITING:
            self._flush()
        self._groups[-1].pending.append(name)

    def _escape(self, letter: str) -> None:
        if letter in tables.ACCENTS:
            self._wait_with(letter)
        elif letter == ",":
            self._atom(self._style.thin_space)
        elif letter in "([])":
            return
        else:
            self._atom(tables.ESCAPES.get(letter, letter))

    def _command(self, token: re.Match[str], text: str) -> None:
        name, group = token["command"], self._groups[-1]
        symbol = tables.LETTERS.get(name) or tables.SYMBOLS.get(name)
        takes_argument = text.startswith("{", token.end())
        if symbol is not None and not (takes_argument and name in tables.ACCENTS):
            self._atom(self._style.thin_space if name == "thinspace" else symbol)
        elif name in tables.SYMBOLS:
            return
        elif name in tables.DECLARATIONS and not takes_argument:
            group.closing = tables.DECLARATIONS[name]
        elif name in tables.SILENT:
            return
        elif name in tables.ACCENTS:
            self._wait_with(name)
        elif name in _WITH_ARGUMENT:
            self._wait_with(name)
            self._pass_over_options(token, text)
        elif (letter := tables.GREEK.get(name) or tables.MATH.get(name)) is not None or (
            name.startswith("text") and (letter := tables.GREEK.get(name[4:]))
        ):
            self._atom(letter)
        elif (quantity := read_quantity(name, text, token.end())) is not None:
            self._atom(quantity[0])
            self._goes_on_at = quantity[1]
        else:
            self._unknown_command(name, token, text)

    def _pass_over_options(self, token: re.Match[str], text: str) -> None:
        """An optional argument is no text."""
        end = end_of_options(text, token.end())
        if end > token.end():
            self._goes_on_at = end

    def _unknown_command(self, name: str, token: re.Match[str], text: str) -> None:
        self._unknown[name] = None
        if _ARGUMENT_OPENS.match(text, token.end()):
            self._wait_with(name)
            self._pass_over_options(token, text)
        else:
            self._run(token.group())

    def _mathematics(self, content: str, written: str) -> str:
        if not looks_like_math(content):
            inner = read_latex(content, self._style)
            self._unknown.update(dict.fromkeys(inner.unknown))
            return written.replace(content, inner.text)
        converted = unicode_from_math(content)
        if converted is None:
            return written
        if self._style.keeps_equations and not _SIMPLE.fullmatch(converted.strip()):
            return written
        return converted.strip()

    def _ensured(self, content: str) -> str:
        converted = unicode_from_math(content)
        return converted.strip() if converted is not None else f"${content}$"


_WITH_ARGUMENT = (
    frozenset(tables.MARKUP)
    | frozenset(tables.QUOTING)
    | frozenset(tables.DECLARATIONS)
    | tables.TRANSPARENT
    | tables.FIRST_IS_NO_TEXT
    | tables.GOBBLING
    | frozenset(tables.MATH_ALPHABETS)
    | {"textsuperscript", "textsubscript"}
)


def looks_like_math(content: str) -> bool:
    """Whether `$content$` is mathematics and not two sums of money (pandoc's rule, spaces forgiven for commands)."""
    if _MATH_SIGN.search(content):
        return True
    return not content[0].isspace() and not content[-1].isspace()


def _accented(text: str, mark: str) -> str:
    """The first letter with the mark, composed; a dotless i gets its dot back under an accent that composes."""
    if not text:
        return tables.BARE_ACCENTS.get(mark, "")
    end = 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
        if end > _MOST_WAITING:
            return text  # no letter has so many marks
    first, rest = text[:end], text[end:]
    if first in ("ı", "ȷ"):
        dotted = unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}[first] + mark)
        if len(dotted) == 1:
            return dotted + rest
    if mark == "\u0361" and rest:
        return first + mark + rest
    return unicodedata.normalize("NFC", first + mark) + rest


def _raised(name: str, text: str, style: ReadingStyle) -> str:
    letters = tables.SUPERSCRIPTS if name == "textsuperscript" else tables.SUBSCRIPTS
    if text and all(letter in letters for letter in text):
        return "".join(letters[letter] for letter in text)
    if not style.has_markup or not text:
        return text
    tag = "sup" if name == "textsuperscript" else "sub"
    return f"<{tag}>{text}</{tag}>"
