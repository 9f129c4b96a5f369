"""Who lives in the invented county: names by their frequency, phones, ID numbers, addresses."""

from dataclasses import dataclass

import numpy as np

from data.city.areas import COUNTY_CODE, Land
from data.city.bank import name_parts
from data.city.stream import Ints, stream

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_PHONE_HEADS = (
    "130 131 133 135 136 137 138 139 150 151 152 157 158 159 177 180 181 186 187 188 189 199".split()
)
POPULAR_SHARE = 0.07
NAMESAKE_SHARE = 0.02


@dataclass(frozen=True)
class People:
    """Principals, one entry each: name, phone, ID number, home address, and a relative who may speak."""

    names: list[str]
    phones: list[str]
    other_phones: list[str]
    id_numbers: list[str]
    addresses: list[str]
    relatives: list[str]
    relations: list[str]
    grid: Ints


def make_people(seed: int, land: Land, grid: Ints) -> People:
    """One principal per entry of `grid`; one in forty lives with the principal before."""
    rng = stream(seed, "people")
    count = len(grid)
    male = rng.uniform(0, 1, count) < 0.55
    names = _with_namesakes(rng, draw_names(rng, male), land.grid_town[grid])
    phones, id_numbers = draw_phones(rng, count), _id_numbers(rng, male)
    addresses = _addresses(rng, land, grid)
    shared = np.flatnonzero(rng.uniform(0, 1, count) < 0.025)
    for i in shared[shared > 0].tolist():
        if grid[i] == grid[i - 1]:
            addresses[i] = addresses[i - 1]
            phones[i] = phones[i - 1] if rng.uniform() < 0.5 else phones[i]
    relations, relatives = _relatives(rng, names, male)
    return People(names, phones, draw_phones(rng, count), id_numbers, addresses, relatives, relations, grid)


def draw_names(rng: np.random.Generator, male: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[str]:
    """Full names: a frequent surname, and a popular or a composed given name."""
    parts = name_parts()
    surnames = list(parts["surnames"])
    weight = 1 / (np.arange(len(surnames)) + 6.0)
    family = rng.choice(len(surnames), len(male), p=weight / weight.sum())
    popular = rng.uniform(0, 1, len(male)) < POPULAR_SHARE
    dice = rng.integers(0, 1 << 30, (len(male), 2))
    given = [
        _given("male" if m else "female", p, (a, b))
        for m, p, (a, b) in zip(male.tolist(), popular.tolist(), dice.tolist(), strict=True)
    ]
    return [surnames[f] + g for f, g in zip(family.tolist(), given, strict=True)]


def _with_namesakes(rng: np.random.Generator, names: list[str], town: Ints) -> list[str]:
    """Let a few more share their full name with someone of their town, as kin and cohorts do."""
    order = np.lexsort((rng.uniform(0, 1, len(town)), town))
    later, earlier = order[1:], order[:-1]
    alike = (town[later] == town[earlier]) & (rng.uniform(0, 1, len(later)) < NAMESAKE_SHARE)
    named = list(names)
    for one, other in zip(later[alike].tolist(), earlier[alike].tolist(), strict=True):
        named[one] = names[other]
    return named


def _given(sex: str, popular: bool, dice: tuple[int, int]) -> str:
    parts = name_parts()
    if popular:
        return parts[f"popular_{sex}"][dice[0] % len(parts[f"popular_{sex}"])]
    first, last = parts[f"given_first_{sex}"], parts[f"given_last_{sex}"]
    if dice[0] % 9 == 0:
        return last[dice[1] % len(last)]
    return first[dice[0] % len(first)] + last[dice[1] % len(last)]


def draw_phones(rng: np.random.Generator, count: int) -> list[str]:
    """Mobile numbers of eleven digits."""
    heads = rng.integers(0, len(_PHONE_HEADS), count).tolist()
    tails = rng.integers(0, 100_000_000, count).tolist()
    return [f"{_PHONE_HEADS[h]}{t:08d}" for h, t in zip(heads, tails, strict=True)]


def checked_id(body: str) -> str:
    """A 17-digit body with its check character (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + _ID_CHECK[total % 11]


def _id_numbers(rng: np.random.Generator, male: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[str]:
    years = rng.integers(1945, 2006, len(male)).tolist()
    months, days = rng.integers(1, 13, len(male)).tolist(), rng.integers(1, 29, len(male)).tolist()
    orders = (rng.integers(0, 499, len(male)) * 2 + male).tolist()
    rows = zip(years, months, days, orders, strict=True)
    return [checked_id(f"{COUNTY_CODE}{y}{m:02d}{d:02d}{o:03d}") for y, m, d, o in rows]


def _addresses(rng: np.random.Generator, land: Land, grid: Ints) -> list[str]:
    dice = rng.integers(1, 40, (len(grid), 3)).tolist()
    community = land.tiling.community
    rows = zip(grid.tolist(), dice, strict=True)
    return [land.community_names[community[g]] + door(land, g, (a, b, c)) for g, (a, b, c) in rows]


def door(land: Land, grid: int, dice: tuple[int, int, int]) -> str:
    """A dwelling of a grid: 金桂苑3幢2单元501室, or 陈家湾28号."""
    a, b, c = dice
    if land.rural[grid]:
        return f"{land.sites[grid]}{a * 3 + b % 3}号"
    return f"{land.sites[grid]}{a % 24 + 1}幢{b % 4 + 1}单元{c % 18 + 1}0{b % 3 + 1}室"


def _relatives(
    rng: np.random.Generator, names: list[str], male: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[list[str], list[str]]:
    """A relative who may speak for the principal, and what the principal is to them (父亲, 妻子 …)."""
    child = rng.uniform(0, 1, len(names)) < 0.6
    their_sex = np.where(child, rng.uniform(0, 1, len(names)) < 0.6, ~male)
    strangers = draw_names(rng, their_sex)
    relatives = [
        name[0] + stranger[1:] if c else stranger
        for name, stranger, c in zip(names, strangers, child.tolist(), strict=True)
    ]
    words = {(True, True): "父亲", (True, False): "母亲", (False, True): "丈夫", (False, False): "妻子"}
    relations = [words[c, m] for c, m in zip(child.tolist(), male.tolist(), strict=True)]
    return relations, relatives
