"""Measures how documents are read and what is found in them, on the shared corpora; writes docs/benchmarks.md.

Run with `make bench-documents`. The metrics M1 to M8 are those of the corpora's own index.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from rapidfuzz import fuzz

from citetrail import documents
from citetrail.errors import InputError
from citetrail.model import Document, fold, person_from_text
from citetrail.reading.finding.printed import printed_in
from citetrail.reading.finding.shape import is_reference

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import shared_folder  # noqa: E402  # the tests' own folder is no package


class Score(NamedTuple):
    """Counts that add up over documents."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    def __str__(self) -> str:
        recall = self.right / self.gold if self.gold else 0.0
        precision = self.right / self.predicted if self.predicted else 0.0
        return f"R {recall:.3f} P {precision:.3f} ({self.right} of {self.gold}, {self.predicted} found)"


def normal(text: str) -> str:
    """N(x) of the metrics: letters and digits, folded."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(letter for letter in bare if not unicodedata.combining(letter)))


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def printed_strings(document: Document) -> list[str]:
    """The printed references as found, without their labels, the way the metrics ask for them."""
    found = [document.text[one.start : one.end] for one in printed_in(document)]
    return [text for text in found if len(text) >= 20]


# --- M1: references against fields


def gold_fields(xml: bytes) -> list[dict[str, str]]:
    """Title, first surname and raw text of every reference of a JATS file."""
    root = etree.fromstring(xml, etree.XMLParser(recover=True, huge_tree=True))
    gold = []
    for ref in root.iter("{*}ref", "ref"):
        title = next((node for tag in ("article-title", "chapter-title", "source") for node in ref.iter(tag)), None)
        surname = next(ref.iter("surname"), None)
        gold.append(
            {
                "raw": " ".join(" ".join(ref.itertext()).split()),
                "title": " ".join("".join(title.itertext()).split()) if title is not None else "",
                "surname": (surname.text or "") if surname is not None else "",
                "source": " ".join("".join(next(ref.iter("source"), etree.Element("x")).itertext()).split()),
                "year": " ".join("".join(next(ref.iter("year"), etree.Element("x")).itertext()).split()),
            }
        )
    return gold


def holds_title(predicted: str, gold: dict[str, str]) -> bool:
    """Whether a predicted string is this reference, by the rule of M1."""
    title = normal(gold["title"])
    if len(title) < 15:
        source = normal(gold["source"])
        near = not source or fuzz.partial_ratio(source, predicted) >= 88
        return near and normal(gold["surname"]) in predicted and gold["year"][:4] in predicted
    near = len(title) > 25 and fuzz.partial_ratio(title, predicted) >= 90
    return (title in predicted or near) and normal(gold["surname"]) in predicted


def score_m1(predicted: Sequence[str], gold: Sequence[dict[str, str]]) -> Score:
    """M1 of one document."""
    strings = [normal(text) for text in predicted]
    free = set(range(len(strings)))
    right = 0
    for one in gold:
        size = len(normal(one["raw"]))
        for place in sorted(free):
            string = strings[place]
            if len(string) > 2.2 * max(80, size) or not holds_title(string, one):
                continue
            others = sum(
                normal(other["title"]) in string for other in gold if other is not one and len(other["title"]) > 25
            )
            if others and len(string) > 1.6 * max(60, size):
                continue
            free.discard(place)
            right += 1
            break
    return Score(right, len(gold), len(strings))


def score_m2(predicted: Sequence[str], gold: Sequence[str], least: int = 90) -> Score:
    """M2 of one document: greedy from the best pair down."""
    strings, wanted = [normal(text) for text in predicted], [normal(text) for text in gold]
    pairs = sorted(
        (
            (fuzz.ratio(string, want), i, j)
            for i, string in enumerate(strings)
            for j, want in enumerate(wanted)
            if 0.6 < (len(string) + 1) / (len(want) + 1) < 1.7
        ),
        reverse=True,
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    for ratio, i, j in pairs:
        if ratio >= least and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
    return Score(len(used_j), len(wanted), len(strings))


def bench_publisher(folder: Path) -> Iterator[str]:
    """M1 on publisher pages with JATS, M6 on all."""
    total, title, authors, date, doi, spoken = Score(), Score(), Score(), Score(), Score(), 0.0
    for row in rows(folder / "index.jsonl.gz"):
        data = content(folder / f"{row['id']}.html.gz")
        began = time.process_time()
        document = documents.read(data, f"{row['id']}.html")
        spoken += time.process_time() - began
        head = own_metadata(data)
        title = title.plus(compared(document.description.title, head["title"], fold))
        authors = authors.plus(compared_people(document, head["authors"]))
        date = date.plus(compared(str(document.description.issued or "") or None, head["date"], str))
        doi = doi.plus(compared(document.description.doi, (row["doi"] or "").lower(), str))
        if row["gold"]:
            gold = gold_fields(content(folder / f"{row['id']}.xml.gz"))
            if not prints_any(data, gold):
                yield f"  - {row['id']}: left out, the page prints only the abstract"
                continue
            score = score_m1(printed_strings(document), gold)
            total = total.plus(score)
            if score.right < score.gold or score.right < score.predicted:
                yield f"  - {row['id']}: {score}"
    yield f"- publisher pages, reference lists (M1, pages with JATS): {total}"
    yield f"- publisher pages, own title (M6): {title}; authors: {authors}; date: {date}; DOI: {doi}"
    yield f"- reading a publisher page: {1000 * spoken / 20:.1f} ms CPU on average"


def prints_any(page: bytes, gold: Sequence[dict[str, str]]) -> bool:
    """Whether any title of the reference list stands anywhere in the page."""
    letters = normal(page.decode("utf-8", "replace"))
    return any(normal(one["title"]) in letters for one in gold if len(one["title"]) > 40)


def own_metadata(data: bytes) -> dict[str, Any]:
    """What the page's `citation_*` tags say, read independently of the package."""
    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True))
    meta: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        if (name := (node.get("name") or "").lower()).startswith("citation_"):
            meta.setdefault(name, []).append(" ".join((node.get("content") or "").split()))
    dates = [
        value
        for name in ("citation_publication_date", "citation_date", "citation_online_date")
        for value in meta.get(name, [])
    ]
    iso = re.match(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})$", dates[0]) if dates else None
    return {
        "title": re.sub(r"<[^>]+>", "", meta.get("citation_title", [""])[0]),
        "authors": meta.get("citation_author", []),
        "date": "{}-{:0>2}-{:0>2}".format(*iso.groups()) if iso else None,
    }


