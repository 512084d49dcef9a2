"""Page ranges: expanded, minimal, minimal-two and the two Chicago forms.

Source: CSL 1.0.2 specification, appendix V "Page Range Formats".
"""

from __future__ import annotations

import re
from functools import lru_cache

RANGE = re.compile(r"(?<![\w\\])([0-9]*[A-Za-z]+)?(\d{1,18})\s*[-–—]+\s*([0-9]*[A-Za-z]+)?(\d{1,18})(?!\w)")
DASH = re.compile(r"(?<=[\dIVXLCDMivxlcdm])\s*(?<!\\)[-–]+\s*(?=[\dIVXLCDMivxlcdm])|(?<=\d[a-z])\s*[-–]+\s*(?=\d)")


@lru_cache(maxsize=8192)
def page_range(value: str, style: str, delimiter: str) -> str:
    """A page field with every range in the style's form and with the locale's delimiter.

    A range whose ends carry different prefixes ("N110-P5") is no range of numbers and keeps a hyphen, as does an
    escaped hyphen (3\\-B).
    """
    if not any(dash in value for dash in "-–—"):
        return value
    out: list[str] = []
    end = 0
    for match in RANGE.finditer(value):
        out.append(_dashed(value[end : match.start()], delimiter))
        out.append(_shortened(match, style, delimiter))
        end = match.end()
    out.append(_dashed(value[end:], delimiter))
    return "".join(out).replace("\\-", "-")


def _dashed(text: str, delimiter: str) -> str:
    return DASH.sub(delimiter, text) if text else ""


def _shortened(match: re.Match[str], style: str, delimiter: str) -> str:
    prefix, first, prefix_of_last, last = (group or "" for group in match.groups())
    if prefix != prefix_of_last:
        return f"{prefix}{first}-{prefix_of_last}{last}"
    if not style:
        return f"{prefix}{first}{delimiter}{prefix_of_last}{last}"
    full = _expanded(first, last)
    if full == first:
        return f"{prefix}{first}{delimiter}{prefix_of_last}{last}"
    if int(full) < int(first):
        return f"{prefix}{first}{delimiter}{prefix_of_last}{last}"
    if style == "expanded":
        return f"{prefix}{first}{delimiter}{prefix}{full}"
    return f"{prefix}{first}{delimiter}{_short_end(first, full, style)}"


def _expanded(first: str, last: str) -> str:
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _short_end(first: str, last: str, style: str) -> str:
    if style == "minimal":
        return _minimal(first, last, 1)
    if style == "minimal-two":
        return _minimal(first, last, 2)
    return _chicago(first, last, style)


def _minimal(first: str, last: str, at_least: int) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - at_least and first[same] == last[same]:
        same += 1
    return last[same:]


def _chicago(first: str, last: str, style: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0 or len(first) != len(last):
        return last
    if number % 100 < 10:
        return _minimal(first, last, 1)
    changed = sum(a != b for a, b in zip(first, last, strict=True))
    if style in ("chicago", "chicago-15") and len(first) == 4 and changed >= 3:
        return last
    return _minimal(first, last, 2)
