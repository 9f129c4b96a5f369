"""The fields of each kind of row that goes out, each with its words: what is not named here is never told.

Field("next_due_date", "date", "下一到期日 next limit", is_nullable=True)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "date", "date-time", "integer", "number", "boolean", "strings", "objects"]


@dataclass(frozen=True)
class Field:
    """One field of a row."""

    name: str
    kind: Kind
    words: str
    is_nullable: bool = False
    inner: tuple[Field, ...] = ()


def _text(name: str, words: str, *, null: bool = False) -> Field:
    return Field(name, "string", words, null)


AREA = (
    _text("area_code", "区域编码 code of the area"),
    _text("name", "名称 name"),
    _text("level_code", "层级 level: province, prefecture, county, town, community, grid"),
    _text("parent_code", "上级编码 code of the area it belongs to", null=True),
    Field("valid_from_date", "date", "生效日期 first day of this version"),
)
KIND = (
    _text("category_code", "纠纷类型 kind of dispute"),
    Field("report_count", "integer", "件次 reports of the kind"),
)
GRID_WEEK = (
    _text("area_code", "最细一级区域 area of the finest level"),
    Field("week_start_date", "date", "周一 Monday of the week"),
    Field("report_count", "integer", "件次，小数隐去为 null reports; null when hidden", is_nullable=True),
    Field(
        "kinds",
        "objects",
        "各类件次，不列时为 null；不列不等于有小数 reports by kind; null when not listed, which need not mean small",
        is_nullable=True,
        inner=KIND,
    ),
)
REASON = (
    _text("measure_code", "指标 measure"),
    Field("points", "integer", "分值 points"),
    _text("zh", "理由 reason, Chinese"),
    _text("en", "理由 reason, English"),
)
DEADLINE = (
    _text("rule_code", "时限 limit"),
    Field("from_date", "date", "起算日 day it runs from"),
    Field("statutory_due_date", "date", "法定到期日 last day, rolled to a working day"),
    Field("conservative_due_date", "date", "保守到期日 last day, not rolled"),
    Field("met_date", "date", "完成日 day it was met", is_nullable=True),
    _text("state_code", "状态 state"),
    Field("overdue_days", "integer", "超期天数 days past the statutory day"),
    _text("basis", "依据 article or rule"),
)
MATTER = (
    _text("matter_id", "事项编号 id of the matter"),
    Field("former_ids", "strings", "并入本事项的旧编号 ids merged into it"),
    Field("updated_at", "date-time", "事实最近变动时间 when its facts last changed"),
    _text("area_code", "最细一级区域 area of the finest level", null=True),
    _text("category_code", "纠纷类型 kind of dispute"),
    _text("category_name", "纠纷类型名称 name of the kind", null=True),
    _text("legal_category_code", "建议、申诉等 suggestion or appeal"),
    _text("channel_code", "渠道 channel of the first report"),
    _text("level_code", "反映到的最高层级 highest level it was raised at"),
    _text("title", "标题，已遮盖 title, masked"),
    _text("status_code", "状态 open, accepted, replied or closed"),
    Field("is_open", "boolean", "是否未化解 whether it is open"),
    Field("first_reported_at", "date-time", "首次反映 first report"),
    Field("last_reported_at", "date-time", "最近反映 last report"),
    Field("report_count", "integer", "件次 reports"),
    Field("people_count", "integer", "涉及人数 people joined"),
    _text("group_id", "群体事项 group", null=True),
    Field("score", "integer", "分值 score; null when closed", is_nullable=True),
    _text("band_code", "等级 band; null when closed", null=True),
    Field("next_due_date", "date", "下一到期日 next limit", is_nullable=True),
    Field("overdue_days", "integer", "超期天数 days past the most overdue limit"),
    _text("respondent_name", "被反映单位 organisation it is about", null=True),
    _text("unit_name", "责任单位 unit that must act", null=True),
    Field("accepted_at", "date-time", "受理 accepted", is_nullable=True),
    Field("replied_at", "date-time", "答复 answered", is_nullable=True),
    Field("closed_at", "date-time", "办结 closed", is_nullable=True),
    _text(
        "closure_code", "办结依据 basis of article 27 it was closed on; null while open or untold", null=True
    ),
    _text("satisfaction_code", "评价 evaluation", null=True),
    Field("reasons", "objects", "评分理由 reasons of the score", inner=REASON),
    Field("deadlines", "objects", "时限 limits", inner=DEADLINE),
)
SIGNAL = (
    _text("signal_id", "信号编号 id of the signal"),
    Field("updated_at", "date-time", "最近变动时间 when it last changed"),
    _text("method_code", "方法 space_time, site or town_week"),
    _text("category_code", "纠纷类型 kind of dispute"),
    _text("category_name", "纠纷类型名称 name of the kind", null=True),
    _text("area_code", "所在区域 smallest area that holds it"),
    Field("grid_codes", "strings", "网格 grids it spans"),
    Field("starts_on_date", "date", "起 first day of the window"),
    Field("ends_on_date", "date", "止 last day of the window"),
    Field("observed_count", "integer", "实有件数，小数隐去 matters seen; null when hidden", is_nullable=True),
    Field("expected", "number", "预期件数 matters to expect"),
    Field("recurrence_interval_days", "number", "偶然出现间隔（天） recurrence interval, days"),
    Field("raised_on_date", "date", "发出日 day it was raised"),
    Field("found_on_date", "date", "最近见于数据之日 last day the data showed it"),
    _text("state_code", "状态 new, growing, ongoing, fading or closed"),
    _text("level_code", "由哪一级答复 level that is to answer"),
    _text("outcome_code", "核查结论 outcome", null=True),
)
GRID = (
    _text("area_code", "区域编码 code of the area"),
    _text("name", "名称 name"),
    _text("level", "层级 level"),
    _text("band", "等级 red, orange, yellow, blue or unknown"),
    _text("screening_status", "报送情况 returned, nil or missing; missing is not calm"),
)
