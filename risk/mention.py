"""The organisation a text speaks of, where a sheet names none: any that some sheet of the site names as respondent.

known respondents   嘉诚市政工程有限公司, 建筑工程有限公司, 荷塘镇政府
text                跟着班组干活，嘉诚市政工程拖欠6900块钱，曾找荷塘镇政府        →   嘉诚市政工程有限公司
text                建筑工程有限公司欠薪                                      →   none: the end of other names says too little
text                荷塘镇政府上门了解过一次                                  →   none: an office is asked as often as blamed

A name counts whole or without the words for its legal form, from four characters on, and only when it is one organisation's
alone. Of several the longest is taken, of equals the first. Each text is looked through once, a byte at a time (rolling eight
bytes against the beginnings of all names; Karp & Rabin 1987, IBM J. Res. Dev. 31(2)).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.db import Connection
from risk.query import statement

LEAST_LENGTH = 4
KEY_BYTES = 8
FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|公司)$")
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Words:
    """Names as bytes, in order of their first eight bytes and the longest first; owners: whose each is."""

    keys: npt.NDArray[np.uint64]
    starts: Ints
    letters: Bytes
    owners: tuple[str, ...]


def draw_respondents(connection: Connection, office_endings: Sequence[str]) -> list[str]:
    """Give each live report without a respondent the one its text speaks of; the ids of reports where that has changed."""
    names = dict(connection.execute(statement("organisation")).fetchall())
    told = connection.execute(statement("unnamed_report")).to_arrow_table()
    found = mentioned(words_of(names, office_endings), told.column("story"))
    drawn = pa.table({"report_index": told.column("report_index"), "respondent_id": found}).filter(
        found.is_valid()
    )
    return _give(connection, drawn)


def words_of(names: Mapping[str, str], office_endings: Sequence[str]) -> Words:
    """What speaks for whom: one organisation's alone, no office, and not the end of two others."""
    whose: dict[str, set[str]] = defaultdict(set)
    for owner, name in names.items():
        for word in {name, FORM.sub("", name)}:
            whose[word].add(owner)
    endings = Counter(word[at:] for word in whose for at in range(1, len(word)))
    return words_from(
        {
            word: min(owners)
            for word, owners in whose.items()
            if speaks(word, len(owners), endings[word], office_endings)
        }
    )


def speaks(word: str, owner_count: int, longer_count: int, office_endings: Sequence[str]) -> bool:
    """Whether a word that so many organisations bear, and so many longer words end with, speaks for its one."""
    return (
        owner_count == 1
        and len(word) >= LEAST_LENGTH
        and len(word.encode()) >= KEY_BYTES
        and not word.endswith(tuple(office_endings))
        and longer_count < 2
    )


def words_from(owners: Mapping[str, str]) -> Words:
    """The words that speak, laid out to be looked for."""
    kept = {word.encode(): owner for word, owner in owners.items()}
    order = sorted(kept, key=lambda word: (word[:KEY_BYTES], -len(word), word))
    keys = [int.from_bytes(word[:KEY_BYTES], "big") for word in order]
    starts = np.cumsum([0, *map(len, order)]).astype(np.int64)
    letters = np.frombuffer(b"".join(order) or b" ", np.uint8)
    return Words(np.array(keys, np.uint64), starts, letters, tuple(kept[word] for word in order))


def mentioned(words: Words, texts: pa.ChunkedArray) -> pa.Array:
    """Whose name each text says; null where it says none."""
    plain = pa.concat_arrays(
        [chunk.cast(pa.large_string()) for chunk in texts.chunks] or [pa.array([], pa.large_string())]
    )
    _, offsets, content = plain.buffers()
    if not len(plain) or content is None or not len(words.keys):
        return pa.nulls(len(plain), pa.string())
    bounds = np.frombuffer(offsets, np.int64, count=len(plain) + 1, offset=plain.offset * 8)
    found = _look(
        np.frombuffer(content, np.uint8), bounds, words.keys, words.starts, words.letters, _filter(words.keys)
    )
    owners = pa.array(words.owners, pa.string())
    return owners.take(pa.array(found, pa.int64(), mask=found < 0))


def _filter(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which places of a small table some key falls on, so that most bytes need no search."""
    marks = np.zeros(1 << 16, np.bool_)
    marks[(keys * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)] = True
    return marks


@numba.njit(cache=True, nogil=True)
def _look(content, bounds, keys, starts, letters, marks):  # type: ignore[no-untyped-def]
    found = np.full(len(bounds) - 1, -1, np.int64)
    for row in range(len(found)):
        key, longest = np.uint64(0), 0
        for at in range(bounds[row], bounds[row + 1]):
            key = (key << np.uint64(8)) | np.uint64(content[at])
            begin = at - 7
            if begin < bounds[row] or not marks[(key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)]:
                continue
            word = np.searchsorted(keys, key)
            while word < len(keys) and keys[word] == key:
                size = starts[word + 1] - starts[word]
                if size <= longest:
                    break
                if begin + size <= bounds[row + 1] and _is_same(content, begin, letters, starts[word], size):
                    found[row], longest = word, size
                    break
                word += 1
    return found


@numba.njit(cache=True, nogil=True)
def _is_same(content, begin, letters, start, size):  # type: ignore[no-untyped-def]
    k = 0
    while k < size and content[begin + k] == letters[start + k]:
        k += 1
    return k == size


def _give(connection: Connection, drawn: pa.Table) -> list[str]:
    """Write what was drawn into live_report and mention; the reports of which something else had been drawn before."""
    connection.register("drawn_respondent", drawn)
    try:
        connection.execute("CREATE OR REPLACE TEMP TABLE drawn AS SELECT * FROM drawn_respondent")
    finally:
        connection.unregister("drawn_respondent")
    connection.execute(
        "UPDATE live_report SET respondent_id = d.respondent_id FROM drawn AS d WHERE d.report_index = live_report.report_index"
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE mention AS\n" + statement("mention"))
    return [row[0] for row in connection.execute(statement("mention_changed")).fetchall()]
