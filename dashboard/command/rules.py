"""fengqiao rules: the limits in force with every version, and a local pack taken in from a day on."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.terminal import say, tell
from data.errors import BadFile
from risk.rule_pack import read_pack, take_pack, versions


def show_rules(home_path: Path) -> None:
    """Print each version: from when, how long, on what basis, of what standing."""
    with opened(home_path, now=datetime.now()) as home, home.warehouse.reading() as connection:
        for version in versions(connection):
            days = "—" if version.day_count is None else str(version.day_count)
            say(f"{version.rule_code}  {version.valid_from}  {days}  {version.standing}  {version.basis}")


def load_rules_of(home_path: Path, file: Path, valid_from: date) -> None:
    """Take a pack in; what began before its day keeps the rule it began under."""
    if not file.is_file():
        raise BadFile(f"{file}：没有这个文件。请核对路径。", f"{file}: no such file. Check the path.")
    pack, now = read_pack(file), datetime.now()
    with opened(home_path, now=now) as home:
        with home.warehouse.writing() as connection:
            take_pack(connection, pack, valid_from=valid_from)
        write_line(home.warehouse, home.path, actor=operator(), event="rules", now=now, object_id=file.name)
    for rule in pack:
        say(f"{rule.code}  {valid_from}  {rule.day_count}  {rule.basis}")
    tell(
        f"{len(pack)} 条规则自 {valid_from} 起施行，此前起算的时限不变。请运行 fengqiao refresh。",
        f"{len(pack)} rules hold from {valid_from}; limits that began before keep theirs. Run fengqiao refresh.",
    )
