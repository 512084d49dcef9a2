import threading
from datetime import UTC, datetime

import pytest

from citetrail.errors import BadAnswer, BudgetExhausted, PlanRequired, RateLimited, Refused, Unavailable
from citetrail.net import Limit, Net, NetSettings, Request
from citetrail.net.net import BREAK_AFTER, jitter
from citetrail.net.transport import Reply, Unacceptable, Unconnected, Unreachable
from fakes import FakeClock, FakeTransport, reply

FAST = Limit(1000, in_flight=10)
DAY = 86_400
OK = reply({"title": "A visible fiction"})


def request(path: str = "/works/10.5555%2Fa", **changes) -> Request:
    return Request("crossref", "https://api.crossref.org", path, **({"limit": FAST} | changes))


def net(clock: FakeClock, transport: FakeTransport, **settings) -> Net:
    return Net(NetSettings(**settings), clock.clock, transport)


def test_an_answer_is_asked_for_once() -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport)
    first, second = room.send(request()), room.send(request())
    assert (first.origin, second.origin) == ("network", "store")
    assert first.body == second.body
    assert second.retrieved_at == datetime.fromtimestamp(clock.at, UTC)
    assert len(transport.calls) == 1


@pytest.mark.parametrize(("kind", "days"), [("record", 30), ("search", 7), ("citing", 1)])
def test_answers_live_as_long_as_their_kind(kind, days: int) -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport)
    room.send(request(kind=kind))
    clock.at += days * DAY - 1
    assert room.send(request(kind=kind)).origin == "store"
    clock.at += 2
    assert room.send(request(kind=kind)).origin == "network"


def test_a_no_lives_for_a_day() -> None:
    clock, transport = FakeClock(), FakeTransport(reply(b"Resource not found.", 404))
    room = net(clock, transport)
    assert room.send(request()).status == 404
    clock.at += DAY + 1
    assert room.send(request()).origin == "network"


def test_refresh_asks_again_but_once_a_run() -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport)
    room.send(request())
    clock.at += 10
    fresh = Net(NetSettings(freshness="refresh"), clock.clock, transport)
    fresh.store = room.store
    assert fresh.send(request()).origin == "network"
    assert fresh.send(request()).origin == "store"


def test_offline_serves_what_is_stored_and_says_what_is_old() -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport)
    room.send(request())
    clock.at += 31 * DAY
    offline = Net(NetSettings(freshness="offline"), clock.clock, transport)
    offline.store = room.store
    assert offline.send(request()).is_stale
    with pytest.raises(Unavailable, match="offline"):
        offline.send(request("/works/other"))
    assert len(transport.calls) == 1


def test_stale_if_error() -> None:
    clock, transport = FakeClock(), FakeTransport(OK, Unreachable("no route"))
    room = net(clock, transport)
    room.send(request())
    clock.at += 31 * DAY
    old = room.send(request())
    assert old.is_stale
    assert old.status == 200


def test_an_etag_is_used_to_ask_whether_it_changed() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({"v": 1}, etag='"one"'), Reply(304, {}, b""))
    room = net(clock, transport)
    room.send(request())
    clock.at += 31 * DAY
    again = room.send(request())
    assert transport.calls[1].headers["if-none-match"] == '"one"'
    assert again.body == b'{"v": 1}'
    assert not again.is_stale
    assert room.send(request()).origin == "store"


RETRIED = [
    Unreachable("cut off"),
    reply({}, 500),
    reply({}, 503),
    reply({"message": "slow down"}, 429, retry_after="2"),
]


@pytest.mark.parametrize("failure", RETRIED, ids=["cut", "500", "503", "429"])
def test_passing_trouble_is_tried_again(failure) -> None:
    clock, transport = FakeClock(), FakeTransport(failure, OK)
    assert net(clock, transport).send(request()).status == 200
    assert len(transport.calls) == 2
    assert clock.slept


NEVER = [
    (reply({"message": "Insufficient budget."}, 429, retry_after="53578"), BudgetExhausted),
    (reply({"error": "Plan upgrade required"}, 429), PlanRequired),
    (reply({"message": "Forbidden"}, 403), Refused),
    (reply(b"<html>hello</html>", 200), BadAnswer),
    (Unacceptable("redirected into a private network"), BadAnswer),
]


@pytest.mark.parametrize(("failure", "kind"), NEVER, ids=["budget", "plan", "key", "html", "redirect"])
def test_what_cannot_pass_is_not_tried_again(failure, kind) -> None:
    clock, transport = FakeClock(), FakeTransport(failure)
    with pytest.raises(kind):
        net(clock, transport).send(request())
    assert len(transport.calls) == 1
    assert sum(clock.slept) == 0


