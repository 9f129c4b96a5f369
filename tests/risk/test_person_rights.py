"""Looking for the same person leaves nothing behind: what its statements may touch, and where Splink may write."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from risk.person.petitioner import in_memory
from risk.person.statement import SQL

TOKENS = ("name_token", "pinyin_token", "phone_token", "id_token", "address_token", "ref_token")
TOKEN_STATEMENTS = {
    "person_record",
    "person_frequency",
    "person_block",
    "person_compared",
    "person_training",
    "person_near",
}


def test_the_scratch_database_stays_in_memory() -> None:
    with in_memory(lambda one, _: one) as scratch:
        (folder,), (files,) = (
            scratch.execute("SELECT current_setting('temp_directory')").fetchone(),
            (scratch.execute("SELECT count(*) FROM duckdb_databases() WHERE path IS NOT NULL").fetchone()),
        )
    assert not folder
    assert files == 0


def test_splink_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, risk.person; sys.exit('splink' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("path", sorted(SQL.glob("*.sql")), ids=lambda path: path.stem)
def test_statements(path: Path) -> None:
    """Grain first, one statement, nothing only DuckDB says, tokens only on the way to pairs of reports."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- One row")
    assert ";" not in text
    assert not re.search(r"\bASOF\b|\bMACRO\b|COLUMNS\(|->|\blist_\w+\(|\bQUALIFY\b|\bUNNEST\b", text)
    assert path.stem in TOKEN_STATEMENTS or not any(token in text for token in TOKENS)
    assert duckdb.extract_statements(text)
