"""Zones by what blocks say and in which rhythm they follow: for plain text, and for what containers leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from citetrail.documents.parts.bylines import people_in_byline
from citetrail.documents.parts.dates import date_line, dates_in, is_ago_line
from citetrail.documents.parts.drafts import Draft
from citetrail.documents.parts.vocabulary import (
    is_boilerplate,
    is_comment_form,
    is_comments_heading,
    is_heading_after_references,
    is_notes_heading,
    is_reference_heading,
)

_HEAD_LINE = 160  # characters; longer blocks are no title, byline or date
_PROSE = 150  # characters from which on a paragraph is surely not a label, name or date line
_SAID = re.compile(
    r"^(?P<name>[^\s.!?:][^.!?:]{1,40}?)\s+(?:(?:on|am|le|el)\s+(?P<when>.{6,50}?)\s+)?"
    r"(?:says?|said|wrote|writes|commented|replied|schrieb|schreibt|sagt|sagte|meint|dit|a\s+dit|dice|escribió)"
    r"(?:\s+(?:on|am|um|le|el)\b.{4,50})?\s*(?:[:,]|\.{2,3}|…)?$",
    re.IGNORECASE,
)
_NICK_AND_AGO = re.compile(
    r"^[^\s.!?][^.!?\n]{0,30}?[\s•·|,(–-]+(?:about\s+)?(?:\d{1,3}|an?|one)\s+(?:sec(?:ond)?|min(?:ute)?|hour|day|week|month|year)s?\s+ago"
    r"[\s).|·•]*(?:(?:reply|edited|like)[\s|·]*)*$",
    re.IGNORECASE,
)
_DATED_OR_LINKED = re.compile(
    r"\b(?:1[5-9]|20)\d\d[a-z]?\b|https?://|\bdoi\b|\b10\.\d{4}|in press|et al", re.IGNORECASE
)
_ENDS_WITH_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")  # `tom w.`
_END_OF_RELEASE = re.compile(
    r"^\W{0,4}(?:#{3,}|#(?:\s#){2,}|-\s?30\s?-|[-–—*\s]*END(?:S|E)?[-–—*\s]*|(?i:end\s+of\s+(?:press\s+)?release))\W{0,4}$"
)
_ABOUT = re.compile(
    r"\W*(?:About|Über|À\s+propos\s+d\w+|Acerca\s+de|Sobre|Over)\s+(?:the\s+|die\s+|das\s+|den\s+|la\s+|us\b|[A-Z]).{0,80}$"
)
_MOSTLY_DONE = 0.5  # of the text stands before such a heading
_BY_AT_START = re.compile(r"(?:by|von|par|por|di|door|av)\s+\S", re.IGNORECASE)
_NICK_AND_DATE = re.compile(
    r"^[\w.-]*\d[\w.-]*\s+\d{1,2}\.?\s+\w{3,9}\.?\s+(?:19|20)\d\d(?:[\s,]+\d{1,2}[:.]\d\d)?$"
)  # `wine77 23 August 2011`
_BY_AND_DATE = re.compile(
    r"^(?:(?:posted|comment(?:ed)?|kommentar)\s+)?(?:by|from|von|par|por)\s+\S.{1,40}$", re.IGNORECASE
)


def zone_by_words(drafts: Sequence[Draft]) -> None:
    """Give every draft that is still `body` its zone: head, comments, boilerplate, references, notes, body."""
    _zone_comments(drafts)
    _zone_behind_end(drafts)
    _zone_about(drafts)
    _zone_tail_lists(drafts)
    for draft in drafts:
        if draft.zone == "body" and draft.kind != "code" and is_boilerplate(draft.text):
            draft.zone = "boilerplate"
    _zone_head(drafts)


def is_comment_line(line: str) -> bool:
    """Whether a line alone is the name or the time over a comment: `Barnaby says:`, `June 3, 2004 at 7 pm`."""
    if len(line) > 90 or line.isspace():
        return False
    stripped = line.strip()
    said = _SAID.match(stripped) if stripped.endswith(":") else None
    is_signed = len(stripped) < 50 and _NICK_AND_DATE.match(stripped) is not None
    return said is not None or date_line(stripped) is not None or is_signed


def earliest_comment(drafts: Sequence[Draft]) -> date | None:
    """The day of the earliest dated comment: the text itself cannot be younger."""
    days = []
    for draft in drafts:
        if draft.zone == "comments" and len(draft.text) < _PROSE:
            day = date_line(draft.text)
            if day is None and (_SAID.match(draft.text) or len(draft.text) < 70):
                day = next((found.day for found in dates_in(draft.text)), None)
            if day:
                days.append(day)
    return min(days, default=None)


def _zone_comments(drafts: Sequence[Draft]) -> None:
    begin = _comments_begin(drafts)
    if begin is None:
        return
    for place in range(begin, len(drafts)):
        draft = drafts[place]
        if draft.kind == "heading" and is_reference_heading(draft.text):
            return
        if draft.zone == "body":
            draft.zone = "comments"


def _comments_begin(drafts: Sequence[Draft]) -> int | None:
    """Where the readers' comments begin, in a text that has prose before them; None without comments."""
    prose = next((place for place, draft in enumerate(drafts) if _is_prose(draft)), None)
    if prose is None:
        return None
    entries = [place for place in _comment_entries(drafts) if place > prose]
    markers = [place for place in range(prose + 1, len(drafts)) if _is_marker(drafts[place])]
    for marker in markers:
        if _follows_soon(drafts, marker, entries):
            return marker
    if len(entries) >= 2 and not _breaks_off(drafts, entries):
        return entries[0]
    return next((marker for marker in markers if _only_form_follows(drafts, marker)), None)