def test_without_a_connection_it_is_tried_only_once_more() -> None:
    clock, transport = FakeClock(), FakeTransport(Unconnected("no such name"))
    with pytest.raises(Unavailable, match="no such name"):
        net(clock, transport).send(request())
    assert len(transport.calls) == 2
    assert sum(clock.slept) <= 1


def test_an_exhausted_budget_is_not_asked_again_until_it_resets() -> None:
    clock = FakeClock()
    transport = FakeTransport(reply({"message": "Insufficient budget."}, 429, retry_after="7200"), OK)
    room = net(clock, transport)
    for path in ("/a", "/b"):
        with pytest.raises(BudgetExhausted) as caught:
            room.send(request(path))
        assert caught.value.resets_at == datetime(2026, 1, 1, 2, tzinfo=UTC)
    assert len(transport.calls) == 1
    clock.at += 7201
    assert room.send(request("/b")).status == 200


def test_a_retry_after_beyond_the_bound_is_not_waited_for() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({}, 429, retry_after="600"))
    room = net(clock, transport, max_wait_seconds=60)
    with pytest.raises(RateLimited) as caught:
        room.send(request())
    assert caught.value.retry_after_seconds == 600
    with pytest.raises(RateLimited, match="left alone") as again:
        room.send(request("/other"))
    assert 0 < (again.value.retry_after_seconds or 0) <= 600
    assert len(transport.calls) == 1
    assert sum(clock.slept) == 0


def test_all_waiting_for_one_question_is_bounded() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({}, 429, retry_after="20"))
    with pytest.raises(RateLimited):
        net(clock, transport, max_wait_seconds=30).send(request())
    assert sum(clock.slept) == pytest.approx(20)
    assert len(transport.calls) == 2


def test_a_source_that_says_too_often_to_every_try_is_left_alone() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({}, 429))
    room = net(clock, transport)
    for number in range(5):
        with pytest.raises(RateLimited):
            room.send(request(f"/works/{number}"))
    assert len(transport.calls) == 3


def test_a_storm_of_429_ends_before_the_deadline() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({}, 429, retry_after="9"))
    room = net(clock, transport, deadline_seconds=30)
    start = clock.at
    for number in range(20):
        with pytest.raises((RateLimited, Unavailable)):
            room.send(request(f"/works/{number}"))
    assert clock.at - start <= 30
    assert len(transport.calls) <= 6


def test_after_failures_in_a_row_a_source_is_left_alone_for_a_while() -> None:
    clock, transport = FakeClock(), FakeTransport(Unreachable("no route"))
    room = net(clock, transport, max_tries=1)
    for number in range(BREAK_AFTER + 4):
        with pytest.raises(Unavailable):
            room.send(request(f"/works/{number}"))
    assert len(transport.calls) == BREAK_AFTER
    clock.at += 61
    with pytest.raises(Unavailable):
        room.send(request("/works/late"))
    assert len(transport.calls) == BREAK_AFTER + 1


def test_one_source_s_failures_do_not_touch_another() -> None:
    clock = FakeClock()
    room = net(clock, FakeTransport(*[Unreachable("x")] * BREAK_AFTER, OK), max_tries=1)
    for number in range(BREAK_AFTER):
        with pytest.raises(Unavailable):
            room.send(request(f"/works/{number}"))
    assert room.send(Request("openalex", "https://api.openalex.org", "/works/W1", limit=FAST)).status == 200


def test_the_deadline_bounds_each_call() -> None:
    clock = FakeClock()
    transport = FakeTransport(OK)
    room = net(clock, transport, deadline_seconds=5, timeout_seconds=20)
    clock.at += 3
    room.send(request())
    assert transport.calls[0].timeout_seconds == pytest.approx(2)
    clock.at += 3
    with pytest.raises(Unavailable, match="time of 5 s is up"):
        room.send(request("/works/other"))


def test_private_parts_are_sent_and_kept_nowhere() -> None:
    clock = FakeClock()
    transport = FakeTransport(reply({"echo": "jane@example.org used s3cret"}))
    room = net(clock, transport, secrets=("s3cret", "jane@example.org"))
    private = request(
        private_parameters=(("mailto", "jane@example.org"), ("api_key", "s3cret")),
        private_headers=(("x-key", "s3cret"),),
    )
    response = room.send(private)
    sent = transport.calls[0]
    assert "mailto=jane%40example.org" in sent.url
    assert sent.headers["x-key"] == "s3cret"
    kept = repr((response, room.asked(), room.store.get(response.request_key)))
    assert "s3cret" not in kept
    assert "jane" not in kept


