"""Ranks and bands of every open matter, from the points of those in reach and those the others had.

office r3: 19 open before, 20 now    matter x about it, out of reach: 4 points before, 6 now, and its reason says 20
"""

from __future__ import annotations

from datetime import date

import numpy as np

from data.config import Score
from data.db import Connection
from risk.query import Value, put
from risk.query import build as build_shared
from risk.query import statement as shared
from risk.reach.stamp import BeyondReach
from risk.reach.statement import build, columns, rows, statement
from risk.score import bands, measure_matters, points_of


def score_near(connection: Connection, config: Score, *, as_of: date) -> None:
    """Make limit_record, score_all (every open matter), score and reason (those in reach)."""
    _count_limits(connection, config, as_of)
    build(connection, "respondent_open", source="respondent_open_part")
    measured = measure_matters(connection, config, as_of=as_of)
    _shift(connection, config)
    put(connection, "score_total", matter_index=measured.matter, points=measured.total)
    build_shared(connection, "rank_now")
    build(connection, "ranked", as_of=as_of)
    known = columns(connection, "rank_known")
    total, rank = known["total"].astype(np.int64), known["rank_no"].astype(np.int64)
    score = np.maximum(total, 0)
    put(
        connection,
        "rank_band",
        rank_no=rank.astype(np.int32),
        score=score.astype(np.int32),
        band_code=bands(score, rank, config),
    )
    build(connection, "score_all")
    build(connection, "score", source="score_near")


def _count_limits(connection: Connection, config: Score, as_of: date) -> None:
    asked: dict[str, Value] = {
        "as_of": as_of,
        "record_days": config.record_days,
        "least_count": config.least_record_count,
    }
    connection.execute("CREATE OR REPLACE TEMP TABLE limit_record_near AS\n" + shared("limit_record"), asked)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE limit_record AS\n" + statement("limit_record_part"), asked
    )
    if rows(connection, "percent_moved"):
        raise BeyondReach("how limits of a kind are kept here counts in matters out of reach")


def _shift(connection: Connection, config: Score) -> None:
    """Make respondent_shift: offices with another number of open matters, and the points it gives to those out of reach."""
    moved = columns(connection, "respondent_moved")
    now, before = moved["open_count"].astype(np.float64), moved["open_before_count"].astype(np.float64)
    measure = next((one for one in config.measure if one.code == "respondent_open"), None)
    put(
        connection,
        "respondent_shift",
        respondent_id=moved["respondent_id"].astype(str),
        open_count=now.astype(np.int64),
        points=points_of(measure, now) if measure else now.astype(np.int64) * 0,
        points_before=points_of(measure, before) if measure else now.astype(np.int64) * 0,
    )
    build(connection, "shifted")
