"""What no statement may hold, whichever floor it stands on."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("data", "grid", "ingest", "risk", "dashboard")
STATEMENTS = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.sql"))]


def test_statements_are_found() -> None:
    assert len(STATEMENTS) > 200


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)
def test_no_window_over_everything(path: Path) -> None:
    """count(*) OVER () kills the whole database now and then in DuckDB 1.5 (issues 22846, 25713): a scalar subquery counts."""
    assert "OVER ()" not in path.read_text(encoding="utf-8").upper()
