"""Nothing private leaves: keys and e-mail addresses are taken out of addresses, texts and recordings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit, urlunsplit

PRIVATE_PARAMETERS = frozenset({"mailto", "email", "tool", "api_key", "apikey", "key", "token", "access_token"})
PRIVATE_HEADERS = frozenset(
    {"authorization", "x-api-key", "crossref-plus-api-token", "user-agent", "cookie", "set-cookie", "from"}
)
EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,}"
)
REDACTED = "REDACTED"
REDACTED_EMAIL = "REDACTED-EMAIL"


def without_private_parameters(url: str) -> str:
    """The address without parameters that name the person or hold a key; the rest as it was."""
    parts = urlsplit(url)
    kept = [part for part in parts.query.split("&") if part.split("=", 1)[0].lower() not in PRIVATE_PARAMETERS]
    host = parts.netloc.rsplit("@", 1)[-1]
    return urlunsplit((parts.scheme, host, parts.path, "&".join(kept), ""))


def redacted(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret, plain or percent-encoded, and every e-mail address blotted out."""
    return EMAIL.sub(REDACTED_EMAIL, without_secrets(text, secrets))


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text with the given words blotted out, plain or percent-encoded; other e-mail addresses stay."""
    for secret in sorted(secrets, key=len, reverse=True):
        for form in {secret, quote(secret, safe=""), quote_plus(secret)} if secret else ():
            text = text.replace(form, REDACTED)
    return text


def without_secret_bytes(body: bytes, secrets: Iterable[str]) -> bytes:
    """The bytes with the given words blotted out."""
    for secret in sorted(secrets, key=len, reverse=True):
        if secret and secret.encode() in body:
            body = body.replace(secret.encode(), REDACTED.encode())
    return body


def public_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Headers fit to be kept: lower-case names, nothing private."""
    return {
        name.lower(): redacted(value, secrets) for name, value in headers.items() if name.lower() not in PRIVATE_HEADERS
    }


def exchange_key(method: str, url: str, body: str | None, accept: str = "") -> str:
    """The same for the same question, whoever asks and in whatever order the parameters stand."""
    parts = urlsplit(without_private_parameters(url))
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    canonical = "\n".join(
        (method.upper(), parts.scheme.lower(), parts.netloc.lower(), parts.path, repr(query), body or "", accept)
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
