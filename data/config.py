"""Settings: data/config.toml, overridden by the home's own config.toml.

[disclosure]                        Config.disclosure.smallest_shown_count == 3
smallest_shown_count = 3
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, available_timezones

from data.errors import BadArgument

DEFAULT = Path(__file__).parent / "config.toml"
Section = TypeVar("Section")


@dataclass(frozen=True)
class Site:
    """Who and where we are."""

    name: str
    timezone: str
    language: str

    def __post_init__(self) -> None:
        if self.timezone not in available_timezones():
            raise BadArgument(
                f"config.toml [site] timezone：没有「{self.timezone}」这个时区，例如 Asia/Shanghai。",
                f"config.toml [site] timezone: there is no zone {self.timezone!r}; one is Asia/Shanghai.",
            )

    def now(self) -> datetime:
        """The local time at the site, without a zone, as both files hold every moment, whatever the machine's own zone."""
        return datetime.now(ZoneInfo(self.timezone)).replace(tzinfo=None)


@dataclass(frozen=True)
class Disclosure:
    """What is hidden because it is small."""

    smallest_shown_count: int


@dataclass(frozen=True)
class Access:
    """Which roles sign in with a code too, when a session ends, and how often who may try what.

    client_header: the header in which the site's own proxy tells a visitor's address; empty without a proxy.
    """

    totp_roles: tuple[str, ...]
    idle_minutes: int
    session_hours: int
    reveals_per_hour: int
    failures_per_address: int
    client_header: str
    answer_days: int

    def __post_init__(self) -> None:
        if not (self.reveals_per_hour >= 1 and self.failures_per_address >= 5 and self.answer_days >= 1):
            raise BadArgument(
                "config.toml [access]：reveals_per_hour 和 answer_days 至少为 1，failures_per_address 至少为 5。",
                "config.toml [access]: reveals_per_hour and answer_days at least 1, failures_per_address at least 5.",
            )
        if not (1 <= self.idle_minutes <= 30 and 1 <= self.session_hours <= 24):
            raise BadArgument(
                "config.toml [access]：idle_minutes 应为 1 至 30，session_hours 应为 1 至 24。",
                "config.toml [access]: idle_minutes must be 1 to 30, session_hours 1 to 24.",
            )


