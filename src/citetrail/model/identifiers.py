"""Identifiers of works and people: found in any spelling, kept in one canonical form.

Rules: DOI handbook 3.4 (case does not matter), ISBN check digits (ISO 2108), arXiv identifier scheme
(https://info.arxiv.org/help/arxiv_identifier.html), ORCID check digit (ISO 7064 MOD 11-2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict

from citetrail.model.addresses import work_in_address
from citetrail.model.dois import BODY, LABEL, PREFIX, bare_doi, kept_of_doi, without_tail

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


def doi_from_text(text: str) -> Identifier | None:
    """A DOI in any dress: bare, `doi:`, as URL, percent-encoded, in capitals, with trailing punctuation.

    The value is lower case, as DOIs compare without case. Brackets that the DOI itself opened stay, others go.
    Typographic hyphens, HTML entities and LaTeX escapes are undone; the version of a bioRxiv address is kept apart.
    """
    bare = bare_doi(text)
    return Identifier(scheme="doi", value=bare.value, version=bare.version) if bare else None


def doi_of(identifier: Identifier) -> Identifier | None:
    """The DOI of the same thing, where a rule gives it: a DOI's own, DataCite's for an arXiv preprint; else None."""
    if identifier.scheme == "arxiv":
        return Identifier(scheme="doi", value=f"10.48550/arxiv.{identifier.value}")
    return identifier if identifier.scheme == "doi" else None


# Archives of the time before April 2007 (https://info.arxiv.org/help/arxiv_identifier.html).
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_OLD = rf"(?:{_ARCHIVES})(?:\.[A-Za-z-]{{2,10}})?/[09][0-9](?:0[1-9]|1[0-2])[0-9]{{3}}"
_ARXIV_NEW = re.compile(
    r"^((?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5})(?:v(\d+))?$",
    re.IGNORECASE,
)
_ARXIV_LOOSE = re.compile(r"^([0-9]{4}\.[0-9]{4,5})(?:v(\d+))?$", re.IGNORECASE)
_ARXIV_OLD = re.compile(rf"^({_OLD})(?:v(\d+))?$", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    r"^(?:arxiv(?:\s+(?:e-?|pre)prints?)?\s*[:.,]?\s*|10\.48550/arxiv\.|corr,?\s*abs/|abs/)+", re.IGNORECASE
)
_ARXIV_LONGEST = 300
_ARXIV_TAIL = re.compile(r"(?:\.pdf)?/?(?:\s*\[[\w.-]+\])?[.,;)\]]*$", re.IGNORECASE)


def arxiv_from_text(text: str) -> Identifier | None:
    """`2107.06472v2`, `arXiv:math.GT/0309136`, an abs or pdf address, or the DataCite DOI of a preprint."""
    stripped = _inside(text, "arxiv")
    doi = PREFIX.sub("", stripped)
    bare = _ARXIV_PREFIX.sub("", doi if doi.startswith("10.48550/") else stripped)
    if len(bare) > _ARXIV_LONGEST:  # the search for a tail takes as long as the text squared
        return None
    has_prefix = bare != text.strip()
    bare = _ARXIV_TAIL.sub("", bare)
    found = _ARXIV_NEW.match(bare) or _ARXIV_OLD.match(bare) or (_ARXIV_LOOSE.match(bare) if has_prefix else None)
    if not found:
        return None
    value = re.sub(r"\.[A-Za-z-]+/", "/", found.group(1)).lower()
    return Identifier(scheme="arxiv", value=value, version=int(found.group(2)) if found.group(2) else None)


_ADDRESS = re.compile(r"^https?:/{1,2}", re.IGNORECASE)
_ADDRESS_LOOSE = re.compile(r"^(?:https?:/{1,2}|(?:[a-z][a-z-]*\.)+[a-z]{2,10}/)", re.IGNORECASE)


def _inside(text: str, scheme: Scheme) -> str:
    """What an address says in that scheme, or the text as it is."""
    bare = text.strip()
    if _ADDRESS_LOOSE.match(bare):
        inside = work_in_address(bare)
        if inside and inside.scheme == scheme:
            return inside.text
    return bare


_PMID = re.compile(r"^(?:pubmed\s*)?(?:pmid|pubmed)\s*[:#]?\s*([1-9][0-9]{0,8})[.,;)\]]*$", re.IGNORECASE)
_PMCID = re.compile(r"^(?:pmcid\s*:?\s*)?pmc\s?([1-9][0-9]{0,8})(?:\.\d+)?[.,;)\]]*$", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def pmid_from_text(text: str) -> Identifier | None:
    """`PMID: 21707149` or a PubMed address. A bare number is not taken for a PMID."""
    inside = _inside(text, "pmid")
    value = inside if inside != text.strip() else ""
    found = _NUMBER.fullmatch(value) or _PMID.match(inside)
    return Identifier(scheme="pmid", value=found.group(found.re.groups)) if found else None


def pmcid_from_text(text: str) -> Identifier | None:
    """`PMC3110253` or a PMC address; the value keeps its `PMC`."""
    found = _PMCID.match(_inside(text, "pmcid"))
    return Identifier(scheme="pmcid", value=f"PMC{found.group(1)}") if found else None


_ISBN_LABEL = r"(?:urn:)?(?:e-?|p-?|print\s)?isbn(?:[-\s]?1[03](?=[\s:]))?\s*[:=]?\s*"
_ISBN_DIGITS = r"(?:97[89][-\s‐‑–]?)?(?:[0-9][-\s‐‑–]?){9}[0-9X]"
_ISBN = re.compile(rf"^(?:{_ISBN_LABEL})?({_ISBN_DIGITS})(?:\s*\([^()]*\))?[.,;)\]]*$", re.IGNORECASE)


def isbn_from_text(text: str) -> Identifier | None:
    """ISBN-10 or ISBN-13 with a right check digit; the value is ISBN-13 without hyphens. A remark behind is dropped."""
    found = _ISBN.match(_inside(text, "isbn"))
    if not found:
        return None
    digits = re.sub(r"[-\s‐‑–]", "", found.group(1)).upper()
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


_ISSN = re.compile(
    r"^(?P<label>(?:[epl]-?)?issn(?:-l)?\s*:?\s*)?([0-9]{4})([-‐‑–]?)([0-9]{3}[0-9X])[.,;]?$", re.IGNORECASE
)


def issn_from_text(text: str) -> Identifier | None:
    """ISSN with a right check digit, as `1528-3542`. Without a label it needs its hyphen and must not read as years."""
    found = _ISSN.match(text.strip())
    if not found:
        return None
    first, second = found.group(2), found.group(4).upper()
    if not found["label"] and (not found.group(3) or "1500" <= first <= second <= "2100"):
        return None
    total = sum(
        weight * (10 if digit == "X" else int(digit))
        for weight, digit in zip(range(8, 0, -1), first + second, strict=True)
    )
    return Identifier(scheme="issn", value=f"{first}-{second}") if total % 11 == 0 else None


# Six digits and more without a label: `W1234` is an article number, the shortest ids in use have seven.
_OPENALEX = re.compile(r"^(?:openalex\s*:?\s*(W[0-9]{1,12})|(W[0-9]{6,12}))[.,;)\]]*$", re.IGNORECASE)
_ORCID = re.compile(
    r"^(?:orcid(?:\s*id)?\s*:?\s*)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])[.,;)\]]*$", re.IGNORECASE
)


def openalex_from_text(text: str) -> Identifier | None:
    """An OpenAlex work, `W2741809807` or its address."""
    found = _OPENALEX.match(_inside(text, "openalex"))
    return Identifier(scheme="openalex", value=(found.group(1) or found.group(2)).upper()) if found else None


def orcid_from_text(text: str) -> Identifier | None:
    """An ORCID iD with a right check digit."""
    found = _ORCID.match(_inside(text, "orcid"))
    if not found:
        return None
    value = found.group(1).upper()
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return Identifier(scheme="orcid", value=value) if value[-1] == ("X" if check == 10 else str(check)) else None


_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def url_from_text(text: str) -> Identifier | None:
    """A web address: scheme and host in lower case, fragment kept, trailing punctuation dropped."""
    bare = without_tail(text.strip())
    if not _URL.fullmatch(bare):
        return None
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:  # `http://[x]`
        return None
    if not host or "." not in host.strip("."):
        return None
    value = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, parts.fragment))
    return Identifier(scheme="url", value=without_tail(value))


def _pmid_of_field(text: str) -> Identifier | None:
    return pmid_from_text(f"pmid:{text}" if text.strip().isdigit() else text)


def _pmcid_of_field(text: str) -> Identifier | None:
    return pmcid_from_text(f"PMC{text.strip()}" if text.strip().isdigit() else text)


def _doi_of_field(text: str) -> Identifier | None:
    """As in running text behind a label, where blanks inside are read over."""
    if not _BLANKS.search(text.strip()):
        return doi_from_text(text)
    labelled = (hit for hit in identifiers_in(f"doi: {text}") if hit.start == 0)
    hit = next(labelled, None) or next((one for one in identifiers_in(text) if doi_of(one.identifier)), None)
    return doi_of(hit.identifier) if hit else None


def _issn_of_field(text: str) -> Identifier | None:
    return issn_from_text(text) or issn_from_text(f"issn {text.strip()}")


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
)
_BY_SCHEME: dict[str, Callable[[str], Identifier | None]] = {
    "arxiv": arxiv_from_text,
    "doi": _doi_of_field,
    "pmcid": _pmcid_of_field,
    "pmid": _pmid_of_field,
    "openalex": openalex_from_text,
    "orcid": orcid_from_text,
    "isbn": isbn_from_text,
    "issn": _issn_of_field,
    "url": url_from_text,
}
# What the schemes without rules of their own look like when a text says `scheme:value`.
_LABELLED = re.compile(
    r"""^(?:(?P<s2>s2:\s*(?:[0-9a-f]{40}|CorpusID:[0-9]+)) | (?P<dblp>dblp:\s*[a-z]+/\S+)
      | (?P<inspire>inspire:\s*[0-9]+) | (?P<bibcode>bibcode:\s*[0-9]{4}\S{15}) | (?P<wikidata>wikidata:\s*Q[0-9]+)
      | (?P<openreview>openreview:\s*[\w-]+)
      | (?P<acl>acl:\s*(?:[A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[\w-]+\.[0-9]+)) | (?P<hdl>hdl:\s*[\w.]+/\S+)
      | (?P<url>url:\s*https?://\S+))$""",
    re.IGNORECASE | re.VERBOSE,
)


def identifier_from_text(text: str) -> Identifier | None:
    """The identifier that the whole text is, whatever its scheme; None if it is none.

    An address that carries an identifier (`https://host/doi/10.…`, a PubMed, PMC or arXiv page) counts as that one.
    """
    bare = text.strip()
    if _ADDRESS.match(bare):
        return _identifier_of_address(bare)
    for parse in _PARSERS:
        if found := parse(bare):
            return _arxiv_of_doi(found)
    if labelled := _LABELLED.match(bare):
        scheme, _, value = labelled.group().partition(":")
        return identifier_of(cast(Scheme, scheme.lower()), value)
    return None


def _identifier_of_address(address: str) -> Identifier | None:
    if doi := doi_from_text(address):
        return _arxiv_of_doi(doi)
    inside = work_in_address(address)
    named = identifier_of(cast(Scheme, inside.scheme), inside.text) if inside else None
    return _arxiv_of_doi(named) if named else url_from_text(address)


def _arxiv_of_doi(found: Identifier) -> Identifier:
    """The arXiv id that DataCite's DOI of a preprint holds; anything else as it is."""
    if found.scheme == "doi" and found.value.startswith("10.48550/arxiv."):
        return arxiv_from_text(found.value) or found
    return found


def identifier_of(scheme: Scheme, text: str) -> Identifier | None:
    """What a labelled field says (`pmid = 21707149`): parsed by its scheme; None if it is not one."""
    parse = _BY_SCHEME.get(scheme)
    if parse:
        return parse(text)
    value = _inside(text, scheme)
    return Identifier(scheme=scheme, value=value) if value else None


class FoundIdentifier(NamedTuple):
    """An identifier and where it stands: `text[start:end]` is how it was written, label included."""

    identifier: Identifier
    start: int
    end: int


# A DOI broken at the end of a line goes on where it cannot have ended (`/`, `_`, `-`) or where the pieces have the
# shape of Elsevier's (`10.1016/j.` + `cell.2010.01.001`).
_NEXT_LINE = rf"""(?:(?:(?<=[/_-])\r?\n[ \t]*(?!https?:|doi|10\.|pmid)(?=[a-z0-9(])
      | (?<=/j\.)\r?\n[ \t]*(?=[a-z]+\.[0-9]{{4}}) | (?<=\.[12][0-9]{{3}}\.)\r?\n[ \t]*(?=[0-9]{{2}}\.[0-9]{{3}}\b)
      | (?<=\.[12][0-9]{{3}}\.[0-9]{{2}}\.)\r?\n[ \t]*(?=[0-9]{{3}}\b)){BODY})?"""
# Behind a label blanks that a PDF or a typist put into a DOI are read over: `doi: 10. 1093/…`, `10.1002/ ldr. 1091`.
# Only the start can go on behind one: words without a digit do not make a DOI.
_BROKEN_UP = rf"""10[ ]?\.[ ]?[0-9]{{4,9}}(?:\.[0-9]+)*[ ]?(?:/|%2F)(?:[ ](?=\S{{0,60}}[0-9.]))?
      (?:(?:[a-z]+\.)+\s{{1,3}}(?=[a-z]+\.?[0-9]|[a-z]+\.\s[0-9]|[0-9]{{3}}|[0-9]+\.[0-9]))*(?:{BODY})?{_NEXT_LINE}"""
_IN_TEXT = rf"""(?P<doi>(?<!\w){LABEL}{_BROKEN_UP}
          | (?<![\w./])10\.[0-9]{{4,9}}(?:\.[0-9]+)*(?:/|%2F)(?:{BODY})?{_NEXT_LINE})
      | (?P<url>https?://{BODY})
      | (?P<domain>(?<![\w./@-])(?:[\w-]+\.){{1,5}}[a-z]{{2,10}}/(?:[^\s<>"“”]{{0,200}}?[/=:])?
            10\.[0-9]{{4,9}}(?:/|%2F){BODY}
          | (?<![\w./@-])(?:www\.)?(?:arxiv\.org|(?:pubmed\.|pmc\.)?ncbi\.nlm\.nih\.gov)/{BODY})
      | (?P<arxiv>\barxiv(?:\s+(?:e-?|pre)prints?)?\s*[:.,]?\s*(?:arxiv\s*:\s*)?
            (?:{_OLD}|[0-9]{{4}}\.[0-9]{{4,5}})(?:v[0-9]+)?(?![0-9])
          | \bcorr,?\s*abs/(?:{_OLD}|[0-9]{{4}}\.[0-9]{{4,5}})(?:v[0-9]+)?(?![0-9])
          | (?<![\w/.:-])(?:{_OLD})(?:v[0-9]+)?(?![\w/]))
      | (?P<pmcid>\b(?:pmcid\s*:?\s*)?pmc(?:[0-9]{{4,9}}|[ \u00a0][0-9]{{5,9}})\b)
      | (?P<pmid>\b(?:pubmed\s+)?(?:pmid\s*:?|pubmed\s*:)\s*[1-9][0-9]{{0,8}}\b)
      | (?P<isbn>(?<![\w]){_ISBN_LABEL}{_ISBN_DIGITS}\b|(?<![\w/-])97[89][-‐‑–](?:[0-9]+[-‐‑–]){{3}}[0-9](?![\w-]))
    """


@cache
def _in_text() -> re.Pattern[str]:
    """Compiled when first needed: 20 ms that most commands never spend."""
    return re.compile(_IN_TEXT, re.IGNORECASE | re.VERBOSE)


_PARSER_OF_GROUP: dict[str, Callable[[str], Identifier | None]] = {
    "arxiv": arxiv_from_text,
    "pmcid": pmcid_from_text,
    "pmid": pmid_from_text,
    "isbn": isbn_from_text,
}
_BLANKS = re.compile(r"\s+")


_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
# Without one of these in it a paragraph holds no identifier; looking for them is twenty times faster than matching.
_MARKS = (
    "10.", "10 .", "http", ".org/", ".gov/", "arxiv", "corr", "/0", "/9", "pmc", "pmid", "pubmed", "isbn", "978", "979",
)  # fmt: skip


def identifiers_in(text: str) -> tuple[FoundIdentifier, ...]:
    """Every identifier in running text, in order, without overlaps; trailing punctuation is left outside."""
    found = []
    for start, paragraph in _paragraphs(text):
        lowered = paragraph.lower()
        if any(mark in lowered for mark in _MARKS):
            for hit in _in_text().finditer(paragraph):
                kept, identifier = _read_hit(str(hit.lastgroup), hit.group())
                if identifier:
                    begins = start + hit.start()
                    found.append(FoundIdentifier(identifier, begins, begins + len(kept)))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The pieces between blank lines, which no identifier crosses, and where each begins."""
    start = 0
    for line in _BLANK_LINE.finditer(text):
        yield start, text[start : line.start()]
        start = line.end()
    yield start, text[start:]


def _read_hit(group: str, written: str) -> tuple[str, Identifier | None]:
    """How much of a hit is the identifier, as written, and the identifier."""
    if group == "doi":
        kept = kept_of_doi(written)
        doi = doi_from_text(_BLANKS.sub("", kept))
        return kept, _arxiv_of_doi(doi) if doi else None
    kept = without_tail(written)
    if group == "url":
        return kept, identifier_from_text(kept)
    if group == "domain":
        return kept, identifier_from_text(f"https://{kept}")
    return kept, _PARSER_OF_GROUP[group](kept)
