"""Every question of every provider, answered by the stand-in in that source's shape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citetrail.model import plain_from_markup
from citetrail.net import Net
from citetrail.providers.settings import ProviderSettings
from contract.sources import EMAIL, KEYS, MODULES, TITLE, WORLD, missing_of, open_net, questions
from standin import StandIn


@pytest.fixture(scope="module")
def sources() -> Iterator[StandIn]:
    with StandIn(WORLD) as running:
        yield running


@pytest.fixture(scope="module")
def net(sources: StandIn) -> Iterator[Net]:
    with open_net(sources) as room:
        yield room


def test_every_question_is_answered(net: Net) -> None:
    asked = list(questions(net))
    assert len(asked) == 52
    for question in asked:
        answer = question.ask()
        label = (question.provider.name, question.kind)
        assert answer.outcome == "found", label
        assert answer.provider == question.provider.name, label
        assert answer.question == question.kind, label
        if question.kind in {"lookup", "search"} and question.provider.name != "pmc-ids":
            titles = [plain_from_markup(record.description.title or "") for record in answer.records]
            assert any(title.startswith(TITLE) for title in titles), label
        if question.kind in {"references", "citing"}:
            assert answer.citations, label


def test_every_lookup_says_an_honest_no(net: Net) -> None:
    seen = set()
    for question in questions(net):
        provider = question.provider
        if question.kind == "lookup" and provider.lookup:
            missing = missing_of(provider)
            assert provider.lookup([missing])[missing].outcome == "absent", provider.name
            seen.add(provider.name)
    assert len(seen) == 20


def test_records_say_where_and_when(net: Net) -> None:
    for question in questions(net):
        for record in question.ask().records:
            assert record.provider == question.provider.name
            assert record.request_key
            assert record.retrieved_at.tzinfo is not None


def test_a_batch_is_one_request(net: Net, sources: StandIn) -> None:
    from citetrail.model import Identifier
    from citetrail.providers import crossref, datacite, openalex

    for module, dois in (
        (crossref, ["10.5555/foxes", "10.5555/hens"]),
        (openalex, ["10.5555/foxes", "10.5555/hens"]),
        (datacite, ["10.5281/zenodo.55550001", "10.5281/zenodo.55550002"]),
    ):
        provider = module.provider(net, ProviderSettings())
        sources.forget_seen()
        wanted = [Identifier(scheme="doi", value=doi) for doi in dois]
        answers = provider.lookup([*wanted, Identifier(scheme="doi", value="10.5555/no,comma")])
        assert [answers[one].outcome for one in wanted] == ["found", "found"]
        assert len(sources.seen(module.NAME)) <= 2, module.NAME


def test_private_things_reach_the_source_and_nothing_else(sources: StandIn) -> None:
    sources.forget_seen()
    with open_net(sources) as net:
        for question in questions(net):
            question.ask()
    sent = repr(sources.seen())
    assert EMAIL.replace("@", "%40") in sent
    assert all(key in sent for key in KEYS.values())
    kept = repr(net.asked())
    assert EMAIL not in kept
    assert not any(key in kept for key in KEYS.values())


def test_providers_without_their_key_cannot_be_asked() -> None:
    from importlib import import_module

    for module in ("semantic_scholar", "ads", "google_books", "unpaywall"):
        provider = import_module(f"citetrail.providers.{module}").provider(None, ProviderSettings())
        assert (provider.lookup, provider.search, provider.references, provider.citing) == (None,) * 4


def test_all_provider_files_are_asked_here() -> None:
    import pkgutil

    import citetrail.providers

    not_on_a_server = {"retraction_watch"}
    shared_parts = {"asking", "parts", "plan", "questions", "settings", "xml", "web"} | not_on_a_server
    names = {module.name for module in pkgutil.iter_modules(citetrail.providers.__path__)}
    assert names - shared_parts == set(MODULES)
