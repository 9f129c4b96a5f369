"""The rows of a lot as they came, masked: what raw_row keeps as JSON, one field a known column of the sheet.

{"纠纷简况": "某某（〔电话〕）反映…", "当事人": "〔已入保密库〕"}
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.ledger.lot import Lot
from ingest.mask import LONG_NUMBER, is_identity_number, mask
from ingest.person.masked import Masked
from ingest.rows.column import Column

NUMBERS = frozenset({"report_no", "lon", "lat", "lonlat"})  # long numbers that are not somebody's
CODES = frozenset({"grid_code", "grid_name"})
HIDDEN = "〔已入保密库〕"
IDENTITY = frozenset(
    {"petitioner_name", "petitioner_phone", "petitioner_id_number", "petitioner_address", "petitioner_ref"}
    | {"other_party_name", "other_party_phone", "officer", "leader", "unit_officer"}
)
_PLAIN_DEGREES = r"\A-?[0-9]{1,3}(?:\.[0-9]{1,15})?\z"


def raw_cells(lot: Lot, masked: Masked) -> pa.StructArray:
    """One struct a row, its fields named by the headings as written."""
    fields: dict[str, pa.Array] = {}
    for column, positions in lot.header.columns.items():
        for position in positions:
            fields[_unused(mask(lot.header.headings[position]), fields)] = _shown(
                lot, column, position, masked
            )
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields))


def _unused(heading: str, fields: dict[str, pa.Array]) -> str:
    """The heading, with a number behind it when another differs from it in case alone."""
    taken = {name.casefold() for name in fields}
    number, name = 1, heading
    while name.casefold() in taken:
        number += 1
        name = f"{heading} ({number})"
    return name


def _shown(lot: Lot, column: str, position: int, masked: Masked) -> pa.Array:
    raw = lot.raw(position)
    if column in IDENTITY:
        return pc.if_else(pc.equal(raw.texts(), ""), "", HIDDEN)
    if column in NUMBERS:
        return _without_identity_numbers(raw).texts()
    if column in CODES:
        return masked.code(raw)
    if len(lot.header.columns[column]) == 1 and column not in lot.mapping.defaults:
        told, plain = masked.texts(column), raw.texts()
        return pc.if_else(
            pc.equal(told, ""), plain, told
        )  # 无 and — are nothing to us; here they stand as written
    return masked.column(raw)


def _without_identity_numbers(raw: Column[str]) -> Column[str]:
    is_long = raw.matching(LONG_NUMBER) & ~raw.matching(_PLAIN_DEGREES)
    return raw.changed(
        np.flatnonzero(is_long).tolist(), lambda text: HIDDEN if is_identity_number(text) else text
    )
