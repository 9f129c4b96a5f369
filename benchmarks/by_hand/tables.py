"""What an analyst reads from the warehouse, as data frames.

reports   report_id  reported_at  category_code  respondent_id  home_code  story  …      one row per report, in order of time
parties   report     id_token  ref_token  phone_token  address_token  name_token  sound_token    report: row of `reports`

Acts entered outside a sheet are left out: the synthetic city has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from benchmarks.by_hand.drawn_names import drawn
from data.db import Connection

REPORTS = """
SELECT r.*, coalesce(title, '') || ' ' || coalesce(narrative, '') AS story, p.area_code, h.home_code
FROM core_report AS r
LEFT JOIN out_place AS p USING (report_id)
LEFT JOIN (
    SELECT area_code, coalesce(max(ancestor_code) FILTER (ancestor_level_code = 'community'), area_code) AS home_code
    FROM out_area_path GROUP BY area_code
) AS h ON h.area_code = p.area_code
WHERE r.state_code = 'accepted' AND r.reported_at < $until
ORDER BY r.reported_at, r.report_id
"""
PARTIES = """
SELECT report_id, CAST(id_token AS VARCHAR) AS id_token, CAST(ref_token AS VARCHAR) AS ref_token,
    CAST(phone_token AS VARCHAR) AS phone_token, CAST(address_token AS VARCHAR) AS address_token,
    CAST(name_token AS VARCHAR) AS name_token, CAST(coalesce(pinyin_token, name_token) AS VARCHAR) AS sound_token
FROM core_report_party WHERE role_code = 'petitioner'
"""
LEVELS = {"community": 0, "town": 1, "county": 2, "prefecture": 3, "province": 4, "national": 5}
NAME_END = r"(村民委员会|居民委员会|村委会|居委会|社区|村)$"


@dataclass(frozen=True)
class Tables:
    """The frames, the names of areas, organisations and units, and the calendar."""

    reports: pd.DataFrame
    parties: pd.DataFrame
    area_names: set[str]
    respondent_names: pd.Series
    unit_ids: set[str]
    next_working: pd.Series
    rule_days: dict[str, int]


def read_tables(connection: Connection, *, as_of: date) -> Tables:
    """Read everything the job needs."""
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    reports = connection.execute(REPORTS, {"until": until}).df()
    areas = connection.execute(
        "SELECT DISTINCT a.area_code, a.name, p.ancestor_level_code IS NOT NULL AS is_home FROM core_area AS a "
        "LEFT JOIN out_area_path AS p ON p.area_code = a.area_code AND p.ancestor_code = a.area_code "
        "AND p.ancestor_level_code = 'community'"
    ).df()
    parties = connection.execute(PARTIES).df()
    number = pd.Series(reports.index, index=reports["report_id"])
    parties["report"] = parties.pop("report_id").map(number)
    parties = parties.dropna(subset=["report"]).astype({"report": int})
    days = connection.execute("SELECT day_date, next_working_date FROM core_calendar").df()
    rules = connection.execute(
        "SELECT rule_code, day_count FROM core_rule_pack WHERE day_count IS NOT NULL"
    ).df()
    names = connection.execute("SELECT respondent_id, name FROM core_respondent").df()
    units = connection.execute("SELECT unit_id FROM core_unit").df()
    unnamed = reports["respondent_id"].isna()
    reports.loc[unnamed, "respondent_id"] = drawn(reports.loc[unnamed, "story"], names)
    return Tables(
        reports=_with_what_follows(reports, areas, until),
        parties=parties,
        area_names={*areas["name"], *reports["village_name"].dropna(), *reports["town_name"].dropna()},
        respondent_names=names.set_index("respondent_id")["name"],
        unit_ids=set(units["unit_id"]),
        next_working=days.set_index("day_date")["next_working_date"],
        rule_days=rules.set_index("rule_code")["day_count"].to_dict(),
    )


def _with_what_follows(reports: pd.DataFrame, areas: pd.DataFrame, until: datetime) -> pd.DataFrame:
    """Where it is at home, what place it names, how high it was raised, and what had happened before `until`."""
    homes = areas[areas["is_home"]]
    short = homes.assign(name=homes["name"].str.replace(NAME_END, "", regex=True))
    called = pd.concat([homes, short]).drop_duplicates(["name", "area_code"])
    called = called.drop_duplicates("name", keep=False).set_index("name")["area_code"]
    reports["home_code"] = reports["home_code"].fillna(reports["village_name"].map(called))
    reports["place_scope"] = reports["home_code"].fillna(reports["village_name"]).fillna(reports["town_name"])
    reports["day"] = reports["reported_at"].dt.normalize()
    reports["place_text"] = reports["place_text"].str.replace(" ", "")
    reports["place_key"] = reports.apply(_place_key, axis=1)
    reports["level_no"] = reports["level_code"].map(LEVELS).fillna(0)
    is_ended = reports["status_code"].isin(["settled", "closed"])
    told = reports["replied_at"].fillna(reports["reported_at"]).where(is_ended)
    reports["closed_at"] = reports["closed_at"].fillna(told)
    reports["rated_at"] = (
        reports["closed_at"]
        .fillna(reports["replied_at"])
        .fillna(reports["reported_at"])
        .where(reports["satisfaction_code"].notna())
    )
    for column in ("accepted_at", "replied_at", "closed_at", "rated_at"):
        reports[column] = reports[column].where(reports[column] < until)
    reports["satisfaction_code"] = reports["satisfaction_code"].where(reports["rated_at"].notna())
    return reports


def _place_key(report: pd.Series) -> str | None:
    """The place without the names of its town and village and from the first number on cut off."""
    text = report["place_text"]
    if not isinstance(text, str):
        return None
    for name in (report["town_name"], report["village_name"]):
        if isinstance(name, str) and name:
            text = text.replace(name, "")
    for at, letter in enumerate(text):
        if letter.isdigit():
            return text[:at]
    return text
