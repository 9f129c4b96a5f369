"""Where notices go: addresses from the settings, which hold keys and passwords and are therefore never shown.

[notice] targets                              →   target
wecombot://693a91f6-…                               1  wecombot
mailtos://user:password@mail.example.cn              2  mailtos
https://oapi.dingtalk.com/robot/send?access_token=…  3  dingtalk: as the robot's page gives it

Addresses are those of apprise (github.com/caronc/apprise). Only these kinds are taken: apprise knows 150, some of which run
programs or write files here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import apprise

from data.errors import BadArgument

KINDS = {
    "wecombot": "企业微信群机器人",
    "dingtalk": "钉钉群机器人",
    "feishu": "飞书群机器人",
    "lark": "Lark",
    "mailto": "邮件",
    "mailtos": "邮件（加密）",
    "json": "JSON",
    "jsons": "JSON（加密）",
}
AS_GIVEN = (  # the address a robot's own page shows → apprise's
    (re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]+)"), "wecombot"),
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w+)"), "dingtalk"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?"), "feishu"),
    (re.compile(r"https://open\.larksuite\.com/open-apis/bot/v2/hook/([\w-]+)/?"), "lark"),
)
TALKATIVE = ("apprise", "urllib3.connectionpool", "requests")
ASSET = apprise.AppriseAsset(app_id="Fengqiao", app_desc="Fengqiao", app_url="", async_mode=False)


@dataclass(frozen=True)
class Target:
    """One address; number: its place in the settings, from 1."""

    number: int
    kind: str
    plugin: apprise.NotifyBase = field(repr=False, compare=False)


def read_targets(addresses: Sequence[str]) -> list[Target]:
    """The targets in their order; BadArgument names the place of one that cannot be, never the address."""
    return [_target(number, address) for number, address in enumerate(addresses, start=1)]


def _target(number: int, address: str) -> Target:
    address = _known(address.strip())
    kind = address.partition("://")[0].lower()
    with silence():
        plugin = apprise.Apprise.instantiate(address, asset=ASSET) if kind in KINDS else None
    if plugin is None:
        known = "、".join(KINDS)
        raise BadArgument(
            f"config.toml [notice] targets 第{number}项：地址不对，或不是这几种：{known}。请按「种类://…」重写（地址含密钥，此处不显示）。",
            f"config.toml [notice] targets, item {number}: not an address of one of these kinds: {', '.join(KINDS)}. "
            "Write it as kind://… (it holds a key and is not shown here).",
        )
    plugin.request_rate_per_sec = 0  # the waits between tries are ours
    return Target(number, kind, plugin)


def _known(address: str) -> str:
    for shown, kind in AS_GIVEN:
        if found := shown.fullmatch(address):
            return f"{kind}://{found[1]}"
    return address


@contextmanager
def silence() -> Iterator[None]:
    """What apprise and urllib3 log holds whole addresses: nothing of it is kept meanwhile, whichever thread they use."""
    loggers = [logging.getLogger(name) for name in TALKATIVE]

    def keep_nothing(_record: logging.LogRecord) -> bool:
        return False

    for logger in loggers:
        logger.addFilter(keep_nothing)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(keep_nothing)
