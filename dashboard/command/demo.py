"""fengqiao demo: a synthetic area through the whole road, sheet to map."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.command.linkage import train_in
from dashboard.command.refresh import refresh_home
from dashboard.command.serve import serve_home
from dashboard.forward import Run
from dashboard.home import MAKING, Home, make_home, open_home
from dashboard.site.order import DEFAULT_VALID_FROM
from dashboard.terminal import tell, working
from data.config import site_now
from data.errors import BadArgument, HomeInUse
from grid.area import load_areas
from ingest.load import Upload

SIZES = ("small", "county", "city")
_MONTH = re.compile(r"\d{4}年\d{1,2}月|_?\d{4,}|[(（].*?[)）]")


@dataclass(frozen=True)
class Demo:
    """How large, which seed, and whether to serve it afterwards."""

    size: str
    seed: int
    host: str
    port: int
    serve: bool


def run_demo(home_path: Path, demo: Demo, *, run: Run) -> None:
    """Make a synthetic area in a new home, take its sheets in, refresh, and serve it."""
    if demo.size not in SIZES:
        raise BadArgument(
            f"--size：只能是 {'、'.join(SIZES)}。", f"--size must be one of {', '.join(SIZES)}."
        )
    home = _existing_demo(home_path)
    if home is None:
        make_home(home_path, now=site_now(home_path), is_demo=True)
        home = open_home(home_path, now=site_now(home_path))
        _fill(home, demo)
    try:
        if demo.serve:
            serve_home(home, host=demo.host, port=demo.port, run=run)
    finally:
        home.close()


def _existing_demo(path: Path) -> Home | None:
    """A finished demo of an earlier run, open; None when there is nothing; HomeInUse when it is anything else."""
    if not (path / "warehouse.duckdb").exists() or (path / MAKING).exists():
        return None
    home = open_home(path, now=site_now(path))
    with home.warehouse.reading() as connection:
        row = connection.execute("SELECT count(*) FROM out_refresh").fetchone()
    if home.is_demo and row and row[0]:
        tell(
            f"使用已有的演示数据：{path}（要重新生成，请先删除这个文件夹）",
            f"Using the demo at {path} (delete the folder to make it anew)",
        )
        return home
    unfinished = home.is_demo
    home.close()
    if unfinished:
        tell("上次演示没有做完，重新生成。", "The last demo was not finished; making it anew.")
        _remove(path)
        return None
    raise HomeInUse(
        f"{path}：这里有别的数据，演示不会动它。请换一个 --home。",
        f"{path}: holds other data, which the demo will not touch. Choose another --home.",
    )


def _remove(path: Path) -> None:
    """Remove an unfinished demo's own files and nothing else."""
    for name in (
        "warehouse.duckdb",
        "warehouse.duckdb.wal",
        "vault.duckdb",
        "vault.duckdb.wal",
        "audit.head",
    ):
        (path / name).unlink(missing_ok=True)
    for folder in ("keys", "spill"):
        shutil.rmtree(path / folder, ignore_errors=True)


def _fill(home: Home, demo: Demo) -> None:
    with tempfile.TemporaryDirectory() as folder:
        as_of = _take_all(home, demo, Path(folder))
    refresh_home(home, as_of)
    with working("训练归并权重", "Training the weights of linking"):
        train_in(home, now=home.now())
    refresh_home(home, as_of)
    tell(f"演示数据已备好，数据截至 {as_of}。", f"The demo is ready, data as of {as_of}.")


def _take_all(home: Home, demo: Demo, folder: Path) -> date:
    from data.city import make_city

    with working("生成虚构的县", "Making a synthetic area") as step:
        city = make_city(folder, size=demo.size, seed=demo.seed, progress=step)  # type: ignore[arg-type]
    with working("载入边界", "Loading boundaries") as step:
        for number, (level, file) in enumerate(city.areas):
            step(level, number / len(city.areas))
            load_areas(
                home.warehouse,
                file,
                level=level,
                code="code",
                name="name",
                parent="parent",
                valid_from=DEFAULT_VALID_FROM,
            )
    with working("收表", "Taking sheets in") as step:
        for number, file in enumerate(city.sheets):
            step(f"{number + 1}/{len(city.sheets)}", number / len(city.sheets))
            home.intake.take(
                Upload(file, file.name, home.now(), uploader="demo", source=sender_of(file.name))
            )
    return city.as_of


def sender_of(file_name: str) -> str:
    """Whose numbering a demo file uses: its name without the month and the mark of a copy.

    青石镇2025年03月矛盾纠纷排查台账.xlsx → 青石镇矛盾纠纷排查台账
    """
    return _MONTH.sub("", Path(file_name).stem) or "demo"
