"""One try to hand a digest to one target, and how it ended.

target        answer                                  →   outcome       code
1 wecombot    HTTP 200 {"errcode": 0}                     sent          0
1 wecombot    HTTP 200 {"errcode": 93000, …}              refused       93000
2 dingtalk    HTTP 502                                    refused       502
3 json        no connection                               unreachable   null
4 mailtos     apprise could not                           refused       null

The answer's own words are not kept: they repeat the address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import apprise
import requests

from dashboard.notice.message import Digest
from dashboard.notice.robot import Letter, letter
from dashboard.notice.target import ASSET, Target, silence

Outcome = Literal["sent", "refused", "unreachable"]


@dataclass(frozen=True)
class Answer:
    """How a try ended; code: the robot's, else of HTTP, if there was one."""

    outcome: Outcome
    code: int | None = None


def send(target: Target, digest: Digest) -> Answer:
    """Try once; whatever goes wrong is an answer, never an exception that holds an address."""
    with silence():
        try:
            request = letter(target.plugin, digest.text)
            return _post(request, target) if request else _notify(target, digest)
        except Exception:  # of any library below, and its text may hold the address
            return Answer("unreachable")


def _post(request: Letter, target: Target) -> Answer:
    reply = requests.post(
        request.url,
        data=json.dumps(request.body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": ASSET.app_id},
        timeout=target.plugin.request_timeout,
        verify=target.plugin.verify_certificate,
        allow_redirects=False,
    )
    if reply.status_code != requests.codes.ok:
        return Answer("refused", reply.status_code)
    told = reply.json()
    code = told.get(request.code_field) if isinstance(told, dict) else None
    if not isinstance(code, int):
        return Answer("refused", reply.status_code)
    return Answer("sent" if code == 0 else "refused", code)


def _notify(target: Target, digest: Digest) -> Answer:
    service = apprise.Apprise(asset=ASSET)
    service.add(target.plugin)
    told = service.notify(title=digest.title, body=digest.body, body_format=apprise.NotifyFormat.TEXT)
    return Answer("sent" if told else "refused")
