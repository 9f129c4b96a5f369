"""How far a change reaches: from touched reports to matters, from matters to all that share a cause, and no further.

touched a     its matter a, b     links that came or went: matter c     all matters about the respondents of a, b and c; and,
                                                                        where nobody is blamed, of one kind and community

An office is asked about everywhere and joins only what lies in one area: of it, only matters in the areas in reach; how many
open ones it has counts in the points of all of them, which are corrected (risk/reach/rank.py).

Whatever a group, a limit or a point of a matter in reach rests on is in reach too, so the statements of a full refresh give the
same over these reports alone; counts over the whole site are kept and corrected.
"""

from __future__ import annotations

from data.db import Connection
from risk.query import number
from risk.reach.statement import build

APART = "SELECT count(*) FROM core_judgement WHERE about_code = 'matter' AND decision_code = 'different'"


def spread(connection: Connection) -> None:
    """Make reach_matter (matters of the last refresh in reach), reach_report (reports in reach), and what stood of them."""
    build(connection, "reach_moved")
    build(connection, "reach_begun")
    _take_in_matters(connection)
    for name in ("reach_about", "reach_cause", "reach_office", "reach_area", "matter_before"):
        build(connection, name)
    connection.execute("CREATE OR REPLACE TEMP TABLE reach_matter AS SELECT matter_id FROM matter_before")
    for name in ("report_before", "reach_report", "deadline_before", "reason_before"):
        build(connection, name)


def _take_in_matters(connection: Connection) -> None:
    """Make reach_own, and reach_begun whole; where people keep reports apart, a link may tie two matters: both are in reach."""
    is_torn = bool(number(connection, APART))
    count = -1
    while count < (now := number(connection, "SELECT count(*) FROM reach_begun")):
        count = now
        build(connection, "reach_own")
        _begin(connection, "reach_whole")
        if not is_torn:
            return
        _begin(connection, "reach_tied")


def _begin(connection: Connection, name: str) -> None:
    build(connection, name)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reach_begun AS SELECT report_id FROM {name}")
