"""fengqiao calendar: the holiday list held, and a new one put in place with the limits it moves."""

from __future__ import annotations

from pathlib import Path

from dashboard.home import opened, operator
from dashboard.site.change import make_change, need_file
from dashboard.site.order import CalendarOrder
from dashboard.site.said import say_told
from dashboard.terminal import say, tell
from risk.acted import work_days


def show_calendar(home_path: Path) -> None:
    """Say how far the list goes and which days of its last year are out of the ordinary."""
    with opened(home_path) as home, home.warehouse.reading() as connection:
        held = work_days(connection)
    tell(f"节假日表：{held.first} 至 {held.last}。", f"The holiday list: {held.first} to {held.last}.")
    for day, is_worked in held.listed.items():
        if day.year == held.last.year and is_worked != (day.weekday() < 5):
            name = held.names.get(day, ("", ""))[0]
            say(f"{day}  {'班 work' if is_worked else '休 rest'}  {name}".rstrip())


def load_list(home_path: Path, file: Path) -> None:
    """Take a year's notice in, and list the limits of open matters that it moves."""
    need_file(file)
    with opened(home_path) as home:
        told = make_change(home, CalendarOrder(file), by=operator())
    say_told(told)
    tell("请运行 fengqiao refresh，各处随之更新。", "Run fengqiao refresh to bring everything up to date.")
