"""fengqiao calendar: the holiday list held, and a new one put in place with the limits it moves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.terminal import say, tell
from data.errors import BadFile
from risk.acted import work_days
from risk.holiday_list import read_holidays, take_holidays

MOST_SHOWN = 40


def show_calendar(home_path: Path) -> None:
    """Say how far the list goes and which days of its last year are out of the ordinary."""
    with opened(home_path, now=datetime.now()) as home, home.warehouse.reading() as connection:
        held = work_days(connection)
    tell(f"节假日表：{held.first} 至 {held.last}。", f"The holiday list: {held.first} to {held.last}.")
    for day, is_worked in held.listed.items():
        if day.year == held.last.year and is_worked != (day.weekday() < 5):
            name = held.names.get(day, ("", ""))[0]
            say(f"{day}  {'班 work' if is_worked else '休 rest'}  {name}".rstrip())


def load_list(home_path: Path, file: Path) -> None:
    """Take a year's notice in, and list the limits of open matters that it moves."""
    if not file.is_file():
        raise BadFile(f"{file}：没有这个文件。请核对路径。", f"{file}: no such file. Check the path.")
    told, now = read_holidays(file), datetime.now()
    with opened(home_path, now=now) as home:
        with home.warehouse.writing() as connection:
            taken = take_holidays(connection, told, source=file.name)
        write_line(
            home.warehouse, home.path, actor=operator(), event="calendar", now=now, object_id=file.name
        )
    years = "、".join(map(str, taken.years))
    tell(
        f"已载入 {years} 年节假日安排，{taken.changed_count} 天与原来不同；{len(taken.moves)} 个在办时限随之变动：",
        f"Taken in for {years}: {taken.changed_count} days differ; {len(taken.moves)} open limits move:",
    )
    for move in taken.moves[:MOST_SHOWN]:
        zh, en = move.sentence
        matter = move.key[0]
        say(f"{matter}  {zh}  {en}")
    left = len(taken.moves) - MOST_SHOWN
    if left > 0:
        tell(f"……另有 {left} 个，略。", f"… and {left} more.")
    tell("请运行 fengqiao refresh，各处随之更新。", "Run fengqiao refresh to bring everything up to date.")
