"""Which citation keys a manuscript cites, and where: LaTeX, its `.aux` and `.bcf`, Markdown, Typst, Org, Word files."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from citetrail.documents.parts.archives import Archive, xml_from_bytes
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.errors import InputError


class CitedKey(NamedTuple):
    """A key as cited in `source`; line and column count from 1, and are None in Word files.

    The key `*` (`\\nocite{*}`) means every work.
    """

    key: str
    source: str
    line: int | None = None
    column: int | None = None


def citation_keys(data: bytes, name: str) -> tuple[CitedKey, ...]:
    """Every citation in a manuscript, in order, repetitions included. The name's ending tells what it is.

    Raises InputError for an ending that is not known and for files that cannot be read.
    """
    ending = name.lower().rpartition(".")[2]
    if ending == "docx":
        return tuple(CitedKey(key, name) for key in _keys_in_docx(data, name))
    if ending == "bcf":
        return tuple(_keys_in_bcf(data, name))
    finder = _FINDERS.get(ending)
    if finder is None:
        known = ", ".join(f".{one}" for one in sorted({*_FINDERS, "docx", "bcf"}))
        raise InputError("keys cannot be found in this kind of file", file=name, hint=f"known: {known}")
    text = text_from_bytes(data, name).text
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    return tuple(
        CitedKey(key, name, line := bisect_right(starts, offset), offset - starts[line - 1] + 1)
        for key, offset in finder(text)
    )


def included_files(data: bytes, name: str) -> tuple[str, ...]:
    """The files that a `.tex` or `.aux` file takes in (`\\input`, `\\include`, `\\@input`), as written there."""
    text = text_from_bytes(data, name).text
    is_aux = name.lower().endswith(".aux")
    pattern = _AUX_INPUT if is_aux else _TEX_INPUT
    files = (found.group(1).strip() for found in pattern.finditer(text if is_aux else _without_tex_comments(text)))
    return tuple(file if "." in file.rpartition("/")[2] else f"{file}.tex" for file in files)


# -- LaTeX

_TEX_INPUT = re.compile(r"\\(?:input|include|subfile|subfileinclude)\s*\{([^{}]+)\}")
_AUX_INPUT = re.compile(r"\\@input\s*\{([^{}]+)\}")
_TEX_CITE = re.compile(r"\\([A-Za-z]*[cC]ite[A-Za-z]*|bibentry)\*?")
_TEX_ARGUMENTS = re.compile(
    r"(?:\s*\[(?:[^\[\]{}]|\{[^{}]*\})*\]|\s*\((?:[^()\[\]{}])*\)(?=\s*[({\[]))*\s*\{([^{}]*)\}"
)
_NO_CITATION = re.compile(
    r"^(?:.*citestyle|setcite\w*|citereset\w*|citetracker\w*|Declare\w*|.*citealias|citename|citefield|.*citelist"
    r"|.*[Cc]itedelim|newcite\w*|multicitedelim)$"
)
_TAKES_SEVERAL = re.compile(r"cites$")
_VERBATIM = re.compile(r"\\begin\{(?:verbatim\*?|lstlisting|comment|minted|filecontents\*?)\}")
_VERB = re.compile(r"\\(?:verb|lstinline)\*?([^\w\s*{]).*?\1")
_TEX_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n\r]*")


def _without(text: str, opening: re.Pattern[str], closing: Callable[[str], str]) -> str:
    """The text with everything blanked from an opening to what closes it; what is never closed stays, in one pass."""
    parts: list[str] = []
    position = 0
    never: set[str] = set()
    while found := opening.search(text, position):
        end_mark = closing(found.group())
        end = -1 if end_mark in never else text.find(end_mark, found.end())
        if end < 0:
            never.add(end_mark)
            parts.append(text[position : found.end()])
            position = found.end()
            continue
        parts += [text[position : found.start()], re.sub(r"[^\r\n]", " ", text[found.start() : end + len(end_mark)])]
        position = end + len(end_mark)
    return "".join([*parts, text[position:]])


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found.group())


def _without_tex_comments(text: str) -> str:
    """The same text with comments, verbatim text and listings turned into blanks, so that places stay."""
    text = _without(text, _VERBATIM, lambda opening: opening.replace("begin", "end"))
    text = _VERB.sub(_blanked, text)
    return _TEX_COMMENT.sub(lambda found: found.group(1) + " " * (len(found.group()) - len(found.group(1))), text)


def keys_in_latex(text: str) -> Iterator[tuple[str, int]]:
    """Keys with offsets of `\\cite{a,b}` and its kin (natbib, biblatex, apacite; `\\cites[..]{a}{b}`, `\\nocite`)."""
    text = _without_tex_comments(text)
    for command in _TEX_CITE.finditer(text):
        if _NO_CITATION.match(command.group(1)):
            continue
        position = command.end()
        several = _TAKES_SEVERAL.search(command.group(1)) is not None
        while arguments := _TEX_ARGUMENTS.match(text, position):
            yield from _split(arguments.group(1), arguments.start(1))
            position = arguments.end()
            if not several:
                break


def _split(keys: str, start: int) -> Iterator[tuple[str, int]]:
    for found in re.finditer(r"[^,]+", keys):
        key = found.group().strip()
        if key and "#" not in key and "\\" not in key:
            yield " ".join(key.split()), start + found.start() + len(found.group()) - len(found.group().lstrip())


_AUX_CITATION = re.compile(r"\\citation\s*\{([^{}]*)\}|\\abx@aux@(?:nocite|cite|segm)\s*(?:\{\d+\}){0,2}\{([^{}]*)\}")


def keys_in_aux(text: str) -> Iterator[tuple[str, int]]:
    """Keys of the `\\citation` and `\\abx@aux@cite` lines that LaTeX writes."""
    for found in _AUX_CITATION.finditer(text):
        group = 1 if found.group(1) is not None else 2
        yield from _split(found.group(group), found.start(group))


def _keys_in_bcf(data: bytes, name: str) -> Iterator[CitedKey]:
    for element in xml_from_bytes(data, name).iter():
        tag = element.tag
        if isinstance(tag, str) and tag.rpartition("}")[2] == "citekey" and element.text and element.text.strip():
            yield CitedKey(element.text.strip(), name, element.sourceline, None)


# -- Markdown

_FENCE = re.compile(r"(?ms)^[ \t]*+(```++|~~~++)[^\n]*+\n.*?^[ \t]*\1[`~]*[ \t]*$")
_INLINE_CODE = re.compile(r"(?<!`)(`++)(?:(?!\n\s*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_HTML_COMMENT = re.compile("<!--")
_MARKDOWN_KEY = re.compile(
    r"(?<![\w/\\@.:=&+#])@(?:\{([^{}\s]+)\}|([^\W_](?:[\w:.#$%&+?<>~/-]*[\w/])?|_(?:[\w:.#$%&+?<>~/-]*\w)))"
)
_CROSS_REFERENCE = re.compile(
    r"^(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-"
)


def keys_in_markdown(text: str) -> Iterator[tuple[str, int]]:
    """Keys of pandoc's `@key`, `[-@key, p. 3]` and `@{odd key}`; not in code, comments, e-mail or web addresses."""
    text = _without(_FENCE.sub(_blanked, text), _HTML_COMMENT, lambda _: "-->")
    text = _INLINE_CODE.sub(_blanked, text)
    for found in _MARKDOWN_KEY.finditer(text):
        yield found.group(1) or found.group(2), found.start()


