"""Matters of different people that share a cause: keys and gaps with pandas, components with networkx.

matter 1 ─ 某某置业, 04 ─ matter 5     a cause rests when no new matter joins it for 45 days
matter 5 ─ 金桂苑, 04 ─── matter 9     group of 1, 5 and 9

The numbers are those of data/config.toml [group], written down again.
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from benchmarks.by_hand.office import OFFICE_ENDINGS
from benchmarks.by_hand.tables import Tables

GAP_DAYS, GROWTH_DAYS = 45, 28
RESPONDENT_CAP_COUNT, RESPONDENT_KIND_CAP_COUNT, PLACE_CAP_COUNT = 20, 4, 40
HOME_SHARE, HOME_LEAST_COUNT = 0.6, 3
PLACE_CATEGORIES = ("03", "04", "07", "08", "09", "15", "18", "19")
CAUSE = ["kind", "category_code", "key", "where"]


def groups_of(matters: pd.DataFrame, matter: pd.Series, tables: Tables) -> pd.Series:
    """The number of the first matter of each matter's group; matters that stand alone are left out."""
    free = matters[~matters["is_restricted"]]
    causes = _chained(pd.concat([_by_respondent(free, tables), _by_place(free, tables)]))
    graph: nx.Graph[int] = nx.Graph()
    for _, members in causes.groupby([*CAUSE, "chain"])["matter"]:
        found = members.tolist()
        graph.add_edges_from((found[0], other) for other in found[1:])
    party = _party_of(tables.parties, matter)
    group = {}
    for component in nx.connected_components(graph):
        parties = set().union(*(party.get(one, {str(one)}) for one in component))
        if len(parties) > 1:
            group.update(dict.fromkeys(component, min(component)))
    return pd.Series(group, dtype=int)


def _by_respondent(matters: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """One row per matter and organisation; an office or a much-named organisation only nearby."""
    about = matters.dropna(subset=["respondent_id"]).copy()
    kinds = about.groupby("respondent_id")["category_code"].transform("nunique")
    size = about.groupby(["respondent_id", "category_code"])["category_code"].transform("size")
    name = about["respondent_id"].map(tables.respondent_names).fillna("")
    is_office = (
        name.str.endswith(OFFICE_ENDINGS)
        | about["respondent_id"].isin(tables.unit_ids)
        | (kinds > RESPONDENT_KIND_CAP_COUNT)
    )
    own = pd.Series(about.index.astype(str), index=about.index)
    about["where"] = ""
    nearby = about["home_code"].fillna(_main_home(about)).fillna(own)
    about["where"] = about["where"].where(size <= RESPONDENT_CAP_COUNT, nearby)
    about["where"] = about["where"].where(~is_office, about["area_code"].fillna(own))
    by_kind = about.assign(kind="respondent", key=about["respondent_id"], matter=about.index)
    here = by_kind[~is_office & by_kind["area_code"].notna()]
    return pd.concat([by_kind, here.assign(category_code="", where=here["area_code"])])


def _main_home(about: pd.DataFrame) -> pd.Series:
    """Where most placed matters of an organisation and kind lie, for each of its matters."""
    keys = ["respondent_id", "category_code"]
    here = (
        about.dropna(subset=["home_code"]).groupby([*keys, "home_code"]).size().rename("here").reset_index()
    )
    here["placed"] = here.groupby(keys)["here"].transform("sum")
    most = here[(here["here"] >= HOME_LEAST_COUNT) & (here["here"] >= HOME_SHARE * here["placed"])]
    return about[keys].merge(most, on=keys, how="left").set_index(about.index)["home_code"]


def _by_place(matters: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    at = matters[matters["category_code"].isin(PLACE_CATEGORIES)]
    at = at.dropna(subset=["place_key", "home_code"])
    at = at[~at["place_key"].isin(tables.area_names) & at["respondent_id"].isna()]
    return at.assign(kind="place", key=at["place_key"], where=at["home_code"], matter=at.index)


def _chained(causes: pd.DataFrame) -> pd.DataFrame:
    """The causes of two or more matters, cut where nothing new came for long."""
    causes = causes.sort_values([*CAUSE, "first_reported_at", "matter"])
    day = causes["first_reported_at"].dt.normalize()
    gap = day.groupby([causes[name] for name in CAUSE]).diff().dt.days
    causes["chain"] = (gap > GAP_DAYS).groupby([causes[name] for name in CAUSE]).cumsum()
    size = causes.groupby([*CAUSE, "chain"])["matter"].transform("size")
    return causes[(size > 1) & ((causes["kind"] == "respondent") | (size <= PLACE_CAP_COUNT))]


def _party_of(parties: pd.DataFrame, matter: pd.Series) -> dict[int, set[str]]:
    """Who stands in each matter, only to see whether a group is of more than one; nothing of it is kept."""
    tokens = ["name_token", "phone_token", "id_token", "ref_token", "address_token"]
    who = parties[tokens].bfill(axis=1).iloc[:, 0]
    named = pd.DataFrame({"matter": parties["report"].map(matter), "who": who}).dropna()
    return dict(named.groupby("matter")["who"].agg(set))
