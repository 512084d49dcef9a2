"""RTF output; characters outside ASCII as Unicode escapes."""

from __future__ import annotations

from collections.abc import Sequence

from citetrail.styles.writers.page import BlockText, EntryText, Page
from citetrail.styles.writers.writer import Writer

GROUPS = {
    ("font-style", "italic"): r"{\i ",
    ("font-style", "oblique"): r"{\i ",
    ("font-style", "normal"): r"{\i0 ",
    ("font-weight", "bold"): r"{\b ",
    ("font-weight", "normal"): r"{\b0 ",
    ("font-variant", "small-caps"): r"{\scaps ",
    ("font-variant", "normal"): r"{\scaps0 ",
    ("text-decoration", "underline"): r"{\ul ",
    ("font-family", "monospace"): r"{\f1 ",
    ("vertical-align", "sup"): r"{\super ",
    ("vertical-align", "sub"): r"{\sub ",
}


def _escape(text: str) -> str:
    out: list[str] = []
    for char in text:
        code = ord(char)
        if char in "\\{}":
            out.append(f"\\{char}")
        elif code < 128:
            out.append(char)
        else:
            units = char.encode("utf-16-le")
            out.extend(rf"\u{_signed(units[at] | units[at + 1] << 8)}?" for at in range(0, len(units), 2))
    return "".join(out)


def _signed(unit: int) -> int:
    return unit - 0x10000 if unit > 0x7FFF else unit


def _open(name: str, value: str) -> str:
    if name == "link":
        return rf'{{\field{{\*\fldinst HYPERLINK "{_escape(value)}"}}{{\fldrslt '
    if name == "display":
        return "\\line " if value in ("block", "indent") else ""
    return GROUPS.get((name, value), "")


def _close(name: str, value: str) -> str:
    if name == "link":
        return "}}"
    if name == "display":
        return {"block": "\\line ", "left-margin": "\\tab "}.get(value, "")
    return "}" if (name, value) in GROUPS else ""


RTF = Writer("rtf", _escape, _open, _close)


STEP = 720  # half an inch in twips


def _entry(entry: EntryText) -> str:
    lead = f"{entry.margin}\\tab " if entry.margin else ""
    hanging = rf"\li{STEP}\fi-{STEP}\tx{STEP}" if entry.hangs else ""
    return f"{{\\pard{hanging}\\sa120 {lead}{entry.body}\\par}}"


def _block(block: BlockText) -> str:
    indent = STEP * (block.indent + block.level)
    first = rf"\fi{STEP}" if block.opens_indented else ""
    if block.marker:
        marker = block.marker if block.is_numbered else r"\bullet"
        return f"{{\\pard\\li{indent + 360}\\fi-360\\tx{indent + 360}\\sa60 {marker}\\tab {block.text}\\par}}"
    return f"{{\\pard\\li{indent}{first}\\sa120 {block.text}\\par}}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("{\\pard\\tx2880\\tx4320\\tx5760 " + "\\tab ".join(row) + "\\par}" for row in rows)


def _document(parts: Sequence[str]) -> str:
    fonts = r"{\fonttbl{\f0 Times New Roman;}{\f1\fmodern Courier New;}}"
    return "\n".join([rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}\f0\fs24", *parts, "}"]) + "\n"


PAGE = Page(
    heading=lambda text: f"{{\\pard\\sb240\\sa120\\b {text}\\par}}",
    entry=_entry,
    blocks=lambda blocks: "\n".join(_block(block) for block in blocks),
    table=_table,
    document=_document,
)
