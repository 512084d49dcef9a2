"""RTF output; characters outside ASCII as Unicode escapes."""

from __future__ import annotations

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
