"""What the words of each row prove, a column at a time; each distinct combination of texts is read once.

grid_text   village_name  town_name  place_text      →  place  how        trust  lon, lat            doubt
第一网格     东风村         –          –                  0      grid_name  0.9    inner point of 9901   –
第一网格     东风村         –          –                  0      grid_name  0.9    the same, not read again
–           –             –          –                  -1     none       0      NaN                 –
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from grid.gazetteer import Gazetteer
from grid.offset import Floats
from grid.placement import DOUBT, HOW, Index
from grid.worded import BY_GRID, WordedPlaces

TEXTS = ("grid_text", "village_name", "town_name", "place_text")


@dataclass(frozen=True)
class Words:
    """What the words of each row prove: places in Gazetteer.codes, in LOCATED_BY, in DOUBTS (-1 none); point to show."""

    place: Index
    how: NDArray[np.int8]
    trust: Floats
    lon: Floats
    lat: Floats
    doubt: NDArray[np.int8]

    @property
    def names_grid(self) -> NDArray[np.bool_]:
        """Whether a row names its grid itself, by code or name."""
        return np.isin(self.how, [HOW[name] for name in BY_GRID])


def read_words(texts: pa.Table, gazetteer: Gazetteer) -> Words:
    """The words of each row (the first columns of TEXTS, or all); each distinct combination is read once."""
    values, which = _distinct(texts)
    places = _worded_places(gazetteer)
    found = [places.find(*value) for value in values]
    shown = [gazetteer.areas.get(one.shown_code or "") for one in found]
    lon = [np.nan if area is None or area.inner_lon is None else area.inner_lon for area in shown]
    lat = [np.nan if area is None or area.inner_lat is None else area.inner_lat for area in shown]
    return Words(
        np.array([one.place for one in found], dtype=np.int64)[which],
        np.array([HOW[one.how] for one in found], dtype=np.int8)[which],
        np.array([one.trust for one in found], dtype=np.float64)[which],
        np.array(lon, dtype=np.float64)[which],
        np.array(lat, dtype=np.float64)[which],
        np.array([DOUBT["address_doubtful"] if one.is_doubtful else -1 for one in found], dtype=np.int8)[
            which
        ],
    )


def _distinct(texts: pa.Table) -> tuple[list[tuple[str | None, ...]], Index]:
    """The distinct combinations of the texts, and for each row the place of its own; rows without any text included."""
    key = np.zeros(len(texts), dtype=np.int64)
    for name in texts.column_names:
        codes = texts[name].cast(pa.string()).combine_chunks().dictionary_encode("encode").indices.to_numpy()
        _, key = np.unique(key * (codes.max(initial=0) + 1) + codes, return_inverse=True)
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    values = texts.take(pa.array(first)).to_pydict()
    return list(zip(*values.values(), strict=True)), which


@lru_cache(maxsize=4)
def _worded_places(gazetteer: Gazetteer) -> WordedPlaces:
    return WordedPlaces(gazetteer)
