"""Matters drawn by hand, each as a line of what a page shows of it, written as a refresh would leave them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.db import Connection, Store
from tests.dashboard.filling import AS_OF, NOW, make_home, rows
from tests.dashboard.filling_matter import _insert
from tests.dashboard.filling_place import make_places, write_places

GRIDS = tuple(place for place in make_places(7) if place.level == "grid")
UNITS = {"u1": "县住建局", "u2": "县人社局", "u3": "枫桥镇政府"}
FIRMS = {"f1": "锦绣物业服务有限公司", "f2": "宏达建筑劳务公司"}
REPLY = ("XF60_HANDLE", "RMTJ30", "LOCAL_SHEET_DUE")


@dataclass(frozen=True)
class Drawn:
    """One matter; days are counted back from AS_OF; limits: (rule, days back it fell due, state)."""

    matter_id: str
    raised: tuple[int, ...] = (40,)
    group: str | None = None
    kind: str = "15"
    grid: int | None = 0
    score: int = 24
    band: str = "yellow"
    is_open: bool = True
    is_restricted: bool = False
    accepted: int | None = None
    replied: int | None = None
    closed: int | None = None
    rating: str | None = None
    unit: str | None = "u1"
    firm: str | None = "f1"
    people: int = 1
    legal: str = "appeal"
    overdue: int = 0
    limits: tuple[tuple[str, int, str], ...] = field(default=())
    lists: tuple[str, ...] = ()

    @property
    def codes(self) -> set[str]:
        """Every area it lies in."""
        return set() if self.grid is None else {code for code, _ in GRIDS[self.grid].path}


def day(back: int) -> date:
    """A day so many days before AS_OF."""
    return AS_OF - timedelta(days=back)


def at(back: int | None) -> datetime | None:
    """Nine in the morning of that day."""
    return None if back is None else datetime.combine(day(back), time(9))


def drawn_home(home: Path, matters: Sequence[Drawn]) -> Store:
    """A home that holds just these matters, its warehouse open."""
    store = make_home(home)
    with store.writing() as connection:
        write_places(connection, make_places(7))
        rows(connection, "core_unit", [*UNITS.items()])
        rows(connection, "core_respondent", [*FIRMS.items()])
        open_ones = sorted(
            (one for one in matters if one.is_open), key=lambda one: (-one.score, one.matter_id)
        )
        for rank, one in enumerate(open_ones, start=1):
            rows(connection, "out_score", [(one.matter_id, one.score, one.band, rank)])
        for one in matters:
            _write(connection, one)
        _write_groups(connection, [one for one in matters if one.group and not one.is_restricted])
        rows(connection, "out_refresh", [(AS_OF, NOW, 1, 1, len(matters), 1, "test")])
    return store


def _write(connection: Connection, one: Drawn) -> None:
    area = None if one.grid is None else GRIDS[one.grid].code
    matter: dict[str, object] = {
        "matter_id": one.matter_id, "group_id": one.group, "area_code": area, "category_code": one.kind,
        "legal_category_code": one.legal, "channel_code": "screening", "level_code": "community",
        "title": f"{one.matter_id}的诉求", "status_code": "open" if one.is_open else "closed", "is_open": one.is_open,
        "is_restricted": one.is_restricted, "first_reported_at": at(max(one.raised)),
        "last_reported_at": at(min(one.raised)), "report_count": len(one.raised), "people_count": one.people,
        "respondent_id": one.firm, "unit_id": one.unit, "accepted_at": at(one.accepted), "replied_at": at(one.replied),
        "closed_at": at(one.closed), "satisfaction_code": one.rating, "next_due_date": None, "overdue_days": one.overdue,
    }  # fmt: skip
    _insert(connection, "out_matter", matter)
    for number, back in enumerate(sorted(one.raised, reverse=True), start=1):
        _write_report(connection, one, number, back)
    for rule, back, state in one.limits:
        row = (
            one.matter_id,
            rule,
            day(back + 15),
            day(back),
            day(back),
            None,
            state,
            max(back, 0),
            False,
            "条例",
            None,
            False,
            None,
        )
        rows(connection, "out_deadline", [row])
    for code in one.lists:
        rows(connection, "out_list", [(code, one.matter_id, one.unit, day(-5), "宜先办", "first")])


def _write_report(connection: Connection, one: Drawn, number: int, back: int) -> None:
    report_id = one.matter_id if number == 1 else f"{one.matter_id}-{number}"
    report: dict[str, object] = {
        "report_id": report_id, "version_no": 1, "state_code": "accepted", "submission_id": "S000001",
        "sheet_name": "Sheet1", "row_no": 5, "part_no": 1, "source_code": "default", "content_hash": report_id,
        "reported_at": at(back), "channel_code": "screening", "level_code": "community", "category_code": one.kind,
        "legal_category_code": "accusation" if one.is_restricted else one.legal, "narrative": f"{one.matter_id}的诉求",
        "is_people_approximate": False, "party_count": 1, "has_safety_concern": False, "loaded_at": at(back),
        "replied_at": at(one.replied) if number == 1 else None, "closed_at": at(one.closed) if number == 1 else None,
    }  # fmt: skip
    _insert(connection, "core_report", report)
    connection.execute(
        "INSERT INTO out_matter_report VALUES (?, ?, ?, ?)", [report_id, one.matter_id, number, number > 1]
    )
    party = {"report_id": report_id, "party_no": 1, "role_code": "petitioner", "name_token": TOKEN}
    _insert(connection, "core_report_party", dict(party))


TOKEN = "5eaf00d5-1111-4222-8333-444455556666"


def _write_groups(connection: Connection, members: list[Drawn]) -> None:
    for group_id in sorted({str(one.group) for one in members}):
        own = [one for one in members if one.group == group_id]
        row = (
            *(group_id, own[0].kind, "respondent", f"同一被反映方：{FIRMS.get(own[0].firm or '', '某处')}"),
            *(GRIDS[own[0].grid].code if own[0].grid is not None else None, own[0].firm, len(own)),
            *(sum(one.is_open for one in own), sum(len(one.raised) for one in own)),
            *(max(one.people for one in own) + 1, len({one.unit for one in own if one.unit}), 0),
            *(at(max(max(one.raised) for one in own)), at(min(min(one.raised) for one in own))),
        )
        rows(connection, "out_group", [row])


def random_matters(seed: int, count: int = 160) -> list[Drawn]:
    """So many matters of every sort, some of them accusations."""
    rng = random.Random(seed)
    return [_random(f"M{number:03d}", rng) for number in range(count)]


def _random(matter_id: str, rng: random.Random) -> Drawn:
    first = rng.randint(0, 420)
    replied = rng.choice([None, max(first - rng.randint(1, 60), 0)])
    closed = rng.choice([None, replied])
    is_open = closed is None or rng.random() < 0.2
    states = ("met", "met", "late", "overdue", "running", "ended")
    rules = ("XF15_NOTICE", "XF15_NOTICE_UNIT", "XF30_ASK_REVIEW", *REPLY)
    return Drawn(
        matter_id,
        raised=tuple({first, *(rng.randint(0, first) for _ in range(rng.choice((0, 0, 1, 3))))}),
        group=rng.choice([None, "G1", "G2", "G3", "G4"]),
        kind=rng.choice(("15", "18")),
        grid=rng.choice([None, *range(8)]),
        score=rng.randint(0, 60),
        band=rng.choice(("red", "orange", "yellow", "blue")),
        is_open=is_open,
        is_restricted=rng.random() < 0.08,
        accepted=rng.choice([None, first]),
        replied=replied,
        closed=closed,
        rating=rng.choice([None, "satisfied", "fair", "dissatisfied"]) if replied is not None else None,
        unit=rng.choice([None, *UNITS]),
        firm=rng.choice([None, *FIRMS]),
        people=rng.randint(1, 9),
        legal=rng.choice(("appeal", "appeal", "suggestion")),
        overdue=rng.choice((0, 0, 12)) if is_open else 0,
        limits=tuple(
            (rng.choice(rules), rng.randint(-20, 400), rng.choice(states)) for _ in range(rng.randint(0, 3))
        ),
        lists=tuple(code for code in ("control_new", "guard_change") if is_open and rng.random() < 0.3),
    )
