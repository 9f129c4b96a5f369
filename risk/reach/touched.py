"""The reports that were touched since the last refresh, and whether they explain all that has changed.

named by the caller                  a new report, a corrected one, a withdrawn one, one placed anew
an act or an assignment              its report, by the entry's id or by the bucket whose hash differs
judged                               both reports of every decision, so that one taken back lets the machine's view return
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import numpy as np

from data.config import Config
from data.db import Connection
from risk.query import put
from risk.reach.mention import draw_near
from risk.reach.stamp import BeyondReach, Brought, Stamp, grown, read_brought, read_stamp, take_stamp
from risk.reach.statement import build, rows, statement


def touch(
    connection: Connection, config: Config, *, as_of: date, until: datetime, changed: Collection[str]
) -> Stamp:
    """Make reach_touched, reach_unit and mention_now; the stamp of what is held now. BeyondReach on any doubt.

    place_now, area_home and the other views of places must be there.
    """
    brought = read_brought(connection, until)
    known, now = read_stamp(connection), take_stamp(connection, config, as_of=as_of, brought=brought)
    if known is None or known.ground != now.ground:
        raise BeyondReach("the last refresh rested on something else")
    came = grown(connection, known.names[0], now.names[0], "new_respondent")
    put_ids(connection, "reach_unit", grown(connection, known.names[1], now.names[1], "new_unit"))
    put_ids(connection, "reach_named", changed)
    _put_buckets(connection, known, now)
    build(connection, "reach_id")
    build(connection, "reach_touched", last_submission=known.last_submission.lstrip("0"))
    _check_count(connection, known, now, brought, until)
    moved = draw_near(
        connection, config.group.office_endings,
        came=came, known=known.names[0], now=now.names[0], until=until,
    )  # fmt: skip
    if moved:
        put_ids(connection, "reach_spoken", moved)
        build(connection, "reach_id", source="reach_spoken_too")
        more = "INSERT INTO reach_touched\n" + statement("reach_touched")
        connection.execute(more, {"last_submission": known.last_submission.lstrip("0")})
    return now


def put_ids(connection: Connection, name: str, ids: Collection[str]) -> None:
    """Make the temporary table <name> of these ids."""
    put(connection, name, id=np.array(sorted(ids), dtype=object).astype(str))


def _put_buckets(connection: Connection, known: Stamp, now: Stamp) -> None:
    """The buckets of acts that are not as they were."""
    differing = [int(one) for one in {*known.acts, *now.acts} if known.acts.get(one) != now.acts.get(one)]
    put(connection, "reach_bucket", bucket_no=np.array(sorted(differing), dtype=np.int32))


def _check_count(
    connection: Connection, known: Stamp, now: Stamp, brought: Collection[Brought], until: datetime
) -> None:
    """What was touched must explain how many reports there are more or fewer."""
    last = known.last_submission
    told = rows(connection, "touched_count", until=until, last_submission=last)[0]
    was, live, unplaced, named = (int(str(one)) for one in told)
    if unplaced:
        raise BeyondReach("nobody has tried to place some of the reports")
    if known.withdrawn_count != now.withdrawn_count:
        raise BeyondReach("an upload was taken back, and what it had changed may be anywhere")
    if sum(one.report_count for one in brought if one.order > last) > named:
        raise BeyondReach("an upload brought reports that nobody named")
    if known.report_count - was + live != now.report_count:
        raise BeyondReach("reports came or went that nobody named")
