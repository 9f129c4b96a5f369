"""The limits of every matter, with pandas: last day, rolled to a working day, met or not, and how late.

matter  rule         from        due         met         overdue_days
1       XF15_NOTICE  2026-05-01  2026-05-18  2026-05-09  0
1       RMTJ30       …
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from benchmarks.by_hand.tables import Tables

PETITION_CHANNELS = ("visit", "letter", "web", "call", "fax")


def limits_of(reports: pd.DataFrame, matter: pd.Series, tables: Tables, *, as_of: date) -> pd.DataFrame:
    """One row per matter and limit that runs or ran on it."""
    acts = _acts(reports, matter)
    limits = _started(acts, tables.rule_days)
    met = limits[["matter", "rule", "from"]].merge(acts[["matter", "accepted", "answered"]], on="matter")
    told = met["accepted"].where((met["rule"] == "XF15_NOTICE") & (met["accepted"] >= met["from"]))
    met["met"] = pd.concat([told, met["answered"].where(met["answered"] >= met["from"])], axis=1).min(axis=1)
    limits = limits.join(met.groupby(["matter", "rule"])["met"].min(), on=["matter", "rule"])
    limits["statutory"] = limits["due"].map(tables.next_working).fillna(limits["due"])
    seen = limits["met"].fillna(pd.Timestamp(as_of))
    limits["overdue_days"] = (seen - limits["statutory"]).dt.days.clip(lower=0)
    return limits


def _acts(reports: pd.DataFrame, matter: pd.Series) -> pd.DataFrame:
    """Each report with the days it was raised, accepted and answered; nothing is done before it was raised."""
    day = reports["day"]
    accepted = reports["accepted_at"].dt.normalize()
    answered = reports[["replied_at", "closed_at"]].min(axis=1).dt.normalize()
    return pd.DataFrame(
        {
            "matter": matter,
            "day": day,
            "is_petition": reports["channel_code"].isin(PETITION_CHANNELS),
            "due": pd.to_datetime(reports["due_date"]),
            "accepted": accepted.where(accepted >= day, day).where(accepted.notna()),
            "answered": answered.where(answered >= day, day).where(answered.notna()),
        }
    )


def _started(acts: pd.DataFrame, rule_days: dict[str, int]) -> pd.DataFrame:
    """The limits with the day they run from and the last day."""
    petitions = acts[acts["is_petition"]]
    founding = acts[acts.index == acts["matter"]]
    written = acts.dropna(subset=["due"]).drop_duplicates("matter", keep="last")
    screened = founding[~founding["is_petition"] & ~founding["matter"].isin(written["matter"])]
    starts = {
        "XF15_NOTICE": petitions.groupby("matter")["day"].min(),
        "XF60_HANDLE": petitions.groupby("matter")["accepted"].min().dropna(),
        "RMTJ30": screened.set_index("matter")["day"],
    }
    found = [
        pd.DataFrame({"matter": start.index, "rule": rule, "from": start.to_numpy()}).assign(
            due=lambda one, rule=rule: one["from"] + pd.Timedelta(days=rule_days[rule])
        )
        for rule, start in starts.items()
    ]
    due = written["due"].where(written["due"] >= written["day"], written["day"])
    sheet = pd.DataFrame(
        {"matter": written["matter"], "rule": "LOCAL_SHEET_DUE", "from": written["day"], "due": due}
    )
    return pd.concat([*found, sheet], ignore_index=True)
