"""The organisations that touched reports speak of; and older reports that speak of a name a sheet has just brought.

names that came   嘉诚市政工程有限公司      →   the words 嘉诚市政工程有限公司, 嘉诚市政工程 speak for it
an older report   嘉诚市政工程拖欠6900块钱   →   read again, and touched when something else is drawn from it

A word that came may also end a former one's right to speak (another organisation of that name, or of that ending): the reports
drawn by it are read again too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np
import pyarrow as pa

from data.db import Connection
from risk.mention import mentioned
from risk.query import put
from risk.query import statement as shared
from risk.reach.lexicon import Lexicon
from risk.reach.statement import build, rows, statement

Key = tuple[int, ...]
_kept: dict[Key, Lexicon] = {}  # the names of the last refresh, under their stamp; one at most


def draw_near(
    connection: Connection,
    office_endings: Sequence[str],
    *,
    came: Collection[str],
    known: Sequence[int],
    now: Sequence[int],
    until: datetime,
) -> list[str]:
    """Make mention_now, and drawn for what was read anew (reach_asked); the reports of which something else is drawn now.

    came: the respondents the list has grown by since its stamp was `known`; reach_touched: the reports touched so far.
    """
    names = dict(connection.execute(statement("came_name"), {"ids": list(came)}).fetchall()) if came else {}
    lexicon = _kept.pop(tuple(known), None) or _without(connection, names)
    new, gone = lexicon.changed_by(names, office_endings)
    _kept.clear()
    _kept[tuple(now)] = lexicon
    _ask_older(connection, new, gone, until)
    told = connection.execute(statement("reach_asked_story"), {"until": until}).to_arrow_table()
    words = lexicon.words_in(told.column("story").to_pylist(), office_endings)
    found = mentioned(words, told.column("story"))
    _put_drawn(
        connection,
        pa.table({"report_id": told.column("report_id"), "respondent_id": found}).filter(found.is_valid()),
    )
    build(connection, "mention_now")
    return [str(row[0]) for row in rows(connection, "mention_moved")]


def _without(connection: Connection, came: Collection[str]) -> Lexicon:
    """The names held before these came."""
    names = connection.execute(shared("organisation")).fetchall()
    return Lexicon({owner: name for owner, name in names if owner not in came})


def _ask_older(connection: Connection, new: set[str], gone: set[str], until: datetime) -> None:
    """Make reach_older, the reports that words which speak since may concern, and those drawn by words that fell silent.

    And reach_asked: these and the touched ones.
    """
    put(connection, "reach_gone", id=np.array(sorted(gone), dtype=object).astype(str))
    pattern = "|".join(re.escape(word) for word in sorted(new))
    if new or gone:
        build(connection, "reach_older", source="reach_speaking", until=until, names=pattern)
    else:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE reach_older AS SELECT * FROM reach_touched WHERE FALSE"
        )
    build(connection, "reach_asked")


def _put_drawn(connection: Connection, drawn: pa.Table) -> None:
    connection.register("drawn_near", drawn)
    try:
        connection.execute("CREATE OR REPLACE TEMP TABLE drawn AS SELECT * FROM drawn_near")
    finally:
        connection.unregister("drawn_near")
