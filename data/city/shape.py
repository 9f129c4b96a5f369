"""Where the grids lie: jagged cells that tile the land without gap or overlap.

    seeds ──Voronoi──> straight cells ──every shared edge bent once──> jagged cells

Each bent edge stays inside the kite its two seeds span, so no two edges can cross.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import Voronoi, cKDTree

from data.city.stream import Floats, Ints

ORIGIN = (120.30, 30.20)
KM_PER_DEGREE_LON = 96.2
KM_PER_DEGREE_LAT = 110.9
DIGITS = 6  # 0.1 m
BEND = 0.33  # share of the kite's half-height an edge may wander
GRID_KM2 = 0.55

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Tiling:
    """Grid polygons (degrees), their seeds and corner pairs (km), and the community of each.

    `spoke_of[i]:spoke_of[i+1]` are grid i's straight edges in `corners` (n, 2 ends, xy).
    """

    polygons: Shapes
    seeds: Floats
    community: Ints
    community_centres: Floats
    community_town: Ints
    spoke_of: Ints
    corners: Floats


def degrees(km: Floats) -> Floats:
    """Kilometres from the origin to rounded longitude and latitude."""
    scale = np.array([KM_PER_DEGREE_LON, KM_PER_DEGREE_LAT])
    return np.asarray(np.round(np.array(ORIGIN) + km / scale, DIGITS))


def make_tiling(rng: np.random.Generator, *, towns: int, communities: int, grids: int) -> Tiling:
    """Lay out towns, communities and grids, then bend the edges."""
    radius = float(np.sqrt(grids * GRID_KM2 / np.pi))
    town_centres = _spread(rng, towns, radius * 0.72)
    centres, town = _community_centres(rng, town_centres, (communities, radius))
    seeds, inside = _grid_seeds(rng, centres, (grids, radius))
    voronoi = Voronoi(seeds)
    community = nearest(centres, seeds[:inside], 1)[:, 0]
    order = np.lexsort((seeds[:inside, 0], community, town[community]))
    polygons, spoke_of, corners = _cells(rng, voronoi, order)
    return Tiling(polygons, seeds[order], community[order], centres, town, spoke_of, corners)


def nearest(points: Floats, wanted: Floats, count: int) -> Ints:
    """The numbers of the `count` points nearest to each wanted place, nearest first: (n, count)."""
    found = np.asarray(cKDTree(points).query(wanted, k=np.arange(1, count + 1))[1], dtype=np.int64)
    return found


def _spread(rng: np.random.Generator, count: int, radius: float) -> Floats:
    """Points in a disc, each the farthest of 30 candidates from those before it."""
    points = np.zeros((1, 2))
    while len(points) < count:
        candidates = _disc(rng, 30, radius)
        gaps = cKDTree(points).query(candidates)[0]
        points = np.vstack([points, candidates[np.argmax(gaps)]])
    return points


def _disc(rng: np.random.Generator, count: int, radius: float) -> Floats:
    angle = rng.uniform(0, 2 * np.pi, count)
    reach = radius * np.sqrt(rng.uniform(0, 1, count))
    return np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])


def _community_centres(
    rng: np.random.Generator, town_centres: Floats, want: tuple[int, float]
) -> tuple[Floats, Ints]:
    """Every town gets its share of communities: half crowd its centre, half lie in the country."""
    count, radius = want
    town = np.sort(np.arange(count) % len(town_centres))
    reach = radius / np.sqrt(len(town_centres))
    wide = rng.uniform(0, 1, count) < 0.55
    spread = np.where(wide, 0.75, 0.22) * reach
    centres = town_centres[town] + rng.normal(0, 1, (count, 2)) * spread[:, None]
    far = np.hypot(*centres.T) / (radius * 0.93)
    centres = centres / np.maximum(far, 1)[:, None]
    return centres, town.astype(np.int64)


def _grid_seeds(rng: np.random.Generator, centres: Floats, want: tuple[int, float]) -> tuple[Floats, int]:
    """Seeds of the grids first, then a ring of seeds outside that shapes the outline."""
    count, radius = want
    third = nearest(centres, centres, min(3, len(centres)))[:, -1]
    gap = np.hypot(*(centres[third] - centres).T)
    owner = np.arange(count) % len(centres)
    seeds = centres[owner] + rng.normal(0, 0.42, (count, 2)) * gap[owner][:, None]
    far = np.hypot(*seeds.T) / radius
    seeds = seeds / np.maximum(far, 1)[:, None] ** 1.02
    ring = _ring(rng, radius, np.sqrt(GRID_KM2))
    for _ in range(3):
        seeds = _relaxed(np.vstack([seeds, ring]), count)
    return np.vstack([seeds, ring]), count


def _ring(rng: np.random.Generator, radius: float, step: float) -> Floats:
    rings = []
    for reach in (radius + 0.9 * step, radius + 2.2 * step, radius * 2 + 6 * step):
        angle = np.linspace(0, 2 * np.pi, int(2 * np.pi * reach / step) + 8, endpoint=False)
        wobble = reach * (1 + rng.normal(0, 0.012, len(angle)))
        rings.append(np.column_stack([wobble * np.cos(angle), wobble * np.sin(angle)]))
    return np.vstack(rings)


def _relaxed(seeds: Floats, count: int) -> Floats:
    """Move the first `count` seeds half-way to the mean of their cell's corners."""
    voronoi = Voronoi(seeds)
    middle = np.empty((count, 2))
    for i in range(count):
        middle[i] = voronoi.vertices[voronoi.regions[voronoi.point_region[i]]].mean(axis=0)
    return np.asarray((seeds[:count] + middle) / 2)


