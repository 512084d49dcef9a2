"""CSL items to render: real metadata of the shared catalogue and of the training parts of the reference corpora."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpora import Row, fold, rows_of, split_of

from citetrail.reading.citation.kinds_of_work import language_from_title
from citetrail.reading.citation.names import people_from_text

Item = dict[str, Any]
PAPERS, MOST_BY_SOURCE = 2500, {"glutton": 5000, "plos": 1300, "scielo": 900}
SPAN_SOURCES = ("anystyle_core", "anystyle_good", "anystyle_ugly", "anystyle_bad", "grobid_corpus")
TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "monograph": "book", "book": "book", "edited-book": "book", "reference-book": "book", "report": "report",
    "dissertation": "thesis", "posted-content": "article", "reference-entry": "chapter", "dataset": "dataset",
    "standard": "standard",
}  # fmt: skip
_LEAD = re.compile(r"^(?:in|dans|en|em)\s*:?\s+", re.IGNORECASE)


def pool(shared: Path, seed: int) -> list[Item]:
    """All items; `lang` is the language of the title, as far as it can be told."""
    references = shared / "corpora" / "references"
    items = [*_crossref(shared / "catalogue"), *_dblp(shared / "catalogue", random.Random(seed))]
    for name, most in MOST_BY_SOURCE.items():
        rows = [row for row in split_of(references, name)[0] if len(row["fields"].get("title") or "") > 8]
        items += [_from_fields(row) for row in rows[:most]]
    for name in SPAN_SOURCES:
        items += [item for row in split_of(references, name)[0] if row.get("spans") and (item := _from_spans(row))]
    for item in items:
        container = fold(item.get("container-title", ""))
        if container and container in fold(item["title"]):
            del item["container-title"]
        item["lang"] = language_from_title(item["title"]) or "en"
    return items


def _clean(text: str | None) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text or "").split())


def _dated(year: int | str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(year)]]}


def _crossref(catalogue: Path) -> Iterator[Item]:
    for work in rows_of(catalogue / "crossref_works.jsonl.gz"):
        kind = TYPES.get(work.get("type") or "")
        if not kind or not work.get("title"):
            continue
        item: Item = {"type": kind, "title": _clean(work["title"][0])}
        for key, name in (("container-title", "container-title"), ("short-container-title", "container-title-short")):
            if work.get(key):
                item[name] = _clean(work[key][0])
        item |= {key: str(work[key]) for key in ("volume", "issue", "page", "publisher", "DOI") if work.get(key)}
        if work.get("article-number"):
            item.setdefault("page", work["article-number"])
        if work.get("publisher-location"):
            item["publisher-place"] = work["publisher-location"]
        for role in ("author", "editor"):
            people = [_person(one) for one in work.get(role) or [] if one.get("family") or one.get("name")]
            if people:
                item[role] = people
        issued = (work.get("issued", {}).get("date-parts") or [[]])[0]
        if any(issued[:1]):
            item["issued"] = {"date-parts": [issued]}
        yield item


def _person(one: Row) -> dict[str, str]:
    if one.get("family"):
        return {"family": one["family"], "given": one.get("given") or ""}
    return {"literal": one["name"]}


def _dblp(catalogue: Path, rng: random.Random) -> Iterator[Item]:
    with gzip.open(catalogue / "dblp_conferences.bib.gz", "rt", encoding="utf8") as file:
        entries = file.read().split("\n}\n")
    names = (("booktitle", "container-title"), ("pages", "page"), ("publisher", "publisher"), ("doi", "DOI"),
             ("volume", "volume"), ("series", "collection-title"))  # fmt: skip
    for entry in rng.sample(entries, PAPERS):
        found = dict(re.findall(r"\n\s*(\w+)\s*=\s*\{(.*?)\}(?=,\n|\n|$)", entry, re.DOTALL))
        fields = {key: _clean(re.sub(r"[{}]", "", value)) for key, value in found.items()}
        authors = _bibtex_people(fields.get("author", ""))
        if not fields.get("title") or not authors:
            continue
        item: Item = {"type": "paper-conference", "title": fields["title"].rstrip("."), "author": authors}
        item |= {name: fields[key].replace("--", "-") for key, name in names if fields.get(key)}
        if fields.get("year", "").isdecimal():
            item["issued"] = _dated(fields["year"])
        if editors := _bibtex_people(fields.get("editor", ""))[:3]:
            item["editor"] = editors
        yield item


def _bibtex_people(text: str) -> list[dict[str, str]]:
    names = [re.sub(r"\\.|[{}\"]", "", name) for name in re.split(r"\s+and\s+", text) if name]
    return [{"family": name.split()[-1], "given": " ".join(name.split()[:-1])} for name in names if " " in name.strip()]


def _people(text: str) -> list[dict[str, str]]:
    people = [one for one in people_from_text(text).persons if one.family or one.literal]
    return [
        {"family": one.full_family, "given": one.given or ""} if one.family else {"literal": one.literal or ""}
        for one in people
    ]


def _from_fields(row: Row) -> Item:
    fields = row["fields"]
    kinds = {"book": "book", "thesis": "thesis", "confproc": "paper-conference"}
    kind = kinds.get(fields.get("type") or "", "article-journal")
    item: Item = {
        "type": "chapter" if kind == "book" and fields.get("container") else kind,
        "title": fields["title"].rstrip("."),
    }
    authors = [_person(one) for one in fields.get("authors", []) if one.get("family")]
    if not authors and fields.get("first_author") and fields["title"] in row["text"]:
        before = row["text"][: row["text"].index(fields["title"])]
        authors = _people(re.split(r"\(?(?:19|20)\d\d|:", before)[0])
    if authors:
        item["author"] = authors
    for key, name in (("container", "container-title"), ("volume", "volume"), ("issue", "issue"), ("doi", "DOI"),
                      ("publisher", "publisher"), ("location", "publisher-place")):  # fmt: skip
        if fields.get(key):
            item[name] = str(fields[key])
    if fields.get("fpage"):
        item["page"] = "-".join(dict.fromkeys((fields["fpage"], fields.get("lpage") or fields["fpage"])))
    printed = re.search(r"(?:19|20)\d\d", row["text"].replace(fields["title"], ""))
    year = fields.get("year") or (printed.group() if printed else "")
    if re.fullmatch(r"\d{4}", year):
        item["issued"] = _dated(year)
    return item


def _from_spans(row: Row) -> Item | None:
    part: dict[str, str] = {}
    for start, end, label in row["spans"]:
        part.setdefault(label, " ".join(row["text"][start:end].strip(" .,;:()[]“”\"«»'‘’").split()))
    gold = row["gold"]
    if len(part.get("title", "")) < 8:
        return None
    item: Item = {"title": part["title"]}
    for label, name in (("container", "container-title"), ("publisher", "publisher"), ("genre", "genre"),
                        ("location", "publisher-place"), ("series", "collection-title")):  # fmt: skip
        if part.get(label):
            item[name] = _LEAD.sub("", part[label]) if label == "container" else part[label]
    item |= {name: gold[name] for name in ("volume", "issue") if gold.get(name)}
    if gold.get("fpage"):
        item["page"] = gold["fpage"] + (f"-{gold['lpage']}" if gold.get("lpage") else "")
    if gold.get("year"):
        item["issued"] = _dated(gold["year"])
    if gold.get("doi"):
        item["DOI"] = gold["doi"]
    for role in ("author", "editor"):
        if people := _people(part.get(role, "")):
            item[role] = people
    item["type"] = _type_of(item, part)
    return item


def _type_of(item: Item, part: dict[str, str]) -> str:
    if "container-title" not in item:
        return "thesis" if re.search(r"th[eè]s|dissert", part.get("genre", ""), re.IGNORECASE) else "book"
    is_chapter = "editor" in item or ("volume" not in item and "publisher" in item)
    return "chapter" if is_chapter else "article-journal"
