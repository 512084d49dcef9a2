"""HTML: the article, its comments, its reference list and its own description, from any web page."""

from __future__ import annotations

import re

from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import placed
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.model.documents import Document, Reader

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|h1|table|ul|ol|span|a\s)[\s>]?", re.IGNORECASE
)


def read(data: bytes, name: str) -> Document:
    """The document; its plain text has folded white space and an empty line between blocks."""
    from citetrail.documents.html.lines import drafts_of, set_link_lists_apart
    from citetrail.documents.html.lists import reference_entries
    from citetrail.documents.html.metadata import description_of_page
    from citetrail.documents.html.opening import set_opening
    from citetrail.documents.html.survey import survey_of
    from citetrail.documents.html.tree import page_from_bytes

    page = page_from_bytes(data, name)
    survey = survey_of(page.root)
    drafts = drafts_of(survey, page.root, reference_entries(survey))
    set_link_lists_apart(drafts)
    stated = description_of_page(page.root)
    set_opening(drafts, stated.title)
    zone_by_words(drafts)
    described = describe(drafts, stated)
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="html",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        warnings=page.warnings,
    )


def _is_html(data: bytes, name: str) -> bool:
    """By a document type or tags at the beginning; by the ending if there is any tag at all."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", start, re.IGNORECASE | re.DOTALL
    ):
        return True
    if name.lower().endswith(READER.endings):
        return True
    return start.startswith(b"<") and len(_TAG.findall(start)) >= 3 and not start.startswith(b"<?xml")


READER = Reader("html", (".html", ".htm", ".xhtml"), _is_html, read)
