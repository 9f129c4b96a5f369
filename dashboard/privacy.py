"""Requests to see, copy, correct or erase personal data (个人信息保护法 44-48): entered, answered in time, never by a name.

Q00001  correct  matter R00012  due 2026-07-30   →  granted  "电话已更正"  by sun, 2026-07-03

Who asks is checked at the counter and stays on the paper, which carries the number. A report cannot be erased
(registration cannot be undone): what is granted is a corrected version, a mask, or the vault's entry made unreadable
outside this page; the answer says which, or why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from data.db import Connection
from data.errors import BadArgument, NothingThere
from ingest.mask import mask

SQL = Path(__file__).parent / "sql"
KINDS = ("see", "copy", "correct", "erase", "explain")
RESULTS = ("granted", "partly", "refused")
LONGEST = 300


@dataclass(frozen=True)
class Request:
    """What is asked and of which matter; BadArgument for a kind nobody knows."""

    kind: str
    matter_id: str
    note: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadArgument("请选请求的种类。", "Choose what is asked.")


@dataclass(frozen=True)
class Reply:
    """What became of a request; BadArgument without a result, or a refusal without its reason."""

    request_id: str
    result: str
    answer: str

    def __post_init__(self) -> None:
        if self.result not in RESULTS:
            raise BadArgument("请选答复结果。", "Choose the result.")
        if self.result != "granted" and len(self.answer.strip()) < 4:
            raise BadArgument(
                "不予或部分办理时，请写明理由。", "A refusal, whole or in part, needs its reason."
            )


def enter_request(connection: Connection, asked: Request, *, by: str, now: datetime, days: int) -> str:
    """Keep a request; its number."""
    row = _run(
        connection,
        "privacy_enter",
        kind=asked.kind,
        matter_id=asked.matter_id.strip()[:40] or None,
        note=_kept(asked.note),
        by=by,
        now=now,
        due=(now + timedelta(days=days)).date(),
    ).fetchone()
    assert row
    return str(row[0])


def answer_request(connection: Connection, reply: Reply, *, by: str, now: datetime) -> None:
    """Keep the answer; NothingThere when no such request waits."""
    done = _run(
        connection,
        "privacy_answer",
        request_id=reply.request_id.strip(),
        result=reply.result,
        answer=_kept(reply.answer),
        by=by,
        now=now,
    ).fetchall()
    if not done:
        raise NothingThere("没有这个待答复的请求。", "No such request waits for an answer.")


def _kept(text: str) -> str | None:
    return mask(text.strip())[:LONGEST] or None


def _run(connection: Connection, statement: str, **values: object) -> Connection:
    return connection.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), values)
