"""The parties of a row, slowly: one row at a time, in plain Python, as the words of ingest/person/party.py say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.identity import normal_address, normal_id, normal_phone, pinyin_of, split_names
from ingest.person.agent import principals
from ingest.person.organisation import is_organisation

Token = Callable[[str, str | None], object]


@dataclass(frozen=True)
class Told:
    """What a row says of people: parties in order, names to mask, the organisation it is about."""

    parties: list[tuple[object, ...]]
    names: set[str]
    respondent: str


def parties_of(row: Mapping[str, str], token: Token) -> Told:
    """One row's parties."""
    petitioners = split_names(row["petitioner_name"])
    petitioners += [name for name in principals(row["narrative"]) if name not in petitioners]
    named = split_names(row["respondent"]) + split_names(row["other_party_name"])
    others = [name for name in named if not is_organisation(name)]
    organisations = [name for name in named if is_organisation(name)]
    if row["respondent"] and is_organisation(row["respondent"]) and not organisations:
        organisations = [row["respondent"]]
    staff = split_names(row["officer"]) + split_names(row["leader"])
    made = _petitioners(petitioners, row, token)
    made += [
        _party("other", name, phone, token)
        for name, phone in _with(others, _phones(row["other_party_phone"]))
    ]
    made += [_party("staff", name, None, token) for name in staff]
    persons = {
        name for name in [*petitioners, *others, *staff] if len(name) >= 2 and not is_organisation(name)
    }
    return Told(made, persons, organisations[0] if organisations else "")


def _petitioners(names: list[str], row: Mapping[str, str], token: Token) -> list[tuple[object, ...]]:
    phones = _phones(row["petitioner_phone"])
    number = normal_id(row["petitioner_id_number"]) if row["petitioner_id_number"] else None
    address, ref = normal_address(row["petitioner_address"]), row["petitioner_ref"].strip()
    if not (names or phones or number or address or ref):
        return []
    pairs = _with(names or [None], phones)
    made = [_party("petitioner", name, phone, token) for name, phone in pairs]
    once = (token("id", number), token("address", address), token("ref", ref))
    return [(*made[0][:4], *once), *made[1:]]


def _party(role: str, name: str | None, phone: str | None, token: Token) -> tuple[object, ...]:
    sound = pinyin_of(name) if name else None
    return (role, token("name", name), token("pinyin", sound), token("phone", phone), None, None, None)


def _with(names: list[str] | list[None], phones: list[str]) -> list[tuple[str | None, str | None]]:
    return [(name, phones[at] if at < len(phones) else None) for at, name in enumerate(names)]


def _phones(text: str) -> list[str]:
    return [phone for part in re.split(r"[、,，;；/\n]", text) if (phone := normal_phone(part))]
