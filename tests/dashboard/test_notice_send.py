"""One try at each kind of target, over real HTTP and SMTP on the loopback."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from email import message_from_string
from urllib.parse import parse_qs, urlsplit

import pytest
from apprise.plugins.wecombot import NotifyWeComBot

from dashboard.notice.message import Digest
from dashboard.notice.send import Answer, send
from dashboard.notice.target import Target, read_targets
from tests.dashboard.notice_receiver import (
    KEY,
    ROBOTS,
    SECRET,
    Receiver,
    http_receiver,
    mail_receiver,
    robots_receiver,
)

DIGEST = Digest("枫桥平台 预警摘要 2024-06-30", "新出现1条\n· 新出现：东村近14天劳资纠纷8件")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with robots_receiver() as receiver:
        yield receiver


def target(address: str) -> Target:
    return read_targets([address])[0]


@pytest.mark.parametrize("kind", ROBOTS)
def test_a_robot_is_sent_the_text(receiver: Receiver, kind: str) -> None:
    path, type_field, outer, inner = ROBOTS[kind]
    assert send(target(f"{kind}://{KEY}"), DIGEST) == Answer("sent", 0)
    (request,) = receiver.requests
    assert request.path == path
    assert request.content_type.startswith("application/json")
    assert json.loads(request.body) == {type_field: "text", outer: {inner: DIGEST.text}}


@pytest.mark.parametrize("kind", ROBOTS)
def test_the_letter_is_what_apprise_itself_would_send(receiver: Receiver, kind: str) -> None:
    robot = target(f"{kind}://{KEY}")
    send(robot, DIGEST)
    robot.plugin.send(body=DIGEST.text)
    ours, theirs = receiver.requests
    assert ours.path == theirs.path
    assert json.loads(ours.body) == {
        name: value for name, value in json.loads(theirs.body).items() if name != "at"
    }


@pytest.mark.parametrize("kind", ROBOTS)
@pytest.mark.parametrize(
    ("status", "text", "code"),
    [
        (200, '{"errcode": 93000, "code": 93000, "errmsg": "invalid webhook url"}', 93000),
        (200, '{"errcode": 45009, "code": 45009, "errmsg": "api freq out of limit"}', 45009),
        (200, "[]", 200),
        (502, "", 502),
        (302, "", 302),
    ],
)
def test_what_a_robot_did_not_take_is_not_sent(
    receiver: Receiver, kind: str, status: int, text: str, code: int
) -> None:
    receiver.answers = [(status, text)]
    assert send(target(f"{kind}://{KEY}"), DIGEST) == Answer("refused", code)
    assert len(receiver.requests) == 1


def test_an_answer_that_is_no_json_is_no_success(receiver: Receiver) -> None:
    receiver.answers = [(200, "<html>log in first</html>")]
    assert send(target(f"wecombot://{KEY}"), DIGEST).outcome != "sent"


def test_dingtalk_signs_with_its_secret(receiver: Receiver) -> None:
    send(target(f"dingtalk://{SECRET}@{KEY}"), DIGEST)
    asked = parse_qs(urlsplit(receiver.requests[0].path).query)
    (timestamp,), (sign,) = asked["timestamp"], asked["sign"]
    told = hmac.new(SECRET.encode(), f"{timestamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert sign == base64.b64encode(told).decode()


def test_json_gets_title_and_text(receiver: Receiver) -> None:
    assert send(target(f"json://user:{SECRET}@127.0.0.1:{receiver.port}/hook"), DIGEST).outcome == "sent"
    told = json.loads(receiver.requests[0].body)
    assert (told["title"], told["message"]) == (DIGEST.title, DIGEST.body)
    receiver.answers = [(500, "")]
    assert send(target(f"json://127.0.0.1:{receiver.port}/hook"), DIGEST) == Answer("refused")


def test_mail_gets_a_subject_and_the_text() -> None:
    with mail_receiver() as receiver:
        address = f"mailto://user:{SECRET}@127.0.0.1:{receiver.port}?from=a@example.cn&to=b@example.cn"
        assert send(target(address), DIGEST) == Answer("sent")
    mail = message_from_string(receiver.mails[0])
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    assert any("东村近14天劳资纠纷8件".encode() in part for part in parts if isinstance(part, bytes))
    assert SECRET not in receiver.mails[0]


def test_nobody_there_is_unreachable() -> None:
    with http_receiver() as gone:
        there = gone.address
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NotifyWeComBot, "notify_url", f"{there}/send?key={{key}}")
        assert send(target(f"wecombot://{KEY}"), DIGEST) == Answer("unreachable")
