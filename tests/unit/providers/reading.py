"""Replies as values, for reading without a network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from citetrail.net import Response
from citetrail.providers.asking import Receipt

RECEIPT = Receipt("fake", datetime(2026, 1, 1, tzinfo=UTC), request_key="key")


def json_response(value: Any, status: int = 200) -> Response:
    return Response("https://example.org", status, {}, json.dumps(value).encode(), datetime(2026, 1, 1, tzinfo=UTC))


def text_response(text: str, status: int = 200) -> Response:
    return Response("https://example.org", status, {}, text.encode(), datetime(2026, 1, 1, tzinfo=UTC))
