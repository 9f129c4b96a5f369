"""Pairs of reports by the same person: a temporary table that lives as long as the transaction that asked for it.

left_report_id  right_report_id  match_weight  match_probability        the better chance of any of their petitioners
a               c                11.7          0.9997

Nobody is given a number, no petitioner is grouped with another: only pairs of reports come out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.db import Connection
from risk.person.compared import Compared, Ints, Of, compare
from risk.person.model import Model
from risk.person.statement import build
from risk.person.weigh import Bits, is_ruled_out, match_weight, probability
from risk.query import put

MADE = (
    "person_near",
    "person_asked",
    "person_record",
    "person_block",
    "person_candidate",
    "person_frequency",
    "person_text_of",
    "person_found",
)


@dataclass(frozen=True)
class Best:
    """One entry per pair of reports: their weight, and which entry of the compared pairs of petitioners gave it."""

    left_index: Ints
    right_index: Ints
    weight: Bits
    entry: Ints


def same_people(connection: Connection, model: Model, *, of: Of = "last") -> None:
    """Make the temporary table person_pair of the reports the last refresh knew, or of those this one has laid out."""
    compared = compare(connection, of, number_weight=model.number_weight)
    best = best_pairs(compared, model)
    found = best.weight >= model.least_weight
    put(
        connection,
        "person_found",
        left_index=best.left_index[found],
        right_index=best.right_index[found],
        match_weight=best.weight[found],
        match_probability=probability(best.weight[found]),
    )
    build(connection, "person_pair")
    for name in MADE:
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def best_pairs(compared: Compared, model: Model) -> Best:
    """The pairs of reports no rule forbids, each with its best pair of petitioners."""
    entry = np.flatnonzero(~is_ruled_out(compared, model))
    weight = match_weight(compared, model)[entry]
    left, right = compared.left_index[entry], compared.right_index[entry]
    order = np.lexsort((-weight, right, left))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(left[order]) != 0) | (np.diff(right[order]) != 0)
    chosen = order[first]
    return Best(left[chosen], right[chosen], weight[chosen], entry[chosen].astype(np.int64))
