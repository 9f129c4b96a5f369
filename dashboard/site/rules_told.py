"""What a pack of local rules changes, in sentences.

XF60_HANDLE  2027-01-01  30 天（此前 60 天）  松溪县信访事项办理规定
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from risk.rule_pack import LocalRule, Version


def rules_told(pack: Sequence[LocalRule], held: Sequence[Version], day: date) -> Iterator[tuple[str, str]]:
    """Each rule with its length from the day on and the one before."""
    for rule in pack:
        before = _before(rule.code, held, day)
        was, was_en = (f"（此前 {before} 天）", f" ({before} before)") if before is not None else ("", "")
        yield (
            f"{rule.code}  {day}  {rule.day_count} 天{was}  {rule.basis}",
            f"{rule.code}  {day}  {rule.day_count} days{was_en}  {rule.basis}",
        )


def day_told(pack: Sequence[LocalRule], day: date) -> tuple[str, str]:
    """From when they hold, and what stays."""
    return (
        f"{len(pack)} 条规则自 {day} 起施行，此前起算的时限不变。",
        f"{len(pack)} rules hold from {day}; limits that began before keep theirs.",
    )


def _before(code: str, held: Sequence[Version], day: date) -> int | None:
    """The length in force the day before."""
    found = [version for version in held if version.rule_code == code and version.valid_from < day]
    return max(found, key=lambda version: version.valid_from).day_count if found else None
