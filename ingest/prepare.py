"""A lot of rows made ready to write: reports, parties, organisations and masked rows; nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from grid.crs import to_cgcs2000
from ingest.cell import Cell, text_of
from ingest.identity import Tokens
from ingest.mask import is_identity_number, mask
from ingest.party import Parties, Party, take_parties
from ingest.receipt import Problem, problem
from ingest.report import Reports, Sender, check_rows, make_reports
from ingest.values import Found, Lot, understand

SITE_CRS = "EPSG:4490"
NUMBERS = frozenset({"report_no", "lon", "lat", "lonlat"})  # long numbers that are not somebody's
HIDDEN = "〔已入保密库〕"
IDENTITY = frozenset(
    {"petitioner_name", "petitioner_phone", "petitioner_id_number", "petitioner_address", "petitioner_ref"}
    | {"other_party_name", "other_party_phone", "officer", "leader", "unit_officer"}
)


@dataclass(frozen=True)
class Prepared:
    """A lot ready to write.

    reports: core_report's columns, one row a report. parties, names: one entry a report (names: respondent, unit).
    report_row: a report's row, as index into row_nos. rejected: indexes of rows not taken. masked: raw_row's JSON.
    """

    sheet: str
    row_nos: list[int]
    rejected: frozenset[int]
    masked: list[str]
    reports: pa.Table
    report_row: list[int]
    parties: list[tuple[Party, ...]]
    names: list[tuple[str, str]]
    problems: list[Problem]


def prepare(lot: Lot, sheet: str, sender: Sender, tokens: Tokens) -> Prepared:
    """Understand a lot, take the identities off it, check its rows, and make its reports."""
    facts = understand(lot)
    parties = take_parties(lot, tokens)
    rejected = check_rows(lot, facts)
    reports = make_reports(lot, facts, parties, sender=sender, rejected=rejected)
    return Prepared(
        sheet=sheet,
        row_nos=[number for number, _ in lot.rows],
        rejected=frozenset(rejected),
        masked=_masked_rows(lot, parties),
        reports=_in_cgcs2000(_with_rows(reports, lot, sheet), lot),
        report_row=reports.row,
        parties=reports.parties,
        names=reports.names,
        problems=[_said(found, lot, parties, sheet) for found in lot.found],
    )


def _with_rows(reports: Reports, lot: Lot, sheet: str) -> pa.Table:
    numbers = [lot.rows[index][0] for index in reports.row]
    table = reports.table.append_column("row_no", pa.array(numbers, pa.int32()))
    return table.append_column("sheet_name", pa.array([sheet] * len(numbers), pa.string()))


def _in_cgcs2000(table: pa.Table, lot: Lot) -> pa.Table:
    """Points brought to CGCS2000, each from the system its row, its mapping or the site names."""
    if table["lon"].null_count == len(table):
        return table
    codes = pc.fill_null(table["crs_code"], lot.mapping.defaults.get("crs", SITE_CRS))
    lon, lat = table["lon"].to_numpy().copy(), table["lat"].to_numpy().copy()
    for code in pc.unique(codes).to_pylist():
        chosen = pc.equal(codes, code).to_numpy()
        lon[chosen], lat[chosen] = to_cgcs2000(lon[chosen], lat[chosen], code)
    nowhere = table["lon"].is_null().to_numpy()
    table = _replaced(table, "lon", pa.array(lon, pa.float64(), mask=nowhere))
    table = _replaced(table, "lat", pa.array(lat, pa.float64(), mask=nowhere))
    return _replaced(table, "crs_code", pc.if_else(pa.array(nowhere), None, codes))


def _replaced(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def _masked_rows(lot: Lot, parties: Parties) -> list[str]:
    columns = [
        (name, lot.header.headings[at], at) for name, places in lot.header.columns.items() for at in places
    ]
    return [
        json.dumps(
            {heading: _shown(row[at], name, names) for name, heading, at in columns if at < len(row)},
            ensure_ascii=False,
        )
        for (_, row), names in zip(lot.rows, parties.names, strict=True)
    ]


def _shown(cell: Cell, column: str, names: Sequence[str]) -> str:
    text = text_of(cell)
    if column in IDENTITY:
        return HIDDEN if text else ""
    if column in NUMBERS:
        return HIDDEN if is_identity_number(text) else text
    return mask(text, names)


def _said(found: Found, lot: Lot, parties: Parties, sheet: str) -> Problem:
    """A problem in the words of its rule, its value masked; values of identity columns are never shown."""
    positions = lot.header.columns.get(found.column, ())
    heading = " ".join(lot.header.headings[positions[0]].split()) if positions else None
    value = "" if found.column in IDENTITY else mask(found.value, parties.names[found.row])
    return problem(found.rule, sheet=sheet, row=lot.rows[found.row][0], column=heading, value=value)
