"""What the pages ask of the engine behind them: take a file in or back, decide, refresh, print a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol, get_args

from dashboard.reveal import Asked, Party
from dashboard.site.backup_run import BackupState
from dashboard.site.change import Told
from dashboard.site.order import SiteOrder
from dashboard.suppress import Row
from risk.judge import Decision, Pair
from risk.limit.act import Act
from risk.measure import Measure

State = Literal["idle", "running", "failed"]
MeasureStep = Literal["end", "withdraw"]
Step = Literal["same", "different", "later", "undo"]
MEASURE_STEPS: tuple[MeasureStep, ...] = get_args(MeasureStep)
STEPS: tuple[Step, ...] = get_args(Step)


class Received(Protocol):
    """The receipt of one file (ingest.receipt.Receipt is one)."""

    @property
    def changed_ids(self) -> tuple[str, ...]:
        """Reports that were made or changed."""
        ...

    def for_page(self) -> str:
        """The object `fengqiao ingest --json` prints, with when the same bytes had come before."""
        ...


class TakenBack(Protocol):
    """What became of a withdrawn upload (ingest.decision.withdraw.Withdrawn is one)."""

    @property
    def withdrawn_count(self) -> int:
        """Reports it alone had brought."""
        ...

    @property
    def restored_count(self) -> int:
        """Reports that got their former values back."""
        ...

    @property
    def left_count(self) -> int:
        """Reports that a later upload has changed again."""
        ...


class Jobs(Protocol):
    """The engine of a running server; every method may be called from any thread."""

    def ingest(self, path: Path, file_name: str, uploader: str) -> Received:
        """Take one file in and wait for it; UserError when it cannot be taken at all."""
        ...

    def decide(self, report_id: str, step: Step, *, by: str, own_only: bool) -> None:
        """Decide about a parked report, or undo that; UserError when it cannot be."""
        ...

    def enter_act(self, matter_id: str, act: Act, *, by: str, note: str) -> None:
        """Enter an act on a matter and queue a refresh; UserError when it cannot be."""
        ...

    def take_act_back(self, event_id: str, *, by: str) -> None:
        """Withdraw an act and queue a refresh; UserError when it cannot be."""
        ...

    def set_measures(self, matter_ids: Sequence[str], measure: Measure, *, by: str) -> tuple[str, ...]:
        """Set a measure on some matters and queue a refresh; the entries' ids. UserError when it cannot be."""
        ...

    def step_measure(self, measure_ids: Sequence[str], step: MeasureStep, *, by: str) -> None:
        """End or withdraw measures and queue a refresh; UserError when it cannot be."""
        ...

    def judge_pair(self, pair: Pair, decision: Decision | None, *, by: str) -> None:
        """Keep or withdraw a decision about two reports and queue a refresh; UserError when it cannot be."""
        ...

    def reveal(self, asked: Asked, rows: Sequence[Row]) -> tuple[Party, ...]:
        """The parties behind the tokens of a matter; UserError when it is too often."""
        ...

    def answer_signal(
        self, signal_id: str, code: str, *, by: str, note: str, owner: str | None, outcome: str | None
    ) -> None:
        """Keep what was done about a signal; UserError when it cannot be."""
        ...

    def take_signal_back(self, event_id: str, *, by: str) -> None:
        """Withdraw what was entered about a signal; UserError when it cannot be."""
        ...

    def withdraw(self, submission_id: str, *, by: str, may_any: bool) -> TakenBack:
        """Take an upload back; UserError when it cannot be."""
        ...

    def request_refresh(self, changed_ids: Sequence[str]) -> None:
        """Queue a refresh for these reports and return at once."""
        ...

    def try_change(self, order: SiteOrder) -> Told:
        """What a change of the site would do; UserError when it cannot be made."""
        ...

    def make_change(self, order: SiteOrder, *, by: str) -> Told:
        """Make a change of the site and queue a refresh; UserError when it cannot be made."""
        ...

    def begin_backup(self, *, by: str) -> None:
        """Begin a backup and return at once; UserError while another runs."""
        ...

    def begin_check(self, name: str, *, by: str) -> None:
        """Begin to check a backup and return at once; UserError while another runs."""
        ...

    def backup_state(self) -> BackupState:
        """How far the backup in hand is."""
        ...

    def progress(self) -> tuple[State, str, float, str]:
        """The refresh in hand: state, step, share done from 0 to 1, and a sentence for people."""
        ...

    def original(self, sha256: str) -> bytes:
        """The bytes of a file as it was received; UserError when they are not held."""
        ...

    def briefing(self, week: str, *, lang: str, by: str) -> bytes:
        """The briefing of one ISO week (2024-W20) as HTML, printed and kept; UserError when it cannot be made."""
        ...
