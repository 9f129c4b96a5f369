"""Numbers written in Chinese, and text in one width.

chinese_number("一百二十") → 120      chinese_number("二〇二四") → 2024      chinese_number("叁拾") → 30
"""

from __future__ import annotations

import unicodedata

DIGITS = dict(
    zip(
        "零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖",
        (0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9),
        strict=True,
    )
)
UNITS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TEN_THOUSAND = "万萬"
NUMERAL = f"[{''.join(DIGITS)}{''.join(UNITS)}{TEN_THOUSAND}]"


def half_width(text: str) -> str:
    """Full-width digits, letters and marks made half-width; text that is ASCII already is not touched."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def chinese_number(word: str) -> int:
    """一百二十 → 120; 十三 → 13; 两万 → 20000; digits without a unit in their places: 二〇二四 → 2024."""
    if len(word) > 1 and all(character in DIGITS for character in word):
        return int("".join(str(DIGITS[character]) for character in word[:12]))
    total, section, digit = 0, 0, 0
    for character in word:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in TEN_THOUSAND:
            total, section, digit = (total + section + digit or 1) * 10_000, 0, 0
        else:
            section += _in_place(character, digit)
            digit = 0
    return total + section + digit


def _in_place(unit: str, digit: int) -> int:
    """What a unit and the digit before it are worth: 三十 → 30, 十 → 10, 廿 → 20."""
    return UNITS[unit] if unit in "廿卅" else (digit or 1) * UNITS[unit]
