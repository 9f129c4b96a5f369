"""After a person acted on a signal: its state, level, owner and outcome as they stand now, without looking for signals anew."""

from __future__ import annotations

from datetime import timedelta

from data.config import Signal
from data.db import Connection
from risk.query import statement
from risk.signal.life import state_of
from risk.signal.place import Places
from risk.signal.record import read_known


def restate(connection: Connection, config: Signal) -> None:
    """Bring out_signal in line with what people did up to now; nothing to do before the first refresh."""
    row = connection.execute("SELECT as_of_date FROM out_refresh").fetchone()
    if row is None:
        return
    as_of = row[0]
    places = Places.read(connection, table="out_area_path")
    areas = dict(connection.execute("SELECT signal_id, area_code FROM out_signal").fetchall())
    for one in read_known(connection, as_of=as_of, told_until=as_of + timedelta(days=36_500)):
        if one.signal_id not in areas:
            continue
        state = state_of(one, as_of=as_of, config=config)
        connection.execute(
            statement("signal_restate"),
            {
                "signal_id": one.signal_id,
                "state_code": state.code,
                "level_code": places.level_above(areas[one.signal_id], state.climbed),
                "owner_name": state.owner,
                "outcome_code": state.outcome,
            },
        )
