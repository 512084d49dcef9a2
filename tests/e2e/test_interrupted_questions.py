"""Ctrl-C while many questions wait: it ends at once, and what was answered is not asked again."""

from __future__ import annotations

import signal
import subprocess
import time

import pytest

from e2e.conftest import COMMAND, Workplace, hear_interrupts
from standin import StandIn
from standin.faults import Fault

ENTRY = "@article{{k{0}, title={{A visible fiction of {0} foxes}}, author={{Doe, Jane}}, year={{2020}}}}\n"


def started(workplace: Workplace, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [COMMAND, *arguments],
        cwd=workplace.folder,
        env=workplace.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hear_interrupts,
    )


def wait_until_asked(sources: StandIn, count: int) -> None:
    until = time.monotonic() + 30
    while len(sources.seen()) < count and time.monotonic() < until:
        time.sleep(0.05)
    assert len(sources.seen()) >= count


@pytest.mark.parametrize("fault", [Fault("silent", seconds=30), Fault("429", retry_after="25")], ids=["silent", "429"])
def test_ctrl_c_ends_at_once(connected: Workplace, sources: StandIn, fault: Fault) -> None:
    connected.write("many.bib", "".join(ENTRY.format(number) for number in range(30)))
    sources.fault("*", fault)
    process = started(connected, "check", "many.bib")
    wait_until_asked(sources, 1)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - begun < 8
    assert (process.returncode, b"interrupted" in err) == (130, True)


def test_what_was_answered_before_ctrl_c_is_not_asked_again(connected: Workplace, sources: StandIn) -> None:
    connected.write("many.bib", "".join(ENTRY.format(number) for number in range(30)))
    sources.delay_seconds = 0.15
    process = started(connected, "check", "many.bib")
    wait_until_asked(sources, 8)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    first = {(one.source, one.path, one.query) for one in sources.seen()}
    sources.forget_seen()
    sources.delay_seconds = 0.0
    assert connected.run("check", "many.bib", timeout=120).code in {0, 1, 3}
    again = [one for one in sources.seen() if (one.source, one.path, one.query) in first]
    assert len(again) <= 6, "only what was under way"
