"""Which zone a container of a web page is, by its tag, role, id and class names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from citetrail.model.documents import Zone

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BY_TAG: dict[str, Zone] = {
    "nav": "boilerplate",
    "footer": "boilerplate",
    "aside": "boilerplate",
    "form": "boilerplate",
}
_BY_ROLE: dict[str, Zone] = {
    "navigation": "boilerplate",
    "banner": "boilerplate",
    "contentinfo": "boilerplate",
    "complementary": "boilerplate",
    "search": "boilerplate",
    "dialog": "boilerplate",
    "doc-bibliography": "references",
    "doc-endnotes": "notes",
    "doc-footnote": "notes",
}
_COMMENTS = re.compile(
    r"(?:(?:post|article|entry|reader|user|wp|fb|facebook|blog|news|all|recent)[-_]?)?"
    r"(?:comments?|kommentare?|commentaires?|comentarios?|commenti|disqus|leserkommentare?)"
    r"(?:[-_]?(?:list|area|areas|thread|threads|section|container|wrapper|wrap|box|holder|block|content|body|text|item|form|respond|"
    r"outer|inner|main|page|tree|template|post|entry|liste|bereich|\d+))*"
    r"|disqus_thread|respond|commentlist|commentform|comments?-\d+|commentary-list|livefyre\w*|pingbacks?|pinglist|trackbacks?"
    r"|replies|reply-list|discussion-thread",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"(?:article|section|full|journal|ref|reference|book|cited|abstract)?[-_]?"
    r"(?:references?|ref-?lists?|reflist|bibliograph(?:y|ie|ic)|bibliography-?wrapper|works-?cited|cit-?list|citation-?list|literatur(?:verzeichnis)?|"
    r"csl-bib-body|bib-?list|reference-?list|references-?(?:list|section|container|content|body|tab)|literature-?cited|refs)"
    r"(?:[-_]?(?:list|section|container|content|wrapper|body|tab|sec|panel|holder|\d+))*",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:foot|end)-?notes?(?:[-_]?(?:list|section|block|body|end|of|document|container))*", re.IGNORECASE
)
_NOTE_TYPES = frozenset(("footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"))
_NOTE_ID = re.compile(r"(?:fn|ftn|foot-?note|end-?note|note|edn|n)[-_:.]?\d+", re.IGNORECASE)
_BOILERPLATE_WORDS = (
    "nav navbar navigation menu menubar submenu sidebar side-bar sidebars widget widgets widget-area footer foot "
    "site-footer page-footer site-header share sharing sharebar sharedaddy social social-media socials addthis "
    "addtoany related related-posts related-articles relatedposts recommended recommendations breadcrumb "
    "breadcrumbs pagination pager cookie cookies cookie-notice cookie-banner consent gdpr newsletter subscribe "
    "subscription advert adverts advertisement ads ad adsense banner promo promotion popup modal overlay lightbox "
    "skip skip-link skiplink tagcloud tag-cloud tags post-tags tag-links cat-links entry-footer post-footer post- "
    "meta-footer author-box author-bio about-author post-navigation nav-links nav-previous nav-next toolbar "
    "toolbox printfooter print-link login signin signup search searchform search-form sitemap copyright "
    "disclaimer masthead topbar top-bar bottombar jump-link screen-reader-text visually-hidden sr-only hatom- "
    "extra outbrain taboola most-read mostread most-popular trending jp-relatedposts yarpp wp-caption-hidden "
    "seitenleiste fusszeile navi impressum"
)
_BOILERPLATE = frozenset(_BOILERPLATE_WORDS.split())
_BOILERPLATE_INNER = re.compile(
    r"(?:^|[-_])(?:sidebar|breadcrumbs?|cookie|newsletter|adsense|advert|share|sharing|social|related|widget|navigation|pagination)(?:$|[-_])",
    re.IGNORECASE,
)


def zone_of_container(element: _Element) -> Zone | None:
    """The zone that everything in the element is in, so far as its own names tell; None if they tell nothing."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "boilerplate"
    if _is_note(element):
        return "notes"
    return _zone_of(str(element.tag), element.get("role"), element.get("id"), element.get("class"))


def _is_note(element: _Element) -> bool:
    """`epub:type` says so, or it is an aside with the name of a note: `<aside id="fn1">`."""
    kind = element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""
    if _NOTE_TYPES.intersection(kind.split()):
        return True
    return element.tag == "aside" and bool(_NOTE_ID.fullmatch(element.get("id") or ""))


@lru_cache(maxsize=8192)
def _zone_of(tag: str, role: str | None, identity: str | None, classes: str | None) -> Zone | None:
    if tag in ("html", "body"):
        return None
    named = _BY_ROLE.get((role or "").strip().lower()) or _zone_of_names(_names(identity, classes))
    return named or _BY_TAG.get(tag)


def _names(identity: str | None, classes: str | None) -> list[str]:
    return [*(identity or "").split()[:2], *(classes or "").split()[:8]]


def _zone_of_names(names: list[str]) -> Zone | None:
    if any(_COMMENTS.fullmatch(name) for name in names):
        return "comments"
    if any(_NOTES.fullmatch(name) for name in names):
        return "notes"
    if any(name.lower() in _BOILERPLATE or _BOILERPLATE_INNER.search(name) for name in names):
        return "boilerplate"
    return None


def says_references(element: _Element) -> bool:
    """Whether role, id or class call the element a reference list."""
    return _says_references(element.get("role"), element.get("id"), element.get("class"))


@lru_cache(maxsize=8192)
def _says_references(role: str | None, identity: str | None, classes: str | None) -> bool:
    if (role or "").strip().lower() in ("doc-bibliography", "doc-biblioentry"):
        return True
    return any(_REFERENCES.fullmatch(name) for name in _names(identity, classes))
