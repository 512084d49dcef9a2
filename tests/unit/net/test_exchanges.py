import json
from contextlib import suppress

import pytest

from citetrail.errors import BudgetExhausted, InputError, ProviderError, RateLimited, Refused, Unavailable
from citetrail.net import Limit, Net, NetSettings, Request
from citetrail.net.transport import Reply
from fakes import FakeClock, FakeTransport, reply

FAST = Limit(1000, in_flight=10)


def request(path: str, **changes) -> Request:
    return Request("crossref", "https://api.crossref.org", path, **({"limit": FAST} | changes))


def recorded(tmp_path, transport: FakeTransport, *requests: Request, **settings):
    path = tmp_path / "run.jsonl"
    room = Net(NetSettings(record=path, **settings), FakeClock().clock, transport)
    for one in requests:
        with suppress(ProviderError):
            room.send(one)
    room.close()
    return path


def replaying(path) -> Net:
    return Net(NetSettings(replay=path), FakeClock().clock, FakeTransport(AssertionError("a replay asks nobody")))


def test_what_was_recorded_is_replayed(tmp_path) -> None:
    bodies = [
        reply({"title": "Größe"}),
        Reply(200, {"content-type": "text/xml"}, b"<a>\xc3\xa9</a>"),
        reply(b"gone", 404),
    ]
    asked = [request("/a"), request("/b", expects="xml"), request("/c")]
    path = recorded(tmp_path, FakeTransport(*bodies), *asked)
    room = replaying(path)
    assert [(room.send(one).status, room.send(one).text()) for one in asked] == [
        (200, '{"title": "Größe"}'),
        (200, "<a>é</a>"),
        (404, "gone"),
    ]
    assert room.send(asked[0]).origin == "replay"


def test_silence_is_replayed_as_the_same_silence(tmp_path) -> None:
    script = [
        reply({"message": "Insufficient budget."}, 429, retry_after="7200"),
        reply({"message": "Forbidden"}, 403),
        reply({}, 429, retry_after="900"),
    ]
    asked = [Request(name, f"https://{name}.org", "/x", limit=FAST) for name in ("a", "b", "c")]
    room = replaying(recorded(tmp_path, FakeTransport(*script), *asked))
    with pytest.raises(BudgetExhausted) as budget:
        room.send(asked[0])
    assert budget.value.resets_at.isoformat() == "2026-01-01T02:00:00+00:00"
    with pytest.raises(Refused, match="Forbidden"):
        room.send(asked[1])
    with pytest.raises(RateLimited) as limited:
        room.send(asked[2])
    assert limited.value.retry_after_seconds == 900


def test_a_question_that_was_not_recorded_is_a_clear_silence(tmp_path) -> None:
    path = recorded(tmp_path, FakeTransport(reply({})), request("/a"))
    with pytest.raises(Unavailable, match=r"run\.jsonl does not hold this question"):
        replaying(path).send(request("/other"))


def test_recordings_hold_nothing_private(tmp_path) -> None:
    private = request(
        "/a", private_parameters=(("mailto", "jane@example.org"),), private_headers=(("x-key", "s3cret"),)
    )
    answer = reply({"affiliation": "roe@uni.example.org", "key": "s3cret"}, set_cookie="id=1")
    path = recorded(tmp_path, FakeTransport(answer), private, secrets=("s3cret", "jane@example.org"))
    written = path.read_text()
    for word in ("s3cret", "jane", "roe@", "cookie"):
        assert word not in written
    assert "REDACTED-EMAIL" in written


def test_each_question_is_written_once_and_in_the_form_of_an_exchange(tmp_path) -> None:
    asked = request("/a", parameters=(("q", "1"),))
    path = recorded(tmp_path, FakeTransport(reply({"a": 1}, etag='"e"')), asked, asked)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines == [
        {
            "provider": "crossref",
            "request": {"method": "GET", "url": "https://api.crossref.org/a?q=1", "headers": {}},
            "response": {
                "status": 200,
                "headers": {"content-type": "application/json", "etag": '"e"'},
                "body_format": "json",
                "body": {"a": 1},
            },
            "recorded_at": "2026-01-01T00:00:00+00:00",
        }
    ]


def test_a_recording_made_through_a_mirror_replays_without_it(tmp_path) -> None:
    mirror = {"crossref": "http://127.0.0.1:9"}
    path = recorded(tmp_path, FakeTransport(reply({"a": 1})), request("/a"), base_urls=mirror)
    assert "127.0.0.1" not in path.read_text()
    assert replaying(path).send(request("/a")).status == 200


def test_recordings_of_other_clients_are_found_whatever_form_they_asked_for(tmp_path) -> None:
    path = tmp_path / "run.jsonl"
    asked = {"method": "GET", "url": "https://api.crossref.org/a", "headers": {"accept": "*/*"}}
    path.write_text(
        json.dumps({"request": asked, "response": {"status": 200, "headers": {}, "body_format": "json", "body": {}}})
    )
    room = replaying(path)
    assert room.send(request("/a")).status == 200
    assert room.send(request("/a", headers=(("accept", "application/json"),))).status == 200


def test_bodies_that_are_no_text_survive(tmp_path) -> None:
    asked = request("/a", expects="anything")
    path = recorded(
        tmp_path, FakeTransport(Reply(200, {"content-type": "application/pdf"}, b"%PDF\xff\xfe\x00")), asked
    )
    assert replaying(path).send(asked).body == b"%PDF\xff\xfe\x00"


@pytest.mark.parametrize(
    "line",
    ["not json", "{}", '{"request": {"method": "GET"}, "response": null}', '{"request": 1, "response": 2}', "[]"],
)
def test_a_broken_replay_file_says_where(tmp_path, line: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(InputError) as caught:
        replaying(path)
    assert caught.value.line == 2


def test_a_missing_replay_file_and_a_place_that_cannot_be_written(tmp_path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        replaying(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="cannot record"):
        Net(NetSettings(record=tmp_path / "no" / "run.jsonl"), FakeClock().clock, FakeTransport(reply({})))
