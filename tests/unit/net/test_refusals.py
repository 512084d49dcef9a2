from datetime import UTC, datetime

import pytest

from citetrail.errors import BadAnswer, BudgetExhausted, PlanRequired, RateLimited, Refused, Unavailable
from citetrail.net.messages import Request
from citetrail.net.refusals import BOT_CHECK, BUDGET, PLAN, refusal_from_reply, retry_after_seconds
from citetrail.net.transport import Reply
from fakes import reply

NOW = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
REQUEST = Request("openalex", "https://api.openalex.org", "/works")
PER_SECOND = {
    "error": "Rate limit exceeded",
    "message": "Rate limit exceeded: 10 requests per second. Please slow down.",
}
BUDGET_GONE = {
    "error": "Rate limit exceeded",
    "message": "Insufficient budget. This request costs $0.001 but you only have $0 remaining.",
}
PLAN_NEEDED = {"error": "Plan upgrade required", "message": 'The "from_created_date" filter requires a Premium plan.'}
QUOTA = {"error": {"code": 429, "message": "Quota exceeded for quota metric 'Queries'", "status": "RESOURCE_EXHAUSTED"}}
BOT_PAGE = b"<!doctype html><html><title>Making sure you're not a bot!</title></html>"
PAGE = b"<html><body>504 Gateway Time-out</body></html>"
HTML = {"content-type": "text/html"}

REFUSALS = [
    pytest.param(reply(PER_SECOND, 429, retry_after="1"), RateLimited, id="per second"),
    pytest.param(reply(b"Rate exceeded.", 429), RateLimited, id="arXiv's 14 bytes"),
    pytest.param(reply(BUDGET_GONE, 429, retry_after="53578"), BudgetExhausted, id="budget"),
    pytest.param(reply(PER_SECOND, 429, retry_after="53578"), BudgetExhausted, id="a day's wait is a closed shop"),
    pytest.param(reply(QUOTA, 429), BudgetExhausted, id="quota of the day"),
    pytest.param(reply(PLAN_NEEDED, 429), PlanRequired, id="plan"),
    pytest.param(Reply(429, HTML, BOT_PAGE), Refused, id="bot check with 429"),
    pytest.param(Reply(200, HTML, BOT_PAGE), Refused, id="bot check with 200"),
    pytest.param(Reply(500, HTML, BOT_PAGE), Refused, id="bot check with 500"),
    pytest.param(Reply(200, HTML, PAGE), BadAnswer, id="HTML with 200"),
    pytest.param(reply(b'{"a": ', 200), BadAnswer, id="cut JSON"),
    pytest.param(reply(b"", 200), BadAnswer, id="empty body"),
    pytest.param(reply({"message": "Forbidden"}, 403), Refused, id="403"),
    pytest.param(reply({"error": "Invalid or missing API key"}, 401), Refused, id="401"),
    pytest.param(Reply(504, HTML, PAGE), Unavailable, id="504"),
    pytest.param(reply({"message": "busy"}, 503, retry_after="20"), RateLimited, id="503 with Retry-After"),
]


@pytest.mark.parametrize(("given", "kind"), REFUSALS)
def test_each_refusal_is_told_apart(given: Reply, kind: type) -> None:
    assert type(refusal_from_reply(REQUEST, given, NOW)) is kind


@pytest.mark.parametrize(
    "given",
    [
        reply({"results": []}, 200),
        Reply(404, HTML, PAGE),
        Reply(404, {"content-type": "text/plain"}, b"Resource not found."),
        reply({"status": "failed"}, 400),
    ],
    ids=["answer", "absent as HTML", "absent as text", "bad question"],
)
def test_what_the_provider_reads_itself_is_no_refusal(given: Reply) -> None:
    assert refusal_from_reply(REQUEST, given, NOW) is None


def test_the_end_of_the_budget_is_told() -> None:
    error = refusal_from_reply(REQUEST, reply(BUDGET_GONE, 429, retry_after="3600"), NOW)
    assert isinstance(error, BudgetExhausted)
    assert error.resets_at == datetime(2026, 1, 1, 1, tzinfo=UTC)
    assert "until 2026-01-01 01:00 UTC" in error.message


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after_in_both_forms(value: str, seconds: float) -> None:
    assert retry_after_seconds(reply({}, 429, retry_after=value), NOW) == seconds


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "99999999999999999999"])
def test_unreadable_retry_after_is_none(value: str) -> None:
    assert retry_after_seconds(reply({}, 429, retry_after=value), NOW) is None


MATCHES = [
    (BUDGET, "Insufficient budget.", "a budget of words"),
    (BUDGET, "Quota exceeded for quota metric", "quota: 5 per second"),
    (PLAN, "Plan upgrade required", "plan your upgrade"),
    (PLAN, "filter requires a Premium plan", "requires a premiums list"),
    (BOT_CHECK, "Making sure you're not a bot!", "not a botanist"),
    (BOT_CHECK, "Just a moment...", "a moment"),
    (BOT_CHECK, "Please solve the CAPTCHA", "capture"),
]


@pytest.mark.parametrize(("rule", "hit", "miss"), MATCHES)
def test_rules_match_what_they_mean_and_nothing_else(rule, hit: str, miss: str) -> None:
    assert rule.search(hit)
    assert not rule.search(miss)


def test_xml_is_checked_as_xml() -> None:
    request = Request("arxiv", "https://export.arxiv.org", expects="xml")
    assert refusal_from_reply(request, reply(b"<feed><entry/></feed>", 200), NOW) is None
    assert isinstance(refusal_from_reply(request, reply(b"<feed><entry/>", 200), NOW), BadAnswer)


def test_any_page_is_right_where_anything_is() -> None:
    request = Request("web", "https://example.org", expects="anything")
    assert refusal_from_reply(request, Reply(200, HTML, PAGE), NOW) is None
