"""fengqiao rules: the limits in force with every version, and a local pack taken in from a day on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dashboard.home import opened, operator
from dashboard.site.change import make_change, need_file
from dashboard.site.order import RulesOrder
from dashboard.site.said import say_told
from dashboard.terminal import say, tell
from risk.rule_pack import versions


def show_rules(home_path: Path) -> None:
    """Print each version: from when, how long, on what basis, of what standing."""
    with opened(home_path) as home, home.warehouse.reading() as connection:
        for version in versions(connection):
            days = "—" if version.day_count is None else str(version.day_count)
            say(f"{version.rule_code}  {version.valid_from}  {days}  {version.standing}  {version.basis}")


def load_rules_of(home_path: Path, file: Path, valid_from: date) -> None:
    """Take a pack in; what began before its day keeps the rule it began under."""
    need_file(file)
    with opened(home_path) as home:
        told = make_change(home, RulesOrder(file, valid_from), by=operator())
    say_told(told)
    tell("请运行 fengqiao refresh。", "Run fengqiao refresh.")
