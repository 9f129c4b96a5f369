"""What a boundary file came to, in sentences: refused and mended shapes, faults between boundaries, reports that moved."""

from __future__ import annotations

from collections.abc import Iterator

from grid.receipt import AreaProblem, AreasReceipt, FaultGroup, FaultReport, Moved

Sentence = tuple[str, str]
MOST_SHOWN = 12  # of each rule, and of moves
LOCATED_BY = {
    "point": ("按坐标", "by their points"),
    "grid_code": ("按网格编号", "by grid code"),
    "grid_name": ("按网格名称", "by grid name"),
    "address": ("按地址", "by address"),
    "village": ("按村（社区）", "by village"),
    "none": ("没有依据", "nothing tells"),
}


def areas_told(file: str, receipt: AreasReceipt) -> Iterator[Sentence]:
    """Everything there is to say, the totals last."""
    yield from _problems(receipt)
    yield from _faults(file, receipt.faults)
    yield from moved_told(file, receipt.moved)
    renewed = receipt.loaded_count - receipt.new_count
    if renewed:
        yield (
            f"{file}：其中新增 {receipt.new_count} 个，更新已有的 {renewed} 个（名称、上级或边界有变）。",
            f"{file}: {receipt.new_count} are new, {renewed} renew areas held (name, parent or boundary differ).",
        )
    yield (
        f"{file}：载入 {receipt.loaded_count}，修复 {receipt.repaired_count}，合并 {receipt.merged_count}，"
        f"未变 {receipt.unchanged_count}，拒绝 {receipt.refused_count}。",
        f"{file}: {receipt.loaded_count} loaded, {receipt.repaired_count} repaired, {receipt.merged_count} merged, "
        f"{receipt.unchanged_count} unchanged, {receipt.refused_count} refused.",
    )


def _problems(receipt: AreasReceipt) -> Iterator[Sentence]:
    """Refusals first: what was refused is missing, what was mended is there; what to do is said once for each rule."""
    by_rule: dict[tuple[bool, str], list[AreaProblem]] = {}
    for each in receipt.problems:
        by_rule.setdefault((each.severity != "error", each.rule_code), []).append(each)
    for _, problems in sorted(by_rule.items(), key=lambda item: item[0][0]):
        first, *others = problems
        yield (f"{first.message_zh}{first.remedy_zh}", f"{first.message_en} {first.remedy_en}")
        for each in others[: MOST_SHOWN - 1]:
            yield (each.message_zh, each.message_en)
        yield from _left(len(problems) - MOST_SHOWN)


def _faults(file: str, faults: FaultReport) -> Iterator[Sentence]:
    for group in faults.groups:
        yield from _group(file, group)
    if faults.sliver_count:
        yield (
            f"另有 {faults.sliver_count} 处窄于 {faults.sliver_m:g} 米，只计数，不必处理。",
            f"{faults.sliver_count} more are narrower than {faults.sliver_m:g} m: counted, and no need to mend them.",
        )
    if not faults.groups:
        yield (
            f"{file}：各块边界之间没有重叠，没有空白。",
            f"{file}: no overlaps and no gaps between the boundaries.",
        )
    if not faults.are_gaps_checked:
        yield (
            "互相重叠的区域太多，没有查空白；请先改正重叠，再导入一次。",
            "Too many areas overlap, so gaps were not looked for; mend the overlaps and load again.",
        )
    if not faults.is_parent_checked:
        yield (
            "还没有上一层级的边界，没有核对是否越出上级；载入上一层级时会核对。",
            "No boundaries of a level above are held, so nothing was checked against them; loading them will do it.",
        )


def _group(file: str, group: FaultGroup) -> Iterator[Sentence]:
    """The heading names the file, the lines below it do not: sixty times the same word hides the rest."""
    yield (f"{file}：{group.message_zh}{group.remedy_zh}", f"{file}: {group.message_en} {group.remedy_en}")
    for each in group.problems:
        zh, en = (text.removeprefix(file).lstrip(" ：:") for text in (each.message_zh, each.message_en))
        yield (f"  {zh}", f"  {en}")
    yield from _left(group.count - len(group.problems))


def moved_told(file: str, moved: Moved) -> Iterator[Sentence]:
    """How many reports were placed anew, and the largest moves from grid to grid."""
    if not moved.checked_count:
        return
    yield (
        f"{file}：重新定位 {moved.checked_count:,} 件，其中 {moved.moved_count:,} 件换了网格。",
        f"{file}: {moved.checked_count:,} reports placed anew, {moved.moved_count:,} of them in another grid now.",
    )
    for move in moved.moves[:MOST_SHOWN]:
        zh, en = LOCATED_BY[move.located_by]
        ends = ((move.from_code, move.from_name), (move.to_code, move.to_name))
        left, right = (f"{name}（{code}）" if code else "未定位" for code, name in ends)
        from_en, to_en = (f"{name} ({code})" if code else "no grid" for code, name in ends)
        yield (
            f"  {left} → {right} {move.report_count:,} 件（{zh}）",
            f"  {from_en} → {to_en}: {move.report_count:,} ({en})",
        )
    rest = moved.moves[MOST_SHOWN:]
    if rest:
        count = sum(move.report_count for move in rest)
        yield (f"  ……另有 {len(rest)} 处，共 {count:,} 件。", f"  … and {len(rest)} more, {count:,} reports.")


def _left(count: int) -> Iterator[Sentence]:
    if count > 0:
        yield (f"  ……另有 {count} 条，略。", f"  … and {count} more.")
