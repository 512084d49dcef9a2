"""Quotations of a text held against what is known of the works they are from: abstracts, and files in the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citetrail.flows.add import records_behind
from citetrail.flows.check import Checked
from citetrail.flows.quoting import Source, sources_of
from citetrail.judging.quotations import QuotationCheck, check_quotation
from citetrail.library import Library
from citetrail.model.documents import Document, Quotation
from citetrail.model.folding import plain_from_markup
from citetrail.model.verdicts import Verdict

_LEAST_WORDS = 5  # fewer are a term, which stands anywhere


class CheckedQuotation(NamedTuple):
    """A quotation of a text, the verdict on the work that it belongs to, and whether it stands in `source`."""

    document: Document
    quotation: Quotation
    verdict: Verdict
    check: QuotationCheck
    source: str
    passage: str


def check_quotations(checked: Checked, library: Library | None = None) -> Iterator[CheckedQuotation]:
    """The quotations that were found in a text of their work, word for word or altered.

    What is not found says nothing: the abstract is a small part of a work, and people say the same in other words.
    """
    by_reference = {id(verdict.reference): verdict for verdict in checked.verdicts if verdict.match is not None}
    for trail in checked.document.trails:
        references = (checked.document.references[place] for place in trail.references)
        verdict = next((by_reference[id(one)] for one in references if id(one) in by_reference), None)
        if verdict is None or not trail.quotations:
            continue
        sources = _sources(verdict, library)
        for place in trail.quotations:
            quotation = checked.document.quotations[place]
            if len(quotation.exact.split()) >= _LEAST_WORDS:
                yield from _found(checked.document, quotation, verdict, sources)


def _found(
    document: Document, quotation: Quotation, verdict: Verdict, sources: Sequence[Source]
) -> Iterator[CheckedQuotation]:
    check = check_quotation(quotation.exact, [source.text for source in sources])
    if check.text is not None and check.start is not None:
        source = sources[check.text]
        passage = " ".join(source.text[check.start : check.end].split())
        yield CheckedQuotation(document, quotation, verdict, check, source.name, passage)


def _sources(verdict: Verdict, library: Library | None) -> tuple[Source, ...]:
    records = records_behind(verdict)
    texts = {plain_from_markup(one.description.abstract): one.provider for one in records if one.description.abstract}
    abstracts = tuple(Source(f"abstract ({provider})", text, is_whole=False) for text, provider in texts.items())
    if library is None:
        return abstracts
    numbers = [library.resolve_id(str(one)) for record in records for one in record.description.identifiers]
    number = next((one for one in numbers if one is not None), None)
    work = library.get(number) if number is not None else None
    return (*sources_of(library, work), *abstracts) if work else abstracts
