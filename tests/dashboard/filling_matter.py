"""Made-up matters with reports, reasons and deadlines, about 300."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.db import Connection
from tests.dashboard.filling_place import Place

CHANNELS = ("screening", "call", "visit")  # of a matter's reports, by their number
STORIES = {
    "18": ("宏达建筑劳务公司拖欠{n}名务工人员三个月工资，多次催要未果，请求督促支付", "枫江县人社局"),
    "15": ("小区电梯停运{n}天无人维修，业主要求物业公开维修基金使用情况并尽快修复", "县住建局"),
    "08": ("拆迁安置房逾期{n}个月未交付，过渡费停发，要求明确交房时间", "枫桥镇人民政府"),
    "09": ("夜间施工噪声扰民，持续到凌晨，附近{n}户居民无法休息，要求限时施工", "县生态环境分局"),
    "02": ("楼上漏水损坏天花板，双方就赔偿数额协商{n}次未成，请求调解", "新桥社区居委会"),
    "07": ("承包地界址不清，与邻户争执{n}次，要求重新丈量确权", "石塘乡人民政府"),
    "10": ("单位解除劳动合同未支付经济补偿，工龄{n}年，请求依法处理", "枫江县人社局"),
}
REASONS = {
    "overdue_notice": (30, "受理告知已超期{v}天", "Notice is {v} days overdue"),
    "repeats": (20, "同一事项已反映{v}次仍未办结", "Raised {v} times and still open"),
    "people": (15, "涉及{v}人", "{v} people joined"),
    "group_growth": (20, "同一原因近28天新增{v}件", "{v} more of the same cause in 28 days"),
    "unanswered": (10, "已{v}天未答复", "No answer for {v} days"),
}


@dataclass(frozen=True)
class Matter:
    """One matter and everything a page shows of it."""

    matter_id: str
    place: Place
    category: str
    title: str
    unit: str
    reported_at: tuple[datetime, ...]
    people: int
    is_open: bool
    overdue_days: int
    reasons: tuple[tuple[str, int], ...]
    group_id: str | None
    is_restricted: bool

    @property
    def score(self) -> int:
        return sum(REASONS[name][0] for name, _ in self.reasons)

    @property
    def band(self) -> str:
        bands = ((70, "red"), (45, "orange"), (20, "yellow"))
        return next((band for least, band in bands if self.score >= least), "blue")


def make_matters(places: list[Place], *, seed: int, as_of: date) -> list[Matter]:
    """About 300 matters, denser in the first town; two groups; three restricted ones."""
    rng = random.Random(seed)
    grids = [place for place in places if place.level == "grid"]
    hot = [grid for grid in grids if grid.code.startswith("990101100")]
    return [
        _matter(number, rng.choice(hot if rng.random() < 0.55 else grids), rng, as_of)
        for number in range(300)
    ]


def _matter(number: int, place: Place, rng: random.Random, as_of: date) -> Matter:
    category = rng.choices(tuple(STORIES), weights=(5, 5, 3, 4, 6, 3, 2))[0]
    story, unit = STORIES[category]
    first = datetime(as_of.year, as_of.month, as_of.day, 9) - timedelta(days=int(rng.expovariate(1 / 90)))
    repeats = [first + timedelta(days=9 * step) for step in range(rng.choice((1, 1, 1, 2, 4)))]
    is_open = rng.random() < 0.55
    overdue = rng.randint(1, 40) if is_open and rng.random() < 0.3 else 0
    return Matter(
        matter_id=f"R{number:05d}",
        place=place,
        category=category,
        title=story.format(n=rng.randint(2, 30)),
        unit=unit,
        reported_at=tuple(when for when in repeats if when.date() <= as_of),
        people=rng.choice((1, 1, 2, 3, 8, 26)),
        is_open=is_open,
        overdue_days=overdue,
        reasons=_reasons(overdue, len(repeats), rng) if is_open else (),
        group_id={"15": "R00001", "18": "R00002"}.get(category) if number % 3 == 0 else None,
        is_restricted=number in (40, 80, 120),
    )


def _reasons(overdue: int, repeats: int, rng: random.Random) -> tuple[tuple[str, int], ...]:
    found = [("overdue_notice", overdue)] if overdue else []
    found += [("repeats", repeats)] if repeats > 1 else []
    found += [
        (name, rng.randint(5, 30)) for name in ("people", "group_growth", "unanswered") if rng.random() < 0.4
    ]
    return tuple(found)


def write_matters(connection: Connection, matters: list[Matter], *, as_of: date) -> None:
    """core_report, out_place, out_matter, out_matter_report, out_score, out_reason and out_deadline."""
    ranked = sorted((matter for matter in matters if matter.is_open), key=lambda matter: -matter.score)
    for rank, matter in enumerate(ranked, start=1):
        _write_score(connection, matter, rank)
    for matter in matters:
        for number, when in enumerate(matter.reported_at, start=1):
            _write_report(connection, matter, number, when)
        _write_matter(connection, matter, as_of)
    for unit in {matter.unit for matter in matters}:
        connection.execute("INSERT INTO core_unit VALUES (?, ?)", [unit, unit])


def _write_report(connection: Connection, matter: Matter, number: int, when: datetime) -> None:
    report_id = matter.matter_id if number == 1 else f"{matter.matter_id}-{number}"
    legal = "accusation" if matter.is_restricted else "appeal"
    inner = matter.place.shape.representative_point()
    values: dict[str, object] = {
        "report_id": report_id, "version_no": 1, "state_code": "accepted", "submission_id": "S000001",
        "sheet_name": "Sheet1", "row_no": int(matter.matter_id[1:]) + 5, "part_no": 1, "source_code": "default",
        "content_hash": report_id, "reported_at": when, "channel_code": CHANNELS[number % 3],
        "level_code": "community", "category_code": matter.category, "legal_category_code": legal,
        "narrative": matter.title, "people_count": matter.people, "is_people_approximate": False,
        "party_count": 1, "has_safety_concern": False, "loaded_at": when,
    }  # fmt: skip
    _insert(connection, "core_report", values)
    jitter = (hash((number, matter.people)) % 7 - 3) / 1500
    place: dict[str, object] = {
        "report_id": report_id, "area_code": matter.place.code, "located_by": "point",
        "location_confidence_share": 0.9, "lon": inner.x + jitter, "lat": inner.y - jitter,
    }  # fmt: skip
    _insert(connection, "out_place", place)
    link = [report_id, matter.matter_id, number, number > 1]
    connection.execute("INSERT INTO out_matter_report VALUES (?, ?, ?, ?)", link)


def _write_matter(connection: Connection, matter: Matter, as_of: date) -> None:
    first = matter.reported_at[0]
    due = (
        as_of - timedelta(days=matter.overdue_days)
        if matter.overdue_days
        else first.date() + timedelta(days=60)
    )
    values: dict[str, object] = {
        "matter_id": matter.matter_id, "group_id": matter.group_id, "area_code": matter.place.code,
        "category_code": matter.category, "legal_category_code": "appeal", "channel_code": "screening",
        "level_code": "community", "title": matter.title, "status_code": "open" if matter.is_open else "closed",
        "is_open": matter.is_open, "is_restricted": matter.is_restricted, "first_reported_at": first,
        "last_reported_at": matter.reported_at[-1], "report_count": len(matter.reported_at),
        "people_count": matter.people, "unit_id": matter.unit,
        "next_due_date": max(due, as_of) if matter.is_open else None, "overdue_days": matter.overdue_days,
    }  # fmt: skip
    _insert(connection, "out_matter", values)
    state = "overdue" if matter.overdue_days else "met"
    met = None if matter.overdue_days else due
    connection.execute(
        "INSERT INTO out_deadline VALUES "
        "(?, 'XF15_NOTICE', ?, ?, ?, ?, ?, ?, FALSE, '信访工作条例第23条第2款', NULL, FALSE, NULL)",
        [matter.matter_id, first.date(), due, due, met, state, matter.overdue_days],
    )


def _write_score(connection: Connection, matter: Matter, rank: int) -> None:
    score = [matter.matter_id, matter.score, matter.band, rank]
    connection.execute("INSERT INTO out_score VALUES (?, ?, ?, ?)", score)
    for name, value in matter.reasons:
        points, zh, en = REASONS[name]
        row = [matter.matter_id, name, points, value, zh.format(v=value), en.format(v=value)]
        connection.execute("INSERT INTO out_reason VALUES (?, ?, ?, ?, ?, ?)", row)


def _insert(connection: Connection, table: str, values: dict[str, object]) -> None:
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))
