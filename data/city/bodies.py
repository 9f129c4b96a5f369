"""What a matter is about and where: bodies, opponents, projects, exact spots, sums and dates.

party                    short     site          place            money   months
鸿泰建设集团有限公司     鸿泰建设  锦绣苑二期    锦绣苑二期3号楼  32000   7
"""

from dataclasses import dataclass

import numpy as np

from data.city.areas import COUNTY_NAME, Land
from data.city.bank import body_parts, causes, name_parts
from data.city.matters import Matters
from data.city.people import door, draw_names
from data.city.stream import Ints, stream
from data.city.units import committee_name

_MASK = (1 << 64) - 1
LONE_MATTERS_PER_BODY = 2.5
PERSONAL = ("person", "boss")
SMALL_SUMS = ("漏水", "商品质量", "网购", "油烟", "车位", "物业费", "预付卡", "旅游", "入学", "供水供电")
LARGE_SUMS = ("延期交房", "征地补偿", "拆迁安置", "借贷", "合伙经营", "离婚财产", "村务公开", "诊疗", "电梯")


class Dice:
    """A cheap repeatable run of chance for one text (splitmix64)."""

    def __init__(self, *keys: int) -> None:
        self.state = 0
        for key in keys:
            self.state = (self.state ^ key) & _MASK
            self.roll()

    def roll(self) -> int:
        """The next 31 bits."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & _MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        self.state = z
        return z >> 33

    def below(self, count: int) -> int:
        """0 … count-1."""
        return self.roll() % count

    def chance(self, share: float) -> bool:
        """True for this share of rolls."""
        return self.roll() < share * (1 << 31)

    def pick(self, options: list[str] | tuple[str, ...] | str) -> str:
        """One of the options."""
        return options[self.roll() % len(options)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays the same however often and by whomever a matter is told."""

    party: str
    short: str
    personal: bool
    site: str
    place: str
    area: str
    label: str
    money: int
    months: int
    number: int
    size: int


@dataclass(frozen=True)
class Bodies:
    """How many bodies of each type a community has, and the persons lone matters are about."""

    seed: int
    slots: Ints
    opponents: list[str]
    types: tuple[str, ...]


def make_bodies(seed: int, land: Land, matters: Matters) -> Bodies:
    """Enough bodies that one meets few unrelated matters of its own."""
    types = tuple(sorted({c.party for c in causes()}))
    kind = np.array([types.index(c.party) for c in causes()])[matters.cause]
    community = land.tiling.community[matters.grid]
    lone = np.zeros((len(types), len(land.community_codes)), dtype=np.int64)
    np.add.at(lone, (kind, community), 1)
    rng = stream(seed, "bodies")
    male = rng.uniform(0, 1, len(matters.day)) < 0.7
    slots = np.maximum(3, lone / LONE_MATTERS_PER_BODY).astype(np.int64)
    return Bodies(seed, slots, draw_names(rng, male), types)


def facts_of(bodies: Bodies, land: Land, matters: Matters, *, matter: int) -> Facts:
    """The facts of one matter; those of a group share party and site."""
    cause = causes()[matters.cause[matter]]
    grid, group = int(matters.grid[matter]), int(matters.group[matter])
    own = Dice(bodies.seed, 11, matter)
    shared = Dice(bodies.seed, 13, group) if group >= 0 else Dice(bodies.seed, 17, matter)
    party, short = _party(bodies, land, matter, (cause.party, grid, shared))
    site = _site(land, grid, cause.place, shared)
    return Facts(
        party=party,
        short=short,
        personal=cause.party in PERSONAL,
        site=site,
        place=_place(land, grid, (cause.place, site, party), own),
        area=land.community_names[land.tiling.community[grid]],
        label=cause.label,
        money=_money(cause.key, own),
        months=own.below(22) + 2,
        number=own.below(26) + 3,
        size=own.below(180) + 4,
    )


def _money(key: str, dice: Dice) -> int:
    """A sum in yuan: hundreds for goods, thousands for harm and wages, more for homes, loans and land."""
    low, high, step = 2_000, 45_000, 100
    if key in SMALL_SUMS:
        low, high, step = 150, 9_000, 10
    elif key in LARGE_SUMS:
        low, high, step = 30_000, 600_000, 1_000
    span = (high - low) // step
    return low + step * (dice.below(span) * dice.below(1000) // 1000)


def _party(bodies: Bodies, land: Land, matter: int, about: tuple[str, int, Dice]) -> tuple[str, str]:
    kind, grid, dice = about
    community = int(land.tiling.community[grid])
    if kind in PERSONAL:
        return bodies.opponents[matter], bodies.opponents[matter]
    if kind == "committee":
        return committee_name(land.community_names[community]), "村里"
    if kind == "government":
        town = land.town_names[int(land.grid_town[grid])]
        return (town + ("办事处" if town.endswith("街道") else "政府")), "镇里"
    slot = dice.below(int(bodies.slots[bodies.types.index(kind), community]))
    return body_name(bodies, land, kind, where=(community, slot))


def body_name(bodies: Bodies, land: Land, kind: str, *, where: tuple[int, int]) -> tuple[str, str]:
    """Full and short name of one body: 鸿泰建设集团有限公司, 鸿泰建设."""
    community, slot = where
    first, second, tails = body_parts()
    dice = Dice(bodies.seed, bodies.types.index(kind), community, slot)
    if kind == "utility":
        name = COUNTY_NAME + tails[kind][slot % len(tails[kind])]
        return name, name[len(COUNTY_NAME) :]
    if kind in ("school", "hospital"):
        stem = land.community_names[community][:2]
        name = stem + ("" if slot == 0 else dice.pick(first)) + tails[kind][slot % len(tails[kind])]
        return name, name
    stem = dice.pick(first) + dice.pick(second) + (dice.pick(second) if dice.chance(0.6) else "")
    tail = dice.pick(tails[kind])
    return stem + tail, stem + tail.replace("有限公司", "").replace("集团", "")[:4]


def _site(land: Land, grid: int, place: str, dice: Dice) -> str:
    """The estate, hamlet or project people would name; an estate in the country has its own name."""
    parts = name_parts()
    local = Dice(grid, 41)
    if place == "project":
        return (
            dice.pick(parts["estate_first"]) + dice.pick("苑城园府里湾庭") + dice.pick(parts["project_last"])
        )
    if place == "estate" and land.rural[grid]:
        return local.pick(parts["estate_first"]) + local.pick(parts["estate_last"])
    if place == "hamlet" and not land.rural[grid]:
        return local.pick(parts["surnames"][:70]) + local.pick(parts["hamlet_tail"])
    return land.sites[grid]


def _place(land: Land, grid: int, about: tuple[str, str, str], dice: Dice) -> str:
    kind, site, party = about
    if kind == "home":
        return door(land, grid, (dice.below(38) + 1, dice.below(38) + 1, dice.below(38) + 1))
    if kind == "estate":
        return f"{site}{dice.below(28) + 1}幢"
    if kind == "hamlet":
        return f"{site}{dice.below(14) + 1}组"
    if kind in ("road", "shop"):
        road = dice.pick(name_parts()["road_names"])
        return f"{road}{dice.below(300) + 1}号" if kind == "shop" else f"{site}{road}"
    if kind == "project":
        return f"{site}{dice.below(16) + 1}号楼"
    return party if kind in ("school", "hospital") else site
