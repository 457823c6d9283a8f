"""Manners, on a clock that only moves when somebody sleeps."""

import threading

import pytest

from citegraph.errors import SourceBroken, SourceUnavailable
from citegraph.sources.politeness import (
    BROKEN_TRIES,
    MARGIN,
    STOP_AFTER,
    Answer,
    Manners,
    NoAnswer,
    TooBusy,
    read_limits,
    retry_after,
)

POLITE = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}


class Time:
    """A clock, what was slept, and a service that notes when it was asked."""

    def __init__(self, *answers, **options):
        self.now, self.slept, self.asked = 0.0, [], []
        self.answers = list(answers)
        self.manners = Manners("service", clock=lambda: self.now, sleep=self.sleep, chance=lambda: 0.5, **options)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def send(self, left):
        self.asked.append(self.now)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def ask(self, kind="single", **options):
        return self.manners.ask(kind, self.send, **options)


def ok(**headers):
    return Answer(200, {**POLITE, **headers}, "content")


def test_questions_keep_the_stated_distance():
    time = Time(ok())

    for _ in range(4):
        time.ask()

    # The first answer states the limit, and its own request counts.
    assert time.asked == pytest.approx([0, 0.1 * MARGIN, 0.2 * MARGIN, 0.3 * MARGIN])


def test_classes_have_limits_of_their_own():
    time = Time(ok())
    time.ask("single")
    time.answers = [ok(**{"x-rate-limit-limit": "1"})]

    for _ in range(3):
        time.ask("list")

    assert time.asked[-1] - time.asked[-2] == pytest.approx(MARGIN)


def test_a_limit_that_falls_is_followed_from_then_on():
    time = Time(ok(), ok(), ok(**{"x-rate-limit-limit": "2"}))

    for _ in range(5):
        time.ask()

    assert time.asked[4] - time.asked[3] == pytest.approx(0.5 * MARGIN)


@pytest.mark.parametrize("headers", [{}, {"x-rate-limit-limit": "many", "x-rate-limit-interval": "soon"}])
def test_without_a_readable_limit_the_pace_is_cautious(headers):
    time = Time(Answer(200, headers))

    for _ in range(4):
        time.ask()

    assert time.asked[3] - time.asked[2] == pytest.approx(1.0 * MARGIN)


def test_a_limit_once_known_outlives_an_answer_without_one():
    time = Time(ok(), Answer(200, {}), ok())

    for _ in range(5):
        time.ask()

    assert time.asked[4] - time.asked[3] == pytest.approx(0.1 * MARGIN)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "-3", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "3"},
        {"x-rate-limit-limit": "3", "x-rate-limit-interval": "soon"},
        {"x-rate-limit-limit": "3.5e9", "x-rate-limit-interval": "1s"},
    ],
)
def test_impossible_limits_are_none(headers):
    assert read_limits(headers) is None


def test_too_many_requests_are_waited_out_longer_each_time():
    time = Time(Answer(429), Answer(429), Answer(429), ok())

    assert time.ask().status == 200
    pauses = [later - earlier for earlier, later in zip(time.asked, time.asked[1:], strict=False)]
    assert pauses == sorted(pauses) and pauses[0] >= 1


def test_too_many_requests_slow_the_pace():
    time = Time(ok(), ok(), Answer(429), ok())

    for _ in range(5):
        time.ask()

    assert time.asked[-1] - time.asked[-2] > 0.1 * MARGIN * 1.5


def test_stated_waits_are_kept():
    time = Time(Answer(429, {"retry-after": "7"}), ok())

    time.ask()

    assert time.asked[1] >= 7


def test_a_wait_longer_than_a_question_may_take_ends_all_questions_at_once():
    time = Time(Answer(429, {"retry-after": "3600"}), ok(), deadline=120)

    with pytest.raises(TooBusy):
        time.ask()
    with pytest.raises(TooBusy, match="status 429"):
        time.ask()
    assert time.asked == [0] and time.now == 0


def test_a_date_to_retry_after_is_held_against_the_services_own_clock():
    headers = {"retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", "date": "Thu, 01 Jan 2026 00:00:10 GMT"}

    assert retry_after(headers, now=0) == 20


