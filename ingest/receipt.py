"""What is said back about a file: every row counted once, every problem with where, what, and what to do.

{"file": "a.xlsx", "rows": 120, "new": 100, "unchanged": 5, "changed": 3, "parked": 2, "rejected": 10, …}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from ingest.problem import Problem

VERDICTS = ("new", "unchanged", "changed", "parked", "rejected")


@dataclass(frozen=True)
class Receipt:
    """The receipt of one file; new + unchanged + changed + parked + rejected = rows, or it cannot be built."""

    file: str
    sha256: str
    submission_id: str
    rows: int
    new: int
    unchanged: int
    changed: int
    parked: int
    rejected: int
    reports: int
    dropped_columns: tuple[Mapping[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    already_received_at: datetime | None = None
    placed: int = 0
    changed_ids: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        told = sum(getattr(self, verdict) for verdict in VERDICTS)
        assert told == self.rows, f"{told} rows have a verdict, {self.rows} were read"

    @property
    def exit_code(self) -> int:
        """0 when every row was taken, 3 when some were rejected or parked."""
        return 3 if self.rejected or self.parked else 0

    @property
    def is_resend(self) -> bool:
        """Whether the very same bytes had been received before."""
        return self.already_received_at is not None

    def as_json(self) -> str:
        """One line of JSON, as the contract of the command line says."""
        return json.dumps(self._shown("changed_ids", "already_received_at", "placed"), ensure_ascii=False)

    def for_page(self) -> str:
        """The same for the upload page, which also says when the same bytes had come before."""
        return json.dumps(self._shown("changed_ids"), ensure_ascii=False, default=str)

    def _shown(self, *without: str) -> dict[str, object]:
        shown = asdict(replace(self, changed_ids=()))
        return {name: value for name, value in shown.items() if name not in without}
