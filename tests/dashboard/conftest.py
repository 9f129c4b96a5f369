"""A filled home, opened once for all tests of the faces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.db import Store
from tests.dashboard.filling import make_filled_home


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a home with about 300 matters."""
    return tmp_path_factory.mktemp("filled")


@pytest.fixture(scope="session")
def filled_store(filled_home: Path) -> Iterator[Store]:
    """Its warehouse, open."""
    store = make_filled_home(filled_home)
    yield store
    store.close()
