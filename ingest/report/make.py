"""A lot's rows as reports ready to load: masked, keyed, fingerprinted.

row key   (source, report_no, part), or without a number time + place + parties + text
report_id the first 80 bits of the row key's BLAKE2b in base 32: the same row always gets the same id
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.hashing import hashed_id
from ingest.ledger.lot import Lot
from ingest.mark import is_own_heading
from ingest.mask import BLANKS, LONG_NUMBER, is_identity_number
from ingest.parse.dispute import split_disputes
from ingest.person.masked import Masked
from ingest.person.organisation import organisation_id
from ingest.person.party import Parties
from ingest.report.rowkey import give_identity
from ingest.report.values import Facts
from ingest.rows.column import Column, encoded, pairs, truth
from ingest.sender import Sender

LONGEST_TEXT = 4000
TEXTS = {
    "title": "title",
    "place": "place_text",
    "method": "method_text",
    "progress": "progress_text",
    "remark": "remark_text",
}
MAY_HOLD_SEVERAL = rf"(?:^|[{BLANKS}；;。，,：:.!！?？(（])[2２二][{BLANKS}]*[.、．)）]|第二[，,、：:]|②"


@dataclass(frozen=True)
class Reports:
    """row: for each report the index of its row in the lot. table: core_report's columns. names: kind, id, name."""

    row: NDArray[np.int64]
    table: pa.Table
    names: pa.Table


def check_rows(lot: Lot, facts: Facts) -> NDArray[np.bool_]:
    """Which rows cannot be taken: without a date that can be known, with nothing told, or with cells out of place."""
    undated = np.flatnonzero(pc.is_null(facts.reported_at).to_numpy(zero_copy_only=False))
    lot.note("reported_at", "date_missing", np.setdiff1d(undated, lot.rows_noted("reported_at")))
    if lot.came_at:
        tomorrow = datetime.combine(lot.came_at, time.min) + timedelta(days=1)
        lot.note(
            "reported_at",
            "date_in_future",
            np.flatnonzero(truth(pc.greater_equal(facts.reported_at, tomorrow))),
        )
    told = np.zeros(len(lot), dtype=bool)
    for column in ("narrative", "title", "category", "petition_subject"):
        told[lot.texts(column).where(bool)] = True
    lot.note("narrative", "nothing_told", np.flatnonzero(~told))
    ragged = _ragged(lot)
    lot.note("", "ragged_row", ragged)
    wrong = ~told
    wrong[undated] = True
    wrong[ragged] = True
    return wrong


def _ragged(lot: Lot) -> NDArray[np.int64]:
    """Rows with something behind the last column of the header."""
    own = {position for position, heading in lot.header.headings.items() if is_own_heading(heading)}
    width = max(lot.header.headings.keys() - own) + 1
    is_wrong = np.zeros(len(lot), dtype=bool)
    for position in range(width, len(lot.block.texts)):
        if position not in own:
            texts = lot.raw(position)
            is_wrong |= truth(pc.not_equal(texts.spoken, ""))[texts.which]
    return np.flatnonzero(is_wrong)


def make_reports(
    lot: Lot, facts: Facts, parties: Parties, *, masked: Masked, sender: Sender, taken: NDArray[np.bool_]
) -> Reports:
    """Every report of the rows that are taken; one row makes several where its cell numbers several disputes."""
    respondent = encoded(masked.column(parties.respondent))
    unit = encoded(masked.column(_unit(lot)))
    columns = (
        _facts(facts)
        | _texts(lot, masked, sender)
        | {
            "respondent_id": _ids("respondent", respondent),
            "unit_id": _ids("unit", unit),
            "party_count": pa.array(parties.petitioner_count, pa.int32()),
        }
    )
    rows, parts, narrative = _disputes(lot, masked, np.flatnonzero(taken))
    table = pa.table(columns).take(pa.array(rows))
    table = table.append_column("narrative", narrative).append_column("part_no", pa.array(parts, pa.int32()))
    source = pa.array([sender.source], pa.string()).take(pa.array(np.zeros(len(rows), dtype=np.int8)))
    table = table.append_column("source_code", source)
    return Reports(rows, give_identity(table, rows, parties, count=len(lot)), _names(respondent, unit, rows))


