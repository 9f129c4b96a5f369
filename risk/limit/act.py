"""What has happened on a matter, as dated acts, and where it stands.

date        code              with
2025-01-06  unit_received
2025-01-10  accepted          route 31.6
2025-03-03  extended          approved 03-03, told 03-04
2025-03-28  opinion_delivered
→ standing: answered
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from data.errors import BadArgument
from risk.limit.pause import Pause
from risk.limit.rule import Extension

NOT_ACCEPTED = "not_accepted"
NO_LONGER_ACCEPTED = "no_longer_accepted"
STANDINGS: dict[str, str | None] = {
    "found_urgent": None,  # 发现重大、紧急事项
    "reported_up": None,  # 报告
    "office_received": "received",  # 信访部门收到
    "organ_received": "received",  # 有权机关直接收到
    "transferred": "received",  # 转送、交办
    "unit_received": "received",  # 责任单位收到转送、交办
    "petitioner_unclear": None,  # 姓名(名称)、住址不清
    "objected": None,  # 责任单位提出异议
    "returned": "received",  # 异议成立，退回
    "told": None,  # 告知接收情况及途径程序
    NOT_ACCEPTED: NOT_ACCEPTED,  # 不予受理
    "accepted": "handling",  # 受理，写明途径
    "simple_ended": None,  # 转为普通程序
    "routed_out": "own_law",  # 转入法定途径
    "extended": None,  # 延期
    "opinion_issued": "answered",  # 出具处理意见
    "opinion_delivered": "answered",  # 信访人收到处理意见
    "settled": "settled",  # 调解、和解结案
    "closed": "closed",  # 办结、销号
    "review_asked": None,  # 请求复查
    "review_received": "in_review",  # 复查机关收到
    "review_issued": "reviewed",  # 出具复查意见
    "review_delivered": "reviewed",  # 信访人收到复查意见
    "recheck_asked": None,  # 请求复核
    "recheck_received": "in_recheck",  # 复核机关收到
    "hearing_begun": None,  # 听证开始
    "hearing_ended": None,  # 听证结束
    "recheck_issued": "rechecked",  # 出具复核意见
    "recheck_delivered": "rechecked",  # 信访人收到复核意见
    NO_LONGER_ACCEPTED: NO_LONGER_ACCEPTED,  # 不再受理
    "reopened": "received",  # 原意见撤销，重新办理
    "withdrawn": "withdrawn",  # 信访人撤回
    "mediation_started": None,  # 人民调解开始
    "agreement_effective": None,  # 调解协议生效
    "mediation_ended": None,  # 调解终结
    "confirmation_asked": None,  # 申请司法确认
}
ORDER = {code: place for place, code in enumerate(STANDINGS)}
OUT = (NOT_ACCEPTED, NO_LONGER_ACCEPTED, "withdrawn")
CLOSING = frozenset({"settled", "closed"})  # each says on which basis of 条例27
PETITION_ROUTE = "31.6"


@dataclass(frozen=True)
class Act:
    """One thing that was done on a day; acts of one day are read in the order of the procedure."""

    code: str
    act_date: date
    route_code: str | None = None
    is_simple: bool = False
    extension: Extension | None = None
    closure_code: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.code not in STANDINGS:
            known = "、".join(STANDINGS)
            raise BadArgument(
                f"未知的办理动作 {self.code}；可用：{known}。", f"No act {self.code}; known: {known}."
            )


def happened(acts: Iterable[Act], *, as_of: date) -> tuple[Act, ...]:
    """The acts up to a day, in order; 不再受理 before any 复核 opinion stands for nothing and is left out."""
    known = [act for act in acts if act.act_date <= as_of]
    reopened = {act.act_date for act in known if act.code == "reopened"}
    done = sorted(known, key=lambda act: (act.act_date, _place(act, act.act_date in reopened), repr(act)))
    rechecked = [place for place, act in enumerate(done) if STANDINGS[act.code] == "rechecked"]
    first = rechecked[0] if rechecked else len(done)
    return tuple(act for place, act in enumerate(done) if act.code != NO_LONGER_ACCEPTED or place > first)


def _place(act: Act, is_reopened: bool) -> int:
    """The place of an act in its day; on the day a matter is reopened, its new start is read after its old end."""
    place = ORDER[act.code]
    return place + len(ORDER) if is_reopened and place < ORDER["opinion_issued"] else place


def standing(acts: Iterable[Act], *, as_of: date) -> str | None:
    """Where a matter stands on a day; a matter on a route of its own law stays there; None before anything."""
    done = happened(acts, as_of=as_of)
    routes = [act.route_code for act in done if act.route_code]
    standings = [found for act in done if (found := STANDINGS[act.code])]
    is_elsewhere = bool(routes) and routes[-1] != PETITION_ROUTE
    if not standings or (is_elsewhere and standings[-1] not in OUT):
        return "own_law" if is_elsewhere else None
    return standings[-1]


def hearings(acts: Iterable[Act]) -> tuple[Pause, ...]:
    """The hearings among acts in order; one that has not ended is open."""
    found: list[Pause] = []
    begun: date | None = None
    for act in acts:
        if act.code == "hearing_begun":
            begun = begun or act.act_date
        elif act.code == "hearing_ended" and begun:
            found.append(Pause("听证", begun, act.act_date))
            begun = None
    return (*found, Pause("听证", begun)) if begun else tuple(found)
