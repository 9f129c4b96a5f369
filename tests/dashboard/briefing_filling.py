"""A home filled for the briefing and the exports, seeded: core rows, and derived rows as a refresh would leave them.

county 990101 → towns → communities → grids (a jagged lattice); reports over thirty weeks up to AS_OF, a Sunday;
every matter has one to three reports; some are accusations (restricted), some reports are parked.
Names and phones that must never come out stand in every text that a face could leak: CANARIES.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import shapely

from data.db import Connection, Store, open_store
from data.dictionary import tables
from grid.joined import keep_joined
from tests.dashboard.counted_weeks import count_weeks
from tests.new_home import new_stores

AS_OF = date(2024, 5, 19)
NOW = datetime(2024, 6, 3, 9, 30)
CANARY_NAME, CANARY_PHONE, CANARY_ID = "司马相如甲", "13987654321", "110101199003070734"
CANARIES = (CANARY_NAME, CANARY_PHONE, CANARY_ID)
STORY = f"{CANARY_NAME}（电话{CANARY_PHONE}，证号{CANARY_ID}）反映：楼上漏水一直没有人管"
CATEGORIES = ("15", "18", "08", "02", "10", "01", "09", "12")
CATEGORY_WEIGHTS = (30, 20, 14, 12, 9, 7, 5, 1)
CHANNELS = ("screening", "visit", "call", "web", "letter", "fax")
CHANNEL_WEIGHTS = (60, 14, 12, 10, 4, 0.3)
UNITS = ("住建局", "人社局", "自然资源局", "城管局", "青山镇政府", "临河镇政府")
BANDS = ("red", "orange", "yellow", "blue")
Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Size:
    """How much to fill."""

    towns: int = 4
    communities: int = 3
    grids: int = 4
    matters: int = 1500
    weeks: int = 30
    seed: int = 7


@contextmanager
def filled_home(folder: Path, size: Size | None = None) -> Iterator[Store]:
    """A store with everything in it."""
    with empty_home(folder) as store:
        with store.writing() as connection:
            for table, rows in Filling(size or Size()).tables().items():
                insert(connection, table, rows)
            count_weeks(connection)
            keep_joined(connection, as_of=AS_OF)
        yield store


@contextmanager
def empty_home(folder: Path) -> Iterator[Store]:
    """A fresh warehouse, nothing in it."""
    store = open_store(new_stores(folder), "warehouse")
    try:
        yield store
    finally:
        store.close()


def insert(connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Put rows into a table; columns left out are null, or a harmless value where the schema wants one."""
    if not rows:
        return
    needed = {
        column.name: _harmless(column.type)
        for column in tables()[table].columns
        if "NOT NULL" in column.type or "PRIMARY" in column.type
    }
    arrow = pa.Table.from_pylist([{**needed, **row} for row in rows])
    connection.register("filling", arrow)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM filling")
    connection.unregister("filling")


def _harmless(kind: str) -> object:
    if kind.startswith(("INTEGER", "BIGINT")):
        return 0
    if kind.startswith("DOUBLE"):
        return 0.0
    if kind.startswith("BOOLEAN"):
        return False
    if kind.startswith("TIMESTAMP"):
        return NOW
    if kind.startswith("DATE"):
        return AS_OF
    return [] if "[]" in kind else "x"


