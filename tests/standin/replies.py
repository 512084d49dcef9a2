"""What goes over the wire: the question as it came in, and the reply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Asked:
    """A request below the source's base address: path still percent-encoded, query decoded."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        return dict(parse_qsl(self.query, keep_blank_values=True)) | (
            dict(parse_qsl(self.body, keep_blank_values=True)) if "form" in self.headers.get("content-type", "") else {}
        )


@dataclass(frozen=True)
class Served:
    """A reply of a source."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = field(default=())


def json_reply(value: Any, status: int = 200, **headers: str) -> Served:
    return Served(
        status,
        json.dumps(value, ensure_ascii=False).encode(),
        "application/json;charset=utf-8",
        tuple((name.replace("_", "-"), text) for name, text in headers.items()),
    )


def text_reply(text: str, status: int = 200, content_type: str = "text/plain") -> Served:
    return Served(status, text.encode(), content_type)


def html_reply(status: int, title: str) -> Served:
    return text_reply(
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>",
        status,
        "text/html",
    )


def xml_reply(text: str, status: int = 200, content_type: str = "text/xml") -> Served:
    return Served(status, text.encode(), content_type)


def date_parts(date: str | None, year: int | None) -> list[list[int]]:
    if date:
        return [[int(part) for part in date.split("-")]]
    return [[year]] if year else [[]]