@dataclass(frozen=True)
class Oidc:
    """The site's identity provider; none while the issuer is empty."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    link: str
    username_claim: str
    trusts_second_factor: bool

    def __post_init__(self) -> None:
        needed = (self.client_id, self.client_secret, self.link, self.username_claim)
        if self.issuer and not all(needed):
            raise BadArgument(
                "config.toml [oidc]：写了 issuer，就还要写 client_id、client_secret、link 和 username_claim。",
                "config.toml [oidc]: with an issuer, client_id, client_secret, link and username_claim are needed too.",
            )


@dataclass(frozen=True)
class Intake:
    """What holds for uploads."""

    withdraw_hours: int


@dataclass(frozen=True)
class Link:
    """When two reports are one matter: block sizes, windows in days, least likeness by evidence (shares)."""

    block_cap_count: int
    window_name_days: int
    window_text_days: int
    likeness_id: float
    likeness_phone: float
    likeness_address: float
    likeness_name_respondent: float
    likeness_name_place: float
    likeness_person: float
    likeness_person_respondent: float
    likeness_text: float
    doubt_band: float
    penalty_sound_only: float
    penalty_other_name: float
    penalty_other_phone: float
    penalty_other_respondent: float
    penalty_other_category: float
    number_weight: int
    least_feature_count: int


@dataclass(frozen=True)
class Group:
    """When matters of different people share a cause."""

    gap_days: int
    respondent_cap_count: int
    respondent_kind_cap_count: int
    office_endings: tuple[str, ...]
    home_share: float
    home_least_count: int
    place_cap_count: int
    place_categories: tuple[str, ...]
    least_place_length: int
    largest_count: int
    growth_days: int


@dataclass(frozen=True)
class Clock:
    """Which limits run, how many days before the end to warn, and how long a bad rating keeps a matter open."""

    due_soon_days: int
    review_days: int
    petition_channels: tuple[str, ...]
    screening_default: bool
    adopted_rules: tuple[str, ...]
    rules_valid_from: str


@dataclass(frozen=True)
class Area:
    """How areas are coloured, and how long a screening return speaks for its area."""

    red_share: float
    orange_share: float
    return_days: int
    return_share: float


@dataclass(frozen=True)
class Map:
    """Tiles under the map, if the site names some: an address with {z}, {x} and {y}, and whose they are."""

    tiles: str
    attribution: str
    max_zoom: int

    def __post_init__(self) -> None:
        parts = ("{z}", "{x}", "{y}")
        if self.tiles and not (
            self.tiles.startswith(("https://", "http://")) and all(part in self.tiles for part in parts)
        ):
            raise BadArgument(
                "config.toml [map]：tiles 应为带 {z}、{x}、{y} 的 https 地址，不用瓦片就留空。",
                "config.toml [map]: tiles must be an https address with {z}, {x} and {y}, or empty.",
            )

    @property
    def host(self) -> str:
        """Scheme and host of the tiles, '' without any: the one other host a page may ask."""
        return "/".join(self.tiles.split("/")[:3])


@dataclass(frozen=True)
class Wall:
    """The wall screen: when its data are old, and how long its session lasts."""

    stale_hours: int
    session_hours: int

    def __post_init__(self) -> None:
        if not (1 <= self.stale_hours <= 720 and 1 <= self.session_hours <= 744):
            raise BadArgument(
                "config.toml [wall]：stale_hours 应为 1 至 720，session_hours 应为 1 至 744。",
                "config.toml [wall]: stale_hours must be 1 to 720, session_hours 1 to 744.",
            )


@dataclass(frozen=True)
class Signal:
    """How signals are looked for and how they live; days, counts, metres, and the false alarms a centre can bear."""

    history_days: int
    window_days: int
    least_history_days: int
    least_observed_count: int
    most_places: int
    most_radius_m: float
    replicates: int
    false_alarms_per_week: float
    max_signals: int
    years_back: int
    effort_prior_count: float
    new_days: int
    growing_days: int
    quiet_days: int
    lapse_days: int
    answer_days: int


@dataclass(frozen=True)
class Backup:
    """Where backups made on the page go; nothing: a folder beside the home, its name with -backup."""

    folder: str


@dataclass(frozen=True)
class Notice:
    """Where notices go, and when nobody is to be disturbed."""

    targets: tuple[str, ...] = field(repr=False)
    quiet_hours: str
    link: str


@dataclass(frozen=True)
class Api:
    """How much programs may ask."""

    calls_per_minute: int
    failures_per_minute: int


@dataclass(frozen=True)
class Lists:
    """What puts a matter on one of the three working lists."""

    new_days: int
    stock_days: int
    stock_report_count: int
    due_days: int
    growing_count: int


@dataclass(frozen=True)
class Supervision:
    """When a unit can be judged, when a matter was settled at once or lies idle, how many closed ones are checked a week."""

    least_count: int
    settle_days: int
    idle_days: int
    sample_count: int


@dataclass(frozen=True)
class Measure:
    """One line of the score card: points by threshold, the two sentences, and where its weight comes from."""

    code: str
    direction: str
    thresholds: tuple[float, ...]
    points: tuple[int, ...]
    zh: str
    en: str
    source: str

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in zip(self.thresholds, self.thresholds[1:], strict=False))
        fits = len(self.thresholds) == len(self.points) > 0
        if self.direction not in ("at_least", "at_most") or not rising or not fits:
            raise BadArgument(
                f"config.toml [[score.measure]] {self.code}：direction 应为 at_least 或 at_most，"
                "thresholds 应递增并与 points 一样多。",
                f"config.toml [[score.measure]] {self.code}: direction must be at_least or at_most, "
                "thresholds must rise and be as many as points.",
            )


@dataclass(frozen=True)
class Score:
    """The score card: its measures, and the bands by the week's capacity."""

    weekly_capacity: int
    red_count: int
    red_floor: int
    orange_floor: int
    yellow_floor: int
    wage_categories: tuple[str, ...]
    horizon_days: int
    record_days: int
    least_record_count: int
    measure: tuple[Measure, ...]


