"""Addresses of the synthetic city placed by their words: how many answers are right, how many addresses are answered.

青石镇柳河社区金桂苑3幢2单元501室        柳河社区
松溪县柳弯社区金桂苑十二幢501室          柳湾社区        a slip, no town
石桥村陈家湾２８号                     青石村          石桥村 is what it was called before
梅川县石门镇东风村3组                   –               somewhere else: any answer is wrong

Every share below was set before the first run, and none was moved afterwards. The seed is no other test's or benchmark's.
precision: of the answers at community level or finer, those in the right community. recall: of all addresses inside the
county, those answered with the right community; also for the addresses of each difficulty.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.figure import Figure
from data.city.areas import COUNTY_CODE, COUNTY_NAME, Land, chinese_number, make_land
from data.city.bank import name_parts
from data.city.bodies import Dice
from data.city.people import door
from data.city.size import SIZES, SizeName
from data.city.slip import mistyped
from grid.address import AddressBook, AddressPlace
from grid.addressing.alias import LocalName
from grid.gazetteer import Area, Gazetteer
from grid.polygon import PolygonSearch

SEED, COUNT = 20_261_122, 2_000
COUNTY_SHARE, TOWN_SHARE, COMMUNITY_SHARE = 0.3, 0.5, 0.95
SLIP_SHARE, ALIAS_SHARE, NUMERAL_SHARE, WIDE_SHARE = 0.12, 0.5, 0.2, 0.15
LISTED_SHARE, RENAMED_SHARE, STRANGER_SHARE = 0.7, 0.25, 0.05
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.85


@dataclass(frozen=True)
class Case:
    """An address as written, the community it is in (None: not ours), and what makes it hard."""

    text: str
    community_code: str | None
    hard: frozenset[str]


def add_options(parser: argparse.ArgumentParser) -> None:
    """--address-size: the county, or the city with its 800 communities."""
    parser.add_argument("--address-size", choices=("small", "county", "city"), default="county")


def measure(options: argparse.Namespace) -> list[Figure]:
    """Precision and recall at community level, recall by difficulty, and microseconds an address."""
    book, cases = make_cases(options.address_size, seed=SEED, count=COUNT)
    began = time.perf_counter()
    answers = [book.find(case.text) for case in cases]
    seconds = time.perf_counter() - began
    precision, recall = precision_recall(cases, answers)
    return [
        Figure("address.precision", precision, "share", LEAST_PRECISION, is_ceiling=False),
        Figure("address.recall", recall, "share", LEAST_RECALL, is_ceiling=False),
        *(
            Figure(f"address.recall_{hard}", precision_recall(cases, answers, hard)[1], "share")
            for hard in ("slip", "alias", "no_town", "no_community")
        ),
        Figure("address.microseconds", seconds / len(cases) * 1e6, "µs"),
    ]


def precision_recall(
    cases: Sequence[Case], answers: Sequence[AddressPlace], hard: str | None = None
) -> tuple[float, float]:
    """Over the cases with one difficulty, or all; an answer above the community is none."""
    pairs = [
        (case.community_code, _community(answer))
        for case, answer in zip(cases, answers, strict=True)
        if hard is None or hard in case.hard
    ]
    right = sum(truth == found for truth, found in pairs if truth is not None)
    answered = sum(found is not None for _, found in pairs)
    return right / max(answered, 1), right / max(sum(truth is not None for truth, _ in pairs), 1)


def _community(answer: AddressPlace) -> str | None:
    """The community of an answer: a grid's code begins with it."""
    return answer.area_code[:12] if answer.area_code and answer.level in ("community", "grid") else None


def make_cases(size: SizeName, *, seed: int, count: int) -> tuple[AddressBook, list[Case]]:
    """The book a site would have, and addresses as people write them."""
    land, other = make_land(seed, SIZES[size]), make_land(seed + 1, SIZES["county"])
    former = _former_names(land, seed)
    book = AddressBook(gazetteer_of(land), local_names_of(land, former, seed))
    rng = np.random.default_rng(seed)
    grids = rng.choice(len(land.weight), count, p=land.weight)
    return book, [
        _stranger(other, Dice(seed, 3, number))
        if Dice(seed, 1, number).chance(STRANGER_SHARE)
        else _resident(land, int(grid), former, Dice(seed, 2, number))
        for number, grid in enumerate(grids)
    ]


