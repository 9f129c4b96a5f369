"""A home with both stores open, and sheets drawn as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from data.config import load_config
from data.db import open_store
from ingest.load import Intake, Upload
from ingest.receipt import Receipt
from tests.new_home import new_stores

NOW = datetime(2025, 7, 1, 9, 0)
Sheet = Sequence[Sequence[object]]


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    """An upload desk of an empty home."""
    home = new_stores(tmp_path / "home")
    desk = Intake(home, open_store(home, "warehouse"), open_store(home, "vault"), load_config())
    yield desk
    desk.warehouse.close()
    desk.vault.close()


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., Path]:
    """draw("a.xlsx", 柳河村=[[…], […]]) writes a workbook with these cells."""

    def write(name: str, **sheets: Sheet) -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path))
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        page.write(number, column, cell)
        book.close()
        return path

    return write


@pytest.fixture
def take(intake: Intake) -> Callable[..., Receipt]:
    """take(path, source="…") takes a file in."""
    return lambda path, **how: intake.take(Upload(path, path.name, NOW, **how))


def counts(receipt: Receipt) -> tuple[int, int, int, int, int]:
    """(new, unchanged, changed, parked, rejected)."""
    return receipt.new, receipt.unchanged, receipt.changed, receipt.parked, receipt.rejected
