"""What a run has to tell, as a short text: counts and sentences, nothing about a person.

signal   state    sentence                                         due_soon  overdue
S1       new      东村近14天劳资纠纷8件，往常约1.0件                 5         2
S2       growing  西镇近7天物业纠纷12件，往常约4.1件
  →
枫桥平台 预警摘要 2024-06-30
新出现1条，增强1条；临近时限5件，超过时限不足3件
· 新出现：东村近14天劳资纠纷8件，往常约1.0件
· 增强：西镇近7天物业纠纷12件，往常约4.1件
http://10.0.0.8:8050/signals

Only the fields below can be told. Whoever hears it has not signed in: small counts are hidden, and whatever looks like a phone,
an ID number, a card or a plate is masked once more. A robot of 企业微信 takes 2,048 bytes; what does not fit is counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from dashboard.notice.words import WORDS, Language
from ingest.mask import mask

MOST_BYTES = 2_000
State = Literal["new", "growing"]
ORDER: tuple[State, ...] = ("new", "growing")


@dataclass(frozen=True)
class SignalTold:
    """One signal: its sentence, else its place, kind and count."""

    state: State
    area_name: str
    kind_name: str
    observed_count: int
    sentence: str = ""


@dataclass(frozen=True)
class Told:
    """All that one recipient may hear of a run; counts of matters in its area. link: of a page, without a query."""

    site_name: str
    as_of: date
    signals: Sequence[SignalTold]
    due_soon_count: int
    overdue_count: int
    link: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.link)
        if self.link and (
            parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment
        ):
            raise ValueError("a link of a notice leads to a page and says nothing else")
        if any(signal.state not in ORDER for signal in self.signals):
            raise ValueError("only new and growing signals are told")


@dataclass(frozen=True)
class Digest:
    """A text to send; key: the same for the same text, so that a run repeated can be told from a new one."""

    title: str
    body: str

    @property
    def text(self) -> str:
        """Title and body together."""
        return f"{self.title}\n{self.body}"

    @property
    def key(self) -> str:
        """Sixteen characters that stand for the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def digest(told: Told, *, smallest_shown: int, language: Language = "zh") -> Digest | None:
    """The digest, at most 2,000 bytes; None when there is nothing to tell."""
    if not told.signals and not told.due_soon_count and not told.overdue_count:
        return None
    words = WORDS[language]
    signals = sorted(told.signals, key=lambda signal: ORDER.index(signal.state))
    title = words["title"].format(site=_plain(told.site_name), day=told.as_of.isoformat())
    lines = [_line(signal, words, smallest_shown) for signal in signals]
    ends = [told.link] if told.link else []
    body = _fitting(title, _counted(told, words, smallest_shown), lines, ends, words["more"])
    return Digest(title, body)


def _counted(told: Told, words: dict[str, str], smallest_shown: int) -> str:
    counts = {state: sum(signal.state == state for signal in told.signals) for state in ORDER}
    parts = [words["signals"].format(**counts)] if told.signals else []
    if told.due_soon_count or told.overdue_count:
        soon, over = (
            _count(count, words, smallest_shown) for count in (told.due_soon_count, told.overdue_count)
        )
        parts.append(words["due"].format(soon=soon, over=over))
    return words["join"].join(parts)


def _line(signal: SignalTold, words: dict[str, str], smallest_shown: int) -> str:
    count = _count(signal.observed_count, words, smallest_shown)
    plain = words["plain"].format(area=signal.area_name, kind=signal.kind_name, count=count)
    return f"· {words[signal.state]}{words['colon']}{_plain(signal.sentence or plain)}"


def _count(count: int, words: dict[str, str], smallest_shown: int) -> str:
    return words["few"].format(least=smallest_shown) if 0 < count < smallest_shown else str(count)


def _plain(text: str) -> str:
    """One line, masked."""
    return mask(" ".join(text.split()))


def _fitting(title: str, first: str, lines: list[str], ends: list[str], more: str) -> str:
    """As many lines as fit, and how many were left out."""
    for kept in range(len(lines), -1, -1):
        left = [more.format(count=len(lines) - kept)] if kept < len(lines) else []
        body = "\n".join([first, *lines[:kept], *left, *ends])
        if len(f"{title}\n{body}".encode()) <= MOST_BYTES:
            return body
    return first
