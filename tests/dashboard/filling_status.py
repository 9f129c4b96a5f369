"""What a refresh derives from the made-up matters: groups, area status, weeks, signals."""

from __future__ import annotations

from datetime import date, timedelta

from data.db import Connection
from tests.dashboard.counted_weeks import count_weeks
from tests.dashboard.filling_matter import Matter
from tests.dashboard.filling_place import Place

SILENT = ("990101102001001", "990101102001002", "990101102003")  # sent no return: grey


def write_status(connection: Connection, places: list[Place], matters: list[Matter], *, as_of: date) -> None:
    """out_area_status, out_grid_week and out_signal."""
    for place in places:
        _write_area(connection, place, [matter for matter in matters if _in(matter, place)], as_of)
    count_weeks(connection)
    for number, (kind, place) in enumerate((("15", places[5]), ("18", places[6]))):
        _write_signal(connection, f"{kind}-{place.code}", number, place, as_of)


def _in(matter: Matter, place: Place) -> bool:
    return any(code == place.code for code, _ in matter.place.path)


def _write_area(connection: Connection, place: Place, inside: list[Matter], as_of: date) -> None:
    opened = [matter for matter in inside if matter.is_open]
    score = sum(matter.score for matter in opened if matter.band in ("red", "orange"))
    is_silent = place.code in SILENT
    grids = {"grid": 1, "community": 6, "town": 24, "county": 72}[place.level]
    per_grid = score / grids
    band = next(
        (b for least, b in ((120, "red"), (60, "orange"), (20, "yellow")) if per_grid >= least), "blue"
    )
    counts = [
        sum(len(matter.reported_at) for matter in inside),
        len(inside),
        len(opened),
        sum(matter.overdue_days > 0 for matter in opened),
        sum(len(matter.reported_at) > 1 for matter in opened),
        len({matter.group_id for matter in opened if matter.group_id}),
        sum(matter.reported_at[0].date() > as_of - timedelta(days=7) for matter in inside),
        score,
    ]
    tail = ["unknown", "missing"] if is_silent else [band, "returned"]
    marks = ", ".join("?" * 11)
    connection.execute(f"INSERT INTO out_area_status VALUES ({marks})", [place.code, *counts, *tail])


def _write_signal(connection: Connection, signal_id: str, number: int, place: Place, as_of: date) -> None:
    seen, expected = 14 - number * 4, 4.2
    sentence = f"{place.name}近21天物业类事项{seen}件，按往年规律约{expected}件，偶然出现约每{400 - number * 200}天一次"
    sentence_en = f"{seen} matters in 21 days, about {expected} expected"
    row = {
        "signal_id": signal_id,
        "method_code": "space_time",
        "category_code": "15",
        "area_code": place.code,
        "grid_codes": [place.code],
        "starts_on_date": as_of - timedelta(days=20),
        "ends_on_date": as_of,
        "observed_count": seen,
        "expected_count": expected,
        "effort_ratio": 1.0,
        "recurrence_interval_days": 400.0 - number * 200,
        "raised_on_date": as_of,
        "found_on_date": as_of,
        "state_code": "new",
        "level_code": "community",
        "sentence": sentence,
        "sentence_en": sentence_en,
    }
    names = ", ".join(f"${name} AS {name}" for name in row)
    connection.execute(f"INSERT INTO out_signal BY NAME SELECT {names}", row)


def write_groups(connection: Connection, matters: list[Matter]) -> None:
    """out_group: one row per group id."""
    for group_id in sorted({matter.group_id for matter in matters if matter.group_id}):
        members = [matter for matter in matters if matter.group_id == group_id]
        times = sorted(when for matter in members for when in matter.reported_at)
        row = [group_id, members[0].category, "respondent", "同一被反映方：锦绣物业服务有限公司", None, None]
        row += [len(members), sum(matter.is_open for matter in members), len(times)]
        row += [sum(matter.people for matter in members), 1, 3, times[0], times[-1]]
        connection.execute(f"INSERT INTO out_group VALUES ({', '.join('?' * len(row))})", row)
