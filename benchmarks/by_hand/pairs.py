"""Pairs of reports that may be one matter, by pandas' merge on whatever they share.

left  right  evidence  category_code_left  category_code_right  name_token_left  …
0     17     phone     04                  04                   …                the best evidence of each pair

A token of too many reports is narrowed by kind, place and organisation, then taken week by week, as ours is.
"""

from __future__ import annotations

import pandas as pd

KEYS: dict[str, list[str]] = {
    "id": ["id_token"],
    "ref": ["ref_token"],
    "phone": ["phone_token"],
    "address": ["address_token"],
    "respondent": ["sound_token", "respondent_id"],
    "place": ["sound_token", "place_scope"],
    "text": ["category_code", "where"],
}
KNOWN = [
    "category_code",
    "respondent_id",
    "place_scope",
    "place_text",
    "area_code",
    "day",
    "legal_category_code",
]
CAP_COUNT = 120
WINDOWS = {"address": 1100, "respondent": 1100, "place": 1100, "text": 60}  # days
SUFFIXES = ("_left", "_right")


def candidates(reports: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Pairs of reports that share a key, with their best evidence and what is known of both sides."""
    known = reports[KNOWN].copy()
    known["narrow"] = (
        known["category_code"] + known["place_scope"].fillna("") + known["respondent_id"].fillna("")
    )
    members = parties.join(known[["respondent_id", "place_scope", "narrow", "day"]], on="report")
    named = parties.set_index("report").notna().any(axis=1)
    silent = known[~known.index.isin(named[named].index)].copy()
    silent["report"] = silent.index
    silent["where"] = silent["area_code"].fillna(silent["place_text"])
    silent["narrow"] = silent["place_text"].fillna("")
    found = [
        pairs_by(silent if evidence == "text" else members, keys).assign(evidence=evidence)
        for evidence, keys in KEYS.items()
    ]
    pairs = pd.concat(found).drop_duplicates(["left", "right"])
    pairs = _with_sides(pairs, known)
    alone = parties[~parties["report"].duplicated(keep=False)].set_index("report")
    pairs = _with_sides(pairs, alone)
    return pairs[may_be_one(pairs)]


def pairs_by(members: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Pairs that agree in all keys; a key of too many reports is narrowed, then taken week by week."""
    members = members.dropna(subset=keys).drop_duplicates(["report", *keys])
    size = members.groupby(keys)["report"].transform("size")
    members = members.assign(part=members["narrow"].where(size > CAP_COUNT, ""))
    size = members.groupby([*keys, "part"])["report"].transform("size")
    week = members["day"].dt.to_period("W").astype(str)
    members["part"] = members["part"].where(size <= CAP_COUNT, members["part"] + week)
    members = members[["report", *keys, "part"]]
    met = members.merge(members, on=[*keys, "part"], suffixes=SUFFIXES)
    met = met[met["report_left"] < met["report_right"]]
    return met[["report_left", "report_right"]].set_axis(["left", "right"], axis=1)


def may_be_one(pairs: pd.DataFrame) -> pd.Series:
    """Neither ID numbers that differ, nor an accusation with what is none, nor too long between."""
    both_ids = pairs["id_token_left"].notna() & pairs["id_token_right"].notna()
    is_other = both_ids & (pairs["id_token_left"] != pairs["id_token_right"])
    accuses = [pairs[f"legal_category_code{side}"] == "accusation" for side in SUFFIXES]
    days = (pairs["day_right"] - pairs["day_left"]).dt.days
    window = pairs["evidence"].map(WINDOWS).astype(float)
    return ~is_other & (accuses[0] == accuses[1]) & (window.isna() | (days <= window))


def _with_sides(pairs: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """What is known of the left and of the right report, beside each pair."""
    return pairs.join(known.add_suffix("_left"), on="left").join(known.add_suffix("_right"), on="right")
