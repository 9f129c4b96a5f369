"""Addresses and names brought to one form, so that a name can be looked for inside an address.

written                          text_key                 name_key        bare
柳河 社区　十二幢２单元           柳河社区12幢2单元         –               –
柳河社区居民委员会                柳河社区居民委员会        柳河社区         柳河
青石镇第三村民小组                青石镇3组                –               –
第01网格                         1网格                    1网格           –
"""

from __future__ import annotations

import re

from grid.placename import NUMBER, number_of, plain, village_key

UNITS = {
    "村民小组": "组",
    "生产队": "组",
    "小组": "组",
    "组": "组",
    "幢": "幢",
    "栋": "幢",
    "号楼": "幢",
    "单元": "单元",
    "层": "层",
    "室": "室",
    "号": "号",
    "號": "号",
    "期": "期",
    "网格": "网格",
}
NUMBERED = re.compile(rf"第?{NUMBER}号?第?({'|'.join(UNITS)})")
DOOR = re.compile(r"[0-9]+(组|幢|单元|层|室|号)")
SIGNS = re.compile(r"(?<![0-9a-z])[,.;:、。()\[\]·-]+|[,;:、。()\[\]·]+")
KIND = re.compile(
    r"(自治区|省|自治州|盟|市|县|縣|(?<![社小园发])区|區|旗|街道|镇|鎮|乡|鄉|社区|社區|行政村|村|里)$"
)
OTHER_OFFICES = (("村民委员会", "村"), ("居委会", "社区"), ("居民委员会", "社区"), ("办事处", "街道"))


def text_key(text: str) -> str:
    """An address in half-width signs and plain digits, without blanks and without signs between names."""
    return NUMBERED.sub(_numbered, SIGNS.sub("", plain(text)))


def name_key(name: str) -> str:
    """A name in the same form, without the office that stands for it."""
    return text_key(village_key(name))


def name_keys(name: str) -> frozenset[str]:
    """Every form of an area's name: 永安居委会 is also written 永安 and 永安社区."""
    key, short = name_key(name), plain(name)
    kinds = {kind for office, kind in OTHER_OFFICES if short.endswith(office) and not KIND.search(key)}
    return frozenset({key, text_key(name)} | {key + kind for kind in kinds})


def bare(key: str) -> str:
    """A key without its kind (镇, 社区, 村 …); the key itself when less than two characters would be left."""
    short = KIND.sub("", key)
    return short if len(short) >= 2 else key


def door_of(key: str) -> tuple[str, ...]:
    """The numbered parts of an address in the order written: 12幢, 2单元, 501室."""
    return tuple(match[0] for match in DOOR.finditer(key))


def _numbered(match: re.Match[str]) -> str:
    number = number_of(match[1])
    unit = "幢" if match[0].endswith("号楼") else UNITS[match[2]]
    return f"{number}{unit}"
