"""A lot of rows made ready to write: reports, parties, organisations and masked rows; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from grid.crs import to_cgcs2000
from ingest.ledger.lot import Finding, Lot
from ingest.mask import mask
from ingest.person.masked import Masked
from ingest.person.masking import Names
from ingest.person.party import Parties, take_parties
from ingest.person.token import Tokens
from ingest.problem import Problems
from ingest.report.make import Reports, check_rows, make_reports
from ingest.report.rawrow import IDENTITY, raw_cells
from ingest.report.values import understand
from ingest.rows.ragged import numbered
from ingest.sender import Sender

SITE_CRS = "EPSG:4490"


@dataclass(frozen=True)
class Prepared:
    """A lot ready to write.

    row_nos: one a row. rejected: whether a row is not taken. cells: the masked row. reports: core_report's columns, one
    entry a report; report_row: its row, as index into row_nos. parties: core_report_party's columns and `report`, the
    index of its report. names: kind, id and name of organisations.
    """

    sheet: str
    row_nos: pa.Array
    rejected: NDArray[np.bool_]
    cells: pa.StructArray
    reports: pa.Table
    report_row: NDArray[np.int64]
    parties: pa.Table
    names: pa.Table


def prepare(lot: Lot, sheet: str, sender: Sender, tokens: Tokens, problems: Problems) -> Prepared:
    """Understand a lot, take the identities off it, check its rows, make its reports, and note every problem."""
    facts = understand(lot)
    parties = take_parties(lot, tokens)
    masked = Masked(lot, Names(parties.names), sender.grid_codes)
    rejected = check_rows(lot, facts)
    reports = make_reports(lot, facts, parties, masked=masked, sender=sender, taken=~rejected)
    row_nos = pa.array(lot.block.row_nos, pa.int32())
    for found in lot.found:
        _note(found, lot, masked, sheet, row_nos, problems)
    return Prepared(
        sheet=sheet,
        row_nos=row_nos,
        rejected=rejected,
        cells=raw_cells(lot, masked),
        reports=_in_cgcs2000(_with_rows(reports, row_nos, sheet), lot),
        report_row=reports.row,
        parties=_of_reports(parties, reports, len(lot)),
        names=reports.names,
    )


def _note(
    found: Finding, lot: Lot, masked: Masked, sheet: str, row_nos: pa.Array, problems: Problems
) -> None:
    """A problem in the words of its rule, its values masked; values of identity columns are never shown."""
    positions = lot.header.columns.get(found.column, ())
    heading = mask(" ".join(lot.header.headings[positions[0]].split())) if positions else None
    values = (
        []
        if found.column in IDENTITY
        else [masked.value(text, row) for text, row in zip(found.values, found.rows.tolist(), strict=True)]
    )
    rows = row_nos.take(pa.array(found.rows))
    problems.add_rows(found.rule, sheet=sheet, rows=rows, column=heading, values=values)


def _with_rows(reports: Reports, row_nos: pa.Array, sheet: str) -> pa.Table:
    table = reports.table.append_column("row_no", row_nos.take(pa.array(reports.row)))
    return table.append_column("sheet_name", pa.array([sheet] * len(table), pa.string()))


def _of_reports(parties: Parties, reports: Reports, count: int) -> pa.Table:
    """The parties of each report: those of its row."""
    counts = np.bincount(parties.table["row"].to_numpy(), minlength=count)
    starts = np.cumsum(counts) - counts
    report, number = numbered(counts[reports.row])
    table = parties.table.take(pa.array(starts[reports.row][report] + number))
    return table.drop_columns("row").append_column("report", pa.array(report))


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
