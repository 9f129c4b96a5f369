"""What a form of the page 管理 says about its file, as an order.

level=grid code=id name=name valid_from=2026-01-01   →   AreasOrder(file, "grid", "id", "name", None, None, 2026-01-01)
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import flask

from dashboard.site.order import DEFAULT_VALID_FROM, AreasOrder, CalendarOrder, RulesOrder, SiteOrder
from data.errors import BadArgument

SYSTEMS = ("EPSG:4490", "EPSG:4326", "gcj02", "bd09")
ORDERS: dict[str, type[AreasOrder] | type[CalendarOrder] | type[RulesOrder]] = {
    "areas": AreasOrder,
    "calendar": CalendarOrder,
    "rules": RulesOrder,
}


def order_of(what: str, file: Path) -> SiteOrder:
    """What the form says about its file; BadArgument for a box that cannot be so."""
    if what == "calendar":
        return CalendarOrder(file)
    if what == "rules":
        day = _day("valid_from")
        if day is None:
            raise BadArgument("请填“自哪天起施行”。", "Fill in the first day in force.")
        return RulesOrder(file, day)
    code, name = _box("code"), _box("name")
    if not code or not name:
        raise BadArgument(
            "请填编码和名称在文件里的列名。", "Fill in the columns of the file that hold code and name."
        )
    return AreasOrder(
        file, _box("level"), code, name, _box("parent") or None, _box("crs") or None,
        _day("valid_from") or DEFAULT_VALID_FROM,
    )  # fmt: skip


def _box(name: str) -> str:
    return flask.request.form.get(name, "").strip()[:100]


def _day(name: str) -> date | None:
    text = _box(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadArgument(
            f"「{text[:20]}」不是日期，应如 2027-01-01。", "Not a date; write it as 2027-01-01."
        ) from None
