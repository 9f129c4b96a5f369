"""Whom an agent speaks for, as the narrative says: the principal is a petitioner of the report (同人: 代理时比被代理人).

"我是何国峰的家属，龙湖新村15幢…"   → ["何国峰"]
"受罗兴生委托来说一下，…"            → ["罗兴生"]
"代母亲孙春琴反映：…"                → ["孙春琴"]
"丈夫江健反映：…"                    → ["江健"]
"丈夫江健托我来问，…"                → ["江健"]
"""

from __future__ import annotations

import re

import numpy as np

from ingest.ledger.lot import Lot
from ingest.rows.column import Column, constant

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁"
    "蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商"
    "刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NAME = rf"([{_SURNAMES}][一-龥]{{1,2}})"
_KIN = (
    "(?:母亲|父亲|妈妈|爸爸|丈夫|妻子|爱人|老伴|儿子|女儿|哥哥|弟弟|姐姐|妹妹|"
    "爷爷|奶奶|外公|外婆|邻居|亲属|家属|家人|岳父|岳母|公公|婆婆)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"我是{_NAME}的(?:家属|亲属|女儿|儿子|妻子|丈夫|爱人|父亲|母亲|邻居|代理人|委托人|亲戚|哥哥|弟弟|姐姐|妹妹|同事|朋友|律师)",
        rf"受{_NAME}(?:等人)?(?:的)?委托",
        rf"(?:代|替|帮){_KIN}?{_NAME}(?=反映|来访|来信|来电|提出|申请|投诉|问|说|讨|，|。|：|,)",
        rf"{_KIN}{_NAME}(?=反映|来访|来信|来电|提出|申请|投诉|托我|委托我)",
        rf"(?:^|[，。；：\s]){_NAME}(?:年纪大|身体|行动|住院|不识字|在外)[^，。]{{0,8}}(?:，|,)由",
    )
)


def principals(text: str) -> list[str]:
    """The names of those an agent speaks for, in order; none when the text does not say."""
    found = (name for pattern in _PATTERNS for name in pattern.findall(text))
    return list(dict.fromkeys(found))


_MAY_BE = "|".join(
    pattern.pattern.replace("(?=", "(?:").replace(r"\s", r"\s\x{3000}\x{a0}") for pattern in _PATTERNS
)


def principals_told(lot: Lot) -> Column[list[str]]:
    """The principals of each row's narrative; one pass over all texts leaves few to look at."""
    texts = lot.texts("narrative")
    may_be = np.flatnonzero(texts.matching(_MAY_BE))
    if not len(may_be):
        return constant(list[str](), len(lot))
    told: list[list[str]] = [[]] * len(texts.values)
    for place in may_be.tolist():
        told[place] = principals(texts.values[place])
    return Column(told, texts.which)
