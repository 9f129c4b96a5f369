"""Organisations known by their words; whatever is not known to be one is a person, and goes to the vault.

"青石镇物业服务有限公司" → an organisation       "包工头老王" → a person
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.hashing import hashed_id
from ingest.identity import normal_name, split_names

_WORDS = re.compile(
    r"公司|集团|厂$|局$|委$|委员会|办$|办公室|医院|卫生院|学校|中学|小学|幼儿园|大学|村|社区|居委|镇|街道|政府|物业|银行|"
    r"部$|所$|中心|站$|院$|合作社|酒店|宾馆|饭店|超市|商场|市场|项目|工地|工程|开发|置业|建设|地产|小区|业委会|协会|"
    r"队$|门诊|药房|商行|商店|店$|馆$|场$|矿|基地|工厂|企业|单位|机构|物流|餐饮|KTV|网吧|城$|苑$|园$|[A-Za-z]{3,}"
)


@lru_cache(maxsize=100_000)
def is_organisation(text: str) -> bool:
    """Whether a name is an organisation's."""
    return bool(_WORDS.search(text))


def sides(other: str, about: str) -> tuple[str, tuple[str, ...]]:
    """The organisation a row is about, told as such or as the other side, and the persons on the other side."""
    named = split_names(about) + split_names(other)
    organisations = [name for name in named if is_organisation(name)]
    if about and is_organisation(about) and not organisations:
        organisations = [about]
    return (organisations[0] if organisations else ""), tuple(n for n in named if not is_organisation(n))


@lru_cache(maxsize=50_000)
def organisation_id(kind: str, name: str) -> str:
    """The id of a respondent or unit by its name, without blanks and notes."""
    return hashed_id(kind, normal_name(name))
