"""The model card kept of the last backtest: its tables in both languages, and what they are about.

{"made_at": "2026-07-01T09:00", "as_of": "2026-06-30", "horizon_days": 30, "config_hash": "…", "fold_count": 6,
 "matter_count": 3026, "zh": [{"title": …, "heads": […], "rows": [[…], …], "has_counts": true}, …], "en": …}

Source: Mitchell et al. 2019, Model Cards for Model Reporting, FAT*: intended use, data, figures cut by group, limits.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from data.db import Connection
from risk.backtest.report import Report
from risk.backtest.result import Backtest

NAME = "model_card"


def keep(connection: Connection, result: Backtest, *, now: datetime) -> None:
    """Keep the card of a backtest in place of the one before; inside the writer's transaction."""
    connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": NAME})
    connection.execute(
        "INSERT INTO core_setting VALUES ($name, $value)",
        {"name": NAME, "value": model_card(result, now=now)},
    )


def model_card(result: Backtest, *, now: datetime) -> str:
    """The card as JSON."""
    told = {
        "made_at": now.isoformat(timespec="minutes"),
        "as_of": str(result.as_of),
        "horizon_days": result.horizon_days,
        "fold_count": len(result.folds),
        "config_hash": result.config_hash,
        "matter_count": sum(fold.matter_count for fold in result.folds),
        "escalated_count": sum(fold.escalated["with_deadline"] for fold in result.folds),
        "learned": _learned(result),
    }
    tables = {lang: [asdict(table) for table in Report(result, lang).tables()] for lang in ("zh", "en")}
    return json.dumps(told | tables, ensure_ascii=False)


def _learned(result: Backtest) -> dict[str, object]:
    """How the card learned here did beside the one in use."""
    sides = {
        side: {
            "auc": result.duels.mean_auc(side),
            "hit_count": result.duels.hit_count(side),
            "brier": result.duels.mean_brier(side),
        }
        for side in ("card", "learned")
    }
    return {**sides, "is_won": result.duels.is_won, "fold_count": len(result.duels.duels)}
