"""Markdown with its front matter; the plain text has no markup but keeps line breaks."""

from __future__ import annotations

import re

from citetrail.documents.parts.describing import describe
from citetrail.documents.parts.drafts import placed
from citetrail.documents.parts.encodings import text_from_bytes
from citetrail.documents.parts.frontmatter import description_from_front_matter
from citetrail.documents.parts.marked import drafts_from_markdown
from citetrail.documents.parts.zoning import zone_by_words
from citetrail.model.documents import Document, Reader


def read(data: bytes, name: str) -> Document:
    """The document; its plain text is without markup, a line break stands where the file has one."""
    decoded = text_from_bytes(data, name)
    front, body, first_line = _front_matter(decoded.text)
    drafts = drafts_from_markdown(body, first_line)
    zone_by_words(drafts)
    described = describe(drafts, description_from_front_matter(front))
    text, blocks, links = placed(drafts)
    return Document(
        name=name,
        media_type="markdown",
        text=text,
        blocks=blocks,
        links=links,
        description=described.description,
        not_after=described.not_after,
        warnings=decoded.warnings,
    )


def _front_matter(text: str) -> tuple[str, str, int]:
    """The head between `---` or `+++` fences, the rest, and the number of the rest's first line."""
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:4] != "\n":
        return "", text, 0
    end = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
    if not end:
        return "", text, 0
    return text[4 : end.start()], text[end.end() :], text.count("\n", 0, end.end())


def _is_markdown(data: bytes, name: str) -> bool:
    """By its ending; or front matter, headings or links in the first lines."""
    if name.lower().endswith(READER.endings):
        return True
    if "." in name.rsplit("/", 1)[-1] and not name.lower().endswith((".txt", ".text")):
        return False
    return len(_SIGNS.findall(data[:20000])) >= 3


_SIGNS = re.compile(rb"^#{1,6} \S|\]\(https?://[^)\s]+\)|^(?:```|---\s*$)|\*\*\w[^*\n]*\*\*", re.MULTILINE)
READER = Reader("markdown", (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"), _is_markdown, read)
