"""The styles and locales that come with the package: finding them by id, old id, or words of their title.

They are packed when the project is built (see hatch_build.py); the data folder has its own licence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citetrail.errors import InputError
from citetrail.styles.locales import LocalePart, locale_part
from citetrail.styles.nodes import parse

MARK_OF_ID = "/styles/"
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class StyleName:
    """A style one can ask for; `parent` is the style it takes its rules from, empty for an independent one."""

    id: str
    title: str
    parent: str = ""
    locale: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleText:
    """A style's XML, the id it goes by, and the locale a dependent style asks for."""

    id: str
    xml: str
    locale: str = ""


def style_text(style_id: str) -> StyleText:
    """The XML behind an id: an independent, dependent or renamed style, also as a URL or file name.

    Raises InputError with near ids for one that is not known.
    """
    name = bare_id(style_id)
    locale = ""
    for _ in range(4):
        xml = _independent(name)
        if xml is not None:
            return StyleText(name, xml, locale)
        following = _line("dependents.tsv", name) or _line("renamed.tsv", name)
        if following is None:
            break
        name, locale = following[1], locale or (following[2] if len(following) > 2 else "")
    raise InputError(f'no style is called "{style_id}"', hint=_suggestion(bare_id(style_id)))


def bare_id(style_id: str) -> str:
    """An id without URL and file ending, in lower case."""
    name = style_id.strip().rpartition(MARK_OF_ID)[2] if MARK_OF_ID in style_id else style_id.strip()
    return name.removesuffix(".csl").strip("/").lower().replace(" ", "-")


def _independent(name: str) -> str | None:
    row = _line("styles.tsv", name)
    if row is None:
        return None
    block, offset, length = row[1], row[2], row[3]
    if not block:
        return _file("plain", f"{name}.csl").read_text("utf-8")
    start = int(offset)
    return _block(int(block))[start : start + int(length)].decode("utf-8")


@lru_cache(maxsize=2)
def _block(number: int) -> bytes:
    import lzma

    return lzma.decompress(_file("blocks", f"{number:02d}.xz").read_bytes())


@lru_cache(maxsize=4)
def _table(name: str) -> bytes:
    return _file(name).read_bytes()


def _line(table: str, key: str) -> list[str] | None:
    """The row of a table that begins with a key; rows are found without reading the others."""
    data = _table(table)
    start = data.find(f"\n{key}\t".encode())
    if start < 0:
        return None
    return data[start + 1 : data.find(b"\n", start + 1)].decode("utf-8").split("\t")


def _file(*parts: str) -> Path:
    path = DATA.joinpath(*parts)
    if not path.is_file():
        raise InputError(
            f"{'/'.join(parts)} is missing from the styles of citetrail; install it again (pip install citetrail)"
        )
    return path


def _suggestion(name: str) -> str:
    from difflib import get_close_matches

    known = [style.id for style in style_names()]
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    near += [style_id for style_id in known if name in style_id and style_id not in near][: 3 - len(near)]
    return f"Did you mean {' or '.join(near)}?" if near else "citetrail styles search WORD… finds styles by title."


@lru_cache(maxsize=1)
def style_names() -> tuple[StyleName, ...]:
    """All styles, independent ones first, each group by id."""
    own = [row.split("\t") for row in _table("styles.tsv").decode("utf-8").strip("\n").split("\n")]
    names = [StyleName(row[0], row[4], categories=tuple(row[5].split())) for row in own]
    rows = [row.split("\t") for row in _table("dependents.tsv").decode("utf-8").strip("\n").split("\n")]
    names.extend(StyleName(row[0], row[3], row[1], row[2]) for row in rows)
    return tuple(names)


def styles_beginning(text: str) -> list[StyleName]:
    """The styles whose id begins with `text`, without going through all the others; for completing a word."""
    found = []
    for table, title in (("styles.tsv", 4), ("dependents.tsv", 3)):
        lines = _table(table).decode("utf-8").split("\n")
        rows = (line.split("\t") for line in lines if line.startswith(text) and line)
        found += [StyleName(row[0], row[title]) for row in rows]
    return found


def search_styles(words: str, limit: int = 20) -> tuple[StyleName, ...]:
    """The styles whose id, title or field has all the words; those whose title begins with them first."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found: list[tuple[tuple[bool, bool, bool, int], StyleName]] = []
    for name in style_names():
        text = f"{name.id} {name.title} {' '.join(name.categories)}".casefold()
        if all(word in text for word in wanted):
            title = name.title.casefold()
            rank = (name.id not in wanted, not title.startswith(wanted[0]), bool(name.parent), len(title))
            found.append((rank, name))
    found.sort(key=lambda pair: (pair[0], pair[1].id))
    return tuple(name for _, name in found[:limit])


def facts_of(xml: str) -> dict[str, str]:
    """Who wrote a style, for what, when it was changed last, its licence and documentation, as far as it says."""
    info = parse(xml).child("info")
    if info is None:
        return {}
    people = [child for tag in ("author", "contributor") for child in info.all(tag)]
    names = [name.text.strip() for person in people if (name := person.child("name")) is not None]
    rights = info.child("rights")
    links = {link.get("rel"): link.get("href") for link in info.all("link")}
    updated = info.child("updated")
    kinds = [one.get("citation-format") or one.get("field") for one in info.all("category")]
    return {
        "by": ", ".join(dict.fromkeys(names)),
        "for": ", ".join(dict.fromkeys(kind for kind in kinds if kind)),
        "updated": updated.text.strip()[:10] if updated is not None else "",
        "licence": (rights.get("license") or " ".join(rights.text.split())) if rights is not None else "",
        "rules": links.get("documentation", ""),
    }


def locale_chain(language: str) -> tuple[LocalePart, ...]:
    """The locale files for a language, nearest first, en-US last."""
    base = language[:2]
    names = (language, _dialects().get(base, base), base, "en-US")
    parts = [_locale_file(name) for name in dict.fromkeys(names)]
    return tuple(part for part in parts if part is not None)


def require_language(language: str) -> None:
    """Raises InputError for a language that no locale is for, where English would stand in its place unasked."""
    base = language[:2]
    is_code = re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?", language) is not None
    if is_code and any(_locale_file(name) for name in (language, _dialects().get(base, base), base)):
        return
    files = (DATA / "locales").glob("locales-*.xml")
    known = sorted({path.stem.removeprefix("locales-").partition("-")[0] for path in files})
    raise InputError(
        f"no terms and dates are known in the language {language!r}",
        hint=f"Write it as de or de-DE. There are: {', '.join(known)}.",
    )


@lru_cache(maxsize=1)
def _dialects() -> dict[str, str]:
    return dict(json.loads(_file("locales", "dialects.json").read_text("utf-8")))


@lru_cache(maxsize=16)
def _locale_file(name: str) -> LocalePart | None:
    path = DATA / "locales" / f"locales-{name}.xml"
    return locale_part(parse(path.read_bytes(), name)) if path.is_file() else None
