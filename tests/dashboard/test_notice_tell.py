"""When a digest goes out: to a receiver that speaks real HTTP, once a day, again for what was not told, never at night."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.home import Home, open_home
from dashboard.notice.tell import send_news
from risk.refresh import refresh
from tests.dashboard.notice_receiver import Receiver, http_receiver
from tests.dashboard.signal_home import make_signal_home
from tests.risk.ledger import NOW, add
from tests.risk.signal_ground import AS_OF, rise

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 6, 30, 12, tzinfo=ZONE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_signal_home(tmp_path_factory.mktemp("signal") / "home")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with http_receiver() as there:
        yield there


@pytest.fixture
def home(made: Path, tmp_path: Path, receiver: Receiver) -> Iterator[Home]:
    path = Path(shutil.copytree(made, tmp_path / "home"))
    address = f"json://127.0.0.1:{receiver.port}/secret-key"
    (path / "config.toml").write_text(f'[notice]\ntargets = ["{address}"]\n', encoding="utf-8")
    opened = open_home(path, now=NOW)
    yield opened
    opened.close()


class Time:
    """A clock that jumps when it is told to sleep."""

    def __init__(self, now: datetime) -> None:
        self.now_ = now
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.now_

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_ += timedelta(seconds=seconds)


def send(home: Home, at: datetime = NOON) -> Time:
    clock = Time(at)
    send_news(home, now=clock.now, sleep=clock.sleep)
    return clock


def refreshed(home: Home, after: int = 0) -> None:
    refresh(home.warehouse, as_of=AS_OF + timedelta(days=after), config=home.config, now=NOW)


def audit(home: Home) -> list[tuple[object, ...]]:
    with home.warehouse.reading() as connection:
        return connection.execute(
            "SELECT object_id, result_code FROM audit_log WHERE event_code = 'notice' ORDER BY audit_no"
        ).fetchall()


def test_a_day_is_told_once_and_what_is_new_again(home: Home, receiver: Receiver) -> None:
    send(home)
    send(home)
    refreshed(home)
    send(home)
    assert len(receiver.requests) == 1
    assert "新出现1条" in json.loads(receiver.requests[0].body)["message"]
    add(home.warehouse, "core_report", rise("m", "09", ("g00", "g01"), 14))
    refreshed(home)
    send(home)
    assert len(receiver.requests) == 2
    assert "新出现2条" in json.loads(receiver.requests[1].body)["message"]
    refreshed(home, after=1)
    send(home, NOON + timedelta(days=1))
    assert len(receiver.requests) == 3


def test_nobody_is_disturbed_at_night_and_hears_what_stands_in_the_morning(
    home: Home, receiver: Receiver
) -> None:
    clock = send(home, datetime(2026, 6, 30, 23, tzinfo=ZONE))
    assert clock.slept == [8 * 3600]
    assert len(receiver.requests) == 1


def test_what_did_not_arrive_is_tried_again_noted_and_told_the_next_time(
    home: Home, receiver: Receiver
) -> None:
    receiver.answers = [(502, "")] * 4
    clock = send(home)
    assert clock.slept == [60, 300, 1800]
    assert [row[1] for row in audit(home)] == ["failed"] * 4
    send(home)
    assert audit(home)[-1][1] == "ok"
    assert "secret-key" not in str(audit(home))


def test_without_targets_nothing_is_sent(made: Path, tmp_path: Path, receiver: Receiver) -> None:
    home = open_home(Path(shutil.copytree(made, tmp_path / "home")), now=NOW)
    assert send_news(home) == []
    assert receiver.requests == []
    home.close()
