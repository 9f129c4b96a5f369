"""The links that touched reports may have changed: the pairs of reports that share one of their tokens, worked out anew.

touched   a (张三, phone 1)
near      a, every report of 张三 or of phone 1          how common a token is counts in the weight of every pair that shares it
seen      near, and every report of a token they bear that is too common for a small block, so that its blocks are seen whole
"""

from __future__ import annotations

from datetime import datetime

from data.config import Config
from data.db import Connection
from risk.link.matter import Edges, link_near, read_large
from risk.person.comparison import fixed_settings
from risk.person.model import model_in_use
from risk.query import build as build_shared
from risk.query import put
from risk.reach.shown import shown
from risk.reach.stamp import BeyondReach
from risk.reach.statement import build

LAID = (
    "report_id",
    "state_code",
    "reported_at",
    "channel_code",
    "level_code",
    "category_code",
    "legal_category_code",
    "place_text",
    "village_name",
    "town_name",
    "people_count",
    "party_count",
    "respondent_id",
    "unit_id",
    "due_date",
    "status_code",
    "accepted_at",
    "replied_at",
    "closed_at",
    "satisfaction_code",
)  # what live_report reads of core_report; the rest of a row, its texts above all, is long


def link_touched(connection: Connection, config: Config, *, until: datetime) -> None:
    """Make reach_near, reach_edge (links and doubts among them now) and reach_old_edge (those there were)."""
    build(connection, "touched_party")
    build(connection, "reach_token")
    build(connection, "reach_nameless")
    build(connection, "reach_near")
    build(connection, "near_party")
    build(connection, "borne_party")
    build(connection, "reach_borne")
    build(connection, "reach_seen", cap=min(config.link.block_cap_count, fixed_settings().block_cap_count))
    for name in ("far_report", "far_place", "far_party"):
        build(connection, name)
    build(connection, "live_now", until=until)
    with shown(connection, core_report="far_report", core_report_party="far_party", place_now="far_place"):
        _link(connection, config, until=until)
    build(connection, "reach_edge")
    build(connection, "reach_old_edge")


def _link(connection: Connection, config: Config, *, until: datetime) -> None:
    lay_out(connection, "reach_seen", until=until)
    connection.execute("CREATE OR REPLACE TEMP TABLE changed_report AS SELECT report_id FROM reach_near")
    found = link_near(
        connection, config.link, model_in_use(connection, config), known_large=read_large(connection)
    )
    if found is None:
        raise BeyondReach("what is compared elsewhere changed with a large block")
    _put_edges(connection, found)


def lay_out(connection: Connection, name: str, *, until: datetime) -> None:
    """Make live_report of the live reports of a table of ids, each with the respondent drawn from its words."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE report_asked AS SELECT {', '.join(LAID)} FROM core_report "
        f"WHERE report_id IN (SELECT report_id FROM {name})"
    )
    build_shared(connection, "live_report", until=until)
    connection.execute(
        "UPDATE live_report SET respondent_id = m.respondent_id FROM mention_now AS m "
        "WHERE m.report_id = live_report.report_id AND live_report.respondent_id IS NULL"
    )


def _put_edges(connection: Connection, edges: Edges) -> None:
    put(connection, "near_edge", **edges)
