"""Faults as a report a person reads: by kind, worst first, some shown and the rest counted.

FaultGroup("overlap", count=151, km2=12.3, problems=(the 10 largest))
→ "重叠：151 处，合计 12.3 km²，一半不宽于 2.6 米。重叠处的件次只归编号较小的一个：请在制图软件里对齐两块的公共边界。"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from grid.faults.check import Checked
from grid.faults.fault import KINDS, SLIVER_M, Fault, Kind, worst_first
from grid.faults.rule import RULES, TITLES
from grid.receipt import AreaProblem, FaultGroup, FaultReport

MOST_SHOWN = 10  # of each kind
MOST_AROUND = 3  # areas named around a gap
SMALL_KM2, LARGE_KM2 = 0.01, 100.0


@dataclass(frozen=True)
class Source:
    """What a sentence needs besides the fault: the file, where each code stands in it, its name and its parent."""

    file: str
    feature_nos: Mapping[str, int]
    names: Mapping[str, str]
    parents: Mapping[str, str | None]
    refused: Mapping[Fault, int]  # gap → a refused feature that lies there


def report_faults(checked: Checked, source: Source) -> FaultReport:
    """Every fault counted under its kind, the largest of each with a sentence."""
    by_kind: dict[Kind, list[Fault]] = {kind: [] for kind in KINDS}
    for fault in sorted(checked.found.faults, key=worst_first):
        by_kind[fault.kind].append(fault)
    groups = [_group(kind, faults, source) for kind, faults in by_kind.items() if faults]
    return FaultReport(
        tuple(groups),
        checked.found.sliver_count,
        SLIVER_M,
        is_parent_checked=checked.is_parent_checked,
        are_gaps_checked=checked.are_gaps_checked,
    )


def _group(kind: Kind, faults: list[Fault], source: Source) -> FaultGroup:
    title_zh, title_en = TITLES[kind]
    rule, size = RULES[kind], _size(sum(fault.km2 for fault in faults))
    half = median(fault.width_m for fault in faults)
    return FaultGroup(
        rule_code=rule.code,
        count=len(faults),
        km2=sum(fault.km2 for fault in faults),
        message_zh=f"{title_zh}：{len(faults)} 处，合计 {size}，一半不宽于 {_metres(half, '米')}。",
        message_en=f"{title_en}: {len(faults)}, {size} in all, half of them at most {_metres(half, 'm')} wide.",
        remedy_zh=rule.remedy_zh,
        remedy_en=rule.remedy_en,
        problems=tuple(_problem(fault, source) for fault in faults[:MOST_SHOWN]),
    )


def _problem(fault: Fault, source: Source) -> AreaProblem:
    values: dict[str, object] = {
        "size": _size(fault.km2),
        "share": _share(fault.share or 0.0),
        "width_zh": _metres(fault.width_m, "米"),
        "width_en": _metres(fault.width_m, "m"),
        "place": f"{fault.lon:.5f},{fault.lat:.5f}",
    }
    if fault.kind == "gap":
        values |= _around(fault.codes, source.names) | _refused(source.refused.get(fault))
        return RULES["gap"].problem(source.file, None, None, **values)
    code, other = fault.codes
    parent = source.parents.get(code) or ""
    return RULES[fault.kind].problem(
        source.file,
        source.feature_nos.get(code),
        code,
        **values,
        **_subject(code, source.names),
        other_zh=_named_zh(other, source.names),
        other_en=_named_en(other, source.names),
        parent_zh=_named_zh(parent, source.names),
        parent_en=_named_en(parent, source.names),
    )


def _subject(code: str, names: Mapping[str, str]) -> dict[str, object]:
    """The area the line begins with: its code stands before already, so a name that is the code is left out."""
    name = names.get(code, code)
    return (
        {"subject_zh": "", "subject_en": ""}
        if name == code
        else {
            "subject_zh": f"「{name}」",
            "subject_en": f"{name} ",
        }
    )


def _around(codes: tuple[str, ...], names: Mapping[str, str]) -> dict[str, object]:
    more = len(codes) - MOST_AROUND
    zh = "、".join(_named_zh(code, names) for code in codes[:MOST_AROUND])
    en = ", ".join(_named_en(code, names) for code in codes[:MOST_AROUND])
    return {
        "around_zh": f"{zh}等 {len(codes)} 个区域" if more > 0 else zh,
        "around_en": f"{en} and {more} more" if more > 0 else en,
    }


def _refused(feature_no: int | None) -> dict[str, object]:
    if feature_no is None:
        return {"refused_zh": "", "refused_en": ""}
    return {
        "refused_zh": f"，未导入的第{feature_no}个图形就在这里",
        "refused_en": f": feature {feature_no}, which was refused, lies here",
    }


def _named_zh(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code, code)
    return f" {code} " if name == code else f"「{name}」（{code}）"


def _named_en(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code, code)
    return code if name == code else f"{name} ({code})"


def _size(km2: float) -> str:
    """1,234 km², 12.3 km², 0.214 km²; below a hectare in m², which says more than 0.0003 km²."""
    if km2 < SMALL_KM2:
        return f"{km2 * 1e6:,.0f} m²"
    return f"{km2:,.0f} km²" if km2 >= LARGE_KM2 else f"{km2:.3g} km²"


def _metres(width: float, unit: str) -> str:
    return f"{width:,.1f} {unit}" if width < 10 else f"{width:,.0f} {unit}"


def _share(share: float) -> str:
    return "<0.1%" if 0 < share < 0.001 else f"{share:.1%}"
