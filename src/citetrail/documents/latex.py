"""LaTeX: paragraphs, sections, notes, links and `thebibliography`, by a tolerant scanner that expands no macros."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from citetrail.documents.parts.dates import iso_day
from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import Draft, Words, placed
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.model.dates import date_range_from_edtf
from citetrail.model.descriptions import Description
from citetrail.model.documents import BlockKind, Document, Reader, Zone
from citetrail.model.folding import squeeze
from citetrail.model.persons import person_from_text

_AFTER_NAME = re.compile(r"\s*(?:[*†‡§\d].*|\S+@\S+.*|\b[Ee]-?mail\b.*)$", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<command>\\(?:[A-Za-z@]+\*?[ \t]*|.|\n))|(?P<open>\{)|(?P<close>\})|(?P<gap>\n[ \t]*\n\s*)"
    r"|(?P<mark>---?|``|''|~|`|\$\$?)"
    r"|(?P<text>[^\\{}\n`'~$-]+|.|\n)",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_SECTIONS = {
    "part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5,
}  # fmt: skip
_DROPPED_WORDS = (
    "label ref eqref pageref autoref cref Cref usepackage documentclass includegraphics vspace hspace input "
    "include bibliography bibliographystyle addbibresource pagestyle thispagestyle setlength setcounter "
    "newcommand renewcommand providecommand def hypertarget definecolor hypersetup newenvironment phantomsection "
    "addtocounter title author date thanks affil institute index graphicspath color fontsize selectfont markboth "
    "vskip"
)
_DROPPED = frozenset(_DROPPED_WORDS.split())
_CITING = re.compile(r"[Cc]ite|[a-z]*cites?$|citep|citet|nocite|autocite|parencite|textcite|footcite|supercite")
_UNREAD_WORDS = (
    "equation align eqnarray gather multline displaymath math tikzpicture verbatim lstlisting minted tabular "
    "tabularx longtable array filecontents comment"
)
_UNREAD = frozenset(_UNREAD_WORDS.split())
_KINDS: dict[str, BlockKind] = {
    "quote": "quote",
    "quotation": "quote",
    "verse": "quote",
    "figure": "caption",
    "table": "caption",
}
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "dj": "đ", "S": "§", "P": "¶", "copyright": "©",
    "textregistered": "®", "ldots": "…", "dots": "…", "textellipsis": "…", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textendash": "–", "textemdash": "—",
    "textbackslash": "\\", "textasciitilde": "~", "par": "\n", "textless": "<", "textgreater": ">", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "quad": " ", "qquad": " ", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "mu": "µ", "pm": "±", "times": "×", "LaTeX": "LaTeX", "TeX": "TeX",
    "textasciicircum": "^", "slash": "/", "newblock": " ", "and": ", ", "-": "", "/": "", ",": " ", ";": " ",
    ":": " ", "!": "", "\\": "\n", "\n": " ", " ": " ", "@": "",
}  # fmt: skip
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "`": "‘", "$": "", "$$": ""}


def read(data: bytes, name: str) -> Document:
    """The document; each `\\bibitem` is one block of the references, citations stand in the text as `[key]`."""
    decoded = text_from_bytes(data, name)
    source = _COMMENT.sub(r"\1", decoded.text)
    drafts = _scanned(source)
    zone_by_words(drafts)
    described = describe(drafts, _description(source))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="latex",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        warnings=decoded.warnings,
    )


def _description(source: str) -> Description:
    title = _plain(_command_argument(source, "title"))
    names = [re.split(r"\\(?:\\|thanks|footnote|inst)|\n\n", part)[0] for part in _authors(source)]
    people = [person_from_text(_AFTER_NAME.sub("", _plain(name))) for name in names]
    day = iso_day(_plain(_command_argument(source, "date"))) or ""
    return Description(
        title=title or None,
        authors=tuple(person for person in people if person),
        issued=date_range_from_edtf(day),
    )


def _authors(source: str) -> list[str]:
    found = [_argument_at(source, hit.end()) for hit in re.finditer(r"\\author\s*(?:\[[^\]]*\])?(?=\{)", source)]
    return [name for one in found[:200] for name in re.split(r"\\and\b|\\And\b|\\AND\b", one)]


def _command_argument(source: str, command: str) -> str:
    hit = re.search(rf"\\{command}\s*(?:\[[^\]]*\])?(?=\{{)", source)
    return _argument_at(source, hit.end()) if hit else ""


def _argument_at(source: str, start: int) -> str:
    """What stands between the brace at `start` and the one that closes it."""
    depth = 0
    for hit in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, start, start + 5000):
        if hit.group() == "{":
            depth += 1
        elif hit.group() == "}":
            depth -= 1
            if depth == 0:
                return source[start + 1 : hit.start()]
    return ""


def _plain(source: str) -> str:
    """The words of a short piece of LaTeX."""
    return squeeze(" ".join(draft.text for draft in _scanned(source)))


@dataclass(slots=True)
class _Tex:
    """The scanner: where it stands, the open block, and what closing braces have to do."""

    source: str
    position: int = 0
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Draft] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    kind: BlockKind = "paragraph"
    zone: Zone = "body"
    level: int | None = None
    key: str | None = None
    start: int = 0
    line: int = 1
    counted: int = 0
    actions: list[Callable[[], None] | None] = field(default_factory=list)
    accent: str | None = None
    environments: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append words, under the accent that waits for its letter."""
        if self.accent and text.strip():
            letter = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
            text = unicodedata.normalize("NFC", letter + self.accent) + text[1:]
            self.accent = None
        self.words.add(text)

    def flush(self, kind: BlockKind = "paragraph") -> None:
        """Close the open block and begin one of this kind."""
        text, links = self.words.trimmed()
        if text:
            path = f"ref#{self.key}" if self.key else None
            # words are squeezed only where that moves no link
            bare = squeeze(text) if not links else text
            self.drafts.append(Draft(bare, self.kind, self.zone, self.level, self.line, path, links=links))
        self.words = Words()
        self.kind, self.level = kind, None
        self.line += self.source.count("\n", self.counted, self.position)
        self.counted = self.position

    def argument(self) -> str:
        """The raw braced argument that follows, after optional ones; nothing if there is none."""
        self.skip_options()
        if self.source[self.position : self.position + 1] != "{":
            return ""
        inside = _argument_at(self.source, self.position)
        self.position += len(inside) + 2 if inside or self.source[self.position : self.position + 2] == "{}" else 1
        return inside

    def skip_options(self) -> str:
        """Step over `[…]` and blanks; gives back the last of them."""
        last = ""
        while hit := _OPTION.match(self.source, self.position):
            last = hit.group(1)
            self.position = hit.end()
        return last