class Filling:
    """The rows of every table, made once, the same for the same size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.draw = random.Random(size.seed)
        self.areas: Rows = []
        self.boundaries: Rows = []
        self.paths: Rows = []
        self.grid_codes: list[str] = []

    def tables(self) -> dict[str, Rows]:
        """Table → rows."""
        self._make_areas()
        reports, matters, ledger = self._make_matters()
        return {
            "core_area": self.areas,
            "core_boundary": self.boundaries,
            "out_area_path": self.paths,
            "core_unit": [{"unit_id": f"u{number}", "name": name} for number, name in enumerate(UNITS)],
            "core_code": _codes(),
            "core_rule_pack": _rules(),
            "core_report": reports,
            "out_place": [self._place(row, ledger) for row in reports],
            **ledger,
            "out_matter": matters,
            **self._derived(matters),
            **self._quality(reports),
            "out_refresh": [{"as_of_date": AS_OF, "config_hash": "c0ffee"}],
        }

    def _make_areas(self) -> None:
        size = self.size
        across = max(1, round((size.towns * size.communities * size.grids) ** 0.5))
        self._area("990101", "county", "枫溪县", [])
        number = 0
        for town in range(size.towns):
            town_code = f"990101{town:03d}"
            self._area(
                town_code,
                "town",
                f"{'青临枫云石柳'[town % 6]}{'山河桥岭泉溪'[town // 6 % 6]}镇{town + 1}",
                ["990101"],
            )
            for community in range(size.communities):
                code = f"{town_code}{community:03d}"
                self._area(code, "community", f"第{community + 1}社区", ["990101", town_code])
                for grid in range(size.grids):
                    grid_code = f"{code}{grid:03d}"
                    self._area(grid_code, "grid", f"{grid + 1:02d}网格", ["990101", town_code, code])
                    self._boundary(grid_code, number % across, number // across)
                    self.grid_codes.append(grid_code)
                    number += 1

    def _area(self, code: str, level: str, name: str, above: list[str]) -> None:
        self.areas.append(
            {
                "area_code": code,
                "level_code": level,
                "name": name,
                "parent_code": above[-1] if above else None,
                "valid_from_date": date(2020, 1, 1),
            }
        )
        levels = ("county", "town", "community", "grid")
        self.paths += [
            {"area_code": code, "ancestor_code": ancestor, "ancestor_level_code": levels[place]}
            for place, ancestor in enumerate([*above, code])
        ]

    def _boundary(self, code: str, column: int, line: int) -> None:
        corners = [(column, line), (column + 1, line), (column + 1, line + 1), (column, line + 1)]
        ring = [point for place in range(4) for point in _edge(corners[place], corners[(place + 1) % 4])]
        shape = shapely.Polygon(ring)
        inner = shape.representative_point()
        self.boundaries.append(
            {
                "area_code": code,
                "valid_from_date": date(2020, 1, 1),
                "shape_wkb": shape.wkb,
                "inner_lon": inner.x,
                "inner_lat": inner.y,
                "source_crs_code": "EPSG:4490",
            }
        )

    def _make_matters(self) -> tuple[Rows, Rows, dict[str, Rows]]:
        reports: Rows = []
        matters: Rows = []
        belongs: Rows = []
        for number in range(self.size.matters):
            own = self._reports_of(number)
            reports += own
            if own[0]["state_code"] == "accepted":
                matters.append(self._matter(number, own))
                belongs += [
                    {
                        "report_id": row["report_id"],
                        "matter_id": own[0]["report_id"],
                        "repeat_no": place,
                        "is_repeat": place > 1,
                    }
                    for place, row in enumerate(own, 1)
                ]
        return reports, matters, {"out_matter_report": belongs}

    def _reports_of(self, number: int) -> Rows:
        draw = self.draw
        start = datetime.combine(AS_OF, datetime.min.time()) + timedelta(hours=23)
        first = start - timedelta(hours=draw.randrange(self.size.weeks * 7 * 24))
        times = [
            first,
            *(first + timedelta(days=draw.randrange(5, 60)) for _ in range(draw.choice((0, 0, 0, 1, 2)))),
        ]
        shared = {
            "category_code": draw.choices(CATEGORIES, CATEGORY_WEIGHTS)[0],
            "legal_category_code": draw.choices(("appeal", "suggestion", "accusation"), (90, 6, 4))[0],
            "state_code": draw.choices(("accepted", "parked"), (96, 4))[0],
            "unit_id": draw.choice((None, *(f"u{place}" for place in range(len(UNITS))))),
        }
        return [
            {
                "report_id": f"{number:06x}{place}a7c3e5b9",
                "version_no": 1,
                "submission_id": f"S{number % 40:06d}",
                "row_no": number + 2,
                "report_no": f"={number}-{place}",
                "reported_at": moment,
                "channel_code": draw.choices(CHANNELS, CHANNEL_WEIGHTS)[0],
                "level_code": draw.choices(("community", "town", "county"), (70, 25, 5))[0],
                "title": STORY,
                "narrative": STORY,
                "place_text": STORY,
                "progress_text": STORY,
                "people_count": draw.choice((1, 1, 2, 3, 6, 14, 30)),
                "party_count": 1,
                **shared,
            }
            for place, moment in enumerate(sorted(moment for moment in times if moment <= start))
        ]

    def _place(self, report: dict[str, object], ledger: dict[str, Rows]) -> dict[str, object]:
        code = self._grid_of(str(report["report_id"])[:6])
        inner = (
            next((row for row in self.boundaries if row["area_code"] == code), None)
            if len(self.boundaries) < 100
            else None
        )
        return {
            "report_id": report["report_id"],
            "area_code": code,
            "located_by": "none" if code is None else "grid_code",
            "lon": inner["inner_lon"] if inner else None,
            "lat": inner["inner_lat"] if inner else None,
        }

    def _grid_of(self, key: str) -> str | None:
        place = int(key, 16) * 7919 % (len(self.grid_codes) + 2)
        return self.grid_codes[place] if place < len(self.grid_codes) else None

    def _matter(self, number: int, own: Rows) -> dict[str, object]:
        draw, first, last = self.draw, own[0], own[-1]
        begun = last["reported_at"]
        assert isinstance(begun, datetime)
        closed = begun + timedelta(days=draw.randrange(3, 120))
        is_closed = closed.date() <= AS_OF
        is_open = not is_closed or draw.random() < 0.04
        return {
            "matter_id": first["report_id"],
            "group_id": None,
            "area_code": self._grid_of(str(first["report_id"])[:6]),
            "category_code": first["category_code"],
            "legal_category_code": first["legal_category_code"],
            "channel_code": first["channel_code"],
            "level_code": last["level_code"],
            "title": STORY,
            "status_code": "closed" if is_closed else "open",
            "is_open": is_open,
            "is_restricted": first["legal_category_code"] == "accusation",
            "first_reported_at": first["reported_at"],
            "last_reported_at": last["reported_at"],
            "report_count": len(own),
            "people_count": max(int(str(row["people_count"])) for row in own),
            "unit_id": first["unit_id"],
            "closed_at": closed if is_closed else None,
            "satisfaction_code": draw.choice(("satisfied", "fair", "dissatisfied", None))
            if is_closed
            else None,
            "next_due_date": AS_OF + timedelta(days=draw.randrange(0, 40)) if is_open else None,
            "overdue_days": draw.choice((0, 0, 0, draw.randrange(1, 60))) if is_open else 0,
        }

    def _derived(self, matters: Rows) -> dict[str, Rows]:
        still_open = [row for row in matters if row["is_open"]]
        scored = sorted(still_open, key=lambda row: -int(str(row["overdue_days"])))
        scores, reasons, listed = [], [], []
        for rank, row in enumerate(scored, 1):
            points = int(str(row["overdue_days"])) + 3 * int(str(row["report_count"]))
            band = BANDS[0 if points > 50 else 1 if points > 30 else 2 if points > 10 else 3]
            scores.append(
                {"matter_id": row["matter_id"], "score": points, "band_code": band, "rank_no": rank}
            )
            reasons += _reasons(row)
            listed += _listed(row, band)
        groups = self._groups(matters)
        return {
            "out_score": scores,
            "out_reason": reasons,
            "out_list": listed,
            "out_group": groups,
            "out_deadline": _deadlines([row for row in matters if not row["is_restricted"]]),
            "out_signal": self._signals(),
            "out_area_status": self._status(matters, scores),
        }

    def _groups(self, matters: Rows) -> Rows:
        """Every eleventh open matter of a kind with the next four of it, so that groups cross grids and units."""
        groups = []
        for category in CATEGORIES[:4]:
            own = [
                row
                for row in matters
                if row["category_code"] == category and row["is_open"] and not row["is_restricted"]
            ]
            for start in range(0, len(own) - 5, 11):
                members = own[start : start + 5]
                group_id = members[0]["matter_id"]
                for row in members:
                    row["group_id"] = group_id
                groups.append(
                    {
                        "group_id": group_id,
                        "category_code": category,
                        "cause_code": "respondent",
                        "shared_cause": f"同一被反映方：宏远{start}置业公司",
                        "area_code": "990101",
                        **_group_counts(members),
                    }
                )
        return groups

    def _signals(self) -> Rows:
        return [
            {
                "signal_id": f"15-{code}-2024-05-1{number}",
                "category_code": "15",
                "area_code": code,
                "grid_codes": [code, "=cmd"],
                "starts_on_date": date(2024, 5, 10 + number),
                "ends_on_date": date(2024, 5, 16 + number),
                "observed_count": 6 + number,
                "expected_count": 1.25,
                "recurrence_interval_days": 900.0 + number * 2000,
                "raised_on_date": date(2024, 5, 10 + number),
                "found_on_date": date(2024, 5, 16 + number),
                "state_code": ("new", "growing", "closed")[number],
                "owner_name": ("县住建局", None, "县人社局")[number],
                "outcome_code": (None, None, "real")[number],
            }
            for number, code in enumerate(self.grid_codes[:3])
        ]

    def _status(self, matters: Rows, scores: Rows) -> Rows:
        points = {row["matter_id"]: int(str(row["score"])) for row in scores}
        totals: dict[str, int] = {}
        for row in matters:
            if row["is_open"] and row["area_code"] and not row["is_restricted"]:
                code = str(row["area_code"])
                totals[code] = totals.get(code, 0) + points[row["matter_id"]]
        statuses = ("returned", "returned", "returned", "nil", "missing")
        highest = max([1, *totals.values()])
        rows: Rows = []
        for number, code in enumerate(self.grid_codes):
            screening = statuses[number * 31 % 5]
            score = totals.get(code, 0)
            band = BANDS[3 - min(3, 4 * score // (highest + 1))] if screening != "missing" else "unknown"
            here = (
                [row for row in matters if row["area_code"] == code and not row["is_restricted"]]
                if number < 200
                else []
            )
            rows.append(
                {
                    "area_code": code,
                    "matter_count": len(here),
                    "open_matter_count": sum(1 for row in here if row["is_open"]),
                    "overdue_count": sum(1 for row in here if row["overdue_days"]),
                    "score": score,
                    "band_code": band,
                    "screening_status_code": screening,
                }
            )
        return rows

    def _quality(self, reports: Rows) -> dict[str, Rows]:
        uploads = [
            {
                "submission_id": f"S{number:06d}",
                "file_name": f"排查表{number}.xlsx",
                "file_sha256": "0" * 64,
                "row_count": 23,
                "new_count": 18,
                "unchanged_count": 2,
                "changed_count": 1,
                "parked_count": 1,
                "rejected_count": 1,
                "report_count": 19,
                "withdrawn_at": NOW if number == 39 else None,
            }
            for number in range(40)
        ]
        issue = {
            "submission_id": "S000000",
            "rule_code": "date",
            "severity_code": "error",
            "message": "-1+1",
            "row_no": 3,
        }
        made = {"kind_code": "improve_work", "body_text": STORY, "made_at": datetime(2024, 5, 8)}
        return {
            "raw_submission": uploads,
            "core_issue": [issue],
            "core_recommendation": [{**made, "recommendation_id": f"r{number}"} for number in range(4)],
        }


def _edge(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[float, float]]:
    """The way from one lattice corner to the next without the last point, the same from both sides."""
    low, high = sorted((start, end))
    draw = random.Random(f"{low}{high}")
    points = [_corner(low)]
    for step in (0.3, 0.6):
        x, y = (a + (b - a) * step for a, b in zip(_corner(low), _corner(high), strict=True))
        points.append((x + draw.uniform(-0.0006, 0.0006), y + draw.uniform(-0.0006, 0.0006)))
    points.append(_corner(high))
    return points[:-1] if (start, end) == (low, high) else points[:0:-1]


def _corner(corner: tuple[int, int]) -> tuple[float, float]:
    draw = random.Random(str(corner))
    return (
        120 + corner[0] * 0.006 + draw.uniform(-0.0012, 0.0012),
        30 + corner[1] * 0.005 + draw.uniform(-0.001, 0.001),
    )


def _reasons(row: dict[str, object]) -> Rows:
    found = [("repeat", 3 * int(str(row["report_count"])), f"已反映{row['report_count']}次", "raised again")]
    if row["overdue_days"]:
        found.append(
            (
                "overdue",
                int(str(row["overdue_days"])),
                f"已超期{row['overdue_days']}天，尚未答复",
                "past its limit",
            )
        )
    found.append(("accepted", -2, "已受理", "accepted"))
    return [
        {
            "matter_id": row["matter_id"],
            "measure_code": code,
            "points": points,
            "measured_value": float(points),
            "sentence": zh,
            "sentence_en": en,
        }
        for code, points, zh, en in found
    ]


def _listed(row: dict[str, object], band: str) -> Rows:
    name = "reduce_stock" if row["overdue_days"] else "guard_change" if band == "orange" else "control_new"
    return [
        {
            "list_code": name,
            "matter_id": row["matter_id"],
            "unit_id": row["unit_id"],
            "due_date": row["next_due_date"],
            "why": "须在期限内答复",
            "why_en": "an answer is due",
        }
    ]


def _group_counts(members: Rows) -> dict[str, object]:
    begun = [row["first_reported_at"] for row in members]
    recent = [
        when for when in begun if isinstance(when, datetime) and when.date() >= AS_OF - timedelta(days=27)
    ]
    people = sum(int(str(row["people_count"])) for row in members)
    return {
        "matter_count": len(members),
        "open_matter_count": sum(1 for row in members if row["is_open"]),
        "report_count": sum(int(str(row["report_count"])) for row in members),
        "people_count": max(1, people - 1),  # one of them is in two matters
        "unit_count": len({row["unit_id"] for row in members} - {None}),
        "growth_count": len(recent),
        "first_reported_at": min(when for when in begun if isinstance(when, datetime)),
    }


def _deadlines(matters: Rows) -> Rows:
    rows: Rows = []
    for number, row in enumerate(matters):
        begun = row["first_reported_at"]
        assert isinstance(begun, datetime)
        for code, days in (("XF15_NOTICE_UNIT", 15), ("XF60_HANDLE", 60)):
            due = begun.date() + timedelta(days=days)
            late = number % 9 == 0 or (code == "XF60_HANDLE" and number % 4 == 0)
            met = due + timedelta(days=5 if late else -2)
            rows.append(
                {
                    "matter_id": row["matter_id"],
                    "rule_code": code,
                    "from_date": begun.date(),
                    "statutory_due_date": due,
                    "conservative_due_date": due,
                    "met_date": met if met <= AS_OF else None,
                    "state_code": _state(due, met),
                    "basis": "信访工作条例第23条第3款" if days == 15 else "信访工作条例第34条",
                }
            )
    return rows


def _state(due: date, met: date) -> str:
    if met > AS_OF:
        return "overdue" if due < AS_OF else "running"
    return "met" if met <= due else "late"


def _codes() -> Rows:
    names = (
        "物业纠纷",
        "拖欠农民工工资纠纷",
        "征地拆迁纠纷",
        "邻里纠纷",
        "劳动争议纠纷",
        "婚姻家庭纠纷",
        "环境污染纠纷",
        "消费纠纷",
    )
    return [
        {"set_code": "category", "code": code, "name": name, "name_en": f"kind {code}", "source": "test"}
        for code, name in zip(CATEGORIES, names, strict=True)
    ]


def _rules() -> Rows:
    names = {
        "XF15_NOTICE_UNIT": ("责任单位书面告知接收情况及途径程序", 15),
        "XF60_HANDLE": ("信访程序办结", 60),
    }
    return [
        {
            "rule_code": code,
            "name": name,
            "day_count": days,
            "kind_code": "calendar",
            "standing_code": "law",
            "valid_from_date": date(2022, 5, 1),
        }
        for code, (name, days) in names.items()
    ]
