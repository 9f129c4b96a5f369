"""Settings: data/config.toml, overridden by the home's own config.toml.

[disclosure]                        Config.disclosure.smallest_shown_count == 3
smallest_shown_count = 3
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from data.errors import BadArgument

DEFAULT = Path(__file__).parent / "config.toml"
Section = TypeVar("Section")


@dataclass(frozen=True)
class Site:
    """Who and where we are."""

    name: str
    timezone: str
    language: str


@dataclass(frozen=True)
class Disclosure:
    """What is hidden because it is small."""

    smallest_shown_count: int


@dataclass(frozen=True)
class Config:
    """Every setting, one field per section of config.toml."""

    site: Site
    disclosure: Disclosure
    config_hash: str


def load_config(home: Path | None = None) -> Config:
    """The settings in force; BadArgument names the file, section and setting that is unknown or of the wrong kind."""
    text = DEFAULT.read_text(encoding="utf-8")
    own = home / "config.toml" if home else None
    merged = tomllib.loads(text)
    if own and own.exists():
        own_text = own.read_text(encoding="utf-8")
        merged = _merge(merged, _parsed(own_text, own), where=str(own))
        text += own_text
    hints = get_type_hints(Config)
    sections = {name: _build(hints[name], merged[name], name) for name in hints if name != "config_hash"}
    return Config(**sections, config_hash=hashlib.sha256(text.encode()).hexdigest()[:16])


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadArgument(f"{path}：格式不对（{error}）。", f"{path}: not valid TOML ({error}).") from error


def _merge(base: dict[str, Any], own: dict[str, Any], *, where: str) -> dict[str, Any]:
    merged = dict(base)
    for name, value in own.items():
        if name not in base:
            raise BadArgument(f"{where}：没有「{name}」这个设置。", f"{where}: there is no setting {name!r}.")
        both = isinstance(value, dict) and isinstance(base[name], dict)
        merged[name] = _merge(base[name], value, where=where) if both else value
    return merged


def _build(kind: type[Section], values: dict[str, Any], where: str) -> Section:
    hints = get_type_hints(kind)
    assert is_dataclass(kind), where
    ready = {}
    for field in fields(kind):
        value = values[field.name]
        if isinstance(value, list):
            value = tuple(value)
        wanted = hints[field.name]
        if (
            isinstance(wanted, type)
            and not isinstance(value, wanted)
            and not (wanted is float and isinstance(value, int))
        ):
            raise BadArgument(
                f"config.toml [{where}] {field.name}：应为 {wanted.__name__}。",
                f"config.toml [{where}] {field.name}: must be {wanted.__name__}.",
            )
        ready[field.name] = value
    return kind(**ready)
