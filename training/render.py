"""References rendered from real metadata in thousands of citation styles and many languages, with their labels.

The values are wrapped in private-use signs before rendering (numbers replaced by unlikely ones), so that the rendered
entry tells where each of them went.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from eastern import eastern_references
from free_styles import free_references
from items import Item, pool
from scripts_items import made_up
from world_styles import world_references

from citetrail.errors import CitetrailError
from citetrail.reading.citation.kinds import KINDS, kind_of
from citetrail.reading.citation.names import MORE
from citetrail.reading.citation.tokens import Tokens, tokens_from_text
from citetrail.styles import Style, load_style

SEED = 11
MADE_UP = 1200  # references in Han signs and Cyrillic letters, in citation styles
FREE, EASTERN = 5000, 4500  # references in no style guide's style, and in the habits of Asian and other lists
WORLD = 12000  # as lawyers, philosophers, encyclopedias, Hungarian and Russian lists and others print them
LONGEST = 1500  # characters of an entry worth learning from
KEPT_ASIDE = 7  # every tenth style, so that unseen styles can be measured
SIGNS = {
    "title": 0xE001, "container-title": 0xE003, "container-title-short": 0xE003, "publisher": 0xE005,
    "publisher-place": 0xE007, "author": 0xE009, "editor": 0xE00B, "genre": 0xE00D, "collection-title": 0xE00F,
}  # fmt: skip
LABELS = {
    0xE001: "title", 0xE003: "container", 0xE005: "publisher", 0xE007: "location", 0xE009: "author", 0xE00B: "editor",
    0xE00D: "genre", 0xE00F: "series",
}  # fmt: skip
NUMBERS = {"73921": "volume", "86437": "issue"}
_PARTS = re.compile("([\ue000-\ue0ff]|" + "|".join(NUMBERS) + ")")
LOCALES = {
    "en": ("en-US", "en-GB"), "de": ("de-DE", "de-AT", "de-CH"), "fr": ("fr-FR", "fr-CA"), "es": ("es-ES", "es-MX"),
    "pt": ("pt-BR", "pt-PT"), "it": ("it-IT",), "nl": ("nl-NL",), "sv": ("sv-SE",), "da": ("da-DK",), "pl": ("pl-PL",),
    "tr": ("tr-TR",), "id": ("id-ID",), "ru": ("ru-RU",), "uk": ("uk-UA",), "zh": ("zh-CN", "zh-TW"), "ja": ("ja-JP",),
    "ko": ("ko-KR",),
}  # fmt: skip
OTHER_LOCALES = (
    "cs-CZ hu-HU fi-FI nb-NO ro-RO hr-HR ca-AD tr-TR sl-SI sk-SK lt-LT el-GR ru-RU uk-UA pl-PL sv-SE id-ID bg-BG et-EE "
    "vi-VN zh-CN ja-JP"
).split()
PLACES = (
    "Berlin; London; New York; Paris; São Paulo; Madrid; Rio de Janeiro; Wien; Moskva; Москва; Roma; Milano; Lisboa; "
    "Porto Alegre; Cambridge; Oxford; Boston, MA; Washington, DC; Washington; Barcelona; Buenos Aires; México, D. F.; "
    "Bogotá; Amsterdam; Dordrecht; Warszawa; Praha; Budapest; Stockholm; Helsinki; Ankara; İstanbul; Tokyo; 北京; "
    "Brasília; Curitiba; Genève; Zürich; Heidelberg; Frankfurt a. M.; München; Leipzig; Edinburgh; Toronto; Montréal; "
    "Sydney; Melbourne; Jakarta; Delhi; Київ; Санкт-Петербург"
).split("; ")
Spans = list[list[int | str]]


def write_rendered(shared: Path, out: Path, per_style: int) -> None:
    """Write `per_style` references in each style, one JSON object a line with `text`, `spans`, `style`."""
    rng = random.Random(SEED)
    items = pool(shared, SEED)
    journals = [item for item in items if item["type"] == "article-journal"]
    others = [item for item in items if item["type"] != "article-journal"]
    foreign = [item for item in items if item["lang"] != "en"]
    unfinished = out.with_suffix(".part")
    with gzip.open(unfinished, "wt", encoding="utf8", compresslevel=3) as lines:
        for number, style in enumerate(style_names()):
            if number % 10 == KEPT_ASIDE:
                continue
            half = per_style // 2
            chosen = rng.sample(journals, half) + rng.sample(others, per_style - half - 1) + rng.sample(foreign, 1)
            for text, spans in _rendered(style, chosen, rng):
                row = {"id": f"{style}-{number}", "text": text, "spans": spans, "style": style, "gold": {}}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        for number, (style, locale, item) in enumerate(made_up(MADE_UP, rng)):
            entry = rendered_entry(style, locale, marked(item))
            if entry and (labelled := labelled_entry(entry, item)):
                row = {"id": f"made-up-{number}", "text": labelled[0], "spans": labelled[1], "style": style, "gold": {}}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        made = (
            free_references(items, FREE, rng),
            eastern_references(EASTERN, rng),
            world_references(items, WORLD, rng),
        )
        for row in (row for rows in made for row in rows):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.replace(out)


def style_names() -> list[str]:
    """The ids of the independent styles."""
    table = files("citetrail.styles").joinpath("data/styles.tsv").read_text(encoding="utf8")
    return [line.split("\t")[0] for line in table.splitlines()]


def _rendered(style: str, items: list[Item], rng: random.Random) -> list[tuple[str, Spans]]:
    by_locale: dict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        by_locale[_locale_of(item["lang"], rng)].append(_dressed(item, rng))
    found = []
    for locale, group in by_locale.items():
        for item in group:
            entry = rendered_entry(style, locale, marked(item))
            labelled = labelled_entry(entry, item) if entry else None
            if labelled and len(labelled[0]) < LONGEST:
                found.append(labelled)
    return found


def _locale_of(language: str, rng: random.Random) -> str | None:
    if language == "en" and rng.random() < 0.75:
        return None
    if rng.random() < 0.6:
        return rng.choice(LOCALES.get(language, ("en-US",)))
    return rng.choice(OTHER_LOCALES) if rng.random() < 0.4 else None


@lru_cache(maxsize=8)
def _style(style: str, locale: str | None) -> Style:
    return load_style(style, locale)


def rendered_entry(style: str, locale: str | None, item: Item) -> str | None:
    """The entry of one item; None in styles without a bibliography."""
    try:
        (entry,) = _style(style, locale).bibliography([item])
    except (CitetrailError, ValueError):
        return None
    has_number = re.fullmatch(r"[\W\d]*", entry.margin)
    return entry.text if has_number else entry.body


def _dressed(item: Item, rng: random.Random) -> Item:
    """The item with what printed references have and lack: months, editions, access dates, places, shortened lists."""
    item = dict(item)
    if len(item.get("author", ())) > 25:
        item["author"] = item["author"][:25]
    date = item.get("issued", {}).get("date-parts", [[]])[0]
    if len(date) == 1 and rng.random() < 0.25:
        item["issued"] = {"date-parts": [[date[0], rng.randint(1, 12), rng.randint(1, 28)][: rng.choice((2, 3))]]}
    if rng.random() < 0.5:
        item.pop("DOI", None)
    if rng.random() < 0.12:
        item.pop("issue", None)
    if item["type"] == "book" and rng.random() < 0.2:
        item["edition"] = str(rng.randint(2, 9))
    if rng.random() < 0.15:
        item["URL"] = f"http://{rng.choice(('www.example.org', 'archive.example.com/doc'))}/{rng.randint(100, 99999)}"
        item["accessed"] = {"date-parts": [[rng.randint(2015, 2025), rng.randint(1, 12), rng.randint(1, 28)]]}
    if item["type"] == "article-journal":
        if rng.random() < 0.15:
            item.setdefault("publisher-place", rng.choice(PLACES))
        if rng.random() < 0.7:
            item.pop("publisher", None)
    return item


def marked(item: Item) -> Item:
    """The item with its values wrapped in signs."""
    out = {"id": "1", **{key: value for key, value in item.items() if key != "lang"}}
    for key, sign in SIGNS.items():
        if key in ("author", "editor"):
            people = [_marked_person(one, sign) for one in out.get(key, [])]
            out |= {key: people} if people else {}
        elif out.get(key):
            out[key] = f"{chr(sign)}{out[key]}{chr(sign + 1)}"
    return out | {name: number for number, name in NUMBERS.items() if out.get(name)}


def _marked_person(one: dict[str, str], sign: int) -> dict[str, str]:
    wrapped = ("family", "literal")
    return {
        key: f"{chr(sign)}{value}{chr(sign + 1)}" if key in wrapped and value else value for key, value in one.items()
    }


def labelled_entry(rendered: str, item: Item) -> tuple[str, Spans] | None:
    """Text and spans of a rendered entry; None where neither a title nor a container is in it."""
    text, marks = _without_signs(rendered, item)
    if not any(label in ("title", "container") for _, _, label in marks):
        return None
    tokens = tokens_from_text(text)
    names = ["other"] * len(tokens.words)
    for start, end, label in marks:
        for place, begin in enumerate(tokens.starts):
            if start <= begin < end:
                names[place] = label
    for role in ("author", "editor"):
        _grow_people(names, text, tokens, role, item.get(role, []))
    _label_rest(names, tokens.words, item)
    spans: Spans = [
        [start, start + len(word), name]
        for start, word, name in zip(tokens.starts, tokens.words, names, strict=True)
        if name != "other"
    ]
    return text, spans


def _without_signs(rendered: str, item: Item) -> tuple[str, list[tuple[int, int, str]]]:
    text, marks, opened = "", [], {}
    for piece in _PARTS.split(rendered):
        code = ord(piece) if len(piece) == 1 else 0
        if 0xE000 <= code <= 0xE0FF:
            base = code - (1 - code % 2)
            if code % 2:
                opened[base] = len(text)
            elif base in opened:
                marks.append((opened.pop(base), len(text), LABELS[base]))
        elif piece in NUMBERS:
            value = item[NUMBERS[piece]]
            marks.append((len(text), len(text) + len(value), NUMBERS[piece]))
            text += value
        else:
            text += piece
    return text, marks


def _grow_people(names: list[str], text: str, tokens: Tokens, role: str, people: list[dict[str, str]]) -> None:
    """From the family names to the whole list: given names, initials, what stands between, "et al."."""
    words = tokens.words
    places = [place for place, name in enumerate(names) if name == role]
    if not places:
        return
    given = {word.lower() for one in people for word in re.findall(r"[^\W\d_]+", one.get("given") or "")}
    first = _reach(names, words, places[0], -1, given)
    last = _reach(names, words, places[-1], 1, given)
    for place in range(first, last + 1):
        if names[place] == "other":
            names[place] = role
    more = MORE.match(text, tokens.starts[last] + len(words[last]))
    place = last + 1
    while (
        more
        and place < len(words)
        and names[place] == "other"
        and tokens.starts[place] + len(words[place]) <= more.end()
    ):
        names[place] = role
        place += 1


def _reach(names: list[str], words: list[str], place: int, step: int, given: set[str]) -> int:
    """How far given names and initials go on from a family name, forward or back."""
    found, place = place, place + step
    while 0 <= place < len(words) and names[place] == "other":
        if _is_given(words[place], given):
            found = place
        elif words[place] not in ".,-’'‐":
            break
        place += step
    return found


def _is_given(word: str, given: set[str]) -> bool:
    initials = {name[0] for name in given}
    if word.isupper() and word.isalpha() and len(word) <= 3:
        return all(letter.lower() in initials for letter in word)
    parts = re.split(r"[-’']", word.lower())
    return word[0].isalpha() and all(part in given or part in initials for part in parts)


def _label_rest(names: list[str], words: list[str], item: Item) -> None:
    """Dates, pages, links, editions and labels: found by what they are."""
    year = str((item.get("issued", {}).get("date-parts") or [[""]])[0][0])
    first_page = re.findall(r"[^\W_]+", item.get("page", ""))[:1]
    for place, word in enumerate(words):
        kind = KINDS[kind_of(word)]
        if names[place] != "other":
            continue
        if kind == "address":
            names[place] = "link"
        elif year and word[:4] == year and len(word) < 6:
            names[place] = "date"
        elif first_page == [word]:
            _label_pages(names, words, place)
            first_page = []
        elif kind == "ordinal" and item.get("edition"):
            names[place] = "edition"
    for place, word in enumerate(words):
        if names[place] == "date" and word[:4] == year:
            _label_month(names, words, place)
    if words and KINDS[kind_of(words[0])].startswith("digit") and names[0] == "other":
        names[0] = "refmark"
    if len(words) > 2 and words[0] in "[(" and words[1].isdigit() and words[2] in "])" and names[1] == "other":
        names[1] = "refmark"


def _label_pages(names: list[str], words: list[str], place: int) -> None:
    names[place] = "pages"
    is_range = place + 2 < len(words) and words[place + 1] in "-–—‑−" and any(c.isdigit() for c in words[place + 2])
    if is_range and names[place + 2] == "other":
        names[place + 1] = names[place + 2] = "pages"


_IN_DATES = frozenset(("month", "digit1", "digit2", "ordinal", ".", ",", "-", "–", "of", "/"))


def _label_month(names: list[str], words: list[str], place: int) -> None:
    """Month and day beside a year."""
    for step in (-1, 1):
        end = place + step
        while 0 <= end < len(words) and abs(end - place) < 6 and names[end] == "other":
            if KINDS[kind_of(words[end])] not in _IN_DATES:
                break
            end += step
        inner = range(place + 1, end) if step == 1 else range(end + 1, place)
        if any(KINDS[kind_of(words[spot])] == "month" for spot in inner):
            for spot in inner:
                names[spot] = "date"