def test_errors_do_not_tell_secrets() -> None:
    clock = FakeClock()
    transport = FakeTransport(reply({"message": "bad key s3cret of jane@example.org"}, 403))
    with pytest.raises(Refused) as caught:
        net(clock, transport, secrets=("s3cret",)).send(request())
    assert "s3cret" not in str(caught.value)
    assert "jane" not in str(caught.value)


def test_a_mirror_is_asked_instead() -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport, base_urls={"doi-org": "http://127.0.0.1:9/doi/", "crossref": "http://127.0.0.1:9/cr"})
    assert room.send(request(parameters=(("rows", "5"),))).url == "https://api.crossref.org/works/10.5555%2Fa?rows=5"
    assert transport.calls[0].url == "http://127.0.0.1:9/cr/works/10.5555%2Fa?rows=5"
    room.send(Request("doi.org", "https://doi.org", "/ra/10.5555", limit=FAST))
    assert transport.calls[1].url == "http://127.0.0.1:9/doi/ra/10.5555"


def test_a_rejected_answer_is_asked_for_again() -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport)
    room.send(request())
    assert "#" in room.reject(request())
    assert room.send(request()).origin == "network"


def test_two_threads_with_one_question_ask_once() -> None:
    clock = FakeClock()
    began, go_on = threading.Event(), threading.Event()

    def wait(_call) -> None:
        began.set()
        go_on.wait(5)

    transport = FakeTransport(OK, before=wait)
    room = net(clock, transport)
    origins: list[str] = []
    threads = [threading.Thread(target=lambda: origins.append(room.send(request()).origin)) for _ in range(3)]
    threads[0].start()
    began.wait(5)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert sorted(origins) == ["network", "store", "store"]
    assert len(transport.calls) == 1


def test_the_account_tells_every_question() -> None:
    clock, transport = FakeClock(), FakeTransport(OK, Unreachable("x"))
    room = net(clock, transport, max_tries=1)
    room.send(request())
    clock.at += 5
    room.send(request())
    with pytest.raises(Unavailable):
        room.send(request("/works/other", kind="search"))
    assert [(one.kind, one.outcome, one.origin, one.age_seconds) for one in room.asked()] == [
        ("record", "200", "network", 0.0),
        ("record", "200", "store", 5.0),
        ("search", "Unavailable", "network", 0.0),
    ]


def test_the_last_of_the_allowance_is_kept_for_cheap_questions() -> None:
    clock = FakeClock()
    transport = FakeTransport(reply({}, x_ratelimit_limit="1000", x_ratelimit_remaining="80", x_ratelimit_reset="7200"))
    room = net(clock, transport)
    room.send(request("/works/1"))
    dear = request("/works", kind="search", least_left=0.1)
    with pytest.raises(BudgetExhausted, match="8% of the day's allowance") as caught:
        room.send(dear)
    assert caught.value.resets_at == datetime(2026, 1, 1, 2, tzinfo=UTC)
    assert room.send(request("/works/2")).status == 200
    clock.at += 7300
    assert room.send(dear).status == 200


def test_one_address_in_two_forms_is_two_questions() -> None:
    clock, transport = FakeClock(), FakeTransport(reply({"a": 1}), reply({"b": 2}))
    room = net(clock, transport)
    first = room.send(request(headers=(("accept", "application/json"),)))
    second = room.send(request())
    assert first.body != second.body


def test_a_full_disk_does_not_stop_the_run(tmp_path, caplog) -> None:
    clock, transport = FakeClock(), FakeTransport(OK)
    room = net(clock, transport, store=tmp_path / "store.db")
    room.send(request())
    with room.store.writing() as connection:
        pass
    connection.execute("PRAGMA query_only = 1")  # every write fails from now on
    assert room.send(request("/works/other")).status == 200
    assert room.send(request("/works/other")).origin == "store"
    assert "kept in memory" in caplog.text


def test_jitter_differs_and_is_the_same_in_every_run() -> None:
    values = {jitter(f"https://a.org/{number}", attempt) for number in range(20) for attempt in range(3)}
    assert len(values) == 60
    assert all(0 <= value < 1 for value in values)
    assert jitter("https://a.org/1", 0) == jitter("https://a.org/1", 0)
