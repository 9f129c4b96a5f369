"""The rules a feature of a boundary file is held to, each with its sentences.

NO_CODE.problem(file="grids.geojson", feature_no=3)
→ "grids.geojson 第3个图形：没有编号。" / "请在文件里补上编号后重新导入。"
"""

from __future__ import annotations

from dataclasses import dataclass

from grid.receipt import AreaProblem, Severity


@dataclass(frozen=True)
class Rule:
    """A rule: its code, how bad breaking it is, and what to say and advise; {name} stands for a value."""

    code: str
    severity: Severity
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str

    def problem(
        self, file: str, feature_no: int | None = None, area_code: str | None = None, **values: object
    ) -> AreaProblem:
        """The problem of one feature, or of the whole file when it has no number."""
        named = f"（{area_code}）" if area_code else ""
        called = f" ({area_code})" if area_code else ""
        at_zh = f"{file} 第{feature_no}个图形{named}：" if feature_no else f"{file}{named}："
        at_en = f"{file} feature {feature_no}{called}: " if feature_no else f"{file}{called}: "
        return AreaProblem(
            feature_no=feature_no,
            area_code=area_code,
            severity=self.severity,
            rule_code=self.code,
            message_zh=at_zh + self.zh.format(**values),
            message_en=at_en + self.en.format(**values),
            remedy_zh=self.remedy_zh.format(**values),
            remedy_en=self.remedy_en.format(**values),
        )


NO_CODE = Rule(
    "no_code",
    "error",
    "没有编号。",
    "has no code.",
    "请在文件里补上编号后重新导入。",
    "Fill in its code and load again.",
)
LOST_DIGITS = Rule(
    "code_lost_digits",
    "error",
    "编号写成了科学计数法，末尾几位已丢失：{code}。",
    "the code is in scientific notation and has lost digits: {code}.",
    "请把编号列改成文本，重新导出。",
    "Make the code column text and export again.",
)
NO_NAME = Rule(
    "no_name",
    "error",
    "没有名称。",
    "has no name.",
    "请补上名称；确实没有名称时，可把 --name 指向编号列。",
    "Fill in its name, or point --name at the code column.",
)
NO_SHAPE = Rule(
    "no_shape",
    "error",
    "没有图形。",
    "has no shape.",
    "请在制图软件里补画边界。",
    "Draw its boundary and load again.",
)
NOT_POLYGON = Rule(
    "not_polygon",
    "error",
    "图形是 {kind}，不是面。",
    "the shape is a {kind}, not a polygon.",
    "请只导出面图层。",
    "Export the polygon layer only.",
)
NOT_DEGREES = Rule(
    "not_degrees",
    "error",
    "坐标不在地球上（经度应在 ±180、纬度在 ±90 之内）：坐标系不对，或经纬度颠倒。",
    "the coordinates are not on Earth (longitude within ±180, latitude within ±90): wrong system, or swapped.",
    "请用 --crs 写明坐标系，例如 --crs EPSG:4547。",
    "Say the coordinate system with --crs, such as --crs EPSG:4547.",
)
COLLAPSED = Rule(
    "collapsed",
    "error",
    "修复后没有面积。",
    "has no area left once repaired.",
    "请在制图软件里重画边界。",
    "Draw the boundary again.",
)
REPAIRED = Rule(
    "repaired",
    "warning",
    "边界不合规（{reason_zh}），已修复，面积变化 {change}。",
    "the ring was invalid ({reason_en}) and was repaired; the area changed by {change}.",
    "请在地图上核对这块边界。",
    "Check this boundary on the map.",
)
MERGED = Rule(
    "merged",
    "warning",
    "与第{first_no}个图形编号、名称都相同，已合并为一个区域。",
    "has the code and name of feature {first_no} and was joined to it.",
    "如果它们本是两个区域，请分别编号。",
    "If these are two areas, give each its own code.",
)
SAME_CODE = Rule(
    "same_code_other_name",
    "error",
    "编号已被第{first_no}个图形「{first_name}」使用，本图形「{name}」未导入。",
    "the code is that of feature {first_no} ({first_name}); this one ({name}) was not loaded.",
    "请给它自己的编号。",
    "Give it a code of its own.",
)
OTHER_LEVEL = Rule(
    "code_at_other_level",
    "error",
    "编号已属于另一层级（{held_zh}）的区域「{name}」。",
    "the code belongs to an area of another level ({held_en}): {name}.",
    "请核对 --level 与 --code；不同层级的编号不能相同。",
    "Check --level and --code; codes must differ between levels.",
)
LEVEL_CORRECTED = Rule(
    "level_corrected",
    "warning",
    "同一边界原为{held_zh}，已改为{level_zh}。",
    "the same shape was held as {held_en} and is now {level_en}.",
    "如果不是更正，请用原来的 --level 再导入一次。",
    "If this was no correction, load it again with the former --level.",
)
MISSING_PARENT = Rule(
    "missing_parent",
    "warning",
    "上级编号 {parent} 不在已有的区域里。",
    "its parent {parent} is not among the areas held.",
    "请先导入上级区域，或核对 --parent 列。",
    "Load the level above first, or check the --parent column.",
)
EMPTY_PARENT = Rule(
    "empty_parent",
    "warning",
    "上级编号是空的，没有上级。",
    "its parent cell is empty, and it has no parent.",
    "请补上上级编号后重新导入。",
    "Fill in the parent's code and load again.",
)
NO_PARENT_FOUND = Rule(
    "no_parent_found",
    "warning",
    "不在任何已有的上级（{level_zh}）边界之内，没有上级。",
    "lies inside no {level_en} held, and has no parent.",
    "请核对坐标系（--crs）和上级边界，或用 --parent 写明。",
    "Check --crs and the boundaries above, or name the parent with --parent.",
)
CRS_OVERRULED = Rule(
    "crs_overruled",
    "warning",
    "文件自带坐标系 {own}，按 --crs 当作 {told} 处理。",
    "the file says {own}; it was read as {told}, as --crs says.",
    "如果不是有意为之，请去掉 --crs 再导入。",
    "If that was not meant, load again without --crs.",
)
OTHER_LAYERS = Rule(
    "other_layers",
    "warning",
    "文件有多个图层，只读了「{layer}」；未读：{others}。",
    "the file has several layers; only {layer} was read, not {others}.",
    "其他图层请另存为单独的文件再导入。",
    "Save the other layers as files of their own and load those.",
)
