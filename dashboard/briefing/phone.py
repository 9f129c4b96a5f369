"""The briefing on one page for a phone: headline, figures, what to look at first, the lists' numbers, what to do.

Everything on it stands in the whole briefing of the same issue too: it is drawn from the same answers, and hides the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from dashboard.briefing.attention import Attention
from dashboard.briefing.block import Block, Items, Text, Tiles
from dashboard.briefing.lists import LISTS, Lists
from dashboard.briefing.matter_table import reasons_of
from dashboard.briefing.number import count
from dashboard.briefing.page import Section
from dashboard.briefing.words import Words
from dashboard.suppress import Row

MOST_WATCHED, MOST_REASONS, MOST_SUGGESTED = 5, 2, 2
Answers = Mapping[str, object]


def phone_sections(answers: Answers, sections: Sequence[Section], words: Words) -> list[Section]:
    """The sections of the one page, from the answers and sections of the whole briefing."""
    whole = {section.name: section for section in sections}
    short: dict[str, list[Block]] = {
        "overview": _overview(whole["overview"].blocks),
        "attention": _attention(cast(Attention, answers["attention"]), words),
        "lists": _lists(cast(Lists, answers["lists"]), words),
        "suggest": _suggest(whole["suggest"].blocks, words),
    }
    return [Section(name, words(f"phone.{name}"), blocks) for name, blocks in short.items()]


def _overview(blocks: Sequence[Block]) -> list[Block]:
    leads = [block for block in blocks if isinstance(block, Text)]
    return [*leads[:1], *(block for block in blocks if isinstance(block, Tiles))]


def _attention(own: Attention, words: Words) -> list[Block]:
    if len(own.watched) < own.smallest_shown:
        key = "matter.few" if own.watched else "matter.watch_none"
        return [Text(words(key, what=words("matter.watch_short"), smallest=own.smallest_shown), "note")]
    reasons = reasons_of(own.reasons, words)
    items = [_watched(row, reasons, words) for row in own.watched[:MOST_WATCHED]]
    return [Items(words("phone.watch", n=len(items)), items)]


def _watched(row: Row, reasons: Mapping[str, Sequence[str]], words: Words) -> tuple[str, str]:
    kind = words.of("category", row, code="category_code")
    place = str(row["place_name"] or words("area.none"))
    unit = str(row["unit_name"] or words("unit.none"))
    why = words("phone.and").join(reasons.get(str(row["matter_id"]), ())[:MOST_REASONS])
    return words("phone.matter", place=place, kind=kind, unit=unit), why


def _lists(own: Lists, words: Words) -> list[Block]:
    known = {str(row["list_code"]): row for row in own.numbers}
    zero: Row = dict.fromkeys(("matter_count", "overdue_count", "unowned_count"), 0)
    items = []
    for name in LISTS:
        row = known.get(name, zero)
        numbers = words(
            "phone.numbers",
            n=count(row["matter_count"]),
            overdue=count(row["overdue_count"]),
            unowned=count(row["unowned_count"]),
        )
        items.append((words(f"list.{name}"), numbers))
    return [Items(words("lists.numbers"), items)]


def _suggest(blocks: Sequence[Block], words: Words) -> list[Block]:
    nothing = words("suggest.nothing")
    kept = []
    for block in blocks:
        if isinstance(block, Items):
            items = [item for item in block.items if item[0] != nothing][:MOST_SUGGESTED]
            if items:
                kept.append(Items(block.heading, items))
    return [*kept] or [Text(nothing, "note")]
