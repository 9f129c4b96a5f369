"""What a reader chose to see: which measure, of which kind and channel, in which time.

Choice(measure="overdue", kind="15", span="90")        Choice(measure="new", span="2026-03-23"): the week of that Monday
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

MEASURES = ("score", "open", "overdue", "repeat", "group", "new", "density")
LAYERS = ("areas", "heat", "both")
SPANS = {"all": None, "365": 365, "90": 90, "30": 30, "7": 7}
WEEK_DAYS = 7
EPOCH = date(1970, 1, 5)  # a Monday: weeks are counted from it


@dataclass(frozen=True)
class Choice:
    """What the reader filtered by; span: days up to the refresh, or the Monday of one week."""

    span: str = "all"
    kind: str = ""
    layer: str = "areas"
    measure: str = "score"
    channel: str = ""

    @classmethod
    def told(cls, **given: str | None) -> Choice:
        """From what a browser sent, which may be anything."""
        return cls(
            span=_span(given.get("span") or "all"),
            kind=str(given.get("kind") or ""),
            layer=_one_of(given.get("layer"), LAYERS),
            measure=_one_of(given.get("measure"), MEASURES),
            channel=str(given.get("channel") or ""),
        )

    @property
    def is_all(self) -> bool:
        """Whether nothing is filtered away."""
        return self.span == "all" and not self.kind and not self.channel

    @property
    def monday(self) -> date | None:
        """The week chosen, if one is."""
        return None if self.span in SPANS else date.fromisoformat(self.span)

    def days(self, as_of: date) -> tuple[int, int] | None:
        """The time as days before the refresh, youngest and oldest, both included; None for all."""
        if self.monday:
            last = (as_of - self.monday).days
            return last - WEEK_DAYS + 1, last
        most = SPANS[self.span]
        return None if most is None else (0, most - 1)

    def since(self, as_of: date) -> datetime | None:
        """When the time began; None for all."""
        days = self.days(as_of)
        return None if days is None else midnight(as_of - timedelta(days=days[1]))

    def until(self, as_of: date) -> datetime:
        """When it ends, itself not included."""
        days = self.days(as_of)
        return midnight(as_of - timedelta(days=(days[0] if days else 0) - 1))


def _span(text: str) -> str:
    if text in SPANS:
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return "all"
    return (day - timedelta(days=day.weekday())).isoformat()


def _one_of(text: object, known: tuple[str, ...]) -> str:
    return str(text) if text in known else known[0]


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime(day.year, day.month, day.day)
