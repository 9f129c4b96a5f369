"""One upload being entered: its tables in lots, written as they come, and at the end the receipt."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import Executor, Future
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection, Store
from data.errors import BadFile, BadMapping, UserError
from grid.place import judge_shared
from ingest.back.came_back import first_name
from ingest.back.template import LISTS_SHEET
from ingest.back.template_mark import is_outdated
from ingest.decision.park import park_look_alikes
from ingest.ledger.not_ledger import NotALedger
from ingest.ledger.table import Table, find_table
from ingest.mark import is_own_sheet
from ingest.mask import mask
from ingest.parse.year import parse_year
from ingest.person.token import Tokens
from ingest.problem import Problems
from ingest.receipt import VERDICTS, Receipt
from ingest.report.task import Done, Task, do
from ingest.sender import AreaNames, Sender, find_town, find_village, read_area_names
from ingest.sheet import Workbook
from ingest.shifted import warn_of_shift
from ingest.statement import lent, run
from ingest.store.returns import Return, record_return
from ingest.store.vault import keep_identities
from ingest.store.write import Submission, Written, write_lots
from ingest.upload import Upload
from ingest.verify import check_columns
from ingest.worker import Worker

MOST_PROBLEMS_ON_RECEIPT = 1000
MOST_PREPARING = 3  # lots under way at once, so that memory stays bounded
WRITE_ROWS = 20_000


@dataclass
class Entry:
    """One upload under way inside the writer's transaction.

    While one batch is written by the pen, a thread of its own, the next is prepared; no two are ever written at once.
    """

    connection: Connection
    upload: Upload
    vault: Store
    tokens: Tokens
    sha256: str
    pen: Executor
    worker: Worker | None = None
    verdicts: Counter[str] = field(default_factory=Counter)
    row_count: int = 0
    taken_ids: list[pa.Array] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    dropped: dict[str, str] = field(default_factory=dict)
    preparing: deque[Future[Done]] = field(default_factory=deque)
    waiting: list[Done] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    writing: Future[Written] | None = None

    def __post_init__(self) -> None:
        self.file_name = self.upload.file_name  # or the one it first came under, which may tell town and year
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
        tables: list[Table] = []
        refusals: list[UserError] = []
        for sheet in workbook.sheets:
            if is_own_sheet(sheet.name):  # a workbook of ours that came back
                self.file_name = first_name(sheet) or self.file_name
                continue
            try:
                table = find_table(sheet, self.upload.mapping)
                if table is not None:
                    check_columns(table, self.upload, self.problems, self.dropped)
                    tables.append(table)
                    if is_outdated(table.above):
                        self.problems.add("template_outdated", sheet=mask(table.sheet))
                else:
                    self.problems.add("sheet_without_header", sheet=mask(sheet.name))
            except (BadFile, BadMapping) as refusal:
                refusals.append(refusal)
                rule = refusal.rule if isinstance(refusal, NotALedger) else "sheet_lacks_columns"
                self.problems.add(rule, sheet=mask(sheet.name))
        if not tables:
            raise refusals[0] if refusals else _no_header(mask(self.upload.file_name))
        hidden = [name for name in workbook.hidden_sheets if name != LISTS_SHEET]
        if hidden or workbook.hidden_row_count:
            self.problems.add("hidden_not_read", sheet=mask("、".join(hidden) or self.upload.file_name))
        return tables

    def load_table(self, table: Table) -> None:
        """Prepare a table lot by lot, write whenever enough is waiting, and note the return that it is."""
        about = f"{self.file_name} {table.above} {table.sheet}"
        sender = self._sender(table, about)
        year = parse_year(table.above, self.file_name)
        before = self.row_count
        for block in table.blocks:
            self._prepare(
                Task(
                    block,
                    table.header,
                    self.upload.mapping,
                    year,
                    self.areas.box,
                    mask(table.sheet),
                    sender,
                    self.upload.now,
                )
            )
            self._gather(MOST_PREPARING)
        self._gather(0)
        count = self.row_count - before
        area = self.areas.code(village=sender.village, town=sender.town)
        is_screening = "channel" not in table.header.columns or "排查" in about
        if is_screening and (count or table.nil):
            self.returns.append(Return(about, area, count))

    def _sender(self, table: Table, about: str) -> Sender:
        names_villages = (
            "village" in table.header.columns and table.sheet.strip() not in self.areas.communities
        )
        return Sender(
            source=self.upload.source_code,
            village="" if names_villages else find_village(table.sheet, self.areas),
            town=find_town(about, self.areas),
            towns=frozenset(self.areas.towns),
            grid_codes=self.areas.grid_codes,
        )

    def _prepare(self, task: Task) -> None:
        """Have a lot prepared: by the worker while it has time, else here and now."""
        if self.worker and self.worker.is_free():
            self.preparing.append(self.worker.submit(task))
            return
        done: Future[Done] = Future()
        done.set_result(do(task, self.tokens))
        self.preparing.append(done)

    def _gather(self, most: int) -> None:
        """Take what is prepared, in order, until no more than `most` lots are under way; hand over what is enough."""
        while self.preparing and (len(self.preparing) > most or self.preparing[0].done()):
            done = self.preparing.popleft().result()
            self.problems.extend(done.problems)
            self.row_count += len(done.prepared.report_row)
            self.waiting.append(done)
            if sum(len(each.prepared.row_nos) for each in self.waiting) >= WRITE_ROWS:
                self._hand_over()

    def _hand_over(self) -> None:
        """Give what waits to the pen, once it has written what it was given before."""
        self._settle()
        if self.waiting:
            done, self.waiting = self.waiting, []
            self.writing = self.pen.submit(copy_context().run, self._write, done)

    def _write(self, done: list[Done]) -> Written:
        """Identities to the vault first, then the lots to the warehouse."""
        keep_identities(self.vault, pa.concat_tables([each.met for each in done]))
        return write_lots(self.connection, [each.prepared for each in done], self.submission)

    def _settle(self) -> None:
        """Wait for the pen, and count what it has written."""
        if self.writing is None:
            return
        written = self.writing.result()
        self.writing = None
        self.verdicts.update(written.verdicts)
        self.taken_ids.append(written.taken_ids)

    def finish(self, sheet_count: int) -> Receipt:
        """Write what waits, park near misses, write the submission and its issues, and make the receipt."""
        self._hand_over()
        self._settle()
        taken_ids = pc.unique(pa.chunked_array(self.taken_ids, pa.string()))
        renewed_ids = judge_shared(self.connection, taken_ids)
        for each in self.returns:
            record_return(self.connection, self.submission, each)
        parked = park_look_alikes(self.connection, self.submission.submission_id, self.upload.now)
        self._note_rows("looks_like_another", parked)
        self.verdicts.update({"parked": len(parked), "new": -len(parked)})
        self._note_places()
        receipt = self._receipt(taken_ids, renewed_ids)
        self._write_submission(receipt, sheet_count)
        with lent(incoming_issue=self.problems.table()):
            run(self.connection, "insert_issue", submission_id=self.submission.submission_id)
        return receipt

    def _note_places(self) -> None:
        """Point out the rows that fell in no grid and those whose places are doubtful; none while no areas are loaded."""
        row = self.connection.execute("SELECT count(*) FROM core_boundary").fetchone()
        if not row or not row[0]:
            return
        asked = {"submission_id": self.submission.submission_id}
        self._note_rows("not_placed", run(self.connection, "unplaced_row", **asked).fetchall())
        self._note_rows("placeholder_point", run(self.connection, "placeholder_row", **asked).fetchall())
        differing = run(self.connection, "differing_row", **asked).to_arrow_table()
        for sheet in pc.unique(differing["sheet_name"]).to_pylist():
            mine = differing.filter(pc.equal(differing["sheet_name"], sheet))
            told = mine["apart"].to_pylist()
            self.problems.add_rows(
                "grid_and_point_differ", sheet=sheet, rows=mine["row_no"].combine_chunks(), values=told
            )
        warn_of_shift(self.connection, **asked, file_name=mask(self.upload.file_name), problems=self.problems)

    def _note_rows(self, rule: str, rows: list[tuple[str, int]]) -> None:
        by_sheet: dict[str, list[int]] = {}
        for sheet, number in rows:
            by_sheet.setdefault(sheet, []).append(number)
        for sheet, numbers in by_sheet.items():
            self.problems.add_rows(rule, sheet=sheet, rows=pa.array(numbers, pa.int32()))

    def _receipt(self, taken_ids: pa.Array, renewed_ids: pa.Array) -> Receipt:
        counts = {name: self.verdicts[name] for name in VERDICTS}
        touched = pc.unique(pa.concat_arrays([taken_ids, renewed_ids]))
        asked = {"submission_id": self.submission.submission_id}
        placed = run(self.connection, "placed_count", **asked).fetchone()
        return Receipt(
            file=mask(self.upload.file_name),
            sha256=self.sha256,
            submission_id=self.submission.submission_id,
            rows=sum(counts.values()),
            **counts,
            reports=len(taken_ids),
            dropped_columns=tuple({"column": column, "why": why} for column, why in self.dropped.items()),
            problems=self.problems.first(MOST_PROBLEMS_ON_RECEIPT),
            already_received_at=self.received_at,
            placed=placed[0] if placed else 0,
            changed_ids=tuple(touched.to_pylist()),
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


def _no_header(file_name: str) -> BadFile:
    return BadFile(
        f"{file_name}：没有找到表头（至少要有「上报时间」和「纠纷简况」）。"
        "请使用空白模板（上传页可下载，命令行是 fengqiao template），或用 --mapping 说明各列。",
        f"{file_name}: no header row was found (a date and a narrative at least). "
        "Use the blank template (on the upload page, or fengqiao template), or name the columns in a --mapping.",
    )
