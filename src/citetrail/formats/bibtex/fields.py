"""Which BibTeX and BibLaTeX field says what, for reading and writing."""

from __future__ import annotations

from citetrail.model import Scheme

# Field -> name of Description's text field. Several fields may mean one; the first that is filled counts.
TEXT_FIELDS: dict[str, str] = {
    "journaltitle": "container_title",
    "journal": "container_title",
    "booktitle": "container_title",
    "shortjournal": "container_title_short",
    "shorttitle": "title_short",
    "origtitle": "original_title",
    "series": "collection_title",
    "eventtitle": "event_title",
    "venue": "event_place",
    "volume": "volume",
    "chapter": "chapter_number",
    "edition": "edition",
    "version": "version",
    "part": "part_number",
    "volumes": "number_of_volumes",
    "pagetotal": "number_of_pages",
    "publisher": "publisher",
    "location": "publisher_place",
    "address": "publisher_place",
    "origpublisher": "original_publisher",
    "origlocation": "original_publisher_place",
    "school": "institution",
    "institution": "institution",
    "eid": "article_number",
    "articleno": "article_number",
    "article-number": "article_number",
    "note": "note",
    "abstract": "abstract",
    "annote": "annote",
    "annotation": "annote",
    "library": "archive",
    "pubstate": "status",
    # Names of CSL for what BibLaTeX has no field for; styles pass over them, and nothing is lost on the way.
    "translated-title": "translated_title",
    "part-title": "part_title",
    "reviewed-title": "reviewed_title",
    "section": "section",
    "authority": "authority",
    "jurisdiction": "jurisdiction",
    "archive-location": "archive_location",
    "archive-place": "archive_place",
    "call-number": "call_number",
    "source": "source",
    "medium": "medium",
    "dimensions": "dimensions",
    "scale": "scale",
    "references": "references",
}
NAME_FIELDS: dict[str, str] = {
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "bookauthor": "container_authors",
    "serieseditor": "collection_editors",
}
# Roles that CSL names, as fields of their own or by `editortype`.
ROLE_FIELDS: dict[str, str] = {
    "origauthor": "original-author",
    "director": "director",
    "composer": "composer",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
}
EDITOR_TYPES: dict[str, str] = {
    "compiler": "compiler",
    "director": "director",
    "producer": "producer",
    "organizer": "organizer",
    "narrator": "narrator",
    "performer": "performer",
    "host": "host",
}
DATE_FIELDS: dict[str, str] = {
    "urldate": "accessed",
    "origdate": "original_date",
    "eventdate": "event_date",
    "submitted": "submitted",
    "available-date": "available_date",
}
IDENTIFIER_FIELDS: dict[str, Scheme] = {
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxivid": "arxiv",
    "arxiv": "arxiv",
    "openalex": "openalex",
    "adsnote": "bibcode",
    "bibcode": "bibcode",
    "hdl": "hdl",
}
EPRINT_SCHEMES: dict[str, Scheme] = {
    "arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmcid": "pmcid", "hdl": "hdl", "doi": "doi", "s2": "s2",
    "dblp": "dblp", "bibcode": "bibcode", "inspire": "inspire", "acl": "acl", "openreview": "openreview",
    "wikidata": "wikidata", "openalex": "openalex",
}  # fmt: skip
# Taken as they stand: no LaTeX in them but escapes.
VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf", "pmid", "pmcid", "arxivid", "biburl", "adsurl", "urlraw"})
PUBLICATION_STATES = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "prepublished",
}
THESIS_TYPES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
