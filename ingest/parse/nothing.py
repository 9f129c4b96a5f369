"""Words that fill a cell and say nothing.

says_nothing("—") → True      says_nothing("Ｎ／Ａ") → True      says_nothing("无人机") → False
"""

from __future__ import annotations

import unicodedata

NOTHING = frozenset(
    "无 暂无 没有 无内容 不详 未知 不明 不清楚 不适用 未填 未填写 待填 待补 空 空白 略 / \\ // . 。 、 * ? ?? ??? "
    "null none nil nan n/a na #n/a (空) (无) [空] <null> (null) \\n".split()
) | {""}
_DASHES = "-‐‑‒–—―─━－_~"


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, a dash of any length, 无, 不详, N/A, in any width and case."""
    bare = text.strip().strip(_DASHES).strip()
    if len(bare) > 6:
        return False
    return not bare or unicodedata.normalize("NFKC", bare).lower() in NOTHING
