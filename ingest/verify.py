"""What is said about the columns of a table before its rows are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import BadFile, BadMapping, language
from ingest.cell import fold
from ingest.ledger.table import Table
from ingest.mapping import Mapping
from ingest.mask import mask
from ingest.problem import Problems

if TYPE_CHECKING:
    from ingest.upload import Upload


def check_columns(table: Table, upload: Upload, problems: Problems, dropped: dict[str, str]) -> None:
    """Note refused, unknown and ambiguous columns; BadFile or BadMapping when the table cannot be read at all."""
    _need_mapped(table, upload.mapping, mask(upload.file_name))
    _need_required(table, mask(upload.file_name))
    for heading, (zh, en) in table.header.refused.items():
        plain = mask(" ".join(heading.split()))
        dropped[plain] = en if language() == "en" else zh
        problems.add("column_refused", sheet=mask(table.sheet), column=plain)
    for heading in () if upload.mapping.columns else table.header.unknown:
        problems.add("column_unknown", sheet=mask(table.sheet), column=mask(heading))
    for heading in table.header.ambiguous:
        problems.add("column_ambiguous", sheet=mask(table.sheet), column=mask(heading))


def _need_mapped(table: Table, mapping: Mapping, file_name: str) -> None:
    there = {fold(heading) for heading in table.header.headings.values()}
    missing = [
        heading for headings in mapping.columns.values() for heading in headings if fold(heading) not in there
    ]
    if missing:
        found = "、".join(table.header.headings.values())
        raise BadMapping(
            f"{mapping.name.partition('#')[0]}：{file_name} 里没有「{'、'.join(missing)}」这一列。现有的列：{found}",
            f"{mapping.name.partition('#')[0]}: {file_name} has no column {', '.join(missing)}. Its columns: {found}",
        )


def _need_required(table: Table, file_name: str) -> None:
    columns = table.header.columns
    told = any(name in columns for name in ("narrative", "title", "category", "petition_subject"))
    if "reported_at" in columns and told:
        return
    found = mask("、".join(" ".join(heading.split()) for heading in table.header.headings.values()))
    sheet = mask(table.sheet)
    zh = "上报时间" if "reported_at" not in columns else "纠纷简况（或标题、类型）"
    en = (
        "the date (上报时间)"
        if "reported_at" not in columns
        else "what happened (纠纷简况, a title or a kind)"
    )
    raise BadFile(
        f"{file_name}「{sheet}」第{table.header.last_row_no}行：表头里没有{zh}这一列。"
        f"现有的列：{found}。请改列名，或用 --mapping 说明。",
        f"{file_name} [{sheet}] row {table.header.last_row_no}: the header lacks {en}. It has: {found}. "
        "Rename the column, or name it in a --mapping.",
    )
