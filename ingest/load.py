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

import pyarrow as pa

from data.config import Config
from data.db import Connection, Store
from data.errors import BadFile
from data.keys import read_key
from ingest.identity import Tokens
from ingest.mapping import Mapping
from ingest.park import park_look_alikes
from ingest.parse import parse_year
from ingest.prepare import Prepared, prepare
from ingest.receipt import VERDICTS, Problem, Receipt, problem
from ingest.report import Sender
from ingest.returns import record_return
from ingest.sender import AreaNames, find_town, find_village, read_area_names
from ingest.sheet import Workbook, read_workbook
from ingest.statement import run
from ingest.table import BATCH_ROWS, Table, batches, find_table
from ingest.template import LISTS_SHEET
from ingest.values import Lot
from ingest.vault import keep_file, keep_identities, sweep_orphans, under_way
from ingest.verify import check_columns
from ingest.write import Submission, write_lots

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

    @property
    def source_code(self) -> str:
        """Whose numbering its report numbers are."""
        return self.source or self.mapping.source or "default"


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
            work = _Work(connection, upload, self.vault, tokens, sha256)
            tables = work.find_tables(workbook)
            with under_way(self.home):
                keep_file(self.vault, upload.path, name=upload.file_name, sha256=sha256, now=upload.now)
                for number, table in enumerate(tables, start=1):
                    work.load_table(table)
                    if progress:
                        progress(number / len(tables))
                return work.finish(len(tables))


@dataclass
class _Work:
    """One upload under way inside the writer's transaction."""

    connection: Connection
    upload: Upload
    vault: Store
    tokens: Tokens
    sha256: str
    verdicts: Counter[str] = field(default_factory=Counter)
    placed_count: int = 0
    taken_ids: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)
    waiting: list[Prepared] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.areas: AreaNames = read_area_names(self.connection)
        row = self.connection.execute("SELECT count(*) + 1 FROM raw_submission").fetchone()
        number = row[0] if row else 1
        earlier = run(
            self.connection,
            "earlier_submission",
            sha256=self.sha256,
            source=self.upload.source_code,
            mapping=self.upload.mapping.name or None,
        ).fetchone()
        self.received_at: datetime | None = earlier[0] if earlier else None
        self.submission = Submission(
            f"S{number:06d}",
            self.upload.now,
            points_are_homes=self.upload.mapping.point_of == "home",
            is_resend=self.received_at is not None,
        )
        for code, name in self.upload.mapping.categories.items():
            run(self.connection, "insert_code", code=code, name=name, source=self.upload.mapping.name)

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
            where = "、".join(hidden) or self.upload.file_name
            self.problems.append(problem("hidden_not_read", sheet=where))
        return tables

    def load_table(self, table: Table) -> None:
        """Prepare a table lot by lot, write whenever enough is waiting, and note the return that it is."""
        about = f"{self.upload.file_name} {table.above} {table.sheet}"
        sender = self._sender(table, about)
        year = parse_year(table.above) or parse_year(self.upload.file_name)
        count = 0
        for rows in batches(table.rows):
            lot = Lot(rows, table.header, self.upload.mapping, year)
            ready = prepare(lot, table.sheet, sender, self.tokens)
            count += len(ready.report_row)
            self.waiting.append(ready)
            self.problems += ready.problems
            if sum(len(each.row_nos) for each in self.waiting) >= BATCH_ROWS:
                self._write()
        area = self.areas.code(village=sender.village, town=sender.town)
        if "channel" not in table.header.columns or "排查" in about:
            record_return(self.connection, self.submission, about, area=area, count=count)

    def _sender(self, table: Table, about: str) -> Sender:
        has_village = "village" in table.header.columns
        village = (
            find_village(table.sheet, self.areas) if not has_village or self._is_village_sheet(table) else ""
        )
        return Sender(
            self.upload.source_code, village, find_town(about, self.areas), frozenset(self.areas.towns)
        )

    def _is_village_sheet(self, table: Table) -> bool:
        return table.sheet.strip() in self.areas.communities

    def _write(self) -> None:
        """Identities to the vault first, then everything that waits to the warehouse."""
        keep_identities(self.vault, self.tokens)
        if not self.waiting:
            return
        written = write_lots(self.connection, self.waiting, self.submission)
        self.waiting.clear()
        self.verdicts.update(written.verdicts)
        self.taken_ids.update(dict.fromkeys(written.taken_ids))
        self.placed_count += written.placed_count

    def finish(self, sheet_count: int) -> Receipt:
        """Write what waits, park near misses, write the submission and its issues, and make the receipt."""
        self._write()
        parked = park_look_alikes(self.connection, self.submission.submission_id, self.upload.now)
        self.problems += [problem("looks_like_another", sheet=sheet, row=row) for sheet, row in parked]
        self.verdicts.update({"parked": len(parked), "new": -len(parked)})
        self.problems += self._not_placed()
        receipt = self._receipt()
        self._write_submission(receipt, sheet_count)
        self._write_issues()
        return receipt

    def _not_placed(self) -> list[Problem]:
        """A warning for each row that fell in no grid; none while no areas are loaded, when no row could."""
        row = self.connection.execute("SELECT count(*) FROM core_boundary").fetchone()
        if not row or not row[0]:
            return []
        rows = run(self.connection, "unplaced_row", submission_id=self.submission.submission_id).fetchall()
        return [problem("not_placed", sheet=sheet, row=number) for sheet, number in rows]

    def _receipt(self) -> Receipt:
        counts = {name: self.verdicts[name] for name in VERDICTS}
        return Receipt(
            file=self.upload.file_name,
            sha256=self.sha256,
            submission_id=self.submission.submission_id,
            rows=sum(counts.values()),
            **counts,
            reports=len(self.taken_ids),
            dropped_columns=tuple({"column": column, "why": why} for column, why in self.dropped.items()),
            problems=tuple(self.problems[:MOST_PROBLEMS_ON_RECEIPT]),
            already_received_at=self.received_at,
            placed=self.placed_count,
            changed_ids=tuple(self.taken_ids),
        )

    def _write_submission(self, receipt: Receipt, sheet_count: int) -> None:
        run(
            self.connection,
            "insert_submission",
            submission_id=receipt.submission_id,
            file_name=receipt.file,
            sha256=receipt.sha256,
            source=self.upload.source_code,
            uploader=self.upload.uploader,
            mapping=self.upload.mapping.name or None,
            now=self.upload.now,
            sheet_count=sheet_count,
            rows=receipt.rows,
            reports=receipt.reports,
            dropped=list(self.dropped),
            **{name: getattr(receipt, name) for name in VERDICTS},
        )

    def _write_issues(self) -> None:
        if not self.problems:
            return
        columns = {
            "sheet_name": [each.sheet for each in self.problems],
            "column_name": [each.column for each in self.problems],
            "value_masked": [each.value_masked for each in self.problems],
            "rule_code": [each.rule for each in self.problems],
            "severity_code": [each.severity for each in self.problems],
            "message": [each.message for each in self.problems],
            "remedy": [each.remedy for each in self.problems],
        }
        arrow = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
        arrow = arrow.append_column("row_no", pa.array([each.row for each in self.problems], pa.int32()))
        self.connection.register("incoming_issue", arrow)
        run(self.connection, "insert_issue", submission_id=self.submission.submission_id)
        self.connection.unregister("incoming_issue")


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
