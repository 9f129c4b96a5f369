"""Names of grids, villages and towns as people write them, brought to one form.

written                        grid_key         written             village_key     stem
第一网格                        1网格            东风 村              东风村          东风
第01网格、１号网格               1网格            东风村村民委员会      东风村          东风
东风村第十二网格                 东风村12网格      东风社区居委会        东风社区        东风
网格三                         3网格            枫桥镇人民政府        枫桥镇          枫桥
一、1、第1                      1网格 (scoped_grid_key only: a bare number is a grid only inside a known village)
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100}
NUMBER = r"([0-9]{1,4}|[零〇一二两三四五六七八九十百]{1,5})"
BEFORE_GRID = re.compile(rf"第?{NUMBER}号?(?=网格)")
AFTER_GRID = re.compile(rf"网格第?{NUMBER}号?$")
BARE = re.compile(rf"第?{NUMBER}号?")
BLANK = re.compile("[\\s\u200b\ufeff]+")  # the last two are the blanks nobody sees
OFFICE = re.compile(r"((村民|居民)委员会|村委会|居委会|(?<=[村区])委会|人民政府|街道办事处|办事处)$")
VILLAGE_END = re.compile(r"(行政村|社区|村|里|居)$")
TOWN_END = re.compile(r"(街道|镇|乡)$")


def plain(text: str) -> str:
    """Full-width signs made half-width, blanks taken out, letters small."""
    return BLANK.sub("", unicodedata.normalize("NFKC", text)).lower()


def grid_key(text: str) -> str:
    """A grid's name with its number in plain digits before 网格."""
    short = AFTER_GRID.sub(lambda match: f"{number_of(match[1])}网格", plain(text))
    return BEFORE_GRID.sub(lambda match: str(number_of(match[1])), short)


def scoped_grid_key(text: str) -> str:
    """The same for a text that may be the bare number of a grid inside a known village."""
    match = BARE.fullmatch(plain(text))
    return f"{number_of(match[1])}网格" if match else grid_key(text)


def village_key(text: str) -> str:
    """A village's or town's name without the office that stands for it."""
    short = plain(text)
    match = OFFICE.search(short)
    if match is None:
        return short
    bare = short[: match.start()]
    ending = {"村委会": "村", "街道办事处": "街道"}.get(match[1], "")
    return bare if not bare or bare.endswith(ending) else bare + ending


def stem(key: str) -> str:
    """The key without its kind (村, 社区, 镇, 街道 …); the key itself when nothing would be left."""
    return TOWN_END.sub("", VILLAGE_END.sub("", key)) or key


def number_of(text: str) -> int:
    """A number up to 999 written in digits or Chinese numerals: 十二 → 12, 二〇 → 20, 一百零三 → 103."""
    if text.isdecimal():
        return int(text)
    if not any(sign in TENS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in TENS:
            total += (1 if digit is None else digit) * TENS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + (digit or 0)