def keys_in_quarto(text: str) -> Iterator[tuple[str, int]]:
    """Markdown's keys without Quarto's cross-references (`@fig-…`, `@sec-…`)."""
    return ((key, offset) for key, offset in keys_in_markdown(text) if not _CROSS_REFERENCE.match(key))


# -- Typst

_TYPST_BLOCK = re.compile(r"/\*|```")
_TYPST_LINE = re.compile(r"(?<!:)//[^\n]*|`[^`\n]*`")
_TYPST_LABEL = re.compile(r"(?<!cite\()(?<!cite\( )<([\w.:-]+)>")
_TYPST_REFERENCE = re.compile(r"(?<![\w/\\@.])@([^\W_](?:[\w.:-]*[^\W_])?|_[\w.:-]*\w)")
_TYPST_CITE = re.compile(r"\bcite\s*\(\s*(?:<([^<>\s]+)>|label\(\s*\"([^\"]+)\"\s*\))")


def keys_in_typst(text: str) -> Iterator[tuple[str, int]]:
    """Keys of `@key`, `#cite(<key>)` and `#cite(label("key"))`; labels of the document itself are none."""
    text = _without(text, _TYPST_BLOCK, lambda opening: "*/" if opening == "/*" else "```")
    text = _TYPST_LINE.sub(_blanked, text)
    cited = [(found.group(1) or found.group(2), found.start()) for found in _TYPST_CITE.finditer(text)]
    inside = {found.start(1) for found in _TYPST_CITE.finditer(text) if found.group(1)}
    labels = {found.group(1) for found in _TYPST_LABEL.finditer(text) if found.start(1) not in inside}
    references = ((found.group(1), found.start()) for found in _TYPST_REFERENCE.finditer(text))
    cited.extend(one for one in references if one[0] not in labels)
    yield from sorted(cited, key=lambda one: one[1])


# -- Org

