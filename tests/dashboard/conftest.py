"""A filled home, opened once for all tests of the faces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser

import dashboard.password
from data.db import Store
from tests.dashboard.filling import make_filled_home
from tests.dashboard.web_browser import launched


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes that cost nothing: nobody attacks a test's passwords."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            dashboard.password, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        )
        yield


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium a file; each test opens a page without a past in it."""
    with launched() as browser:
        yield browser
