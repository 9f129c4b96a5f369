"""A fresh encrypted warehouse, and the folder of real samples."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.db import Store, open_store
from tests.new_home import new_stores

ROOT = Path(__file__).parents[2]


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Store]:
    store = open_store(new_stores(tmp_path / "home"), "warehouse")
    yield store
    store.close()


@pytest.fixture(scope="session")
def samples() -> Path:
    folder = (ROOT / os.environ.get("FENGQIAO_SAMPLES", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip("the real samples are not here; set FENGQIAO_SAMPLES")
    return folder
