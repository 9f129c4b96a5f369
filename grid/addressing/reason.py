"""Why an address was placed where it was, in a sentence for the person who checks it.

name 青石镇, slip 柳弯社区    凭地名「青石镇」、差一字的地名「柳弯社区」。
                           By the name 青石镇, the name one character off 柳弯社区.
name 东溪镇, name 柳湾社区    凭地名「东溪镇」、地名「柳湾社区」；它们互相矛盾，只取共同的上级。
far 成都市                  「成都市」不在本地。
(nothing)                  没有认出本地的地名。
"""

from __future__ import annotations

from grid.address import AddressPlace
from grid.addressing.gap import NOT_OURS
from grid.addressing.word import Word

WAYS = {
    "name": ("地名", "the name"),
    "alias": ("别名", "the other name"),
    "bare": ("简称", "the short name"),
    "slip": ("差一字的地名", "the name one character off"),
    "thin": ("缺字的地名", "the remains of a name"),
    "estate": ("小区", "the estate"),
    "road": ("道路", "the road"),
}


def reason_zh(place: AddressPlace) -> str:
    """The sentence in Chinese; it quotes the address, so it is as private as the address itself."""
    used, strange = _parted(place)
    parts = ["凭" + "、".join(f"{WAYS[word.way][0]}「{word.text}」" for word in used)] if used else []
    parts += ["它们互相矛盾，只取共同的上级"] if place.is_doubtful else []
    parts += ["、".join(f"「{word.text}」" for word in strange) + "不在本地"] if strange else []
    return ("；".join(parts) or "没有认出本地的地名") + "。"


def reason_en(place: AddressPlace) -> str:
    """The sentence in English; as private as the address itself."""
    used, strange = _parted(place)
    parts = ["by " + ", ".join(f"{WAYS[word.way][1]} {word.text}" for word in used)] if used else []
    parts += ["they contradict each other, so only the area they share is taken"] if place.is_doubtful else []
    parts += [", ".join(word.text for word in strange) + ": not a place held here"] if strange else []
    sentence = "; ".join(parts) or "no name of a place held here was found"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _parted(place: AddressPlace) -> tuple[list[Word], list[Word]]:
    """The words that proved the area, and those that are no place of ours."""
    used = [word for word in place.words if word.way in WAYS]
    return used, [word for word in place.words if word.way in NOT_OURS]
