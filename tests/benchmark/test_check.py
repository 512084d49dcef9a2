"""A sample of the check benchmark, so that a rule that begins to accuse true references does not wait for the whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytestmark = [pytest.mark.shared, pytest.mark.slow]
EVERY = 20  # of the development sets; of the invented references all


def test_true_references_are_left_alone_and_the_others_are_flagged(shared: Path) -> None:
    from bench_check import cases_of_sets, faults_of, is_flagged
    from check_world import TODAY, distractors_of, providers_from, records_from_truth

    from citetrail.flows.resolve import resolve

    truth = records_from_truth(shared / "checks" / "truth_world.jsonl.gz")
    every = cases_of_sets()
    cases = [case for number, case in enumerate(every) if case.is_invented or number % EVERY == 0]
    verdicts = resolve([case.reference for case in cases], providers_from([*truth, *distractors_of(truth)]), TODAY)
    pairs = list(zip(cases, verdicts, strict=True))
    true = [verdict for case, verdict in pairs if case.is_true]
    invented = [verdict for case, verdict in pairs if case.is_invented]
    single = [faults_of(case, verdict) for case, verdict in pairs if len(case.wrong) == 1 and not case.is_invented]
    assert len(true) > 60
    assert sum(map(is_flagged, true)) <= 1
    assert sum(map(is_flagged, invented)) >= 0.95 * len(invented)
    assert sum("not named" not in faults for faults in single) >= 0.95 * len(single)
