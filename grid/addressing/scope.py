"""What several words about one place leave possible: they must all lie on one line from the widest area to the finest.

possible before      codes of the next word               possible after
all                  青石镇                                青石镇
青石镇                柳河社区 of 青石镇, of 东溪镇           柳河社区 of 青石镇
青石镇                柳河社区 of 东溪镇 only               nothing: a contradiction
"""

from __future__ import annotations

from collections.abc import Mapping

from grid.addressing.name import EVERYWHERE, Codes


def narrowed(possible: Codes, codes: Codes, above: Mapping[str, Codes]) -> Codes:
    """The finer of each pair that lies on one line; nothing when no pair does."""
    if possible is EVERYWHERE:
        return codes
    finer = {code for code in codes if not above[code].isdisjoint(possible)}
    kept = {code for code in possible if not above[code].isdisjoint(codes)}
    return frozenset(finer | kept)


def kept_within(possible: Codes, codes: Codes, above: Mapping[str, Codes]) -> Codes:
    """Those possible that lie in or hold one of the codes; the codes add no depth."""
    if possible is EVERYWHERE:
        return frozenset()
    inside = {code for code in possible if not above[code].isdisjoint(codes)}
    holding = {code for code in possible for other in codes if code in above[other]}
    return frozenset(inside | holding)


def shared_area(codes: Codes, path: Mapping[str, tuple[str, ...]]) -> str | None:
    """The finest area that holds all of them; None when there is none."""
    if not codes or codes is EVERYWHERE:
        return None
    lines = [path[code] for code in sorted(codes)]
    return next((code for code in lines[0] if all(code in line for line in lines[1:])), None)
