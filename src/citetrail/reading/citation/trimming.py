"""What stands in or between fields and is not theirs: media in brackets, series, languages, status, broken links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citetrail.model.identifiers import FoundIdentifier
from citetrail.reading.citation.later import later
from citetrail.reading.citation.segments import Segment

# APA's words for what kind of thing it is, in square brackets behind the title.
_KIND_IN_BRACKETS = later(
    r"\s*\[((?:computer |mobile )?(?:software|programs?|apps?|application|code)|data ?sets?|film|motion picture"
    r"|video(?: file)?|podcast|audio(?: file)?|preprint|manuscript[^\]]*|unpublished[^\]]*"
    r"|conference (?:presentation|paper|session)|paper presentation|poster(?: presentation)?|map|photograph|painting"
    r"|tweet|editorial|abstract|letter to the editor|brochure|infographic|lecture|press release|powerpoint slides"
    r"|review of [^\]]*|tv series[^\]]*|album|song)\]\.?$",
    re.IGNORECASE,
)
_SERIES = later(r"\bcoll(?:ection|\.)\s*[«“\"]\s*([^»”\"]{2,80}?)\s*[»”\"]", re.IGNORECASE)
_SERIES_TAIL = later(r",?\s*coll(?:ection)?\.?$", re.IGNORECASE)
_STATUS = later(
    r"[(\[.,]\s*(in press|forthcoming|to appear|submitted|accepted|im erscheinen|im druck|sous presse|à paraître"
    r"|en prensa|no prelo|in stampa|в печати|n\. ?d\.?|s\. ?d\.|s\. ?a\.|o\. ?j\.|no date|undated|sin fecha|sem data)"
    r"\s*(?:[)\].,;]|$)",
    re.IGNORECASE,
)
LANGUAGES = {
    "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "italian": "it", "japanese": "ja",
    "korean": "ko", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
_LANGUAGE = later(
    rf"(?:[.;\])]\s*|[(\[]\s*in )({'|'.join(LANGUAGES)})\b(?: \w+)*[)\]]?\.?\s*(?=$|pmid|pmcid|doi|https?:|\[)",
    re.IGNORECASE,
)
_IN_LANGUAGE = later(rf"[(\[]in ({'|'.join(LANGUAGES)})[)\]]", re.IGNORECASE)
_BEHIND_QUOTES = later(r"[\"“„«]?([^\"“”„«»]{3,})[\"”“»]\s*(?:\[([^\[\]]{2,})\]|\([^()]{2,30}\))\.?")
_LATEX = later(r"^\{?\\(?:emph|textit|textbf|em|it|bf|sc|sl)\b ?\{?|\\?\b(?:emph|textit|textbf)\{")
_LINK_TAIL = later(r"\s+(\d[\w.]*\d)\.?\s*$")


def without_emphasis(words: str) -> str:
    """A title or name without marks of Markdown or LaTeX around it and marks before it: `_dplyr_`, `emph{Emotion}`."""
    bare = _LATEX.sub("", words) if "\\" in words or "{" in words else words
    bare = bare.strip(" _*").lstrip(" .,;:/–—{")
    if bare.endswith("}") and bare.count("{") < bare.count("}"):
        bare = bare[:-1]
    if "''" in bare[:2] or bare.endswith("''"):
        bare = bare.strip("'")
    return bare or words


def title_and_kind(title: str) -> tuple[str, str | None]:
    """`R [Computer software]` as `R` and `Computer software`; None where no kind is said."""
    found = _KIND_IN_BRACKETS.search(title) if title.endswith(("]", "].")) else None
    return (title[: found.start()], found[1]) if found and found.start() else (title, None)


def title_in_quotes(title: str) -> tuple[str, str | None]:
    """`Der Fuchs" [The Fox]`, whose first quotation mark stands before it, as the title and its translation.

    Round brackets behind the quotation mark (`Foxes" (PDF)`) are no part of either.
    """
    found = _BEHIND_QUOTES.fullmatch(title) if title.endswith((")", "]", ").", "].")) else None
    return (found[1].rstrip(), found[2]) if found else (title, None)


def title_with_its_marks(title: str, before: str) -> str:
    """A title with both its quotation marks or none: `Hens" and foxes` gets the mark `before` it, `Epithet’` loses its.

    `before` is the sign that stands in front of the title.
    """
    if before == "‘" and title.endswith("’") and "‘" not in title:
        return title[:-1]
    closing = {'"': '"', "“": "”"}.get(before)
    is_open = closing is not None and title.count(closing) == 1 and "“" not in title and not title.endswith(closing)
    return before + title if is_open else title


def publisher_without_rest(publisher: str) -> str:
    """The publisher up to a bracket that was opened before it, and without the word for a series."""
    if "]" in publisher and "[" not in publisher:
        publisher = publisher[: publisher.index("]")]
    return _SERIES_TAIL.sub("", publisher)


def series_in(text: str) -> str | None:
    """The name in `coll. « Le sens commun »`; None without one."""
    found = _SERIES.search(text)
    return found[1] if found else None


def language_said(text: str) -> str | None:
    """The code of a language named at the end (`German.`), as medical lists do, or in brackets (`[in Russian]`).

    None without one.
    """
    found = _LANGUAGE.search(text, max(0, len(text) - 90)) or _IN_LANGUAGE.search(text)
    return LANGUAGES[found[1].lower()] if found else None


def status_said(text: str) -> str | None:
    """`in press`, `n.d.` and the like where they stand in a date's place; None without."""
    found = _STATUS.search(text)
    return found[1] if found else None


def without_broken_links(segments: Sequence[Segment], hits: Sequence[FoundIdentifier], text: str) -> Sequence[Segment]:
    """The segments without those that lie inside an identifier that a blank or line end has broken."""
    broken = [hit for hit in hits if any(sign.isspace() for sign in text[hit.start : hit.end])]
    if not broken:
        return segments
    return [
        piece
        for piece in segments
        if piece.label == "link" or not any(hit.start < piece.start and piece.end <= hit.end for hit in broken)
    ]


def tail_of_link(text: str, end: int, segments: Sequence[Segment]) -> str:
    """Digits that a blank has cut off a DOI at the end of a citation, where nothing else claims them; else ''."""
    found = _LINK_TAIL.fullmatch(text, end)
    claimed = found and any(piece.end > found.start(1) and piece.label != "link" for piece in segments)
    return found[1] if found and not claimed else ""
