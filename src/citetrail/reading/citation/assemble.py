"""From labelled segments to a description: which segment fills which field, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from citetrail.model import (
    Identifier,
    PageRange,
    Pages,
    Reading,
    identifier_from_text,
    identifiers_in,
    pages_from_text,
)
from citetrail.model.identifiers import FoundIdentifier, identifier_of
from citetrail.reading.citation.confidence import whole_confidence
from citetrail.reading.citation.dates import ACCESS_SIGNS, access_in_text, date_from_text
from citetrail.reading.citation.kinds_of_work import language_from_title, type_from_signs
from citetrail.reading.citation.later import later
from citetrail.reading.citation.names import MORE, people_from_text
from citetrail.reading.citation.parts_of_books import tell_part_from_book
from citetrail.reading.citation.segments import Segment
from citetrail.reading.citation.trimming import (
    language_said,
    publisher_without_rest,
    series_in,
    status_said,
    tail_of_link,
    title_and_kind,
    title_in_quotes,
    title_with_its_marks,
    without_broken_links,
    without_emphasis,
)

FIELD_OF_LABEL = {
    "author": "authors",
    "editor": "editors",
    "title": "title",
    "container": "container_title",
    "date": "issued",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "publisher": "publisher",
    "location": "publisher_place",
    "edition": "edition",
    "genre": "genre",
    "series": "collection_title",
    "link": "identifiers",
    "note": "note",
    "refmark": "label",
}
_TRANSLATED = later(r"\b(?:trans(?:l|lated|lators?)?|trad\w*|übers\w*|vertaal\w*|przeł|пер)\b", re.IGNORECASE)
_IDENTIFIER_SIGNS = ("10.", "10 .", "http", "www.", "arxiv", "pmid", "pmc", "isbn", "issn", "doi")
_MEDIUM = later(
    r"(?:^|[\s.,;)\]])(Print|Web|DVD|CD-ROM|CD|Film|Television|Radio|Podcast|Microform|MP3|E-mail"
    r"|Kindle(?: file)?|PDF(?: file)?)\.?"
    r"(?:\s+\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4}\.?)?\s*$"
)
_ONLINE = later(
    r"\[(Internet|Online|en ligne|en línea|online|CD-ROM|DVD|Web page|Film|Video|Podcast|Audio|Map|E-book|PDF)\]",
    re.IGNORECASE,
)
_PLAIN_RANGE = later(r"(\d{1,7})(?:\s?[-‐‑–—−～〜~]\s?(\d{1,7}))?", re.ASCII)
_NUMBER_LABEL = later(r"^(?:vol(?:ume)?s?|no|nr|bd|t|n)\b[.\s]*", re.IGNORECASE)
_NUMBER = later(r"[^\W_][\w./–—-]*")
_COUNT = later(r"\s*(?:p{1,2}|pages?|S|Seiten|págs?|s|с|стр)\b\.?", re.IGNORECASE)
_COUNTED = later(r"(\d{1,4}) ?(?:pp|pgs|págs?|Seiten|стр)\.?", re.IGNORECASE)  # `173pp`
_PAGE_LABEL = later(
    r"^\s*(?:(?i:pp|pages?|pgs?|seiten?|págs?|стр|art(?:icle|\.)?(?: (?:no|id)\.?)?|[^\W\d_]{4,}(?=\d))\s*\.?\s*:?\s*"
    r"|[pSsс](?:\.\s*|\s+|(?<=p)))(?=[\dA-Za-z])"
)
_ARTICLE = later(r"\b(?:art(?:icle)?\.?(?: (?:no|id|number)\.?)?|paper|artikel)\s*:?\s*$", re.IGNORECASE)
_BROKEN_WORD = later(
    r"(?<=[^\W\d_])[-‐\u00ad]\s*\n\s*(?=[a-zà-ÿ])|(?<=[a-zà-ÿ]{2})[-‐\u00ad] (?=[a-zà-ÿ]{2})(?!(?:and|or|und"
    r"|oder|et|y|e|bis|to)\b)"
)
_LINK_END = later(r"(?:\[|,?arxiv:|,hep-|,astro-|,gr-qc).*$", re.IGNORECASE)
_NEXT_LINK = later(
    r"(?<=\w)[.,;\s]+\(?(?:e?-?ISBN|e?-?ISSN|PM(?:ID|CID|C)|arXiv|hdl:|S2CID|https?:|www\.)\W?.*$", re.DOTALL
)
_STOP_IN_QUOTE = later(r"[.,](['’”])$")
# What stands for the whole reference before: no title.
_SAME_WORK = later(
    r"(?:ibid(?:em)?|ebd|ebenda|op\.? ?cit|loc\.? ?cit|a\. ?a\. ?O|a\. ?g\. ?[em]|i\. ?m|uo|ibíd|ib"
    r"|tamże|tamtéž|там же)\.?",
    re.IGNORECASE,
)
_ISSN = later(r"\be?-?ISSN(?:-L)?[\s:]*(?:\((?:print|online|electronic)\)[\s:]*)?(\d{4}-?\d{3}[\dX])\b", re.IGNORECASE)
_MARKUP = later(r"</?[a-z]{1,8}\b[^<>]{0,60}>")
_RANGE = later(r"([A-Za-z]{0,3}\d+)(?:\s*(?:[-‐‑–—−?~～〜_]|\s|to|a|bis)\s*([A-Za-z]{0,3}\d+))?")


def reading_of(text: str, segments: Sequence[Segment]) -> Reading:
    """The reading of a citation whose segments are known."""
    lower = text.lower()
    hits = identifiers_in(text) if any(sign in lower for sign in _IDENTIFIER_SIGNS) else ()
    segments = without_broken_links(segments, hits, text) if hits else segments
    chosen = _chosen(segments)
    words = {name: _tidy(text[piece.start : piece.end]) for name, piece in chosen.items()}
    fields: dict[str, Any] = {}
    tell_part_from_book(text, {name: piece.start for name, piece in chosen.items()}, words, fields)
    _read_people(text, segments, fields)
    _read_titles(text, chosen, words, fields)
    _read_numbers(text, segments, words, fields)
    _read_dates(text, lower, segments, fields)
    if hits or "issn" in lower:
        _read_links(text, hits, segments, fields)
    _read_rest(text, lower, chosen, words, fields)
    if fields.get("type") == "entry-encyclopedia" and "title" not in fields:
        _make_name_title(chosen, words, fields)
    spans = [
        {
            "field": _field_of(piece, text),
            "start": piece.start,
            "end": piece.end,
            "confidence": round(piece.confidence, 3),
        }
        for piece in segments
    ]
    confidence = whole_confidence(
        ((name, piece.confidence) for name, piece in chosen.items()), is_untitled=_lacks_title(fields)
    )
    # One validation of the whole is several times faster than building each part.
    return Reading.model_validate(
        {"text": text, "description": fields, "spans": spans, "confidence": round(confidence, 3)}
    )


def _make_name_title(chosen: dict[str, Segment], words: dict[str, str], fields: dict[str, Any]) -> None:
    """`Oxytocin. (2025, January 20). In Wikipedia.`: what stands in the author's place is the entry."""
    authors = fields.get("authors", ())
    if len(authors) == 1 and not authors[0].given and "author" in chosen:
        fields["title"] = words["author"].strip(" .,;:")
        del fields["authors"]


