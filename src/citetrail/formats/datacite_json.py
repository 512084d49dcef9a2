"""Works as DataCite gives them, saved to a file (read only): https://schema.datacite.org, JSON of the REST API."""

from __future__ import annotations

import re
from typing import Any

from citetrail.errors import InputError
from citetrail.formats.parts.dates import date_range_from_words
from citetrail.formats.parts.json import first_text, load_json, mappings_in, texts_in
from citetrail.formats.parts.languages import language_tag
from citetrail.formats.parts.markup import clean_title, plain
from citetrail.formats.parts.tagged_reading import take_pages
from citetrail.model import (
    Bibliography,
    DateRange,
    Description,
    Entry,
    Format,
    Identifier,
    Person,
    Place,
    Scheme,
    group,
    identifier_from_text,
    identifier_of,
    person_from_text,
)

_SNIFF = re.compile(rb'"(?:creators|schemaVersion|publicationYear)"\s*:')
_TYPES: dict[str, str] = {
    "journalarticle": "article-journal", "dataset": "dataset", "software": "software", "preprint": "article",
    "book": "book", "bookchapter": "chapter", "conferencepaper": "paper-conference", "dissertation": "thesis",
    "report": "report", "image": "graphic", "audiovisual": "motion_picture", "sound": "song",
    "collection": "collection",
    "datapaper": "article-journal", "peerreview": "review", "standard": "standard", "journal": "periodical",
    "conferenceproceeding": "book", "computationalnotebook": "software", "interactiveresource": "webpage",
}  # fmt: skip
_RELATED: dict[str, Scheme] = {"ISSN": "issn", "ISBN": "isbn", "PMID": "pmid", "arXiv": "arxiv"}


def sniff(content: bytes) -> bool:
    """Whether DataCite's `creators` and `titles` stand in the first bytes."""
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] in (b"{", b"[") and _SNIFF.search(head[:20000]) is not None and b'"titles"' in head[:20000]


def read(content: bytes, name: str) -> Bibliography:
    """The works of an answer (`data`), a list, or one set of attributes. Raises InputError for other JSON."""
    value = load_json(content, name)
    data = value.get("data", value) if isinstance(value, dict) else value
    works = [one.get("attributes", one) for one in mappings_in(data)]
    works = [work for work in works if isinstance(work, dict) and ("titles" in work or "creators" in work)]
    if not works:
        raise InputError("no DataCite work in this file", file=name, line=1, column=1)
    entries = (Entry(key=None, description=_description(work), place=Place(source=name)) for work in works)
    return Bibliography(entries=tuple(entries))


def _description(work: dict[str, Any]) -> Description:
    types = work.get("types") if isinstance(work.get("types"), dict) else {}
    kind = str((types or {}).get("resourceTypeGeneral", "")).lower()
    fields: dict[str, Any] = {"type": _TYPES.get(kind, "document")}
    titles = mappings_in(work.get("titles"))
    main = [one for one in titles if not one.get("titleType")] or titles
    title, subtitle = first_text(main[0].get("title")) if main else None, _title(titles, "Subtitle")
    fields["title"] = clean_title(f"{title}: {subtitle}" if title and subtitle else title or "") or None
    fields["translated_title"] = _title(titles, "TranslatedTitle")
    fields["authors"] = _people(work.get("creators"))
    contributors = mappings_in(work.get("contributors"))
    fields["editors"] = _people([one for one in contributors if one.get("contributorType") == "Editor"])
    publisher = work.get("publisher")
    fields["publisher"] = first_text(publisher.get("name") if isinstance(publisher, dict) else publisher)
    fields["issued"] = _issued(work)
    fields["version"] = first_text(work.get("version"))
    language = first_text(work.get("language"))
    fields["language"] = (language_tag(language) or language) if language else None
    abstracts = (one for one in mappings_in(work.get("descriptions")) if one.get("descriptionType") == "Abstract")
    fields["abstract"] = next((plain(str(one["description"])) for one in abstracts if one.get("description")), None)
    fields["keywords"] = tuple(
        dict.fromkeys(text for one in mappings_in(work.get("subjects")) for text in texts_in(one.get("subject")))
    )
    _take_container(work, fields)
    fields["identifiers"] = _identifiers(work)
    url = first_text(work.get("url"))
    fields["url"] = url
    return Description(**fields)


def _title(titles: list[dict[str, Any]], kind: str) -> str | None:
    return next((first_text(one.get("title")) for one in titles if one.get("titleType") == kind), None)


def _people(value: Any) -> tuple[Person, ...]:
    return tuple(person for one in mappings_in(value) if (person := _person(one)))


def _person(creator: dict[str, Any]) -> Person | None:
    name = first_text(creator.get("name")) or first_text(creator.get("creatorName"))
    family, given = first_text(creator.get("familyName")), first_text(creator.get("givenName"))
    orcid = next(
        (
            found.value
            for one in mappings_in(creator.get("nameIdentifiers"))
            if (found := identifier_of("orcid", str(one.get("nameIdentifier"))))
        ),
        None,
    )
    if creator.get("nameType") == "Organizational" and name:
        return group(name)
    if family:
        return Person(family=family, given=given, orcid=orcid)
    if not name:
        return None
    person = person_from_text(name) if "," in name else group(name)
    return person.model_copy(update={"orcid": orcid}) if person and orcid else person


def _issued(work: dict[str, Any]) -> DateRange | None:
    dates = {one.get("dateType"): first_text(one.get("date")) for one in mappings_in(work.get("dates"))}
    year = first_text(work.get("publicationYear"))
    for kind in ("Issued", "Available", "Created"):
        text = dates.get(kind)
        if text and (not year or text.startswith(year)):
            return date_range_from_words(text)
    return date_range_from_words(year) if year else None


def _take_container(work: dict[str, Any], fields: dict[str, Any]) -> None:
    container = work.get("container")
    if not isinstance(container, dict):
        return
    fields["container_title"] = first_text(container.get("title"))
    fields["volume"], fields["issue"] = first_text(container.get("volume")), first_text(container.get("issue"))
    first, last = first_text(container.get("firstPage")), first_text(container.get("lastPage"))
    take_pages(f"{first}-{last}" if first and last and first != last else first, fields)


def _identifiers(work: dict[str, Any]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    if (doi := first_text(work.get("doi"))) and (identifier := identifier_of("doi", doi)):
        found[identifier] = None
    for one in mappings_in(work.get("identifiers")) + mappings_in(work.get("relatedIdentifiers")):
        is_part = one.get("relationType") in (None, "IsIdenticalTo", "IsPartOf")
        scheme = _RELATED.get(str(one.get("relatedIdentifierType") or one.get("identifierType")))
        text = str(one.get("relatedIdentifier") or one.get("identifier") or "")
        if is_part and scheme and (identifier := identifier_of(scheme, text)):
            found[identifier] = None
    arxiv = identifier_from_text(doi) if doi and "arxiv" in doi.lower() else None
    if arxiv and arxiv.scheme == "arxiv":
        found[arxiv] = None
    return tuple(found)


FORMAT = Format("datacite-json", (".json",), sniff, read)
