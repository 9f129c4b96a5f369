"""Which reports are one matter: pairs that share a token, sets of bigrams compared one pair after another, networkx.

evidence     key                    least likeness of the texts
phone        phone_token            0.05 (+ 0.12 when the names differ)
respondent   sound, respondent      0.10 (+ 0.06 when the phones differ)

The numbers are those of data/config.toml [link], written down again, so that the job stays what it was when we change.
"""

from __future__ import annotations

import re
from math import sqrt

import networkx as nx
import pandas as pd

from benchmarks.by_hand.pairs import candidates

LEAST = {
    "id": 0.03,
    "ref": 0.03,
    "phone": 0.05,
    "address": 0.12,
    "respondent": 0.10,
    "place": 0.12,
    "text": 0.55,
}
BY_NAME = ("respondent", "place")
SURE = ("id", "ref", "phone", "address")
OTHER_CATEGORY, OTHER_RESPONDENT, OTHER_NAME, OTHER_SOUND, OTHER_PHONE = 0.15, 0.12, 0.06, 0.12, 0.06
NUMBER_WEIGHT, LEAST_FEATURES = 6, 12
UNREAD = re.compile(r"〔.*?〕|某|[^\w]|_")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(万|千)?")
UNITS = {"万": 10_000, "千": 1_000, "": 1}
Features = tuple[set[str], set[float]]


def matters_of(reports: pd.DataFrame, parties: pd.DataFrame) -> pd.Series:
    """The number of the earliest report of each report's matter."""
    pairs = candidates(reports, parties)
    features = {
        report: features_of(reports.at[report, "story"]) for report in {*pairs["left"], *pairs["right"]}
    }
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(reports.index)
    for pair in pairs.itertuples():
        if is_one_matter(pair, features[pair.left], features[pair.right]):
            graph.add_edge(pair.left, pair.right)
    first = {}
    for component in nx.connected_components(graph):
        root = min(component)
        first.update(dict.fromkeys(component, root))
    return pd.Series(first).sort_index()


def is_one_matter(pair: object, left: Features, right: Features) -> bool:
    """Whether the texts are as alike as the evidence asks for."""
    needed = LEAST[pair.evidence]  # type: ignore[attr-defined]
    same_respondent = _same(pair, "respondent_id")
    if not _same(pair, "category_code") and "99" not in _both(pair, "category_code") and not same_respondent:
        needed += OTHER_CATEGORY
    needed += OTHER_RESPONDENT * _differs(pair, "respondent_id")
    if pair.evidence in BY_NAME:  # type: ignore[attr-defined]
        needed += OTHER_NAME * _differs(pair, "name_token") + OTHER_PHONE * _differs(pair, "phone_token")
    else:
        needed += OTHER_SOUND * _differs(pair, "sound_token")
    if pair.evidence not in SURE and not same_respondent and not _same(pair, "place_text"):  # type: ignore[attr-defined]
        shorter = min(left, right, key=lambda one: len(one[0]) + len(one[1]))
        if len(shorter[0]) + len(shorter[1]) < LEAST_FEATURES:
            return False
    return likeness(left, right) >= needed


def features_of(story: str) -> Features:
    """Pairs of neighbouring characters, and amounts of two digits or more."""
    numbers = {round(float(number) * UNITS[unit], 2) for number, unit in NUMBER.findall(story)}
    text = UNREAD.sub("", story)
    letters = {text[at : at + 2] for at in range(len(text) - 1)}
    return letters, {number for number in numbers if number >= 10 and not 1990 <= number <= 2035}


def likeness(left: Features, right: Features) -> float:
    """The cosine of two texts, an amount weighing as much as six pairs of characters."""
    common = len(left[0] & right[0]) + NUMBER_WEIGHT * len(left[1] & right[1])
    weights = [len(letters) + NUMBER_WEIGHT * len(numbers) for letters, numbers in (left, right)]
    return common / sqrt(weights[0] * weights[1]) if all(weights) else 0.0


def _both(pair: object, name: str) -> tuple[object, object]:
    return getattr(pair, f"{name}_left"), getattr(pair, f"{name}_right")


def _same(pair: object, name: str) -> bool:
    left, right = _both(pair, name)
    return bool(left == right and isinstance(left, str))


def _differs(pair: object, name: str) -> bool:
    left, right = _both(pair, name)
    return bool(left != right and isinstance(left, str) and isinstance(right, str))
