"""What is to be told about every row of an upload, read back from the warehouse.

柳河村 12  rejected  「上报时间」没有上报时间。请填上报时间，如 2025-03-05
柳河村 31  parked    likely the same as: 2025-03-01, 120 m away, 待化解: 小区电梯停运…
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from data.codelist import read_words
from data.db import Connection
from data.errors import NothingThere, language
from ingest.check import RULES
from ingest.ledger.heading import refusal
from ingest.mark import said
from ingest.statement import run

VERDICTS = ("new", "unchanged", "changed", "parked", "rejected")
_STATES = {
    "withdrawn": ("已撤回", "withdrawn"),
    "closed": ("已办结", "closed"),
    "replied": ("已答复", "answered"),
    "accepted": ("已受理", "accepted"),
}


@dataclass(frozen=True)
class Told:
    """One problem in the language in force; row and column are None when it is about more than a cell."""

    sheet: str
    row: int | None
    column: str | None
    rule: str
    is_error: bool
    sentence: str
    remedy: str

    @property
    def whole(self) -> str:
        """Sentence and remedy."""
        return f"{self.sentence}. {self.remedy}" if language() == "en" else f"{self.sentence}。{self.remedy}"


@dataclass(frozen=True)
class Finding:
    """Everything to be told about one upload.

    counts: verdict → rows. verdicts: sheet → row → verdict. twins: (sheet, row) → the reports it looks like, in words.
    dropped: heading → why.
    """

    submission_id: str
    file_name: str
    received_at: datetime
    counts: dict[str, int]
    verdicts: dict[str, dict[int, str]]
    problems: tuple[Told, ...]
    twins: dict[tuple[str, int], list[str]]
    dropped: dict[str, str]

    @property
    def row_count(self) -> int:
        """Data rows of the upload."""
        return sum(self.counts.values())

    def by_row(self, sheet: str) -> dict[int, list[Told]]:
        """The problems of each row of a sheet, errors first."""
        rows: dict[int, list[Told]] = defaultdict(list)
        for each in self.problems:
            if each.sheet == sheet and each.row is not None:
                rows[each.row].append(each)
        return rows


def read_finding(connection: Connection, submission_id: str) -> Finding:
    """Everything to be told about an upload; NothingThere when there is no such upload."""
    head = run(connection, "back_submission", submission_id=submission_id).fetchone()
    if head is None:
        raise NothingThere(f"没有报送 {submission_id}。", f"There is no upload {submission_id}.")
    verdicts: dict[str, dict[int, str]] = defaultdict(dict)
    for sheet, row, verdict in run(connection, "back_row", submission_id=submission_id).fetchall():
        verdicts[sheet][row] = verdict
    twins: dict[tuple[str, int], list[str]] = defaultdict(list)
    for sheet, row, *twin, _ in run(connection, "back_twin", submission_id=submission_id).fetchall():
        twins[sheet, row].append(_twin(*twin))
    return Finding(
        submission_id=submission_id,
        file_name=head[1],
        received_at=head[2],
        counts=dict(zip(VERDICTS, head[4:9], strict=True)),
        verdicts=verdicts,
        problems=tuple(map(_told, run(connection, "back_issue", submission_id=submission_id).fetchall())),
        twins=twins,
        dropped={heading: _why(heading) for heading in head[9]},
    )


def _told(row: tuple[str, int | None, str | None, str, str, str, str]) -> Told:
    sheet, number, column, rule, severity, message, remedy = row
    kept = RULES.get(rule)
    sentence = kept.sentence if kept else message.partition(": ")[2] or message
    return Told(
        sheet or "",
        number,
        column or None,
        rule,
        severity == "error",
        sentence,
        kept.remedy if kept else remedy,
    )


def _why(heading: str) -> str:
    why = refusal(heading)
    return said(why) if why else ""


def _twin(reported_at: datetime, told: str | None, status: str, distance_m: float | None) -> str:
    """2025-03-01，相距约120米，待化解：小区电梯停运…"""
    words = read_words("values")["status"].get(status, [status])
    state = said(_STATES.get(status, (words[0], status)))
    text = " ".join((told or said(("（受限事项，内容不显示）", "(restricted, not shown)"))).split())[:120]
    if distance_m is None:
        apart = said(("距离不明", "distance unknown"))
    else:
        apart = said((f"相距约{distance_m:.0f}米", f"about {distance_m:.0f} m away"))
    return said(
        (
            f"{reported_at:%Y-%m-%d}，{apart}，{state}：{text}",
            f"{reported_at:%Y-%m-%d}, {apart}, {state}: {text}",
        )
    )
