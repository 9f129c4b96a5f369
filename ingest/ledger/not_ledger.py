"""Tables that are no ledger of matters, told apart from one so that none is read as zero rows.

镇办 | 本月矛盾纠纷总数 | 婚姻家庭 化解数 | 未化解数 | …        counts: a statistics table
排查日期 | 2025-03-05                                         one matter: a form
排查人员 | 李四
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.errors import BadFile
from ingest.cell import Cell, text_of
from ingest.ledger.column_words import exact
from ingest.ledger.heading import Header

_COUNTED = re.compile(
    r"总数|件数|起数|数量|人次|批次|化解数|调处数|受理数|办结数|合计|小计|共计|占比|[率数]$|[率数][(（]|同比|环比|增减"
)
_LEAST_COUNTS = 3
_LEAST_LABELS = 3
_FEW_COLUMNS = 4
_MUCH = frozenset({"narrative", "title", "petitioner_name"})


class NotALedger(BadFile):
    """A sheet that holds something else than one matter a row; `rule` says what."""

    def __init__(self, rule: str, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.rule = rule


def refuse_other_kinds(sheet: str, head: Sequence[tuple[int, list[Cell]]], header: Header | None) -> None:
    """NotALedger for a statistics table or a form."""
    rows = [(number, [text_of(cell) for cell in row]) for number, row in head]
    if header is None or not _MUCH & header.columns.keys():
        number = _statistics_row(rows)
        if number:
            raise _is_statistics(sheet, number)
    if header is None or len(header.columns) <= _FEW_COLUMNS:
        number = _form_row(rows, header)
        if number:
            raise _is_form(sheet, number)


def _statistics_row(rows: Sequence[tuple[int, list[str]]]) -> int:
    """The first row most of whose cells are counts' headings; 0 for none."""
    for number, texts in rows:
        said = [text for text in texts if text and not text.isdigit()]
        counted = sum(bool(_COUNTED.search("".join(text.split()))) for text in said if len(text) <= 40)
        if counted >= _LEAST_COUNTS and counted * 2 >= len(said):
            return number
    return 0


def _form_row(rows: Sequence[tuple[int, list[str]]], header: Header | None) -> int:
    """The first of three rows or more that begin with a label each, in one column; 0 for none."""
    labels: dict[int, dict[str, int]] = {}
    for number, texts in rows:
        position, first = next(((at, text) for at, text in enumerate(texts) if text), (-1, ""))
        label = re.split(r"[:：]", first)[0]
        is_label = exact(label) is not None and (label == first or first != label + "：")
        if is_label and not (header and header.last_row_no == number and len(header.columns) > _FEW_COLUMNS):
            labels.setdefault(position, {}).setdefault(label, number)
    most = max(labels.values(), key=len, default={})
    return min(most.values()) if len(most) >= _LEAST_LABELS else 0


def _is_statistics(sheet: str, number: int) -> NotALedger:
    return NotALedger(
        "sheet_is_statistics",
        f"「{sheet}」第{number}行：这是统计表（各类件数），不是一件一行的台账，没有读入。请上传原始台账。",
        f"[{sheet}] row {number}: a statistics table of counts, not a ledger of one matter a row; nothing was read. "
        "Send the ledger itself.",
    )


def _is_form(sheet: str, number: int) -> NotALedger:
    return NotALedger(
        "sheet_is_form",
        f"「{sheet}」第{number}行：这是一事一表的登记表，不是一件一行的台账，没有读入。"
        "请把它填进台账（fengqiao template）再上传。",
        f"[{sheet}] row {number}: a form for a single matter, not a ledger of one matter a row; nothing was read. "
        "Fill it into a ledger (fengqiao template) and send that.",
    )
