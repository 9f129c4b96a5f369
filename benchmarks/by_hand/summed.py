"""One row per matter: what its reports add up to, with pandas' groupby.

matter  report_count  people_count  first_reported_at  respondent_id  place_key  is_open  is_restricted  …
"""

from __future__ import annotations

from datetime import date

import pandas as pd

LEAST_PLACE_LENGTH = 3
REVIEW_DAYS = 30


def sum_up(reports: pd.DataFrame, matter: pd.Series, *, as_of: date) -> pd.DataFrame:
    """The matters, by the number of their first report; `reports` are in order of time."""
    told = reports.assign(
        matter=matter,
        people=reports[["people_count", "party_count"]].max(axis=1).fillna(0).clip(lower=1),
        is_accusation=reports["legal_category_code"] == "accusation",
        home_code=reports["home_code"].where(reports["area_code"].notna()),
        place_key=reports["place_key"].where(reports["place_key"].str.len() >= LEAST_PLACE_LENGTH),
    )
    matters = told.groupby("matter").agg(
        first_reported_at=("reported_at", "min"),
        last_reported_at=("reported_at", "max"),
        report_count=("report_id", "size"),
        people_count=("people", "max"),
        level_no=("level_no", "max"),
        area_code=("area_code", "first"),
        home_code=("home_code", "first"),
        respondent_id=("respondent_id", "first"),
        unit_id=("unit_id", "last"),
        place_key=("place_key", "first"),
        told_status=("status_code", "last"),
        accepted_at=("accepted_at", "min"),
        replied_at=("replied_at", "max"),
        closed_at=("closed_at", "max"),
        rated_at=("rated_at", "max"),
        is_restricted=("is_accusation", "any"),
    )
    rated = told.dropna(subset=["rated_at"]).sort_values("rated_at", kind="stable")
    matters["satisfaction_code"] = rated.groupby("matter")["satisfaction_code"].last()
    founding = reports.loc[matters.index]
    matters["category_code"] = founding["category_code"]
    matters["first_level_no"] = founding["level_no"]
    matters["is_open"] = _is_open(matters, pd.Timestamp(as_of))
    matters.index.name = None
    return matters


def _is_open(matters: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Not closed, raised again since, or rated badly so lately that a review may still be asked for."""
    raised_again = matters["last_reported_at"].dt.normalize() > matters["closed_at"].dt.normalize()
    lately = (as_of - matters["rated_at"].dt.normalize()).dt.days <= REVIEW_DAYS
    return (
        matters["closed_at"].isna()
        | raised_again
        | ((matters["satisfaction_code"] == "dissatisfied") & lately)
    )
