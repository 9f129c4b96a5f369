"""The parties of each row, taken off it: plaintext to the vault, tokens to core_report_party, the rest masked.

当事人 "张三、李四"  电话 "13812345678"  →  (petitioner 1: name, phone), (petitioner 2: name)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.identity import normal_address, split_names
from ingest.ledger.lot import Lot
from ingest.person.agent import principals_told
from ingest.person.contact import ids_of, phones_of
from ingest.person.organisation import is_organisation, sides
from ingest.person.token import Tokens
from ingest.rows.column import Column, pairs
from ingest.rows.ragged import Ints, List, Ragged, laid_out, numbered

SHORTEST_NAME = 2
TOKENS = ("name_token", "pinyin_token", "phone_token", "id_token", "address_token", "ref_token")
OF_THE_FIRST = {"id_token": "id", "address_token": "address", "ref_token": "ref"}  # a row gives these once
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Parties:
    """Who is in the rows of a lot.

    table: row, party_no, role_code and TOKENS, one entry a party, by row. names: per row the persons' names to mask,
    the longest first. respondent: the organisation each row is about. petitioner_count: per row.
    """

    table: pa.Table
    names: list[tuple[str, ...]]
    respondent: Column[str]
    petitioner_count: Ints


def take_parties(lot: Lot, tokens: Tokens) -> Parties:
    """Take every identity off the rows of a lot."""
    petitioners = _with_principals(lot.texts("petitioner_name").map(split_names), principals_told(lot))
    both_sides = pairs(lot.texts("other_party_name"), lot.texts("respondent")).map(lambda pair: sides(*pair))
    others = both_sides.map(lambda both: both[1])
    staff = _staff(lot)
    own = _petitioners(lot, petitioners, tokens)
    theirs = _others("other", others, phones_of(lot, "other_party_phone"), tokens)
    ours = _others("staff", staff, None, tokens)
    return Parties(
        table=_by_row([own, theirs, ours]),
        names=pairs(petitioners, pairs(others, staff)).map(_to_mask).rows(),
        respondent=both_sides.map(lambda both: both[0]),
        petitioner_count=np.bincount(own["row"].to_numpy(), minlength=len(lot)),
    )


def _with_principals(named: Column[list[str]], told: Column[list[str]]) -> Column[list[str]]:
    """Whom an agent speaks for is a petitioner too."""
    values, which = list(named.values), named.which.copy()
    for row in told.where(bool).tolist():
        own = values[which[row]]
        more = [name for name in told.values[told.which[row]] if name not in own]
        which[row] = len(values)
        values.append(own + more)
    return Column(values, which)


def _staff(lot: Lot) -> Column[list[str]]:
    officer = pairs(lot.texts("officer"), lot.lines("unit_officer")[1]).map(lambda pair: pair[0] or pair[1])
    return pairs(officer, lot.texts("leader")).map(lambda pair: split_names(pair[0]) + split_names(pair[1]))


def _to_mask(lists: tuple[Sequence[str], tuple[Sequence[str], Sequence[str]]]) -> tuple[str, ...]:
    """Persons' names, the longest first; an organisation's name says nothing of a person."""
    petitioners, (others, staff) = lists
    if len(petitioners) <= 1 and not others and not staff:  # nearly every row: nothing to put in order
        names: Iterable[str] = petitioners
    else:
        names = {*petitioners, *others, *staff}
    persons = [name for name in names if len(name) >= SHORTEST_NAME and not is_organisation(name)]
    return tuple(sorted(persons, key=lambda name: (-len(name), name)) if len(persons) > 1 else persons)


def _petitioners(lot: Lot, names: Column[list[str]], tokens: Tokens) -> pa.Table:
    """The named petitioners; what is given once (ID, address) belongs to the first of them, known by name or not."""
    phones = phones_of(lot, "petitioner_phone")
    firsts: dict[str, Column[str | None]] = {
        "id_token": ids_of(lot),
        "address_token": lot.texts("petitioner_address").map(lambda text: normal_address(text) or None),
        "ref_token": lot.texts("petitioner_ref").map(lambda text: text.strip() or None),
    }
    is_somebody = np.zeros(len(lot), dtype=bool)
    for rows in (phones.where(bool), *(column.where(bool) for column in firsts.values())):
        is_somebody[rows] = True
    flat = laid_out(names)
    rows, number = numbered(np.maximum(flat.counts, is_somebody))
    return _table("petitioner", (rows, number), flat, laid_out(phones), firsts, tokens)


def _others(role: str, names: Column[List], phones: Column[list[str]] | None, tokens: Tokens) -> pa.Table:
    flat = laid_out(names)
    numbers = (
        laid_out(phones) if phones else Ragged([], np.zeros_like(flat.starts), np.zeros_like(flat.counts))
    )
    return _table(role, numbered(flat.counts), flat, numbers, {}, tokens)


def _table(
    role: str,
    where: tuple[Ints, Ints],
    names: Ragged,
    phones: Ragged,
    firsts: Mapping[str, Column[str | None]],
    tokens: Tokens,
) -> pa.Table:
    rows, number = where
    name_at, phone_at = names.place(rows, number), phones.place(rows, number)
    name_tokens, pinyin_tokens = tokens.of_names(names.flat)
    columns = {
        "row": pa.array(rows, pa.int64()),
        "role_code": pa.array([role], pa.string()).take(pa.array(np.zeros(len(rows), dtype=np.int8))),
        "name_token": name_tokens.take(name_at),
        "pinyin_token": pinyin_tokens.take(name_at),
        "phone_token": tokens.tokens("phone", phones.flat).take(phone_at),
    }
    for name, field in OF_THE_FIRST.items():
        column = firsts.get(name)
        values = tokens.tokens(field, column.values if column else [])
        places = column.which[rows] if column else np.zeros(len(rows), dtype=np.int32)
        columns[name] = values.take(
            pa.array(places, mask=(number > 0) if column else np.ones(len(rows), bool))
        )
    return pa.table(columns)


def _by_row(tables: Sequence[pa.Table]) -> pa.Table:
    """Parties in the order of their rows: petitioners, the other side, staff, counted from 1 in each row."""
    table = pa.concat_tables(tables).combine_chunks()
    rows = table["row"].to_numpy()
    table = table.take(pa.array(np.argsort(rows, kind="stable")))
    _, number = numbered(np.bincount(rows)) if len(rows) else (_NONE, _NONE)
    return table.append_column("party_no", pa.array(number + 1, pa.int32()))


def party_keys(table: pa.Table, count: int) -> pa.Array:
    """Each row's parties as one sequence of bytes, for fingerprints; empty for none."""
    parts = [pc.fill_null(_bytes(table[name]), b"") for name in TOKENS]
    keys = pc.binary_join_element_wise(table["role_code"].cast(pa.binary()), *parts, b"\x1e")
    counts = np.bincount(table["row"].to_numpy(), minlength=count)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(offsets), _whole(keys))
    return pc.binary_join(lists, b"\x1d")


def people_keys(table: pa.Table, count: int) -> pa.Array:
    """Each row's parties by what names them best, in an order of their own, for the row key."""
    best = pc.coalesce(
        *(_bytes(table[name]) for name in ("name_token", "phone_token", "ref_token", "address_token"))
    )
    best = pc.fill_null(best, b"")
    order = pc.sort_indices(
        pa.table({"row": table["row"], "best": best}), [("row", "ascending"), ("best", "ascending")]
    )
    counts = np.bincount(table["row"].to_numpy(), minlength=count)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), _whole(best.take(order))), b"\x1f")


def _bytes(tokens: pa.ChunkedArray) -> pa.ChunkedArray:
    chunks = [chunk.storage.cast(pa.binary()) for chunk in tokens.chunks]
    return pa.chunked_array(chunks, pa.binary())


def _whole(array: pa.ChunkedArray | pa.Array) -> pa.Array:
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    return whole if isinstance(whole, pa.Array) else pa.concat_arrays(whole.chunks)
