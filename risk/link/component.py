"""From links to matters: reports joined by links, directly or through others, are one matter.

    links 0–3, 3–5    →  roots 0 1 2 0 4 0: each report gets the earliest report of its matter

A pair a person has called different stays apart: in its component links are taken up one by one, the surest first,
and one that would bring the two together is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Links:
    """Links between reports, one entry each; `is_judged` marks those a person made."""

    left_index: Ints
    right_index: Ints
    likeness_share: npt.NDArray[np.float64]
    is_judged: npt.NDArray[np.bool_]


def roots(links: Links, apart: tuple[Ints, Ints], count: int) -> Ints:
    """The earliest report of each report's matter, `count` reports numbered in order of time; `apart` pairs never meet."""
    root = _first_of_component(links.left_index, links.right_index, count)
    broken = root[apart[0]] == root[apart[1]]
    if not broken.any():
        return root
    torn = np.isin(root, root[apart[0][broken]])
    return _rejoined(root, torn, links, apart)


def _first_of_component(left: Ints, right: Ints, count: int) -> Ints:
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    first = np.full(count, count, np.int64)
    np.minimum.at(first, label, np.arange(count))
    return np.asarray(first[label])


def _rejoined(root: Ints, torn: npt.NDArray[np.bool_], links: Links, apart: tuple[Ints, Ints]) -> Ints:
    """Rebuild only the torn components, link by link; they are few and small, so plain Python will do."""
    root = root.copy()
    root[torn] = np.flatnonzero(torn)
    member = {int(i): {int(i)} for i in np.flatnonzero(torn)}
    foes: dict[int, set[int]] = {}
    for a, b in zip(apart[0].tolist(), apart[1].tolist(), strict=True):
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    used = np.flatnonzero(torn[links.left_index])
    order = np.lexsort(
        (
            links.right_index[used],
            links.left_index[used],
            -links.likeness_share[used],
            ~links.is_judged[used],
        )
    )
    for k in used[order].tolist():
        one, other = member[int(links.left_index[k])], member[int(links.right_index[k])]
        if one is other or any(foes.get(report, set()) & other for report in one):
            continue
        one |= other
        for report in other:
            member[report] = one
    for report, together in member.items():
        root[report] = min(together)
    return root
