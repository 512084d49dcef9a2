"""Write docs/providers.md from the provider files, so that the page says what the code does.

Run from the checkout: `.venv/bin/python tools/providers_page.py`; with `--check` it only compares (exit 1: differs).
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from citetrail.model import Provider
from citetrail.net import Limit, NetSettings
from citetrail.net.net import BREAK_AFTER, BREAK_SECONDS
from citetrail.net.settings import ABSENT_TIME_TO_LIVE_SECONDS, DAY_SECONDS, TIME_TO_LIVE_SECONDS
from citetrail.providers.settings import ProviderSettings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "providers.md"
MODULES = (
    "crossref", "datacite", "doi_org", "openalex", "pubmed", "europe_pmc", "pmc_ids", "arxiv", "biorxiv",
    "semantic_scholar", "opencitations", "unpaywall", "orcid", "open_library", "google_books", "dblp", "inspire", "ads",
    "acl", "openreview", "wikidata", "retraction_watch", "web",
)  # fmt: skip
QUESTIONS = ("lookup", "search", "references", "citing", "existence")
EVERY_KEY = ProviderSettings(
    email="someone@example.org", keys=dict.fromkeys(("semantic-scholar", "ads", "google-books"), "key")
)

INTRODUCTION = """\
# Sources

This page is made from the code by `tools/providers_page.py`; do not edit it by hand.

citetrail asks scholarly sources over their public interfaces. Each is a file of the same shape in
`src/citetrail/providers/`. What a source answers becomes a Record with its name and the time, never the truth: which
fields win is decided when Records are merged. A source that does not answer is *silent*, and silence is never taken for
a no.

## Questions

`lookup`: what is known about an identifier. `search`: candidates for a reference. `references`: what a work cites.
`citing`: what cites it. `existence`: whether a DOI is registered at all. In brackets: identifiers per request.
"""

PLANNING = """\
## What is asked where

Decided before asking (`--explain` shows it):

1. Identifiers first, in whole batches: 100 references with DOIs take 2 to 5 requests.
2. A DOI is asked at its likely registration agency. Where that says no, doi.org tells which agency registered it, and
   that one is asked; only when doi.org says that a DOI does not exist is it reported so.
3. Where an agency is silent, one general index is asked instead; the answer "no" of a substitute settles nothing.
4. Without identifiers, one search at a time: sources made for that kind of work first, then registration agencies,
   then general indexes, then indexes of one field; the next only where the ones before settled nothing.