def _is_prose(draft: Draft) -> bool:
    return draft.zone == "body" and len(draft.text) >= _PROSE


def _is_marker(draft: Draft) -> bool:
    """`4 comments`, `Leave a Comment`, or several such lines in one block."""
    if draft.zone not in ("body", "comments") or len(draft.text) >= 120:
        return False
    return all(is_comments_heading(line) for line in draft.text.split("\n"))


def _follows_soon(drafts: Sequence[Draft], marker: int, entries: Sequence[int]) -> bool:
    """A comment entry comes before any other prose."""
    first = next((entry for entry in entries if entry >= marker), None)
    return first is not None and first - marker <= 8 and not any(_is_prose(draft) for draft in drafts[marker:first])


def _breaks_off(drafts: Sequence[Draft], entries: Sequence[int]) -> bool:
    """Headings of the article's own between the entries: then they are dated sections, not comments."""
    between = [draft for draft in drafts[entries[0] + 1 : entries[-1]] if draft.kind == "heading"]
    return any(
        (draft.level or 9) <= 1 or ((draft.level or 9) == 2 and not _looks_like_nick(draft.text)) for draft in between
    )


def _only_form_follows(drafts: Sequence[Draft], marker: int) -> bool:
    rest = drafts[marker + 1 : marker + 6]
    return any(is_comment_form(draft.text) for draft in rest)


def _comment_entries(drafts: Sequence[Draft]) -> Iterator[int]:
    """Where a comment begins: `Name` over a date line, `Name says:`, `Posted by Name`."""
    for place, draft in enumerate(drafts):
        text = draft.text
        if draft.zone != "body" or len(text) > 120:
            continue
        if is_ago_line(text) or date_line(text):
            name = _name_before(drafts, place)
            if name is not None:
                yield name
            elif _is_time_over_name(drafts, place):
                yield place
        elif _is_signed(text):
            yield place


def _is_time_over_name(drafts: Sequence[Draft], place: int) -> bool:
    """A date with the time of day, and a name in the next block."""
    has_time = bool(re.search(r"\d[:.h]\d\d", drafts[place].text))
    return has_time and place + 1 < len(drafts) and _looks_like_nick(drafts[place + 1].text)


def _is_signed(text: str) -> bool:
    """Name and time of a comment in one line, or in two."""
    first, _, second = text.partition("\n")
    if second:
        is_named = bool(_SAID.match(first.strip())) or _looks_like_nick(first)
        return is_named and (date_line(second.strip()) is not None or is_ago_line(second.strip()))
    if _NICK_AND_AGO.match(text):
        return True
    days = dates_in(text)
    if (said := _SAID.match(text)) and (said["when"] or text.rstrip().endswith((":", "..", "…")) or days):
        return True
    return bool(days) and bool(_BY_AND_DATE.match(text) or _name_beside_date(text))


def _name_before(drafts: Sequence[Draft], place: int) -> int | None:
    if place == 0 or not _looks_like_nick(drafts[place - 1].text):
        return None
    first = place - 1
    if first and drafts[first - 1].text.strip() == drafts[first].text.strip():
        first -= 1
    return first


def _looks_like_nick(text: str) -> bool:
    bare = text.strip(" •*·-–—:")
    return (
        0 < len(bare) <= 40
        and len(bare.split()) <= 5
        and "\n" not in bare
        and not (bare.endswith((".", "?", "!", ";")) and not _ENDS_WITH_INITIAL.search(bare))
    )


