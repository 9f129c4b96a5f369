"""One time limit as data/reference/deadlines.toml says it.

code             days  kind       from                        only_route  extend  pausable  status
XF15_NOTICE      15    calendar   received_at                 –           –       –         law
XF5W_OBJECTION   5     working    unit_received_at            –           –       –         law
XF60_HANDLE      60    calendar   accepted_at                 31.6        30      –         law
XF30_RECHECK     30    calendar   recheck_request_received_at –           –       听证       law
URGENT           0     immediate  discovered_at               –           –       –         law
LOCAL_MAJOR4H    4 h   hours      discovered_at               –           –       –         local
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from data.errors import BadArgument

SOURCE = Path(__file__).parents[2] / "data" / "reference" / "deadlines.toml"
KINDS = ("calendar", "working", "immediate", "hours")
APPROVED, TOLD = "本机关负责人批准", "告知延期理由"
Cell = str | int | list[str]


@dataclass(frozen=True)
class Rule:
    """A limit: how long, from what, on which route, whether it can be extended once or paused, and its source."""

    code: str
    name: str
    day_count: int
    kind: str
    from_event: str
    basis: str
    status: str
    hour_count: int = 0
    only_route: str | None = None
    extend_days: int = 0
    extend_needs: tuple[str, ...] = ()
    pausable: tuple[str, ...] = ()
    waived_when: str | None = None

    def __post_init__(self) -> None:
        faults = (
            (
                self.kind not in KINDS,
                "kind",
                f"应为 {'、'.join(KINDS)}",
                f"must be one of {', '.join(KINDS)}",
            ),
            (self.is_counted != (self.day_count > 0), "days", "与 kind 不符", "does not go with kind"),
            (
                set(self.extend_needs) - {APPROVED, TOLD},
                "extend_needs",
                "含未知条件",
                "names an unknown condition",
            ),
            (
                self.extend_days and not self.extend_needs,
                "extend_needs",
                "延期须写明条件",
                "an extension needs some",
            ),
        )
        for fault, field, zh, en in faults:
            if fault:
                raise BadArgument(
                    f"时限规则 {self.code}「{field}」：{zh}。", f"Limit {self.code}, {field}: {en}."
                )

    @property
    def is_counted(self) -> bool:
        """Whether days are counted at all, be they calendar or working days."""
        return self.kind in ("calendar", "working")


@dataclass(frozen=True)
class Extension:
    """One extension of a limit: the day its head approved it, the day the petitioner was told why, and for how long."""

    approved_date: date | None = None
    told_date: date | None = None
    day_count: int | None = None

    def __post_init__(self) -> None:
        if self.day_count is not None and self.day_count < 1:
            raise BadArgument("延期天数须为正数。", "An extension lasts at least one day.")

    def known(self, as_of: date) -> Extension:
        """The extension as far as it had been approved and told by a day."""
        approved, told = (
            day if day is not None and day <= as_of else None for day in (self.approved_date, self.told_date)
        )
        return replace(self, approved_date=approved, told_date=told)


def read_rules(source: Path = SOURCE) -> dict[str, Rule]:
    """Every limit of a rule pack by its code; a rule that only says how another is extended is among them."""
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
        return {code: _rule(code, table) for code, table in tables.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        zh = f"{source.name}：{fault}；请对照随附的 deadlines.toml 修改。"
        raise BadArgument(
            zh, f"{source.name}: {fault}; compare it with the deadlines.toml shipped."
        ) from fault


def _rule(code: str, table: Mapping[str, Cell]) -> Rule:
    route, waived = table.get("only_route"), table.get("waived_when")
    is_own_limit = not str(table["from"]).startswith("due_of:")
    return Rule(
        code=code,
        name=str(table["name"]),
        day_count=_number(table, "days"),
        kind=str(table["kind"]),
        from_event=str(table["from"]),
        basis=str(table["basis"]),
        status=str(table["status"]),
        hour_count=_number(table, "hours"),
        only_route=None if route is None else str(route),
        extend_days=_number(table, "extend_days"),
        extend_needs=_words(table, "extend_needs") if is_own_limit else (),
        pausable=_words(table, "pausable"),
        waived_when=None if waived is None else str(waived),
    )


def _number(table: Mapping[str, Cell], field: str) -> int:
    return int(cast("int | str", table.get(field, 0)))


def _words(table: Mapping[str, Cell], field: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", table.get(field, [])))
