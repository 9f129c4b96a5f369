"""Time limits, from data/reference/deadlines.toml to core_rule_pack, with the limit a sheet sets itself.

rule_code        day_count  kind      from             basis              standing
XF15_NOTICE      15         calendar  received_at      信访工作条例第23条第2款  law
XF60_HANDLE      60         calendar  accepted_at      信访工作条例第34条     law
RMTJ30           30         calendar  mediation_…      深圳…第25条          local
LOCAL_SHEET_DUE  –          calendar  sheet            台账所列化解时限       local
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from data.db import Connection

SOURCE = Path(__file__).parent.parent / "data" / "reference" / "deadlines.toml"
SHEET_DUE = ("LOCAL_SHEET_DUE", "台账所列化解时限", None, "calendar", "sheet", "台账所列化解时限", "local")


def load_rules(connection: Connection, *, valid_from: date) -> int:
    """Fill core_rule_pack with the limits that ship with the product; how many they are. A local pack is left alone."""
    rows = [*_shipped(), SHEET_DUE]
    for row in rows:
        values = [*row, valid_from]
        connection.execute(
            "DELETE FROM core_rule_pack WHERE rule_code = ? AND valid_from_date = ?", [row[0], valid_from]
        )
        connection.execute("INSERT INTO core_rule_pack VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return len(rows)


def _shipped() -> list[tuple[str, str, int | None, str, str, str, str]]:
    rules = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return [
        (code, rule["name"], rule.get("days"), rule["kind"], rule["from"], rule["basis"], rule["status"])
        for code, rule in rules.items()
    ]
