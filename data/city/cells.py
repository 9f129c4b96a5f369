"""What stands in each column of a sheet for one row, in that sheet's own manner."""

from dataclasses import dataclass, replace
from datetime import date

from data.city.areas import Land
from data.city.bank import phrases
from data.city.bodies import Dice
from data.city.row import KIND_NAMES, Row
from data.city.slip import Cell, date_cell, people_cell, phone_cell, time_cell

POINT_SHARE = 0.86
UNKNOWABLE_SHARE = 0.002
_STATUS = {
    "screening": {"new": "待化解", "accepted": "化解中", "replied": "化解中", "closed": "已化解"},
    "export": {"new": "待受理", "accepted": "办理中", "replied": "已答复", "closed": "已办结"},
}
_SOURCES = ("入户排查", "网格上报", "群众反映", "村组干部发现", "上级交办")
_METHODS = ("村组协调", "人民调解", "自行和解", "上报乡镇", "其他方式")
_PROTECTED = {
    "重点人员": ("否", "否", "是", ""),
    "是否扬言": ("否", "", "无"),
    "民族": ("汉", "汉族", "汉"),
    "政治面貌": ("群众", "群众", "中共党员"),
}


@dataclass(frozen=True)
class Manner:
    """A sheet's habits: `grid` is name, short, code or none; `stamp` is how moments look."""

    kind: str
    dates: tuple[str, ...]
    grid: str
    stamp: str
    has_point: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row by column key, and whether they say where it is."""

    cells: dict[str, Cell]
    usable: bool
    has_phone: bool
    slipped: bool


def line_of(row: Row, land: Land, manner: Manner, *, columns: frozenset[str], number: str) -> Line:
    """Fill every column a sheet may ask for."""
    dice = row.dice
    point = manner.has_point and dice.chance(POINT_SHARE)
    grid = _grid_text(row, land, manner, dice, point=point)
    phone = phone_cell(row.phone, dice) if row.phone else _blank(dice)
    cells: dict[str, Cell] = {
        "report_no": number,
        "reported_at": _reported(row, manner, dice),
        "name": row.name,
        "phone": phone,
        "id_number": row.id_number,
        "address": row.address,
        "party": row.party or _blank(dice),
        "party_phone": row.party_phone,
        "people": people_cell(row.people, dice),
        "kind": KIND_NAMES[row.kind] + ("纠纷" if dice.chance(0.7) else ""),
        "subject": row.subject,
        "title": row.title,
        "narrative": _padded(row.narrative, dice),
        "place": row.place,
        "village": row.village,
        "town": row.town,
        "area": row.town + row.village,
        "grid": grid,
        "lon": row.lon if point else None,
        "lat": row.lat if point else None,
        "lonlat": f"{row.lon},{row.lat}" if point else "",
    }
    cells |= _handling(row, manner, dice)
    cells |= {name: dice.pick(words) for name, words in _PROTECTED.items() if name in columns}
    return Line(cells, point or grid != "", bool(row.phone) and phone != "", row.slipped)


def _handling(row: Row, manner: Manner, dice: Dice) -> dict[str, Cell]:
    def shaped(day: date | None) -> Cell:
        if day is None:
            return ""
        return date_cell(day, _plain(manner.stamp if manner.dates == ("time",) else dice.pick(manner.dates)))

    return {
        "unit": row.unit,
        "unit_officer": f"{row.unit}\n{row.officer}",
        "officer": row.officer,
        "leader": row.leader,
        "due": shaped(row.handling.due),
        "status": _STATUS[manner.kind][row.handling.status],
        "progress": row.handling.progress,
        "accepted_at": shaped(row.handling.accepted),
        "replied_at": shaped(row.handling.replied),
        "closed_at": shaped(row.handling.closed),
        "satisfaction": row.handling.satisfaction,
        "channel": "走访" if row.channel == "来访" and dice.chance(0.1) else row.channel,
        "level": row.level,
        "method": dice.pick(_METHODS) if row.handling.closed else "",
        "risk": "较大" if row.people >= 5 else "一般",
        "source": dice.pick(_SOURCES),
        "supervise": "已交办" if dice.chance(0.3) else "",
        "remark": dice.pick(phrases()["remark"]),
    }


def _plain(shape: str) -> str:
    """Shapes without a year only suit the day of the report, whose year the title carries."""
    return "dot" if shape in ("short", "range") else shape


def _reported(row: Row, manner: Manner, dice: Dice) -> Cell:
    if manner.dates == ("time",):
        if dice.chance(UNKNOWABLE_SHARE):
            return date_cell(row.reported.date(), "short")
        return time_cell(row.reported, manner.stamp)
    return date_cell(row.reported.date(), dice.pick(manner.dates))


def _blank(dice: Dice) -> str:
    """Nothing, or one of the marks for nothing."""
    return ("无", "—", "/")[dice.below(3)] if dice.chance(0.08) else ""


def _padded(text: str, dice: Dice) -> str:
    """Now and then a full-width blank before, or a line break within."""
    if dice.chance(0.05):
        return "\u3000\u3000" + text
    return text.replace("。", "。\n", 1) if dice.chance(0.03) else text


def _grid_text(row: Row, land: Land, manner: Manner, dice: Dice, *, point: bool) -> str:
    if manner.grid == "none" or not dice.chance(0.45 if point else 0.62):
        return ""
    name = land.grid_names[row.grid]
    return {"name": name, "short": name[len(row.village) :], "code": land.grid_codes[row.grid]}[manner.grid]


def joined(first: Line, second: Line) -> Line:
    """Two disputes told in one row: 1.… 2.…"""
    cells = dict(first.cells)
    for key in ("name", "narrative", "party"):
        cells[key] = f"1.{first.cells[key]} 2.{second.cells[key]}"
    return replace(first, cells=cells | {"phone": "", "people": 2, "id_number": ""}, has_phone=False)