def _lacks_title(fields: dict[str, Any]) -> bool:
    """Whether a title was missed: only where journal and number stand do references leave it out."""
    has_place = "container_title" in fields and ("volume" in fields or "pages" in fields or "article_number" in fields)
    return "title" not in fields and not has_place


def _field_of(piece: Segment, text: str) -> str:
    if piece.label == "editor" and _TRANSLATED.search(text, piece.start, piece.end):
        return "translators"
    return FIELD_OF_LABEL[piece.label]


def _chosen(segments: Sequence[Segment]) -> dict[str, Segment]:
    """The segment that fills each single field: the first one, but a container after the title."""
    chosen: dict[str, Segment] = {}
    for piece in segments:
        if piece.label not in chosen:
            chosen[piece.label] = piece
    title, container = chosen.get("title"), chosen.get("container")
    if title and container and container.start < title.start:
        after = [piece for piece in segments if piece.label == "container" and piece.start > title.start]
        if after:
            chosen["container"] = after[0]
    return chosen


def _tidy(words: str) -> str:
    """White space folded, words that were broken over lines joined."""
    if "- " in words or "-\n" in words or "‐" in words or "\u00ad" in words:
        words = _BROKEN_WORD.sub("", words)
    return " ".join((_MARKUP.sub("", words) if "<" in words else words).split())


