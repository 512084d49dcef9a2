import gzip
import zlib

import pytest

from citetrail.net.transport import Unacceptable, Unreachable, check_redirect, decoded, is_private

BODY = b'{"title": "A visible fiction"}' * 50


def pieces(data: bytes, size: int = 7) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def test_bodies_are_unpacked() -> None:
    assert decoded(pieces(BODY), "", 10_000) == BODY
    assert decoded(pieces(gzip.compress(BODY)), "gzip", 10_000) == BODY
    assert decoded(pieces(zlib.compress(BODY)), "deflate", 10_000) == BODY


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    with pytest.raises(Unacceptable, match="larger than 1 MB"):
        decoded(pieces(bomb, 65_536), "gzip", 1024 * 1024)


def test_a_body_over_the_bound_is_refused() -> None:
    with pytest.raises(Unacceptable, match="larger"):
        decoded(pieces(BODY), "", 100)


def test_the_bound_itself_is_allowed() -> None:
    assert decoded([b"x" * 100], "", 100) == b"x" * 100


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_codings_we_did_not_ask_for_are_refused(coding: str) -> None:
    with pytest.raises(Unacceptable, match="coding"):
        decoded([b"x"], coding, 100)


def test_garbage_as_gzip_is_refused() -> None:
    with pytest.raises(Unacceptable, match="broken"):
        decoded([b"no gzip at all"], "gzip", 100)


def test_a_cut_gzip_body_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="cut off"):
        decoded([gzip.compress(BODY)[:-12]], "gzip", 10_000)


FORBIDDEN = [
    ("https://a.org/x", "http://a.org/x"),
    ("https://a.org/x", "file:///etc/passwd"),
    ("https://a.org/x", "ftp://b.org/x"),
    ("https://a.org/x", "https://127.0.0.1/x"),
    ("https://a.org/x", "https://10.0.0.1/x"),
    ("https://a.org/x", "https://169.254.169.254/latest"),
    ("https://a.org/x", "https://[::1]/x"),
    ("https://a.org/x", "https://localhost:8080/x"),
    ("https://a.org/x", "https://printer.local/x"),
    ("http://127.0.0.1:5000/x", "http://10.0.0.1/x"),
]


@pytest.mark.parametrize(("before", "after"), FORBIDDEN)
def test_forbidden_redirects(before: str, after: str) -> None:
    with pytest.raises(Unacceptable):
        check_redirect(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://a.org/x", "https://a.org/y"),
        ("http://a.org/x", "https://a.org/x"),
        ("https://a.org/x", "https://93.184.216.34/x"),
        ("http://127.0.0.1:5000/x", "http://127.0.0.1:5000/y"),
    ],
)
def test_allowed_redirects(before: str, after: str) -> None:
    check_redirect(before, after)


def test_private_addresses_are_known() -> None:
    assert is_private("192.168.1.1")
    assert is_private("fe80::1")
    assert not is_private("8.8.8.8")
