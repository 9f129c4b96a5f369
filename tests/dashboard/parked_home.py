"""A real home with parked pairs, and an engine that takes in, decides and withdraws but only notes what to refresh.

li (grid worker)    sent 电梯 of the fifth
zhao (grid worker)  sent 电梯 of the sixth, parked beside li's, and 漏水
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from tests.new_home import new_home

HEAD = "上报时间,当事人,联系电话,纠纷类型,村社区,纠纷地点,纠纷简况"
NAMES = ("欧阳明月", "13812345678")
LIFT = "柳岸小区三号楼电梯停运三个月无人维修，老人上下楼困难，欧阳明月多次找物业没有结果，要求尽快修好"
LEAK = "楼上漏水把天花板泡坏了，协商两次未果，要求赔偿修缮费用并尽快修好水管"


@dataclass
class NotedJobs(HomeJobs):
    """Everything for real but the refresh."""

    noted: list[tuple[str, ...]] = field(default_factory=list)

    def request_refresh(self, changed_ids: Iterable[str]) -> None:
        """Only noted."""
        self.noted.append(tuple(changed_ids))


def make_parked_home(path: Path) -> tuple[Home, NotedJobs]:
    """The home, open, and its engine."""
    home = open_home(new_home(path), now=datetime.now())
    jobs = NotedJobs(home)
    send(jobs, path, "li", [("2026-03-05", LIFT)])
    send(jobs, path, "zhao", [("2026-03-06", LIFT.replace("三个月", "四个月") + "。"), ("2026-03-06", LEAK)])
    return home, jobs


def send(jobs: NotedJobs, folder: Path, sender: str, rows: list[tuple[str, str]]) -> str:
    """A sheet of (day, story), all of the same petitioner and place; the number of its upload."""
    sheet = folder / f"{sender}.csv"
    lines = [f"{day},{NAMES[0]},{NAMES[1]},物业,柳岸村,柳岸小区三号楼,{story}" for day, story in rows]
    sheet.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return jobs.ingest(sheet, sheet.name, sender).submission_id
