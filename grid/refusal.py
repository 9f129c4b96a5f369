"""Features of a boundary file that cannot become an area, each with its one reason.

code           name    shape            reason
None           北村    polygon          NO_CODE
4.40301E+14    北村    polygon          LOST_DIGITS
2119           None    polygon          NO_NAME
2119           北村    None, empty      NO_SHAPE
2119           北村    line, point      NOT_POLYGON
2119           北村    metres           NOT_DEGREES
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from grid import rule
from grid.boundary import Objects
from grid.receipt import AreaProblem
from grid.shape import POLYGONAL, is_on_earth

WHOLE_NUMBER = re.compile(r"-?\d+\.0+")
SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
EXACT_FLOAT = 2**53


@dataclass(frozen=True)
class Features:
    """Raw values of each feature in CGCS2000, in the order of the file; file is its name for the messages."""

    file: str
    codes: Sequence[object]
    names: Sequence[object]
    parents: Sequence[object] | None
    shapes: Objects
    is_unclosed: NDArray[np.bool_]


def text_of(value: object) -> str | None:
    """A code or name as text without outer blanks; 2119.0 → '2119'; None when there is none."""
    if value is None or value != value:  # NaN and NaT differ from themselves
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_FLOAT:
        return str(int(value))
    text = str(value).strip()
    if WHOLE_NUMBER.fullmatch(text):
        text = text.split(".")[0]
    return text or None


def refusals_of(
    features: Features, codes: Sequence[str | None], names: Sequence[str | None]
) -> dict[int, AreaProblem]:
    """Feature → the first rule it breaks, for the features that cannot become an area; counted from 0."""
    kinds = shapely.get_type_id(features.shapes)
    on_earth = is_on_earth(features.shapes)
    is_empty = shapely.is_missing(features.shapes) | shapely.is_empty(features.shapes)
    found: dict[int, AreaProblem] = {}
    for number, (code, name) in enumerate(zip(codes, names, strict=True)):
        where = (features.file, number + 1, code)
        if code is None:
            found[number] = rule.NO_CODE.problem(*where)
        elif SCIENTIFIC.fullmatch(code):
            found[number] = rule.LOST_DIGITS.problem(*where, code=code)
        elif name is None:
            found[number] = rule.NO_NAME.problem(*where)
        elif is_empty[number]:
            found[number] = rule.NO_SHAPE.problem(*where)
        elif kinds[number] not in POLYGONAL:
            found[number] = rule.NOT_POLYGON.problem(*where, kind=features.shapes[number].geom_type)
        elif not on_earth[number]:
            found[number] = rule.NOT_DEGREES.problem(*where)
    return found
