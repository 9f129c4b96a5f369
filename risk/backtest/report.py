"""A backtest as tables for people, in Chinese or English.

origin      open  escalated  precision  recall  lift  × best rule  Brier  calibration error  median lead
2026-05-31  340   31         0.32       0.35    3.5   1.40         0.071  0.012              11
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from risk.backtest.cut import LEAST_COUNT, Cut
from risk.backtest.judge import Ranked
from risk.backtest.result import Backtest, Way, median
from risk.backtest.rule import ORDERS
from risk.backtest.top import Top
from risk.backtest.wilson import Rate

NONE = "—"
Pair = tuple[str, str]
WAY_NAMES: dict[str, Pair] = {
    "with_deadline": ("升级（含时限超期）", "escalations, missed deadlines counted"),
    "without_deadline": ("升级（不含时限超期）", "escalations, missed deadlines not counted"),
}
CUT_NAMES: dict[str, Pair] = {
    "area": ("乡镇街道", "town"),
    "category": ("类型", "kind"),
    "channel": ("渠道", "channel"),
}
UNPLACED: Pair = ("未定位", "not placed")
TOO_FEW: Pair = ("样本太少", "too few to judge")
TOP_HEADS: tuple[Pair, ...] = (("精确率", "precision"), ("召回率", "recall"), ("提升", "lift"))
FOLD_HEADS: tuple[Pair, ...] = (
    ("起点", "origin"), ("未结", "open"), ("升级", "escalated"), *TOP_HEADS, ("÷最好规则", "÷ best rule"),
    ("Brier", "Brier"), ("校准误差", "calib. error"), ("提前天数", "lead days"),
)  # fmt: skip
CUT_HEADS: tuple[Pair, ...] = (
    ("分类", "cut"), ("名称", "name"), ("事项次", "n"), ("升级", "escalated"), ("列入", "taken"),
    ("精确率（95%）", "precision (95 %)"), ("召回率（95%）", "recall (95 %)"),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A title, heads and rows of text; has_counts: whether it tells how many, which may be one matter."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_counts: bool


@dataclass(frozen=True)
class Report:
    """The tables of a backtest in one language."""

    result: Backtest
    lang: str

    def tables(self) -> list[Table]:
        """For each way of counting: folds at the week's capacity, folds at the top share, orders, cuts."""
        return [table for way in WAY_NAMES for table in self._tables_of(way)]

    def _tables_of(self, code: str) -> Iterable[Table]:
        way = self.result.way(code)
        share = f"{self.result.top_share:.0%}"
        for at_top, words in (
            (False, (f"每周可办{self.result.capacity_count}件", f"a week's {self.result.capacity_count}")),
            (True, (f"前{share}", f"top {share}")),
        ):
            yield self._table(code, words, FOLD_HEADS, self._fold_rows(code, way, at_top=at_top))
            heads = (("排序依据", "order"), *TOP_HEADS, ("平均精确率", "average precision"))
            rows = (self._order_row(ranked, at_top=at_top) for ranked in way.orders)
            yield self._table(code, (f"各排序，{words[0]}", f"orders, {words[1]}"), heads, rows)
        rows = (self._cut_row(cut) for cut in self.result.cuts[code])
        yield self._table(code, _cut_title(share), CUT_HEADS, rows)

    def _table(
        self, way: str, words: Pair, heads: tuple[Pair, ...], rows: Iterable[tuple[str, ...]]
    ) -> Table:
        title = f"{self._say(WAY_NAMES[way])}  ·  {self._say(words)}"
        return Table(
            title, tuple(self._say(head) for head in heads), tuple(rows), heads in (FOLD_HEADS, CUT_HEADS)
        )

    def _fold_rows(self, code: str, way: Way, *, at_top: bool) -> Iterable[tuple[str, ...]]:
        for fold in self.result.folds:
            yield (str(fold.fold.origin), *self._figures(Way((fold.judged[code],)), at_top=at_top))
        first = self._say(("全部", "all"))
        yield (first, *self._figures(way, at_top=at_top))

    def _figures(self, way: Way, *, at_top: bool) -> tuple[str, ...]:
        top = way.orders[0].at_top if at_top else way.orders[0].at_capacity
        figures = way.forecast.figures if way.forecast else {}
        return (
            str(top.matter_count), str(top.escalated_count), *_shares(top),
            _number(way.least_over_best_rule(at_top=at_top), 2),
            _number(figures.get("brier"), 3), _number(figures.get("calibration_error_even_count"), 3),
            _number(median(way.lead(at_top=at_top)), 1),
        )  # fmt: skip

    def _order_row(self, ranked: Ranked, *, at_top: bool) -> tuple[str, ...]:
        order = next(order for order in ORDERS if order.code == ranked.code)
        shares = _shares(ranked.at_top if at_top else ranked.at_capacity)
        return (self._say((order.zh, order.en)), *shares, _number(ranked.average_precision, 2))

    def _cut_row(self, cut: Cut) -> tuple[str, ...]:
        name = self.result.names.get((cut.cut_code, cut.code or ""), (cut.code or "",) * 2)
        first = (self._say(CUT_NAMES[cut.cut_code]), self._say(name if cut.code else UNPLACED))
        if cut.is_too_few:
            return (*first, str(cut.matter_count), NONE, NONE, self._say(TOO_FEW), self._say(TOO_FEW))
        counts = (str(cut.matter_count), str(cut.escalated_count), str(cut.taken_count))
        return (*first, *counts, self._rate(cut.precision), self._rate(cut.recall))

    def _rate(self, rate: Rate | None) -> str:
        if rate is None:
            return self._say(TOO_FEW)
        return f"{rate.share:.2f} ({rate.low:.2f}–{rate.high:.2f})"

    def _say(self, words: Pair) -> str:
        return words[1] if self.lang == "en" else words[0]


def _shares(top: Top) -> tuple[str, str, str]:
    return _number(top.precision, 2), _number(top.recall, 2), _number(top.lift, 2)


def _number(value: float | None, digits: int) -> str:
    return NONE if value is None else f"{value:.{digits}f}"


def _cut_title(share: str) -> Pair:
    return (
        f"按地、按类、按渠道，前{share}；不足{LEAST_COUNT}为样本太少",
        f"by town, kind and channel, top {share}; under {LEAST_COUNT} are too few to judge",
    )
