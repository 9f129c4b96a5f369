"""Boston's animal requests of 2013–2018: whether what our list puts first is what the same address raises again.

origin      open   raised again within 30 days    list's top 10 %   base    lift   × best rule
2017-05-01  812    61                             …                 0.075   …      …

A case is an open matter; it is raised again when its address raises the same kind once more after the origin and within
the horizon, by the city's own file: how we link plays no part in what is true. Origins are 30 days or a multiple apart,
each a refresh of what was known then, rolled back. Simple rules are those of `fengqiao backtest` and two that a clerk of
addresses would use: most requests so far, and most in the 30 days before.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from benchmarks.boston_file import HORIZON_DAYS, ROOT, Facts, facts, read_requests
from benchmarks.desk import now
from risk.backtest.known import Known, forget_later
from risk.backtest.origin import LEAST_KNOWN_DAYS, Fold, History, plan
from risk.backtest.rule import LIST, RULES
from risk.backtest.top import Top, count_of_share, top
from risk.query import statement
from risk.refresh import refresh_in

if TYPE_CHECKING:
    from dashboard.home import Home

TOP_SHARE = 0.1
MAPPING = ROOT / "data" / "samples" / "boston311.toml"
Tops = dict[str, Top]


@dataclass(frozen=True)
class Boston:
    """Every order at the top of all origins together, and how many origins there were."""

    tops: Tops
    origin_count: int

    @property
    def base_rate(self) -> float | None:
        """The share of open cases raised again."""
        every = self.tops[LIST.code]
        return every.escalated_count / every.matter_count if every.matter_count else None

    @property
    def lift(self) -> float | None:
        """Of our list over the base rate."""
        return self.tops[LIST.code].lift

    @property
    def lift_over_best_rule(self) -> float | None:
        """Our hits over those of the best simple rule, with as many taken."""
        best = max(found.hit_count for code, found in self.tops.items() if code != LIST.code)
        return self.tops[LIST.code].hit_count / best if best else None


def rank_boston(home_path: Path, folder: Path, origin_count: int) -> Boston:
    """Take the files into a new home and rank what was open at so many origins."""
    requests = read_requests(folder)
    home = _home(home_path, folder)
    try:
        tops: Tops = {}
        folds = origins(requests["day"], origin_count)
        for number, fold in enumerate(folds, start=1):
            known, address = _known_at(home, fold)
            found = judge(known, facts(requests, address, fold))
            tops = {code: tops.get(code, Top(0, 0.0, 0, 0)) + one for code, one in found.items()}
            _tell(
                f"{fold.origin}: {known.count} open, {found[LIST.code].escalated_count} raised again ({number}/{len(folds)})"
            )
        return Boston(tops, len(folds))
    finally:
        home.close()


def origins(days: pd.Series, count: int) -> list[Fold]:
    """So many origins spread evenly over the history, their horizons apart."""
    history = History(days.min().date(), days.max().date())
    possible = (history.days - LEAST_KNOWN_DAYS) // HORIZON_DAYS
    folds = plan(history, horizon=HORIZON_DAYS, fold_count=possible)
    return folds[:: max(1, -(-len(folds) // count))]


def judge(known: Known, told: Facts) -> Tops:
    """The top share of every order."""
    keys = {order.code: order.key(known) for order in (LIST, *RULES)}
    keys |= {"address_so_far": told.so_far, "address_lately": told.lately}
    taken = count_of_share(TOP_SHARE, known.count)
    return {code: top(key, told.again, taken) for code, key in keys.items()}


def _known_at(home: Home, fold: Fold) -> tuple[Known, pd.Series]:
    """The open cases at an origin and the number of the first request of each."""
    with home.warehouse.trying() as connection:
        forget_later(connection, fold)
        refresh_in(connection, as_of=fold.origin, config=home.config, now=now())
        listed = connection.execute(statement("known_matter"), {"as_of": fold.origin}).to_arrow_table()
        numbers = connection.execute("SELECT report_id, report_no FROM core_report").df()
    known = Known(fold, listed)
    return known, pd.Series(known.codes("matter_id")).map(numbers.set_index("report_id")["report_no"])


def _home(path: Path, folder: Path) -> Home:
    from dashboard.home import make_home, open_home
    from grid.area import load_areas
    from ingest.load import Upload
    from ingest.mapping import read_mapping

    make_home(path, now=now())
    home = open_home(path, now=now())
    zips, mapping = folder / "ZIP_Codes.geojson", read_mapping(MAPPING)
    first = pd.Timestamp("2013-01-01").date()
    load_areas(home.warehouse, zips, level="grid", code="ZIP5", name="ZIP5", valid_from=first)
    for file in sorted(folder.glob("filtered_*.csv")):
        _tell(f"taking in {file.name}")
        home.intake.take(Upload(file, file.name, now(), uploader="benchmark", mapping=mapping))
    return home


def _tell(line: str) -> None:
    print(f"boston: {line}", file=sys.stderr, flush=True)
