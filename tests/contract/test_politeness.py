"""Limits hold over threads and processes: measured where it counts, at the server."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from citetrail.model import Identifier
from citetrail.net import Limit
from citetrail.providers import crossref
from citetrail.providers.settings import ProviderSettings
from contract.sources import WORLD, open_net
from standin import StandIn

PROCESSES = 4
EACH = 12
RATE = 16.0
PLACES = 2

ASKING = """
import sys, time
from pathlib import Path
from citetrail.model import Identifier
from citetrail.net import Clock, Limit, Net, NetSettings
from citetrail.providers import crossref
from citetrail.providers.settings import ProviderSettings

url, store, rate, places, first, count = sys.argv[1:]
settings = NetSettings(
    store=Path(store), base_urls={"crossref": url}, limits={"crossref": Limit(float(rate), in_flight=int(places))}
)
source = crossref.provider(Net(settings, Clock(now=time.time, sleep=time.sleep)), ProviderSettings())
for number in range(int(first), int(first) + int(count)):
    one = Identifier(scheme="doi", value=f"10.5555/{number}")
    assert source.lookup([one])[one].outcome == "absent"
"""


def most_in_a_second(moments: list[float]) -> int:
    """The largest number of moments that lie within any one second."""
    ordered = sorted(moments)
    return max(sum(1 for other in ordered if start <= other < start + 1.0) for start in ordered)


def test_four_processes_together_keep_to_one_limit(tmp_path: Path) -> None:
    with StandIn(WORLD, delay_seconds=0.02) as sources:
        url = sources.base_urls()["crossref"]
        running = [
            subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    ASKING,
                    url,
                    str(tmp_path / "store.db"),
                    str(RATE),
                    str(PLACES),
                    str(place * EACH),
                    str(EACH),
                ]
            )
            for place in range(PROCESSES)
        ]
        assert [process.wait(timeout=60) for process in running] == [0] * PROCESSES
        moments = [one.at for one in sources.seen("crossref")]
        assert len(moments) == PROCESSES * EACH
        assert most_in_a_second(moments) <= RATE
        assert sources.most_in_flight["crossref"] <= PLACES


@pytest.mark.parametrize(
    ("announced", "places"),
    [({}, 3), ({"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "1"}, 1)],
    ids=["our limit", "the lower limit in its headers"],
)
def test_threads_keep_to_the_places(announced: dict[str, str], places: int) -> None:
    with StandIn(WORLD, announced={"crossref": announced}, delay_seconds=0.02) as sources:
        import time

        from citetrail.net import Clock, Net, NetSettings

        settings = NetSettings(base_urls=sources.base_urls(), limits={"crossref": Limit(500, in_flight=3)})
        net = Net(settings, Clock(now=time.time, sleep=time.sleep))
        provider = crossref.provider(net, ProviderSettings())
        ask_one(provider, 0)
        threads = [threading.Thread(target=ask_one, args=(provider, number)) for number in range(1, 9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        net.close()
        assert len(sources.seen("crossref")) == 9
        assert sources.most_in_flight["crossref"] <= places


def ask_one(provider, number: int) -> None:
    one = Identifier(scheme="doi", value=f"10.5555/{number}")
    assert provider.lookup([one])[one].outcome == "absent"


def test_connections_are_reused() -> None:
    with StandIn(WORLD) as sources, open_net(sources) as net:
        provider = crossref.provider(net, ProviderSettings())
        for number in range(5):
            ask_one(provider, number)
        ports = {one.port for one in sources.seen("crossref")}
        assert len(ports) == 1


def test_answers_outlive_the_run(tmp_path: Path) -> None:
    about = Identifier(scheme="doi", value="10.5555/foxes")
    with StandIn(WORLD) as sources:
        for _ in range(2):
            with open_net(sources, store=tmp_path / "store.db") as net:
                assert crossref.provider(net, ProviderSettings()).lookup([about])[about].outcome == "found"
        assert len(sources.seen("crossref")) == 1
        with open_net(sources, store=tmp_path / "store.db", freshness="refresh") as net:
            assert not crossref.provider(net, ProviderSettings()).lookup([about])[about].is_from_store
        assert len(sources.seen("crossref")) == 2


def test_what_cannot_be_read_is_kept_as_evidence_and_asked_again(tmp_path: Path) -> None:
    from citetrail.errors import BadAnswer
    from standin import Fault

    about = Identifier(scheme="doi", value="10.5555/foxes")
    with StandIn(WORLD) as sources, open_net(sources, store=tmp_path / "store.db") as net:
        provider = crossref.provider(net, ProviderSettings())
        sources.fault("crossref", Fault("null"), times=1)
        with pytest.raises(BadAnswer) as caught:
            provider.lookup([about])
        assert caught.value.payload_at is not None
        assert caught.value.payload_at.startswith(str(tmp_path / "store.db"))
        assert provider.lookup([about])[about].outcome == "found"


def test_a_fault_that_passes_is_not_noticed() -> None:
    from standin import Fault

    about = Identifier(scheme="doi", value="10.5555/foxes")
    for kind in ("500", "cut", "hang-up", "429", "503-busy"):
        with StandIn(WORLD) as sources, open_net(sources) as net:
            sources.fault("crossref", Fault(kind), times=1)
            assert crossref.provider(net, ProviderSettings()).lookup([about])[about].outcome == "found"
            assert len(sources.seen("crossref")) == 2
