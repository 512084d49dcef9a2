"""PubMed's E-utilities: esearch (JSON), efetch (XML), esummary, elink."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from standin.replies import Asked, Served, json_reply, text_reply, xml_reply
from standin.world import StandInWork, World

NOTICES = {
    "retraction": "RetractionIn", "correction": "ErratumIn", "expression_of_concern": "ExpressionOfConcernIn",
    "partial_retraction": "PartialRetractionIn",
}  # fmt: skip


def answer(world: World, asked: Asked, fault: str | None = None) -> Served:
    parameters = asked.parameters
    ids = [part for part in parameters.get("id", "").split(",") if part]
    known = {} if fault == "empty-list" else world.by_pmid
    if asked.path == "/esearch.fcgi":
        return _search(world, known, parameters)
    if asked.path == "/efetch.fcgi":
        articles = "".join(_article(known[pmid], fault) for pmid in ids if pmid in known)
        return xml_reply(f'<?xml version="1.0" ?><PubmedArticleSet>{articles}</PubmedArticleSet>')
    if asked.path == "/elink.fcgi":
        return _citing(world, known, ids)
    return text_reply("not found", 404)


def _search(world: World, known: dict[str, StandInWork], parameters: dict[str, str]) -> Served:
    term = parameters.get("term", "")
    if not term:
        return json_reply(
            {"header": {"type": "esearch"}, "esearchresult": {"ERROR": "Empty term and query_key - nothing todo"}}
        )
    found = _found(world, known, term)
    most = int(parameters.get("retmax", "20"))
    result = {"count": str(len(found)), "retmax": str(most), "retstart": "0", "idlist": found[:most]}
    return json_reply({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})


def _found(world: World, known: dict[str, StandInWork], term: str) -> list[str]:
    exact = re.findall(r'"([^"]+)"\[(doi|pmcid)\]', term)
    if exact:
        wanted = {value.lower() for value, _ in exact}
        return [
            pmid for pmid, one in known.items() if {(one.doi or "").lower(), (one.pmcid or "").lower()} & wanted - {""}
        ]
    title = re.search(r"\(([^()]*)\)\[ti\]", term)
    index = world.index("pubmed", ((pmid, one.title) for pmid, one in world.by_pmid.items()))
    hits = [
        pmid for pmid, _ in index.search(title[1] if title else term, every_word=title is not None) if pmid in known
    ]
    author = re.search(r"AND ([^\[\]]+)\[au\]", term)
    years = re.search(r"AND (\d{4}):(\d{4})\[dp\]", term)
    if author:
        hits = [
            pmid for pmid in hits if author[1].lower() in " ".join(p.full_family for p in known[pmid].authors).lower()
        ]
    if years:
        hits = [pmid for pmid in hits if int(years[1]) <= (known[pmid].year or 0) <= int(years[2])]
    return hits


def _citing(world: World, known: dict[str, StandInWork], ids: list[str]) -> Served:
    linksets = []
    for pmid in ids:
        doi = known[pmid].doi if pmid in known else None
        links = [one.pmid for one in world.citing.get(doi or "", ()) if one.pmid]
        linkset: dict[str, Any] = {"dbfrom": "pubmed", "ids": [pmid]}
        if links:
            linkset["linksetdbs"] = [{"dbto": "pubmed", "linkname": "pubmed_pubmed_citedin", "links": links}]
        linksets.append(linkset)
    return json_reply({"header": {"type": "elink", "version": "0.3"}, "linksets": linksets})


def _article(one: StandInWork, fault: str | None) -> str:
    native = one.native_of("pubmed")
    if native:
        return str(native)
    people = "".join(_person(person) for person in one.authors)
    notices = "" if fault == "stale" else "".join(_notice(*notice) for notice in one.notices)
    kinds = ["Journal Article"] + ["Retracted Publication"] * any(kind == "retraction" for kind, *_ in one.notices)
    types = "".join(f"<PublicationType>{kind}</PublicationType>" for kind in kinds)
    references = "".join(
        f'<Reference><Citation>{escape(doi)}</Citation><ArticleIdList><ArticleId IdType="doi">{escape(doi)}</ArticleId></ArticleIdList></Reference>'
        for doi in one.references
    )
    ids = "".join(
        f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>'
        for kind, value in (("pubmed", one.pmid), ("doi", one.doi), ("pmc", one.pmcid))
        if value
    )
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{one.pmid}</PMID><Article>
      <Journal>{_tag("ISSN", one.issn)}<JournalIssue>{_tag("Volume", one.volume)}{_tag("Issue", one.issue)}
      <PubDate>{_tag("Year", one.year)}</PubDate></JournalIssue>{_tag("Title", one.container)}</Journal>
      <ArticleTitle>{escape(one.title)}.</ArticleTitle><Pagination>{_tag("MedlinePgn", one.pages)}</Pagination>
      <AuthorList CompleteYN="Y">{people}</AuthorList><PublicationTypeList>{types}</PublicationTypeList></Article>
      <CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation>
      <PubmedData><ArticleIdList>{ids}</ArticleIdList><ReferenceList>{references}</ReferenceList></PubmedData></PubmedArticle>"""


def _tag(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value))}</{name}>" if value else ""


def _person(person: Any) -> str:
    if person.literal:
        return f'<Author ValidYN="Y">{_tag("CollectiveName", person.literal)}</Author>'
    return f'<Author ValidYN="Y">{_tag("LastName", person.full_family)}{_tag("ForeName", person.given)}{_tag("Suffix", person.suffix)}</Author>'


def _notice(kind: str, doi: str, date: str, _source: str) -> str:
    name = NOTICES.get(kind)
    source = f"Fict J. {date[:4]};1(1):1. doi: {doi}"
    return (
        f'<CommentsCorrections RefType="{name}"><RefSource>{escape(source)}</RefSource></CommentsCorrections>'
        if name
        else ""
    )
