"""Identifiers of works and people: found in any spelling, kept in one canonical form.

Rules: DOI handbook 3.4 (case does not matter), ISBN check digits (ISO 2108), arXiv identifier scheme
(https://info.arxiv.org/help/arxiv_identifier.html), ORCID check digit (ISO 7064 MOD 11-2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict

Scheme = Literal[
    "doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "openalex", "orcid", "s2", "dblp", "bibcode", "inspire",
    "acl", "openreview", "wikidata", "hdl", "url",
]  # fmt: skip


class Identifier(BaseModel):
    """Scheme and canonical value; prints as `scheme:value`. `version` is kept apart (arXiv `v2`)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    scheme: Scheme
    value: str
    version: int | None = None

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @property
    def url(self) -> str | None:
        """Where a person can look it up; None for schemes without a public page."""
        pattern = _PAGES.get(self.scheme)
        return pattern.format(self.value) if pattern else None


_PAGES: dict[str, str] = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "openalex": "https://openalex.org/{}",
    "orcid": "https://orcid.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "hdl": "https://hdl.handle.net/{}",
    "url": "{}",
}

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^(?:info:)?doi\s*[:/]\s*", re.IGNORECASE)
_DOI_TAIL = re.compile(r"(?:[.,;:!?'\"’”»*…]|&(?:gt|lt|amp|quot);|</?[a-zA-Z]+>|\\+)+$")
_ARXIV_NEW = re.compile(r"^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v(\d+))?$")
_ARXIV_LOOSE = re.compile(r"^(\d{4}\.\d{4,5})(?:v(\d+))?$")
_ARXIV_OLD = re.compile(r"^([a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d+))?$", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    r"^(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|^arxiv\s*:\s*|^10\.48550/arxiv\.", re.IGNORECASE
)
_ARXIV_TAIL = re.compile(r"(?:\.pdf)?(?:\s*\[[\w.-]+\])?[.,;]?$", re.IGNORECASE)


def doi_from_text(text: str) -> Identifier | None:
    """A DOI in any dress: bare, `doi:`, as URL, percent-encoded, in capitals, with trailing punctuation.

    The value is lower case, as DOIs compare without case. Brackets that the DOI itself opened stay, others go.
    """
    bare = _DOI_PREFIX.sub("", text.strip())
    if "%" in bare:
        bare = unquote(bare)
    found = _DOI.match(bare.lower())
    if not found:
        return None
    value = _without_tail(found.group())
    return Identifier(scheme="doi", value=value) if _DOI.fullmatch(value) else None


def _without_tail(value: str) -> str:
    while True:
        trimmed = _DOI_TAIL.sub("", value)
        for opening, closing in ("()", "[]", "{}", "<>"):
            if trimmed.endswith(closing) and trimmed.count(closing) > trimmed.count(opening):
                trimmed = trimmed[:-1]
        if trimmed == value:
            return value
        value = trimmed


def arxiv_from_text(text: str) -> Identifier | None:
    """`2107.06472v2`, `arXiv:math.GT/0309136`, an abs or pdf address, or the DataCite DOI of a preprint."""
    stripped = text.strip()
    bare = _ARXIV_PREFIX.sub("", stripped)
    had_prefix = bare != stripped
    bare = _ARXIV_TAIL.sub("", bare)
    found = _ARXIV_NEW.match(bare) or _ARXIV_OLD.match(bare) or (_ARXIV_LOOSE.match(bare) if had_prefix else None)
    if not found:
        return None
    value = re.sub(r"\.[A-Z]{2}/", "/", found.group(1)).lower()
    return Identifier(scheme="arxiv", value=value, version=int(found.group(2)) if found.group(2) else None)


_PMID = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid\s*:?\s*)([1-9]\d{0,8})/?[.,;]?$",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/|pmcid\s*:?\s*)?pmc\s?([1-9]\d{0,8})(?:\.\d+)?/?[.,;]?$",
    re.IGNORECASE,
)


