"""Who could hold a work of this kind, year and language, and whose "no" therefore counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from citetrail.judging.titles import language_of
from citetrail.judging.venues import is_preprint_server
from citetrail.judging.wording import has_latin_letters
from citetrail.model.answers import Coverage
from citetrail.model.descriptions import Description
from citetrail.model.folding import fold

# Kinds of works that the scholarly indexes set out to hold in full. Of books, theses, reports, software, data and
# everything on the web they hold some, so that their "no" says nothing.
INDEXED = frozenset({"article-journal", "paper-conference", "article"})
_ENTRIES = frozenset({"entry", "entry-dictionary", "entry-encyclopedia"})  # many register them as chapters
FIRST_YEAR = 1970  # before it, indexes have gaps even in the journals they cover, unless they say otherwise

_MEETING = re.compile(r"\b(?:proceedings|proc|conference|conf|symposium|workshop|congress|meeting)\b")
_NEWS = re.compile(
    r"\b(?:times|guardian|telegraph|washington post|herald|tribune|gazette|daily|newspaper|zeitung|spiegel|le monde"
    r"|figaro|el pais|bbc|cnn|reuters|associated press|forbes|bloomberg|wired|economist|new yorker|atlantic"
    r"|time magazine|newsweek|techcrunch|medium|blog|vox|slate|huffpost|wall street journal|scientific american"
    r"|new scientist|the conversation|mirror|der standard|izvestia|pravda)\b"
)
_THESIS = re.compile(r"\b(?:thesis|dissertation|doctoral|habilitation|master'?s|ph\.?\s?d\.?)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:technical report|tech\.? rep\.?|working paper|white paper|report no|discussion paper|rfc|policy brief)\b",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(r"\b(?:software|computer program|source code|github|r package|python package)\b", re.IGNORECASE)
_FORTHCOMING = re.compile(
    r"\b(?:in[\s-]?press|forthcoming|to appear|submitted|under review|in prep(?:aration)?|im (?:druck|erscheinen)"
    r"|sous presse|en prensa|no prelo|in corso di stampa)\b",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:act of \d{4}|u\.s\.c?\.|f\.\s?supp|directive \d+/\d+/e[cu]|regulation \(e[cu]\)|v\. [A-Z])")


def kind_of(description: Description) -> str | None:
    """The CSL type, as stated or as its fields tell; None where they do not.

    A stated article in a newspaper or a stated article that calls itself a thesis or report is taken for that.
    """
    stated = description.type if description.type not in ("document", "misc", "other") else None
    words = " ".join(filter(None, (description.genre, description.container_title, description.note)))
    if stated in (None, "article-journal", "article", "article-magazine", "book"):
        grey = _grey_kind(description, words)
        if grey:
            return grey
    return stated or _guessed(description)


def _grey_kind(description: Description, words: str) -> str | None:
    container = fold(description.container_title or "")
    if _THESIS.search(words):
        return "thesis"
    if _REPORT.search(words):
        return "report"
    if container and not description.volume and not description.doi and _NEWS.search(container):
        return "article-newspaper"
    if _SOFTWARE.search(" ".join(filter(None, (description.genre, description.medium)))):
        return "software"
    return None


def _guessed(description: Description) -> str | None:
    container = description.container_title or description.event_title
    if container:
        return _kind_in(container, description)
    if description.identifier("arxiv"):
        return "article"
    if _LAW.search(description.title or ""):
        return "legal_case"
    if description.institution:
        return "report"
    if description.publisher or description.identifier("isbn"):
        return "book"
    return "webpage" if description.url else None


def _kind_in(container: str, description: Description) -> str:
    if is_preprint_server(container):
        return "article"
    if _MEETING.search(fold(container)):
        return "paper-conference"
    if description.publisher and not description.volume and not description.issue and not description.doi:
        return "chapter"
    return "article-journal"


def can_hold(coverage: Coverage, description: Description) -> bool:
    """Whether a source may hold such a work at all, so that asking it makes sense."""
    kind = kind_of(description)
    if coverage.types and kind is not None and not coverage.types & {kind, "chapter" if kind in _ENTRIES else kind}:
        return False
    year = description.year
    if year is None:
        return True
    return not (coverage.first_year and year < coverage.first_year - 1) and not (
        coverage.last_year and year > coverage.last_year + 1
    )


def is_resolver(coverage: Coverage) -> bool:
    """Whether a source knows of every DOI that it exists, and holds no works of its own: doi.org."""
    return "doi" in coverage.is_exhaustive_for


def able_providers(coverage: Mapping[str, Coverage], description: Description, now: date) -> tuple[str, ...]:
    """The providers whose "no" would count, in the order given. Empty: nobody could know."""
    if why_out_of_scope(description) or is_too_recent(description, now, coverage):
        return ()
    return tuple(name for name, single in coverage.items() if _counts(single, description))


def askable_providers(coverage: Mapping[str, Coverage], description: Description) -> tuple[str, ...]:
    """The providers that may hold such a work, whether or not their "no" would count."""
    return tuple(
        name
        for name, single in coverage.items()
        if single.is_searchable and not is_resolver(single) and can_hold(single, description)
    )


def _counts(coverage: Coverage, description: Description) -> bool:
    if is_resolver(coverage) or not coverage.is_searchable or not can_hold(coverage, description):
        return False
    year = description.year
    return year is None or year >= (coverage.first_year or FIRST_YEAR)


def why_out_of_scope(description: Description) -> str | None:
    """Why nobody's "no" would count for this work, in words that follow "it is"; None if somebody's would."""
    kind = kind_of(description)
    if kind is None:
        return "not clear what kind of work it is"
    if kind not in INDEXED:
        return f"{_ARTICLE_OF.get(kind, 'of a kind')} that scholarly indexes hold only in part"
    title = description.title or ""
    if not has_latin_letters(title):
        return "in a script that the indexes hold only in part"
    language = description.language[:2].lower() if description.language else language_of(title)
    if language not in (None, "en"):
        return "not in English, where the indexes have gaps"
    if description.year is not None and description.year < FIRST_YEAR:
        return f"older than {FIRST_YEAR}, where the indexes have gaps"
    return None


_ARTICLE_OF = {
    "book": "a book", "chapter": "a chapter in a book", "thesis": "a thesis", "report": "a report",
    "entry": "an entry", "entry-dictionary": "an entry in a dictionary",
    "entry-encyclopedia": "an entry in an encyclopedia", "webpage": "a web page",
    "software": "software", "dataset": "a data set",
    "article-newspaper": "an article in the press", "article-magazine": "an article in a magazine",
    "legal_case": "a legal text", "legislation": "a legal text", "patent": "a patent", "standard": "a standard",
    "post-weblog": "a blog post", "post": "a post", "speech": "a talk",
}  # fmt: skip


def is_too_recent(description: Description, now: date, coverage: Mapping[str, Coverage]) -> bool:
    """Whether the work may be so new that sources do not have it yet: published within the grace of the slowest."""
    if is_forthcoming(description):
        return True
    if description.issued is None or description.year is None:
        return False
    grace = max((single.grace_days for single in coverage.values()), default=60)
    if description.year > now.year + 1:
        return False  # no publication date, whatever it is
    return _latest_day(description) >= now - timedelta(days=grace)


def is_forthcoming(description: Description) -> bool:
    """Whether it calls itself not yet published (`in press`, `submitted`) and names no year."""
    words = (description.status, description.issued.start.words if description.issued else None, description.note)
    return description.year is None and any(text and _FORTHCOMING.search(text) for text in words)


def _latest_day(description: Description) -> date:
    issued = description.issued
    assert issued is not None
    end = issued.end or issued.start
    year = max(1, min(9999, end.year or issued.year or 1))
    if not end.month or end.month > 12:
        return date(year, 12, 31)
    if not end.day:
        return date(year, end.month, 28)
    return end.earliest or date(year, 12, 31)