def _cells(rng: np.random.Generator, voronoi: Voronoi, order: Ints) -> tuple[Shapes, Ints, Floats]:
    """One polygon per seed of `order`, sharing bent edges with its neighbours."""
    ends = np.asarray(voronoi.ridge_vertices, dtype=np.int64)
    used = (voronoi.ridge_points < len(order)).any(axis=1) & (ends >= 0).all(axis=1)
    pairs, ends = voronoi.ridge_points[used].astype(np.int64), ends[used]
    lines = _bent(rng, voronoi.vertices[ends], voronoi.points[pairs])
    cell, edge = _edges_by_cell(voronoi, pairs, ends, order)
    starts = np.searchsorted(cell, np.arange(len(order) + 1)).astype(np.int64)
    shapes = np.empty(len(order), dtype=object)
    for i, seed in enumerate(order):
        own = edge[starts[i] : starts[i + 1]]
        shapes[i] = _outline([lines[e] for e in own], voronoi.points[seed])
    return shapes, starts, voronoi.vertices[ends[edge]]


def _edges_by_cell(voronoi: Voronoi, pairs: Ints, ends: Ints, order: Ints) -> tuple[Ints, Ints]:
    """(cell, edge) for every edge of every wanted cell, edges counter-clockwise."""
    rank = np.full(len(voronoi.points), -1)
    rank[order] = np.arange(len(order))
    cell, edge = rank[pairs.T.ravel()], np.tile(np.arange(len(pairs)), 2)
    spoke = voronoi.vertices[ends[edge]].mean(axis=1) - voronoi.points[pairs.T.ravel()]
    keep = cell >= 0
    sort = np.lexsort((np.arctan2(spoke[:, 1], spoke[:, 0])[keep], cell[keep]))
    return cell[keep][sort], edge[keep][sort]


def _bent(rng: np.random.Generator, ends: Floats, seeds: Floats) -> list[Floats]:
    """Every edge as a polyline in rounded degrees: 1, 4 or 8 pieces by its length (km)."""
    start, along = ends[:, 0], ends[:, 1] - ends[:, 0]
    length = np.hypot(*along.T)
    slope = _least_slope(ends, seeds)
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    share = np.linspace(0, 1, 9)
    room = np.minimum(share, 1 - share)[None, :] * np.minimum(slope, 1.2)[:, None] * BEND
    drift = room * _rough(rng, len(ends))
    points = start[:, None] + share[None, :, None] * along[:, None] + drift[:, :, None] * normal[:, None]
    rounded = degrees(points)
    stride = np.where(length < 0.03, 8, np.where(length < 0.45, 2, 1))
    return [line[::step] for line, step in zip(rounded, stride, strict=True)]


def _least_slope(ends: Floats, seeds: Floats) -> Floats:
    """The smallest tangent of the four angles between an edge and the lines to its two seeds."""
    along = ends[:, 1] - ends[:, 0]
    slopes = []
    for corner, sign in ((0, 1.0), (1, -1.0)):
        for side in (0, 1):
            arm = seeds[:, side] - ends[:, corner]
            across = np.abs(along[:, 0] * arm[:, 1] - along[:, 1] * arm[:, 0])
            forward = sign * (along * arm).sum(axis=1)
            slopes.append(np.where(forward > 0, across / np.maximum(forward, 1e-12), 10.0))
    return np.asarray(np.min(slopes, axis=0))


def _rough(rng: np.random.Generator, count: int) -> Floats:
    """Midpoint-displacement noise in -1..1 at nine stations of each edge."""
    noise = np.zeros((count, 9))
    for step, size in ((4, 1.0), (2, 0.7), (1, 0.5)):
        for at in range(step, 9, 2 * step):
            middle = (noise[:, at - step] + noise[:, at + step]) / 2
            noise[:, at] = middle + size * rng.uniform(-1, 1, count)
    return np.clip(noise, -1, 1)


def _outline(lines: list[Floats], seed: Floats) -> shapely.Polygon:
    """Join one cell's edges counter-clockwise into a ring."""
    centre = degrees(seed)
    ring: list[tuple[float, float]] = []
    for line in lines:
        first, last = line[0] - centre, line[-1] - centre
        turned = line if first[0] * last[1] - first[1] * last[0] >= 0 else line[::-1]
        ring.extend((float(x), float(y)) for x, y in turned[:-1])
    return shapely.Polygon(ring)


def points_in_grids(rng: np.random.Generator, tiling: Tiling, grid: Ints) -> Floats:
    """A random point (degrees) strictly inside each given grid."""
    first, last = tiling.spoke_of[grid], tiling.spoke_of[grid + 1]
    pick = first + (rng.uniform(0, 1, len(grid)) * (last - first)).astype(np.int64)
    share = rng.uniform(0, 1, len(grid))[:, None]
    rim = tiling.corners[pick, 0] * (1 - share) + tiling.corners[pick, 1] * share
    reach = 0.95 * np.sqrt(rng.uniform(0, 1, len(grid)))[:, None]
    seed = tiling.seeds[grid]
    point = degrees(seed + reach * (rim - seed))
    inside = shapely.contains_xy(tiling.polygons[grid], point[:, 0], point[:, 1])
    safe = degrees(seed + reach * 0.6 * (rim - seed))
    return np.where(inside[:, None], point, safe)
