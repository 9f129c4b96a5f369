"""The audit log under many hands: no line is lost, the chain holds, and looking at it meanwhile raises no false alarm."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

from dashboard.audit import broken_line_of, last_line, write_line
from data.db import open_store
from tests.new_home import new_stores

NOW = datetime(2026, 4, 1, 9)
HANDS, LINES = 4, 12


def test_lines_written_at_once_are_one_chain_and_stay_whole_to_whoever_looks(tmp_path: Path) -> None:
    home = new_stores(tmp_path / "home")
    store = open_store(home, "warehouse")
    faults: list[BaseException | int] = []

    def write(hand: int) -> None:
        try:
            for number in range(LINES):
                write_line(store, home, actor=f"a{hand}", event="act", now=NOW, object_id=str(number))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(hand,)) for hand in range(HANDS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if (broken := broken_line_of(store, home)) is not None:
            faults.append(broken)
    with store.reading() as connection:
        assert last_line(connection)[0] == HANDS * LINES
    assert broken_line_of(store, home) is None
    assert faults == []
    store.close()
