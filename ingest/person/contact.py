"""Phones and ID numbers of a lot: each usable one, and a problem where one cannot serve for matching."""

from __future__ import annotations

import re

from ingest.identity import normal_id, normal_phone
from ingest.ledger.lot import Lot
from ingest.rows.column import Column

_BETWEEN = re.compile(r"[、,，;；/\n]")
PHONE_DIGITS = 11


def phones_of(lot: Lot, column: str) -> Column[list[str]]:
    """The phones of each row, in order."""
    split = lot.texts(column).map(_split)
    lot.note(column, "phone_unusable", split.where(lambda phones: None in phones))
    return split.map(lambda phones: [phone for phone in phones if phone])


def _split(text: str) -> list[str | None]:
    if len(text) == PHONE_DIGITS and text.isascii() and text.isdigit():
        return [text]
    return [normal_phone(part) for part in _BETWEEN.split(text) if part.strip()]


def ids_of(lot: Lot) -> Column[str | None]:
    """The ID number of each row, where its checksum holds."""
    column = "petitioner_id_number"
    checked = lot.texts(column).map(lambda text: (bool(text), normal_id(text) if text else None))
    lot.note(column, "id_unusable", checked.where(lambda told: told[0] and told[1] is None))
    return checked.map(lambda told: told[1])
