"""How one report was placed, as sentences: how, how far it is trusted, and what speaks against it.

located_by  distance_m  doubt_code    →  how                                       trust     doubt
point       –           –                按坐标，在网格内                             可信 100%  –
point       40          –                按坐标：点在所有网格之外，离最近的本网格 40 米    可信 82%   –
grid_code   3000        –                按填写的网格编号；坐标离最近的网格还有 3 公里，未采用  可信 95%   –
point       –           grid_differs     按坐标，在网格内                             可信 100%  注意：填写的是第三网格……
grid_name   –           placeholder      按填写的网格名称（在柳河社区内）                可信 90%   注意：……像是默认坐标，未采用
village     –           –                只知道村（柳河社区），未定到网格                可信 30%   –
none        –           –                未定位：没有坐标，也没有能认出的地名             –         –

Rows are those of page_placed_report and page_matter_report.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.present import Speech
from dashboard.suppress import Row

WAYS = ("point", "grid_code", "grid_name", "address", "village", "none")
DOUBTS = ("grid_differs", "placeholder", "address_doubtful")
LONGEST_PLACE = 40


@dataclass(frozen=True)
class Told:
    """The sentences about one report; trust and doubt are empty when there is nothing to say."""

    how: str
    trust: str
    doubt: str


def told(row: Row, speech: Speech) -> Told:
    """How a report was placed, in the reader's language."""
    return Told(_how(row, speech), _trust(row, speech), _doubt(row, speech))


def metres(value: object, speech: Speech) -> str:
    """A distance as people say it: under 1 m, 40 m, 1.2 km, 35 km."""
    assert isinstance(value, int | float)
    if value < 1:
        return speech.say("length.under")
    if value < 950:
        return speech.say("length.m", n=f"{value:.0f}")
    kilometres = f"{value / 1000:.1f}".removesuffix(".0") if value < 9950 else f"{value / 1000:,.0f}"
    return speech.say("length.km", n=kilometres)


def _how(row: Row, speech: Speech) -> str:
    way = row["located_by"]
    if way is None:
        return speech.say("placed.waiting")
    if way in ("point", "none"):
        return _by_point(row, speech)
    words = _by_grid(row, speech) if way in ("grid_code", "grid_name") else _by_text(str(way), row, speech)
    if row["distance_m"] is None:
        return words
    return words + speech.say("placed.outside", metres=metres(row["distance_m"], speech))


def _by_point(row: Row, speech: Speech) -> str:
    """A point inside a grid, or so many metres from the nearest; or no place at all."""
    inside, outside = ("point", "point_near") if row["located_by"] == "point" else ("none", "none_far")
    if row["distance_m"] is None:
        return speech.say(f"placed.{inside}")
    return speech.say(f"placed.{outside}", metres=metres(row["distance_m"], speech))


def _by_grid(row: Row, speech: Speech) -> str:
    """The code or the name of a grid that the row gives; a home's point leaves its grid's code alone."""
    if row["located_by"] == "grid_code":
        return speech.say("placed.home" if row["is_home"] else "placed.grid_code")
    within = row["within_name"]
    return speech.say("placed.grid_name_within" if within else "placed.grid_name", within=within)


def _by_text(way: str, row: Row, speech: Speech) -> str:
    """An address or a village, in its own words."""
    text = row["village_name"] if way == "village" else row["place_text"] or row["village_name"]
    key = way if row["area_code"] else f"{way}_only"
    return speech.say(f"placed.{key}_text", text=_short(str(text))) if text else speech.say(f"placed.{key}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PLACE else text[: LONGEST_PLACE - 1] + "…"


def _trust(row: Row, speech: Speech) -> str:
    if row["located_by"] in (None, "none"):
        return ""
    return speech.say("placed.trust", share=f"{row['location_confidence_share']:.0%}")


def _doubt(row: Row, speech: Speech) -> str:
    doubt = row["doubt_code"]
    if doubt is None:
        return ""
    if doubt == "grid_differs":
        return _differs(row, speech)
    if doubt == "placeholder":
        return speech.say("doubt.placeholder_used" if row["located_by"] == "point" else "doubt.placeholder")
    return speech.say(f"doubt.{doubt}" if doubt in DOUBTS else "doubt.other")


def _differs(row: Row, speech: Speech) -> str:
    if row["declared_m"] is None or not row["declared_name"]:
        return speech.say("doubt.grid_differs_bare")
    name = declared_name(row)
    return speech.say("doubt.grid_differs", name=name, metres=metres(row["declared_m"], speech))


def declared_name(row: Row) -> str:
    """The area a report names; with the area it lies in when that is another than its own: a 第三网格 is everywhere."""
    within, name = row["declared_within_name"] or "", str(row["declared_name"])
    is_told = within == row["within_name"] or name.startswith(within)
    return name if is_told else within + name
