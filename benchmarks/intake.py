"""From file to receipt: seconds, peak memory, growth, and how that compares with pandas merely reading the file.

Timed is what one upload takes at an open home: read, prepared, kept in the vault, written, placed by point or code, and
its receipt made. Making sheets and homes is not timed. Every run is a process of its own that first took a few rows in
elsewhere, so that neither imports nor compiling are timed; pandas likewise. Runs of the two alternate, so that what else
the machine does befalls both. The home of the largest CSV then takes five small sheets, of which a tenth of the rows
have no number of their own and are compared with what is held.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.alone import alone
from benchmarks.desk import Cost, read_with_pandas, take_sheet, take_small_sheets, write_ground, write_sheet
from benchmarks.figure import Figure
from benchmarks.floor import read_alone, write_alone
from benchmarks.growth import growth_exponent

SIZES = (10_000, 100_000, 1_000_000)
MILLION = SIZES[-1]
XLSX_ROWS = 100_000
SMALL_ROWS, SMALL_SHEETS, UNNUMBERED_SHARE = 500, 5, 0.1
RUNS = 3
PANDAS = "pandas, openpyxl engine, reading only"
FASTER_PANDAS = "pandas, calamine engine, reading only"


def add_options(parser: argparse.ArgumentParser) -> None:
    """--intake-sizes and --intake-xlsx-rows, for a quicker run."""
    parser.add_argument(
        "--intake-sizes",
        type=_sizes,
        default=SIZES,
        metavar="N,N,…",
        help="intake: rows of each CSV (default: %(default)s)",
    )
    parser.add_argument(
        "--intake-xlsx-rows",
        type=_rows,
        default=XLSX_ROWS,
        metavar="N",
        help="intake: rows of the .xlsx (default: %(default)s)",
    )


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({_rows(part) for part in text.split(",")}))


def _rows(text: str) -> int:
    rows = int(text)
    if rows < 1:
        raise ValueError(text)
    return rows


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures of the .xlsx, of the CSVs, and of small sheets into the home of the largest CSV."""
    with tempfile.TemporaryDirectory(prefix="benchmark-intake-") as name:
        folder = Path(name)
        alone(write_ground, folder)
        return [
            *_of_xlsx(folder, options.intake_xlsx_rows),
            *_of_csv(folder, options.intake_sizes),
            *_of_small_sheets(folder, max(options.intake_sizes)),
        ]


def _of_xlsx(folder: Path, rows: int) -> list[Figure]:
    sheet = folder / "rows.xlsx"
    _tell(f"{rows:,} rows .xlsx: writing the sheet")
    alone(write_sheet, sheet, rows, 1)
    ours, pandas = [], []
    for number in range(1, RUNS + 1):
        ours.append(
            _told(
                f"{rows:,} rows .xlsx, run {number}",
                alone(take_sheet, sheet, rows, folder / f"xlsx-{number}"),
            )
        )
        pandas.append(_told(f"{PANDAS}, run {number}", alone(read_with_pandas, sheet, "openpyxl")))
    reading_alone = _told("calamine, reading only", alone(read_alone, sheet))
    writing_alone = _told("writing its tables alone", alone(write_alone, folder / "xlsx-1"))
    faster = _told(FASTER_PANDAS, alone(read_with_pandas, sheet, "calamine"))
    seconds, reading = median(cost.seconds for cost in ours), median(cost.seconds for cost in pandas)
    asked = rows == XLSX_ROWS
    return [
        Figure("intake.xlsx_seconds", seconds, "s", 6.0 if asked else None),
        Figure("intake.xlsx_peak_mb", max(cost.peak_mb for cost in ours), "MB", 1200.0 if asked else None),
        Figure("intake.ratio_to_pandas_read", reading / seconds, "1", 2.5 if asked else None, is_ceiling=False, peer=PANDAS),
        Figure("intake.placed_share", min(cost.placed_share for cost in ours), "1", 0.95, is_ceiling=False),
        Figure("intake.pandas_openpyxl_seconds", reading, "s", peer=PANDAS),
        Figure("intake.pandas_calamine_seconds", faster.seconds, "s", peer=FASTER_PANDAS),
        Figure("intake.xlsx_read_alone_seconds", reading_alone.seconds, "s", peer="calamine"),
        Figure("intake.xlsx_write_alone_seconds", writing_alone.seconds, "s", peer="duckdb"),
    ]  # fmt: skip


def _of_csv(folder: Path, sizes: tuple[int, ...]) -> list[Figure]:
    costs = {rows: _csv(folder, rows) for rows in sizes}
    figures = []
    for rows, cost in costs.items():
        size, asked = ("1m", True) if rows == MILLION else (str(rows), False)
        figures.append(Figure(f"intake.csv_{size}_seconds", cost.seconds, "s", 30.0 if asked else None))
        figures.append(Figure(f"intake.csv_{size}_peak_mb", cost.peak_mb, "MB", 2000.0 if asked else None))
    if MILLION in sizes:
        writing = _told("writing its tables alone", alone(write_alone, _csv_home(folder, MILLION, 1)))
        figures.append(Figure("intake.csv_1m_write_alone_seconds", writing.seconds, "s", peer="duckdb"))
    growth = growth_exponent({rows: cost.seconds for rows, cost in costs.items()})
    return [*figures, Figure("intake.growth_exponent", growth, "1", 1.05 if sizes == SIZES else None)]


def _csv(folder: Path, rows: int) -> Cost:
    """The run of median seconds; a million rows run once."""
    sheet = folder / "rows.csv"
    _tell(f"{rows:,} rows .csv: writing the sheet")
    alone(write_sheet, sheet, rows, 1)
    runs = range(1, 2 if rows >= MILLION else RUNS + 1)
    costs = [
        _told(f"{rows:,} rows .csv, run {number}", alone(take_sheet, sheet, rows, _csv_home(folder, rows, number)))
        for number in runs
    ]  # fmt: skip
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


def _csv_home(folder: Path, rows: int, number: int) -> Path:
    return folder / f"csv-{rows}-{number}"


def _of_small_sheets(folder: Path, held: int) -> list[Figure]:
    sheets = [folder / f"small-{number}.xlsx" for number in range(SMALL_SHEETS + 1)]
    for number, sheet in enumerate(sheets):
        alone(write_sheet, sheet, SMALL_ROWS, 100 + number, UNNUMBERED_SHARE)
    _tell(f"{SMALL_SHEETS} sheets of {SMALL_ROWS} rows into a home of {held:,} reports")
    costs = alone(take_small_sheets, _csv_home(folder, held, 1), sheets[0], sheets[1:], SMALL_ROWS)
    for number, cost in enumerate(costs, start=1):
        _told(f"small sheet {number}", cost)
    seconds = median(cost.seconds for cost in costs)
    return [Figure("intake.small_sheet_seconds", seconds, "s", 1.0 if held == MILLION else None)]


def _told(what: str, cost: Cost) -> Cost:
    _tell(
        f"{what}: {cost.seconds:.2f} s ({cost.cpu_seconds:.2f} s of processor), peak {cost.peak_mb:,.0f} MB"
    )
    return cost


def _tell(line: str) -> None:
    print(f"intake {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
