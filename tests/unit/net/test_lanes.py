import threading

import pytest

from citetrail.net.lanes import Closed, Lanes, Patience, limits_from_headers
from citetrail.net.messages import Limit
from citetrail.net.store import ResponseStore
from fakes import FakeClock


def lanes(clock: FakeClock) -> Lanes:
    return Lanes(ResponseStore(None, 1024 * 1024), clock.clock)


def patient(clock: FakeClock, seconds: float) -> Patience:
    return Patience(clock.now() + seconds, clock.now() + seconds)


def moments(lane: Lanes, clock: FakeClock, limit: Limit, kinds: list) -> list[float]:
    start, found = clock.now(), []
    for kind in kinds:
        with lane.place("crossref", limit, kind, patience=patient(clock, 60)):
            found.append(clock.now() - start)
    return found


def test_moments_keep_the_rate() -> None:
    clock = FakeClock()
    found = moments(lanes(clock), clock, Limit(4), ["record"] * 4)
    assert found == pytest.approx([0, 1 / 4, 2 * 1 / 4, 3 * 1 / 4])


def test_lists_have_their_own_slower_rate() -> None:
    clock = FakeClock()
    limit = Limit(8, list_rate_per_second=2)
    found = moments(lanes(clock), clock, limit, ["search", "record", "search", "search"])
    assert found == pytest.approx([0, 1 / 8, 1 / 2, 1])


def test_a_request_counts_until_a_second_after_its_end() -> None:
    """It may have arrived at any time before its end, so that no second at the source ever sees more than the limit."""
    clock = FakeClock()
    lane, start, begun = lanes(clock), clock.now(), []
    for _ in range(4):
        with lane.place("crossref", Limit(2), "record", patience=patient(clock, 60)):
            begun.append(clock.now() - start)
            clock.at += 0.7
    assert begun == pytest.approx([0, 0.7, 1.7, 2.4])


def test_rates_below_one_a_second() -> None:
    clock = FakeClock()
    assert moments(lanes(clock), clock, Limit(1 / 3), ["record"] * 3) == pytest.approx([0, 3, 6])


def test_lower_limits_in_headers_are_kept_to_and_higher_ones_ignored() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    lane.learn("crossref", {"x-rate-limit-limit": "1", "x-rate-limit-interval": "1s"})
    assert moments(lane, clock, Limit(10), ["record"] * 2) == pytest.approx([0, 1])
    lane = lanes(clock)
    lane.learn("crossref", {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"})
    assert moments(lane, clock, Limit(2), ["record"] * 2) == pytest.approx([0, 1 / 2])


def test_what_headers_said_yesterday_does_not_bind() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    lane.learn("crossref", {"x-rate-limit-limit": "1", "x-rate-limit-interval": "1s"})
    clock.at += 86_500
    assert moments(lane, clock, Limit(10), ["record"] * 2) == pytest.approx([0, 1 / 10])


def test_a_closed_lane_is_waited_for_or_refused() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    lane.close_until("crossref", clock.now() + 30, "asked too often")
    with pytest.raises(Closed) as caught, lane.place("crossref", Limit(1), "record", patience=patient(clock, 10)):
        pass
    assert caught.value.reopens_in_seconds == pytest.approx(30)
    assert caught.value.because == "asked too often"
    start = clock.now()
    with lane.place("crossref", Limit(1), "record", patience=patient(clock, 60)):
        assert clock.now() - start == pytest.approx(30)


def test_other_lanes_stay_open() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    lane.close_until("crossref", clock.now() + 1000, "")
    with lane.place("openalex", Limit(1), "record", patience=patient(clock, 1)):
        assert not clock.slept


def test_places_are_limited_and_given_back() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    inside, leave, refused = threading.Event(), threading.Event(), []

    def hold() -> None:
        with lane.place("crossref", Limit(1000, in_flight=1), "record", patience=patient(clock, 1000)):
            inside.set()
            leave.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(5)
    try:
        with lane.place("crossref", Limit(1000, in_flight=1), "record", patience=patient(clock, 0.1)):
            pass
    except Closed:
        refused.append(True)
    leave.set()
    holder.join(5)
    assert refused
    with lane.place("crossref", Limit(1000, in_flight=1), "record", patience=patient(clock, 1)):
        pass


def test_the_place_of_a_dead_process_is_free() -> None:
    clock = FakeClock()
    store = ResponseStore(None, 1024 * 1024)
    lane = Lanes(store, clock.clock)
    with store.writing() as connection:
        connection.execute("INSERT INTO places VALUES ('crossref', 'gone', 4194305, ?, 0, 1)", (clock.now() + 1000,))
    with lane.place("crossref", Limit(5, in_flight=1), "record", patience=patient(clock, 0.01)):
        pass


def test_a_clock_set_back_does_not_lock_the_lane() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    moments(lane, clock, Limit(1), ["record"])
    clock.at -= 100_000
    assert moments(lane, clock, Limit(1), ["record"]) == [0]


def test_limits_are_read_from_each_source_s_headers() -> None:
    crossref = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}
    assert limits_from_headers(crossref) == {"rate_per_second": 10.0, "in_flight": 3.0}
    openalex = {"x-ratelimit-remaining": "997", "x-ratelimit-remaining-usd": "0.0997", "x-ratelimit-reset": "5400"}
    assert limits_from_headers(openalex) == {"remaining": 997.0, "remaining_usd": 0.0997, "resets_in_seconds": 5400.0}
    assert limits_from_headers({"x-ratelimit-limit": "3", "x-rate-limit-limit": "many"}) == {"limit": 3.0}


def test_waiting_for_one_s_turn_is_not_waiting_for_the_source() -> None:
    clock = FakeClock()
    lane = lanes(clock)
    slow, patience = Limit(1 / 40), Patience(clock.now() + 600, clock.now() + 30)
    start = clock.now()
    for _ in range(3):
        with lane.place("arxiv", slow, "batch", patience=patience):
            pass
    assert clock.now() - start == pytest.approx(80)
    lane.close_until("arxiv", clock.now() + 45, "asked too often")
    with (
        pytest.raises(Closed),
        lane.place("arxiv", slow, "batch", patience=Patience(clock.now() + 600, clock.now() + 30)),
    ):
        pass
