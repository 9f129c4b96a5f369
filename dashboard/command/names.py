"""fengqiao names."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.terminal import say, tell
from data.config import site_now
from data.errors import BadArgument, BadFile
from grid.addressing.alias import COLUMNS, LocalName, read_local_names
from grid.local_name import Replaced, held_local_names, replace_local_names

MOST_SHOWN = 12


def keep_names(home_path: Path, file: Path | None, *, show: bool) -> None:
    """Replace the names held by those of a file, or show what is held; BadArgument when neither is asked for."""
    if file is None and not show:
        raise BadArgument(
            "names：请写地名表的文件名；只看现有的地名，用 --show。",
            "names: name the file of local names; to see what is held, use --show.",
        )
    now = site_now(home_path)
    names = _read(file) if file else ()
    with opened(home_path) as home:
        if file:
            with home.warehouse.writing() as connection:
                replaced = replace_local_names(connection, names)
            write_line(
                home.warehouse, home.path, actor=operator(), event="names", now=now, object_id=file.name
            )
            _tell(file.name, replaced)
        if show:
            with home.warehouse.reading() as connection:
                say(_as_table(held_local_names(connection)))


def _read(file: Path) -> tuple[LocalName, ...]:
    if not file.is_file():
        raise BadFile(
            f"{file}：没有这个文件。请核对地名表的路径。",
            f"{file}: no such file. Check the path of the table.",
        )
    return read_local_names(file)


def _tell(file: str, replaced: Replaced) -> None:
    for one in replaced.unknown[:MOST_SHOWN]:
        tell(
            f"{file}：「{one.name}」的区域编号 {one.area_code} 不在已载入的区域里，暂时用不上；请核对编号，或先载入该区域。",
            f"{file}: {one.name!r} lies in {one.area_code}, which is no area held, so it serves nothing; "
            "check the code or load the area.",
        )
    left = len(replaced.unknown) - MOST_SHOWN
    if left > 0:
        tell(f"  ……另有 {left} 条，略。", f"  … and {left} more.")
    tell(
        f"{file}：收下 {replaced.taken} 个地名，替换原有的 {replaced.held_before} 个；"
        f"区域编号不认识的 {len(replaced.unknown)} 个。",
        f"{file}: {replaced.taken} names taken in place of the {replaced.held_before} held before; "
        f"{len(replaced.unknown)} with an unknown area code.",
    )
    if replaced.held_before and not replaced.taken:
        tell("文件里没有地名，原有的已全部清空。", "The file has no names: those held before are cleared.")
    if replaced.held_before:
        tell(
            "要恢复，请再次载入原来的文件。载入前可用 names --show 另存现有地名。",
            "To undo, load the former file again; names --show prints what is held, to keep before loading.",
        )
    tell(
        "请运行 fengqiao refresh，按新地名重新定位。", "Run fengqiao refresh to place reports by these names."
    )


def _as_table(names: tuple[LocalName, ...]) -> str:
    """The names as a file that can be loaded again."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((one.name, one.kind, one.area_code) for one in names)
    return text.getvalue().rstrip("\n")
