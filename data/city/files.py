"""Which files there are, in the order they were received, and what each holds.

2025-04-03  青石镇2025年03月矛盾纠纷排查台账.xlsx   a sheet per village
2025-04-05  网上信访导出202503.csv                   one row per report
2025-06-11  网上信访导出202503（更正）.csv           rows corrected
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from data.city.bodies import Dice
from data.city.cells import Line, joined, line_of
from data.city.family import Export, Family, exports, families
from data.city.life import NEVER, SCREENING
from data.city.page import Page
from data.city.returns import FULL, MISSING, NIL
from data.city.row import Desk
from data.city.sheet_export import lay_out as lay_out_export
from data.city.sheet_export import manner_of as export_manner
from data.city.sheet_screening import Entry, Heading, lay_out, nil_page
from data.city.sheet_screening import manner_of as screening_manner
from data.city.size import AS_OF, DAYS, FIRST_DAY, MONTHS, day_of
from data.city.stream import Ints, stream
from data.city.workbook import write_csv, write_xlsx
from data.city.world import World

CORRECTED_SHARE = 0.02
CORRECTED_MONTHS = (5, 11, 17, 21)
RESENT_EVERY = 37


@dataclass(frozen=True)
class Sent:
    """One file: when it came, its name, and its pages."""

    path: Path
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class _Job:
    """A file to be written: its rows are drawn only when its turn comes."""

    received: date
    order: int
    write: Callable[[], Sent]


class Mailroom:
    """Writes every file of one world into a folder, in the order they were received."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder, self.desk = world, folder, Desk(world)
        course, land = world.course, world.land
        self.town = land.grid_town[world.matters.grid[course.matter]]
        self.community = land.tiling.community[world.matters.grid[course.matter]]
        self.serial = _serials(world, self.town)
        rng = stream(world.seed, "corrections")
        self.corrected = rng.uniform(0, 1, len(course.day)) < CORRECTED_SHARE
        self.corrected &= (course.closed < NEVER) & np.isin(world.month, CORRECTED_MONTHS)
        self.first_of_month = np.searchsorted(world.month, np.arange(MONTHS + 1))
        self.span = world.size.months_per_sheet

    def jobs(self) -> list[_Job]:
        """Every file, by the day it was received."""
        jobs = []
        for month in range(MONTHS):
            jobs += self._export_jobs(month)
            if (month + 1) % self.span == 0:
                jobs += self._town_jobs(month + 1 - self.span, month)
        return sorted(jobs, key=lambda job: (job.received, job.order))

    def send(self) -> Iterator[tuple[float, Sent]]:
        """Write file after file; now and then the same bytes are sent again under another name."""
        jobs = self.jobs()
        for number, job in enumerate(jobs, start=1):
            sent = job.write()
            yield number / len(jobs), sent
            if number % RESENT_EVERY == 0:
                again = sent.path.with_stem(sent.path.stem + "(1)")
                again.write_bytes(sent.path.read_bytes())
                yield number / len(jobs), Sent(again, sent.pages)

    def _reports(self, first: int, last: int) -> Ints:
        """The reports of months first … last, earliest first."""
        return np.arange(self.first_of_month[first], self.first_of_month[last + 1])

    def _export_jobs(self, month: int) -> list[_Job]:
        course, jobs = self.world.course, []
        reports = self._reports(month, month)
        for i, export in enumerate(exports()):
            mine = reports[np.isin(course.channel[reports], export.channels)]
            came = _month_end(month) + timedelta(days=2 + i)
            jobs.append(_Job(came, i, _call(self._write_export, export, mine, (month, False))))
            fixed = mine[self.corrected[mine]]
            if len(fixed):
                later = min(came + timedelta(days=64), AS_OF)
                jobs.append(_Job(later, 50 + i, _call(self._write_export, export, fixed, (month, True))))
        return jobs

    def _write_export(self, export: Export, reports: Ints, about: tuple[int, bool]) -> Sent:
        month, again = about
        sent_day = day_of(_month_end(month)) + 2
        entries = [self._export_entry(export, r, DAYS if again else sent_day) for r in reports.tolist()]
        name = export.file.format(stamp=_stamp(month)) + ("（更正）" if again else "")
        page = lay_out_export(export, entries)
        return self._saved(name, (page,), export.encoding)

    def _export_entry(self, export: Export, report: int, seen_on: int) -> Entry:
        row = self.desk.row(report, seen_on=seen_on if self.corrected[report] else DAYS)
        number = f"{row.reported:%Y%m%d}{self.serial[report] + 1:06d}"
        keys = frozenset(k for k, _ in export.columns) | frozenset(export.protected)
        line = line_of(row, self.world.land, export_manner(export), columns=keys, number=number)
        return line, (report,), (line.slipped,)

    def _town_jobs(self, first: int, last: int) -> list[_Job]:
        state, town_of = self.world.returns.state, self.world.land.tiling.community_town
        jobs = []
        for town in range(len(self.world.land.town_codes)):
            if (state[town_of == town, first : last + 1] == MISSING).all():
                continue
            came = _month_end(last) + timedelta(days=1 + Dice(self.world.seed, 31, town, last).below(9))
            jobs.append(_Job(min(came, AS_OF), 100 + town, _call(self._write_town, town, first, last)))
        return jobs

    def _write_town(self, town: int, first: int, last: int) -> Sent:
        family = families()[town % len(families())]
        dice = Dice(self.world.seed, 37, town, first)
        reports = self._reports(first, last)
        mine = reports[(self.town[reports] == town) & (self.world.course.channel[reports] == SCREENING)]
        heading = self._heading(town, (first, last), dice)
        as_text = self.world.size.mostly_csv and town % 8 != 0
        pages = self._pages(family, heading, mine, about=(town, first, last, as_text), dice=dice)
        stamp = _stamp_words(first, last)
        name = family.file.format(town=heading.town, stamp=stamp)
        return self._saved(name, pages, ("utf-8-sig", "gb18030")[town % 2] if as_text else "xlsx")

    def _pages(
        self,
        family: Family,
        heading: Heading,
        reports: Ints,
        *,
        about: tuple[int, int, int, bool],
        dice: Dice,
    ) -> tuple[Page, ...]:
        """One page per village that handed something in; in a text file, one page for all."""
        town, first, last, as_text = about
        land, course = self.world.land, self.world.course
        order = np.lexsort((reports, self.community[reports]))
        if as_text:
            entries = self._entries(family, reports[order])
            return (lay_out("Sheet1", family, heading, entries=entries, dice=dice, plain=True),)
        pages = []
        for community in np.flatnonzero(land.tiling.community_town == town).tolist():
            state = self.world.returns.state[community, first : last + 1]
            own = reports[self.community[reports] == community]
            name = land.community_names[community]
            if len(own) and (state == FULL).any():
                own = own[np.argsort(course.day[own], kind="stable")]
                entries = self._entries(family, own)
                pages.append(lay_out(name, family, heading, entries=entries, dice=dice, plain=False))
            elif (state == NIL).any() or (state == FULL).any():
                pages.append(nil_page(name, family, heading, dice))
        return tuple(pages)

    def _entries(self, family: Family, reports: Ints) -> list[Entry]:
        keys = frozenset(family.protected)
        entries: list[Entry] = []
        told: set[int] = set()
        for report in reports.tolist():
            if report in told:
                continue
            line, slips = self._line(family, report, keys)
            other = int(self.world.pair[report])
            if other >= 0 and family.name in "ABCF":
                second, more = self._line(family, other, keys)
                told.add(other)
                entries.append((joined(line, second), (report, other), (slips, more)))
            else:
                entries.append((line, (report,), (slips,)))
        return entries

    def _line(self, family: Family, report: int, keys: frozenset[str]) -> tuple[Line, bool]:
        row = self.desk.row(report)
        serial = int(self.serial[report]) + 1
        number = {"D": f"{serial}", "E": f"MDJF{serial:06d}", "G": f"{row.reported.year}-{serial}"}
        line = line_of(
            row, self.world.land, screening_manner(family), columns=keys, number=number.get(family.name, "")
        )
        return line, line.slipped

    def _heading(self, town: int, months: tuple[int, int], dice: Dice) -> Heading:
        sent = _month_end(months[1]) + timedelta(days=3)
        names = self.desk.strangers
        return Heading(
            town=self.world.land.town_names[town],
            period=_stamp_words(*months),
            sent=f"{sent.year}.{sent.month}.{sent.day}",
            officer=names[(town * 13) % len(names)],
            leader=names[(town * 13 + 1) % len(names)],
            phone=f"{dice.below(10**7):07d}",
        )

    def _saved(self, name: str, pages: tuple[Page, ...], encoding: str) -> Sent:
        text = encoding != "xlsx" and len(pages) == 1
        text = text or (self.world.size.mostly_csv and len(pages) == 1)
        path = self.folder / f"{name}{'.csv' if text else '.xlsx'}"
        if text:
            write_csv(path, pages[0], "utf-8-sig" if encoding == "xlsx" else encoding)
        else:
            write_xlsx(path, pages)
        return Sent(path, pages)


