"""How one report is told: the facts of its matter in the words of whoever wrote it down."""

from dataclasses import dataclass
from datetime import date

from data.city.bank import Cause, phrases
from data.city.bodies import Dice, Facts

_TIMES = "一二三四五六七八九十"
SPOKEN, OFFICIAL, TERSE = range(3)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells it, how often it was told, through which door.

    name    principal  relation  rank  people  unit      phone        on          style
    王建国  王建国     父亲      2     1       县人社局  13812345678  2025-03-05  OFFICIAL
    """

    name: str
    principal: str
    relation: str
    rank: int
    people: int
    unit: str
    phone: str
    on: date
    style: int


def money_text(yuan: int, dice: Dice) -> str:
    """One sum in the many ways it is written: 32000元, 3.2万元, 3万2千元."""
    if yuan < 10_000:
        return f"{yuan}元" if dice.chance(0.8) else f"{yuan}块钱"
    way = dice.below(4)
    if way == 0:
        return f"{yuan}元"
    if way == 1 and yuan % 1000 == 0 and yuan % 10_000:
        return f"{yuan // 10_000}万{yuan % 10_000 // 1000}千元"
    return f"{yuan / 10_000:g}万元" if way < 3 else f"{yuan / 10_000:g}万"


def since_text(months: int, on: date, dice: Dice) -> str:
    """The month something began, `months` before: 2024年9月, 去年9月, 今年2月."""
    index = on.year * 12 + on.month - 1 - months
    year, month = divmod(index, 12)
    back = on.year - year
    words = {0: "今年", 1: "去年", 2: "前年"}
    if back in words and dice.chance(0.55):
        return f"{words[back]}{month + 1}月"
    return f"{year}年{month + 1}月"


def tell(cause: Cause, facts: Facts, teller: Teller, *, dice: Dice) -> str:
    """One narrative."""
    slots = _slots(facts, teller, Dice(dice.roll()))
    if teller.style == TERSE and teller.rank == 1 and teller.people < 5:
        text = dice.pick(phrases()["terse"])
        slots |= {
            "fact": dice.pick(cause.facts).format_map(slots),
            "ask": dice.pick(cause.asks).format_map(slots),
        }
        return text.format_map(slots | {"more": dice.pick(cause.more).format_map(slots)})
    parts = [dice.pick(cause.facts) + _detail(cause, dice) + "。", _course(teller, dice)]
    ask = dice.pick(phrases()["ask_lead"]) + dice.pick(cause.asks) + "。"
    parts = [ask, *parts] if teller.style == SPOKEN and dice.chance(0.25) else [*parts, ask]
    if dice.chance(0.35):
        parts.insert(2, dice.pick(phrases()["effect"]))
    close = "close_spoken" if teller.style == SPOKEN else "close_official"
    text = _opening(teller, dice) + "".join(parts) + dice.pick(phrases()[close])
    if teller.phone and dice.chance(0.07):
        text += dice.pick(phrases()["phone_tail"])
    return text.format_map(slots)


def _detail(cause: Cause, dice: Dice) -> str:
    """None, one or two circumstances."""
    count = dice.below(4)
    if count == 0:
        return ""
    first = dice.below(len(cause.more))
    second = "，" + cause.more[first - 1] if count == 3 else ""
    return "，" + cause.more[first] + second


def _course(teller: Teller, dice: Dice) -> str:
    again = teller.rank > 1 and dice.chance(0.75)
    return dice.pick(phrases()["course_again" if again else "course"])


def _opening(teller: Teller, dice: Dice) -> str:
    if teller.people >= 5:
        return dice.pick(phrases()["open_joint"])
    if teller.name != teller.principal:
        return dice.pick(phrases()["open_agent"])
    if teller.rank > 1 and dice.chance(0.8):
        return dice.pick(phrases()["open_again"])
    return dice.pick(phrases()["open_spoken" if teller.style == SPOKEN else "open_official"])


def _slots(facts: Facts, teller: Teller, dice: Dice) -> dict[str, str]:
    known = teller.people >= 5 or teller.name != teller.principal or dice.chance(0.22)
    who = teller.name if known else dice.pick(phrases()["who_plain"])
    party = facts.short if dice.chance(0.4) and not facts.personal else facts.party
    return {
        "who": who,
        "principal": teller.principal,
        "relation": teller.relation,
        "people": str(teller.people),
        "unit": teller.unit,
        "phone": teller.phone,
        "times": _TIMES[min(teller.rank, 10) - 1],
        "party": party,
        "site": facts.site,
        "place": facts.place if dice.chance(0.75) else facts.area + facts.site,
        "area": facts.area,
        "label": facts.label,
        "money": money_text(facts.money, dice),
        "months": str(facts.months),
        "since": since_text(facts.months, teller.on, dice),
        "n": str(facts.number),
        "age": str(facts.number + 64),
        "hour": str(facts.number % 3 + 9),
        "size": str(facts.size),
    }
