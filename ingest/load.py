"""One file in: every row accounted for, identities to the vault, reports placed, all in one transaction.

排查表.xlsx  →  vault (identities, bytes)  →  warehouse (reports, masked rows, issues)  →  Receipt
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data.config import Config
from data.db import Connection, Store
from data.errors import BadFile
from data.keys import read_key
from ingest.batch import LotResult, load_lot, park_look_alikes, write_rows
from ingest.check import RULES
from ingest.identity import Tokens
from ingest.mapping import Mapping
from ingest.parse import parse_year
from ingest.receipt import Problem, Receipt, problem
from ingest.report import Sender
from ingest.returns import record_return
from ingest.sender import AreaNames, find_town, find_village, read_area_names
from ingest.sheet import Workbook, read_workbook
from ingest.statement import run
from ingest.table import Table, batches, find_table
from ingest.template import LISTS_SHEET
from ingest.values import Lot
from ingest.vault import keep_file, keep_identities, sweep_orphans, under_way
from ingest.verify import check_columns

MOST_PROBLEMS_ON_RECEIPT = 1000
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Upload:
    """One file to take in, and who sent it."""

    path: Path
    file_name: str
    now: datetime
    uploader: str | None = None
    source: str | None = None
    mapping: Mapping = field(default_factory=Mapping)


@dataclass(frozen=True)
class Intake:
    """The open stores of a home, ready to take files in."""

    home: Path
    warehouse: Store
    vault: Store
    config: Config

    def sweep(self) -> int:
        """Tidy up after an upload that died; call once at start."""
        return sweep_orphans(self.home, self.warehouse, self.vault)

    def take(self, upload: Upload, *, progress: Progress | None = None) -> Receipt:
        """Take one file in; BadFile or BadMapping when it cannot be read, and then nothing has changed."""
        workbook = read_workbook(upload.path, sheet=upload.mapping.sheet, encoding=upload.mapping.encoding)
        sha256 = _sha256(upload.path)
        tokens = Tokens(read_key(self.home, "token"))
        with self.warehouse.writing() as connection:
            work = _Work(
                connection, upload, sha256, read_area_names(connection), progress or (lambda _: None)
            )
            tables = work.find_tables(workbook)
            run_categories(connection, upload.mapping)
            with under_way(self.home):
                keep_file(self.vault, upload.path, name=upload.file_name, sha256=sha256, now=upload.now)
                for position, table in enumerate(tables):
                    work.load_table(table, tokens, self.vault)
                    work.progress((position + 1) / len(tables))
                return work.finish(len(tables))


def run_categories(connection: Connection, mapping: Mapping) -> None:
    """Make a mapping's own kinds known."""
    for code, name in mapping.categories.items():
        run(connection, "insert_code", code=code, name=name, source=mapping.name)


