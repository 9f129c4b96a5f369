"""The points of every open matter: a row of measures, and DataFrame.apply over the card.

matter  unanswered_repeats  people  overdue_days  due_in_days  …  points
1       2                   12      33            –               34
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from benchmarks.by_hand.groups import GROWTH_DAYS
from data.config import Measure
from risk.calendar import weeks_to_spring_festival

WAGE_CATEGORIES = ("10", "18")


def points_of(measures: pd.DataFrame, card: Sequence[Measure]) -> pd.Series:
    """The sum of the points of each matter, none below 0."""
    return measures.apply(lambda row: max(0, sum(_points(one, row.get(one.code)) for one in card)), axis=1)


def _points(measure: Measure, value: float | None) -> int:
    if value is None or pd.isna(value):
        return 0
    rungs = list(zip(measure.thresholds, measure.points, strict=True))
    if measure.direction == "at_least":
        return next((points for threshold, points in reversed(rungs) if value >= threshold), 0)
    return next((points for threshold, points in rungs if value <= threshold), 0)


def measures_of(
    matters: pd.DataFrame, reports: pd.DataFrame, matter: pd.Series, *,
    group: pd.Series, limits: pd.DataFrame, as_of: date,
) -> pd.DataFrame:  # fmt: skip
    """The measures of every open matter that is not restricted; NaN where one does not apply."""
    open_now = matters[matters["is_open"] & ~matters["is_restricted"]]
    today = pd.Timestamp(as_of)
    unmet = limits[limits["met"].isna()]
    running = unmet[unmet["statutory"] >= today].groupby("matter")["due"].min()
    overdue = unmet[unmet["statutory"] < today].groupby("matter")["overdue_days"].max()
    overdue = overdue.reindex(open_now.index).fillna(0)
    about = matters[matters["is_open"] & ~matters["is_restricted"]]["respondent_id"].value_counts()
    is_wages = open_now["category_code"].isin(WAGE_CATEGORIES)
    by_group = _by_group(matters, group, today)
    noticed = limits[(limits["rule"] == "XF15_NOTICE") & (limits["met"] <= limits["statutory"])]["matter"]
    told = open_now["satisfaction_code"] == "dissatisfied"
    answered = open_now["replied_at"].dt.normalize() >= open_now["last_reported_at"].dt.normalize()
    in_time = open_now["accepted_at"].notna() & open_now["replied_at"].isna() & open_now.index.isin(noticed)
    return pd.DataFrame(
        {
            "unanswered_repeats": _unanswered(open_now, reports, matter),
            "people": open_now["people_count"],
            "group_matters": by_group["open_count"].reindex(open_now.index),
            "group_growth": by_group["growth_count"].reindex(open_now.index),
            "level_rise": open_now["level_no"] - open_now["first_level_no"],
            "overdue_days": overdue,
            "due_in_days": (running.reindex(open_now.index) - today).dt.days,
            "dissatisfied": told.where(told),
            "open_days": (today - open_now["first_reported_at"].dt.normalize()).dt.days,
            "wage_season_weeks": pd.Series(weeks_to_spring_festival(as_of), index=open_now.index).where(is_wages),
            "respondent_open": open_now["respondent_id"].map(about),
            "mediation_under_way": (open_now["told_status"] == "mediation").astype(int),
            "replied_waiting": (answered & ~told).astype(int),
            "accepted_in_time": (in_time & (overdue == 0)).astype(int),
        }
    )  # fmt: skip


def _unanswered(open_now: pd.DataFrame, reports: pd.DataFrame, matter: pd.Series) -> pd.Series:
    """Further reports of each matter since it was last answered."""
    replied, closed = open_now["replied_at"], open_now["closed_at"]
    answered = replied.where(closed.isna() | (replied > closed), closed).dt.normalize()
    later = pd.DataFrame({"matter": matter, "day": reports["day"]})
    later = later[(later.index != later["matter"]) & later["matter"].isin(open_now.index)]
    since = answered.reindex(later["matter"]).set_axis(later.index)
    return later[since.isna() | (later["day"] > since)].groupby("matter").size().reindex(open_now.index)


def _by_group(matters: pd.DataFrame, group: pd.Series, today: pd.Timestamp) -> pd.DataFrame:
    """Open and new matters of each matter's group."""
    held = matters.loc[group.index]
    days = (today - held["first_reported_at"].dt.normalize()).dt.days
    told = pd.DataFrame({"group": group, "is_open": held["is_open"], "is_new": days < GROWTH_DAYS})
    counted = told.groupby("group").agg(open_count=("is_open", "sum"), growth_count=("is_new", "sum"))
    return told[["group"]].join(counted, on="group")
