"""A text that a spreadsheet would take for a formula gets a leading apostrophe; a number stays a number.

=1+1   →  '=1+1          -3.5  →  -3.5
+cmd   →  '+cmd          张三   →  张三
Full-width ＝＋－＠, a leading tab and a leading line break count too.
Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

_FORMULA = r"^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_NUMBER = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"


def neutral(text: str) -> str:
    """One cell, safe to open in a spreadsheet."""
    return f"'{text}" if re.search(_FORMULA, text) and not re.search(_NUMBER, text) else text


def neutral_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same for a whole text column."""
    formula = pc.match_substring_regex(column, _FORMULA)
    number = pc.match_substring_regex(column, _NUMBER)
    return pc.if_else(pc.and_not(formula, number), pc.binary_join_element_wise("'", column, ""), column)
