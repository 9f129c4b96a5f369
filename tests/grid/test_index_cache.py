"""Cell indexes kept on disk: read back as they were, built anew where they are damaged or cannot be kept."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import grid.cells.kept as index_cache
from grid.cellindex import build_cell_index, hash_of
from grid.cells.kept import KEPT, open_cell_index
from tests.grid.exact_twin import jagged_tiles

TILES = jagged_tiles(30, seed=4)
X, Y = np.random.default_rng(9).uniform(0, 1, (2, 2000))
ANSWER = build_cell_index(TILES).find(X, Y).tolist()


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One number for each index built."""
    times: list[int] = []
    monkeypatch.setattr(
        index_cache, "build_cell_index", lambda shapes: times.append(len(shapes)) or build_cell_index(shapes)
    )
    return times


def test_it_is_built_once_and_read_back(tmp_path: Path, built: list[int]) -> None:
    for _ in range(3):
        assert open_cell_index(TILES, tmp_path).find(X, Y).tolist() == ANSWER
    assert built == [len(TILES)]
    assert [one.name for one in tmp_path.iterdir()] == [hash_of(TILES)]


@pytest.mark.parametrize("name", ["codes", "records", "index.json"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_damaged_one_is_built_anew(tmp_path: Path, built: list[int], name: str, harm: str) -> None:
    open_cell_index(TILES, tmp_path)
    file = tmp_path / hash_of(TILES) / name
    content = bytearray(file.read_bytes())
    if harm == "gone":
        file.unlink()
    elif harm == "cut":
        file.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 2] ^= 1 if name != "index.json" else 0x80
        file.write_bytes(content)
    assert open_cell_index(TILES, tmp_path).find(X, Y).tolist() == ANSWER
    assert open_cell_index(TILES, tmp_path).find(X, Y).tolist() == ANSWER
    assert len(built) == 2


def test_where_nothing_can_be_kept_it_is_built_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cells"
    in_the_way.write_text("a file, not a folder")
    assert open_cell_index(TILES, in_the_way).find(X, Y).tolist() == ANSWER
    assert open_cell_index(TILES, None).find(X, Y).tolist() == ANSWER
    assert in_the_way.read_text() == "a file, not a folder"


def test_the_ones_used_last_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        open_cell_index(TILES[: number + 1], tmp_path)
        os.utime(tmp_path / hash_of(TILES[: number + 1]), (number, number))
    held = {one.name for one in tmp_path.iterdir()}
    assert len(held) == KEPT
    assert hash_of(TILES[: KEPT + 2]) in held
