"""What each report says, in sentences of the synthetic city: some 50 to 90 characters, the facts those of its matter.

据该户反映：老人住院花去9780元，陈志华一分钱不肯出，村里老人协会上门劝过。双方协商未果。现请求签赡养协议。
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.drawn import Draw
from benchmarks.wording import either, filled, joined, money_text, picked, text
from data.city.bank import causes, phrases
from data.city.size import FIRST_DAY
from data.city.stream import Ints

DETAIL_SHARE = 0.6
BUREAUS = ("县人社局", "县住建局", "县自然资源和规划局", "县市场监督管理局", "县农业农村局")


def narratives(draw: Draw, *, area: pa.Array, party: pa.Array) -> pa.Array:
    """Opening, a fact, perhaps a circumstance, the course so far, and what is asked; a repeat tells the same facts anew."""
    rng, count = draw.rng("story"), len(draw.reports.day)
    slots, cause = _slots(draw, rng, area, party), draw.of_matter(draw.matters.cause)
    is_again = (draw.reports.rank > 1) & (rng.uniform(0, 1, count) < 0.75)
    opening, again = ([*phrases()[name]] for name in ("open_official", "open_again"))
    courses, courses_again = phrases()["course"], phrases()["course_again"]

    def told(templates: list[str]) -> pa.Array:
        return filled(templates, rng.integers(0, len(templates), count), slots)

    return joined(
        either(is_again, told(again), told(opening)),
        _of_cause("facts", rng, cause, slots),
        either(
            rng.uniform(0, 1, count) < DETAIL_SHARE, joined("，", _of_cause("more", rng, cause, slots)), ""
        ),
        "。",
        either(is_again, told(courses_again), told(courses)),
        told(phrases()["ask_lead"]),
        _of_cause("asks", rng, cause, slots),
        "。",
    )


def _of_cause(part: str, rng: np.random.Generator, cause: Ints, slots: dict[str, pa.Array]) -> pa.Array:
    """One sentence of the cause's own for each row."""
    own = [getattr(each, part) for each in causes()]
    sizes = np.array([len(sentences) for sentences in own])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    number = starts[cause] + (rng.uniform(0, 1, len(cause)) * sizes[cause]).astype(np.int64)
    return filled([sentence for sentences in own for sentence in sentences], number, slots)


def _slots(draw: Draw, rng: np.random.Generator, area: pa.Array, party: pa.Array) -> dict[str, pa.Array]:
    """What a matter's sentences name; the facts stay, their wording varies from report to report."""
    matters, count = draw.matters, len(draw.reports.day)
    number, months = draw.of_matter(matters.number), draw.of_matter(matters.months)
    site = picked(draw.land.sites, draw.of_matter(matters.grid))
    short = pc.replace_substring(party, "有限公司", "")
    began = FIRST_DAY.year * 12 + FIRST_DAY.month - 1 + draw.reports.day // 30 - months
    return {
        "area": area,
        "site": site,
        "place": joined(site, text(draw.of_matter(matters.site) + 1), "号"),
        "party": either(rng.uniform(0, 1, count) < 0.4, short, party),
        "label": picked([cause.label for cause in causes()], draw.of_matter(matters.cause)),
        "money": money_text(draw.of_matter(matters.money), rng.integers(0, 6, count)),
        "months": text(months),
        "since": joined(text(began // 12), "年", text(began % 12 + 1), "月"),
        "n": text(number % 26 + 3),
        "size": text(number),
        "age": text(number % 26 + 64),
        "hour": text(number % 3 + 9),
        "who": picked(phrases()["who_plain"], rng.integers(0, 10, count)),
        "unit": picked(BUREAUS, draw.of_matter(matters.cause)),
        "times": picked("一二三四五六七八九十", draw.reports.rank - 1),
    }
