import pytest

from citetrail.net.redaction import EMAIL, exchange_key, public_headers, redacted, without_private_parameters


@pytest.mark.parametrize(
    "text",
    ["jane.doe@example.org", "a+b@x-y.co.uk", "mailto:jane@example.org", "q=jane%40example.org", "<jane@example.com>"],
)
def test_addresses_are_found(text: str) -> None:
    assert EMAIL.search(text)


@pytest.mark.parametrize(
    "text",
    ["@handle", "a @ b", "10.1000/x@y", "p < 0.05 @ 5 Hz", "https://example.org/@user", "f(x)@2", "user@localhost"],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert not EMAIL.search(text)


def test_private_parameters_go_and_the_rest_stays_as_it_was() -> None:
    url = "https://user:pw@api.example.org/works?filter=doi:10.1/a,doi:10.1/b&mailto=jane%40example.org&api_key=k&rows=2#top"
    assert without_private_parameters(url) == "https://api.example.org/works?filter=doi:10.1/a,doi:10.1/b&rows=2"


def test_secrets_go_plain_and_encoded() -> None:
    said = redacted("key s3cr+t and s3cr%2Bt for jane@example.org", ["s3cr+t"])
    assert said == "key REDACTED and REDACTED for REDACTED-EMAIL"


def test_headers_that_name_the_person_are_not_kept() -> None:
    headers = {"User-Agent": "x (mailto:jane@example.org)", "X-Api-Key": "k", "ETag": '"abc"', "Set-Cookie": "s=1"}
    assert public_headers(headers, ()) == {"etag": '"abc"'}


SAME = [
    ("https://api.example.org/works?a=1&b=2", "https://API.example.org/works?b=2&a=1"),
    ("https://api.example.org/works?a=1&mailto=x%40y.org", "https://api.example.org/works?a=1"),
    ("https://api.example.org/w?ids=a%2Cb", "https://api.example.org/w?ids=a,b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_question_has_the_same_key(one: str, other: str) -> None:
    assert exchange_key("GET", one, None) == exchange_key("get", other, None)


def test_other_questions_have_other_keys() -> None:
    base = "https://api.example.org/works?a=1"
    keys = {
        exchange_key("GET", base, None),
        exchange_key("POST", base, "x"),
        exchange_key("POST", base, "y"),
        exchange_key("GET", base + "&b=", None),
        exchange_key("GET", "https://api.example.org/Works?a=1", None),
    }
    assert len(keys) == 5
