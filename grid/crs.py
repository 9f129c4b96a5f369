"""Coordinates to and from CGCS2000 (EPSG:4490), which is held equal to WGS 84 (they differ by centimetres).

code             what                                              how
EPSG:4490        CGCS2000, degrees                                 as it is
EPSG:4326        WGS 84, degrees                                   as it is
gcj02            phones, 高德, 腾讯: shifted by up to 700 m          forward formula, inverse by iteration
bd09             百度: shifted once more                            the same, twice
EPSG:n           any other, x (east) first, y (north) second       pyproj, never by a guessed datum shift

Longitude always comes before latitude. A datum without published parameters (Xian 1980) is refused; Beijing 1954
(EPSG:4214) goes by the parameters EPSG itself publishes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from data.errors import BadArgument
from grid.offset import Floats, Pair, bd09_to_gcj02, gcj02_to_wgs84

if TYPE_CHECKING:
    from pyproj import CRS

SAME_AS_CGCS2000 = ("EPSG:4490", "EPSG:4326")


def to_cgcs2000(lon: Floats, lat: Floats, crs_code: str) -> Pair:
    """CGCS2000 degrees of points given in `crs_code`; what cannot be converted is NaN; BadArgument for an unknown code."""
    code = known_crs(crs_code)
    if code in SAME_AS_CGCS2000:
        return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if code == "gcj02":
        return gcj02_to_wgs84(lon, lat)
    if code == "bd09":
        return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
    return _projected(lon, lat, code)


def known_crs(crs_code: str) -> str:
    """The code as we write it ('gcj02', 'bd09', 'EPSG:n'); BadArgument when there is no such coordinate system."""
    text = crs_code.strip()
    short = text.lower().replace("-", "").replace("_", "")
    if short in ("gcj02", "bd09"):
        return short
    if short in ("wgs84", "cgcs2000"):
        return "EPSG:4326" if short == "wgs84" else "EPSG:4490"
    if text.upper().removeprefix("EPSG:").isdecimal() and text.upper().startswith("EPSG:"):
        code = text.upper()
        if code not in SAME_AS_CGCS2000:
            _transform_of(code)
        return code
    raise _unknown(crs_code)


def from_crs(x: Floats, y: Floats, crs: CRS) -> Pair:
    """CGCS2000 degrees of points in a file's own coordinate system; BadArgument when no sure way leads there."""
    return _finite(*_transform(crs)(x, y))


def _projected(x: Floats, y: Floats, code: str) -> Pair:
    return _finite(*_transform_of(code)(np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)))


def _finite(lon: Floats, lat: Floats) -> Pair:
    fine = np.isfinite(lon) & np.isfinite(lat)
    return np.where(fine, lon, np.nan), np.where(fine, lat, np.nan)


@cache
def _transform_of(code: str) -> Callable[[Floats, Floats], Pair]:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return _transform(CRS.from_user_input(code))
    except CRSError as error:
        raise _unknown(code) from error


def _transform(crs: CRS) -> Callable[[Floats, Floats], Pair]:
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    for target in SAME_AS_CGCS2000:
        try:
            return Transformer.from_crs(crs, target, always_xy=True, allow_ballpark=False).transform
        except ProjError:
            continue  # a datum tied to only one of the two
    raise BadArgument(
        f"坐标系 {crs.name}：到 CGCS2000 没有公开的转换参数，不作估算。请测绘部门先转成 CGCS2000（EPSG:4490）再导入。",
        f"Coordinate system {crs.name}: there are no published parameters to CGCS2000, and none are guessed. "
        "Have the file converted to CGCS2000 (EPSG:4490) first.",
    )


def _unknown(crs_code: str) -> BadArgument:
    return BadArgument(
        f"坐标系「{crs_code}」：不认识。请写 EPSG:4490、EPSG:4326、gcj02、bd09 或 EPSG:加编号，例如 EPSG:4547。",
        f"Coordinate system {crs_code!r} is not known. "
        "Write EPSG:4490, EPSG:4326, gcj02, bd09 or EPSG: and a number, such as EPSG:4547.",
    )
