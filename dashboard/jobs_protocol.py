"""What the pages ask of the engine behind them: take a file in, refresh, say how far it is, print a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

State = Literal["idle", "running", "failed"]


class Received(Protocol):
    """The receipt of one file (ingest.receipt.Receipt is one)."""

    @property
    def changed_ids(self) -> tuple[str, ...]:
        """Reports that were made or changed."""
        ...

    def for_page(self) -> str:
        """The object `fengqiao ingest --json` prints, with when the same bytes had come before."""
        ...


class Jobs(Protocol):
    """The engine of a running server; every method may be called from any thread."""

    def ingest(self, path: Path, file_name: str, uploader: str) -> Received:
        """Take one file in and wait for it; UserError when it cannot be taken at all."""
        ...

    def request_refresh(self, changed_ids: Sequence[str]) -> None:
        """Queue a refresh for these reports and return at once."""
        ...

    def progress(self) -> tuple[State, str, float, str]:
        """The refresh in hand: state, step, share done from 0 to 1, and a sentence for people."""
        ...

    def briefing(self, week: str) -> Path | bytes:
        """The briefing of one ISO week (2024-W20) as HTML; UserError when it cannot be made."""
        ...
