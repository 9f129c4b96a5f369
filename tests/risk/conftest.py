"""One warehouse per test file, emptied before each test."""

from collections.abc import Iterator

import pytest

from data.db import Store
from tests.risk.ledger import clear, make_warehouse


@pytest.fixture(scope="module")
def shared_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = make_warehouse(tmp_path_factory.mktemp("home"))
    yield store
    store.close()


@pytest.fixture
def warehouse(shared_warehouse: Store) -> Store:
    clear(shared_warehouse)
    return shared_warehouse
