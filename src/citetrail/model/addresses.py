"""Web addresses that name a work: which scheme, and the identifier's own text inside the address."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME_AND_WWW = re.compile(r"^https?:/{1,2}(?:www\d?\.)?|^www\d?\.", re.IGNORECASE)

# (pattern over `host/path?query`, scheme, how the identifier is made of group 1), first hit wins. Sites whose article
# number is the DOI's suffix are named with that suffix; every other site with a DOI in its address needs no row.
_ROWS: tuple[tuple[str, str, str], ...] = (
    (r"(?:export\.|browse\.)?arxiv\.org/(?:abs|pdf|html|format|ps|e-print)/([^?#]+)", "arxiv", "{}"),
    (r"(?:ar5iv(?:\.labs\.arxiv)?|alphaxiv)\.org/(?:abs|html|pdf|overview)/([^?#]+)", "arxiv", "{}"),
    (r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|pubmed\.gov)/(?:\?term=)?(\d+)", "pmid", "{}"),
    (r"europepmc\.org/(?:article|abstract)/med/(\d+)", "pmid", "{}"),
    (r"(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:labs/)?pmc)/articles/(pmc\d+)", "pmcid", "{}"),
    (r"europepmc\.org/(?:article/pmc|articles)/(pmc\d+)", "pmcid", "{}"),
    (r"(?:api\.)?openalex\.org/(?:works/)?(w\d+)\b", "openalex", "{}"),
    (r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dx])", "orcid", "{}"),
    (r"nature\.com/articles/((?:[a-z][\w.-]*|\d{4,}[a-z])\d+(?:-[\dxz])?|\d{4,6})(?![\w-])", "doi", "10.1038/{}"),
    (r"elifesciences\.org/(?:articles|reviewed-preprints)/(\d{5,6})\b", "doi", "10.7554/elife.{}"),
    (r"peerj\.com/articles/(\d+)\b", "doi", "10.7717/peerj.{}"),
    (r"peerj\.com/articles/cs-(\d+)\b", "doi", "10.7717/peerj-cs.{}"),
    (r"zenodo\.org/records?/(\d+)\b", "doi", "10.5281/zenodo.{}"),
    (r"(?:papers\.)?ssrn\.com/(?:abstract=|sol3/papers\.cfm\?(?:.*&)?abstract_?id=)(\d+)", "doi", "10.2139/ssrn.{}"),
    (r"(?:aclanthology\.org|aclweb\.org/anthology)/([a-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)", "acl", "{}"),
    (r"openreview\.net/(?:forum|pdf|attachment)\?(?:.*&)?id=([\w-]+)", "openreview", "{}"),
    (
        r"dblp\.(?:org|uni-trier\.de)/rec/(?:html/|bibtex/|xml/)?([^?#]+?)(?:\.html|\.bib|\.xml)?(?:[?#]|$)",
        "dblp",
        "{}",
    ),
    (r"(?:api\.)?semanticscholar\.org/(?:[^?#]*/)?([0-9a-f]{40})\b", "s2", "{}"),
    (r"(?:ui\.)?adsabs\.harvard\.edu/(?:abs|#abs)/([^/?#]{19})(?![^/?#])", "bibcode", "{}"),
    (r"inspirehep\.net/(?:literature|record)/(\d+)", "inspire", "{}"),
    (r"(?:m\.)?wikidata\.org/(?:wiki|entity)/(q\d+)\b", "wikidata", "{}"),
    (r"(?:[^/?#]+/)+isbn/([\dx-]{10,17})\b", "isbn", "{}"),
    (r"amazon\.[a-z.]{2,6}/(?:[^?#]*/)?dp/(\d{9}[\dx])\b", "isbn", "{}"),
    (r"hdl\.handle\.net/((?!10\.\d{4})[\w.]+/[^?#\s]+)", "hdl", "{}"),
)
# A DOI anywhere in a path or query: `/doi/full/10.…`, `?id=10.…`, `/content/10.…`, a proxy's `doi-org.host/10.…`.
_DOI_INSIDE = re.compile(
    r"(?:/|[?&][A-Za-z_.]+=|\b(?:doi|DOI):)(?:info:)?(?:doi[:/])?(10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s?&]+)"
)
_TAIL = re.compile(
    r"(?:\.(?:full\.)?pdf(?:\+html)?|\.(?:full(?:-text|\.html)?|abstract|long|short|xml|html?)"
    r"|/(?:full(?:text|\.html|\.pdf)?|e?pdf|pdfdirect|abstract|summary|html|meta|references|figures|tables|metrics"
    r"|citedby|citations|download|epub|suppl_file/.*|asset/.*|suppinfo|issuetoc))+/?(?:;jsessionid=.*)?$|;jsessionid=.*$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"#(?=.{2})[\w.:!/~=-]+$")
_OWN_NUMBER = re.compile(r"^(?P<doi>10\.1093/[^/]+/[^/]+)/\d{4,}$")  # Oxford puts its own article number behind the DOI


class InAddress(NamedTuple):
    """What an address names: `text` is to be parsed by the rules of `scheme`."""

    scheme: str
    text: str


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), scheme, form) for pattern, scheme, form in _ROWS)


def work_in_address(address: str) -> InAddress | None:
    """The identifier that an address carries; None for an address that is only an address."""
    written = _SCHEME_AND_WWW.sub("", address)
    for pattern, scheme, form in _rules():
        if found := pattern.match(written):
            return InAddress(scheme, form.format(found.group(1)))
    return _doi_inside(html.unescape(unquote(written)))


def _doi_inside(address: str) -> InAddress | None:
    found = _DOI_INSIDE.search(address)
    if not found:
        return None
    value = _TAIL.sub("", _FRAGMENT.sub("", found.group(1)))
    numbered = _OWN_NUMBER.match(value)
    return InAddress("doi", numbered["doi"] if numbered else value)
