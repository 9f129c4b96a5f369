"""A monthly screening sheet of any number of rows, 12 columns, as .csv or as .xlsx; some rows are faulty.

编号         上报时间          信访形式  当事人  联系电话   …  村(社区)  网格编号         经度       纬度      涉及人数
PC1-0000001  2024-07-01 09:12  来访      王秀英  138…          柳河村                     120.3134   30.1659   1
PC1-0000008  3月5日            来电      陈国峰  152…          柳河村    990101100001003                       6

Half of the rows have a point, half the code of a grid. One row in fifty is faulty, by turns with a day without its
year (rejected), a kind nobody knows and a phone the spreadsheet spoilt (both taken, with a warning). People, sentences
and places are those of benchmarks/rows. An .xlsx holds dates and numbers as such and shares its strings, as Excel does.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from pyarrow import csv

from benchmarks.drawn import REPEAT_SHARE, Draw, make_matters, make_reports
from benchmarks.rows import office_table
from benchmarks.wording import either, joined, picked, text
from data.city.areas import Land
from data.city.shape import points_in_grids
from data.city.stream import Flags, Ints

FAULT_EVERY, FIRST_FAULT = 50, 7  # the rows 7, 57, 107 … from 0
BARE_DAY, UNKNOWN_KIND, SPOILT_PHONE = range(3)
OF_THE_OFFICE = {
    "上报时间": "登记时间",
    "信访形式": "信访形式",
    "当事人": "信访人姓名",
    "联系电话": "手机号码",
    "纠纷类型": "内容分类",
    "纠纷简况": "概况",
}
NUMBERS = frozenset({"经度", "纬度", "涉及人数"})
MOMENTS = frozenset({"上报时间"})
_MOMENT = "%Y/%m/%d %H:%M"


def bare_days(count: int) -> int:
    """How many of `count` rows give a day without its year."""
    return len(range(FIRST_FAULT, count, 3 * FAULT_EVERY))


def screening_table(land: Land, *, count: int, seed: int, unnumbered_share: float = 0.0) -> pa.Table:
    """The cells of `count` rows as text; that share of them, evenly spread, has no number of its own."""
    matters = make_matters(seed, land, max(1, round(count * (1 - REPEAT_SHARE))))
    draw = Draw(land, matters, make_reports(seed, matters, count), seed)
    office, row = office_table(draw), np.arange(count)
    number = joined(f"PC{seed}-", pc.utf8_lpad(text(row + 1), 7, "0"))
    unnumbered = np.floor((row + 1) * unnumbered_share) > np.floor(row * unnumbered_share)
    columns = {"编号": either(unnumbered, "", number)}
    columns |= {name: office[there].combine_chunks() for name, there in OF_THE_OFFICE.items()}
    columns |= _places(draw) | {"涉及人数": office["涉及人数"].combine_chunks()}
    columns["上报时间"] = either(_has_fault(row, BARE_DAY), "3月5日", columns["上报时间"])
    columns["纠纷类型"] = either(_has_fault(row, UNKNOWN_KIND), "说不清的事", columns["纠纷类型"])
    columns["联系电话"] = either(_has_fault(row, SPOILT_PHONE), "1.38E+10", columns["联系电话"])
    return pa.table(columns)


def _has_fault(row: Ints, fault: int) -> Flags:
    turn = (row // FAULT_EVERY) % 3
    return np.asarray((row % FAULT_EVERY == FIRST_FAULT) & (turn == fault))


def _places(draw: Draw) -> dict[str, pa.Array]:
    """The community always; a point or the code of the grid, by turns."""
    rng, land, grid = draw.rng("screening places"), draw.land, draw.of_matter(draw.matters.grid)
    has_point = rng.permutation(len(grid)) % 2 == 0
    point = points_in_grids(rng, land.tiling, grid).round(6)
    lon, lat = (either(has_point, pa.array(point[:, axis]).cast(pa.string()), "") for axis in (0, 1))
    return {
        "村(社区)": picked(land.community_names, land.tiling.community[grid]),
        "网格编号": either(has_point, "", picked(land.grid_codes, grid)),
        "经度": lon,
        "纬度": lat,
    }


def write_csv(path: Path, table: pa.Table) -> None:
    """UTF-8 with its mark."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        csv.write_csv(table, file)


def write_xlsx(path: Path, table: pa.Table) -> None:
    """One worksheet, the header on its first row."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        page = book.add_worksheet("排查台账")
        page.write_row(0, 0, table.column_names)
        columns = [_cells(name, table[name].to_pylist()) for name in table.column_names]
        for row_no, row in enumerate(zip(*columns, strict=True), start=1):
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(row_no, column, cell)


def _cells(name: str, texts: list[str]) -> list[str | float | datetime]:
    if name in NUMBERS:
        return [float(text) if text else "" for text in texts]
    if name in MOMENTS:
        return [datetime.strptime(text, _MOMENT) if "/" in text else text for text in texts]
    return list(texts)