"""


def main() -> int:
    """Write or compare the page; gives the exit code."""
    page = made_page()
    if "--check" in sys.argv:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def made_page() -> str:
    """The whole page."""
    modules = [import_module(f"citetrail.providers.{name}") for name in MODULES]
    parts = [INTRODUCTION, questions_table(modules), limits_table(modules), coverage_table(modules), words(modules)]
    return "\n".join([*parts, PLANNING, politeness(), errors()]).rstrip() + "\n"


def provider_of(module: ModuleType) -> Provider:
    """The provider as it is with every key."""
    provider: Provider = module.provider(None, EVERY_KEY)
    return provider


def questions_table(modules: list[ModuleType]) -> str:
    """Which source takes which question."""
    rows = []
    for module in modules:
        provider = provider_of(module)
        marks = [_mark(provider, question) for question in QUESTIONS]
        rows.append([module.FACTS.title, f"`{module.NAME}`", ", ".join(provider.schemes) or "–", *marks])
    return table(["source", "name", "identifiers", *QUESTIONS], rows)


def _mark(provider: Provider, question: str) -> str:
    if getattr(provider, question) is None:
        return ""
    is_batched = question in {"lookup", "existence"} and provider.batch_size > 1
    return f"yes ({provider.batch_size})" if is_batched else "yes"


def limits_table(modules: list[ModuleType]) -> str:
    """Limits and keys."""
    rows = [[module.FACTS.title, limits_of(module), module.FACTS.key] for module in modules]
    head = (
        "## Limits and keys\n\nRequests per second over all citetrail processes of a machine, and how many at once.\n"
        "Lower limits that a source states in its headers are kept to. Change them with\n"
        "`citetrail config set limit.NAME RATE/AT-ONCE`; keys go into `key.NAME`, addresses of mirrors into\n"
        "`base-url.NAME` (`doi.org` is written `doi-org`).\n"
    )
    return head + "\n" + table(["source", "limit", "key"], rows)


LIMIT_WORDS = {
    "POLITE": "with e-mail",
    "PUBLIC": "without",
    "WITH_KEY": "with key",
    "WITHOUT_KEY": "without",
    "NAMED": "with e-mail",
    "ANONYMOUS": "without",
    "LIMIT": "",
}


def limits_of(module: ModuleType) -> str:
    """All limits of a file in words."""
    found = [
        (word, getattr(module, name))
        for name, word in LIMIT_WORDS.items()
        if isinstance(getattr(module, name, None), Limit)
    ]
    return "; ".join(f"{limit_in_words(limit)}{' ' + word if word else ''}" for word, limit in found)


def limit_in_words(limit: Limit) -> str:
    """`8/s, lists 2/s, 3 at once`."""
    rate = f"{limit.rate_per_second:g}/s" if limit.rate_per_second >= 1 else f"1 per {1 / limit.rate_per_second:.2g} s"
    lists = f", lists {limit.list_rate_per_second:g}/s" if limit.list_rate_per_second else ""
    return f"{rate}{lists}, {limit.in_flight} at once"


def coverage_table(modules: list[ModuleType]) -> str:
    """What a source can hold: whose no counts."""
    rows = []
    for module in modules:
        coverage = module.COVERAGE
        years = f"from {coverage.first_year}" if coverage.first_year else "any"
        must_know = sorted(coverage.is_exhaustive_for)
        if coverage.registration_agency:
            must_know.append(f"DOIs of {coverage.registration_agency}")
        rows.append(
            [
                module.FACTS.title,
                ", ".join(sorted(coverage.types)) or "any",
                ", ".join(sorted(coverage.fields)) or "all",
                years,
                ", ".join(must_know) or "–",
            ]
        )
    head = (
        "## What they can hold\n\nOnly a source that could hold a work of this kind and year, and can be searched,\n"
        "has a say in *not found*; kinds are CSL types. A work younger than 60 days is not missed by anyone.\n"
    )
    return head + "\n" + table(["source", "kinds of work", "fields", "years", "must know every"], rows)


def words(modules: list[ModuleType]) -> str:
    """Licence, notices, trust and home of each."""
    rows = [
        [f"[{module.FACTS.title}]({module.FACTS.home})", module.FACTS.notices, module.FACTS.trust, module.FACTS.licence]
        for module in modules
    ]
    return "## Trust and licence\n\n" + table(["source", "notices", "trust", "licence of the data"], rows)


def politeness() -> str:
    """How the network room behaves, with the figures of the code."""
    chosen, megabyte = NetSettings(), 1024 * 1024
    lifetimes = ", ".join(f"{kind} {seconds / DAY_SECONDS:g} d" for kind, seconds in TIME_TO_LIVE_SECONDS.items())
    return f"""\
## Politeness and safety

- Answers are stored raw and asked for again only after their time:
  {lifetimes};
  a no after {ABSENT_TIME_TO_LIVE_SECONDS / DAY_SECONDS:g} d; errors never.
  A source that sends an ETag is asked whether it changed. When a source does not answer, an older stored answer is
  used and marked as stale. `--offline` uses stored answers only, `--refresh` asks again, `citetrail cache` shows and
  clears them (bound: {chosen.max_store_bytes // megabyte} MB).
- A question is tried {chosen.max_tries} times, and only after passing trouble: no connection, a cut or late reply,
  HTTP 5xx, asked too often. It waits for the source {chosen.max_wait_seconds:g} s at most, all tries together; where
  more is asked for, the source counts as silent and is left alone until then. After {BREAK_AFTER} failures in a row, or
  when it says "too often" to every try, it is left alone for {BREAK_SECONDS:g} s.
  `--deadline` bounds the time of all questions.
- Replies over {chosen.max_body_bytes // megabyte} MB (also unpacked), broken or cut ones, HTML where data should be,
  and redirects to other kinds of address or into private networks are refused.
- Keys and e-mail addresses are sent, and never written: not into stored answers, recordings, logs or error texts.
- `--record FILE` writes every exchange of a run, silence included; `--replay FILE` answers from it without a network
  and comes to the same verdicts.
"""


ERRORS = (
    ("asked too often (per second, 429 or 503 with Retry-After)", "RateLimited", "yes, after the wait"),
    ("the day's budget or quota is used up (429)", "BudgetExhausted", "no; reported until when"),
    ("the question needs a paid plan (429)", "PlanRequired", "no"),
    ("key missing or rejected (401, 403), locked record, bot check (any status)", "Refused", "no; a person must act"),
    ("no connection, cut, late, HTTP 5xx, offline, deadline over", "Unavailable", "yes"),
    (
        "HTML, broken JSON or XML, an error inside HTTP 200, too large, forbidden redirect",
        "BadAnswer",
        "no; the body is kept",
    ),
    ("404, 410, an empty list", "an honest no", "–"),
)


def errors() -> str:
    """The kinds of errors."""
    return "## Error kinds\n\n" + table(["what came back", "kind", "tried again"], [list(row) for row in ERRORS])


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
