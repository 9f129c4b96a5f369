"""What a call asks, checked word by word against what its operation declares.

?limit=50&area=990101&updated_since=2026-03-01  →  Question(limit=50, area="990101", since=2026-03-01 00:00, …)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from dashboard.api.cursor import Key, read_cursor
from dashboard.api.fault import ApiFault, bad_parameter
from dashboard.api.operation import Operation
from dashboard.briefing.week import Week
from data.errors import BadArgument

DEFAULT_LIMIT = 100
MOST_LIMIT = 1000


@dataclass(frozen=True)
class Question:
    """A call's parameters; call: the operation and filters, which a cursor is bound to."""

    call: str
    limit: int
    after: Key
    area: str
    since: datetime | None
    from_week: date | None
    to_week: date | None


def read_question(operation: Operation, given: MultiDict[str, str], *, scope: str, timezone: str) -> Question:
    """The question of a call; ApiFault for a parameter unknown, given twice, or out of its bounds."""
    _check(operation, given)
    filters = sorted((name, value) for name, value in given.items() if name not in ("cursor", "limit"))
    call = repr((operation.name, scope, filters))
    return Question(
        call=call,
        limit=_limit(given.get("limit")),
        after=_after(operation, call, given.get("cursor")),
        area=given.get("area", ""),
        since=_moment(given.get("updated_since"), timezone),
        from_week=_week("from_week", given.get("from_week")),
        to_week=_week("to_week", given.get("to_week")),
    )


def _check(operation: Operation, given: MultiDict[str, str]) -> None:
    for name, value in given.items(multi=True):
        if value.startswith("fq_") or name.startswith("fq_"):
            raise ApiFault(
                400,
                "token_in_address",
                "令牌写在了网址里，可能已被记录。请撤销它（fengqiao token revoke），新令牌只放在请求头 Authorization 里。",
                "A token stands in the address, where it may have been logged. Revoke it, and send the new one "
                "only as the header Authorization.",
            )
        if name not in operation.parameters:
            known = "、".join(operation.parameters) or "—"
            raise bad_parameter(
                "?", f"有不认识的参数。可用：{known}。", f"one is not known here. There are: {known}."
            )
    if any(len(values) > 1 for values in given.listvalues()):
        raise bad_parameter("?", "同一参数写了两次。", "one is given twice.")
    if any("\0" in value or len(value) > MOST_LIMIT for value in given.values()):
        raise bad_parameter("?", "值不对。", "a value cannot be.")


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST_LIMIT):
        raise bad_parameter("limit", "请写 1 到 1000 的整数。", "a whole number from 1 to 1000.")
    return int(text)


def _after(operation: Operation, call: str, cursor: str | None) -> Key:
    if cursor is None:
        return ()
    key = read_cursor(call, cursor)
    wanted = 1 if operation.name == "areas" else 2
    try:
        if wanted == 2:
            datetime.fromisoformat(key[0])
    except (ValueError, IndexError):
        key = ()
    if len(key) != wanted:
        raise bad_parameter("cursor", "请从第一页重来。", "begin again with the first page.")
    return key


def _moment(text: str | None, timezone: str) -> datetime | None:
    """A moment in the site's local time, without a zone, as the warehouse holds it."""
    if text is None:
        return None
    try:
        told = datetime.fromisoformat(text)
        return told.astimezone(ZoneInfo(timezone)).replace(tzinfo=None) if told.tzinfo else told
    except (ValueError, OverflowError):
        raise bad_parameter(
            "updated_since",
            "请写日期或时间，如 2026-03-05 或 2026-03-05T09:00:00。",
            "a date or a moment, such as 2026-03-05 or 2026-03-05T09:00:00.",
        ) from None


def _week(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return Week.parse(text).monday
    except (BadArgument, AssertionError):
        raise bad_parameter(name, "请写周次，如 2026-W10。", "an ISO week, such as 2026-W10.") from None