_ORG_BLOCK = re.compile(r"#\+begin_(?:src|example|comment)\b", re.IGNORECASE)
_ORG_LINE = re.compile(r"(?m)^[ \t]*#[ \t][^\r\n]*|[=~](?!\s)[^=~\r\n]{1,200}(?<!\s)[=~](?!\w)")
_ORG_CITE = re.compile(r"\[cite(?:/[\w/-]{1,40})?:([^\[\]]{1,4000})\]")
_ORG_KEY = re.compile(r"(?<![\w@])@([^\W_](?:[\w.:#$%&+?<>~/-]*\w)?|_[\w.:-]*\w)")
# org-ref: `cite:a,b`, `citep:&a;&b`, also inside `[[cite:&a]]`.
_ORG_REF = re.compile(r"(?<![\w/:\[])(?:\[\[)?(?:no)?[cC]ite[a-zA-Z]{0,20}\*?:(&?[\w.:+/-]*\w(?:[,;]&?[\w.:+/-]*\w)*)")


def keys_in_org(text: str) -> Iterator[tuple[str, int]]:
    """Keys of Org's `[cite/t:@a p. 3; @b]`, of org-ref's `cite:a,b` and `[[citep:&a;&b]]`; not in code or comments."""
    text = _without(text, _ORG_BLOCK, lambda opening: opening.replace("begin", "end").replace("BEGIN", "END"))
    text = _ORG_LINE.sub(_blanked, text)
    found = [(key.start(), key[1]) for cite in _ORG_CITE.finditer(text) for key in _in(_ORG_KEY, text, cite.span(1))]
    for cite in _ORG_REF.finditer(text):
        found += [(key.start(1), key[1]) for key in _in(re.compile(r"&?([^,;&]+)"), text, cite.span(1))]
    return ((key, offset) for offset, key in sorted(found))


def _in(pattern: re.Pattern[str], text: str, span: tuple[int, int]) -> Iterator[re.Match[str]]:
    return pattern.finditer(text, *span)


_FINDERS: dict[str, Callable[[str], Iterator[tuple[str, int]]]] = {
    "tex": keys_in_latex, "ltx": keys_in_latex, "latex": keys_in_latex, "rnw": keys_in_latex, "aux": keys_in_aux,
    "md": keys_in_markdown, "markdown": keys_in_markdown, "rmd": keys_in_quarto, "qmd": keys_in_quarto,
    "typ": keys_in_typst, "org": keys_in_org,
}  # fmt: skip


# -- Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_WORD_CITATION = re.compile(r"^\s*CITATION\s+(\S+)")
_WORD_MORE = re.compile(r"\\m\s+(\S+)")
_ENDNOTE_RECORD = re.compile(r"<label>(.*?)</label>|<RecNum>(\d+)</RecNum>")


def _keys_in_docx(data: bytes, name: str) -> Iterator[str]:
    archive = Archive(data, name)
    if "word/document.xml" not in archive:
        raise InputError("this is no Word document", file=name)
    for part in _PARTS:
        root = archive.xml(part)
        if root is not None:
            for instruction in _instructions(root):
                yield from _keys_of_field(instruction)


def _instructions(root: Any) -> Iterator[str]:
    """The instructions of all fields, in order; one may be spread over many runs, and fields may nest."""
    open_fields: list[list[str]] = []
    for element in root.iter():
        if element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "begin":
                open_fields.append([])
            elif kind == "end" and open_fields:
                yield "".join(open_fields.pop())
        elif element.tag == f"{_W}instrText" and open_fields:
            open_fields[-1].append(element.text or "")
        elif element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr") or ""


def _keys_of_field(instruction: str) -> Iterator[str]:
    """Keys of a citation field of Zotero, Mendeley, EndNote or Word itself."""
    if found := _WORD_CITATION.match(instruction):
        yield found.group(1)
        yield from _WORD_MORE.findall(instruction)
    elif "CSL_CITATION" in instruction:
        start = instruction.find("{")
        try:
            citation, _ = json.JSONDecoder().raw_decode(instruction[start:]) if start >= 0 else ({}, 0)
        except (json.JSONDecodeError, RecursionError):
            return
        items = citation.get("citationItems") if isinstance(citation, dict) else None
        for item in items if isinstance(items, list) else ():
            if key := _key_of_item(item):
                yield key
    elif "EN.CITE" in instruction:
        seen = (label or number for label, number in _ENDNOTE_RECORD.findall(instruction))
        yield from dict.fromkeys(key for key in seen if key)


def _key_of_item(item: Any) -> str | None:
    """The citation key of a CSL citation item, else its DOI, else whatever id its program gave it."""
    given = item.get("itemData") if isinstance(item, dict) else None
    values = given if isinstance(given, dict) else {}
    for name in ("citation-key", "citekey"):
        if values.get(name):
            return str(values[name])
    if values.get("DOI"):
        return f"doi:{str(values['DOI']).lower()}"
    return str(values["id"]) if values.get("id") else None
