"""The words of a limit's explanation, Chinese and English, by code.

code      number  why
start     –       起算当日不计
counted   5–9     计入
paused    –       听证期间，不计
last      15      第15日，期限届满日
"""

from __future__ import annotations

from collections.abc import Iterable

from risk.limit.count import NOT_APPROVED, NOT_EXTENDABLE, NOT_TOLD, TOO_LATE

Words = tuple[str, str]

WHY: dict[str, Words] = {
    "start": ("起算当日不计", "the start day is not counted"),
    "counted": ("计入", "counted"),
    "worked": ("周末调休上班，计入", "a weekend day worked in exchange for a holiday: counted"),
    "rest": ("{zh}，不计", "{en}: not counted"),
    "paused": ("{zh}期间，不计", "{en}: not counted"),
    "open": ("{zh}尚未结束，到期日未定", "{en} still goes on: no last day yet"),
    "extended": ("延期内，计入", "counted, within the extension"),
    "unlisted": (
        "节假日表未公布，按工作日计，实际只会更晚",
        "not on the holiday list: taken as worked, can only be later",
    ),
    "last": ("第{n}日，期限届满日", "day {n}, the last day"),
    "last_rest": ("第{n}日，逢{zh}，顺延", "day {n} falls on a rest day ({en}): it rolls"),
    "passed": ("{zh}，顺延", "{en}: the last day rolls on"),
    "rolled": ("{zh}后第一个工作日，法定到期日", "the next working day after {en}: the statutory last day"),
    "last_unlisted": (
        "第{n}日，节假日表止于{zh}，最早于该日届满",
        "day {n}, past the end of the holiday list ({en}): the earliest it can be",
    ),
    "rolled_unlisted": (
        "节假日表止于{zh}，最早顺延至该日",
        "past the end of the holiday list ({en}): it rolls to this day or later",
    ),
    "at_once": ("即时办理，不计日", "at once: no days are counted"),
    "hours": ("{n}小时内，最迟不过{zh}", "within {n} hours, not after {en}"),
}
NOTES: dict[str, Words] = {
    NOT_EXTENDABLE: (
        "本时限不得延期，延期不计",
        "this limit cannot be extended: the extension does not count",
    ),
    NOT_APPROVED: (
        "未见负责人批准，延期不计",
        "the head's approval is missing: the extension does not count",
    ),
    NOT_TOLD: (
        "未见告知信访人延期理由，延期不计",
        "the petitioner was not told why: the extension does not count",
    ),
    TOO_LATE: ("批准晚于原到期日，延期不计", "approved after the last day: the extension does not count"),
}
PAUSES: dict[str, str] = {"听证": "hearing"}


def why(code: str, *, name: Words = ("", ""), number: int = 0) -> Words:
    """The sentence of a code, with the name of a day or pause and a number put in."""
    zh, en = WHY[code]
    return zh.format(zh=name[0], n=number), en.format(en=name[1], n=number)


def pause_name(reason: str) -> Words:
    """What a pause is called; a reason without an English word keeps its own."""
    return reason, PAUSES.get(reason, reason)


def unheeded(reason: str) -> Words:
    """That a pause of this reason does not stop the limit."""
    zh, en = pause_name(reason)
    return f"{zh}不停止本时限的计算", f"{en}: does not stop this limit"


def joined(names: Iterable[Words]) -> Words:
    """Names in the order met, each once."""
    kept = list(dict.fromkeys(names))
    return "、".join(zh for zh, _ in kept), " and ".join(en for _, en in kept)
