"""The words of a digest.

new    新出现    New
"""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "{site} 预警摘要 {day}",
        "new": "新出现",
        "growing": "增强",
        "signals": "新出现{new}条，增强{growing}条",
        "due": "临近时限{soon}件，超过时限{over}件",
        "plain": "{area} {kind} {count}件",
        "few": "不足{least}",
        "more": "另有{count}条，请到平台查看",
        "colon": "：",
        "join": "；",
    },
    "en": {
        "title": "{site}: signals {day}",
        "new": "New",
        "growing": "Growing",
        "signals": "{new} new, {growing} growing",
        "due": "{soon} matters due soon, {over} overdue",
        "plain": "{area}, {kind}: {count}",
        "few": "fewer than {least}",
        "more": "{count} more: see the platform",
        "colon": ": ",
        "join": "; ",
    },
}
