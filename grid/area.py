"""Boundary files into core_area and core_boundary: every feature loaded, joined, or refused with a reason.

load_areas(warehouse, Path("grids.geojson"), level="grid", code="id", name="name", valid_from=date(2024, 1, 1))

file          core_area before                    core_area after
9901 東網格    –                                   9901 from 2024-01-01
9901 东网格    9901 from 2024-01-01                9901 from 2024-01-01, the new row in its place
9901          9901 from 2023-01-01                9901 2023-01-01 … 2023-12-31, 9901 from 2024-01-01
(not in file) 9902 from 2023-01-01                9902 from 2023-01-01: towns may send their grids file by file
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import shapely

from data.db import Connection, Store
from data.errors import BadArgument
from grid import rule
from grid.area_store import Incoming, Stored, store_areas
from grid.boundary import Layer, Objects, read_layer
from grid.crs import from_crs, known_crs, to_cgcs2000
from grid.faults.check import Checked, check_boundaries
from grid.faults.refused import refused_grounds
from grid.faults.report import Source, report_faults
from grid.feature import sift
from grid.level import LEVELS, check_level
from grid.moved import hold, place_moved
from grid.offset import Floats, Pair
from grid.receipt import AreaProblem, AreasReceipt, FaultReport, Moved
from grid.refusal import Features

Progress = Callable[[int, int], None]
STEPS = 4


def load_areas(  # noqa: PLR0913  one option of the command line each
    warehouse: Store,
    file: Path,
    *,
    level: str,
    code: str,
    name: str,
    parent: str | None = None,
    crs: str | None = None,
    valid_from: date,
    progress: Progress | None = None,
    is_trial: bool = False,
) -> AreasReceipt:
    """Load one boundary file and place anew what it moves, in one transaction; say what became of each feature.

    level: province, prefecture, county, town, community or grid; code, name, parent: columns of the file;
    crs: as in grid/crs.py, needed when the file does not say; valid_from: first day of these boundaries;
    progress: called with (steps done, steps in all); is_trial: nothing is kept. BadArgument, BadFile: nothing was changed.
    """
    report = progress or _silent
    check_level(level)
    told = known_crs(crs) if crs else None
    layer = read_layer(file, list(dict.fromkeys(column for column in (code, name, parent) if column)))
    report(1, STEPS)
    shapes, crs_code = _in_cgcs2000(file, layer, told)
    parents = layer.columns[parent] if parent else None
    features = Features(
        file.name, layer.columns[code], layer.columns[name], parents, shapes, layer.is_unclosed
    )
    sifted = sift(features)
    report(2, STEPS)
    incoming = Incoming(file.name, level, valid_from, crs_code, sifted.areas)
    done = _tried(warehouse, incoming) if is_trial else _kept(warehouse, incoming)
    report(3, STEPS)
    stored = done.stored
    problems = (*sifted.problems, *stored.problems, *_empty_parents(incoming))
    faults = _faults(done.checked, incoming, refused=(problems, shapes))
    report(STEPS, STEPS)
    return AreasReceipt(
        file=file.name,
        level=level,
        loaded_count=stored.loaded_count,
        unchanged_count=stored.unchanged_count,
        merged_count=sifted.merged_count,
        refused_count=sifted.refused_count + stored.refused_count,
        repaired_count=stored.repaired_count,
        problems=(*_file_problems(file, layer, told), *problems),
        faults=faults,
        moved=done.moved,
        new_count=stored.new_count,
    )


@dataclass(frozen=True)
class _Done:
    stored: Stored
    moved: Moved
    checked: Checked


def _kept(warehouse: Store, incoming: Incoming) -> _Done:
    """Boundaries are compared after they are stored, so that what is found between them can refuse nothing."""
    with warehouse.writing() as connection:
        before = hold(connection)
        stored = store_areas(connection, incoming)
        moved = place_moved(connection, before)
    with warehouse.reading() as connection:
        return _Done(stored, moved, _check(connection, incoming))


def _tried(warehouse: Store, incoming: Incoming) -> _Done:
    with warehouse.trying() as connection:
        before = hold(connection)
        stored = store_areas(connection, incoming)
        moved = place_moved(connection, before)
        return _Done(stored, moved, _check(connection, incoming))


def _check(connection: Connection, incoming: Incoming) -> Checked:
    return check_boundaries(connection, incoming.level, incoming.valid_from, incoming.areas.codes)


def _silent(_done: int, _total: int) -> None:
    return


def _in_cgcs2000(file: Path, layer: Layer, told: str | None) -> tuple[Objects, str]:
    if told is None and layer.crs is None:
        raise BadArgument(
            f"{file.name}：文件没有写坐标系，不作猜测。请用 --crs 写明：EPSG:4490、EPSG:4326、gcj02、bd09 或其他 EPSG 编号。",
            f"{file.name}: does not say its coordinate system, and none is guessed. "
            "Say it with --crs: EPSG:4490, EPSG:4326, gcj02, bd09 or another EPSG code.",
        )

    def convert(corners: Floats) -> Floats:
        return np.column_stack(_converted(layer, told, corners[:, 0], corners[:, 1]))

    code = told or _own_code(layer)
    return (
        layer.shapes if code in ("EPSG:4326", "EPSG:4490") else shapely.transform(layer.shapes, convert)
    ), code


def _converted(layer: Layer, told: str | None, x: Floats, y: Floats) -> Pair:
    if told is not None:
        return to_cgcs2000(x, y, told)
    assert layer.crs is not None
    return from_crs(x, y, layer.crs)


def _own_code(layer: Layer) -> str:
    """EPSG:n of the file's own system, its name when it has no number."""
    assert layer.crs is not None
    if layer.crs.to_authority() == ("OGC", "CRS84"):
        return "EPSG:4326"
    number = layer.crs.to_epsg()
    return f"EPSG:{number}" if number else str(layer.crs.name)


def _faults(
    checked: Checked, incoming: Incoming, *, refused: tuple[tuple[AreaProblem, ...], Objects]
) -> FaultReport:
    """What is wrong between the boundaries then held."""
    areas = incoming.areas
    source = Source(
        incoming.file,
        feature_nos=dict(zip(areas.codes, areas.feature_nos, strict=True)),
        names=checked.names,
        parents=checked.parents,
        refused=refused_grounds(checked.found.faults, *refused),
    )
    return report_faults(checked, source)


def _empty_parents(incoming: Incoming) -> list[AreaProblem]:
    """Areas whose parent cell is empty in a file that was said to tell parents; a province has none."""
    areas = incoming.areas
    if areas.parents is None or incoming.level == LEVELS[0]:
        return []
    return [
        rule.EMPTY_PARENT.problem(incoming.file, number, code)
        for number, code, parent in zip(areas.feature_nos, areas.codes, areas.parents, strict=True)
        if parent is None
    ]


def _file_problems(file: Path, layer: Layer, told: str | None) -> list[AreaProblem]:
    problems = []
    if layer.other_layers:
        others = "、".join(layer.other_layers)
        problems.append(rule.OTHER_LAYERS.problem(file.name, layer=layer.name, others=others))
    if told and layer.crs and not layer.is_geojson and _own_code(layer) != told:
        problems.append(rule.CRS_OVERRULED.problem(file.name, own=_own_code(layer), told=told))
    return problems
