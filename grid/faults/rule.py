"""The sentences of each kind of fault, in Chinese and English.

OVERLAP.problem("grids.geojson", 3, "9901", subject_zh="「东风村」", other_zh="「石门村」（9902）", size="0.21 km²", …)
→ "grids.geojson 第3个图形（9901）：「东风村」与「石门村」（9902）重叠 0.21 km²，占本区域 12.3%，平均宽 35 米，
   在 120.10012,30.20034。"
"""

from __future__ import annotations

from grid.faults.fault import Kind
from grid.rule import Rule

DUPLICATE = Rule(
    "duplicate_shape",
    "warning",
    "{subject_zh}与{other_zh}是同一块图形，{size}，重合 {share}，在 {place}。",
    "{subject_en}has the same shape as {other_en}: {size}, {share} in common, at {place}.",
    "一块地只能有一个编号：请删去多余的一块，或换上它自己的图形。",
    "One piece of ground has one code: delete one of the two, or give it its own shape.",
)
OVERLAP = Rule(
    "overlap",
    "warning",
    "{subject_zh}与{other_zh}重叠 {size}，占本区域 {share}，平均宽 {width_zh}，在 {place}。",
    "{subject_en}overlaps {other_en} by {size}, {share} of it, {width_en} wide on average, at {place}.",
    "重叠处的件次只归编号较小的一个：请在制图软件里对齐两块的公共边界。",
    "A report in an overlap goes to the smaller code: draw one common edge for both.",
)
STRADDLE = Rule(
    "outside_parent_in_other",
    "warning",
    "{subject_zh}有 {share}（{size}）不在上级{parent_zh}里，而在{other_zh}里，平均宽 {width_zh}，在 {place}。",
    "{subject_en}lies to {share} ({size}) not in its parent {parent_en} but in {other_en}, "
    "{width_en} wide on average, at {place}.",
    "一个网格只属于一个上级：请改它的边界，或核对上级编号。",
    "An area belongs to one parent: move its boundary, or check its parent code.",
)
OUTSIDE = Rule(
    "outside_parent",
    "warning",
    "{subject_zh}有 {share}（{size}）超出上级{other_zh}，也不在别的上级里，平均宽 {width_zh}，在 {place}。",
    "{subject_en}lies to {share} ({size}) outside its parent {other_en} and in no other, "
    "{width_en} wide on average, at {place}.",
    "请核对两层边界哪一层画错了。",
    "Check which of the two levels is drawn wrong.",
)
GAP = Rule(
    "gap",
    "warning",
    "{around_zh}之间有 {size} 无人管的空白，平均宽 {width_zh}，在 {place}{refused_zh}。",
    "{size} between {around_en} belong to no area, {width_en} wide on average, at {place}{refused_en}.",
    "请补画；如果是有意留出（如湖面、外县飞地），不必处理。",
    "Draw what is missing; leave it if it was left out on purpose (a lake, another county's ground).",
)
RULES: dict[Kind, Rule] = {
    "duplicate": DUPLICATE,
    "overlap": OVERLAP,
    "straddle": STRADDLE,
    "outside": OUTSIDE,
    "gap": GAP,
}
TITLES: dict[Kind, tuple[str, str]] = {
    "duplicate": ("同一块图形有两个编号", "One shape under two codes"),
    "overlap": ("重叠", "Overlaps"),
    "straddle": ("跨到别的上级", "Areas that lie in two parents"),
    "outside": ("超出上级", "Areas that leave their parent"),
    "gap": ("空白", "Gaps"),
}
