"""Too many matters hang together to be one group: they are told apart into communities, by the causes they share most.

    causes A and B share one matter, B and C another     240 matters in one     A 80   B 90   C 70 matters, a group each
    ● ● ● A ● ● ● ─ ● ● ● B ● ● ● ─ ● ● ● C ● ● ●    →

Louvain's modularity (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the graph of matters and causes, by
networkx, with a fixed seed and the matters in order of time: the same matters are told apart alike in any refresh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from data.db import Connection
from risk.query import Array, columns, put

SEED = 0
Shared = tuple[int, int]  # a matter and one of the causes it shares


def part_crowds(connection: Connection, matter: Array, group: Array, *, largest: int) -> Array:
    """The group of each matter, where a group of more than `largest` matters is told apart; from cause_matter."""
    roots, count = np.unique(group, return_counts=True)
    crowd = np.isin(group, roots[count > largest])
    if not crowd.any():
        return group
    put(connection, "crowd_matter", matter_index=matter[crowd], group_index=group[crowd])
    told = columns(connection, "crowd_cause")
    shared: dict[int, list[Shared]] = defaultdict(list)
    for root, one, cause in zip(*(told[name].tolist() for name in told), strict=True):
        shared[root].append((one, cause))
    first = {one: min(part) for pairs in shared.values() for part in communities(pairs) for one in part}
    parted = group.copy()
    parted[crowd] = [first[one] for one in matter[crowd].tolist()]
    return parted


def communities(pairs: Iterable[Shared]) -> list[set[int]]:
    """The matters told apart, each part held together by causes, from each matter with each cause it shares.

    >>> [sorted(part) for part in communities([(1, 7), (2, 7), (3, 7), (3, 8), (4, 8), (5, 8), (6, 8)])]
    [[1, 2, 3], [4, 5, 6]]
    """
    import networkx as nx  # a fifth of a second, and most refreshes meet no crowd

    told = sorted(set(pairs))
    matters, causes = (sorted(set(column)) for column in zip(*told, strict=True))
    # numbered from 0 without gaps: a set of words is walked in another order by every process, and ties fall by that order
    node = {one: number for number, one in enumerate(matters)}
    hub = {cause: number for number, cause in enumerate(causes, start=len(matters))}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(matters) + len(causes)))
    graph.add_edges_from((node[one], hub[cause]) for one, cause in told)
    parts = nx.community.louvain_communities(graph, seed=SEED)
    whole = (own for part in parts for own in nx.connected_components(graph.subgraph(part)))
    named = ({matters[number] for number in part if number < len(matters)} for part in whole)
    return sorted((part for part in named if part), key=min)
