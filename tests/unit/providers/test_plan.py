from __future__ import annotations

from datetime import UTC, datetime

import pytest

from citetrail.model import Answer, Coverage, Description, Identifier, Provider, Record, Reference, absent, silent
from citetrail.providers.plan import Step, explained, likely_agency, next_lookups, next_searches, search_order


def unasked(_):
    raise AssertionError("a plan asks nobody")


def source(name: str, schemes=("doi",), **changes) -> Provider:
    return Provider(name, schemes, lookup=unasked, search=unasked, **changes)


CROSSREF = source(
    "crossref", batch_size=50, coverage=Coverage(types={"article-journal", "dataset"}, registration_agency="Crossref")
)
DATACITE = source(
    "datacite", ("doi", "arxiv"), batch_size=50, coverage=Coverage(types={"dataset"}, registration_agency="DataCite")
)
PUBMED = source("pubmed", ("pmid", "doi"), coverage=Coverage(fields={"biomedicine"}, is_exhaustive_for={"pmid"}))
EUROPE = source("europe-pmc", ("pmid", "doi"), coverage=Coverage(fields={"biomedicine"}))
ARXIV = source("arxiv", ("arxiv",), coverage=Coverage(types={"article"}, is_exhaustive_for={"arxiv"}))
OPENALEX = source("openalex", batch_size=100)
BOOKS = source("open-library", ("isbn",), coverage=Coverage(types={"book"}))
REGISTER = Provider("doi.org", ("doi",), lookup=unasked, existence=unasked, batch_size=40)
ALL = (CROSSREF, DATACITE, PUBMED, EUROPE, ARXIV, OPENALEX, BOOKS, REGISTER)


def doi(value: str) -> Identifier:
    return Identifier(scheme="doi", value=value)


ONE = doi("10.5555/one")
RECORD = Record(
    provider="crossref",
    record_id="x",
    retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
    description=Description(title="X"),
)


def found(name: str, about: Identifier = ONE) -> Answer:
    return Answer(provider=name, question="lookup", outcome="found", about=about, records=(RECORD,))


def exists(agency: str | None) -> Answer:
    outcome = "found" if agency else "absent"
    return Answer(provider="doi.org", question="existence", outcome=outcome, about=ONE, registration=agency)


def no(name: str) -> Answer:
    return absent(name, "lookup", ONE)


def mute(name: str, question="lookup") -> Answer:
    return silent(name, question, "unavailable", "down", ONE)


NEXT = [
    pytest.param([], "crossref", "lookup", id="the likely agency first"),
    pytest.param([found("crossref")], None, None, id="found: nothing more"),
    pytest.param([no("crossref")], "doi.org", "existence", id="a no leads to the register"),
    pytest.param([no("crossref"), exists(None)], None, None, id="not registered: nothing more"),
    pytest.param([no("crossref"), exists("DataCite")], "datacite", "lookup", id="its own agency"),
    pytest.param([no("crossref"), exists("mEDRA")], "doi.org", "lookup", id="content negotiation as the last resort"),
    pytest.param([no("crossref"), exists("Crossref")], "doi.org", "lookup", id="registered, yet unknown to its agency"),
    pytest.param([no("crossref"), exists("mEDRA"), no("doi.org")], None, None, id="nobody left"),
    pytest.param(
        [no("crossref"), mute("doi.org", "existence")], "datacite", "lookup", id="no register: the other agency"
    ),
    pytest.param(
        [no("crossref"), mute("doi.org", "existence"), no("datacite")], None, None, id="both said no, register silent"
    ),
    pytest.param([mute("crossref")], "openalex", "lookup", id="a silent agency: a general index instead"),
    pytest.param([mute("crossref"), no("openalex")], None, None, id="silent stays silent"),
]


