"""True references as people print them: records formatted in citation styles and read back by the reading room."""

from __future__ import annotations

from collections.abc import Sequence

from check_made import Made, altered_references
from check_world import NOW

from citetrail.formats.parts.csl_items import item_from_description
from citetrail.model.folding import fold_words
from citetrail.model.records import Record
from citetrail.model.references import Reference
from citetrail.reading import read_citations
from citetrail.styles import load_style

STYLES = (
    "apa",
    "vancouver",
    "modern-language-association",
    "ieee",
    "chicago-author-date",
    "harvard-cite-them-right",
    "nature",
)


def printed_references(records: Sequence[Record], domain: str, every: int = 1) -> list[Made]:
    """Each record in one of the styles, without its identifiers, read as a citation of a text would be."""
    chosen = [one for one in records[::every] if one.description.title and _has_names(one)]
    made: list[Made] = []
    for place, name in enumerate(STYLES):
        own = chosen[place :: len(STYLES)]
        texts = _formatted(own, name)
        for one, reading in zip(own, read_citations(texts), strict=True):
            reference = Reference(
                kind="printed", raw=reading.text, description=reading.description, spans=reading.spans,
                confidence=reading.confidence, key=f"{domain}:{name}:{one.record_id}",
            )  # fmt: skip
            made.append(Made(reference, f"{domain}, printed", None, name))
    return made


def _has_names(record: Record) -> bool:
    """Whether there are authors, and all with letters: `-, Xuewen Ding` was deposited so, and nobody prints it."""
    people = record.description.authors
    return bool(people) and all(any(sign.isalpha() for sign in one.full_family) for one in people)


def printed_altered(records: Sequence[Record], domain: str, every: int = 1) -> list[Made]:
    """Records with one field altered (`check_made.ALTERATIONS`), printed and read back in the same way."""
    altered = [one for one in altered_references(records[::every], domain) if one.wrong != "doi"]
    made: list[Made] = []
    for place, name in enumerate(STYLES):
        own = altered[place :: len(STYLES)]
        texts = _formatted([_record_of(one) for one in own], name)
        for one, reading in zip(own, read_citations(texts), strict=True):
            reference = Reference(
                kind="printed", raw=reading.text, description=reading.description, spans=reading.spans,
                confidence=reading.confidence, key=f"{one.reference.key}:{name}",
            )  # fmt: skip
            if _is_shown(one, reading.text):
                made.append(Made(reference, f"{domain}, printed", one.wrong, one.how))
    return made


def _record_of(made: Made) -> Record:
    return Record(
        provider="made", record_id=made.reference.key or "", retrieved_at=NOW, description=made.reference.description
    )


def _is_shown(made: Made, text: str) -> bool:
    """Whether the style prints the altered value at all: many leave out issue, pages or all but the first authors."""
    own, words = made.reference.description, fold_words(text)
    if made.wrong == "pages":
        return own.pages is not None and own.pages.first in words
    if made.wrong == "volume":
        return f" {own.volume} " in f" {words} "
    if made.wrong == "authors":
        return " al " not in f" {words} " and "others" not in words
    return True


def _formatted(records: Sequence[Record], style: str) -> list[str]:
    loaded = load_style(style)
    texts = []
    for number, one in enumerate(records):
        bare = one.description.model_copy(update={"identifiers": (), "url": None, "abstract": None})
        item = {**item_from_description(bare, str(number)), "id": str(number)}
        entry = loaded.bibliography([item])[0]
        texts.append(" ".join(entry.text.split()))
    return texts
