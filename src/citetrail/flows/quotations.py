"""Quotations of a text held against what is at hand of the works they are from: abstracts, and files in the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from citetrail.flows.add import records_behind
from citetrail.flows.check import Checked
from citetrail.flows.quoting import Source, sources_of
from citetrail.judging.quotations import check_quotation
from citetrail.library import Library
from citetrail.model.documents import Document, Quotation
from citetrail.model.folding import plain_from_markup
from citetrail.model.verdicts import ComparedQuotation, QuotationOutcome, Rewording, Verdict
from citetrail.reading.finding.places import place_in

_LEAST_WORDS = 5  # fewer are a term, which stands anywhere


def has_quotations(checked: Checked) -> bool:
    """Whether the text has a quotation that belongs to one of its references."""
    return any(trail.quotations and trail.references for trail in checked.document.trails)


def with_quotations(checked: Checked, library: Library | None = None) -> Checked:
    """The same with every verdict's quotations beside the passages of its work, where any text of that is at hand."""
    compared = {id(verdict): tuple(found) for verdict, found in _compared(checked, library)}
    verdicts = (
        verdict.model_copy(update={"quotations": compared[id(verdict)]}) if id(verdict) in compared else verdict
        for verdict in checked.verdicts
    )
    return checked._replace(verdicts=tuple(verdicts))


def _compared(checked: Checked, library: Library | None) -> Iterator[tuple[Verdict, list[ComparedQuotation]]]:
    """The verdicts whose works are quoted, each once, with their quotations in the order of the text."""
    document = checked.document
    by_reference = {id(verdict.reference): verdict for verdict in checked.verdicts if verdict.match is not None}
    wanted: dict[int, tuple[Verdict, set[int]]] = {}
    for trail in document.trails:
        references = (document.references[place] for place in trail.references)
        verdict = next((by_reference[id(one)] for one in references if id(one) in by_reference), None)
        if verdict is not None and trail.quotations:
            wanted.setdefault(id(verdict), (verdict, set()))[1].update(trail.quotations)
    for verdict, places in wanted.values():
        sources = _sources(verdict, library)
        quotations = [document.quotations[place] for place in sorted(places)]
        long_enough = [one for one in quotations if len(one.exact.split()) >= _LEAST_WORDS]
        if sources and long_enough:
            yield verdict, [_one(document, quotation, sources) for quotation in long_enough]


def _one(document: Document, quotation: Quotation, sources: Sequence[Source]) -> ComparedQuotation:
    check = check_quotation(quotation.exact, [source.text for source in sources])
    block = next((one for one in document.blocks if one.start <= quotation.start < one.end), None)
    place = place_in(document, quotation.start, quotation.end, block)
    if check.text is None or check.start is None:
        names, is_whole = ", ".join(source.name for source in sources), any(source.is_whole for source in sources)
        return ComparedQuotation(
            quotation=quotation, place=place, outcome="not-in-available-text", source=names, is_whole=is_whole
        )
    source = sources[check.text]
    return ComparedQuotation(
        quotation=quotation,
        place=place,
        outcome=cast("QuotationOutcome", check.outcome),  # found, so neither spoken nor without a text
        source=source.name,
        is_whole=source.is_whole,
        passage=" ".join(source.text[check.start : check.end].split()),
        changes=tuple(Rewording(**change._asdict()) for change in check.changes),
        similarity=check.similarity,
    )


def _sources(verdict: Verdict, library: Library | None) -> tuple[Source, ...]:
    records = records_behind(verdict)
    texts = {plain_from_markup(one.description.abstract): one.provider for one in records if one.description.abstract}
    told = ((text, provider) for text, provider in texts.items() if text.strip())
    abstracts = [Source(f"abstract ({provider})", text, is_whole=False) for text, provider in told]
    if library is None:
        return tuple(abstracts)
    numbers = [library.resolve_id(str(one)) for record in records for one in record.description.identifiers]
    number = next((one for one in numbers if one is not None), None)
    work = library.get(number) if number is not None else None
    return (*sources_of(library, work), *abstracts) if work else tuple(abstracts)
