"""A card learned from a site's own past: the measures, directions and sentences of the card in use, with points of its own.

values of the measures, what happened   →   people 5 → 3, 11 → 5     due_in_days 7 → 21, 15 → 11, 30 → 7

A logistic regression on the steps of the card (risk/challenger/design.py), penalised by the squares of its weights, in which
a step of a measure that gives points can only add to them and one that takes some off can only take off more. So it can
say how much each thing counts here, never that a need counts against a matter. Points are tenths of a doubling of the odds,
whole, and read like any card. Source: Hastie, Tibshirani & Friedman 2009, Elements of Statistical Learning, §4.4, §3.4.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from data.config import Measure, Score
from risk.challenger.design import Floats, cumulated, designed, is_relief, thresholds_of

Flags = npt.NDArray[np.bool_]
POINTS_A_LOGIT = 10 / np.log(2)
PENALTY = 1e-3  # on the mean loss: weights without evidence stay near none
MOST_BETWEEN = 8  # thresholds beside those of the card
LEAST_EVENTS = 20  # fewer teach nothing
MOST_ROWS = 100_000  # of a longer past every second, third … matter is learned from


def learn(card: Score, values: Floats, happened: Flags) -> Score | None:
    """The card with points learned from matters of the past; None when too few escalated, or all did.

    values: one row a matter, one column a measure of the card, NaN where it does not apply.
    """
    every = max(1, -(-len(values) // MOST_ROWS))
    values, happened = values[::every], happened[::every]
    if min(int(happened.sum()), int((~happened).sum())) < LEAST_EVENTS:
        return None
    cuts = [thresholds_of(measure, values[:, k], MOST_BETWEEN) for k, measure in enumerate(card.measure)]
    weights = _fitted(designed(card.measure, cuts, values), happened, _bounds(card, cuts))
    parts = np.split(weights, np.cumsum([len(each) for each in cuts])[:-1])
    told = [_told(measure, at, part) for measure, at, part in zip(card.measure, cuts, parts, strict=True)]
    return replace(card, measure=tuple(measure for measure in told if measure is not None))


def _bounds(card: Score, cuts: list[Floats]) -> list[tuple[float | None, float | None]]:
    return [
        (None, 0.0) if is_relief(measure) else (0.0, None)
        for measure, each in zip(card.measure, cuts, strict=True)
        for _ in each
    ]


def _fitted(steps: Floats, happened: Flags, bounds: list[tuple[float | None, float | None]]) -> Floats:
    """The weights, within their bounds, of the least penalised loss; the base rate is not penalised."""
    sign = np.where(happened, 1.0, -1.0)
    count = len(sign)

    def loss(weight: Floats) -> tuple[float, Floats]:
        margin = sign * (steps @ weight[1:] + weight[0])
        slope = -sign / (1 + np.exp(margin)) / count
        value = np.logaddexp(0, -margin).mean() + PENALTY / 2 * float(weight[1:] @ weight[1:])
        return float(value), np.concatenate([[slope.sum()], steps.T @ slope + PENALTY * weight[1:]])

    found = minimize(
        loss, np.zeros(steps.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds]
    )
    return np.asarray(found.x[1:], np.float64)


def _told(measure: Measure, cuts: Floats, weight: Floats) -> Measure | None:
    """The measure with its learned points, thresholds that change nothing left out; None when it gives none."""
    points = np.rint(cumulated(measure, weight) * POINTS_A_LOGIT).astype(int)
    is_rising = measure.direction == "at_least"
    kept = (np.diff(points, prepend=0) if is_rising else np.diff(points, append=0)) != 0
    if not kept.any():
        return None
    return replace(
        measure,
        thresholds=tuple(cuts[kept].tolist()),
        points=tuple(int(each) for each in points[kept]),
        source=f"{measure.source}；分值由本站历史学得",
    )
