"""Small styles and items for the tests of the styles room."""

from __future__ import annotations

from typing import Any

from citetrail.styles import Style, compile_style

AUTHOR_YEAR = """
<group delimiter=" ">
  <names variable="author"><name form="short" and="text" initialize-with=". "/></names>
  <date variable="issued"><date-part name="year"/></date>
</group>
"""


def style(
    layout: str,
    *,
    citation: str = "",
    bibliography: str | None = None,
    macros: str = "",
    root: str = 'class="in-text"',
    delimiter: str = "; ",
    sort: str = "",
) -> Style:
    """A style whose citation has this layout; `citation` and `bibliography` are attributes of those sections.

    The bibliography, where there is one, has the same layout.
    """
    section = (
        f"<bibliography {bibliography}>{sort}<layout>{layout}</layout></bibliography>"
        if bibliography is not None
        else ""
    )
    return compile_style(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {root}>'
        f"<info><id>http://www.zotero.org/styles/test</id><title>Test</title></info>{macros}"
        f'<citation {citation}><layout delimiter="{delimiter}">{layout}</layout></citation>{section}</style>'
    )


def book(item_id: str, *families: str, year: int = 0, **fields: Any) -> dict[str, Any]:
    """A book; a family name may carry a given name before a colon ("Ann:Doe")."""
    people = []
    for name in families:
        given, _, family = name.rpartition(":")
        people.append({"family": family, "given": given} if given else {"family": family})
    item: dict[str, Any] = {"id": item_id, "type": "book", "author": people, **fields}
    if year:
        item["issued"] = {"date-parts": [[year]]}
    return item
