"""Features of a layer, each taken, mended, joined or refused by the rules of grid/rule.py.

feature  code  name      shape                    sift() →  code  name  shape
1        1     东风村    polygon                            1     东风村  polygon of 1 and 2
2        1     东风村    polygon                  MERGED
3        1     西风村    polygon                  SAME_CODE
4        None  北村      polygon                  NO_CODE
5        2.0   南村      bow-tie                  REPAIRED   2     南村    multipolygon
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from grid import rule
from grid.boundary import Objects
from grid.receipt import AreaProblem
from grid.refusal import Features, refusals_of, text_of
from grid.shape import area_km2, made_valid

SMALLEST_SHOWN_SHARE = 0.0001
REASONS_ZH = {
    "Ring not closed": "首尾不闭合",
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界自相接",
    "Too few points in geometry component": "点数太少",
    "Hole lies outside shell": "孔洞在边界之外",
    "Nested holes": "孔洞套孔洞",
    "Nested shells": "面套面",
    "Duplicate Rings": "边界重复",
    "Interior is disconnected": "内部不连通",
}


@dataclass(frozen=True)
class Areas:
    """Areas ready to store, one per code, in the order of the file; parents are None when none were told."""

    feature_nos: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str | None, ...] | None
    shapes: Objects
    is_repaired: NDArray[np.bool_]


@dataclass(frozen=True)
class Sifted:
    """What became of every feature: areas + merged + refused = features."""

    areas: Areas
    merged_count: int
    refused_count: int
    problems: tuple[AreaProblem, ...]


def sift(features: Features) -> Sifted:
    """One area per code, and a problem for every feature mended, joined or refused."""
    codes = [text_of(value) for value in features.codes]
    names = [text_of(value) for value in features.names]
    refusals = refusals_of(features, codes, names)
    good = np.array([number for number in range(len(codes)) if number not in refusals], dtype=np.int64)
    shapes = features.shapes.copy()
    shapes[good] = made_valid(features.shapes[good])
    is_repaired = np.zeros(len(codes), dtype=bool)
    is_repaired[good] = features.is_unclosed[good] | ~shapely.is_valid(features.shapes[good])
    for number in good[shapely.is_empty(shapes[good])]:
        refusals[int(number)] = rule.COLLAPSED.problem(features.file, int(number) + 1, codes[number])
    mended = [_repair_problem(features, codes, shapes, int(number)) for number in np.flatnonzero(is_repaired)]
    mended = [problem for problem in mended if (problem.feature_no or 0) - 1 not in refusals]
    groups, joined = _group(features.file, codes, names, refusals)
    problems = sorted([*refusals.values(), *mended, *joined], key=lambda problem: problem.feature_no or 0)
    return Sifted(
        areas=_areas(features, names, groups, shapes, is_repaired),
        merged_count=len(joined),
        refused_count=len(refusals),
        problems=tuple(problems),
    )


def _repair_problem(
    features: Features, codes: Sequence[str | None], shapes: Objects, number: int
) -> AreaProblem:
    before, after = area_km2(np.array([features.shapes[number], shapes[number]], dtype=object))
    reason = (
        "Ring not closed"
        if features.is_unclosed[number]
        else shapely.is_valid_reason(features.shapes[number])
    )
    reason = reason.split("[")[0]
    return rule.REPAIRED.problem(
        features.file,
        number + 1,
        codes[number],
        reason_zh=REASONS_ZH.get(reason, reason),
        reason_en=reason,
        change=_change(float(before), float(after)),
    )


def _change(before_km2: float, after_km2: float) -> str:
    if before_km2 == 0:
        return f"+{after_km2:.4f} km²"
    share = (after_km2 - before_km2) / before_km2
    return f"{share:+.2%}" if abs(share) >= SMALLEST_SHOWN_SHARE else f"<{SMALLEST_SHOWN_SHARE:.2%}"


def _group(
    file: str, codes: Sequence[str | None], names: Sequence[str | None], refusals: dict[int, AreaProblem]
) -> tuple[dict[str, list[int]], list[AreaProblem]]:
    groups: dict[str, list[int]] = {}
    joined: list[AreaProblem] = []
    for number, code in enumerate(codes):
        if number in refusals or code is None:
            continue
        first = groups.setdefault(code, [])
        if not first or names[first[0]] == names[number]:
            first.append(number)
            if len(first) > 1:
                joined.append(rule.MERGED.problem(file, number + 1, code, first_no=first[0] + 1))
            continue
        refusals[number] = rule.SAME_CODE.problem(
            file, number + 1, code, first_no=first[0] + 1, first_name=names[first[0]], name=names[number]
        )
    return groups, joined


def _areas(
    features: Features,
    names: Sequence[str | None],
    groups: dict[str, list[int]],
    shapes: Objects,
    is_repaired: NDArray[np.bool_],
) -> Areas:
    firsts = [numbers[0] for numbers in groups.values()]
    joined = [
        shapes[numbers[0]] if len(numbers) == 1 else shapely.union_all(shapes[numbers])
        for numbers in groups.values()
    ]
    parents = None
    if features.parents is not None:
        parents = tuple(text_of(features.parents[first]) for first in firsts)
    return Areas(
        feature_nos=tuple(first + 1 for first in firsts),
        codes=tuple(groups),
        names=tuple(names[first] or "" for first in firsts),
        parents=parents,
        shapes=np.array([*joined, None], dtype=object)[:-1],
        is_repaired=np.array([bool(is_repaired[numbers].any()) for numbers in groups.values()], dtype=bool),
    )
