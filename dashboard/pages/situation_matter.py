"""The few matters the panel shows, with their place and reasons; looked up one by one, never searched for."""

from __future__ import annotations

from dashboard.board.ground import Ground
from dashboard.pages.situation_data import Asked
from dashboard.suppress import Row

MOST_MATTERS = 3
NO_ROW = -1
NAMED = ("town", "community", "grid")


def read_matters(asked: Asked, places: list[int]) -> list[Row]:
    """places: where they stand in the board's stock, at most three."""
    stock = asked.board.stock
    numbers = [int(stock["row_no"][at]) for at in places]
    first, second, third = [*numbers, NO_ROW, NO_ROW][:MOST_MATTERS]
    found = asked.view.rows("page_matter_some", first_row=first, second_row=second, third_row=third)
    by_number = {row["row_no"]: row for row in found}
    reasons = _reasons(asked, [str(row["matter_id"]) for row in found])
    return [
        {
            **by_number[number],
            "score": int(stock["score"][at]),
            "band_code": _band(asked, at),
            "place_name": _place(asked.board.ground, by_number[number]["area_code"]),
            "reasons": reasons.get(str(by_number[number]["matter_id"])),
        }
        for at, number in zip(places, numbers, strict=True)
    ]


def _reasons(asked: Asked, ids: list[str]) -> dict[str, list[Row]]:
    first, second, third = [*ids, "", ""][:MOST_MATTERS]
    found: dict[str, list[Row]] = {}
    for row in asked.view.rows("page_reason_some", first=first, second=second, third=third):
        found.setdefault(str(row["matter_id"]), []).append(row)
    return found


def _band(asked: Asked, at: int) -> str:
    stock = asked.board.stock
    return ("blue", "yellow", "orange", "red")[int(stock["band_no"][at])] if stock["is_open"][at] else ""


def _place(ground: Ground, code: object) -> str:
    above = ground.above(str(code)) if code else []
    return " · ".join(ground.names[at] for at in above if ground.levels[at] in NAMED)
