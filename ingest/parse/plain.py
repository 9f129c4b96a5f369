"""Values so plain that a whole column of them is read at one stroke; what is not plain is left to its parser.

"2024-03-05 10:20" → 2024-03-05T10:20      "3月5日" → NaT: left to ingest/parse/moment.py
"120.3041"         → 120.3041              "120°18′" → nan: left to ingest/parse/degrees.py
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.cell import Cell
from ingest.parse.iso import moments_of
from ingest.parse.moment import EARLIEST, LATEST

_MOMENT = pa.timestamp("us")
_NUMBER = r"\A-?[0-9]{1,3}(?:\.[0-9]{1,15})?\z"


def plain_moments(values: Sequence[Cell]) -> NDArray[np.datetime64]:
    """Moments of the values that are plain dates, NaT for all others."""
    plain = [value if value.__class__ is datetime and value.tzinfo is None else None for value in values]
    dates = pa.array(plain, _MOMENT).to_numpy(zero_copy_only=False)
    is_date = (dates >= np.datetime64(EARLIEST)) & (dates < np.datetime64(LATEST))
    told = moments_of(_texts(values)).to_numpy(zero_copy_only=False)
    return np.asarray(np.where(is_date, dates, told), dtype="datetime64[us]")


def plain_degrees(values: Sequence[Cell]) -> NDArray[np.float64]:
    """Numbers of the values that are plain numbers, nan for all others."""
    texts = _texts(values)
    is_plain = pc.match_substring_regex(texts, _NUMBER)
    told = pc.if_else(is_plain, texts, None).cast(pa.float64())
    numbers = np.array([value if value.__class__ is float else np.nan for value in values], dtype=np.float64)
    known = np.where(np.isnan(numbers), told.to_numpy(zero_copy_only=False).astype(np.float64), numbers)
    return np.asarray(np.where(np.abs(known) <= 180, known, np.nan), dtype=np.float64)


def _texts(values: Sequence[Cell]) -> pa.Array:
    return pa.array([value if value.__class__ is str else None for value in values], pa.string())
