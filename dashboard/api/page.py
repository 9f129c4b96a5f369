"""A page of areas, matters or signals: the declared fields of its rows, and the cursor of the next page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.access_token import AccessToken
from dashboard.api.cursor import write_cursor
from dashboard.api.fault import not_found
from dashboard.api.field import Field
from dashboard.api.operation import Operation
from dashboard.api.question import Question
from dashboard.read import View
from dashboard.suppress import Row

IDS = {"matters": "matter_id", "signals": "signal_id"}
NO_MATTER = {"since": None, "after_at": None, "after_id": "", "most": 1}


@dataclass(frozen=True)
class Page:
    """Rows as they go out, and where the next page begins; None at the end."""

    rows: Sequence[Row]
    next_cursor: str | None


def areas(view: View, operation: Operation, asked: Question, token: AccessToken) -> Page:
    """A page of areas, by code."""
    after = asked.after[0] if asked.after else ""
    rows = view.rows("api_areas", scope=token.area_code, area=asked.area, after=after, most=asked.limit + 1)
    return cut(rows, operation, asked, key=("area_code",))


def changed(view: View, operation: Operation, asked: Question, token: AccessToken) -> Page:
    """A page of matters or signals, by when they last changed."""
    name = IDS[operation.name]
    only = {"matter_id": ""} if operation.name == "matters" else {}
    rows = view.rows(
        f"api_{operation.name}",
        scope=token.area_code,
        area=asked.area,
        since=asked.since,
        after_at=datetime.fromisoformat(asked.after[0]) if asked.after else None,
        after_id=asked.after[1] if asked.after else "",
        most=asked.limit + 1,
        **only,
    )
    return cut(rows, operation, asked, key=("updated_at", name))


def one_matter(view: View, operation: Operation, matter_id: str, token: AccessToken) -> Row:
    """One matter inside the token's area; ApiFault 404 for every other."""
    if not matter_id:
        raise not_found()
    rows = view.rows("api_matters", matter_id=matter_id, scope=token.area_code, area="", **NO_MATTER)
    if not rows:
        raise not_found()
    return declared(rows[0], operation.fields)


def cut(rows: Sequence[Row], operation: Operation, asked: Question, *, key: Sequence[str]) -> Page:
    """The first `limit` of up to limit + 1 rows, with a cursor when more are left."""
    kept = [declared(row, operation.fields) for row in rows[: asked.limit]]
    more = len(rows) > asked.limit
    last = tuple(str(kept[-1][name]) for name in key) if more else ()
    return Page(kept, write_cursor(asked.call, last) if more else None)


def declared(row: Mapping[str, object], fields: Sequence[Field]) -> Row:
    """What is declared and nothing else, as JSON can say it."""
    return {field.name: _value(row[field.name], field) for field in fields}


def _value(value: object, field: Field) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and field.inner:
        return [declared(item, field.inner) for item in value]
    return list(value) if isinstance(value, tuple) else value
