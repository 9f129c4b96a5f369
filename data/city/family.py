"""The layouts of real sheets: seven families of town workbooks and three systems' exports."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from data.city.bank import table


@dataclass(frozen=True)
class Family:
    """How one town lays out its screening workbook."""

    name: str
    title: str
    file: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    total: str
    dates: tuple[str, ...]
    grid: str
    columns: tuple[tuple[str, str], ...]
    heads: tuple[tuple[str, int], ...] = ()
    protected: tuple[str, ...] = ()
    page: int = 0
    report_no: bool = False
    merge_village: bool = False
    same_above: bool = False


@dataclass(frozen=True)
class Export:
    """How one office system writes its monthly export."""

    name: str
    file: str
    encoding: str
    channels: tuple[int, ...]
    stamp: str
    columns: tuple[tuple[str, str], ...]
    protected: tuple[str, ...] = ()


@cache
def families() -> tuple[Family, ...]:
    """The screening layouts, in the order towns take them."""
    return tuple(Family(**_frozen(row)) for row in _rows("family"))  # type: ignore[arg-type]


@cache
def exports() -> tuple[Export, ...]:
    """The export layouts."""
    return tuple(Export(**_frozen(row)) for row in _rows("export"))  # type: ignore[arg-type]


def _rows(name: str) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], table("families")[name])


def _frozen(row: dict[str, object]) -> dict[str, object]:
    return {k: tuple(map(_inner, v)) if isinstance(v, list) else v for k, v in row.items()}


def _inner(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
