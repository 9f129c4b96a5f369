"""Addresses of notices: which are taken, and that no log and no message shows one."""

import logging
from collections.abc import Iterator

import pytest

from dashboard.notice.message import Digest
from dashboard.notice.send import send
from dashboard.notice.target import Target, read_targets
from data.errors import BadArgument
from tests.dashboard.notice_receiver import KEY, ROBOTS, SECRET, Receiver, robots_receiver

DIGEST = Digest("摘要", "新出现1条")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with robots_receiver() as receiver:
        yield receiver


def target(address: str) -> Target:
    return read_targets([address])[0]


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        (f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}", "wecombot"),
        (f"https://oapi.dingtalk.com/robot/send?access_token={KEY}", "dingtalk"),
        (f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}", "feishu"),
        (f"https://open.larksuite.com/open-apis/bot/v2/hook/{KEY}", "lark"),
    ],
)
def test_the_address_of_the_robots_own_page_will_do(receiver: Receiver, shown: str, kind: str) -> None:
    assert target(shown).kind == kind
    send(target(shown), DIGEST)
    assert receiver.requests[0].path == ROBOTS[kind][0]


BAD = [f"wecombot://{KEY}!!", f"syslog://{KEY}", f"https://example.cn/{KEY}", KEY, f"feishu://{KEY}%20x", ""]


@pytest.mark.parametrize("address", BAD)
def test_a_bad_address_is_named_by_its_place_only(address: str) -> None:
    with pytest.raises(BadArgument) as told:
        read_targets([f"wecombot://{KEY}", address])
    assert "第2项" in told.value.zh
    assert "item 2" in told.value.en
    assert KEY not in told.value.zh + told.value.en


def test_no_log_and_no_word_of_ours_holds_a_key(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    addresses = [f"{kind}://{KEY}" for kind in ROBOTS]
    addresses += [
        f"dingtalk://{SECRET}@{KEY}",
        f"json://u:{SECRET}@127.0.0.1:{receiver.port}/{KEY}",
        f"json://u:{SECRET}@127.0.0.1:1/{KEY}",
        f"mailto://u:{SECRET}@127.0.0.1:1?from=a@example.cn",
    ]
    receiver.answers = [(502, ""), (200, "{}"), (200, "no")]
    targets = read_targets(addresses)
    said = [repr(targets), *(repr(send(each, DIGEST)) for each in targets)]
    for address in BAD:
        with pytest.raises(BadArgument):
            read_targets([address])
    said.append(caplog.text)
    assert KEY not in "".join(said)
    assert SECRET not in "".join(said)
