"""A home with one running signal: the town of tests, fourteen matters of kind 18 in two grids in a week."""

from __future__ import annotations

from pathlib import Path

from data.config import load_config
from data.db import open_store
from risk.refresh import refresh
from tests.new_home import new_home
from tests.risk.ledger import NOW, add
from tests.risk.signal_ground import AS_OF, lay_town, quiet, rise

NAME, PHONE = "欧阳明月", "13812345678"


def make_signal_home(path: Path) -> Path:
    """The home, closed."""
    new_home(path)
    store = open_store(path, "warehouse")
    lay_town(store)
    add(store, "core_report", quiet(("18", "09"), 1.2))
    add(store, "core_report", rise("n", "18", ("g22", "g23"), 14))
    add(
        store,
        "core_report",
        rise("x", "18", ("g22", "g23"), 9, legal_category_code="accusation", narrative="检举某某"),
    )
    refresh(store, as_of=AS_OF, config=load_config(), now=NOW)
    store.close()
    return path
