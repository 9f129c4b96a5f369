"""A fresh encrypted warehouse, and the folder of real samples."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from data.db import Store, make_store, open_store
from data.keys import make_keys

ROOT = Path(__file__).parents[2]


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "home"
    make_keys(home)
    make_store(home, "warehouse", now=datetime(2024, 6, 1))
    store = open_store(home, "warehouse")
    yield store
    store.close()


@pytest.fixture(scope="session")
def samples() -> Path:
    folder = (ROOT / os.environ.get("FENGQIAO_SAMPLES", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip("the real samples are not here; set FENGQIAO_SAMPLES")
    return folder
