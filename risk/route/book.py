"""Routes and what they belong to, read once from data/reference/routes.csv and route_kinds.toml.

book().kinds["18"].openings     INSPECT_LABOR, ARB_LABOR, LEGALAID, TJ_LABOR
book().routes["ARB_LABOR"]      who takes it, until when, cost, basis, standing
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NotRequired, TypedDict

from data.codelist import FOLDER, read_list
from risk.route.card import NOTHING, Category, Kind, Limit, Opening, Route, Said, Special

OTHER_KIND = "99"
STANDING = {"law": "law", "law; recheck": "recheck", "local law": "local", "unverified": "memory"}
Pair = list[str]


class ToldLimit(TypedDict):
    count: int
    unit: str
    origin: str
    basis: str
    name: NotRequired[Pair]
    note: NotRequired[Pair]


class ToldRoute(TypedDict):
    name_en: str
    who_en: str
    step: Pair
    outlet: NotRequired[str]
    consent: NotRequired[str]
    apply: NotRequired[Pair]
    decide: NotRequired[Pair]
    limits: NotRequired[list[ToldLimit]]


class ToldOpening(TypedDict):
    route: str
    basis: str
    why: Pair
    standing: NotRequired[str]


@dataclass(frozen=True)
class Book:
    """Everything of the two files; untold is what a restricted matter is when nothing tells which special kind."""

    routes: Mapping[str, Route]
    kinds: Mapping[str, Kind]
    categories: Mapping[str, Category]
    specials: Mapping[str, Special]
    safety: tuple[Opening, ...]
    untold: str
    words: Mapping[str, Mapping[str, Said]]

    def kind(self, category_code: str) -> Kind:
        """The kind of a dispute type; a type of the site's own has the routes of `other`."""
        return self.kinds.get(category_code, self.kinds[OTHER_KIND])

    def say(self, key: str) -> Said:
        """A sentence of the file's words, such as say.title or unit.year."""
        section, name = key.split(".")
        return self.words[section][name]


@cache
def book() -> Book:
    """The two files, checked against each other."""
    told = tomllib.loads((FOLDER / "route_kinds.toml").read_text(encoding="utf-8"))
    sections = ("say", "standing", "fee", "unit", "origin", "consent")
    words = {name: {key: Said(*pair) for key, pair in told[name].items()} for name in sections}
    return Book(
        routes={row["route"]: _route(row, told["route"][row["route"]], words) for row in read_list("routes")},
        kinds={
            code: Kind(one["name"], _openings(one["routes"]), tuple(one.get("beside", ())))
            for code, one in told["kind"].items()
        },
        categories={
            code: Category(
                _openings(one.get("routes", [])), one.get("adds_to_kind", False), one.get("special", "")
            )
            for code, one in told["legal"].items()
        },
        specials={
            code: Special(_openings(one["routes"]), Said(*one["beside"]))
            for code, one in told["special"].items()
        },
        safety=_openings(told["safety"]["routes"]),
        untold=told["restricted"]["untold"],
        words=words,
    )


def _route(row: Mapping[str, str], told: ToldRoute, words: Mapping[str, Mapping[str, Said]]) -> Route:
    unknown = words["say"]["not_recorded"]
    consent = told.get("consent")
    return Route(
        code=row["route"],
        name=Said(row["name"], told["name_en"]),
        who=Said(row["who"], told["who_en"]),
        outlet=told.get("outlet", ""),
        apply_written=row["apply_within"],
        decide_written=row["decide_within"],
        apply=_said(told.get("apply"), unknown),
        decide=_said(told.get("decide"), unknown),
        fee=words["fee"][row["fee"]],
        basis=row["basis"],
        standing=STANDING[row["standing"]],
        consent=words["consent"][consent] if consent else NOTHING,
        step=Said(*told["step"]),
        limits=tuple(_limit(one) for one in told.get("limits", [])),
    )


def _limit(told: ToldLimit) -> Limit:
    name, note = _said(told.get("name"), NOTHING), _said(told.get("note"), NOTHING)
    return Limit(told["count"], told["unit"], told["origin"], told["basis"], name, note)


def _openings(told: list[ToldOpening]) -> tuple[Opening, ...]:
    return tuple(
        Opening(one["route"], Said(*one["why"]), one["basis"], one.get("standing", "law")) for one in told
    )


def _said(pair: Pair | None, otherwise: Said) -> Said:
    return Said(*pair) if pair else otherwise
