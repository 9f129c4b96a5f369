"""Groups: matters of different people that share a cause, joined through it and never through people.

    matter 1 ─ 某某置业, 04 ─ matter 5       group of matter 1: 1, 5, 9
    matter 5 ─ 金桂苑, 04 ── matter 9

An organisation met in many kinds or many matters, or itself a unit of government, joins only matters of one community (one
grid for an office); matters without a place count where most of its matters are. In one grid it joins matters of any kind: the
same trouble is filed under two. A place is a cause where nobody is blamed; one with too many matters is a street. What hangs
together through too many causes to be handled as one is told apart into its communities (risk/crowd.py).
"""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.config import Group
from data.db import Connection
from risk.crowd import part_crowds
from risk.query import Array, build, columns, put


def group_matters(connection: Connection, config: Group, *, as_of: date, until: datetime) -> None:
    """Make the temporary tables matter_group (one row per matter in a group) and live_group (one per group)."""
    build(connection, "place_name", until=until)
    build(
        connection,
        "cause_matter",
        gap_days=config.gap_days,
        respondent_cap_count=config.respondent_cap_count,
        respondent_kind_cap_count=config.respondent_kind_cap_count,
        place_cap_count=config.place_cap_count,
        home_share=config.home_share,
        home_least_count=config.home_least_count,
    )
    edges = columns(connection, "cause_edge")
    matter, group = first_of_group(edges["matter_index"], edges["first_index"])
    group = part_crowds(connection, matter, group, largest=config.largest_count)
    put(connection, "group_root", matter_index=matter, group_index=group)
    for name in ("matter_group", "group_cause", "group_area"):
        build(connection, name)
    build(connection, "live_group", as_of=as_of, growth_days=config.growth_days)


def first_of_group(matter_index: Array, first_index: Array) -> tuple[Array, Array]:
    """Each matter with the earliest matter it hangs together with, directly or through others.

    matter 1 5 9, first 1 1 5  →  matters 1 5 9, groups 1 1 1
    """
    matters, position = np.unique(np.concatenate([matter_index, first_index]), return_inverse=True)
    size, half = len(matters), len(matter_index)
    graph = coo_array((np.ones(half, np.int8), (position[:half], position[half:])), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    first = np.full(size, size, np.int64)
    np.minimum.at(first, label, np.arange(size))
    return matters, matters[first[label]]
