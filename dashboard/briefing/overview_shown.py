"""The overview in words: the paragraph a leader reads first, the tiles, the trend."""

from __future__ import annotations

from datetime import date

from dashboard.briefing.block import Block, Drawing, Text, Tile, Tiles
from dashboard.briefing.number import as_int, change, count, share
from dashboard.briefing.overview import MOST_NAMED, Overview
from dashboard.briefing.trend import Point, draw_trend
from dashboard.briefing.words import Words
from dashboard.suppress import Row


def show(own: Overview, words: Words) -> list[Block]:
    """The paragraph, the tiles, the trend."""
    return [
        Text(_headline(own, words), "lead"),
        Text(_standing(own, words), "lead"),
        *_most_urgent(own, words),
        Tiles(words("overview.tiles"), _tiles(own, words)),
        _trend(own, words),
    ]


def _headline(own: Overview, words: Words) -> str:
    this, before = own.weeks["this"], own.weeks["previous"]
    return words(
        "overview.headline",
        place=own.scope.place_name or words("overview.here"),
        reports=words.say(this["report_count"]),
        reports_before=words.say(before["report_count"]),
        compared=words.compared(this["report_count"], before["report_count"]),
        year_ago=_year_ago(own, words),
        screening=words.say(own.screening["report_count"]),
        matters=words.say(this["matter_count"]),
        closed=words.say(this["closed_count"]),
        settled=_settled(own, words),
    )


def _settled(own: Overview, words: Words) -> str:
    """The number; when only one or two came back that it is at least so many, as their missing number says anyway."""
    closed = as_int(own.weeks["this"]["closed_count"])
    if own.few_came_back and closed is not None:
        return words("number.at_least", n=count(closed - own.smallest_shown + 1))
    return words.say(own.settled["closed_count"])


def _year_ago(own: Overview, words: Words) -> str:
    row = own.weeks["year_ago"]
    start = row["start_date"]
    assert isinstance(start, date)
    if own.scope.first_date is None or own.scope.first_date >= start:
        return words("overview.no_year_ago")
    now = own.weeks["this"]["report_count"]
    return words(
        "overview.year_ago",
        before=words.say(row["report_count"]),
        compared=words.compared(now, row["report_count"]),
    )


def _standing(own: Overview, words: Words) -> str:
    now = own.now
    return words(
        "overview.standing",
        as_of=words.day(own.scope.as_of),
        open=words.say(now["open_count"]),
        red=words.say(_of(own.bands, "red", now["open_count"])),
        orange=words.say(_of(own.bands, "orange", now["open_count"])),
        overdue=words.say(now["overdue_count"]),
        due_soon=words.say(now["due_soon_count"]),
        nil=words.say(own.returns.get("nil", 0)),
        missing=words.say(own.returns.get("missing", 0)),
        level=words(f"level.{own.scope.finest_level or 'none'}"),
    )


def _of(counts: dict[str, object], code: str, total: object) -> object:
    return counts.get(code, 0 if counts or not total else None)


def _most_urgent(own: Overview, words: Words) -> list[Block]:
    if len(own.watched) < MOST_NAMED:
        return []
    named = [
        words(
            "overview.named",
            place=row["place_name"] or words("area.none"),
            kind=words.of("category", row, code="category_code"),
        )
        for row in own.watched
    ]
    return [Text(words("overview.urgent", names=words("overview.and").join(named)), "lead")]


def _tiles(own: Overview, words: Words) -> list[Tile]:
    this, before, now = own.weeks["this"], own.weeks["previous"], own.now
    return [
        _weekly("reports", this["report_count"], before["report_count"], words),
        _weekly("screening", own.screening["report_count"], own.screening["previous_count"], words),
        _weekly("matters", this["matter_count"], before["matter_count"], words),
        _weekly("closed", this["closed_count"], before["closed_count"], words),
        _standing_tile(
            "open", now["open_count"], words("overview.of_new", n=count(this["matter_count"])), words
        ),
        _standing_tile("overdue", now["overdue_count"], _of_open(now, words), words),
    ]


def _of_open(now: Row, words: Words) -> str:
    return words(
        "overview.of_open", share=share(now["overdue_count"], now["open_count"]), n=count(now["open_count"])
    )


def _weekly(name: str, now: object, before: object, words: Words) -> Tile:
    beside = words("overview.beside", before=count(before), change=change(now, before))
    return Tile(words(f"overview.tile_{name}"), count(now), beside)


def _standing_tile(name: str, now: object, beside: str, words: Words) -> Tile:
    return Tile(words(f"overview.tile_{name}"), count(now), beside)


def _trend(own: Overview, words: Words) -> Drawing:
    points = []
    for row in own.trend:
        start = row["week_start_date"]
        assert isinstance(start, date)
        label = f"{start.month}/{start.day}"
        reports, matters = as_int(row["report_count"]), as_int(row["matter_count"])
        tip = words("overview.trend_tip", week=label, reports=count(reports), matters=count(matters))
        points.append(Point(label, reports, matters, tip))
    caption = words("overview.trend")
    key = [("column", words("overview.trend_reports")), ("line", words("overview.trend_matters"))]
    return Drawing(caption, draw_trend(points, label=words("overview.trend_label")), key)
