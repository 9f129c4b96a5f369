"""Making the synthetic city: areas and sheets into one folder, the truth into another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.city.areas import write_areas
from data.city.files import Mailroom
from data.city.size import AS_OF, FIRST_DAY, SIZES, SizeName
from data.city.truth import TruthRows, write_truth
from data.city.world import Progress, make_world


@dataclass(frozen=True)
class CityFiles:
    """The files of one city: area layers from county to grid, and sheets in the order received."""

    areas: tuple[tuple[str, Path], ...]
    sheets: tuple[Path, ...]
    as_of: date
    first_day: date


def make_city(
    folder: Path,
    *,
    size: SizeName,
    seed: int = 1,
    truth_folder: Path | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> CityFiles:
    """Write one city; the same size and seed always give the same bytes."""
    tell: Progress = progress or _silent
    world = make_world(seed, SIZES[size], tell)
    areas = write_areas(world.land, folder / "areas")
    inbox = folder / "sheets"
    inbox.mkdir(parents=True, exist_ok=True)
    rows, sheets = TruthRows(world), []
    for share, sent in Mailroom(world, inbox).send():
        sheets.append(sent.path)
        rows.note(sent)
        tell("sheets", 0.2 + 0.75 * share)
    if truth_folder is not None:
        write_truth(world, rows, truth_folder)
    tell("done", 1.0)
    return CityFiles(areas, tuple(sheets), AS_OF, FIRST_DAY)


def _silent(_step: str, _share: float) -> None:
    return None
