"""The score card: points for what is unmet in a matter, each with its reason; bands by what a week can take up.

    matter   unanswered_repeats 2 → 16   people 12 → 10   mediation_under_way → −6      score 20, orange

Thresholds, points, sentences and sources are data (data/config.toml [score]); a repeat counts only as unmet need.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.config import Measure, Score
from data.db import Connection
from risk.calendar import weeks_to_spring_festival
from risk.query import build, columns, put

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def score_matters(connection: Connection, config: Score, *, as_of: date) -> None:
    """Make the temporary tables limit_record, measure_value and score (one row per open matter) and reason."""
    build(
        connection,
        "limit_record",
        as_of=as_of,
        record_days=config.record_days,
        least_count=config.least_record_count,
    )
    build(connection, "respondent_open")
    measured = measure_matters(connection, config, as_of=as_of)
    put(connection, "score_total", matter_index=measured.matter, points=measured.total)
    score = np.maximum(measured.total, 0)
    rank = rank_of(measured.total, measured.due_order)
    put(
        connection,
        "score_rank",
        matter_index=measured.matter,
        score=score.astype(np.int32),
        band_code=bands(score, rank, config),
        rank_no=rank.astype(np.int32),
    )
    build(connection, "score")


@dataclass(frozen=True)
class Measured:
    """One entry per open matter that is not restricted: its points, also below 0, and the days to its nearest limit."""

    matter: Ints
    total: Ints
    due_order: Ints


def measure_matters(connection: Connection, config: Score, *, as_of: date) -> Measured:
    """Measure the matters laid out in live_matter: makes measure_value and reason from limit_record and respondent_open."""
    known = columns(
        connection,
        "score_measure",
        as_of=as_of,
        horizon_days=config.horizon_days,
        weeks_to_festival=weeks_to_spring_festival(as_of),
    )
    values = np.column_stack([known[measure.code].astype(np.float64) for measure in config.measure])
    put(
        connection,
        "measure_value",
        matter_index=known["matter_index"],
        **{measure.code: values[:, k] for k, measure in enumerate(config.measure)},
    )
    points = points_on(config, values)
    matter = known["matter_index"].astype(np.int64)
    _give_reasons(connection, config, matter, values, points)
    return Measured(matter, points.sum(axis=1), known["due_order_no"].astype(np.int64))


def points_on(card: Score, values: Floats) -> Ints:
    """The points each measure of a card gives; values: one column a measure."""
    return np.column_stack([points_of(measure, values[:, k]) for k, measure in enumerate(card.measure)])


def points_of(measure: Measure, value: Floats) -> Ints:
    """The points a measure gives for each value; none for NaN, which means it does not apply.

    at_least (1, 2, 3) → (10, 16, 20):  0 → 0, 1 → 10, 5 → 20     at_most (2, 7) → (8, 6):  1 → 8, 7 → 6, 8 → 0
    """
    thresholds, points = np.array(measure.thresholds), np.array((*measure.points, 0), np.int64)
    if measure.direction == "at_least":
        reached = np.searchsorted(thresholds, value, side="right") - 1
    else:
        reached = np.searchsorted(thresholds, value, side="left")
        reached = np.where(reached == len(thresholds), -1, reached)
    return np.asarray(np.where(np.isnan(value), 0, points[reached]))


def rank_of(total: Ints, due_order: Ints) -> Ints:
    """1 for the matter that needs help first: most points, also below 0, then nearest limit, then the earlier matter."""
    order = np.lexsort((np.arange(len(total)), due_order, -total))
    rank = np.empty(len(total), np.int64)
    rank[order] = np.arange(1, len(total) + 1)
    return rank


def bands(score: Ints, rank: Ints, config: Score) -> npt.NDArray[np.str_]:
    """red and orange as many as the week can take up and high enough; yellow by its floor; the rest blue."""
    red = (rank <= config.red_count) & (score >= config.red_floor)
    orange = ~red & (rank <= config.weekly_capacity) & (score >= config.orange_floor)
    yellow = score >= config.yellow_floor
    return np.select([red, orange, yellow], ["red", "orange", "yellow"], "blue")


def _give_reasons(connection: Connection, config: Score, matter: Ints, values: Floats, points: Ints) -> None:
    row, measure = np.nonzero(points)
    put(
        connection,
        "score_point",
        matter_index=matter[row],
        measure_no=measure,
        points=points[row, measure],
        measured_value=values[row, measure],
    )
    put(
        connection,
        "score_card",
        measure_no=np.arange(len(config.measure)),
        measure_code=np.array([measure.code for measure in config.measure]),
        zh=np.array([measure.zh for measure in config.measure]),
        en=np.array([measure.en for measure in config.measure]),
    )
    build(connection, "reason")
