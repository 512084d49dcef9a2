"""The nouns: small frozen values; each parses and prints itself.

Every noun can be imported from here; its module is loaded when it is first asked for, which keeps the start light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrail.model.answers import (
        Answer,
        Coverage,
        Outcome,
        Provider,
        QuestionKind,
        SilenceKind,
        absent,
        found,
        silent,
    )
    from citetrail.model.dates import (
        DateRange,
        PartialDate,
        date_of_year,
        date_range_from_edtf,
        date_range_from_parts,
        partial_date_from_edtf,
    )
    from citetrail.model.descriptions import DESCRIPTION_FIELDS, EMPTY, Description
    from citetrail.model.documents import Block, Document, Link, Mention, Quotation, Reader, Trail
    from citetrail.model.folding import fold, fold_words, plain_from_markup, squeeze
    from citetrail.model.formats import Bibliography, Entry, Format, Loss, Passage, Problem, Written
    from citetrail.model.identifiers import (
        FoundIdentifier,
        Identifier,
        Scheme,
        doi_of,
        identifier_from_text,
        identifier_of,
        identifiers_in,
    )
    from citetrail.model.pages import PageRange, Pages, pages_from_text
    from citetrail.model.persons import Person, group, person_from_text
    from citetrail.model.records import Citation, Notice, NoticeKind, PrintedReference, Record, Relation
    from citetrail.model.references import FieldSpan, Place, Reading, Reference
    from citetrail.model.titles import html_from_title, title_from_markup
    from citetrail.model.verdicts import Fact, FieldComparison, Match, Status, Verdict, Version
    from citetrail.model.works import Alert, Attachment, Claim, Note, Provenance, Quote, Work

_MODULE_OF = {
    "Alert": "works",
    "Answer": "answers",
    "Attachment": "works",
    "Bibliography": "formats",
    "Block": "documents",
    "Citation": "records",
    "Claim": "works",
    "Coverage": "answers",
    "DESCRIPTION_FIELDS": "descriptions",
    "DateRange": "dates",
    "Description": "descriptions",
    "Document": "documents",
    "EMPTY": "descriptions",
    "Entry": "formats",
    "Fact": "verdicts",
    "FieldComparison": "verdicts",
    "FieldSpan": "references",
    "Format": "formats",
    "FoundIdentifier": "identifiers",
    "Identifier": "identifiers",
    "Link": "documents",
    "Loss": "formats",
    "Match": "verdicts",
    "Mention": "documents",
    "Note": "works",
    "Notice": "records",
    "NoticeKind": "records",
    "Outcome": "answers",
    "PageRange": "pages",
    "Pages": "pages",
    "PartialDate": "dates",
    "Passage": "formats",
    "Person": "persons",
    "Place": "references",
    "PrintedReference": "records",
    "Problem": "formats",
    "Provenance": "works",
    "Provider": "answers",
    "QuestionKind": "answers",
    "Quotation": "documents",
    "Quote": "works",
    "Reader": "documents",
    "Reading": "references",
    "Record": "records",
    "Reference": "references",
    "Relation": "records",
    "Scheme": "identifiers",
    "SilenceKind": "answers",
    "Status": "verdicts",
    "Trail": "documents",
    "Verdict": "verdicts",
    "Version": "verdicts",
    "Work": "works",
    "Written": "formats",
    "absent": "answers",
    "date_of_year": "dates",
    "date_range_from_edtf": "dates",
    "date_range_from_parts": "dates",
    "doi_of": "identifiers",
    "fold": "folding",
    "fold_words": "folding",
    "found": "answers",
    "group": "persons",
    "html_from_title": "titles",
    "identifier_from_text": "identifiers",
    "identifier_of": "identifiers",
    "identifiers_in": "identifiers",
    "pages_from_text": "pages",
    "partial_date_from_edtf": "dates",
    "person_from_text": "persons",
    "plain_from_markup": "folding",
    "silent": "answers",
    "squeeze": "folding",
    "title_from_markup": "titles",
}

__all__ = [
    "DESCRIPTION_FIELDS",
    "EMPTY",
    "Alert",
    "Answer",
    "Attachment",
    "Bibliography",
    "Block",
    "Citation",
    "Claim",
    "Coverage",
    "DateRange",
    "Description",
    "Document",
    "Entry",
    "Fact",
    "FieldComparison",
    "FieldSpan",
    "Format",
    "FoundIdentifier",
    "Identifier",
    "Link",
    "Loss",
    "Match",
    "Mention",
    "Note",
    "Notice",
    "NoticeKind",
    "Outcome",
    "PageRange",
    "Pages",
    "PartialDate",
    "Passage",
    "Person",
    "Place",
    "PrintedReference",
    "Problem",
    "Provenance",
    "Provider",
    "QuestionKind",
    "Quotation",
    "Quote",
    "Reader",
    "Reading",
    "Record",
    "Reference",
    "Relation",
    "Scheme",
    "SilenceKind",
    "Status",
    "Trail",
    "Verdict",
    "Version",
    "Work",
    "Written",
    "absent",
    "date_of_year",
    "date_range_from_edtf",
    "date_range_from_parts",
    "doi_of",
    "fold",
    "fold_words",
    "found",
    "group",
    "html_from_title",
    "identifier_from_text",
    "identifier_of",
    "identifiers_in",
    "pages_from_text",
    "partial_date_from_edtf",
    "person_from_text",
    "plain_from_markup",
    "silent",
    "squeeze",
    "title_from_markup",
]


def __getattr__(name: str) -> Any:
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = value
    return value
