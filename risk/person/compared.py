"""Pairs of petitioners of different reports that may be one person, and how each field of theirs compares.

left  right  name phone id ref address place facts   counts of the name, the sound, the phone, the address
0     3      0    −1    −1 −1  −1      0     1        2 2 0 0          the same name and grid, texts somewhat alike
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from data.db import Connection
from risk.link.likeness import Corpus, likeness, read_texts
from risk.person.comparison import fixed_settings
from risk.person.statement import build, column_of_text, columns
from risk.query import Array, put
from risk.query import build as build_shared

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Of = Literal["last", "live", "changed", "near"]
SEEN: dict[Of, str] = {
    "last": "out_matter_report",
    "live": "live_report",
    "changed": "person_near",
    "near": "live_report",
}
COUNTED = {
    "name_token": "name_count",
    "sound_token": "sound_count",
    "phone_token": "phone_count",
    "address_token": "address_count",
}


@dataclass(frozen=True)
class Compared:
    """One entry per pair of petitioners: reports by number, level by comparison code, bearers by token, and what forbids."""

    left_index: Ints
    right_index: Ints
    levels: dict[str, Ints]
    counts: dict[str, Ints]
    is_same_respondent: Flags
    is_walled: Flags
    is_one_row: Flags


def compare(connection: Connection, of: Of, *, number_weight: int) -> Compared:
    """All pairs that share a token, of the reports meant by `of`.

    last      those the last refresh knew
    live      those this refresh has laid out in live_report
    changed   of these, those that share a token with a changed_report: all its pairs are among them
    near      those laid out in live_report, which are not all that live: tokens are counted over all
    """
    if of == "last":
        lay_out_places(connection)
    if of == "changed":
        build(connection, "person_near")
    _see(connection, "person_seen", SEEN[of])
    _see(
        connection, "person_counted", SEEN["last" if of == "last" else "live"] if of != "near" else "live_now"
    )
    build(connection, "person_asked")
    build(connection, "person_record")
    build(connection, "person_block", cap=fixed_settings().block_cap_count)
    build(connection, "person_candidate")
    return _compared(connection, number_weight)


def compare_two(connection: Connection, one_id: str, other_id: str, *, number_weight: int) -> Compared:
    """The petitioners of two reports, whether they share a token or not, against all the last refresh knew."""
    lay_out_places(connection)
    put(connection, "person_two_asked", report_id=np.array([one_id, other_id], dtype=object).astype(str))
    _see(connection, "person_seen", "person_two_asked")
    _see(connection, "person_counted", SEEN["last"])
    build(connection, "person_asked")
    build(connection, "person_record")
    build(connection, "person_candidate", source="person_two")
    return _compared(connection, number_weight)


def lay_out_places(connection: Connection) -> None:
    """What a refresh lays out when it locates, from what the last one left."""
    connection.execute("CREATE OR REPLACE TEMP VIEW place_now AS SELECT * FROM out_place")
    connection.execute("CREATE OR REPLACE TEMP VIEW path_now AS SELECT * FROM out_area_path")
    build_shared(connection, "area_home")
    build_shared(connection, "home_name")


def _see(connection: Connection, name: str, table: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT report_id FROM {table}")


def _compared(connection: Connection, number_weight: int) -> Compared:
    build(connection, "person_frequency")
    found = columns(connection, "person_compared")
    left, right = found["left_index"].astype(np.int64), found["right_index"].astype(np.int64)
    codes = [one.code for one in fixed_settings().comparisons if one.code != "facts"]
    levels = {code: found[f"{code}_level"].astype(np.int64) for code in codes}
    levels["facts"] = _facts(connection, found, (left, right), number_weight)
    counts = {token: found[column].astype(np.int64) for token, column in COUNTED.items()}
    flags = (found[name].astype(bool) for name in ("is_same_respondent", "is_walled", "is_one_row"))
    return Compared(left, right, levels, counts, *flags)


def _facts(
    connection: Connection, found: dict[str, Array], pair: tuple[Ints, Ints], number_weight: int
) -> Ints:
    alike, somewhat, little = fixed_settings().likeness
    share, is_silent = _likeness(connection, pair, number_weight)
    respondent, category = found["is_same_respondent"].astype(bool), found["is_same_category"].astype(bool)
    conditions = [
        is_silent & ~respondent,
        share >= alike,
        share >= somewhat,
        (share >= little) & (respondent | category),
        respondent,
        category,
    ]
    return np.select(conditions, [-1, 0, 1, 2, 3, 4], 5).astype(np.int64)


def _likeness(
    connection: Connection, pair: tuple[Ints, Ints], number_weight: int
) -> tuple[npt.NDArray[np.float64], Flags]:
    """How alike the texts of each pair are, and whether one of them says nothing."""
    reports, position = np.unique(np.concatenate(pair), return_inverse=True)
    put(connection, "person_text_of", report_index=reports)
    corpus: Corpus = read_texts(
        column_of_text(connection, "person_text", "story"), number_weight=number_weight
    )
    left, right = position[: len(pair[0])], position[len(pair[0]) :]
    return likeness(corpus, left, right), np.minimum(corpus.counts[left], corpus.counts[right]) == 0