def _facts(facts: Facts) -> dict[str, pa.Array]:
    return {
        "reported_at": facts.reported_at,
        "accepted_at": facts.accepted_at,
        "replied_at": facts.replied_at,
        "closed_at": facts.closed_at,
        "due_date": facts.due_date,
        "people_count": facts.people_count,
        "is_people_approximate": facts.is_people_approximate,
        "lon": facts.lon,
        "lat": facts.lat,
        "channel_code": facts.channel,
        "level_code": facts.level,
        "category_code": facts.category,
        "subject_code": facts.subject,
        "legal_category_code": facts.legal_category,
        "status_code": facts.status,
        "satisfaction_code": facts.satisfaction,
        "has_safety_concern": facts.has_safety_concern,
        "crs_code": facts.crs,
    }


def _texts(lot: Lot, masked: Masked, sender: Sender) -> dict[str, pa.Array]:
    where = pairs(lot.texts("village"), lot.texts("town")).map(lambda pair: sender.place(*pair))
    grid = pairs(lot.texts("grid_code"), lot.texts("grid_name")).map(lambda pair: pair[0] or pair[1])
    return {
        **{name: _kept(masked.texts(column)) for column, name in TEXTS.items()},
        "village_name": _kept(masked.column(where.map(lambda place: place[0]))),
        "town_name": _kept(masked.column(where.map(lambda place: place[1]))),
        "grid_text": _kept(masked.code(grid)),
        "report_no": _kept(_shown_numbers(lot.texts("report_no")).texts()),
    }


def _kept(texts: pa.Array) -> pa.Array:
    """Texts no longer than we keep; null for nothing."""
    cut = pc.utf8_slice_codeunits(texts, 0, LONGEST_TEXT)
    return pc.if_else(pc.equal(cut, ""), None, cut)


def _shown_numbers(numbers: Column[str]) -> Column[str]:
    """Reports' own numbers, half-width; one that holds somebody's ID number or phone is a hash of itself."""
    wide = [place for place, text in enumerate(numbers.values) if not text.isascii()]
    plain = numbers.changed(wide, lambda text: unicodedata.normalize("NFKC", text).strip())
    return plain.changed(np.flatnonzero(plain.matching(LONG_NUMBER)).tolist(), _hidden_number)


def _hidden_number(text: str) -> str:
    return f"#{hashed_id('number', text)}" if is_identity_number(text) else text


def _unit(lot: Lot) -> Column[str]:
    """The unit of each row: as such, else the first line of 责任单位⏎责任人."""
    return pairs(lot.texts("unit"), lot.lines("unit_officer")[0]).map(lambda pair: pair[0] or pair[1])


def _ids(kind: str, names: Column[str]) -> pa.Array:
    return names.map(lambda name: organisation_id(kind, name) if name else None).array(pa.string())


def _names(respondent: Column[str], unit: Column[str], rows: NDArray[np.int64]) -> pa.Table:
    """The organisations and units that the reports name, each once."""
    met = [
        (kind, organisation_id(kind, name), name)
        for kind, names in (("respondent", respondent), ("unit", unit))
        for name in sorted({names.values[place] for place in np.unique(names.which[rows]).tolist()})
        if name
    ]
    kinds, ids, names_met = zip(*met, strict=True) if met else ((), (), ())
    return pa.table(
        {
            "kind": pa.array(kinds, pa.string()),
            "id": pa.array(ids, pa.string()),
            "name": pa.array(names_met, pa.string()),
        }
    )


def _disputes(
    lot: Lot, masked: Masked, rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], pa.Array]:
    """Row, part and narrative of each report of these rows."""
    parts = _split(lot.texts("narrative"))
    counts = np.fromiter(map(len, parts.values), dtype=np.int64, count=len(parts.values))[parts.which[rows]]
    whole = _kept(masked.texts("narrative"))
    if not (counts > 1).any():
        return rows, np.ones(len(rows), dtype=np.int64), whole.take(pa.array(rows))
    of_report = np.repeat(rows, counts)
    number = np.arange(len(of_report)) - np.repeat(np.cumsum(counts) - counts, counts)
    told = whole.take(pa.array(of_report)).to_pylist()
    for place in np.flatnonzero(np.repeat(counts > 1, counts)).tolist():
        row = int(of_report[place])
        part = parts.values[parts.which[row]][number[place]]
        told[place] = masked.value(part, row)[:LONGEST_TEXT] or None
    return of_report, number + 1, pa.array(told, pa.string())


def _split(texts: Column[str]) -> Column[list[str]]:
    """The disputes of each text; one pass over all texts leaves few that may hold a second."""
    told = [[text] for text in texts.values]
    for place in np.flatnonzero(texts.matching(MAY_HOLD_SEVERAL)).tolist():
        told[place] = split_disputes(texts.values[place])
    return Column(told, texts.which)