@dataclass
class _Work:
    """One upload under way inside the writer's transaction."""

    connection: Connection
    upload: Upload
    sha256: str
    areas: AreaNames
    progress: Progress
    submission_id: str = ""
    verdicts: Counter[str] = field(default_factory=Counter)
    placed_count: int = 0
    changed_ids: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        row = self.connection.execute("SELECT count(*) + 1 FROM raw_submission").fetchone()
        assert row
        self.submission_id = f"S{row[0]:06d}"

    def find_tables(self, workbook: Workbook) -> list[Table]:
        """The tables of the visible sheets; BadFile when there is none."""
        tables = []
        for sheet in workbook.sheets:
            table = find_table(sheet, self.upload.mapping)
            if table is None:
                self.problems.append(problem("sheet_without_header", sheet=sheet.name))
            else:
                tables.append(table)
        if not tables:
            raise _no_header(self.upload.file_name)
        for table in tables:
            check_columns(table, self.upload, self.problems, self.dropped)
        hidden = [name for name in workbook.hidden_sheets if name != LISTS_SHEET]
        if hidden or workbook.hidden_row_count:
            self.problems.append(problem("hidden_not_read", sheet="、".join(hidden) or self.upload.file_name))
        return tables

    def load_table(self, table: Table, tokens: Tokens, vault: Store) -> None:
        """Load a table lot by lot, identities to the vault before each lot, and note the return it is."""
        about = f"{self.upload.file_name} {table.above} {table.sheet}"
        sender = self._sender(table, about)
        year = parse_year(table.above) or parse_year(self.upload.file_name)
        count = 0
        for rows in batches(table.rows):
            lot = Lot(rows, table.header, self.upload.mapping, year)
            result = load_lot(
                self.connection,
                lot,
                sender,
                tokens=tokens,
                submission=(self.submission_id, self.upload.now),
                sheet=table.sheet,
                keep=lambda: keep_identities(vault, tokens),
            )
            self._count(result, table.sheet)
            count += result.report_count
        area = self.areas.code(village=sender.village, town=sender.town)
        record_return(
            self.connection,
            self.submission_id,
            about,
            area=area,
            count=count,
            now=self.upload.now,
            channels=table.header.columns,
        )

    def _sender(self, table: Table, about: str) -> Sender:
        source = self.upload.source or self.upload.mapping.source or "default"
        has_village = "village" in table.header.columns
        village = "" if has_village else find_village(table.sheet, self.areas)
        return Sender(source, village, find_town(about, self.areas), frozenset(self.areas.towns))

    def _count(self, result: LotResult, sheet: str) -> None:
        self.verdicts.update(result.verdicts)
        self.placed_count += result.placed_count
        self.changed_ids += result.taken_ids
        self.problems += result.problems(sheet)

    def finish(self, sheet_count: int) -> Receipt:
        """Park near misses, write the submission and its issues, and make the receipt."""
        parked_rows = park_look_alikes(self.connection, self.submission_id, self.upload.now)
        for sheet, row in parked_rows:
            self.problems.append(problem("looks_like_another", sheet=sheet, row=row))
        self.verdicts.update({"parked": len(parked_rows), "new": -len(parked_rows)})
        earlier = self.connection.execute(
            "SELECT min(received_at) FROM raw_submission WHERE file_sha256 = ?", [self.sha256]
        ).fetchone()
        receipt = self._receipt(earlier[0] if earlier else None)
        self._write_submission(receipt, sheet_count)
        write_rows(
            self.connection, "core_issue", [_issue(self.submission_id, each) for each in self.problems]
        )
        return receipt

    def _receipt(self, earlier: datetime | None) -> Receipt:
        counts = {name: self.verdicts[name] for name in ("new", "unchanged", "changed", "parked", "rejected")}
        unique = tuple(dict.fromkeys(self.changed_ids))
        return Receipt(
            file=self.upload.file_name,
            sha256=self.sha256,
            submission_id=self.submission_id,
            rows=sum(counts.values()),
            **counts,
            reports=len(unique),
            dropped_columns=tuple({"column": column, "why": why} for column, why in self.dropped.items()),
            problems=tuple(self.problems[:MOST_PROBLEMS_ON_RECEIPT]),
            already_received_at=earlier,
            placed=self.placed_count,
            changed_ids=unique,
        )

    def _write_submission(self, receipt: Receipt, sheet_count: int) -> None:
        run(
            self.connection,
            "insert_submission",
            submission_id=receipt.submission_id,
            file_name=receipt.file,
            sha256=receipt.sha256,
            source=self.upload.source or self.upload.mapping.source or "default",
            uploader=self.upload.uploader,
            mapping=self.upload.mapping.name or None,
            now=self.upload.now,
            sheet_count=sheet_count,
            rows=receipt.rows,
            new=receipt.new,
            unchanged=receipt.unchanged,
            changed=receipt.changed,
            parked=receipt.parked,
            rejected=receipt.rejected,
            reports=receipt.reports,
            dropped=list(self.dropped),
        )


def _issue(submission_id: str, each: Problem) -> dict[str, object]:
    return {
        "submission_id": submission_id,
        "sheet_name": each.sheet,
        "row_no": each.row,
        "column_name": each.column,
        "value_masked": each.value_masked,
        "rule_code": each.rule,
        "severity_code": RULES[each.rule].severity,
        "message": each.message,
        "remedy": each.remedy,
    }


def _no_header(file_name: str) -> BadFile:
    return BadFile(
        f"{file_name}：没有找到表头（至少要有「上报时间」和「纠纷简况」）。"
        "请使用模板（fengqiao template），或用 --mapping 说明各列。",
        f"{file_name}: no header row was found (a date and a narrative at least). "
        "Use the template (fengqiao template), or name the columns in a --mapping.",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
