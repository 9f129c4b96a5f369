"""Clusters that share no cell, the likeliest first, each with how often chance alone shows one as likely.

centre  cells      radius_m  days       observed  expected  llr       p      recurrence_days
3       (3, 4, 7)  2 741     21 … 23    4         0.67      3.845418  0.21   4.8

p: the rank of the ratio among the replicates' largest, over one more than there are; the same maxima serve every cluster, which
is cautious for all but the first. p_tail: the same by the Gumbel fit. The recurrence interval is 1/p days for a scan looked at
daily (Kleinman, Lazarus & Platt 2004, Am J Epidemiol 159:217); where fewer than ten replicates are as large, 1/p_tail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.signal.scan.circle import Floats
from risk.signal.scan.find import Found
from risk.signal.scan.gumbel import Gumbel, fit_gumbel
from risk.signal.scan.maxima import reached

LEAST_P = 1e-300
FEW = 10  # replicates as large: fewer, and the Gumbel tail is the better estimate


@dataclass(frozen=True)
class Cluster:
    """One cluster; days are those of the reports, both ends included."""

    centre: int
    cells: tuple[int, ...]
    radius_m: float
    first_day: int
    last_day: int
    observed: int
    expected: float
    llr: float
    p: float
    p_tail: float
    recurrence_days: float
    fit: Gumbel | None = (
        None  # of the replicates' largest ratios, to weigh the cluster by another expectation
    )


def weigh(found: list[Found], maxima: Floats, *, last_day: int, enough: int | None) -> list[Cluster]:
    """Give each its p, by the maxima of the replicates; sequential (Besag & Clifford) where `enough` was asked for."""
    fit = fit_gumbel(maxima)
    clusters: list[Cluster] = []
    for one in found:
        p, is_rare = _p(maxima, one.llr, enough)
        p_tail = fit.tail(one.llr) if fit else p
        clusters.append(
            Cluster(
                centre=one.centre,
                cells=one.cells,
                radius_m=one.radius_m,
                first_day=last_day - one.window,
                last_day=last_day,
                observed=one.observed,
                expected=one.expected,
                llr=one.llr,
                p=p,
                p_tail=p_tail,
                recurrence_days=1.0 / max(min(p, p_tail) if is_rare else p, LEAST_P),
                fit=fit,
            )
        )
    return clusters


def _p(maxima: Floats, ratio: float, enough: int | None) -> tuple[float, bool]:
    """Monte Carlo p, and whether fewer than ten replicates were as large."""
    as_large = np.cumsum(reached(maxima, ratio))
    count = int(as_large[-1]) if len(as_large) else 0
    if enough is not None and count >= enough:
        return enough / (int(np.searchsorted(as_large, enough)) + 1), False
    return (count + 1) / (len(maxima) + 1), count < FEW
