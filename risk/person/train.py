"""A model trained on the site's own reports: nobody says which pairs are true, the data show it.

5,000 reports  →  Model(how="trained", trained_on=…, prior=8e-5, shares={"phone": …}, untrained=("ref",))
200 reports    →  Model(how="fixed")                                 too few to learn from

The share of all pairs that are of one person (the prior) is what the candidates' chances add up to, found by iteration.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import floor

import numpy as np

from data.config import Config
from data.db import Connection
from risk.person.compared import Compared, Of, compare
from risk.person.comparison import fixed_settings
from risk.person.learn import learn
from risk.person.model import Model, fixed_model, keep_model
from risk.person.pair import best_pairs
from risk.person.petitioner import in_memory, likeness_for, petitioners
from risk.person.weigh import is_ruled_out, match_weight, probability
from risk.query import number

ROUNDS, CLOSE_ENOUGH = 100, 1e-4


def train(connection: Connection, config: Config, *, on: date, of: Of = "last") -> Model:
    """Train on the reports at hand and keep the model for the refreshes to come; the fixed one when they are too few.

    of: the reports the last refresh knew, or "live": those this one has laid out.
    """
    model = fixed_model(config.link.number_weight)
    compared = compare(connection, of, number_weight=model.number_weight)
    if number(connection, "SELECT count(*) FROM person_record") >= fixed_settings().least_records_to_train:
        model = _trained(connection, model, compared, on)
    keep_model(connection, model)
    return model


def _trained(connection: Connection, fixed: Model, compared: Compared, on: date) -> Model:
    table, corpus = petitioners(connection, fixed.number_weight)
    with in_memory(likeness_for(corpus)) as scratch:
        learnt, version = learn(scratch, table, fixed_settings())
    model = replace(
        fixed,
        how="trained",
        trained_on=on,
        splink=version,
        report_count=len(corpus.counts),
        record_count=len(table),
        shares={code: shares or fixed.shares[code] for code, shares in learnt.items()},
        untrained=tuple(code for code, shares in learnt.items() if not shares),
    )
    model = replace(model, prior=_prior(compared, model))
    return replace(model, least_weight=_least_weight(compared, model))


def _prior(compared: Compared, model: Model) -> float:
    """The share of all pairs of petitioners that are one person; the model's own while nothing is found."""
    weight = np.sort(match_weight(compared, model)[~is_ruled_out(compared, model)])  # sums alike in any order
    pairs = model.record_count * (model.record_count - 1) / 2
    start, prior = model.prior, model.prior
    for _ in range(ROUNDS):
        shift = np.log2(prior / (1 - prior)) - np.log2(start / (1 - start))
        found = float(probability(weight + shift).sum()) / pairs
        if found <= 0 or abs(found / prior - 1) < CLOSE_ENOUGH:
            break
        prior = found
    return float(f"{prior:.9g}")


def _least_weight(compared: Compared, model: Model) -> float:
    """The weight down to which, taking the surest first, enough of all pairs taken are expected to be right.

    Pairs of equal weight are taken together: of those that cross the line, all.
    """
    weight = np.sort(best_pairs(compared, model).weight)[::-1]
    expected = np.cumsum(probability(weight)) / np.arange(1, len(weight) + 1)
    enough = np.flatnonzero(expected >= fixed_settings().least_precision)
    return floor(weight[enough[-1]] * 1e6) / 1e6 if len(enough) else model.least_weight
