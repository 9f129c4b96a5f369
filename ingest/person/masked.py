"""The texts of a lot, masked, each canonical column once."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from ingest.ledger.lot import Lot
from ingest.mask import mask, mask_code
from ingest.person.masking import Names, masked_rows, without_names
from ingest.rows.column import Column


@dataclass
class Masked:
    """names: the persons' names of each row, never to be shown in any text of it. grid_codes: those of known grids."""

    lot: Lot
    names: Names
    grid_codes: frozenset[str]
    _texts: dict[str, pa.Array] = field(default_factory=dict)

    def texts(self, column: str) -> pa.Array:
        """A canonical column, one text a row, "" for nothing."""
        if column not in self._texts:
            self._texts[column] = masked_rows(self.lot.texts(column), self.names)
        return self._texts[column]

    def column(self, texts: Column[str]) -> pa.Array:
        """Any column of texts, one a row."""
        return masked_rows(texts, self.names)

    def code(self, texts: Column[str]) -> pa.Array:
        """A column of grid codes or names: known codes stay, though as long as an ID number."""
        return without_names(texts.map(lambda text: mask_code(text, known=self.grid_codes)), self.names)

    def value(self, text: str, row: int) -> str:
        """One text of a row."""
        return mask(text, self.names.by_row[row])