def _name_beside_date(text: str) -> bool:
    """`John, December 22, 2011` or `John | 22.12.2011 um 10:15`: a name of one to four words and a date, no more."""
    found = dates_in(text)
    if len(found) != 1:
        return False
    before = text[: found[0].start].strip(" •*·-–—,|@(:")
    after = text[found[0].end :]
    before = re.sub(r"\b(?:on|am|le|el|vom|at)$", "", before).strip(" ,|")
    return _looks_like_nick(before) and date_line(text[found[0].start : found[0].end] + after) is not None


def _zone_behind_end(drafts: Sequence[Draft]) -> None:
    """What stands behind the end of a press release (`###`, `ENDS`): notes to editors, contacts, other releases."""
    end = next((place for place, draft in enumerate(drafts) if _END_OF_RELEASE.match(draft.text)), None)
    if end is None or not any(_is_prose(draft) for draft in drafts[:end]):
        return
    for draft in drafts[end:]:
        if draft.zone == "body":
            draft.zone = "notes"


def _zone_about(drafts: Sequence[Draft]) -> None:
    """`About the University of Orfe` near the end: what a house says of itself below its news."""
    total = sum(len(draft.text) for draft in drafts)
    done = 0
    is_about = False
    for draft in drafts:
        if draft.kind == "heading":
            is_about = done > _MOSTLY_DONE * total and bool(_ABOUT.match(draft.text))
        if is_about and draft.zone == "body":
            draft.zone = "boilerplate"
        done += len(draft.text)


def _zone_tail_lists(drafts: Sequence[Draft]) -> None:
    """From a heading `References` or `Notes` to the next heading that is none."""
    zone = None
    depth = 9
    for place, draft in enumerate(drafts):
        if draft.zone != "body" and not _is_chapter_of_list(draft):
            continue
        if _is_heading_like(draft):
            if is_reference_heading(draft.text):
                if draft.kind != "heading" and _is_label(drafts[place + 1 :]):
                    continue
                zone, depth = "references", draft.level or 9
            elif is_notes_heading(draft.text):
                zone, depth = "notes", draft.level or 9
            elif zone and _ends_list(draft, depth):
                zone = None
        if zone and is_boilerplate(draft.text):
            draft.zone = "boilerplate"
        elif zone == "references":
            draft.zone = "references"
        elif zone == "notes":
            draft.zone = "notes"


def _is_chapter_of_list(draft: Draft) -> bool:
    """`Notes` as a first-level heading, as books have it."""
    is_heading = draft.zone == "head" and draft.kind == "heading"
    return is_heading and (is_reference_heading(draft.text) or is_notes_heading(draft.text))


def _is_label(drafts: Sequence[Draft]) -> bool:
    """`Source:` with `University of Ashford` behind it and the next label below: what follows is no list."""
    run = list(takewhile(lambda draft: not _is_heading_like(draft), drafts[:6]))
    return bool(run) and not any(_DATED_OR_LINKED.search(draft.text) for draft in run)


def _is_heading_like(draft: Draft) -> bool:
    return draft.kind == "heading" or (len(draft.text) < 60 and "\n" not in draft.text and draft.kind == "paragraph")


def _ends_list(draft: Draft, depth: int) -> bool:
    if is_heading_after_references(draft.text) or is_boilerplate(draft.text):
        return True
    return draft.kind == "heading" and (draft.level or 9) <= depth and not any(map(str.isdigit, draft.text))


def _zone_head(drafts: Sequence[Draft]) -> None:
    """Title, byline, date and the like before the first paragraph of the body."""
    first = [draft for draft in drafts if draft.zone in ("body", "head")][:12]
    before_prose = list(takewhile(lambda draft: len(draft.text) <= _HEAD_LINE, first))
    title = next((place for place, draft in enumerate(before_prose) if _is_title(draft)), -1)
    last = max((place for place, draft in enumerate(before_prose) if _is_head_line(draft)), default=-1)
    last = max(title, last)
    for draft in before_prose[: last + 1]:
        draft.zone = "head"


def _is_title(draft: Draft) -> bool:
    return draft.kind == "heading" and (draft.level or 1) == 1


def _is_head_line(draft: Draft) -> bool:
    text = draft.text
    if draft.kind == "item":
        return date_line(text) is not None
    if draft.kind != "paragraph":
        return False
    return (
        date_line(text) is not None or bool(people_in_byline(text)) or bool(_BY_AT_START.match(text) or dates_in(text))
    )
