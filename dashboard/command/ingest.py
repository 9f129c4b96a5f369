"""fengqiao ingest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.audit import write_line
from dashboard.command.workbook import hand_back, plan
from dashboard.home import Home, opened, operator
from dashboard.terminal import ours, say, tell, working
from data.errors import OurError, UserError
from ingest.load import Upload
from ingest.mapping import Mapping, read_mapping
from ingest.receipt import Receipt

WORST_FIRST = (1, 2, 3, 0)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Order:
    """Files to take in, and how."""

    files: tuple[Path, ...]
    mapping: Path | None
    uploader: str | None
    source: str | None


def take(home_path: Path, order: Order, *, workbook: Path | None, as_json: bool) -> int:
    """Take each file in as its own transaction; the worst exit code of all, 1 > 2 > 3 > 0."""
    mapping = read_mapping(order.mapping) if order.mapping else Mapping()
    outs = plan(workbook, order.files) if workbook else [None] * len(order.files)
    codes = []
    with opened(home_path) as home:
        for file, out in zip(order.files, outs, strict=True):
            codes.append(_take_one(home, order, file, mapping, as_json=as_json, workbook=out))
    return next(code for code in WORST_FIRST if code in codes)


def _take_one(
    home: Home, order: Order, file: Path, mapping: Mapping, *, as_json: bool, workbook: Path | None
) -> int:
    now = home.now()
    upload = Upload(file, file.name, now, uploader=order.uploader, source=order.source, mapping=mapping)
    try:
        with working(file.name, file.name) as step:
            receipt = home.intake.take(upload, progress=lambda fraction: step("", fraction))
    except UserError as error:
        tell(f"错误：{error.zh}", f"Error: {error.en}")
        return error.exit_code
    except Exception as error:
        tell(*ours(error, file.name))
        return OurError.exit_code
    write_line(
        home.warehouse,
        home.path,
        actor=order.uploader or operator(),
        event="ingest",
        now=now,
        object_id=receipt.submission_id,
    )
    _print(receipt, as_json=as_json)
    if workbook and not hand_back(home, file, workbook, receipt=receipt, mapping=mapping):
        return OurError.exit_code
    return receipt.exit_code


def _print(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        say(receipt.as_json())
        return
    if receipt.already_received_at and not receipt.reports:
        when = f"{receipt.already_received_at:%Y-%m-%d %H:%M}"
        tell(
            f"{receipt.file}：{when} 已经收到过，没有增加任何内容。",
            f"{receipt.file}: already received on {when}, nothing added.",
        )
    for each in receipt.problems[:MOST_SHOWN]:
        tell(f"  {each.message}。{each.remedy}", f"  {each.message}. {each.remedy}")
    left = len(receipt.problems) - MOST_SHOWN
    if left > 0:
        tell(f"  ……另有 {left} 条提示", f"  … and {left} more")
    tell(
        f"{receipt.file}：共 {receipt.rows} 行 = 新增 {receipt.new} + 未变 {receipt.unchanged} + 变更 {receipt.changed} + "
        f"待核 {receipt.parked} + 退回 {receipt.rejected}",
        f"{receipt.file}: {receipt.rows} rows = {receipt.new} new + {receipt.unchanged} unchanged + {receipt.changed} changed + "
        f"{receipt.parked} parked + {receipt.rejected} rejected",
    )
