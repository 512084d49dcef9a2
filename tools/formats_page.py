"""Writes docs/formats.md and the published schema: what each format holds, found out by writing and reading it back."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

from citetrail.formats import json_lines
from citetrail.model import (
    DESCRIPTION_FIELDS,
    Description,
    Entry,
    Format,
    Identifier,
    Person,
    date_range_from_edtf,
    group,
    identifier_of,
    pages_from_text,
)

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "formats.md"
SCHEMA = ROOT / "docs" / "schemas" / "work.schema.json"
MODULES = (
    "bibtex", "biblatex", "ris", "csl_json", "csl_yaml", "nbib", "endnote_xml", "endnote_tagged", "hayagriva", "mods",
    "word_xml", "cff", "wikipedia", "table", "tsv", "json_lines", "html", "web_of_science", "refworks", "zotero_rdf",
    "pubmed_xml", "marc_xml", "dublin_core", "better_bibtex_json", "crossref_json", "datacite_json",
)  # fmt: skip
PERSON = Person(family="Doe", given="Jo")
SAMPLES: dict[str, Any] = {
    "type": "book",
    "authors": (PERSON,), "editors": (PERSON,), "translators": (PERSON,), "container_authors": (PERSON,),
    "collection_editors": (PERSON,), "contributors": (("director", (PERSON,)),), "has_more_authors": True,
    "has_more_editors": True, "pages": pages_from_text("12-15"), "page_text": "no pages", "keywords": ("one", "two"),
    "extra": (("x-own", "value"),), "volume": "7", "issue": "2", "language": "de", "url": "https://example.org/a",
    "edition": "2", "number_of_pages": "100", "number_of_volumes": "3",
    **{
        name: date_range_from_edtf("2011-05-02")
        for name in ("issued", "accessed", "submitted", "original_date", "available_date", "event_date")
    },
}  # fmt: skip
DETAILS: dict[str, Description] = {
    "name: particle and suffix": Description(
        authors=(Person(family="Berg", given="A", particle="van den", suffix="Jr."),)
    ),
    "name: group": Description(authors=(group("Example Team Group"),)),
    "name: ORCID iD": Description(authors=(Person(family="Doe", given="Jo", orcid="0000-0002-1825-0097"),)),
    "date: range": Description(issued=date_range_from_edtf("2010-03/2011-05")),
    "date: approximate": Description(issued=date_range_from_edtf("1850~")),
    "date: season": Description(issued=date_range_from_edtf("2010-21")),
    "pages: several ranges": Description(pages=pages_from_text("12, 15-18, S2-S9")),
    "title: italics": Description(title="On <i>E. coli</i>"),
}
SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn", "issn")
VALUES = {"doi": "10.5555/x", "pmid": "21707149", "pmcid": "PMC3110253", "arxiv": "arxiv:2107.06472v2",
          "isbn": "9780306406157", "issn": "1528-3542"}  # fmt: skip
SURROUNDED = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
}


def formats() -> list[Format]:
    return [importlib.import_module(f"citetrail.formats.{name}").FORMAT for name in MODULES]


def kept_in(one: Format, filled: Description, read: Any) -> bool:
    """Whether a format gives back what `filled` says, in any of the usual types of works."""
    for kind in SURROUNDED.values():
        base = {"type": kind, "title": "Title", "authors": (PERSON,)} if kind != filled.type else {"title": "Title"}
        if kind == "article-journal" and filled.container_title_short:
            base["container_title"] = "Journal of Examples"
        if filled.has_more_authors or filled.authors:
            base.pop("authors", None) if filled.authors else None
        if filled.has_more_editors:
            base["editors"] = (PERSON,)
        description = filled.model_copy(
            update={name: value for name, value in base.items() if not getattr(filled, name)}
        )
        output = one.write([Entry(key="key2011", description=description)])
        found = one.read(output.text.encode(), "x").entries[0].description
        if read(found) == read(filled) and read(filled) not in (None, (), False):
            return True
    return False


def value_of(description: Description, name: str) -> Any:
    value = getattr(description, name)
    return tuple(pair for pair in value if pair[0] != "entrytype") if name == "extra" else value


def sample(field: str) -> Description:
    if field == "identifiers":
        return Description(identifiers=(Identifier(scheme="doi", value="10.5555/x"),))
    return Description(**{field: SAMPLES.get(field, f"Some {field.replace('_', ' ')}")})


def rows(one: Format) -> dict[str, str]:
    """`yes` or `no` for each field and detail."""
    found: dict[str, str] = {}
    for field in DESCRIPTION_FIELDS:
        found[field] = "yes" if kept_in(one, sample(field), lambda given, name=field: value_of(given, name)) else "no"
    for name, description in DETAILS.items():
        field = next(name for name, _ in description.filled())
        found[name] = "yes" if kept_in(one, description, lambda given, field=field: getattr(given, field)) else "no"
    for scheme in SCHEMES:
        identifier = identifier_of(scheme, VALUES[scheme])
        description = Description(identifiers=(identifier,) if identifier else ())
        is_kept = kept_in(one, description, lambda given, scheme=scheme: given.identifier(scheme))
        found[f"identifier: {scheme}"] = "yes" if is_kept else "no"
    del found["identifiers"]
    return found


def made_page() -> str:
    every = formats()
    both = [one for one in every if one.read and one.write]
    table = {one.name: rows(one) for one in both}
    lines = [
        "# Bibliography formats",
        "",
        "Generated by `tools/formats_page.py`, which writes every field in every format and reads it back. A field",
        "that has no place is told when writing (which field of which entry), and makes the exit status non-zero",
        "unless the loss is allowed. What a format is, is found out from the content of a file; the ending only",
        "settles what content leaves open.",
        "",
        "| format | name | endings | read | write |",
        "|---|---|---|---|---|",
    ]
    for name, one in zip(MODULES, every, strict=True):
        module = importlib.import_module(f"citetrail.formats.{name}")
        said = (module.__doc__ or "").strip().splitlines()[0]
        endings = " ".join(f"`{ending}`" for ending in one.endings)
        lines.append(
            f"| {said} | `{one.name}` | {endings} | {'yes' if one.read else '–'} | {'yes' if one.write else '–'} |"
        )
    lines += [
        "",
        "## What each holds",
        "",
        "● held: what is written reads back the same, in at least one type of work · ○ no place: told as a loss",
        "",
        "| field | " + " | ".join(one.name for one in both) + " |",
        "|---" * (len(both) + 1) + "|",
    ]
    for field in next(iter(table.values())):
        marks = ("●" if table[one.name][field] == "yes" else "○" for one in both)
        lines.append(f"| {field} | " + " | ".join(marks) + " |")
    lines += [
        "",
        "Where readers cannot tell two things apart, they come back as one: RIS, EndNote and MODS have one place",
        "for publisher and institution, read as the institution of a thesis and as the publisher of anything else;",
        "digits in `<sub>` and `<sup>` come back from BibTeX as ₂ and ²; several values of one field of another format",
        "come back from it as one; white space is folded. Quotes are written as",
        "notes where a format has notes; CSL-JSON, CSL-YAML and JSON lines keep them as quotes.",
        "",
        "`citetrail convert` copies a file to the byte if it is in the format already. From BibTeX to BibLaTeX and",
        "back, entries that fit stay to the byte, values that mean the same keep their words (macros, braces), and all",
        "between entries stays: comments, `@string`, `@preamble`, `@xdata`. Other formats have no place for what",
        "stands beside entries (comments, preambles, macros that no entry uses, text between and inside entries,",
        "second values of a field): each is told as a loss, with its line. Lines that programs write about the file",
        "itself are no loss.",
        "",
        "`citetrail export` names attached files only with `--files`",
        "([why](decisions/0017-files-in-exports.md)); without it, it says how many were not named.",
        "",
        "BibTeX files that are edited are not written anew: only the bytes of the changed fields change, and so in",
        "[linked files](howto/keep-a-bib-in-step.md). `--latex` and `--unicode` choose how `export` and `convert`",
        "write letters in BibTeX. How keys are made is told in [citation keys](howto/citation-keys.md).",
        "",
        "Libraries of other programs are taken over by `citetrail import`: Zotero's database and Better BibTeX JSON,",
        "papis folders, JabRef's files with groups, ratings and file links, and what Mendeley and EndNote export.",
        "",
        "The schema of the JSON lines is [schemas/work.schema.json](schemas/work.schema.json).",
        "",
    ]
    return "\n".join(lines)


def made_schema() -> str:
    return json.dumps(json_lines.schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PAGE.write_text(made_page(), encoding="utf-8")
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(made_schema(), encoding="utf-8")