@pytest.mark.parametrize(("given", "name", "question"), NEXT)
def test_the_next_question_about_a_doi(given: list[Answer], name: str | None, question: str | None) -> None:
    steps = next_lookups({ONE: given}, ALL)
    assert [(step.provider.name, step.question) for step in steps] == ([] if name is None else [(name, question)])


def test_known_prefixes_go_to_datacite_at_once() -> None:
    assert likely_agency(doi("10.5281/zenodo.1")) == "DataCite"
    assert likely_agency(doi("10.1037/a0023861")) == "Crossref"
    assert [step.provider.name for step in next_lookups({doi("10.5281/zenodo.1"): []}, ALL)] == ["datacite"]


def test_other_schemes_go_to_the_source_that_must_know() -> None:
    pmid, arxiv, isbn = (Identifier(scheme=scheme, value="1") for scheme in ("pmid", "arxiv", "isbn"))
    steps = next_lookups({pmid: [], arxiv: [], isbn: []}, (EUROPE, *ALL))
    assert [(step.provider.name, step.identifiers) for step in steps] == [
        ("pubmed", (pmid,)),
        ("arxiv", (arxiv,)),
        ("open-library", (isbn,)),
    ]
    assert next_lookups({pmid: [absent("pubmed", "lookup", pmid)]}, ALL) == ()
    again = next_lookups({pmid: [silent("pubmed", "lookup", "unavailable", "", pmid)]}, ALL)
    assert [step.provider.name for step in again] == ["europe-pmc"]


def test_a_scheme_nobody_takes_is_not_asked() -> None:
    assert next_lookups({Identifier(scheme="s2", value="1"): []}, ALL) == ()


def test_a_hundred_references_cost_few_requests() -> None:
    wanted = [doi(f"10.5555/{number}") for number in range(80)] + [
        doi(f"10.5281/zenodo.{number}") for number in range(20)
    ]
    steps = next_lookups({one: [] for one in wanted}, ALL)
    assert [(step.provider.name, len(step.identifiers), step.requests) for step in steps] == [
        ("crossref", 80, 2),
        ("datacite", 20, 1),
    ]
    assert explained(steps) == (
        "crossref: lookup of 80 identifiers in 2 requests",
        "datacite: lookup of 20 identifiers in 1 request",
        "together 3 requests",
    )


def reference(kind: str | None) -> Reference:
    return Reference(kind="printed", raw="x", description=Description(type=kind, title="A visible fiction"))


def can_hold(provider: Provider, asked: Reference) -> bool:
    return not provider.coverage.types or asked.description.type in provider.coverage.types


def names(kind: str | None) -> list[str]:
    return [
        one.name
        for one in search_order(reference(kind), [one for one in ALL if one.search and can_hold(one, reference(kind))])
    ]


def test_searches_go_to_whoever_can_hold_the_kind_general_sources_before_those_of_one_field() -> None:
    assert names("article-journal") == ["crossref", "openalex", "pubmed", "europe-pmc"]
    assert names("book")[0] == "open-library"
    assert names("dataset")[0] == "datacite"


def test_open_references_are_searched_source_by_source() -> None:
    references = [reference("article-journal"), reference("book"), reference("article-journal")]
    answers: list[list[Answer]] = [[], [], []]
    first = next_searches(references, answers, ALL, is_open=lambda place: True, can_hold=can_hold)
    assert [(step.provider.name, step.places) for step in first] == [("crossref", (0, 2)), ("open-library", (1,))]
    answers = [[absent("crossref", "search")], [absent("open-library", "search")], []]
    second = next_searches(references, answers, ALL, is_open=lambda place: place < 2, can_hold=can_hold)
    assert [(step.provider.name, step.places) for step in second] == [("openalex", (0, 1))]
    closed = next_searches(references, answers, ALL, is_open=lambda place: False, can_hold=can_hold)
    assert closed == ()


def test_a_search_step_counts_one_request_each() -> None:
    assert str(Step(CROSSREF, "search", places=(0, 1))) == "crossref: search of 2 references in 2 requests"