def compared(given: str | None, wanted: str | None, folded: Any) -> Score:
    """One value against gold; nothing is counted where gold has none."""
    if not wanted:
        return Score()
    return Score(int(bool(given) and folded(given) == folded(wanted)), 1, int(bool(given)))


def compared_people(document: Document, wanted: Sequence[str]) -> Score:
    """Surnames in order."""
    if not wanted:
        return Score()

    gold = [fold(person.family or "") for name in wanted if (person := person_from_text(name))]
    given = [fold(person.family or "") for person in document.description.authors]
    return Score(int(given == gold), 1, int(bool(given)))


def bench_pages(folder: Path) -> Iterator[str]:
    """M8 and M6 on blog pages."""
    body, comments, leaked, swallowed = Score(), Score(), 0, 0
    title, author, date = Score(), Score(), Score()
    for row in rows(folder / "gold.jsonl.gz"):
        document = documents.read(content(folder / f"{row['id']}.html.gz"), f"{row['id']}.html")
        zones = zone_texts(document)
        main = zones["body"] + zones["head"] + zones["references"] + zones["notes"]
        found = sum(squeezed(words) in main for words in row["with"])
        wrong = sum(squeezed(words) in main for words in row["without"])
        body = body.plus(Score(found, len(row["with"]), found + wrong))
        kept = sum(squeezed(words) in zones["comments"] for words in row["comments"])
        comments = comments.plus(Score(kept, len(row["comments"]), kept))
        leaked += sum(squeezed(words) in main for words in row["comments"])
        swallowed += sum(squeezed(words) in zones["comments"] for words in row["with"])
        title = title.plus(compared(document.description.title, row["title"], fold))
        author = author.plus(compared(", ".join(map(str, document.description.authors)) or None, row["author"], fold))
        date = date.plus(compared(str(document.description.issued or ""), row["date"], str))
    yield f"- blog pages, main text (M8): {body}; comments found {comments.right} of {comments.gold}, leaked {leaked}, body swallowed {swallowed}"
    yield f"- blog pages (M6): title {title}; author {author}; date {date}"


def zone_texts(document: Document) -> dict[str, str]:
    """The words of each zone, white space folded."""
    zones: dict[str, list[str]] = {
        "body": [],
        "head": [],
        "references": [],
        "notes": [],
        "comments": [],
        "boilerplate": [],
    }
    for block in document.blocks:
        zones[block.zone].append(squeezed(document.text[block.start : block.end]))
    return {zone: " ".join(texts) + " " for zone, texts in zones.items()}


