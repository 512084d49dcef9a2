"""What each field's agreement counts for, and the thresholds: data, tuned on labelled references.

Tuned 2026-11-24 with `make bench-check` on the development sets described in docs/benchmarks.md.
"""

from __future__ import annotations

# Shares of the score. Only fields that both sides have are counted, so they need not add up to one.
WEIGHTS: dict[str, float] = {
    "title": 0.46,
    "authors": 0.26,
    "container_title": 0.08,
    "issued": 0.08,
    "pages": 0.06,
    "volume": 0.04,
    "issue": 0.01,
    "publisher": 0.01,
}

ACCEPT = 0.5  # a work found by search is accepted from this score on, if its evidence suffices
# To take the work that a search found for the one that is meant: 3 of 1,690 links to other works, precision 0.997,
# recall 0.945 (`make bench-matching`, November 2026). Below it a verdict says what may be meant.
TAKE = 0.85
GAP = 0.06  # … and if the next different work is at least this much behind
NEAR = 0.55  # candidates from here on are shown to the person

TITLE_NEAR = 0.72  # titles alike enough to be of one work when the authors agree
TITLE_FAR = 0.45  # below this an identifier's work with other authors is another work
AUTHORS_SHARED = 0.34  # share of the authors that must agree to support a match
AUTHORS_MANY = 0.5  # … where the title is only near
