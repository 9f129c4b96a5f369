"""The hierarchy of the invented county, and the GeoJSON a site would be handed.

level      code             name              parent
county     990101           松溪县            9901
town       990101100        青石镇            990101
community  990101100001     柳河社区          990101100
grid       990101100001001  柳河社区第一网格  990101100001
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import mapping

from data.city.bank import name_parts
from data.city.shape import Shapes, Tiling, make_tiling
from data.city.size import CitySize
from data.city.stream import Floats, Ints, stream

COUNTY_CODE, COUNTY_NAME = "990101", "松溪县"
LEVELS = ("county", "town", "community", "grid")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Land:
    """Every area with its name and code; `rural` and `weight` are per grid."""

    tiling: Tiling
    town_names: tuple[str, ...]
    town_codes: tuple[str, ...]
    community_names: tuple[str, ...]
    community_codes: tuple[str, ...]
    grid_names: tuple[str, ...]
    grid_codes: tuple[str, ...]
    sites: tuple[str, ...]
    rural: Ints
    weight: Floats

    @property
    def grid_town(self) -> Ints:
        """The town of every grid."""
        return self.tiling.community_town[self.tiling.community]


def chinese_number(number: int) -> str:
    """12 → 十二, 20 → 二十, 7 → 七; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def make_land(seed: int, size: CitySize) -> Land:
    """Lay out the areas of one city and name them."""
    tiling = make_tiling(
        stream(seed, "shape"), towns=size.towns, communities=size.communities, grids=size.grids
    )
    rng = stream(seed, "areas")
    area = shapely.area(tiling.polygons)
    rural = (area > np.median(area)).astype(np.int64)
    towns, town_codes = _towns(rng, size.towns)
    names, codes = _communities(rng, tiling, town_codes)
    place = tiling.community
    rank = _rank_within(place)
    weight = rng.lognormal(0, 0.45, len(place)) * np.where(rural == 1, 0.75, 1.2)
    return Land(
        tiling,
        towns,
        town_codes,
        names,
        codes,
        tuple(f"{names[c]}第{chinese_number(n)}网格" for c, n in zip(place, rank, strict=True)),
        tuple(f"{codes[c]}{n:03d}" for c, n in zip(place, rank, strict=True)),
        _sites(rng, rural),
        rural,
        weight / weight.sum(),
    )


def _rank_within(group: Ints) -> Ints:
    """1, 2, 3 … within each run of a sorted-by-group array."""
    counts: dict[int, int] = {}
    ranks = []
    for value in group.tolist():
        counts[value] = counts.get(value, 0) + 1
        ranks.append(counts[value])
    return np.array(ranks)


def _towns(rng: np.random.Generator, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bank = list(name_parts()["town_names"])
    names = tuple(bank[i] for i in np.sort(rng.permutation(len(bank))[:count]))
    base = {"街道": 1, "镇": 100, "乡": 200}
    codes = []
    for name in names:
        tail = next(end for end in ("街道", "镇", "乡") if name.endswith(end))
        codes.append(f"{COUNTY_CODE}{base[tail]:03d}")
        base[tail] += 1
    return names, tuple(codes)


def _communities(
    rng: np.random.Generator, tiling: Tiling, town_codes: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names unique in their town; a few are used again in another town."""
    parts = name_parts()
    stems = [a + b for a in parts["place_first"] for b in parts["place_last"] if a != b]
    pool = [stems[i] for i in rng.permutation(len(stems))]
    town = tiling.community_town
    rank = _rank_within(town)
    names: list[str] = []
    for i in range(len(town)):
        tail = "社区" if rng.uniform() < 0.35 else "村"
        reuse = i > 3 and rng.uniform() < 0.06
        name = names[int(rng.integers(0, i))] if reuse else pool.pop() + tail
        taken = {n for n, t in zip(names, town, strict=False) if t == town[i]}
        names.append(pool.pop() + tail if name in taken else name)
    codes = tuple(f"{town_codes[t]}{n:03d}" for t, n in zip(town, rank, strict=True))
    return tuple(names), codes


def _sites(rng: np.random.Generator, rural: Ints) -> tuple[str, ...]:
    """The estate (town) or hamlet (country) a grid is known by."""
    parts = name_parts()
    surnames, firsts, lasts, tails = (
        parts[k] for k in ("surnames", "estate_first", "estate_last", "hamlet_tail")
    )
    dice = rng.integers(0, 10_000, (len(rural), 2))
    return tuple(
        surnames[a % 70] + tails[b % len(tails)]
        if country
        else firsts[a % len(firsts)] + lasts[b % len(lasts)]
        for country, (a, b) in zip(rural.tolist(), dice.tolist(), strict=True)
    )


def write_areas(land: Land, folder: Path) -> tuple[tuple[str, Path], ...]:
    """One GeoJSON file per level, each larger area the exact union of its grids."""
    folder.mkdir(parents=True, exist_ok=True)
    grids, place = land.tiling.polygons, land.tiling.community
    communities = _unions(grids, place, len(land.community_codes))
    towns = _unions(grids, land.grid_town, len(land.town_codes))
    county = np.array([shapely.coverage_union_all(grids)], dtype=object)
    prefecture = COUNTY_CODE[:4]
    tables = {
        "county": (county, (COUNTY_CODE,), (COUNTY_NAME,), (prefecture,)),
        "town": (towns, land.town_codes, land.town_names, (COUNTY_CODE,) * len(land.town_codes)),
        "community": (
            communities,
            land.community_codes,
            land.community_names,
            tuple(code[:9] for code in land.community_codes),
        ),
        "grid": (grids, land.grid_codes, land.grid_names, tuple(code[:12] for code in land.grid_codes)),
    }
    return tuple((level, _write(folder, level, table)) for level, table in tables.items())


def _unions(grids: Shapes, owner: Ints, count: int) -> Shapes:
    unions = np.empty(count, dtype=object)
    for i in range(count):
        unions[i] = shapely.coverage_union_all(grids[owner == i])
    return unions


def _write(
    folder: Path, level: str, table: tuple[Shapes, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name, "parent": parent, "level": level},
            "geometry": mapping(shape),
        }
        for shape, code, name, parent in zip(*table, strict=True)
    ]
    path = folder / f"{level}.geojson"
    body = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return path