def _read_people(text: str, segments: Sequence[Segment], fields: dict[str, Any]) -> None:
    for piece in segments:
        if piece.label not in ("author", "editor"):
            continue
        words = text[piece.start : piece.end]
        people = people_from_text(words)
        if not people.persons:
            continue
        role = "authors"
        if piece.label == "editor":
            role = "translators" if _TRANSLATED.search(words) else "editors"
        before = fields.get(role, ())  # `… / О. М. Шевченко // …` names the authors again
        fields[role] = before + tuple(person for person in people.persons if person not in before)
        is_cut = people.more or MORE.match(text, piece.end)
        if is_cut and role != "translators":
            fields[f"has_more_{role}"] = True


def _read_titles(text: str, chosen: dict[str, Segment], words: dict[str, str], fields: dict[str, Any]) -> None:
    if "title" in words and not _SAME_WORK.fullmatch(words["title"]):
        words["title"], kind = title_and_kind(words["title"])
        if kind:
            fields["genre"] = kind
        words["title"], translated = title_in_quotes(words["title"])
        if translated:
            fields["translated_title"] = translated
        words["title"] = title_with_its_marks(words["title"], text[: chosen["title"].start][-1:])
        fields["title"] = without_emphasis(_STOP_IN_QUOTE.sub(r"\1", words["title"])).strip(" ,;")
        if language := language_from_title(fields["title"]):
            fields["language"] = language
        _read_translated_title(fields)
    if "container" in words:
        container = without_emphasis(words["container"])
        own = chosen.get("container")
        if own and text[own.end : own.end + 1] == "." and re.search(r"[^\W\d_]\.[ \w]", container):
            container += "."
        fields["container_title"] = container
    for label, name in (("publisher", "publisher"), ("location", "publisher_place"), ("series", "collection_title")):
        if label in words:
            fields[name] = words[label].strip(" ,;:()")
    if "publisher" in words:
        fields["publisher"] = publisher_without_rest(fields["publisher"])
        if "coll" in text and (series := series_in(text)):
            fields.setdefault("collection_title", series)


def _read_translated_title(fields: dict[str, Any]) -> None:
    """APA's `Titre original [Original title]`: the translation in square brackets at the title's end."""
    found = re.search(r"\s\[([^\[\]]{12,})\]$", fields["title"])
    if found and not re.search(
        r"\b(?:dissertation|thesis|software|data ?set|video|film|paper|poster)\b", found[1], re.IGNORECASE
    ):
        fields["translated_title"] = found[1]
        fields["title"] = fields["title"][: found.start()]


def _read_numbers(text: str, segments: Sequence[Segment], words: dict[str, str], fields: dict[str, Any]) -> None:
    for label in ("volume", "issue"):
        if label in words and words[label][:5].lower() == "suppl":
            fields[label] = words[label].strip(" .,()")
        elif label in words and (found := _NUMBER.search(_NUMBER_LABEL.sub("", words[label]))):
            fields[label] = found.group().rstrip(".-–/")
    if "pages" in words:
        _read_pages(text, [piece for piece in segments if piece.label == "pages"], fields)
    if "edition" in words:
        fields["edition"] = words["edition"].strip(" .,()")


def _read_pages(text: str, pieces: Sequence[Segment], fields: dict[str, Any]) -> None:
    first = pieces[0]
    printed = _PAGE_LABEL.sub("", _tidy(text[first.start : first.end]))
    if counted := _COUNTED.fullmatch(printed):
        fields["number_of_pages"] = counted[1]
        return
    if (
        printed.isdecimal()
        and _COUNT.match(text, first.end)
        and not _PAGE_LABEL.match(text[max(0, first.start - 5) : first.start] + "1")
    ):
        fields["number_of_pages"] = printed
        return
    pages = _pages(printed)
    if pages is None and (found := _RANGE.search(printed)):
        pages = _pages(f"{found[1]}-{found[2]}" if found[2] else found[1])
    if pages is None:
        if any(sign.isdecimal() for sign in printed):
            fields["page_text"] = printed
    elif pages.ranges[0].last is None and _ARTICLE.search(text[max(0, first.start - 14) : first.start]):
        fields["article_number"] = printed
    else:
        fields["pages"] = pages


