"""A digest to several targets: rounds, growing waits, quiet hours, and a note of each try."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.notice.deliver import Clock, Try, deliver
from dashboard.notice.message import Digest
from dashboard.notice.quiet import read_quiet
from dashboard.notice.target import Target, read_targets
from tests.dashboard.notice_receiver import Receiver, http_receiver

ZONE = "Asia/Shanghai"
DIGEST = Digest("摘要", "新出现1条")
NEVER = read_quiet("", zone=ZONE)
NIGHT = read_quiet("22:00-07:00", zone=ZONE, urgent_passes=True)


class FakeTime:
    """A clock that only sleep moves."""

    def __init__(self, text: str) -> None:
        self.moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.moment, self.sleep)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with http_receiver() as receiver:
        yield receiver


def targets(receiver: Receiver, count: int) -> list[Target]:
    return read_targets([f"json://127.0.0.1:{receiver.port}/{k}" for k in range(1, count + 1)])


def run(
    receiver: Receiver, time: FakeTime, count: int = 1, *, night: bool = False, urgent: bool = False
) -> list[Try]:
    noted: list[Try] = []
    last = deliver(
        DIGEST,
        targets(receiver, count),
        quiet=NIGHT if night else NEVER,
        clock=time.clock,
        note=noted.append,
        is_urgent=urgent,
    )
    assert [each for each in noted if each in last] == sorted(last, key=noted.index)
    return noted


def test_what_arrives_is_sent_once_and_noted(receiver: Receiver) -> None:
    time = FakeTime("2024-06-30 09:00")
    assert run(receiver, time) == [Try(DIGEST.key, 1, "json", 0, "sent", None)]
    assert (len(receiver.requests), time.slept) == (1, [])
    assert json.loads(receiver.requests[0].body)["message"] == DIGEST.body


def test_only_those_it_did_not_reach_are_tried_again(receiver: Receiver) -> None:
    receiver.answers = [(200, ""), (500, ""), (200, ""), (500, ""), (200, "")]
    time = FakeTime("2024-06-30 09:00")
    noted = run(receiver, time, count=3)
    assert [(each.round_no, each.target_number, each.outcome) for each in noted] == [
        (0, 1, "sent"),
        (0, 2, "refused"),
        (0, 3, "sent"),
        (1, 2, "refused"),
        (2, 2, "sent"),
    ]
    assert time.slept == [60, 300]


def test_after_three_growing_waits_it_is_given_up(receiver: Receiver) -> None:
    receiver.answers = [(500, "")] * 9
    time = FakeTime("2024-06-30 09:00")
    noted = run(receiver, time)
    assert [each.outcome for each in noted] == ["refused"] * 4
    assert time.slept == [60, 300, 1800]


@pytest.mark.parametrize(
    ("now", "urgent", "slept"),
    [
        ("2024-06-30 21:00", False, []),
        ("2024-06-30 23:00", False, [8 * 3600]),
        ("2024-06-30 23:00", True, []),
    ],
)
def test_quiet_hours_hold_it_back(receiver: Receiver, now: str, urgent: bool, slept: list[float]) -> None:
    time = FakeTime(now)
    run(receiver, time, night=True, urgent=urgent)
    assert time.slept == slept
    assert len(receiver.requests) == 1


def test_no_second_try_falls_into_quiet_hours(receiver: Receiver) -> None:
    receiver.answers = [(500, ""), (500, "")]
    time = FakeTime("2024-06-30 21:57")
    run(receiver, time, night=True)
    assert time.slept == [60, 9 * 3600 + 120]
    assert time.moment == datetime(2024, 7, 1, 7, 0, tzinfo=ZoneInfo(ZONE))


def test_without_targets_nothing_happens(receiver: Receiver) -> None:
    assert run(receiver, FakeTime("2024-06-30 09:00"), count=0) == []