def squeezed(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


ENDINGS = ("html", "md", "txt", "tex", "docx", "odt", "epub", "wiki", "ipynb")  # the .org files hold keys only, no list


def bench_converted(folder: Path) -> Iterator[str]:
    """M2 on six articles in each type that holds the reference list."""
    gold = list(rows(folder / "gold.jsonl.gz"))
    for ending in ENDINGS:
        total, loose = Score(), Score()
        try:
            for row in gold:
                path = folder / row["id"] / f"article.{ending}"
                predicted = printed_strings(documents.read(path.read_bytes(), path.name))
                wanted = [ref["text"] for ref in row["refs"]]
                total = total.plus(score_m2(predicted, wanted))
                loose = loose.plus(score_m2(predicted, wanted, 80))
        except InputError as error:
            yield f"- converted articles, .{ending}: not read ({error.message})"
            continue
        yield f"- converted articles, .{ending} (M2, 237 references): {total}; at 80: R {loose.right / loose.gold:.3f}"


def bench_pdf(folder: Path) -> Iterator[str]:
    """M1 and M6 on journal articles in PDF."""
    total, spent, pages = Score(), 0.0, 0
    title, doi = Score(), Score()
    own = {row["id"]: row for row in rows(folder / "index.jsonl.gz")}
    for row in rows(folder / "gold_refs.jsonl.gz"):
        path = folder / f"{row['id']}.pdf"
        began = time.process_time()
        document = documents.read(path.read_bytes(), path.name)
        predicted = printed_strings(document)
        spent += time.process_time() - began
        pages += len({block.path for block in document.blocks if (block.path or "").startswith("page-")})
        score = score_m1(
            predicted,
            [
                {key: str(ref.get(key) or "") for key in ("raw", "title", "surname", "source", "year")}
                for ref in row["refs"]
            ],
        )
        total = total.plus(score)
        title = title.plus(compared(document.description.title, own[row["id"]]["title"], fold))
        doi = doi.plus(compared(document.description.doi, (own[row["id"]]["doi"] or "").lower(), str))
        if "--worst" in sys.argv and (score.right < 0.95 * score.gold or score.right < 0.95 * score.predicted):
            yield f"  - {row['id']}: {score}"
    yield f"- articles in PDF, reference strings (M1): {total}; {pages / spent:.0f} pages with text per CPU second, finding included"
    yield f"- articles in PDF, own title (M6): {title}; DOI: {doi}"


def bench_lone(folder: Path) -> Iterator[str]:
    """The rule for reference paragraphs that nothing announces: recall on printed ones, false hits in prose."""
    printed = [squeezed(ref["raw"]) for row in rows(folder / "reference_segments.jsonl.gz") for ref in row["refs"]]
    rendered = [ref["text"] for row in rows(folder / "converted" / "gold.jsonl.gz") for ref in row["refs"]]
    paragraphs = [
        text
        for path in sorted((folder / "jats_plos").glob("*.xml.gz"))
        for node in etree.fromstring(content(path)).iterfind(".//body//p")
        if (text := squeezed("".join(node.itertext())))
    ]
    false = [text for text in paragraphs if is_reference(text)]
    yield (
        f"- one reference paragraph alone: recall {share(printed):.3f} on {len(printed)} printed references of all styles, "
        f"{share(rendered):.3f} on {len(rendered)} rendered ones; {1000 * len(false) / len(paragraphs):.2f} hits per 1,000 of "
        f"{len(paragraphs)} body paragraphs of PLOS articles (of the {len(false)} hits {sum('et al' in text or text.count(',') > 5 for text in false)} are lists of names)"
    )


def share(texts: Sequence[str]) -> float:
    """Share that the rule takes for references."""
    return sum(map(is_reference, texts)) / len(texts)


def bench_segments(folder: Path) -> Iterator[str]:
    """M2 on plain lists, each read as a text with the heading References."""
    total, loose, lines = Score(), Score(), []
    for row in rows(folder / "reference_segments.jsonl.gz"):
        document = documents.read(f"A text\n\nReferences\n\n{row['text']}\n".encode(), "list.txt")
        predicted = printed_strings(document)
        wanted = [ref["raw"] for ref in row["refs"]]
        score = score_m2(predicted, wanted)
        total, loose = total.plus(score), loose.plus(score_m2(predicted, wanted, 80))
        lines.append((score.gold - score.right, f"  - {row['id']}: {score}"))
    if "--worst" in sys.argv:
        yield from (line for _, line in sorted(lines, reverse=True)[:15])
    yield f"- plain reference lists (M2, {total.gold} references): {total}; at 80: R {loose.right / loose.gold:.3f} P {loose.right / loose.predicted:.3f}"


def main() -> None:
    """Everything, on screen and into docs/benchmarks.md."""
    shared = shared_folder()
    if shared is None:
        raise SystemExit("the shared data folder is not here (set CITETRAIL_SHARED)")
    folder = shared / "corpora" / "documents"
    lines: list[str] = []
    for bench, place in (
        (bench_publisher, folder / "html_publisher"),
        (bench_pages, folder / "html_pages"),
        (bench_converted, folder / "converted"),
        (bench_pdf, folder / "pdf_jats"),
        (bench_lone, folder),
        (bench_segments, folder),
    ):
        for line in bench(place):
            print(line, flush=True)
            lines.append(line)
    if "--write" in sys.argv:
        write(lines)


def write(lines: Sequence[str]) -> None:
    """Replace the section of docs/benchmarks.md."""
    path = ROOT / "docs" / "benchmarks.md"
    old = path.read_text("utf-8") if path.exists() else "# Benchmarks\n"
    section = (
        "## Documents\n\nCommand: `make bench-documents` (needs the shared data folder).\n\n" + "\n".join(lines) + "\n"
    )
    rest = re.sub(r"\n?## Documents\n.*?(?=\n## |\Z)", "", old, flags=re.DOTALL).rstrip()
    path.write_text(f"{rest}\n\n{section}", "utf-8")


if __name__ == "__main__":
    main()
