"""fengqiao doctor: what is well, what is not, and what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard.audit import broken_line_of
from dashboard.home import Home, opened
from dashboard.terminal import tell
from data.dictionary import tables
from data.errors import FengqiaoError, UserError
from data.extension import load_httpfs
from data.keys import KEY_NAMES


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and the sentence for it."""

    is_well: bool
    zh: str
    en: str


def examine(home_path: Path, *, audit: bool) -> int:
    """Print every finding; 0 when all is well, 2 when something is to be mended."""
    findings = list(_installation())
    try:
        with opened(home_path) as home:
            findings += _home(home, audit=audit)
    except UserError as error:
        findings.append(Finding(False, error.zh, error.en))
    for finding in findings:
        mark = "✓" if finding.is_well else "✗"
        tell(f"{mark} {finding.zh}", f"{mark} {finding.en}")
    return 0 if all(finding.is_well for finding in findings) else 2


def _installation() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(sys.version_info >= (3, 11), f"Python {version}", f"Python {version}")
    try:
        with duckdb.connect(":memory:") as connection:
            load_httpfs(connection)
        yield Finding(
            True, f"DuckDB {duckdb.__version__}，加密可用", f"DuckDB {duckdb.__version__}, encryption ready"
        )
    except (FengqiaoError, duckdb.Error) as error:
        yield Finding(False, f"加密不可用：{error}", f"No encryption: {error}")


def _home(home: Home, *, audit: bool) -> Iterator[Finding]:
    loose = [name for name in KEY_NAMES if _others_can_read(home.path / "keys" / f"{name}.key")]
    yield Finding(not loose, "密钥文件只有本人可读", "Key files are readable by their owner only")
    with home.warehouse.reading() as connection:
        held = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        missing = sorted(set(tables()) - held)
        yield Finding(
            not missing,
            f"数据表 {len(held)} 张" + (f"，缺 {missing}" if missing else ""),
            f"{len(held)} tables",
        )
        count = connection.execute("SELECT count(*) FROM core_boundary").fetchone()
        areas = count[0] if count else 0
        yield Finding(
            areas > 0,
            f"区域边界 {areas} 个" + ("" if areas else "，请运行 fengqiao areas"),
            f"{areas} boundaries",
        )
        row = connection.execute("SELECT max(as_of_date) FROM out_refresh").fetchone()
        day = row[0] if row else None
        yield Finding(
            day is not None,
            f"数据截至 {day}" if day else "还没有刷新，请运行 fengqiao refresh",
            f"Data as of {day}",
        )
        if audit:
            broken = broken_line_of(home.warehouse, home.path)
            yield Finding(
                broken is None,
                f"操作日志第 {broken} 行被改动过" if broken else "操作日志完整",
                f"Audit log: {'line ' + str(broken) + ' was changed' if broken else 'whole'}",
            )


def _others_can_read(path: Path) -> bool:
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & 0o077)
