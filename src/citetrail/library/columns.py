"""What the tables hold beside a description's JSON: what lists show, what sorts, and what duplicates share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citetrail.judging.searchable import described
from citetrail.judging.words import words_of
from citetrail.library.rows import TAG_MARK
from citetrail.model.folding import fold, fold_words, plain_from_markup

if TYPE_CHECKING:
    from citetrail.model.descriptions import Description

# The description that is shown, as JSON, of a row of `body`: its own, else that of the first record.
EFFECTIVE = (
    "coalesce(body.description, (SELECT description FROM record WHERE work_id = body.id ORDER BY record.id LIMIT 1))"
)
EFFECTIVE_DESCRIPTION = f"SELECT {EFFECTIVE}, edits FROM body WHERE id = ?"
_SHOWN_AUTHORS = 3
_SORTED_LENGTH = 60


class Shown(NamedTuple):
    """The columns of `work` that are made from its description, in the order of SHOWN_COLUMNS."""

    type: str | None
    year: int | None
    doi: str | None
    authors_text: str
    title: str
    container: str
    author_sort: str
    title_sort: str
    title_block: str | None
    author_block: str | None
    has_authors: int
    has_abstract: int


SHOWN_COLUMNS = Shown._fields


def shown_from(description: Description) -> Shown:
    """What lists show and sort by, and the keys under which copies of the same work meet."""
    people = description.authors or description.editors
    families = [person.full_family for person in people[: _SHOWN_AUTHORS + 1]]
    year = description.year
    blocks = blocks_of(description)
    return Shown(
        type=description.type,
        year=year,
        doi=description.doi,
        authors_text=_authors_text(families, has_more=description.has_more_authors),
        title=plain_from_markup(description.title or ""),
        container=plain_from_markup(description.container_title or ""),
        author_sort=" ".join([*(fold_words(family) for family in families[:_SHOWN_AUTHORS]), str(year or "")]),
        title_sort=" ".join(words_of(description.title or ""))[:_SORTED_LENGTH],
        title_block=blocks.title,
        author_block=blocks.author,
        has_authors=int(bool(description.authors)),
        has_abstract=int(bool(description.abstract)),
    )


def _authors_text(families: list[str], *, has_more: bool) -> str:
    names = ", ".join(families[:_SHOWN_AUTHORS])
    return f"{names} et al." if has_more or len(families) > _SHOWN_AUTHORS else names


class Blocks(NamedTuple):
    """Under which two keys possible duplicates meet: the title's first words; first author, year and a word."""

    title: str | None
    author: str | None


def blocks_of(description: Description) -> Blocks:
    """The description's keys of `judging.blocking_keys` that are no identifiers."""
    from citetrail.judging.sameness import blocking_keys

    by_kind = {kind: rest for kind, _, rest in (key.partition(":") for key in blocking_keys(description))}
    return Blocks(by_kind.get("title"), by_kind.get("author"))


def indexed(description: Description) -> dict[str, str]:
    """What the index holds of the description, with its year as a word that nobody can type."""
    texts = described(description)
    if description.year is not None:
        texts["spelling"] += f" {year_word(description.year)}"
    return texts


def year_word(year: int) -> str:
    """The year as a word of the index: rare words and rare years are then found without a look at each work."""
    return f"¥{year}"


@lru_cache(maxsize=256)  # the works of an import share their moments
def time_text(moment: datetime) -> str:
    """A moment in UTC as the tables keep it; texts sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_from(text: str | None) -> datetime | None:
    """The moment that `time_text` wrote."""
    return datetime.fromisoformat(text) if text else None


def tag_from(text: str) -> str:
    """A tag as it is kept: blanks folded, slashes between its levels without blanks. Empty for what is none."""
    parts = (" ".join(part.split()) for part in text.replace(TAG_MARK, " ").split("/"))
    return "/".join(part for part in parts if part)


def distinct_tags(texts: Iterable[str]) -> dict[str, str]:
    """The tags by their folded form; of several that differ only in case or accents the first counts."""
    tags: dict[str, str] = {}
    for text in texts:
        if tag := tag_from(text):
            tags.setdefault(folded_tag(tag), tag)
    return tags


def folded_tag(tag: str) -> str:
    """The tag as queries compare it."""
    return fold(tag)