def test_being_refused_ends_it_for_good():
    time = Time(Answer(403), ok())

    with pytest.raises(SourceBroken, match="refuses"):
        time.ask()
    with pytest.raises(SourceBroken, match="refuses"):
        time.ask("list")
    assert len(time.asked) == 1


@pytest.mark.parametrize("failure", [Answer(500), Answer(502), Answer(503), NoAnswer("it broke off")])
def test_failures_are_asked_again_and_then_given_up(failure):
    time = Time(failure)

    with pytest.raises(SourceUnavailable):
        time.ask()
    assert len(time.asked) == BROKEN_TRIES
    assert all(pause >= 1 for pause in time.slept)


def test_a_passing_failure_costs_nothing_but_time():
    time = Time(NoAnswer("it broke off"), Answer(502), ok())

    assert time.ask().content == "content"


def test_absence_is_an_answer():
    time = Time(Answer(404, POLITE))

    assert time.ask().status == 404
    assert len(time.asked) == 1


def test_a_dead_service_is_left_alone_after_a_while():
    time = Time(NoAnswer("it cannot be reached"))

    for _ in range(100):
        with pytest.raises(SourceUnavailable, match="cannot be reached"):
            time.ask()

    assert len(time.asked) == STOP_AFTER
    assert time.now < 120


def test_a_service_left_alone_is_tried_again_later():
    time = Time(*[NoAnswer("down")] * STOP_AFTER, ok())
    for _ in range(STOP_AFTER):
        with pytest.raises(SourceUnavailable):
            time.ask()
    time.now += 61

    assert time.ask().status == 200


def test_one_failure_in_ten_stops_nothing():
    time = Time(ok())
    answers = [NoAnswer("down") if n % 10 == 0 else ok() for n in range(600)]
    time.answers = answers

    for _ in range(500):
        assert time.ask().status == 200


def test_no_question_outlives_its_deadline():
    time = Time(NoAnswer("it did not answer in time"), deadline=5)

    with pytest.raises(SourceUnavailable):
        time.ask(broken_tries=50)
    assert time.now <= 5


def test_redirections_count_toward_the_pace():
    time = Time(ok(), Answer(200, POLITE, requests=3), ok())

    for _ in range(3):
        time.ask()

    assert time.asked[2] - time.asked[1] == pytest.approx(3 * 0.1 * MARGIN)


def test_many_questions_keep_their_order_and_never_exceed_the_concurrency():
    manners = Manners("service")
    out, most, lock = 0, 0, threading.Lock()
    headers = {"x-rate-limit-limit": "500", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}

    def question(number):
        def send(left):
            nonlocal out, most
            with lock:
                out += 1
                most = max(most, out)
            threading.Event().wait(0.005)
            with lock:
                out -= 1
            return Answer(200, headers, number)

        return lambda: manners.ask("single", send).content

    assert list(manners.ask_all([question(number) for number in range(40)])) == list(range(40))
    assert 2 <= most <= 3


def test_a_caller_that_stops_early_stops_the_rest():
    manners = Manners("service")
    asked = []

    def question(number):
        def send(left):
            asked.append(number)
            return Answer(200, {"x-rate-limit-limit": "20", "x-rate-limit-interval": "1s"})

        return lambda: manners.ask("single", send)

    answers = manners.ask_all([question(number) for number in range(1000)])
    next(answers)
    answers.close()

    assert len(asked) < 10


def test_processes_share_one_pace(tmp_path):
    ours, theirs = (Manners("service", folder=tmp_path) for _ in range(2))
    headers = {"x-rate-limit-limit": "10", "x-rate-limit-interval": "1s"}
    for manners in (ours, theirs):
        manners.ask("single", lambda left: Answer(200, headers))
    waits = []
    ours.ask("single", lambda left: Answer(200, headers))
    theirs._sleep = lambda seconds: waits.append(seconds) or threading.Event().wait(seconds)

    theirs.ask("single", lambda left: Answer(200, headers))

    assert waits and 0 < waits[0] <= 0.1 * MARGIN
