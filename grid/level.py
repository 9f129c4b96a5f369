"""The levels of the hierarchy, from the widest to the finest."""

from __future__ import annotations

from data.errors import BadArgument

LEVELS = ("province", "prefecture", "county", "town", "community", "grid")
LEVEL_NAMES_ZH = {
    "province": "省",
    "prefecture": "市州",
    "county": "区县",
    "town": "乡镇街道",
    "community": "村社区",
    "grid": "网格",
}


def check_level(level: str) -> None:
    """BadArgument when there is no such level."""
    if level not in LEVELS:
        choices = "、".join(f"{code}（{name}）" for code, name in LEVEL_NAMES_ZH.items())
        raise BadArgument(
            f"--level {level}：没有这个层级。可写：{choices}。",
            f"--level {level}: no such level. Write one of {', '.join(LEVELS)}.",
        )


def coarser_levels(level: str) -> tuple[str, ...]:
    """The levels above, nearest first: town → county, prefecture, province."""
    return LEVELS[: LEVELS.index(level)][::-1]
