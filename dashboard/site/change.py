"""A change of the site tried or made: what it would do, or did, as sentences in two languages.

try_change   everything is done inside a transaction that is rolled back
make_change  the same, kept, with its lines in the log
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.home import Home
from dashboard.site.areas_told import areas_told
from dashboard.site.calendar_told import moves_told, years_told
from dashboard.site.noted import noted
from dashboard.site.order import AreasOrder, CalendarOrder, RulesOrder, SiteOrder
from dashboard.site.rules_told import day_told, rules_told
from data.db import Connection
from data.errors import BadFile
from grid.area import load_areas
from grid.receipt import AreasReceipt
from risk.holiday_list import Taken, read_holidays, take_holidays
from risk.rule_pack import LocalRule, read_pack, take_pack, versions

Sentence = tuple[str, str]
EVENTS = {AreasOrder: "areas", CalendarOrder: "calendar", RulesOrder: "rules"}


@dataclass(frozen=True)
class Told:
    """What a change comes to.

    sentences: (Chinese, English); listed: the same for each limit it moves or each rule, which a command prints as its
    output; refused_count: parts of it that are refused.
    """

    sentences: tuple[Sentence, ...]
    listed: tuple[Sentence, ...] = ()
    refused_count: int = 0


def try_change(home: Home, order: SiteOrder) -> Told:
    """What a change would do; nothing is changed. UserError when it cannot be made."""
    need_file(order.file)
    return _carry_out(home, order, is_trial=True)


def make_change(home: Home, order: SiteOrder, *, by: str) -> Told:
    """Make a change, noted before and after; UserError when it cannot be made, and then nothing is changed."""
    need_file(order.file)
    with noted(home, EVENTS[type(order)], order.file.name, by=by):
        return _carry_out(home, order, is_trial=False)


def _carry_out(home: Home, order: SiteOrder, *, is_trial: bool) -> Told:
    """The same steps tried and done, so that what is foretold is what is done."""
    opening = home.warehouse.trying if is_trial else home.warehouse.writing
    if isinstance(order, AreasOrder):
        return _areas(order, _load(home, order, is_trial=is_trial))
    if isinstance(order, CalendarOrder):
        told = read_holidays(order.file)
        with opening() as connection:
            return _calendar(take_holidays(connection, told, source=order.file.name))
    pack = read_pack(order.file)
    with opening() as connection:
        return _rules(connection, pack, order.valid_from)


def need_file(file: Path) -> None:
    """BadFile when there is none."""
    if not file.is_file():
        raise BadFile(f"{file}：没有这个文件。请核对路径。", f"{file}: no such file. Check the path.")


def _load(home: Home, order: AreasOrder, *, is_trial: bool) -> AreasReceipt:
    return load_areas(
        home.warehouse,
        order.file,
        level=order.level,
        code=order.code,
        name=order.name,
        parent=order.parent,
        crs=order.crs,
        valid_from=order.valid_from,
        is_trial=is_trial,
    )


def _areas(order: AreasOrder, receipt: AreasReceipt) -> Told:
    return Told(tuple(areas_told(order.file.name, receipt)), refused_count=receipt.refused_count)


def _calendar(taken: Taken) -> Told:
    return Told((years_told(taken),), tuple(moves_told(taken)))


def _rules(connection: Connection, pack: tuple[LocalRule, ...], day: date) -> Told:
    held = versions(connection)
    take_pack(connection, pack, valid_from=day)
    return Told((day_told(pack, day),), tuple(rules_told(pack, held, day)))
