"""Sections to one HTML page: page.html with style.css inside it, nothing fetched, no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.briefing.block import Block
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from data.config import Config

FOLDER = Path(__file__).parent
STATED = ("code_version", "data_hash", "config_hash", "hidden_count")


@dataclass(frozen=True)
class Section:
    """One section: its anchor, its title, its blocks."""

    name: str
    title: str
    blocks: Sequence[Block]


def draw_page(
    sections: Sequence[Section],
    *,
    scope: Scope,
    config: Config,
    manifest: Mapping[str, str | int],
    words: Words,
    is_phone: bool = False,
) -> str:
    """The whole page; is_phone: the short one."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        words=words,
        scope=scope,
        site_name=config.site.name,
        sections=sections,
        is_phone=is_phone,
        stated=[(words(f"page.{name}"), str(manifest[name])) for name in STATED],
        smallest=config.disclosure.smallest_shown_count,
        style=Markup((FOLDER / "style.css").read_text(encoding="utf-8")),
    )
