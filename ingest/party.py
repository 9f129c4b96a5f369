"""The parties of each row, taken off it: plaintext to the vault, tokens to core_report_party, the rest masked.

当事人 "张三、李四"  电话 "13812345678"  →  (petitioner 1: name, phone), (petitioner 2: name)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agent import principals
from ingest.identity import (
    Tokens,
    normal_address,
    normal_id,
    normal_name,
    normal_phone,
    pinyin_of,
    split_names,
)
from ingest.values import Found, Lot

_ORGANISATION = re.compile(
    r"公司|集团|厂$|局$|委$|委员会|办$|办公室|医院|卫生院|学校|中学|小学|幼儿园|大学|村|社区|居委|镇|街道|政府|物业|银行|"
    r"部$|所$|中心|站$|院$|合作社|酒店|宾馆|饭店|超市|商场|市场|项目|工地|工程|开发|置业|建设|地产|小区|业委会|协会|"
    r"队$|门诊|药房|商行|商店|店$|馆$|场$|矿|基地|工厂|企业|单位|机构|物流|餐饮|KTV|网吧|城$|苑$|园$|[A-Za-z]{3,}"
)


SHORTEST_NAME = 2


@dataclass(frozen=True)
class Party:
    """One party of a report, tokens only."""

    role: str
    name: str | None
    pinyin: str | None
    phone: str | None
    id_number: str | None
    address: str | None
    ref: str | None

    @property
    def key(self) -> str:
        """All of it as one text, for hashing."""
        fields = (self.role, self.name, self.pinyin, self.phone, self.id_number, self.address, self.ref)
        return "\x1e".join(field or "" for field in fields)


@dataclass(frozen=True)
class Parties:
    """Per row of a lot: its parties, the names to mask in its texts, and the organisation it is about."""

    parties: list[tuple[Party, ...]]
    names: list[tuple[str, ...]]
    respondents: list[str | None]


def is_organisation(text: str) -> bool:
    """Whether a respondent is an organisation; what is not goes to the vault as a person."""
    return bool(_ORGANISATION.search(text))


def take_parties(lot: Lot, tokens: Tokens) -> Parties:
    """Take every identity off the rows of a lot."""
    rows = zip(
        lot.texts("petitioner_name"),
        _phones(lot, "petitioner_phone"),
        _phones(lot, "other_party_phone"),
        _ids(lot),
        lot.texts("petitioner_address"),
        lot.texts("petitioner_ref"),
        lot.texts("other_party_name"),
        lot.texts("respondent"),
        [one or other for one, other in zip(lot.texts("officer"), lot.lines("unit_officer")[1], strict=True)],
        lot.texts("leader"),
        lot.texts("narrative"),
        strict=True,
    )
    parties: list[tuple[Party, ...]] = []
    names: list[tuple[str, ...]] = []
    respondents: list[str | None] = []
    for own, phone, other_phone, number, address, ref, other, about, officer, leader, told in rows:
        petitioners = split_names(own)
        petitioners += [name for name in principals(told) if name not in petitioners]
        respondent, others = _sides(other, about)
        staff = split_names(officer) + split_names(leader)
        made = _petitioners(petitioners, phone, number, (address, ref), tokens)
        made += _others("other", others, other_phone, tokens) + _others("staff", staff, [], tokens)
        parties.append(tuple(made))
        names.append(_to_mask({*petitioners, *others, *staff}))
        respondents.append(respondent)
    return Parties(parties, names, respondents)


def _sides(other: str, about: str) -> tuple[str | None, list[str]]:
    """The organisation a row is about, told as such or as the other side, and the persons on the other side."""
    named = split_names(about) + split_names(other)
    organisations = [name for name in named if is_organisation(name)]
    if about and is_organisation(about) and not organisations:
        organisations = [about]
    persons = [name for name in named if not is_organisation(name)]
    return (organisations[0] if organisations else None), persons


def _to_mask(names: set[str]) -> tuple[str, ...]:
    """Persons' names, the longest first; an organisation's name says nothing of a person."""
    persons = (name for name in names if len(name) >= SHORTEST_NAME and not is_organisation(name))
    return tuple(sorted(persons, key=lambda name: (-len(name), name)))


def _petitioners(
    names: list[str], phones: list[str], number: str | None, where: tuple[str, str], tokens: Tokens
) -> list[Party]:
    """The named petitioners; what is given once (ID, address) belongs to the first of them."""
    address, ref = where
    if not (names or phones or number or ref or address):
        return []
    named: list[str | None] = [*names] or [None]
    first = Party(
        "petitioner",
        tokens.token("name", named[0]),
        tokens.token("pinyin", pinyin_of(named[0])) if named[0] else None,
        tokens.token("phone", phones[0] if phones else None),
        tokens.token("id", number),
        tokens.token("address", normal_address(address)),
        tokens.token("ref", ref.strip()),
    )
    return [first, *_others("petitioner", [name for name in named[1:] if name], phones[1:], tokens)]


def _others(role: str, names: list[str], phones: list[str], tokens: Tokens) -> list[Party]:
    return [
        Party(
            role,
            tokens.token("name", name),
            tokens.token("pinyin", pinyin_of(name)),
            tokens.token("phone", phones[index] if index < len(phones) else None),
            None,
            None,
            None,
        )
        for index, name in enumerate(names)
    ]


def _phones(lot: Lot, column: str) -> list[list[str]]:
    lists = []
    for index, text in enumerate(lot.texts(column)):
        parts = [part for part in re.split(r"[、,，;；/\n]", text) if part.strip()]
        phones = [phone for part in parts if (phone := normal_phone(part))]
        if len(phones) < len(parts):
            lot.found.append(Found(index, column, "phone_unusable", ""))
        lists.append(phones)
    return lists


def _ids(lot: Lot) -> list[str | None]:
    numbers = []
    for index, text in enumerate(lot.texts("petitioner_id_number")):
        number = normal_id(text) if text else None
        if text and number is None:
            lot.found.append(Found(index, "petitioner_id_number", "id_unusable", ""))
        numbers.append(number)
    return numbers


def respondent_key(name: str) -> str:
    """A respondent's or unit's name for hashing: without blanks and notes."""
    return normal_name(name)
