"""The cause graph of a group: matters between the organisation they are about and the places they lie in; never a person.

        [ 福昌凯建设 ]            respondent, or the place that is the cause
       /   |    |    \\
     (38) (31) (22) (结)          matters: band and score; closed ones pale
       \\   |     \\   /
      [ 长湾村 ] [ 凤坝社区 ]      places: grids while they are few, else communities, else towns

Every matter stands over its place; positions are counted out here, so the same group is always drawn the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from dashboard.present import Speech
from dashboard.suppress import Row

MOST_MATTERS = 60
MOST_PLACES = 6
LEVELS = ("grid", "community", "town")  # the finest with few enough places is drawn
STEP = 48  # between two matters
HUB_ROOM = 92  # between matters and what is above or below them
LETTER, LATIN = 14.5, 8.0  # width of a letter of a label
Element = dict[str, Any]


@dataclass(frozen=True)
class Block:
    """Matters of one place side by side; place: its code, None where none is known."""

    place: str | None
    name: str
    rows: Sequence[Row]
    columns: int


def graph_elements(group: Row, rows: Sequence[Row], speech: Speech) -> list[Element]:
    """Nodes and edges of a group from rows of page_group_matter, in the order drawn."""
    blocks = _blocks(rows, speech)
    deep = max((ceil(len(block.rows) / block.columns) for block in blocks), default=1)
    nodes: list[Element] = []
    edges: list[Element] = []
    middles: dict[str, list[float]] = {}
    left = 0.0
    for block in blocks:
        for number, row in enumerate(block.rows):
            x = left + (number % block.columns + 0.5) * STEP
            y = HUB_ROOM + (number // block.columns) * STEP
            nodes.append(_matter(row, x, y, speech))
            for hub in [_hub(group, row), *([f"place {block.place}"] if block.place else [])]:
                if hub:
                    edges.append(_edge(f"matter {row['matter_id']}", hub))
                    middles.setdefault(hub, []).append(x)
        width = block.columns * STEP
        at = (left + width / 2, 2.0 * HUB_ROOM + (deep - 1) * STEP)
        nodes.append(_node(f"place {block.place}", block.name, "place" if block.place else "nowhere", at))
        left += width + STEP / 2
    return [*_hubs(group, rows, middles), *nodes, *edges]


def place_level(rows: Sequence[Row]) -> str:
    """The finest level at which the matters lie in few enough places.

    >>> place_level([{"grid_code": f"g{n}", "community_code": "c", "town_code": "t"} for n in range(9)])
    'community'
    """
    counts = {level: len({row[f"{level}_code"] for row in rows if row[f"{level}_code"]}) for level in LEVELS}
    return next((level for level in LEVELS if counts[level] <= MOST_PLACES), LEVELS[-1])


def _blocks(rows: Sequence[Row], speech: Speech) -> list[Block]:
    """The matters by place, the place with most first; those of no known place last."""
    level = place_level(rows)
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        code = row[f"{level}_code"]
        found.setdefault(str(code) if code else None, []).append(row)
    order = sorted(found, key=lambda code: (code is None, -len(found[code]), str(code)))
    return [_block(code, found[code], level, speech) for code in order]


def _block(code: str | None, rows: list[Row], level: str, speech: Speech) -> Block:
    name = _place_name(rows[0], level) or code if code else speech.say("groups.no_place")
    wide = ceil(sqrt(len(rows) * 1.8))
    return Block(code, str(name), rows, max(wide, ceil(_wide(str(name)) / STEP)))


def _place_name(row: Row, level: str) -> str:
    """A grid is named with its village, unless its own name does: 第4网格 alone is no name."""
    own, village = str(row[f"{level}_name"] or ""), str(row["community_name"] or "")
    return f"{village} {own}".strip() if level == "grid" and not own.startswith(village) else own


def _hub(group: Row, row: Row) -> str | None:
    """What a matter hangs on: its organisation, or the place that is the cause where nobody is blamed."""
    if row["respondent_id"]:
        return f"respondent {row['respondent_id']}"
    return "project" if group["cause_code"] == "place" else None


def _hubs(group: Row, rows: Sequence[Row], middles: dict[str, list[float]]) -> list[Element]:
    """Each above the middle of its matters, moved aside where two would touch."""
    names = {f"respondent {row['respondent_id']}": str(row["respondent_name"] or "—") for row in rows}
    names["project"] = cause_name(group)
    hubs = [(sum(at) / len(at), hub) for hub, at in middles.items() if not hub.startswith("place ")]
    drawn: list[Element] = []
    free = float("-inf")
    for middle, hub in sorted(hubs):
        half = _wide(names[hub]) / 2
        x = max(middle, free + half)
        free = x + half + STEP / 3
        drawn.append(_node(hub, names[hub], "hub", (x, 0.0)))
    return drawn


def cause_name(group: Row) -> str:
    """What a group shares, without the words before it: 同一地点：金桂苑 → 金桂苑."""
    return str(group["shared_cause"]).split("：", 1)[-1]


def _wide(words: str) -> float:
    return 22 + sum(LATIN if letter.isascii() else LETTER for letter in words)


def _node(node_id: str, label: str, kind: str, at: tuple[float, float]) -> Element:
    data = {"id": node_id, "label": label, "wide": _wide(label)}
    return {"data": data, "position": {"x": at[0], "y": at[1]}, "classes": kind}


def _matter(row: Row, x: float, y: float, speech: Speech) -> Element:
    is_open = bool(row["is_open"])
    band = str(row["band_code"]) if is_open and row["band_code"] else "closed"
    state = (
        speech.name("band", band) + f" {row['score']}" if band != "closed" else speech.say("groups.closed")
    )
    data = {
        "id": f"matter {row['matter_id']}",
        "matter": row["matter_id"],
        "label": str(row["score"]) if band != "closed" else speech.say("groups.closed_short"),
        "told": f"{state}　{row['title']}",
    }
    return {"data": data, "position": {"x": x, "y": y}, "classes": f"matter {band}"}


def _edge(matter: str, hub: str) -> Element:
    return {"data": {"id": f"{matter} {hub}", "source": matter, "target": hub}}
