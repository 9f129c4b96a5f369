"""The weights in force: trained on the site's own reports and kept in the warehouse, or those that ship with the product.

core_setting  person_model  {"how": "trained", "trained_on": "2026-07-01", "report_count": 5000, …}
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from data.config import Config
from data.db import Connection
from risk.person.comparison import Comparison, Level, fixed_settings

NAME = "person_model"
Shares = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Model:
    """m and u of each level by comparison code, the bits a pair must reach, and how they came about."""

    how: str
    trained_on: date | None
    report_count: int
    record_count: int
    splink: str
    number_weight: int
    prior: float
    least_weight: float
    shares: dict[str, Shares]
    version: int
    untrained: tuple[str, ...] = ()

    @property
    def model_hash(self) -> str:
        """Changes with any weight."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons with this model's m and u."""
        return tuple(
            replace(one, levels=_with(one.levels, self.shares[one.code]))
            for one in fixed_settings().comparisons
        )

    def to_json(self) -> str:
        """The text kept in core_setting."""
        return json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)


def _with(levels: tuple[Level, ...], shares: Shares) -> tuple[Level, ...]:
    return tuple(replace(level, m=m, u=u) for level, (m, u) in zip(levels, shares, strict=True))


def fixed_model(number_weight: int) -> Model:
    """The weights that ship with the product: for a site with too few reports to train its own."""
    settings = fixed_settings()
    shares = {one.code: tuple((level.m, level.u) for level in one.levels) for one in settings.comparisons}
    return Model(
        how="fixed",
        trained_on=None,
        report_count=0,
        record_count=0,
        splink="",
        number_weight=number_weight,
        prior=settings.prior,
        least_weight=0.0,
        shares=shares,
        version=settings.version,
    )


def from_json(text: str) -> Model | None:
    """The model a text tells; None when it is of another version or compares other things."""
    told = json.loads(text)
    settings = fixed_settings()
    shares = {code: tuple((m, u) for m, u in pairs) for code, pairs in told["shares"].items()}
    shape = {one.code: len(one.levels) for one in settings.comparisons}
    if told["version"] != settings.version or {code: len(pairs) for code, pairs in shares.items()} != shape:
        return None
    when = told["trained_on"]
    fields = {
        "shares": shares,
        "trained_on": date.fromisoformat(when) if when else None,
        "untrained": tuple(told["untrained"]),
    }
    return Model(**{**told, **fields})


def keep_model(connection: Connection, model: Model) -> None:
    """Put the model in the warehouse; later refreshes use it until another takes its place."""
    connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": NAME})
    connection.execute(
        "INSERT INTO core_setting VALUES ($name, $value)", {"name": NAME, "value": model.to_json()}
    )


def model_in_use(connection: Connection, config: Config) -> Model:
    """The kept model, or the one that ships with the product."""
    row = connection.execute("SELECT value FROM core_setting WHERE name = $name", {"name": NAME}).fetchone()
    kept = from_json(str(row[0])) if row else None
    return kept or fixed_model(config.link.number_weight)
