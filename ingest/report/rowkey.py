"""What makes a report itself, and what makes a version of it the same: report_id and content_hash.

numbered    ("no", source, report_no, part)                                    → report_id
unnumbered  ("row", source, time, place, parties, title, narrative, part)      → report_id
all values and parties                                                         → content_hash
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.hashing import PARTED, hashed_ids
from ingest.mask import BLANKS
from ingest.person.party import Parties, party_keys, people_keys

PLACE = ("place_text", "grid_text", "village_name")


def give_identity(reports: pa.Table, rows: NDArray[np.int64], parties: Parties, *, count: int) -> pa.Table:
    """Reports with their report_id and content_hash; `rows` are their rows of `count`."""
    where = pa.array(rows)
    fingerprint = _joined([*_values(reports), party_keys(parties.table, count).take(where)])
    table = reports.append_column("content_hash", hashed_ids(_each(fingerprint)))
    key = _numbered(reports)
    unnumbered = pc.is_null(reports["report_no"]).to_numpy()
    if unnumbered.any():
        natural = _natural(reports, people_keys(parties.table, count).take(where))
        key = pc.if_else(pa.array(unnumbered), natural, key)
    return table.append_column("report_id", hashed_ids(_each(key)))


def _values(reports: pa.Table) -> Iterator[pa.Array]:
    for name in sorted(reports.column_names):
        column = reports[name].combine_chunks()
        yield _bytes(column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column)


def _bytes(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column as bytes; null is not the same as nothing said."""
    return pc.fill_null(column.cast(pa.string()).cast(pa.binary()), b"\x00")


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*parts, PARTED.encode())


def _numbered(reports: pa.Table) -> pa.Array:
    told = [_bytes(reports[name]) for name in ("source_code", "report_no", "part_no")]
    return _whole(_joined([pa.scalar(b"no", pa.binary()), *told]))


def _natural(reports: pa.Table, people: pa.Array) -> pa.Array:
    """Time, place, parties and text: what makes a row itself when nobody numbered it."""
    place = pc.binary_join_element_wise(*(pc.fill_null(reports[name], "") for name in PLACE), " ")
    parts = [
        pa.scalar(b"row", pa.binary()),
        _bytes(reports["source_code"]),
        _bytes(reports["reported_at"].cast(pa.int64())),
        _bytes(folded(place)),
        people,
        _bytes(folded(pc.fill_null(reports["title"], ""))),
        _bytes(folded(pc.fill_null(reports["narrative"], ""))),
        _bytes(reports["part_no"]),
    ]
    return _whole(_joined(parts))


def folded(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Texts for comparing, as ingest.cell.fold: half-width, lower case, without blanks."""
    plain = pc.utf8_normalize(texts, form="NFKC")
    return _whole(pc.utf8_lower(pc.replace_substring_regex(plain, f"[{BLANKS}]+", "")))


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _each(texts: pa.Array | pa.ChunkedArray) -> list[bytes]:
    told: list[bytes] = texts.to_pylist()
    return told
