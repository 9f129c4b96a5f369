"""What the summary sheet says: how many rows became what, what is wrong by rule and where, what to do next.

共 120 行 = 新增 100 + 未变 5 + 变更 3 + 待核 2 + 退回 10
没有上报时间 | 3 处 | 请填上报时间，如 2025-03-05 | 柳河村 第12行、第31行…
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ingest.back.came_back import FILE
from ingest.back.finding import VERDICTS, Finding, Told
from ingest.mark import AMBER, MEANINGS, RED, VERDICT_COLOURS, WORDS, said, sheet_title

MOST_PLACES = 12
_TITLES = (
    ("问题", "Problem"),
    ("数目", "Count"),
    ("怎么回事", "What is wrong"),
    ("怎么改", "What to do"),
    ("在哪里（点击可到第一处）", "Where (click for the first)"),
)


@dataclass(frozen=True)
class Line:
    """One row of the summary: its cells, whether it is a heading, the colour of its first cell, where it leads."""

    cells: tuple[str | int, ...]
    look: str = "plain"
    colour: str | None = None
    leads_to: tuple[str, int] | None = None


def summary_lines(finding: Finding, notes: Iterable[str] = ()) -> list[Line]:
    """Everything the summary says, row by row."""
    lines = [
        Line((said(("核对汇总", "What became of this sheet")),), "title"),
        Line((said(FILE), finding.file_name)),
        Line((said(("报送编号", "Upload")), finding.submission_id)),
        Line((said(("收到时间", "Received")), f"{finding.received_at:%Y-%m-%d %H:%M}")),
        Line((said(("下一步", "Next")), next_step(finding)), "step"),
        Line(()),
        Line((said(("每一行都有去处", "Every row accounted for")), _sum(finding)), "head"),
    ]
    lines += [
        Line(
            (said(WORDS[name]), finding.counts[name], said(MEANINGS[name])), colour=VERDICT_COLOURS.get(name)
        )
        for name in VERDICTS
    ]
    lines += [*_problem_lines(finding), *_dropped_lines(finding), *_legend()]
    told = [Line((note,)) for note in notes]
    return [*lines, *([Line(()), Line((said(("说明", "Notes")),), "head"), *told] if told else [])]


def next_step(finding: Finding) -> str:
    """What to do now, in one sentence."""
    rejected, parked = finding.counts["rejected"], finding.counts["parked"]
    if rejected:
        return said(
            (
                f"请改正退回的 {rejected} 行（红色格），保存后把这个文件再传一次；其他行不用动，不会重复登记。",
                f"Fix the {rejected} rejected rows (red cells), save, and send this file again; "
                "leave the other rows as they are, nothing is registered twice.",
            )
        )
    if parked:
        return said(
            (
                f"有 {parked} 行与已有件次很像，请在「待核」页确认是不是同一件；其他行都已收下。",
                f"{parked} rows look like reports already held: say on the page 待核 whether they are the same.",
            )
        )
    if any(each.row for each in finding.problems):
        return said(
            (
                "每一行都已收下；黄色格请看一眼，改了再传也只更新改动的行。",
                "Every row was taken; look at the amber cells, and send the file again if you change any.",
            )
        )
    return said(("每一行都已收下，没有要改的。", "Every row was taken; nothing needs fixing."))


def _sum(finding: Finding) -> str:
    parts = " + ".join(f"{said(WORDS[name])} {finding.counts[name]}" for name in VERDICTS)
    return said((f"共 {finding.row_count} 行 = {parts}", f"{finding.row_count} rows = {parts}"))


def _problem_lines(finding: Finding) -> list[Line]:
    if not finding.problems:
        return []
    lines = [Line(()), Line(tuple(said(title) for title in _TITLES), "head")]
    ordered = sorted(finding.problems, key=lambda each: (not each.is_error, each.rule))
    for _, same in groupby(ordered, key=lambda each: (not each.is_error, each.rule)):
        lines.append(_problem_line(list(same)))
    return lines


def _problem_line(same: list[Told]) -> Line:
    first = same[0]
    kind = said(("必须改", "must fix")) if first.is_error else said(("提醒", "note"))
    leads = next(((sheet_title(each.sheet), each.row) for each in same if each.row), None)
    places = said(("、", ", ")).join(dict.fromkeys(_place(each) for each in same[:MOST_PLACES]))
    more = len(same) - MOST_PLACES
    places += said((f" 等 {len(same)} 处", f" and {more} more")) if more > 0 else ""
    colour = RED if first.is_error else AMBER
    return Line((kind, len(same), first.sentence, first.remedy, places), colour=colour, leads_to=leads)


def _place(told: Told) -> str:
    row = said((f" 第{told.row}行", f" row {told.row}")) if told.row else ""
    return told.sheet + row + (f"「{told.column}」" if told.column else "")


def _dropped_lines(finding: Finding) -> list[Line]:
    if not finding.dropped:
        return []
    title = said(("没有收下的列", "Columns not taken"))
    head = Line((title, "", said(("原因", "Why"))), "head")
    return [Line(()), head, *(Line((heading, "", why)) for heading, why in finding.dropped.items())]


def _legend() -> list[Line]:
    words = (
        (
            RED,
            ("红色格", "red cell"),
            ("必须改，这一行没有登记", "must be fixed: the row was not registered"),
        ),
        (AMBER, ("黄色格", "amber cell"), ("请看一眼，这一行已登记", "please look: the row was registered")),
    )
    head = Line((said(("图例", "Legend")),), "head")
    return [
        Line(()),
        head,
        *(Line((said(name), "", said(means)), colour=colour) for colour, name, means in words),
    ]
