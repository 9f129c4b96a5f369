"""What the robots of 企业微信, 钉钉 and 飞书 are sent, and whether they took it.

kind       body of the request                                     taken when the answer says
wecombot   {"msgtype": "text", "text": {"content": …}}              {"errcode": 0}
dingtalk   the same, calling nobody by phone                        the same
feishu     {"msg_type": "text", "content": {"text": …}}             {"code": 0}
lark       the same                                                 the same

They answer HTTP 200 to a wrong key or too many messages too, and apprise 2.2 takes any 200 for sent; it also escapes the
signature of 钉钉 twice. So these letters are posted here, to the addresses and with the signature that apprise makes.
developer.work.weixin.qq.com/document/path/91770, open.dingtalk.com/document/robots/custom-robot-access,
open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import apprise
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.wecombot import NotifyWeComBot

Body = Mapping[str, str | dict[str, str]]


@dataclass(frozen=True)
class Letter:
    """One request; code_field: of the answer, 0 when taken."""

    url: str
    body: Body
    code_field: str


def letter(plugin: apprise.NotifyBase, text: str) -> Letter | None:
    """The request for a robot; None for another kind of target."""
    match plugin:
        case NotifyWeComBot():
            return Letter(plugin.api_url, _text(text), "errcode")
        case NotifyDingTalk():
            return Letter(_signed(plugin), _text(text), "errcode")
        case NotifyFeishu():
            return Letter(plugin.notify_url.format(token=plugin.token), _content(text), "code")
        case NotifyLark():
            return Letter(plugin.webhook_url, _content(text), "code")
    return None


def _text(text: str) -> Body:
    return {"msgtype": "text", "text": {"content": text}}


def _content(text: str) -> Body:
    return {"msg_type": "text", "content": {"text": text}}


def _signed(plugin: NotifyDingTalk) -> str:
    url = plugin.notify_url.format(token=plugin.token)
    if not plugin.secret:
        return url
    timestamp, signature = plugin.get_signature()  # type: ignore[no-untyped-call]
    return f"{url}&timestamp={timestamp}&sign={signature}"
