"""Quotes held against the texts that the library has of a work: its attached files, and abstracts of its records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citetrail.flows.attaching import PAGE_END
from citetrail.judging.quotations import QuotationCheck, check_quotation
from citetrail.library import Library
from citetrail.model.folding import plain_from_markup
from citetrail.model.works import Quote, Work

# Characters on either side, as in a W3C text-quote selector: https://www.w3.org/TR/annotation-model/#text-quote-selector
_CONTEXT = 32
_NUMBER = re.compile(r"\d+")


class Source(NamedTuple):
    """A text of a work, and where it is from; of a whole file, or of an abstract alone."""

    name: str
    text: str
    is_whole: bool


class CheckedQuote(NamedTuple):
    """A quote and what looking for it came to.

    `source` names the text it was found in, or all that were looked through; `passage` are that text's words. `page`
    is where it stands there (`3`, or `3 (1390)` with the number that the journal prints); `is_page_right` is None if
    that cannot be told.
    """

    work: Work
    quote: Quote
    check: QuotationCheck
    source: str
    passage: str = ""
    page: str | None = None
    is_page_right: bool | None = None
    has_whole_text: bool = False

    @property
    def is_finding(self) -> bool:
        """Whether something is wrong: other words than the text's, a wrong page, or not in the whole text."""
        is_absent = self.check.outcome == "not-in-available-text" and self.has_whole_text
        return is_absent or self.check.outcome == "altered" or self.is_page_right is False

    @property
    def is_unsettled(self) -> bool:
        """Whether the text that would tell is not at hand."""
        return not self.is_finding and self.check.outcome in ("no-text", "not-in-available-text")


def sources_of(library: Library, work: Work) -> tuple[Source, ...]:
    """The texts of the work's files, then the abstracts that its records give, each once."""
    texts = ((one.name, library.text_of(one.id or 0)) for one in work.attachments)
    files = [Source(name, text, is_whole=True) for name, text in texts if text]
    described = [("you", work.description), *((record.provider, record.description) for record in work.records)]
    abstracts = {plain_from_markup(one.abstract): said_by for said_by, one in reversed(described) if one.abstract}
    return (*files, *(Source(f"abstract ({by})", text, is_whole=False) for text, by in abstracts.items()))


def check_quotes(library: Library, works: Iterable[Work]) -> Iterator[CheckedQuote]:
    """Every quote of the works, checked."""
    for work in works:
        if work.quotes:
            sources = sources_of(library, work)
            for quote in work.quotes:
                yield check_quote(work, quote, sources)


def check_quote(work: Work, quote: Quote, sources: tuple[Source, ...]) -> CheckedQuote:
    """One quote against the texts; one that somebody spoke, or that another text says, need not be there."""
    is_spoken = quote.speaker is not None or quote.source is not None
    check = check_quotation(quote.exact, [source.text for source in sources], is_spoken=is_spoken)
    if check.text is None or check.start is None or check.end is None:
        has_whole = any(source.is_whole for source in sources)
        return CheckedQuote(work, quote, check, ", ".join(source.name for source in sources), has_whole_text=has_whole)
    source = sources[check.text]
    passage = " ".join(source.text[check.start : check.end].split())
    if not source.is_whole or PAGE_END not in source.text:
        return CheckedQuote(work, quote, check, source.name, passage, None, _is_in_work(work, quote))
    first, last = (source.text.count(PAGE_END, 0, place) + 1 for place in (check.start, check.end))
    offset = _offset(work, source.text)
    return CheckedQuote(
        work, quote, check, source.name, passage, _page_text(first, offset), _agrees(quote.page, first, last, offset)
    )


def _offset(work: Work, text: str) -> int | None:
    """What to add to a page of the file for the number printed on it, where the file has as many pages as the work."""
    pages = work.description.pages
    if pages is None or not pages.first.isdigit() or pages.last is None or not pages.last.isdigit():
        return None
    extra = text.count(PAGE_END) + 1 - (int(pages.last) - int(pages.first) + 1)
    return int(pages.first) - 1 - extra if extra in (0, 1) else None  # one more: a cover sheet


def _page_text(page: int, offset: int | None) -> str:
    return f"{page} ({page + offset})" if offset and page + offset > 0 else str(page)


def _agrees(said: str | None, first: int, last: int, offset: int | None) -> bool | None:
    """Whether the page given is one on which the words stand, counted in the file or printed on it."""
    numbers = [int(number) for number in _NUMBER.findall(said or "")]
    if not numbers:
        return None
    fitting = set(range(first, last + 1))
    printed = {page + offset for page in fitting} if offset is not None else set()
    if any(number in fitting | printed for number in numbers):
        return True
    return None if offset is None else False  # the number printed on the page may be any


def _is_in_work(work: Work, quote: Quote) -> bool | None:
    """Without pages of a text: False for a page that the work does not have."""
    pages = work.description.pages
    numbers = [int(number) for number in _NUMBER.findall(quote.page or "")]
    if not numbers or pages is None or not pages.first.isdigit() or not (pages.last or "").isdigit():
        return None
    first, last = int(pages.first), int(pages.last or 0)
    is_inside = any(first <= number <= last for number in numbers)
    return None if is_inside or min(numbers) <= last - first + 1 else False


def anchored(quote: Quote, checked: CheckedQuote, sources: tuple[Source, ...]) -> Quote:
    """The quote with the words on either side of where it was found, if it has none."""
    check = checked.check
    if quote.prefix or quote.suffix or check.text is None or check.start is None or check.end is None:
        return quote
    text = sources[check.text].text
    prefix, suffix = text[max(0, check.start - _CONTEXT) : check.start], text[check.end : check.end + _CONTEXT]
    return quote.model_copy(update={"prefix": _flat(prefix), "suffix": _flat(suffix)})


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
