"""Local rules of a site, dated: a limit made shorter from a day on, or one of its own length.

[XF60_HANDLE]                          from 2026-01-01   60 → 30 days   松溪县信访事项办理规定
days = 30                              what began before keeps 60
basis = "松溪县信访事项办理规定"

A version holds for limits that begin on its day or later, until the next one. A limit of the law may only be shortened.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.db import Connection
from data.errors import BadFile
from risk.limit.rule import Rule, read_rules

FIELDS = frozenset({"days", "basis", "name"})


@dataclass(frozen=True)
class LocalRule:
    """One rule of a pack."""

    code: str
    day_count: int
    basis: str
    name: str


@dataclass(frozen=True)
class Version:
    """A rule's length and basis from a day on."""

    rule_code: str
    valid_from: date
    day_count: int | None
    basis: str
    standing: str


def read_pack(path: Path) -> tuple[LocalRule, ...]:
    """The rules of a pack; BadFile names the rule and what is wrong with it."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(f"{path.name}：不是 TOML（{error}）。", f"{path.name}: not TOML ({error}).") from error
    known = read_rules()
    if not tables:
        raise BadFile(f"{path.name}：里面没有规则。", f"{path.name}: there is no rule in it.")
    return tuple(_local(path, code, table, known) for code, table in tables.items())


def _local(path: Path, code: str, table: object, known: dict[str, Rule]) -> LocalRule:
    def refuse(zh: str, en: str) -> BadFile:
        return BadFile(f"{path.name} [{code}]：{zh}", f"{path.name} [{code}]: {en}")

    rule = known.get(code)
    if rule is None or not isinstance(table, dict):
        names = "、".join(known)
        raise refuse(
            f"没有这个时限。可用：{names}。", f"there is no such limit. There are: {', '.join(known)}."
        )
    if extra := "、".join(sorted(set(table) - FIELDS)):
        raise refuse(
            f"不认识 {extra}，只写 days、basis、name。", f"{extra} is not known; only days, basis, name."
        )
    days = table.get("days")
    if not isinstance(days, int) or isinstance(days, bool) or days < 1 or not rule.is_counted:
        raise refuse(
            "days 应为正整数，且该时限须按日计算。",
            "days must be a positive whole number, of a limit counted in days.",
        )
    if not table.get("basis"):
        raise refuse("须写明依据 basis。", "it must name its basis.")
    if rule.status == "law" and days > rule.day_count:
        raise refuse(
            f"{days} 天长于法定的 {rule.day_count} 天，地方规定只能缩短。",
            f"{days} days are longer than the {rule.day_count} of the law; a local rule may only shorten it.",
        )
    return LocalRule(code, days, str(table["basis"]), str(table.get("name") or rule.name))


def take_pack(connection: Connection, pack: tuple[LocalRule, ...], *, valid_from: date) -> None:
    """Put the rules in force from a day on; the same day again replaces what was taken for it."""
    known = read_rules()
    for rule in pack:
        shipped = known[rule.code]
        connection.execute(
            "DELETE FROM core_rule_pack WHERE rule_code = $code AND valid_from_date = $day",
            {"code": rule.code, "day": valid_from},
        )
        connection.execute(
            "INSERT INTO core_rule_pack VALUES ($code, $name, $days, $kind, $from, $basis, 'local', $day)",
            {
                "code": rule.code, "name": rule.name, "days": rule.day_count, "kind": shipped.kind,
                "from": shipped.from_event, "basis": rule.basis, "day": valid_from,
            },
        )  # fmt: skip


def versions(connection: Connection) -> tuple[Version, ...]:
    """Every version held, by rule and day."""
    rows = connection.execute(
        "SELECT rule_code, valid_from_date, day_count, basis, standing_code FROM core_rule_pack "
        "ORDER BY rule_code, valid_from_date"
    ).fetchall()
    return tuple(Version(*row) for row in rows)


class RuleBook:
    """The rule in force for what begins on a day: the shipped one, with the length and basis of the version that holds."""

    def __init__(self, held: tuple[Version, ...]) -> None:
        self._shipped = read_rules()
        self._held: dict[str, list[Version]] = {}
        for version in held:
            self._held.setdefault(version.rule_code, []).append(version)

    def rule(self, code: str, begins: date) -> Rule | None:
        """The rule of a code for a limit that begins on a day; None for a code that is not shipped."""
        shipped = self._shipped.get(code)
        held = self._held.get(code, ())
        if shipped is None or not held:
            return shipped
        holds = [version for version in held if version.valid_from <= begins] or held[:1]
        version = holds[-1]
        days = shipped.day_count if version.day_count is None else version.day_count
        return replace(shipped, day_count=days, basis=version.basis)