def pmid_from_text(text: str) -> Identifier | None:
    """`PMID: 21707149` or a PubMed address. A bare number is not taken for a PMID."""
    found = _PMID.match(text.strip())
    return Identifier(scheme="pmid", value=found.group(1)) if found else None


def pmcid_from_text(text: str) -> Identifier | None:
    """`PMC3110253` or a PMC address; the value keeps its `PMC`."""
    found = _PMCID.match(text.strip())
    return Identifier(scheme="pmcid", value=f"PMC{found.group(1)}") if found else None


_ISBN = re.compile(
    r"^(?:urn:isbn:|isbn(?:-1[03])?\s*:?\s*)?((?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx])[.,;]?$", re.IGNORECASE
)


def isbn_from_text(text: str) -> Identifier | None:
    """ISBN-10 or ISBN-13 with a right check digit; the value is ISBN-13 without hyphens."""
    found = _ISBN.match(text.strip())
    if not found:
        return None
    digits = re.sub(r"[-\s]", "", found.group(1)).upper()
    if len(digits) == 10 and _isbn10_is_right(digits):
        stem = "978" + digits[:9]
        return Identifier(scheme="isbn", value=stem + _isbn13_check(stem))
    if len(digits) == 13 and digits.isdigit() and digits[12] == _isbn13_check(digits[:12]):
        return Identifier(scheme="isbn", value=digits)
    return None


def _isbn10_is_right(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0


def _isbn13_check(stem: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return str(-total % 10)


_ISSN = re.compile(r"^(?:[ep]-?)?(?:issn\s*:?\s*)?(\d{4})-?(\d{3}[\dXx])$", re.IGNORECASE)


def issn_from_text(text: str) -> Identifier | None:
    """ISSN with a right check digit, as `1528-3542`."""
    found = _ISSN.match(text.strip())
    if not found:
        return None
    digits = (found.group(1) + found.group(2)).upper()
    total = sum(
        weight * (10 if digit == "X" else int(digit)) for weight, digit in zip(range(8, 0, -1), digits, strict=True)
    )
    return Identifier(scheme="issn", value=f"{digits[:4]}-{digits[4:]}") if total % 11 == 0 else None


_OPENALEX = re.compile(r"^(?:https?://(?:api\.)?openalex\.org/(?:works/)?|openalex\s*:\s*)?(W\d{4,12})$", re.IGNORECASE)
_ORCID = re.compile(r"^(?:https?://orcid\.org/|orcid\s*:\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])$", re.IGNORECASE)


def openalex_from_text(text: str) -> Identifier | None:
    """An OpenAlex work, `W2741809807` or its address."""
    found = _OPENALEX.match(text.strip())
    return Identifier(scheme="openalex", value=found.group(1).upper()) if found else None


def orcid_from_text(text: str) -> Identifier | None:
    """An ORCID iD with a right check digit."""
    found = _ORCID.match(text.strip())
    if not found:
        return None
    value = found.group(1).upper()
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return Identifier(scheme="orcid", value=value) if value[-1] == ("X" if check == 10 else str(check)) else None


_URL = re.compile(r"^https?://[^\s<>\"]+$", re.IGNORECASE)


def url_from_text(text: str) -> Identifier | None:
    """A web address: scheme and host in lower case, fragment kept, trailing punctuation dropped."""
    bare = _without_tail(text.strip())
    if not _URL.match(bare):
        return None
    try:
        parts = urlsplit(bare)
    except ValueError:
        return None
    if not parts.hostname or "." not in parts.hostname:
        return None
    return Identifier(
        scheme="url",
        value=urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, parts.fragment)),
    )


