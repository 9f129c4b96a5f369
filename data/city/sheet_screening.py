"""A town's screening workbook: title, notes, headings, villages, totals and all the mess between."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.city.bodies import Dice
from data.city.cells import Line, Manner
from data.city.family import Family
from data.city.page import Page, Written
from data.city.slip import Cell


@dataclass(frozen=True)
class Heading:
    """What the lines above and below a sheet's table say."""

    town: str
    period: str
    sent: str
    officer: str
    leader: str
    phone: str

    def fill(self, text: str) -> str:
        """A pattern with its slots filled."""
        return text.format_map(self.__dict__)


Entry = tuple[Line, tuple[int, ...], tuple[bool, ...]]  # cells, reports told in them, slips


def manner_of(family: Family) -> Manner:
    """The family's habits with dates and places."""
    keys = {key for key, _ in family.columns}
    stamp = "slash" if family.name == "D" else "iso"
    return Manner("screening", family.dates, family.grid, stamp, bool(keys & {"lon", "lonlat"}))


def headings(family: Family) -> list[str]:
    """The column headings, protected columns last."""
    return [label for _, label in family.columns] + list(family.protected)


def lay_out(
    name: str, family: Family, heading: Heading, *, entries: Sequence[Entry], dice: Dice, plain: bool
) -> Page:
    """One village's sheet, or a whole town's; `plain` leaves out what text files cannot carry."""
    page = Page(name, len(headings(family)))
    if family.title:
        page.banner(heading.fill(family.title))
    for text in family.above:
        page.banner(heading.fill(text)) if text else page.add([])
    _head(page, family)
    if family.total == "above" and entries:
        page.add(_total(family, len(entries)))
    _body(page, family, entries, dice, plain=plain)
    if family.total == "below" and entries:
        page.add(_total(family, len(entries)))
    for text in family.below:
        page.add([heading.fill(text)])
    page.tail_blank = 200 if dice.chance(0.06) else 0
    return page


def _head(page: Page, family: Family) -> None:
    """One heading row, or two with merged groups above."""
    if family.heads:
        cells: list[Cell] = []
        at = len(page.rows)
        for label, span in family.heads:
            start = len(cells)
            cells += [label] + [None] * (span - 1)
            if span > 1:
                page.merges.append((at, start, at, start + span - 1))
            else:
                page.merges.append((at, start, at + 1, start))
        page.add(cells + [None] * len(family.protected), header=True)
        alone = {i for i, (_, span) in enumerate(family.heads) if span == 1}
        page.add([None if i in alone else h for i, h in enumerate(headings(family))], header=True)
    else:
        page.add(headings(family), header=True)


def _total(family: Family, count: int) -> list[Cell]:
    cells: list[Cell] = [None] * len(headings(family))
    cells[0] = "合计"
    at = next(i for i, (key, _) in enumerate(family.columns) if key in ("people", "village"))
    cells[at] = f"{count}件"
    return cells


def _body(page: Page, family: Family, entries: Sequence[Entry], dice: Dice, *, plain: bool) -> None:
    """Data rows with page breaks, empty rows, hidden stale copies and merged village cells."""
    village_at = next(i for i, (key, _) in enumerate(family.columns) if key == "village")
    run: list[int] = []
    seen = ""
    for number, (line, reports, slips) in enumerate(entries, start=1):
        village = str(line.cells["village"])
        if family.page and number > 1 and number % family.page == 1:
            _merge(page, run, village_at)
            page.add(headings(family), header=True)
            run, seen = [], ""
        if village != seen:
            _merge(page, run, village_at)
            run = []
        cells = _cells(family, line, number)
        cells[village_at] = _village(family, village, seen, dice)
        at = page.add(cells)
        run = [*run, at] if family.merge_village else []
        seen = village
        parts = zip(reports, slips, strict=True)
        page.written += [
            Written(at + 1, part, report, line.usable, line.has_phone, slip)
            for part, (report, slip) in enumerate(parts, start=1)
        ]
        if not family.merge_village and not plain:
            _clutter(page, family, cells, dice)
    _merge(page, run, village_at)


def _cells(family: Family, line: Line, number: int) -> list[Cell]:
    keys = [key for key, _ in family.columns] + list(family.protected)
    return [number if key == "seq" else line.cells[key] for key in keys]


def _village(family: Family, village: str, seen: str, dice: Dice) -> Cell:
    """The village's name, a blank under a merged cell, or 同上."""
    if village != seen:
        return village
    if family.merge_village:
        return None
    return "同上" if family.same_above and dice.chance(0.8) else village


def _merge(page: Page, run: list[int], column: int) -> None:
    if len(run) > 1:
        page.merges.append((run[0], column, run[-1], column))


def _clutter(page: Page, family: Family, cells: list[Cell], dice: Dice) -> None:
    """Now and then an empty row, or a hidden stale copy of the row above."""
    if dice.chance(0.01):
        page.add([])
    if dice.chance(0.006):
        status = next(i for i, (key, _) in enumerate(family.columns) if key == "status")
        stale = [*cells[:status], "待化解", *cells[status + 1 :]]
        page.add(stale, hidden=True)


def nil_page(name: str, family: Family, heading: Heading, dice: Dice) -> Page:
    """A return that says there was nothing: only headings, or 无."""
    page = lay_out(name, family, heading, entries=(), dice=dice, plain=True)
    if dice.chance(0.6):
        at = page.header_rows[-1] + 1
        page.rows.insert(at, [("无", "本月无矛盾纠纷", "零报告")[dice.below(3)]])
    return page
