"""The official CSL test-suite against the pass list, in both directions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import csl_suite


@pytest.mark.shared
def test_pass_list_is_exactly_what_passes(shared: Path) -> None:
    passed, _ = csl_suite.run()
    listed = set(csl_suite.PASS_LIST.read_text("utf-8").split())
    assert sorted(listed - passed) == [], "no longer pass"
    assert sorted(passed - listed) == [], "pass now and belong on the list (make bench-styles-update)"
