"""Which reports of a lot may be held already, told without looking through all that is held for each lot anew.

held 7QK4…, Z3AA…      incoming 7QK4…, MM2B…   →   [True, False]

A lot of a file of a million rows would else be compared with all lots before it: the work would grow with the square.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.db import Connection
from ingest.statement import run

Bits = NDArray[np.uint64]


class KnownReports:
    """What one upload knows of the reports held: 64 bits of each id, so that a no is certain and a yes must be asked.

    The first lot is always asked: a file of one lot pays nothing. Incoming is the lent table of the statements.
    """

    def __init__(self) -> None:
        self._has_begun = False
        self._sorted: list[Bits] = []

    def may_be_held(self, connection: Connection) -> NDArray[np.bool_] | None:
        """Which of the incoming reports may be held, all of which are known from now on; None: ask of each."""
        if not self._has_begun:
            self._has_begun = True
            return None
        if not self._sorted:  # the first lot is in here too
            self._sorted.append(np.sort(_bits(connection, "held_bits")))
        incoming = _bits(connection, "incoming_bits")
        order = np.argsort(incoming)
        asked = incoming[order]
        found = np.zeros(len(asked), dtype=bool)
        found[order] = np.logical_or.reduce([_is_in(asked, held) for held in self._sorted])
        self._add(asked)
        return found

    def _add(self, bits: Bits) -> None:
        """Few pieces, each at least twice as long as the next: a lookup in each is cheap, and so is joining them."""
        self._sorted.append(bits)
        while len(self._sorted) > 1 and len(self._sorted[-2]) < 2 * len(self._sorted[-1]):
            last = self._sorted.pop()
            self._sorted[-1] = np.sort(np.concatenate((self._sorted[-1], last)), kind="stable")


def _is_in(asked: Bits, held: Bits) -> NDArray[np.bool_]:
    """Which of some sorted numbers are among other sorted ones."""
    if not len(held):
        return np.zeros(len(asked), dtype=bool)
    at = np.minimum(np.searchsorted(held, asked), len(held) - 1)
    return np.asarray(held[at] == asked, dtype=bool)


def _bits(connection: Connection, query: str) -> Bits:
    told = run(connection, query).fetchnumpy()["id_bits"]
    return np.asarray(told, dtype=np.uint64)