_OPTION = re.compile(r"\s*\[((?:[^\[\]{}]|\{[^{}]*\})*)\]")


def _scanned(source: str) -> list[Draft]:
    begin = source.find("\\begin{document}")
    tex = _Tex(source, position=begin + len("\\begin{document}") if begin >= 0 else 0)
    end = source.find("\\end{document}")
    stop = end if end >= 0 else len(source)
    while tex.position < stop and (hit := _TOKEN.match(source, tex.position, stop)):
        tex.position = hit.end()
        _take(tex, hit)
    tex.flush()
    return [*tex.drafts, *tex.notes]


def _take(tex: _Tex, hit: re.Match[str]) -> None:
    token = hit.group()
    match hit.lastgroup:
        case "command":
            _command(tex, token[1:].rstrip(" \t").rstrip("*") or token[1:])
        case "open":
            tex.actions.append(None)
        case "close":
            action = tex.actions.pop() if tex.actions else None
            if action:
                action()
        case "gap":
            tex.flush(tex.kind if tex.kind in ("quote", "caption") else "paragraph")
        case "mark":
            tex.add(_MARKS[token])
        case _:
            tex.add("’" if token == "'" else " " if token == "\n" else token)


def _command(tex: _Tex, name: str) -> None:
    if name in _SECTIONS:
        _heading(tex, _SECTIONS[name])
    elif name in ("begin", "end"):
        _environment(tex, name, tex.argument())
    elif name == "bibitem":
        _entry(tex)
    elif name == "item":
        label = tex.skip_options()
        tex.flush("item")
        if label:
            tex.add(f"{_plain(label)} ")
    elif name in ("footnote", "footnotetext", "endnote"):
        note = tex.argument()
        if note:
            tex.notes.append(Draft(_plain(note), kind="footnote", zone="notes", line=tex.line))
    elif name in ("url", "path", "nolinkurl"):
        address = tex.argument()
        start = tex.words.size
        tex.add(address)
        tex.words.link(start, address)
    elif name == "href":
        _link(tex)
    elif _CITING.match(name):
        _citation(tex)
    elif name in _DROPPED:
        tex.argument()
    else:
        _letter(tex, name)


def _letter(tex: _Tex, name: str) -> None:
    """Accents, letters by name, escaped characters; of other commands only the argument's words stay."""
    if name in _ACCENTS and not (name.isalpha() and tex.source[tex.position : tex.position + 1] not in "{ \\"):
        tex.accent = _ACCENTS[name]
    elif name in _LETTERS:
        tex.add(_LETTERS[name])
    elif len(name) == 1 and not name.isalpha():
        tex.add(name)
    else:
        tex.skip_options()


def _heading(tex: _Tex, level: int) -> None:
    words = _plain(tex.argument())
    tex.flush("heading")
    tex.level = level
    tex.zone = "body"
    tex.add(words)
    tex.flush()


def _environment(tex: _Tex, name: str, which: str) -> None:
    bare = which.rstrip("*")
    if name == "begin" and bare in _UNREAD:
        end = tex.source.find(f"\\end{{{which}}}", tex.position)
        tex.position = end + len(which) + 6 if end >= 0 else tex.position
        return
    tex.flush()
    if bare in ("thebibliography", "CSLReferences"):
        if name == "begin":
            tex.argument()
            tex.zone = "references"
        else:
            tex.key, tex.zone = None, "body"
    elif bare == "abstract" or bare in _KINDS:
        tex.kind = _KINDS.get(bare, "paragraph") if name == "begin" else "paragraph"


def _entry(tex: _Tex) -> None:
    tex.flush("item")
    tex.zone = "references"
    tex.key = tex.argument().strip() or "?"


def _link(tex: _Tex) -> None:
    target = tex.argument()
    start = tex.words.size
    if tex.source[tex.position : tex.position + 1] == "{":
        tex.position += 1
        tex.actions.append(lambda: tex.words.link(start, target) if tex.words.size >= start else None)


def _citation(tex: _Tex) -> None:
    keys = [key.strip() for key in tex.argument().split(",") if key.strip()]
    for place, key in enumerate(keys):
        tex.add("[" if place == 0 else ", ")
        start = tex.words.size
        tex.add(key)
        tex.words.link(start, f"#{key}")
    if keys:
        tex.add("]")


def _is_latex(data: bytes, name: str) -> bool:
    if name.lower().endswith(READER.endings):
        return True
    return bool(
        re.search(
            rb"^\s*\\(?:documentclass|begin\{document\}|begin\{thebibliography\}|bibitem)", data[:20000], re.MULTILINE
        )
    )


READER = Reader("latex", (".tex", ".ltx", ".latex", ".bbl"), _is_latex, read)
