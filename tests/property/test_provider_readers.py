"""No reader of a source's reply raises anything but an error of the tree, whatever happened to the body."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citetrail.errors import ProviderError
from citetrail.model import Answer
from citetrail.net import Net, Request, Response
from citetrail.providers.settings import ProviderSettings
from contract.sources import EMAIL, MODULES, WORLD, open_net, questions_to
from standin import StandIn

KEYS = dict.fromkeys(("semantic-scholar", "ads", "google-books"), "key")
ODD_VALUES: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    True,
    1e300,
    [],
    {},
    [[]],
    [None],
    {"a": None},
    "\ud835",
    "<i>",
    "&",
    "x" * 300,
)


class Tampering:
    """Stands in for Net: gives what the real one would, with its body changed."""

    def __init__(self, net: Net, change: Callable[[bytes], bytes]) -> None:
        self._net = net
        self._change = change

    def send(self, request: Request) -> Response:
        response = self._net.send(request)
        return Response(
            response.url, 200, response.headers, self._change(response.body), datetime(2026, 1, 1, tzinfo=UTC)
        )

    def reject(self, request: Request) -> str:
        return "nowhere"


@pytest.fixture(scope="module")
def room() -> Iterator[Net]:
    with StandIn(WORLD) as sources, open_net(sources) as net:
        yield net


def ask_everything(net: Net, module: str, change: Callable[[bytes], bytes]) -> None:
    provider = import_module(f"citetrail.providers.{module}").provider(
        Tampering(net, change), ProviderSettings(email=EMAIL, keys=KEYS)
    )
    for question in questions_to(provider):
        try:
            answer = question.ask()
        except ProviderError:
            continue
        assert isinstance(answer, Answer)
        for record in answer.records:
            assert record.description.title or record.description.identifiers


def changed_somewhere(body: bytes, place: int, value: Any) -> bytes:
    """The JSON body with one node replaced, or the XML body with one piece cut out."""
    try:
        tree = json.loads(body)
    except ValueError:
        start = place % max(1, len(body))
        return body[:start] + body[start + 1 + place % 40 :]
    nodes = list(_nodes(tree))
    if not nodes:
        return json.dumps(value).encode()
    holder, key = nodes[place % len(nodes)]
    holder[key] = value
    return json.dumps(tree).encode()


def _nodes(tree: Any):
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(pairs):
        yield tree, key
        yield from _nodes(value)


QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("module", MODULES)
@QUICK
@given(place=st.integers(0, 5000), value=st.sampled_from(ODD_VALUES))
def test_odd_values_anywhere(room: Net, module: str, place: int, value: Any) -> None:
    ask_everything(room, module, lambda body: changed_somewhere(body, place, value))


@pytest.mark.parametrize("module", MODULES)
@settings(QUICK, max_examples=6)
@given(share=st.floats(0, 0.999))
def test_bodies_cut_anywhere(room: Net, module: str, share: float) -> None:
    ask_everything(room, module, lambda body: body[: int(len(body) * share)])