def _call(write: Callable[..., Sent], *values: object) -> Callable[[], Sent]:
    return lambda: write(*values)


def _serials(world: World, town: Ints) -> Ints:
    """Each report's running number in its own series: a town's screening, or one office system."""
    channel = world.course.channel
    series = np.where(
        channel == SCREENING, town, 100_000 + np.select([channel == 3, channel == 4], [1, 2], 0)
    )
    order = np.argsort(series, kind="stable")
    ordered = series[order]
    starts = np.searchsorted(ordered, ordered)
    serial = np.empty(len(series), dtype=np.int64)
    serial[order] = np.arange(len(series)) - starts
    return serial


def _month_of(month: int) -> tuple[int, int]:
    index = FIRST_DAY.year * 12 + FIRST_DAY.month - 1 + month
    return index // 12, index % 12 + 1


def _month_end(month: int) -> date:
    year, number = _month_of(month + 1)
    return date(year, number, 1) - timedelta(days=1)


def _stamp(month: int) -> str:
    year, number = _month_of(month)
    return f"{year}{number:02d}"


def _stamp_words(first: int, last: int) -> str:
    year, number = _month_of(first)
    if first == last:
        return f"{year}年{number:02d}月"
    return f"{year}年{number}-{_month_of(last)[1]}月"
