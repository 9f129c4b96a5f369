"""The numbers of the briefing once more, slowly and obviously, from the tables as they lie.

Each function gives the rows a table of the briefing must show, as text, by nothing but loops over whole tables.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from data.db import Store
from tests.dashboard.briefing_filling import AS_OF, CATEGORIES

MONDAY = AS_OF - timedelta(days=6)
LAST_MONDAY = MONDAY - timedelta(days=7)
Record = dict[str, object]
Lines = list[list[str]]


class Twin:
    """Every table as a list of records."""

    def __init__(self, store: Store) -> None:
        self._store = store
        matters = self.table("out_matter")
        restricted = {row["matter_id"] for row in matters if row["is_restricted"]}
        belongs = {row["report_id"]: row for row in self.table("out_matter_report")}
        self.band = {row["matter_id"]: row["band_code"] for row in self.table("out_score")}
        self.matters = [row for row in matters if row["matter_id"] not in restricted]
        self.open = [row for row in self.matters if row["is_open"]]
        self.overdue = [row for row in self.open if int(str(row["overdue_days"])) > 0]
        self.reports = [
            {**row, **belongs[row["report_id"]]}
            for row in self.table("core_report")
            if row["state_code"] == "accepted"
            and row["legal_category_code"] != "accusation"
            and belongs[row["report_id"]]["matter_id"] not in restricted
        ]
        self.place = {row["report_id"]: row["area_code"] for row in self.table("out_place")}
        self.area_name = {row["area_code"]: str(row["name"]) for row in self.table("core_area")}
        self.category_name = {row["code"]: str(row["name"]) for row in self.table("core_code")}

    def table(self, name: str) -> list[Record]:
        """All of a table."""
        with self._store.reading() as connection:
            answer = connection.execute(f"SELECT * FROM {name}")
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def reports_from(self, monday: date) -> list[Record]:
        """Reports of a week."""
        return [row for row in self.reports if in_week(row["reported_at"], monday)]

    def raised_from(self, monday: date) -> list[Record]:
        """Matters first raised in a week."""
        return [row for row in self.matters if in_week(row["first_reported_at"], monday)]

    def closed_from(self, monday: date, days: int = 7) -> list[Record]:
        """Matters closed in a week."""
        return [row for row in self.matters if in_week(row["closed_at"], monday, days)]

    def town(self, area_code: object) -> str:
        """The town of a grid by its code."""
        return self.area_name[str(area_code)[:9]] if area_code else "未定位"

    def by_reports(self, column: str) -> Counter[str]:
        """This week's reports by a column."""
        return Counter(str(row[column]) for row in self.reports_from(MONDAY))

    def by_town(self) -> Lines:
        """镇街, 件次, 环比, 未结, 超期."""
        now = Counter(self.town(self.place[row["report_id"]]) for row in self.reports_from(MONDAY))
        before = Counter(self.town(self.place[row["report_id"]]) for row in self.reports_from(LAST_MONDAY))
        still = Counter(self.town(row["area_code"]) for row in self.open)
        late = Counter(self.town(row["area_code"]) for row in self.overdue)
        names = {name for counter in (now, before, still, late) for name in counter}
        return [
            [name, str(now[name]), changed(now[name], before[name]), str(still[name]), str(late[name])]
            for name in sorted(names)
        ]

    def by_category(self) -> Lines:
        """The five most reported kinds and the rest: name, 件次, 占比."""
        now = Counter(str(row["category_code"]) for row in self.reports_from(MONDAY))
        before = Counter(str(row["category_code"]) for row in self.reports_from(LAST_MONDAY))
        kinds = sorted(CATEGORIES, key=lambda code: (-now[code], -before[code], code))
        kinds = [code for code in kinds if now[code] or before[code]]
        parts = {self.category_name[code]: now[code] for code in kinds[:5]}
        if kinds[5:]:
            parts["其他类型"] = sum(now[code] for code in kinds[5:])
        total = sum(now.values())
        return [[name, str(count), f"{count / total:.1%}"] for name, count in parts.items()]

    def by_people(self) -> Lines:
        """Bands of people of new matters: name, 事项."""
        bands = (
            (1, 4, "1–4人"),
            (5, 10, "5–10人"),
            (11, 20, "11–20人"),
            (21, 50, "21–50人"),
            (51, 100, "51–100人"),
        )
        found = []
        for low, high, name in bands:
            now = [row for row in self.raised_from(MONDAY) if low <= int(str(row["people_count"])) <= high]
            if now:
                found.append([name, str(len(now))])
        return found

    def limits(self, start: date, end: date) -> dict[str, tuple[int, int]]:
        """Rule → limits that fell due, and of these met on time."""
        seen = {row["matter_id"] for row in self.matters}
        found: dict[str, tuple[int, int]] = {}
        for row in self.table("out_deadline"):
            due, met = row["statutory_due_date"], row["met_date"]
            assert isinstance(due, date)
            if row["matter_id"] in seen and start <= due < end:
                all_due, on_time = found.get(str(row["rule_code"]), (0, 0))
                on_time += isinstance(met, date) and met <= due
                found[str(row["rule_code"])] = (all_due + 1, on_time)
        return found

    def lists(self) -> dict[str, list[int]]:
        """List → matters on it, new this week, step overdue, without a unit."""
        matter = {row["matter_id"]: row for row in self.matters}
        found: dict[str, list[int]] = {}
        for row in self.table("out_list"):
            if row["matter_id"] in matter:
                due = row["due_date"]
                new = in_week(matter[row["matter_id"]]["first_reported_at"], MONDAY)
                late = isinstance(due, date) and due < AS_OF
                line = [1, int(new), int(late), int(row["unit_id"] is None)]
                found[str(row["list_code"])] = [
                    sum(pair) for pair in zip(found.get(str(row["list_code"]), [0] * 4), line, strict=True)
                ]
        return found


def in_week(moment: object, monday: date, days: int = 7) -> bool:
    """Whether a moment lies in the days from a Monday."""
    return isinstance(moment, datetime) and monday <= moment.date() < monday + timedelta(days=days)


def changed(now: int, before: int) -> str:
    """The change as the briefing writes it."""
    if now == before:
        return "0"
    if before < 5:
        return f"+{now - before}" if now > before else str(now - before)
    percent = (now - before) / before * 100
    return (f"+{percent:.1f}%" if percent > 0 else f"{percent:.1f}%").replace("-", "−")