def _plain_pages(first: str, last: str | None) -> Pages:
    """`1388` and `396`: what most ranges are, read without the detours of the others."""
    if last and len(last) < len(first) and int(first[: -len(last)] + last) >= int(first):
        last = first[: -len(last)] + last
    return Pages(ranges=(PageRange(first=first, last=last if last != first else None),))


def _pages(printed: str) -> Pages | None:
    """Pages, also with blanks inside an e-locator (`e 000048`) or marks at the ends."""
    bare = printed.strip(" .,;:()[]")
    if found := _PLAIN_RANGE.fullmatch(bare):
        return _plain_pages(found[1], found[2])
    return pages_from_text(bare) or pages_from_text(re.sub(r"(?<=[A-Za-z]) (?=\d)", "", bare))


def _read_dates(text: str, lower: str, segments: Sequence[Segment], fields: dict[str, Any]) -> None:
    access = access_in_text(text) if any(sign in lower for sign in ACCESS_SIGNS) else None
    if access:
        fields["accessed"] = access.date
    dates = [
        date
        for piece in segments
        if piece.label == "date" and not (access and access.start <= piece.start < access.end)
        if (date := date_from_text(text[piece.start : piece.end]))
    ]
    if not dates and (status := status_said(text)):
        fields["status"] = status.lower()
        dates = [date for date in (date_from_text(status),) if date]
    if not dates:
        return
    issued = next((date for date in dates if date.year), dates[0])
    finer = [date for date in dates if date.year == issued.year and date.start.month]
    letter = issued.start.letter
    if finer and not issued.start.month and not issued.end:
        issued = finer[0].model_copy(update={"start": finer[0].start.model_copy(update={"letter": letter})})
    fields["issued"] = issued


def _read_links(
    text: str, hits: Sequence[FoundIdentifier], segments: Sequence[Segment], fields: dict[str, Any]
) -> None:  # fmt: skip
    found: list[Identifier] = [hit.identifier for hit in hits]
    if found and found[-1].scheme == "doi" and (tail := tail_of_link(text, hits[-1].end, segments)):
        found[-1] = Identifier(scheme="doi", value=found[-1].value + tail)
    for piece in segments:
        if piece.label == "link" and " " in text[piece.start : piece.end]:
            words = _NEXT_LINK.sub("", text[piece.start : piece.end])
            joined = identifier_from_text(_LINK_END.sub("", re.sub(r"\s+", "", words)))
            if joined:
                found = [one for one in found if not joined.value.startswith(one.value)] + [joined]
    found += [issn for printed in _ISSN.findall(text) if (issn := identifier_of("issn", printed))]
    unique = tuple(dict.fromkeys(found))
    if unique:
        fields["identifiers"] = unique
    url = next((one.value for one in unique if one.scheme == "url"), None)
    if url:
        fields["url"] = url


def _with_its_bracket(words: str, text: str, end: int) -> str:
    """`Tese (Doutorado` up to the bracket that closes it, `Tese (Doutorado em Educação)`, if that is near."""
    bare = words.strip(" .,[]")
    if bare.count("(") <= bare.count(")"):
        return bare.strip(" ()") if bare.startswith("(") or "(" not in bare else bare
    close = text.find(")", end, end + 60)
    return bare + text[end : close + 1] if close >= 0 else bare.replace("(", "").strip()


def _read_rest(
    text: str, lower: str, chosen: dict[str, Segment], words: dict[str, str], fields: dict[str, Any]
) -> None:  # fmt: skip
    if medium := _MEDIUM.search(text[-60:]) or ("[" in text and _ONLINE.search(text)):
        fields["medium"] = medium.group(1)
    if "genre" in words:
        fields["genre"] = _with_its_bracket(words["genre"], text, chosen["genre"].end)
    note = words.get("note", "").strip(" .()[]–—-")
    is_said = note == fields.get("medium") or note in fields.get("genre", "")
    is_said = is_said or language_said(f"({note})") is not None
    if note and not is_said and not ("accessed" in fields and access_in_text(note)):
        fields["note"] = words["note"]
    if said := language_said(text):
        fields["language"] = said
    kind = type_from_signs(text, lower, words)
    if kind:
        fields["type"] = kind
    if kind == "thesis" and "publisher" in fields:
        fields["institution"] = fields["publisher"]