@dataclass(frozen=True)
class Config:
    """Every setting, one field per section of config.toml."""

    site: Site
    disclosure: Disclosure
    access: Access
    oidc: Oidc
    intake: Intake
    link: Link
    group: Group
    clock: Clock
    area: Area
    map: Map
    wall: Wall
    signal: Signal
    notice: Notice
    backup: Backup
    api: Api
    lists: Lists
    supervision: Supervision
    score: Score
    config_hash: str


CARD_FILE = "card.toml"  # a score card learned here and adopted
OWN_FILES = (CARD_FILE, "config.toml")  # what a home may say of its own, the last word last


def config_in_force(home: Path) -> Config:
    """The settings of a home as its files stand now; read again only when one of them changed."""
    stamps = tuple(_stamp(home / name) for name in OWN_FILES)
    return _read_once(home, stamps)


def site_now(home: Path) -> datetime:
    """The local time at the site of a home, open or not."""
    return config_in_force(home).site.now()


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return told.st_mtime_ns, told.st_size


@lru_cache(maxsize=8)
def _read_once(home: Path, _stamps: tuple[tuple[int, int] | None, ...]) -> Config:
    return load_config(home)


def load_config(home: Path | None = None) -> Config:
    """The settings in force; BadArgument names the file, section and setting that is unknown or of the wrong kind."""
    text = DEFAULT.read_text(encoding="utf-8")
    merged = tomllib.loads(text)
    for own in (home / name for name in OWN_FILES if home and (home / name).exists()):
        own_text = _text(own)
        merged = _merge(merged, _parsed(own_text, own), where=str(own))
        text += own_text
    hints = get_type_hints(Config)
    sections = {name: _build(hints[name], merged[name], name) for name in hints if name != "config_hash"}
    return Config(**sections, config_hash=hashlib.sha256(text.encode()).hexdigest()[:16])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadArgument(
            f"{path}：不是 UTF-8 编码。请用 UTF-8 另存。", f"{path}: not UTF-8. Save it as UTF-8."
        ) from error


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
        if isinstance(base[name], dict) != isinstance(value, dict):
            raise BadArgument(
                f"{where}：「{name}」{'应是一节' if isinstance(base[name], dict) else '不是一节'}。",
                f"{where}: {name!r} {'must be a section' if isinstance(base[name], dict) else 'is no section'}.",
            )
        both = isinstance(value, dict)
        merged[name] = _merge(base[name], value, where=where) if both else value
    return merged


def _build(kind: type[Section], values: dict[str, Any], where: str) -> Section:
    hints = get_type_hints(kind)
    assert is_dataclass(kind), where
    names = {field.name for field in fields(kind)}
    for name in values.keys() ^ names:
        raise BadArgument(
            f"config.toml [{where}]：设置「{name}」多余或缺少。",
            f"config.toml [{where}]: the setting {name!r} is unknown or missing.",
        )
    return kind(**{name: _value(hints[name], values[name], f"{where}] {name}") for name in names})


def _value(wanted: Any, value: object, where: str) -> object:
    """One setting of the wanted kind; a list of tables becomes a tuple of the dataclass it names."""
    if isinstance(value, list) and get_origin(wanted) is tuple:
        inner = get_args(wanted)[0]
        return tuple(
            _build(inner, item, where.replace("] ", "."))
            if isinstance(inner, type) and is_dataclass(inner)
            else _value(inner, item, where)
            for item in value
        )
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    is_bool = isinstance(value, bool)
    if not isinstance(wanted, type) or not isinstance(value, wanted) or is_bool != (wanted is bool):
        name = getattr(wanted, "__name__", str(wanted))
        raise BadArgument(f"config.toml [{where}：应为 {name}。", f"config.toml [{where}: must be {name}.")
    return value