def gazetteer_of(land: Land) -> Gazetteer:
    """The areas of the land as they would be loaded, without their polygons."""
    codes = (COUNTY_CODE, *land.town_codes, *land.community_codes, *land.grid_codes)
    names = (COUNTY_NAME, *land.town_names, *land.community_names, *land.grid_names)
    kinds = {6: ("county", 0), 9: ("town", 6), 12: ("community", 9), 15: ("grid", 12)}
    areas = {
        code: Area(code, kinds[len(code)][0], name, code[: kinds[len(code)][1]] or None, None, None)
        for code, name in zip(codes, names, strict=True)
    }
    return Gazetteer("grid", (), PolygonSearch(np.array([], dtype=object)), areas)


def local_names_of(land: Land, former: dict[int, str], seed: int) -> list[LocalName]:
    """What a site has written down: most of its estates and hamlets, and the former names of its communities."""
    dice = Dice(seed, 5)
    return [
        *(LocalName(name, "alias", land.community_codes[place]) for place, name in former.items()),
        *(
            LocalName(site, "estate", code)
            for site, code in zip(land.sites, land.grid_codes, strict=True)
            if dice.chance(LISTED_SHARE)
        ),
    ]


def _former_names(land: Land, seed: int) -> dict[int, str]:
    """Community → what it was called before, a name no community has now."""
    parts, dice = name_parts(), Dice(seed, 7)
    taken = {name.removesuffix("社区").removesuffix("村") for name in land.community_names}
    free = [a + b for a in parts["place_first"] for b in parts["place_last"] if a != b and a + b not in taken]
    places = [place for place in range(len(land.community_names)) if dice.chance(RENAMED_SHARE)]
    return {place: free.pop(dice.below(len(free))) + "村" for place in places}


def _resident(land: Land, grid: int, former: dict[int, str], dice: Dice) -> Case:
    """An address inside: levels left out, the former name, slips, numerals and wide digits as chance has it."""
    place, hard = int(land.tiling.community[grid]), set()
    town, community = land.town_names[int(land.grid_town[grid])], land.community_names[place]
    has_community = dice.chance(COMMUNITY_SHARE)
    has_town = dice.chance(TOWN_SHARE) or not has_community
    if place in former and has_community and dice.chance(ALIAS_SHARE):
        community = former[place]
        hard.add("alias")
    if dice.chance(SLIP_SHARE):
        community, wrong = mistyped(community, dice), community
        hard |= {"slip"} if community != wrong and has_community else set()
    if dice.chance(SLIP_SHARE):
        town, wrong = mistyped(town, dice), town
        hard |= {"slip"} if town != wrong and has_town else set()
    site = door(land, grid, (dice.below(38) + 1, dice.below(38) + 1, dice.below(38) + 1))
    site = mistyped(site, dice) if dice.chance(SLIP_SHARE) else site
    hard |= (set() if has_town else {"no_town"}) | (set() if has_community else {"no_community"})
    county = COUNTY_NAME if dice.chance(COUNTY_SHARE) else ""
    text = county + (town if has_town else "") + (community if has_community else "") + site
    return Case(_written(text, dice), land.community_codes[place], frozenset(hard))


def _stranger(other: Land, dice: Dice) -> Case:
    """An address of another county, named half the time; its town always is."""
    grid = dice.below(len(other.grid_codes))
    town = other.town_names[int(other.grid_town[grid])]
    community = other.community_names[int(other.tiling.community[grid])]
    site = door(other, grid, (dice.below(38) + 1, dice.below(38) + 1, dice.below(38) + 1))
    text = ("梅川县" if dice.chance(0.5) else "") + town + community + site
    return Case(_written(text, dice), None, frozenset({"stranger"}))


def _written(text: str, dice: Dice) -> str:
    """Numbers below a hundred in Chinese, or digits of full width, or neither."""
    if dice.chance(NUMERAL_SHARE):
        text = re.sub(
            r"(?<![0-9])[0-9]{1,2}(?=幢|单元|号)", lambda match: chinese_number(int(match[0])), text
        )
    return text.translate(WIDE) if dice.chance(WIDE_SHARE) else text
