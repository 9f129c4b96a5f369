"""The warning that a file's points look as if they were in another coordinate system than they were taken in.

a.xlsx: 点位普遍偏东约 470 米，像是 GCJ-02（高德、腾讯、手机）坐标
        请在映射文件的 [defaults] 写 crs = "gcj02"（有「坐标系」列的，改这一列）后重新上传
"""

from __future__ import annotations

import pyarrow as pa

from data.db import Connection
from data.errors import language
from grid.datum import ShiftHint
from grid.datum_hint import datum_hint
from ingest.problem import Problems

RULE = "points_look_shifted"
SYSTEMS = {
    "gcj02": ("GCJ-02（高德、腾讯、手机）", "GCJ-02 (AMap, Tencent, phones)"),
    "bd09": ("BD-09（百度）", "BD-09 (Baidu)"),
    "EPSG:4326": ("WGS 84 / CGCS2000（GPS、测绘）", "WGS 84 / CGCS2000 (GPS, surveys)"),
}
DIRECTIONS = {
    "E": ("东", "east"),
    "NE": ("东北", "north-east"),
    "N": ("北", "north"),
    "NW": ("西北", "north-west"),
    "W": ("西", "west"),
    "SW": ("西南", "south-west"),
    "S": ("南", "south"),
    "SE": ("东南", "south-east"),
}


def warn_of_shift(connection: Connection, submission_id: str, *, file_name: str, problems: Problems) -> None:
    """Add a warning for the whole file when its points look shifted; its reports are placed already."""
    hint = datum_hint(connection, submission_id)
    if hint:
        problems.extend(shift_problem(hint, file_name))


def shift_problem(hint: ShiftHint, file_name: str) -> Problems:
    """The problem of a hint, in the language in force, with its numbers in the sentence of its rule."""
    plain = Problems()
    plain.add(RULE, sheet=file_name)
    table = plain.table()
    sentence, remedy = _english(hint) if language() == "en" else _chinese(hint)
    told = {
        "value_masked": f"{hint.crs_code} {_metres(hint)} m",
        "message": f"{file_name}: {sentence}",
        "remedy": remedy,
    }
    for name, text in told.items():
        table = table.set_column(table.schema.get_field_index(name), name, pa.array([text], pa.string()))
    return Problems([table])


def _metres(hint: ShiftHint) -> int:
    return round(hint.metres / 10) * 10


def _chinese(hint: ShiftHint) -> tuple[str, str]:
    return (
        f"点位普遍偏{DIRECTIONS[hint.direction][0]}约 {_metres(hint)} 米，像是 {SYSTEMS[hint.crs_code][0]}坐标："
        f"{hint.point_count} 个点有 {hint.held_share:.0%} 在所填网格内，换过来有 {hint.held_then_share:.0%}",
        f'请在映射文件的 [defaults] 写 crs = "{hint.crs_code}"（有「坐标系」列的，改这一列）后重新上传',
    )


def _english(hint: ShiftHint) -> tuple[str, str]:
    return (
        f"its points lie about {_metres(hint)} m to the {DIRECTIONS[hint.direction][1]}, as if they were in "
        f"{SYSTEMS[hint.crs_code][1]}: of {hint.point_count} points {hint.held_share:.0%} are in the grid they name, "
        f"read so {hint.held_then_share:.0%}",
        f'Write crs = "{hint.crs_code}" under [defaults] of the mapping (where there is a column of coordinate systems, '
        "mend that) and send the file again",
    )
