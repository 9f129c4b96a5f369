"""Every parser of a cell: whatever is written, each answers and none raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from ingest.cell import Cell, fold, text_of
from ingest.decision.likeness import pairs_of
from ingest.identity import normal_address, normal_id, normal_name, normal_phone, pinyin_of, split_names
from ingest.ledger.heading import canonical, refusal
from ingest.mask import mask
from ingest.parse.code import parse_code
from ingest.parse.count import Count, parse_count
from ingest.parse.degrees import parse_degrees, parse_pair
from ingest.parse.dispute import split_disputes
from ingest.parse.kind import parse_kind, parse_subject
from ingest.parse.moment import parse_moment
from ingest.parse.unknowable import Unknowable
from ingest.parse.year import parse_year
from ingest.person.agent import principals

VALUES = (datetime, date, Count, Unknowable, float, int, str, tuple, list, frozenset, type(None))
OF_CELLS: tuple[Callable[[Cell], object], ...] = (
    partial(parse_moment, year=None),
    partial(parse_moment, year=2025),
    parse_count,
    parse_degrees,
    parse_pair,
    normal_phone,
    text_of,
)
OF_TEXTS: tuple[Callable[[str], object], ...] = (
    partial(parse_code, kind="channel"),
    partial(parse_code, kind="status"),
    parse_kind,
    parse_subject,
    parse_year,
    split_disputes,
    split_names,
    normal_name,
    normal_id,
    normal_address,
    pinyin_of,
    principals,
    canonical,
    refusal,
    fold,
    mask,
    pairs_of,
)


def parse_all(cell: Cell) -> list[object]:
    """What every parser makes of a cell; none raises, and each answers with a value of a kind it may give."""
    answers = [parse(cell) for parse in OF_CELLS]
    if isinstance(cell, str):
        answers += [parse(cell) for parse in OF_TEXTS]
    assert all(isinstance(answer, VALUES) for answer in answers)
    return answers
