"""What the situation page shows of one place: where we are, its figures, its areas, its matters, its signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard.chart import MapRecord
from dashboard.read import View
from dashboard.suppress import Row
from dashboard.web.atlas import LEVELS, Atlas
from data.config import Area

SPANS = {"all": None, "365": 365, "90": 90, "30": 30, "7": 7}
MOST_MATTERS = 3
MOST_AREAS = 1500  # a finer level is drawn at first sight only when it has no more areas than this


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
    """Where we are among the levels.

    levels: those that can be drawn inside the focus, coarsest first; a click leads into an area of the first.
    level: the one that is drawn.
    above: the areas above what the figures are about, itself last; has_top: the first of them holds everything.
    """

    where: Where
    levels: tuple[str, ...]
    level: str
    above: tuple[Row, ...]
    has_top: bool

    @property
    def about(self) -> str:
        """The area the figures are about: the picked one, else the focus ('' for everything, placed or not)."""
        return self.where.picked or self.where.focus


def find_place(view: View, where: Where) -> Place | None:
    """Where we are; None when no area below the focus is known."""
    counts = _levels_inside(view, where.focus)
    levels = tuple(level for level in counts if counts[level] != 1) or tuple(counts)[-1:]
    if not levels:
        return None
    drawable = [level for level in levels if counts[level] <= MOST_AREAS] or levels[:1]
    top = next((str(row["area_code"]) for row in view.rows("page_top")), "")
    return Place(
        where=where,
        levels=levels,
        level=where.level if where.level in levels else drawable[-1],
        above=tuple(_above(view, where.picked or where.focus or top)),
        has_top=bool(top),
    )


def _levels_inside(view: View, focus: str) -> dict[str, int]:
    """How many areas of each level lie below the focus, coarsest level first."""
    counts = {
        str(row["level_code"]): int(str(row["areas_known"])) for row in view.rows("page_level", focus=focus)
    }
    own = _above(view, focus)[-1:] if focus else []
    least = LEVELS.index(str(own[0]["level_code"])) + 1 if own else 0
    return {level: counts[level] for level in LEVELS[least:] if level in counts}


def _above(view: View, area_code: str) -> list[Row]:
    rows = view.rows("page_above", area_code=area_code)
    return sorted(rows, key=lambda row: LEVELS.index(str(row["level_code"])))


def step(view: View, where: Where, area_code: str) -> Where:
    """Where a click on an area leads: one level down towards it, else it is picked."""
    place = find_place(view, where)
    if place is None:
        return where
    path = {str(row["level_code"]): str(row["area_code"]) for row in _above(view, area_code)}
    into = path.get(place.levels[0], area_code)
    if _levels_inside(view, into):
        return Where(focus=into, level=where.level)
    return Where(focus=where.focus, picked=area_code, level=where.level)


def map_record(view: View, place: Place, choice: Choice, *, atlas: Atlas, area: Area) -> MapRecord | None:
    """The map of a place under a choice; None when the place has no shapes."""
    focus, named_level = place.where.focus, place.levels[0]
    sheet = atlas.sheet(view, place.level, focus)
    named = atlas.sheet(view, named_level, focus)
    if sheet is None or named is None:
        return None
    chosen: dict[str, object] = {"since": since(view, choice.span), "kind": choice.kind, "focus": focus}
    areas = _areas(view, place.level, choice, chosen=chosen, area=area)
    skips = place.level != named_level
    return MapRecord(
        areas=areas,
        named=_areas(view, named_level, choice, chosen=chosen, area=area) if skips else areas,
        heat=view.rows("page_heat", **chosen) if choice.layer != "areas" else [],
        geometry_url=_url(place.level, focus, sheet.etag),
        border_url=_url(named_level, focus, named.etag) if skips else None,
        bounds=sheet.bounds,
        inner_points=named.inner_points,
        picked=place.where.picked,
        layer=choice.layer,
        key=f"{place.level}/{focus}/{sheet.etag}",
        signals=view.rows("page_signal_outline", focus=focus, kind=choice.kind),
    )


def _areas(view: View, level: str, choice: Choice, *, chosen: dict[str, object], area: Area) -> list[Row]:
    return view.rows(
        "page_area_value",
        level=level,
        is_chosen=not choice.is_all,
        red_share=area.red_share,
        orange_share=area.orange_share,
        **chosen,
    )


def since(view: View, span: str) -> datetime | None:
    """When a span of days up to the refresh began; None for all."""
    days = SPANS.get(span)
    if days is None:
        return None
    as_of = view.rows("page_state")[0]["as_of_date"]
    assert isinstance(as_of, date)
    return datetime(as_of.year, as_of.month, as_of.day) - timedelta(days=days - 1)


def _url(level: str, focus: str, etag: str) -> str:
    return f"/geometry/{level}/{focus or 'all'}.json?v={etag}"
