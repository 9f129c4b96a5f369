"""fengqiao signal and notice: listed, shown, acted on, closed, undone; what the digest says."""

import shutil
from pathlib import Path

import pytest

from dashboard.cli import run
from tests.dashboard.signal_home import make_signal_home


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_signal_home(tmp_path_factory.mktemp("signal") / "home")


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def fengqiao(home: Path, *words: str) -> int:
    return run([*words, "--home", str(home)])


def told(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert fengqiao(home, *words) == 0
    return capsys.readouterr().out


def test_from_list_to_outcome_and_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = told(home, capsys, "signal", "list")
    signal_id = listed.split()[0]
    assert "新" in listed
    assert "新增" in listed
    shown = told(home, capsys, "signal", "show", signal_id)
    assert "n13" in shown
    assert "x1" not in shown  # an accusation
    told(home, capsys, "signal", "own", signal_id, "县住建局")
    told(home, capsys, "signal", "verify", signal_id, "电话13812345678联系过，去看了")
    event_id = told(home, capsys, "signal", "close", signal_id, "real").strip()
    assert told(home, capsys, "signal", "list") == ""
    assert "已结束" in told(home, capsys, "signal", "list", "--closed")
    told(home, capsys, "signal", "undo", event_id)
    assert "县住建局" in told(home, capsys, "signal", "list")
    shown = told(home, capsys, "signal", "show", signal_id)
    assert "去看了" in shown
    assert "13812345678" not in shown
    assert "已撤回" in shown


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("signal", "show", "nowhere"), id="no-such-signal"),
        pytest.param(("signal", "own", "nowhere", "甲局"), id="nothing-to-own"),
        pytest.param(("signal", "undo", "nothing"), id="nothing-to-undo"),
        pytest.param(("notice", "send"), id="nobody-to-tell"),
    ],
)
def test_what_cannot_be_is_the_users_error(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert fengqiao(home, *words) == 2
    assert capsys.readouterr().err.strip()


def test_the_digest_can_be_read_before_anybody_gets_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = told(home, capsys, "notice", "show")
    assert "新出现1条" in words
    assert "检举" not in words
