"""What a row under the header is: data, or one of the lines people write between and below.

1 | 2025-03-01 | 张三 | …        data
合计 | | | 12                     total        柳河镇小计 | 3
编号 | 上报时间 | 当事人 | …      repeat       the header printed again at a page break
注：以上属实                      note
本月无矛盾纠纷                    nil
示例 | 2025-03-05 | …             example
17 | | | 无                       ghost        a number alone says nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.cell import EMPTY_WORDS, is_blank
from ingest.ledger.heading import Header
from ingest.reading.limits import LONGEST_CELL, LONGEST_ROW
from ingest.rows.block import Block
from ingest.rows.column import truth

DITTO = frozenset({"同上", "〃", "″", "同前", "同上行", "同上一行"})
_TOTAL_WORD = r"(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计)"
_TOTAL = re.compile(
    r"[\u4e00-\u9fff]{0,8}" + _TOTAL_WORD + r"\s*[:：]?\s*[（(]?\s*\d*\s*[件起条人宗个次户]?\s*[)）]?"
)
_TOTAL_LINE = re.compile(_TOTAL_WORD)
_NOTE = re.compile(
    r"注|备注|说明|填表|填报|审核|制表|复核|负责人|单位负责人|分管领导|主要领导|联系人|签字|签章|盖章|经办人[:：]"
)
# 没有 and what there is none of; 没有路灯 and 没有时间 are told by somebody, and are data
_NONE_OF = (
    r"(?:任何|新增?的?|新发|发生|发现|排查出|排查到|需要?|需|重大|群体性?|个体性?|矛盾|纠纷|信访|来访|问题|事项|事件|"
    r"隐患|苗头|线索|不稳定因素|风险|情况|上报|报送|汇报|[、，,和及或等（）()])*"
)
_NIL = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月份?)?(?:本|我|当|该|全)?(?:村|社区|镇|街道|乡|网格|辖区|单位)?(?:本|当|上)?(?:月|周|期|季度|年)?"
    rf"(?:度|内)?(?:目前|暂时|暂|均)?(?:无|没有|未发现|未排查出|未发生|零报告|零上报){_NONE_OF}。?"
)
_EXAMPLE = re.compile(r"示例")
_FEW_CELLS = 2
_BLANK = pa.array(sorted(EMPTY_WORDS), pa.string())
_MAY_BE_DITTO = "同[上前]|[〃″]"
_WORDY = frozenset({"nan", "inf"})
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SPECIAL = frozenset("注备说填审制复负单分主联签盖经示")
_HAN = frozenset(map(chr, range(0x4E00, 0xA000)))
_ORDINARY = (_HAN | frozenset("0123456789-/\\—#*" + _LETTERS)) - _SPECIAL


class Kind(Enum):
    """What a row is; only DATA is read, and UNREAD says that something stood there all the same."""

    DATA = "data"
    TOTAL = "total"
    REPEAT = "repeat"
    NOTE = "note"
    NIL = "nil"
    EXAMPLE = "example"
    GHOST = "ghost"
    UNREAD = "unread"


def kind_of_row(texts: Sequence[str], header: Header) -> Kind:
    """What a row is, from its cells as texts."""
    told = [(position, text) for position, text in enumerate(texts) if text]
    if not told:
        return Kind.GHOST
    said = [text for _, text in told]
    line = _kind_of_line(said, header)
    if line is not None:
        return line
    if header.is_repeat(texts):
        return Kind.REPEAT
    if len(said) <= _FEW_CELLS and _NIL.fullmatch(said[-1]) and _says_nothing(told[:-1], header):
        return Kind.NIL
    if any(position in header.wanted and not is_blank(text) for position, text in told):
        return Kind.DATA
    return Kind.GHOST if _says_nothing(told, header) else Kind.UNREAD


def _kind_of_line(said: Sequence[str], header: Header) -> Kind | None:
    first = said[0]
    if any(_TOTAL.fullmatch(text) for text in said[:_FEW_CELLS]):
        return Kind.TOTAL
    if len(said) <= _FEW_CELLS and _TOTAL_LINE.match(first):
        return Kind.TOTAL
    if _EXAMPLE.match(first):
        return Kind.EXAMPLE
    if _NOTE.match(first) and len(said) <= max(_FEW_CELLS, len(header.columns) // 2):
        return Kind.NOTE
    return None


def _says_nothing(told: Sequence[tuple[int, str]], header: Header) -> bool:
    """Whether nothing but numbers of lines and blank words stands there."""
    return all(is_blank(text) or (position in header.ignored or text.isdigit()) for position, text in told)


def certainly_data(block: Block, header: Header) -> NDArray[np.bool_]:
    """Which rows are data without 同上 by a cheap test that is never wrong when it says yes; most rows are.

    Three cells say something, the first begins like nothing special, none of the first two counts anything (计), none
    is long, and one that is read is not blank.
    """
    count = len(block)
    said, length = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int64)
    doubt, told = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for position, texts in enumerate(block.texts):
        which = texts.which
        says = truth(pc.not_equal(texts.spoken, ""))[which]
        if not says.any():
            continue
        length += pc.utf8_length(texts.spoken).to_numpy()[which]
        doubt |= texts.matching(_MAY_BE_DITTO)[which]
        if (said < 1).any():
            doubt |= says & (said < 1) & ~texts.matching(_plain_start(header))[which]
        if (said < _FEW_CELLS).any():
            doubt |= says & (said < _FEW_CELLS) & truth(pc.match_substring(texts.spoken, "计"))[which]
        if position in header.wanted:
            told |= ~truth(pc.is_in(texts.spoken, _BLANK))[which]
        said += says
    return told & ~doubt & (said > _FEW_CELLS) & (length <= min(LONGEST_ROW, LONGEST_CELL))


@lru_cache(maxsize=64)
def _plain_start_of(printed: frozenset[str]) -> str:
    starts = {normalize("NFD", words)[:1] for words in printed} | {words[:1] for words in printed}
    plain = _ORDINARY - starts - {start.upper() for start in starts}
    if any(words[:1] in "-0123456789" or words in _WORDY for words in printed):
        plain -= frozenset("-0123456789ni")
    return "^[" + "".join(map(re.escape, sorted(plain))) + "]"


def _plain_start(header: Header) -> str:
    """A pattern of the signs with which no special line and no heading begins."""
    return _plain_start_of(header.folded | {line[0] for line in header.lines if len(line) > _FEW_CELLS})
