"""The same person, slowly and plainly: every pair of petitioners of different reports, field by field."""

from __future__ import annotations

from collections import Counter
from math import log2

import pyarrow as pa

from risk.link.likeness import likeness, read_texts
from risk.person import Model
from risk.person.comparison import Comparison
from tests.risk.ledger import AREAS

Row = dict[str, object]
COMMUNITY = {code: parent for code, level, _, parent in AREAS if level == "grid"}
FIELDS = {"phone": "phone_token", "id": "id_token", "ref": "ref_token", "address": "address_token"}


def twin_pairs(reports: list[Row], parties: list[Row], model: Model) -> dict[tuple[str, str], float]:
    """(report, report) → match weight, for the pairs that are one person; no report here shares its row with another."""
    told = {row["report_id"]: row for row in reports}
    people = [{**row, "sound_token": row.get("pinyin_token") or row.get("name_token")} for row in parties]
    counts = {
        token: Counter(row.get(token) for row in people)
        for token in ("name_token", "sound_token", "phone_token", "address_token")
    }
    best: dict[tuple[str, str], float] = {}
    for one in people:
        for other in people:
            pair = str(one["report_id"]), str(other["report_id"])
            if pair[0] < pair[1] and not _is_forbidden(one, other, told, counts, model):
                weight = _weight(one, other, told, counts, model)
                best[pair] = max(weight, best.get(pair, weight))
    return {pair: weight for pair, weight in best.items() if weight >= model.least_weight}


def _weight(
    one: Row, other: Row, told: dict[object, Row], counts: dict[str, Counter[object]], model: Model
) -> float:
    bits = log2(model.prior / (1 - model.prior))
    for comparison in model.comparisons:
        level = _level(comparison, one, other, told)
        if level is not None:
            each = comparison.levels[level]
            share = _share(counts[each.frequency][one[each.frequency]], model) if each.frequency else each.u
            bits += log2(each.m / share)
    return bits


def _share(count: int, model: Model) -> float:
    return (count - 1 + 0.4) / (model.record_count + 20_000)


def _level(comparison: Comparison, one: Row, other: Row, told: dict[object, Row]) -> int | None:
    first, second = told[one["report_id"]], told[other["report_id"]]
    if comparison.code == "name":
        if not one["sound_token"] or not other["sound_token"]:
            return None
        if one.get("name_token") == other.get("name_token"):
            return 0
        return 1 if one["sound_token"] == other["sound_token"] else 2
    if comparison.code == "place":
        if first["grid_text"] == second["grid_text"]:
            return 0
        return 2 if COMMUNITY[str(first["grid_text"])] == COMMUNITY[str(second["grid_text"])] else 3
    if comparison.code == "facts":
        return _facts(first, second)
    token = FIELDS[comparison.code]
    if not one.get(token) or not other.get(token):
        return None
    return 0 if one[token] == other[token] else 1


def _facts(first: Row, second: Row) -> int | None:
    texts = pa.array([f" {row['narrative']}" for row in (first, second)])
    corpus = read_texts(texts, number_weight=6)
    share = float(likeness(corpus, *(pa.array([k]).to_numpy() for k in (0, 1)))[0])
    respondent = _is_same_respondent(first, second)
    category = first["category_code"] == second["category_code"]
    if not all(corpus.counts) and not respondent:
        return None
    if share >= 0.15:
        return 0 if share >= 0.3 else 1
    if share >= 0.05 and (respondent or category):
        return 2
    return 3 if respondent else 4 if category else 5


def _is_same_respondent(first: Row, second: Row) -> bool:
    return first["respondent_id"] is not None and first["respondent_id"] == second["respondent_id"]


def _is_forbidden(
    one: Row, other: Row, told: dict[object, Row], counts: dict[str, Counter[object]], model: Model
) -> bool:
    level = {c.code: _level(c, one, other, told) for c in model.comparisons}
    first, second = told[one["report_id"]], told[other["report_id"]]
    is_walled = len({row["legal_category_code"] == "accusation" for row in (first, second)}) == 2
    is_named, is_else = level["name"] in (0, 1), level["facts"] in (None, 4, 5)
    shows = any(level[code] == 0 for code in FIELDS)
    is_common = is_named and _share(counts["sound_token"][one["sound_token"]], model) > 2e-4
    is_near = level["place"] in (0, 1, 2)
    is_far = not is_near and not _is_same_respondent(first, second)
    name_alone = is_named and not shows and (is_far or (is_else and (not is_near or is_common)))
    household = level["name"] == 2 and level["id"] != 0 and level["ref"] != 0 and is_else
    apart = not (is_named or shows)
    return is_walled or apart or level["id"] == 1 or name_alone or household
