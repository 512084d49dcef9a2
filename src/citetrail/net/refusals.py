"""What a reply that is no answer means: pure rules from status, headers and body to one error of the tree.

Forms of the replies: docs/providers.md, "Error kinds".
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from citetrail.errors import BadAnswer, BudgetExhausted, PlanRequired, ProviderError, RateLimited, Refused, Unavailable
from citetrail.net.messages import Expects, Request
from citetrail.net.transport import Reply

ANSWER_STATUSES = frozenset({200, 201, 202, 203, 206, 400, 404, 409, 410, 422})
"""Replies a provider reads itself: an answer, "no such thing", or "bad question"."""

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})

LONGEST_SHORT_WAIT_SECONDS = 3600.0  # a source that wants more than an hour has closed for the day
BUDGET = re.compile(
    r"insufficient budget|budget exhausted|quota exceeded|daily (?:limit|quota)|RESOURCE_EXHAUSTED", re.I
)
PLAN = re.compile(r"plan upgrade required|requires a (?:premium|institutional|partner|paid)\b", re.I)
BOT_CHECK = re.compile(
    r"not a (?:ro)?bot\b|captcha|cf-chl|just a moment|checking your browser|enable javascript"
    r"|proof[- ]of[- ]work|anubis",
    re.I,
)


def refusal_from_reply(request: Request, reply: Reply, now: float) -> ProviderError | None:
    """The error a reply stands for, or None when it is something the provider can read."""
    if reply.status == 429:
        return _refusal_from_429(request, reply, now)
    if reply.status in {401, 402, 403, 407, 451}:
        return _refusal_from_forbidden(request, reply)
    if reply.status in ANSWER_STATUSES:
        return _refusal_from_shape(request, reply)
    if _is_html(reply) and BOT_CHECK.search(_beginning(reply)):
        return _bot_check(request)
    if reply.status >= 500 and retry_after_seconds(reply, now) is not None:
        return RateLimited(
            request.provider,
            f"overloaded (HTTP {reply.status}{_said(reply)})",
            url=request.url,
            retry_after_seconds=retry_after_seconds(reply, now),
        )
    return Unavailable(request.provider, f"answered HTTP {reply.status}{_said(reply)}", url=request.url)


def retry_after_seconds(reply: Reply, now: float) -> float | None:
    """Retry-After in seconds, from its number or date form (RFC 9110, 10.2.3); None when absent or unreadable."""
    value = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, IndexError):
        return None


def _refusal_from_429(request: Request, reply: Reply, now: float) -> ProviderError:
    said, wait = _beginning(reply), retry_after_seconds(reply, now)
    if PLAN.search(said):
        return PlanRequired(request.provider, f"this question needs a paid plan{_said(reply)}", url=request.url)
    if BUDGET.search(said) or (wait is not None and wait > LONGEST_SHORT_WAIT_SECONDS):
        resets_at = None if wait is None else datetime.fromtimestamp(now, UTC) + timedelta(seconds=wait)
        return BudgetExhausted(
            request.provider,
            f"the allowance is used up{_until(resets_at)}{_said(reply)}",
            url=request.url,
            resets_at=resets_at,
        )
    if _is_html(reply) and BOT_CHECK.search(said):
        return _bot_check(request)
    return RateLimited(
        request.provider, f"asked too often (HTTP 429{_said(reply)})", url=request.url, retry_after_seconds=wait
    )


def _refusal_from_forbidden(request: Request, reply: Reply) -> ProviderError:
    if BOT_CHECK.search(_beginning(reply)):
        return _bot_check(request)
    return Refused(request.provider, f"refused (HTTP {reply.status}{_said(reply)}); is the key right?", url=request.url)


def _refusal_from_shape(request: Request, reply: Reply) -> ProviderError | None:
    if reply.status >= 300:
        return None  # "no such thing" comes as text, HTML or JSON
    problem = problem_with_body(request.expects, reply)
    if problem is None:
        return None
    if _is_html(reply) and BOT_CHECK.search(_beginning(reply)):
        return _bot_check(request)
    return BadAnswer(request.provider, problem, url=request.url)


def problem_with_body(expects: Expects, reply: Reply) -> str | None:
    """What keeps the body from being read as JSON or XML, or None."""
    if expects == "anything":
        return None
    if expects == "text":
        return "sent an HTML page instead of text" if _is_html(reply) else None
    if _is_html(reply):
        return f"sent an HTML page instead of {expects.upper()}"
    try:
        _parse(expects, reply.body)
    except ValueError as error:
        return f"sent broken {expects.upper()} ({error})"
    return None


def _parse(expects: Expects, body: bytes) -> None:
    if expects == "json":
        json.loads(body)
        return
    from lxml import etree

    try:
        etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _bot_check(request: Request) -> Refused:
    return Refused(request.provider, "wants to see a browser (bot check); it cannot be asked now", url=request.url)


def _is_html(reply: Reply) -> bool:
    start = reply.body[:512].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        "text/html" in reply.headers.get("content-type", "") and start.startswith(b"<")
    )


def _beginning(reply: Reply) -> str:
    return reply.body[:20_000].decode("utf-8", errors="replace")


def _said(reply: Reply) -> str:
    """The source's own words, short, when it gave any."""
    try:
        value = json.loads(reply.body[:20_000])
    except ValueError:
        text = "" if _is_html(reply) else _beginning(reply)
    else:
        text = _words(value)
    text = " ".join(text.split())[:160]
    return f': "{text}"' if text else ""


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        named = (value.get(name) for name in ("message", "error", "detail", "title"))
        return next((words for words in map(_words, named) if words), "")
    return _words(value[0]) if isinstance(value, list) and value else ""


def _until(resets_at: datetime | None) -> str:
    return f" until {resets_at:%Y-%m-%d %H:%M} UTC" if resets_at else ""
