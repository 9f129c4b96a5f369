"""What the web pages set in motion: an upload, a decision, a withdrawal, and the refresh that follows on a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dashboard.acted import enter_act, judge_pair, set_measures, step_measure, take_act_back
from dashboard.audit import write_line
from dashboard.decision import Step, decide_about, take_back
from dashboard.home import Home
from dashboard.jobs_protocol import MeasureStep
from dashboard.reveal import Asked, Party, reveal
from dashboard.signalled import answer_about, moment_of, take_answer_back
from dashboard.site.backup_run import BackupRun, BackupState
from dashboard.site.change import Told, make_change, try_change
from dashboard.site.order import SiteOrder
from dashboard.suppress import Row
from data.errors import FengqiaoError, OurError
from ingest.decision.decide import Decider
from ingest.decision.withdraw import Sender, Withdrawn
from ingest.load import Upload
from ingest.receipt import Receipt
from ingest.store.vault_file import read_file
from risk.judge import Decision, Pair
from risk.limit.act import Act
from risk.measure import Measure
from risk.signal.answer import Answer


@dataclass(frozen=True)
class Progress:
    """How far the refresh is: state idle, running or failed; step; fraction 0..1; message when failed."""

    state: str = "idle"
    step: str = ""
    fraction: float = 1.0
    message: str = ""


@dataclass
class HomeJobs:
    """Jobs of one home: uploads happen at once, refreshes queue and merge."""

    home: Home
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _wanted: set[str] = field(default_factory=set)
    _running: bool = False
    _progress: Progress = field(default_factory=Progress)
    _backups: BackupRun = field(init=False)

    def __post_init__(self) -> None:
        self._backups = BackupRun(self.home)

    def ingest(self, path: Path, file_name: str, uploader: str) -> Receipt:
        """Take an uploaded file in; the numbering it uses is its uploader's own."""
        now = self.home.now()
        receipt = self.home.intake.take(
            Upload(path, file_name, now, uploader=uploader, source=self._source(uploader))
        )
        write_line(
            self.home.warehouse,
            self.home.path,
            actor=uploader,
            event="ingest",
            now=now,
            object_id=receipt.submission_id,
        )
        return receipt

    def _source(self, uploader: str) -> str | None:
        return None if uploader in ("", "demo") else uploader

    def decide(self, report_id: str, step: Step, *, by: str, own_only: bool) -> None:
        """Decide about a parked report or undo it, and have what is derived follow."""
        done = decide_about(self.home, report_id, step, by=Decider(by, self.home.now(), own_only))
        if done.changed_ids:
            self.request_refresh(done.changed_ids)

    def enter_act(self, matter_id: str, act: Act, *, by: str, note: str) -> None:
        """Enter an act on a matter, and have its limits and score follow."""
        enter_act(self.home, matter_id, act, note=note, by=by, now=moment_of(self.home))
        self.request_refresh((matter_id,))

    def take_act_back(self, event_id: str, *, by: str) -> None:
        """Withdraw an act, and have what rests on it follow."""
        take_act_back(self.home, event_id, by=by)
        self.request_refresh((event_id,))

    def set_measures(self, matter_ids: Sequence[str], measure: Measure, *, by: str) -> tuple[str, ...]:
        """Set a measure on some matters, and have who holds them follow."""
        entries = set_measures(self.home, matter_ids, measure, by=by, now=moment_of(self.home))
        self.request_refresh(tuple(matter_ids))
        return entries

    def step_measure(self, measure_ids: Sequence[str], step: MeasureStep, *, by: str) -> None:
        """End or withdraw measures, and have who holds the matters follow."""
        step_measure(self.home, measure_ids, step, by=by, on=self.as_of())
        self.request_refresh(tuple(measure_ids))

    def judge_pair(self, pair: Pair, decision: Decision | None, *, by: str) -> None:
        """Keep or withdraw a decision about two reports, and have matters follow."""
        judge_pair(self.home, pair, decision, by=by)
        self.request_refresh((pair.one_id, pair.other_id))

    def reveal(self, asked: Asked, rows: Sequence[Row]) -> tuple[Party, ...]:
        """The parties of a matter, opened for a purpose and noted."""
        return reveal(self.home, asked, rows, now=self.home.now())

    def answer_signal(
        self, signal_id: str, code: str, *, by: str, note: str, owner: str | None, outcome: str | None
    ) -> None:
        """Keep what was done about a signal."""
        given = Answer(code, by, moment_of(self.home), owner, outcome, note)
        answer_about(self.home, signal_id, given)

    def take_signal_back(self, event_id: str, *, by: str) -> None:
        """Withdraw what was entered about a signal."""
        take_answer_back(self.home, event_id, by=by)

    def withdraw(self, submission_id: str, *, by: str, may_any: bool) -> Withdrawn:
        """Take an upload back, and have what is derived follow; a nil return changes areas though no report."""
        told = take_back(self.home, submission_id, by=Sender(by, self.home.now(), may_any))
        self.request_refresh(told.changed_ids or (submission_id,))
        return told

    def request_refresh(self, changed_ids: Iterable[str]) -> None:
        """Have everything derived brought up to date with these reports; returns at once."""
        with self._lock:
            self._wanted |= set(changed_ids)
            if self._running:
                return
            self._running = True
            self._progress = Progress("running", "", 0.0)
        threading.Thread(target=self._work, daemon=True).start()

    def progress(self) -> tuple[str, str, float, str]:
        """(state, step, fraction, message) of the refresh."""
        shown = self._progress
        return shown.state, shown.step, shown.fraction, shown.message

    def try_change(self, order: SiteOrder) -> Told:
        """What a change of the site would do."""
        return try_change(self.home, order)

    def make_change(self, order: SiteOrder, *, by: str) -> Told:
        """Make a change of the site, and have everything derived follow."""
        told = make_change(self.home, order, by=by)
        self.request_refresh(
            (order.file.name,)
        )  # no report's id: what it rests on differs, so all is worked out
        return told

    def begin_backup(self, *, by: str) -> None:
        """Begin a backup into the site's folder."""
        self._backups.make(by=by)

    def begin_check(self, name: str, *, by: str) -> None:
        """Begin to hold a backup to its manifest."""
        self._backups.check(name, by=by)

    def backup_state(self) -> BackupState:
        """How far the backup in hand is."""
        return self._backups.state

    def _work(self) -> None:
        while True:
            with self._lock:
                changed, self._wanted = self._wanted, set()
                if not changed:
                    self._running = False
                    self._progress = Progress()
                    return
            try:
                self._refresh(changed)
            except Exception as error:
                with self._lock:
                    self._running = False
                    self._progress = Progress("failed", "", 0.0, _shown(error))
                    return

    def _refresh(self, changed: set[str]) -> None:
        from risk.refresh import refresh

        def step(name: str, fraction: float) -> None:
            self._progress = Progress("running", name, fraction)

        now = self.home.now()
        refresh(
            self.home.warehouse,
            as_of=self.as_of(),
            config=self.home.config,
            now=now,
            changed=changed,
            progress=step,
        )
        write_line(self.home.warehouse, self.home.path, actor="server", event="refresh", now=now)
        if self.home.config.notice.targets:
            threading.Thread(target=self._tell, daemon=True).start()

    def _tell(self) -> None:
        """Send what the refresh has to tell; quiet hours and tries that fail never hold anything up."""
        from dashboard.notice.tell import send_news

        send_news(self.home)

    def as_of(self) -> date:
        """The day to refresh for: today, or the demo's own last day, which lies in the past."""
        if not self.home.is_demo:
            return self.home.now().date()
        with self.home.warehouse.reading() as connection:
            row = connection.execute("SELECT max(as_of_date) FROM out_refresh").fetchone()
        return row[0] if row and row[0] else self.home.now().date()

    def original(self, sha256: str) -> bytes:
        """The bytes of a file as it was received, from the vault."""
        return read_file(self.home.vault, sha256)

    def briefing(self, week: str | None, *, lang: str, by: str) -> bytes:
        """The briefing of a week as HTML, printed and kept."""
        from dashboard.brief import brief

        return brief(self.home, week, out=None, now=self.home.now(), lang=lang, actor=by).html


def _shown(error: Exception) -> str:
    known = isinstance(error, FengqiaoError)
    return str(
        error
        if known
        else OurError(
            "刷新没有完成，数据仍是上一次的。", "The refresh did not finish; the data is as before."
        )
    )