# The order matters: the DataCite DOI of a preprint is its arXiv id, and every address could be a plain URL.
_PARSERS: tuple[Callable[[str], Identifier | None], ...] = (
    arxiv_from_text,
    doi_from_text,
    pmcid_from_text,
    pmid_from_text,
    openalex_from_text,
    orcid_from_text,
    isbn_from_text,
    issn_from_text,
    url_from_text,
)
_BY_SCHEME: dict[str, Callable[[str], Identifier | None]] = {
    "arxiv": arxiv_from_text,
    "doi": doi_from_text,
    "pmcid": pmcid_from_text,
    "pmid": lambda text: pmid_from_text(text if not text.strip().isdigit() else f"pmid:{text}"),
    "openalex": openalex_from_text,
    "orcid": orcid_from_text,
    "isbn": isbn_from_text,
    "issn": issn_from_text,
    "url": url_from_text,
}


def identifier_from_text(text: str) -> Identifier | None:
    """The identifier that the whole text is, whatever its scheme; None if it is none.

    A DOI inside a publisher's address (`https://host/doi/10.…`) counts as that DOI.
    """
    for parse in _PARSERS[:-1]:
        if found := parse(text):
            return found
    address = url_from_text(text)
    if address is None:
        return None
    return _doi_in_address(address.value) or address


_DOI_IN_ADDRESS = re.compile(
    r"/(?:doi/(?:abs/|full/|pdf/|epdf/|pdfdirect/|book/)?|article/|chapter/|book/|content/(?:abs/|pdf/|full/)?)(10\.\d{4,9}/[^\s?#]+)"
)
_ADDRESS_TAIL = re.compile(r"(?:\.(?:pdf|full|abstract|full\.pdf|html)|/(?:full|pdf|abstract|html|epdf|meta))$")


def _doi_in_address(address: str) -> Identifier | None:
    found = _DOI_IN_ADDRESS.search(unquote(address))
    return doi_from_text(_ADDRESS_TAIL.sub("", found.group(1))) if found else None


def identifier_of(scheme: Scheme, text: str) -> Identifier | None:
    """What a labelled field says (`pmid = 21707149`): parsed by its scheme; None if it is not one."""
    parse = _BY_SCHEME.get(scheme)
    if parse:
        return parse(text)
    value = text.strip()
    return Identifier(scheme=scheme, value=value) if value else None


class FoundIdentifier(NamedTuple):
    """An identifier and where it stands: `text[start:end]` is how it was written, label included."""

    identifier: Identifier
    start: int
    end: int


_IN_TEXT = re.compile(
    r"""(?P<url>https?://[^\s<>"“”]+)
      | (?P<doi>(?:\b(?:info:)?doi\s*[:/]?\s*|(?<![\w./]))10\.\d{4,9}(?:\.\d+)*/[^\s"“”]+)
      | (?P<domain>(?<![\w./@-])(?:dx\.)?doi\.org/10\.\d{4,9}/[^\s"“”]+)
      | (?P<arxiv>\barxiv\s*:\s*(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)
      | (?P<pmcid>\b(?:pmcid\s*:?\s*)?pmc\d{4,9}\b)
      | (?P<pmid>\bpmid\s*:?\s*[1-9]\d{0,8}\b)
      | (?P<isbn>\bisbn(?:-1[03])?\s*:?\s*(?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dx]\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PARSER_OF_GROUP: dict[str, Callable[[str], Identifier | None]] = {
    "url": identifier_from_text,
    "doi": doi_from_text,
    "domain": doi_from_text,
    "arxiv": arxiv_from_text,
    "pmcid": pmcid_from_text,
    "pmid": pmid_from_text,
    "isbn": isbn_from_text,
}
_LABEL = re.compile(r"^(?:info:)?doi\s*[:/]?\s*", re.IGNORECASE)


def identifiers_in(text: str) -> tuple[FoundIdentifier, ...]:
    """Every identifier in running text, in order, without overlaps; trailing punctuation is left outside."""
    found = []
    for hit in _IN_TEXT.finditer(text):
        written = hit.group()
        group = str(hit.lastgroup)
        kept = _without_tail(written)
        bare = _LABEL.sub("", kept) if group == "doi" else kept
        identifier = _PARSER_OF_GROUP[group](bare)
        if identifier:
            found.append(FoundIdentifier(identifier, hit.start(), hit.start() + len(kept)))
    return tuple(found)
