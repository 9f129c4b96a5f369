"""What the situation page shows of one place: where we are, its figures, its areas, its matters, its signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.chart import MapRecord
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.atlas import LEVELS, Atlas
from data.config import Area

SPANS = {"all": None, "365": 365, "90": 90, "30": 30, "7": 7}
MOST_MATTERS = 4


@dataclass(frozen=True)
class Where:
    """Where the reader has gone: the area whose parts are drawn, the part picked, the level if one was asked for."""

    focus: str = ""
    picked: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Choice:
    """What the reader filtered by."""

    span: str = "all"
    kind: str = ""
    layer: str = "areas"

    @property
    def is_all(self) -> bool:
        """Whether nothing is filtered away."""
        return self.span == "all" and not self.kind


@dataclass(frozen=True)
class Place:
    """Where we are among the levels."""

    where: Where
    levels: tuple[str, ...]
    level: str
    above: tuple[Row, ...]
    has_top: bool

    @property
    def about(self) -> str:
        """The area the figures are about: the picked one, else the focus, else the one on top ('' for everywhere)."""
        return str(self.above[-1]["area_code"]) if self.above else ""


def find_place(view: View, where: Where) -> Place | None:
    """The levels that can be drawn inside the focus and the one that is; None when no area is known."""
    counts = {
        str(row["level_code"]): row["areas_known"] for row in view.rows("page_level", focus=where.focus)
    }
    present = [level for level in LEVELS if level in counts]
    if where.focus:
        own = next((str(row["level_code"]) for row in _above(view, where.focus)[-1:]), "")
        present = [level for level in present if LEVELS.index(level) > LEVELS.index(own)] if own else present
    many = [level for level in present if counts[level] != 1]
    levels = tuple(many or present[-1:])
    if not levels:
        return None
    level = where.level if where.level in levels else levels[0]
    top = _top(view)
    about = where.picked or where.focus or top
    return Place(where, levels, level, tuple(_above(view, about)) if about else (), has_top=bool(top))


def _top(view: View) -> str:
    """The one area everything lies in, '' when there are several."""
    return next((str(row["area_code"]) for row in view.rows("page_top")), "")


def _above(view: View, area_code: str) -> list[Row]:
    rows = view.rows("page_above", area_code=area_code)
    return sorted(rows, key=lambda row: LEVELS.index(str(row["level_code"])))


def step(view: View, where: Where, area_code: str) -> Where:
    """Where a click on an area leads: into it when it has parts, else it is picked."""
    inner = find_place(view, Where(focus=area_code))
    own = _above(view, area_code)[-1:]
    if inner and own and LEVELS.index(inner.level) > LEVELS.index(str(own[0]["level_code"])):
        return Where(focus=area_code)
    return Where(focus=where.focus, picked=area_code, level=where.level)


def map_record(view: View, place: Place, choice: Choice, *, atlas: Atlas, area: Area) -> MapRecord | None:
    """The map of a place under a choice; None when the place has no shapes."""
    sheet = atlas.sheet(view, place.level, place.where.focus)
    if sheet is None:
        return None
    since = _since(view, choice.span)
    focus, level = place.where.focus, place.level
    chosen: dict[str, object] = {"since": since, "kind": choice.kind, "focus": focus}
    shares = {"red_share": area.red_share, "orange_share": area.orange_share}
    return MapRecord(
        areas=view.rows("page_area_value", level=level, is_chosen=not choice.is_all, **chosen, **shares),
        heat=view.rows("page_heat", **chosen) if choice.layer != "areas" else [],
        geometry_url=_url(level, focus, sheet.etag),
        border_url=_border_url(view, atlas, place),
        bounds=sheet.bounds,
        inner_points=sheet.inner_points,
        picked=place.where.picked,
        layer=choice.layer,
        key=f"{level}/{focus}/{sheet.etag}",
    )


def _since(view: View, span: str) -> datetime | None:
    days = SPANS.get(span)
    if days is None:
        return None
    as_of = view.rows("page_state")[0]["as_of_date"]
    return datetime(as_of.year, as_of.month, as_of.day) - timedelta(days=days - 1)


def _url(level: str, focus: str, etag: str) -> str:
    return f"/geometry/{level}/{focus or 'all'}.json?v={etag}"


def _border_url(view: View, atlas: Atlas, place: Place) -> str | None:
    at = place.levels.index(place.level)
    if at == 0:
        return None
    upper = place.levels[at - 1]
    sheet = atlas.sheet(view, upper, place.where.focus)
    return _url(upper, place.where.focus, sheet.etag) if sheet else None
