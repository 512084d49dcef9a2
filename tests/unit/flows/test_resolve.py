"""Identifiers first, in batches; then searches until settled; silence is never absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from citetrail.errors import Unavailable
from citetrail.flows.check import check, checkable, exit_code_of, is_finding
from citetrail.flows.resolve import look_up, resolve
from citetrail.model import (
    Answer,
    Coverage,
    Description,
    Document,
    Identifier,
    Place,
    Provider,
    Record,
    Reference,
    absent,
    date_range_from_edtf,
    found,
    person_from_text,
)

TODAY = date(2026, 11, 24)
AUTHOR = person_from_text("Sample, Sophie")
assert AUTHOR is not None


def description(number: int, *, doi: bool = True) -> Description:
    return Description(
        type="article-journal",
        title=f"A visible fiction about subject number {number} and its many consequences",
        authors=(AUTHOR,),
        issued=date_range_from_edtf("2015"),
        container_title="Journal of Examples",
        identifiers=(Identifier(scheme="doi", value=f"10.5555/{number}"),) if doi else (),
    )


def reference(number: int, *, doi: bool = True) -> Reference:
    said = description(number, doi=doi)
    return Reference(kind="printed", raw=f"Sample (2015) {said.title}", description=said)


def record(number: int, provider: str) -> Record:
    return Record(
        provider=provider,
        record_id=f"10.5555/{number}",
        retrieved_at=datetime(2026, 11, 24, tzinfo=UTC),
        description=description(number),
    )


class Source:
    """A source that holds the works of some numbers, counts what it is asked, and can be silenced."""

    def __init__(
        self, name: str, holds: Sequence[int] = (), *, is_silent: bool = False, agency: str | None = None
    ) -> None:
        self.name = name
        self.holds = frozenset(holds)
        self.is_silent = is_silent
        self.agency = agency
        self.lookups: list[int] = []
        self.searches = 0

    def lookup(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        self.lookups.append(len(wanted))
        self._speak()
        numbers = {one: int(one.value.rpartition("/")[2]) for one in wanted}
        return {
            one: found(self.name, "lookup", [record(number, self.name)], one)
            if number in self.holds
            else absent(self.name, "lookup", one)
            for one, number in numbers.items()
        }

    def search(self, wanted: Reference) -> Answer:
        self.searches += 1
        self._speak()
        number = int("".join(letter for letter in wanted.description.title or "" if letter.isdigit()) or -1)
        return (
            found(self.name, "search", [record(number, self.name)])
            if number in self.holds
            else absent(self.name, "search")
        )

    def _speak(self) -> None:
        if self.is_silent:
            raise Unavailable(self.name, "no route to it")

    @property
    def provider(self) -> Provider:
        coverage = Coverage(registration_agency=self.agency)
        return Provider(self.name, ("doi",), self.lookup, self.search, batch_size=50, coverage=coverage)


def resolver(registered: Sequence[int]) -> Provider:
    def existence(wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        return {
            one: Answer(
                provider="doi.org",
                question="existence",
                outcome="found" if int(one.value.rpartition("/")[2]) in registered else "absent",
                about=one,
                registration="Crossref" if int(one.value.rpartition("/")[2]) in registered else None,
            )
            for one in wanted
        }

    coverage = Coverage(is_exhaustive_for=frozenset({"doi"}))
    return Provider("doi.org", ("doi",), existence=existence, batch_size=40, coverage=coverage)


def test_a_hundred_identifiers_take_few_questions_and_no_search() -> None:
    source = Source("crossref", range(100), agency="Crossref")
    verdicts = resolve([reference(number) for number in range(100)], [source.provider, resolver(range(100))], TODAY)
    assert {verdict.identity for verdict in verdicts} == {"verified"}
    assert sorted(source.lookups) == [50, 50]
    assert source.searches == 0


def test_a_work_without_identifier_is_searched_for_and_then_looked_up_for_notices() -> None:
    first, second = Source("crossref", [1], agency="Crossref"), Source("openalex", [1])
    (verdict,) = resolve([reference(1, doi=False)], [first.provider, second.provider], TODAY)
    assert verdict.identity == "verified"
    assert (first.searches, second.searches) == (1, 0)
    assert first.lookups == [1]


def test_every_able_source_must_say_no_before_a_work_is_not_found() -> None:
    sources = [Source("crossref", agency="Crossref"), Source("openalex")]
    (verdict,) = resolve([reference(7, doi=False)], [source.provider for source in sources], TODAY)
    assert verdict.identity == "not-found"
    assert verdict.suspicion in ("none", "review")
    assert [source.searches for source in sources] == [1, 1]


@pytest.mark.parametrize("silenced", [0, 1], ids=["first", "second"])
def test_one_silent_source_makes_it_unchecked(silenced: int) -> None:
    sources = [Source("crossref", agency="Crossref"), Source("openalex")]
    sources[silenced].is_silent = True
    (verdict,) = resolve([reference(7, doi=False)], [source.provider for source in sources], TODAY)
    assert verdict.identity == "unchecked"
    assert verdict.suspicion == "none"
    assert sources[silenced].name in verdict.missing


def test_the_no_of_a_source_that_finds_nothing_at_all_is_no_no() -> None:
    mute, other = Source("crossref", agency="Crossref"), Source("openalex", [1, 2])
    asked = [reference(number, doi=False) for number in (1, 2, 99)]
    verdicts = resolve(asked, [mute.provider, other.provider], TODAY)
    assert [verdict.identity for verdict in verdicts] == ["verified", "verified", "unchecked"]
    assert verdicts[2].suspicion == "none"
    assert "crossref" in verdicts[2].explanation


@pytest.mark.parametrize(("holds", "identity"), [([], "unchecked"), ([1], "not-found")])
def test_a_source_that_found_nothing_must_find_what_others_hold(holds: list[int], identity: str) -> None:
    first, second = Source("crossref", [1, 2, 3, 4], agency="Crossref"), Source("openalex", holds)
    asked = [reference(number, doi=False) for number in (1, 2, 3, 4, 99)]
    verdicts = resolve(asked, [first.provider, second.provider], TODAY)
    assert verdicts[-1].identity == identity
    assert second.searches == 1 + 3  # the open one, and three that it should hold


def test_without_a_work_to_ask_for_a_no_is_believed() -> None:
    sources = [Source("crossref", agency="Crossref"), Source("openalex")]
    (verdict,) = resolve([reference(99, doi=False)], [one.provider for one in sources], TODAY)
    assert verdict.identity == "not-found"


def test_nobody_asked_is_unchecked() -> None:
    (verdict,) = resolve([reference(7)], [], TODAY)
    assert verdict.identity == "unchecked"


def test_a_source_of_notices_alone_leaves_nothing_open() -> None:
    source = Source("crossref", [5], agency="Crossref").provider
    watcher = Provider(
        "watcher",
        schemes=("doi",),
        lookup=lambda wanted: {one: absent("watcher", "lookup", one) for one in wanted},
        search=lambda _: absent("watcher", "search"),
        coverage=Coverage(tells_notices_only=True),
    )
    before, after = (resolve([reference(8, doi=False)], [source, *more], TODAY)[0] for more in ([], [watcher]))
    assert before.identity == after.identity == "not-found"
    assert "watcher" not in after.missing


def test_a_doi_that_nobody_registered_needs_agency_and_resolver() -> None:
    source = Source("crossref", agency="Crossref")
    (denied,) = resolve([reference(9)], [source.provider, resolver(())], TODAY)
    assert denied.identity == "identifier-unregistered"
    (unsettled,) = resolve([reference(9)], [source.provider], TODAY)
    assert unsettled.identity != "identifier-unregistered"


def test_a_silent_agency_leaves_an_unregistered_doi_unchecked() -> None:
    source = Source("crossref", agency="Crossref", is_silent=True)
    (verdict,) = resolve([reference(9)], [source.provider, resolver(())], TODAY)
    assert verdict.identity == "unchecked"
    assert verdict.suspicion == "none"


def test_the_plan_is_told_before_it_is_carried_out() -> None:
    source = Source("crossref", [1], agency="Crossref")
    told: list[str] = []
    resolve([reference(1), reference(2, doi=False)], [source.provider], TODAY, tell=lambda step: told.append(str(step)))
    assert told[0] == "crossref: lookup of 1 identifiers in 1 request"
    assert any("search" in line for line in told)


def test_look_up_asks_each_identifier_once() -> None:
    source = Source("crossref", [1], agency="Crossref")
    wanted = Identifier(scheme="doi", value="10.5555/1")
    answers = look_up([wanted, wanted], [source.provider])
    assert source.lookups == [1]
    assert [answer.outcome for answer in answers[wanted]] == ["found"]


def document(*references: Reference) -> Document:
    return Document(name="text", media_type="text", text="x", references=references)


def test_an_identifier_inside_a_printed_reference_is_checked_once() -> None:
    printed = reference(1)
    alone = Reference(
        kind="identifier", raw="10.5555/1", description=Description(identifiers=description(1).identifiers)
    )
    other = Reference(
        kind="identifier", raw="10.5555/2", description=Description(identifiers=description(2).identifiers)
    )
    link = Reference(
        kind="identifier",
        raw="https://example.org",
        description=Description(identifiers=(Identifier(scheme="url", value="https://example.org"),)),
        place=Place(start=0, end=5),
    )
    assert checkable(document(alone, printed, other, other, link)) == (printed, other)


def test_check_asks_for_all_documents_together() -> None:
    source = Source("crossref", [1], agency="Crossref")
    first, second = check([document(reference(1)), document(reference(1))], [source.provider], TODAY)
    assert source.lookups == [1]
    assert first.verdicts[0].identity == second.verdicts[0].identity == "verified"


def test_exit_codes_go_one_over_three_over_zero() -> None:
    source = Source("crossref", [1], agency="Crossref")
    good = resolve([reference(1)], [source.provider], TODAY)
    unsettled = resolve([reference(1)], [], TODAY)
    bad = resolve([reference(9)], [source.provider, resolver(())], TODAY)
    assert exit_code_of(good, is_finding) == 0
    assert exit_code_of((*good, *unsettled), is_finding) == 3
    assert exit_code_of((*good, *unsettled, *bad), is_finding) == 1
    assert exit_code_of((*good, *bad), lambda _: False) == 0
