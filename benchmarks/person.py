"""Reports of the same person, found by tokens, held against who truly came.

found pairs  r1–r2 r1–r3      true: r1 r2 r4 are p7, r3 is p9
precision    1 of 2           recall 1 of 3 (r1–r2, r1–r4, r2–r4)

Counted are reports that name a petitioner. Pairs of reports live in a temporary table of a transaction that is rolled
back; nothing of them is kept or printed but the three figures.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pandas as pd

from data.city.size import AS_OF

if TYPE_CHECKING:
    from dashboard.home import Home
    from data.db import Connection

Scores = tuple[float, float, float]
PAIRS = "SELECT left_report_id AS left, right_report_id AS right FROM person_pair"
NAMED = """
SELECT DISTINCT report_id FROM core_report_party
WHERE role_code = 'petitioner'
    AND coalesce(name_token, pinyin_token, phone_token, id_token, address_token, ref_token) IS NOT NULL
"""


def person_scores(home: Home, beside: pd.DataFrame) -> Scores | None:
    """(precision, recall, F1) over pairs of reports; None while same people are not looked for."""
    with home.warehouse.trying() as connection:
        pairs = found_pairs(connection, home)
        if pairs is None:
            return None
        named = connection.execute(NAMED).df()["report_id"]
    held = beside[beside["report_id"].isin(named)]
    return pair_scores(pairs, held.set_index("report_id")["person_uid"])


def found_pairs(connection: Connection, home: Home) -> pd.DataFrame | None:
    """Pairs of reports (left, right) that the product, trained on this home, takes to be of one person; None: not built."""
    try:
        from risk.person.pair import same_people
        from risk.person.train import train

        model = train(connection, home.config, on=AS_OF)
    except ImportError as error:
        print(f"person: not built: {error}", file=sys.stderr, flush=True)
        return None
    print(f"person: the {model.how} model, prior {model.prior:.2g}", file=sys.stderr, flush=True)
    same_people(connection, model)
    return connection.execute(PAIRS).df()


def pair_scores(pairs: pd.DataFrame, person: pd.Series) -> Scores:
    """Pairs (columns left, right) against the person of each report; pairs with a report that has none are left out."""
    ordered = pd.DataFrame(
        {"left": pairs[["left", "right"]].min(axis=1), "right": pairs[["left", "right"]].max(axis=1)}
    )
    ordered = ordered[ordered["left"] != ordered["right"]].drop_duplicates()
    left, right = ordered["left"].map(person), ordered["right"].map(person)
    is_known = left.notna() & right.notna()
    right_pairs = float((left[is_known] == right[is_known]).sum())
    sizes = person.value_counts()
    true_pairs = float((sizes * (sizes - 1) / 2).sum())
    precision, recall = right_pairs / max(float(is_known.sum()), 1.0), right_pairs / max(true_pairs, 1.0)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)
