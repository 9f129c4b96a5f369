"""What a site holds of areas and of rules, as tables.

层级    现有   有边界  修复过  生效日期                  来源坐标系
网格    1,204  1,204   3      2024-01-01 至 2026-03-01  EPSG:4326
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dash import html

from dashboard.present import Speech
from dashboard.suppress import Row
from grid.level import LEVELS

AREA_HEADS = ("level", "in_force", "shapes", "repaired", "versions", "since", "systems")
RULE_HEADS = ("rule", "since", "days", "basis")


def area_table(rows: list[Row], speech: Speech) -> Any:
    """One line a level, from the widest to the grid."""
    if not rows:
        return html.P(speech.say("admin.areas_none"), className="quiet")
    ordered = sorted(rows, key=lambda row: LEVELS.index(str(row["level_code"])))
    return plain_table(
        [speech.say(f"admin.{name}") for name in AREA_HEADS], [_area(row, speech) for row in ordered]
    )


def _area(row: Row, speech: Speech) -> list[str]:
    first, last = speech.day(row["first_date"]), speech.day(row["last_date"])
    return [
        speech.name("level", row["level_code"]),
        *(speech.count(row[f"{name}_total"]) for name in ("area", "shape", "repaired", "version")),
        first if first == last else speech.say("admin.span", first=first, last=last),
        str(row["source_crs"] or "—"),
    ]


def rule_table(rows: list[Row], speech: Speech, *, counted: Collection[str]) -> Any:
    """One line a version of a limit; counted: the limits that run here, for local ones must be adopted first."""
    told = [
        [
            "　".join((str(row["name"]), str(row["rule_code"]), *_idle(row, counted, speech))),
            speech.day(row["valid_from_date"]),
            "—" if row["day_total"] is None else str(row["day_total"]),
            str(row["basis"]),
        ]
        for row in rows
    ]
    return plain_table([speech.say(f"admin.{name}") for name in RULE_HEADS], told)


def _idle(row: Row, counted: Collection[str], speech: Speech) -> tuple[str, ...]:
    return () if row["rule_code"] in counted else (speech.say("admin.rule_idle"),)


def plain_table(heads: list[str], rows: list[list[Any]]) -> html.Div:
    """A table that tells each cell's heading again where a phone shows it line by line."""
    head = html.Thead(html.Tr([html.Th(one, scope="col") for one in heads]))
    body = [
        html.Tr(
            [
                html.Td(cell, **{"data-head": one})  # type: ignore[arg-type]
                for one, cell in zip(heads, row, strict=True)
            ]
        )
        for row in rows
    ]
    return html.Div(
        html.Table([head, html.Tbody(body)], className="plain-table told-table"),
        className="scroll-x",
        tabIndex=0,
    )
