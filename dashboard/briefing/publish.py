"""One week as one HTML file: check, read every panel, draw, write whole or not at all.

The same data give the same bytes: the only time printed is as_of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from dashboard.briefing import (
    attention,
    cause,
    lists,
    method,
    overview,
    overview_shown,
    structure,
    suggest,
    timeliness,
)
from dashboard.briefing.block import Block
from dashboard.briefing.page import Section, draw_page
from dashboard.briefing.phone import phone_sections
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope, read_scope
from dashboard.briefing.week import Week
from dashboard.briefing.words import Words, load_words
from dashboard.read import View
from dashboard.whole_file import whole_file
from data.config import Config
from data.errors import OurError

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Panel:
    """One section: what it reads and how it shows it."""

    name: str
    read: Callable[[Reading, Scope], Any]
    show: Callable[[Any, Words], list[Block]]
    is_first: bool = False  # asked first: its map is worked out while the others are asked


PANELS = (
    Panel("overview", overview.read, overview_shown.show),
    Panel("structure", structure.read, structure.show),
    Panel("timeliness", timeliness.read, timeliness.show),
    Panel("attention", attention.read, attention.show, is_first=True),
    Panel("lists", lists.read, lists.show),
    Panel("cause", cause.read, cause.show),
    Panel("suggest", suggest.read, suggest.show),
    Panel("method", method.read, method.show),
)


@dataclass(frozen=True)
class BriefingReceipt:
    """What was published; manifest is what core_briefing keeps of it."""

    path: Path
    title: str
    week_code: str
    as_of_date: date
    html_sha256: str
    byte_count: int
    hidden_count: int
    manifest: dict[str, str | int]
    published_at: datetime
    html: bytes
    phone_html: bytes


def write_briefing(
    view: View, *, week: Week, out: Path, config: Config, now: datetime, lang: str = "zh"
) -> BriefingReceipt:
    """Publish the briefing of a week to `out`.

    NothingThere when nothing is computed up to the week's Sunday; OurError naming the panel when one fails: then
    nothing is written. BadArgument when `out` cannot be written to or the language is unknown.
    """
    assert not view.viewer.may_open_matters, "a briefing is read by those for whom small counts are hidden"
    words, reading = load_words(lang), Reading(view)
    scope = read_scope(reading, week)
    asked = sorted(PANELS, key=lambda panel: not panel.is_first)
    answers = {panel.name: _of_panel(panel, partial(panel.read, reading, scope)) for panel in asked}
    sections = [_section(panel, answers[panel.name], words) for panel in PANELS]
    manifest = _manifest(reading, scope, config, answers=answers, lang=lang)
    draw = partial(draw_page, scope=scope, config=config, manifest=manifest, words=words)
    html_bytes = draw(sections).encode("utf-8")
    phone_html = draw(phone_sections(answers, sections, words), is_phone=True).encode("utf-8")
    with whole_file(out) as path:
        path.write_bytes(html_bytes)
    return BriefingReceipt(
        path=out,
        title=f"{scope.place_name}{words('page.title')} {week.code}",
        week_code=week.code,
        as_of_date=scope.as_of,
        html_sha256=hashlib.sha256(html_bytes).hexdigest(),
        byte_count=len(html_bytes),
        hidden_count=reading.hidden_count,
        manifest=manifest,
        published_at=now,
        html=html_bytes,
        phone_html=phone_html,
    )


def _section(panel: Panel, answer: object, words: Words) -> Section:
    blocks = _of_panel(panel, partial(panel.show, answer, words))
    return Section(panel.name, words(f"section.{panel.name}"), blocks)


def _of_panel(panel: Panel, step: Callable[[], Answer]) -> Answer:
    try:
        return step()
    except Exception as error:
        kind = type(error).__name__  # its message may hold values of the data: not repeated
        raise OurError(
            f"周报「{panel.name}」一栏没有算成（{kind}），已停止，没有写出任何文件。请运行 fengqiao doctor 并告知维护人员。",
            f"The briefing's panel {panel.name!r} failed ({kind}); nothing was written. "
            "Run fengqiao doctor and tell whoever maintains this.",
        ) from error


def _manifest(
    reading: Reading, scope: Scope, config: Config, *, answers: dict[str, Any], lang: str
) -> dict[str, str | int]:
    shown = json.dumps(
        {name: asdict(answer) for name, answer in answers.items()}, default=_as_text, sort_keys=True
    )
    return {
        "week": scope.week.code,
        "as_of": scope.as_of.isoformat(),
        "lang": lang,
        "code_version": _code_version(),
        "data_hash": hashlib.sha256(shown.encode()).hexdigest(),
        "config_hash": config.config_hash,
        "smallest_shown_count": reading.smallest_shown,
        "hidden_count": reading.hidden_count,
    }


def _as_text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _code_version() -> str:
    try:
        return version("fengqiao")
    except PackageNotFoundError:
        return "—"
