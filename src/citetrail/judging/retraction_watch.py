"""The Retraction Watch table (CSV, as Crossref publishes it), read row by row into notices.

Layout and traps: 21 columns of which the last is empty, dates as `6/25/2021 0:00`, DOIs that are missing
(`unavailable`), percent-encoded or in capitals, PMID `0` for none, several rows for one paper, and a notice that may
have the paper's own DOI. Source: https://gitlab.com/crossref/retraction-watch-data
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citetrail.errors import InputError
from citetrail.judging.notices import notice_kind_from_label
from citetrail.model.dates import DateRange, PartialDate
from citetrail.model.descriptions import Description
from citetrail.model.identifiers import Identifier, identifier_of
from citetrail.model.persons import Person, person_from_text
from citetrail.model.records import Notice, NoticeKind

PROVIDER = "retraction-watch"
_NEEDED = ("Record ID", "RetractionDate", "RetractionDOI", "OriginalPaperDOI", "RetractionNature", "Reason")
_DATE = re.compile(r"^\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
_MISSING = frozenset({"", "0", "unavailable", "none", "n/a", "na"})


class WatchedNotice(NamedTuple):
    """One row: the paper as the table describes it (perhaps without identifiers), and the notice about it."""

    row_id: str
    description: Description
    notice: Notice

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The paper's identifiers; empty if the table has none."""
        return self.description.identifiers


def notices_from_retraction_watch(lines: Iterable[str], source: str | None = None) -> Iterator[WatchedNotice]:
    """Each row's notice, in the table's order. Rows of a nature that is no notice are left out.

    `lines` are the decoded lines of the file. Raises InputError where the header lacks a column that is needed.
    """
    reader = csv.DictReader(line.lstrip("\ufeff") if number == 0 else line for number, line in enumerate(lines))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(
            f"this is not the Retraction Watch table: no column {', '.join(missing)}",
            file=source,
            line=1,
            hint="Download the CSV file again; it begins with the line 'Record ID,Title,Subject,…'.",
        )
    for row in reader:
        watched = _watched({name: value or "" for name, value in row.items() if isinstance(name, str)})
        if watched:
            yield watched


def _watched(row: dict[str, str]) -> WatchedNotice | None:
    kind = _kind(row)
    if kind is None:
        return None
    notice = Notice(
        kind=kind,
        asserted_by=PROVIDER,
        provider=PROVIDER,
        date=date_from_table(row["RetractionDate"]),
        notice=_identifier("doi", row["RetractionDOI"]) or _identifier("pmid", row.get("RetractionPubMedID", "")),
        label=row["RetractionNature"].strip(),
        reasons=reasons_from_table(row["Reason"]),
    )
    found = (_identifier("doi", row["OriginalPaperDOI"]), _identifier("pmid", row.get("OriginalPaperPubMedID", "")))
    issued = date_from_table(row.get("OriginalPaperDate", ""))
    description = Description(
        identifiers=tuple(single for single in found if single),
        title=row.get("Title", "").strip() or None,
        authors=tuple(person for name in row.get("Author", "").split(";") if (person := _person(name))),
        container_title=row.get("Journal", "").strip() or None,
        issued=DateRange(start=issued) if issued else None,
    )
    return WatchedNotice(row["Record ID"].strip(), description, notice)


def _person(name: str) -> Person | None:
    bare = name.strip()
    return person_from_text(bare) if bare and bare.lower() not in _MISSING | {"unknown"} else None


def _kind(row: dict[str, str]) -> NoticeKind | None:
    kind = notice_kind_from_label(row["RetractionNature"])
    if kind == "retraction" and "Retract and Replace" in reasons_from_table(row["Reason"]):
        return "retract-and-replace"
    return kind


def reasons_from_table(text: str) -> tuple[str, ...]:
    """`+Plagiarism of Article;Error in Text;` → its reasons; the older vocabulary put a plus before each."""
    return tuple(reason for part in text.split(";") if (reason := part.strip().lstrip("+").strip()))


def date_from_table(text: str) -> PartialDate | None:
    """`6/25/2021 0:00` (month first) → 2021-06-25; None for what is no date."""
    found = _DATE.match(text)
    if not found:
        return None
    month, day, year = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= 31 or year < 1000:
        return None
    return PartialDate(year=year, month=month, day=day)


def _identifier(scheme: str, text: str) -> Identifier | None:
    value = text.strip()
    if value.lower() in _MISSING:
        return None
    return identifier_of("doi" if scheme == "doi" else "pmid", value)
