"""A petition office's export of any number of rows, the same bytes for the same seed, a million in seconds.

信访件编号  登记时间          信访人姓名  手机号码  …  概况                                 被反映单位
XF0000001   2024/07/01 09:12  王秀英      138…      …  反映：恒泰置业延期交房已有3个月……    柳河恒泰置业有限公司

Sentences, names and places are those of the synthetic city (data/city/bank); people and bodies are invented. No column
of a protected attribute and no ID number is written. It serves speed alone: what is true of these rows nobody keeps.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from benchmarks.drawn import REPEAT_SHARE, Draw, make_matters, make_reports, name_numbers
from benchmarks.narrative import BUREAUS, narratives
from benchmarks.wording import either, joined, picked, text
from data.city.areas import Land
from data.city.bank import body_parts, causes, name_parts
from data.city.shape import points_in_grids
from data.city.size import FIRST_DAY
from data.city.stream import Ints
from data.city.units import committee_name

PHONE_SHARE = 0.65  # of people; a known phone is written on PHONE_WRITTEN of their reports: 55 % of rows
PHONE_WRITTEN = 0.88
ADDRESS_SHARE = 0.4
NAMELESS_SHARE = 0.03
POINT_SHARE, GRID_SHARE = 0.55, 0.30
JOINT_SHARE = 0.05
CHANNELS = ("来访", "来访", "来信", "网上信访", "来电")
LEVELS = ("乡镇", "乡镇", "县级", "县级", "市级")
SATISFACTION = ("满意", "满意", "满意", "基本满意", "不满意", "")


def write_rows(path: Path, land: Land, *, count: int, seed: int) -> None:
    """Write a sheet of `count` rows about the grids of `land`, UTF-8 with its mark."""
    matters = make_matters(seed, land, max(1, round(count * (1 - REPEAT_SHARE))))
    table = office_table(Draw(land, matters, make_reports(seed, matters, count), seed))
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        csv.write_csv(table, file)


def office_table(draw: Draw) -> pa.Table:
    """Every column of the export, one row per report."""
    number = np.arange(1, len(draw.reports.day) + 1)
    columns = {"信访件编号": joined("XF", pc.utf8_lpad(text(number), 7, "0"))}
    places = _places(draw)
    party = _party(draw)
    columns |= _dates(draw) | _people(draw) | places
    columns["概况"] = narratives(draw, area=places["问题属地"], party=party)
    columns["被反映单位"] = party
    kinds = [cause.subject for cause in causes()]
    columns["内容分类"] = picked(kinds, draw.of_matter(draw.matters.cause))
    columns["责任单位"] = _unit(draw)
    return pa.table(columns)


def _dates(draw: Draw) -> dict[str, pa.Array]:
    """When it came, was accepted, answered and ended; what lies after the last day has not happened."""
    rng, day = draw.rng("dates"), draw.reports.day
    count, last = len(day), int(day.max())
    accepted = day + rng.integers(1, 20, count)
    replied = accepted + rng.lognormal(3.2, 0.7, count).astype(np.int64)
    has_reply = (replied <= last) & (rng.uniform(0, 1, count) < 0.85)
    is_closed = has_reply & (rng.uniform(0, 1, count) < 0.8)
    return {
        "登记时间": joined(_day_text(day), " ", _clock_text(rng, count)),
        "受理时间": either((accepted <= last) & (rng.uniform(0, 1, count) < 0.9), _day_text(accepted), ""),
        "答复时间": either(has_reply, _day_text(replied), ""),
        "办结时间": either(is_closed, _day_text(replied), ""),
        "办理状态": either(is_closed, "已办结", "办理中"),
        "满意度": either(has_reply, picked(SATISFACTION, rng.integers(0, 60, count)), ""),
        "信访形式": picked(CHANNELS, rng.integers(0, 60, count)),
        "登记层级": picked(LEVELS, rng.integers(0, 60, count)),
    }


def _day_text(day: Ints) -> pa.Array:
    moments = np.datetime64(FIRST_DAY, "s") + day.astype("timedelta64[D]")
    return pc.strftime(pa.array(moments), format="%Y/%m/%d")


def _clock_text(rng: np.random.Generator, count: int) -> pa.Array:
    minute = rng.integers(8 * 60, 18 * 60, count)
    return joined(pc.utf8_lpad(text(minute // 60), 2, "0"), ":", pc.utf8_lpad(text(minute % 60), 2, "0"))


def _people(draw: Draw) -> dict[str, pa.Array]:
    """Who came: the same name, phone and address on every report of a person, where they are written at all."""
    rng, person = draw.rng("people"), draw.of_matter(draw.matters.person)
    people, count = int(draw.matters.person.max()) + 1, len(person)
    is_nameless = rng.uniform(0, 1, count) < NAMELESS_SHARE
    phone = 13_000_000_000 + rng.integers(0, 6_999_999_999, people)
    has_phone = (rng.uniform(0, 1, people) < PHONE_SHARE)[person] & (rng.uniform(0, 1, count) < PHONE_WRITTEN)
    has_address = rng.uniform(0, 1, count) < ADDRESS_SHARE
    sites, door = draw.land.sites, rng.integers(0, len(draw.land.sites) * 900, people)[person]
    joint = rng.uniform(0, 1, count) < JOINT_SHARE
    return {
        "信访人姓名": either(is_nameless, "匿名", _names(draw, people, "people").take(pa.array(person))),
        "手机号码": either(has_phone & ~is_nameless, text(phone[person]), ""),
        "住址/属地": either(
            has_address & ~is_nameless, joined(picked(sites, door // 900), text(door % 900 + 1), "号"), ""
        ),
        "涉及人数": text(np.where(joint, rng.integers(5, 60, count), 1)),
    }


def _names(draw: Draw, count: int, concern: str) -> pa.Array:
    parts = name_parts()
    given = [*parts["popular_male"], *parts["popular_female"]]
    for sex in ("male", "female"):
        given += [a + b for a in parts[f"given_first_{sex}"] for b in parts[f"given_last_{sex}"]]
    salt = draw.seed + len(concern)
    one, other = name_numbers(salt, count, surnames=len(parts["surnames"]), given=len(given))
    return joined(picked(parts["surnames"], one), picked(given, other))


def _places(draw: Draw) -> dict[str, pa.Array]:
    """Town and community always; a point, a grid code or neither."""
    rng, land, grid = draw.rng("places"), draw.land, draw.of_matter(draw.matters.grid)
    dice = rng.uniform(0, 1, len(grid))
    has_point, has_code = dice < POINT_SHARE, (dice >= POINT_SHARE) & (dice < POINT_SHARE + GRID_SHARE)
    point = points_in_grids(rng, land.tiling, grid)
    community = land.tiling.community[grid]
    area = joined(picked(land.town_names, land.grid_town[grid]), picked(land.community_names, community))
    lon, lat = (either(has_point, pa.array(point[:, axis]).cast(pa.string()), "") for axis in (0, 1))
    return {
        "问题属地": area,
        "网格编号": either(has_code, picked(land.grid_codes, grid), ""),
        "经度": lon,
        "纬度": lat,
    }


def _party(draw: Draw) -> pa.Array:
    """Who each report is about: a person, a body of the community, its committee or the town."""
    matters, land = draw.matters, draw.land
    community = land.tiling.community[matters.grid]
    kind = np.array([cause.party for cause in causes()])[matters.cause]
    first, second, tails = body_parts()
    own = matters.body * 31 + matters.cause * 977
    stem = picked([each.removesuffix("社区").removesuffix("村") for each in land.community_names], community)
    stem = joined(stem, picked(first, own), picked(second, own // 7))
    party = _names(draw, len(matters.cause), "opponents")
    for name, endings in tails.items():
        party = either(kind == name, joined(stem, picked(endings, own)), party)
    committees = [committee_name(name) for name in land.community_names]
    party = either(kind == "committee", picked(committees, community), party)
    town = joined(picked(land.town_names, land.grid_town[matters.grid]), "政府")
    return either(kind == "government", town, party).take(pa.array(draw.reports.matter))


def _unit(draw: Draw) -> pa.Array:
    rng, land, grid = draw.rng("units"), draw.land, draw.of_matter(draw.matters.grid)
    dice = rng.integers(0, 3, len(grid))
    town = joined(picked(land.town_names, land.grid_town[grid]), picked(["司法所", "综治中心"], grid))
    bureau = picked(BUREAUS, draw.of_matter(draw.matters.cause))
    committees = [committee_name(name) for name in land.community_names]
    local = picked(committees, land.tiling.community[grid])
    return either(dice == 0, bureau, either(dice == 1, town, local))
