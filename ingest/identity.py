"""Who is in a row, normalised, so that one person is written one way.

"张 三（组长）、李四" → ["张三", "李四"]      "+86 138-1234-5678" → "13812345678"
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.cell import EMPTY_WORDS, Cell, text_of

_NOTE = re.compile(r"[(（\[【][^(（\[【)）\]】]*[)）\]】]")
_TITLES = re.compile(r"(?:先生|女士|同志|师傅|阿姨|大爷|大妈|等\s*\d*\s*(?:人|户|位|名).*|等|本人)$")
_CONTACT = re.compile(
    r"^([\u4e00-\u9fff]{2,4}?)(?:的?(?:联系)?(?:电话|手机|方式|身份证).*|[:：]?\+?\d{6}.*)$"
)
_SPLIT = re.compile(r"[、,，;；/\n]|(?<=[\u4e00-\u9fff]{2})[与和及](?=[\u4e00-\u9fff]{2})")
_NAMELESS = frozenset(
    EMPTY_WORDS
    | {"匿名", "不详", "未知", "群众", "村民", "居民", "业主", "某某", "工人", "农民工", "若干", "多人"}
)
_NUMBERING = re.compile(r"(?<!\d)\d{1,2}\s*[.、．)）]")
_ONE_NAME = re.compile(r"[\u4e00-\u9fff]{1,12}(?<![生士志傅姨爷妈人])")
_JOINS = frozenset("与和及等")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_ID18 = re.compile(r"^\d{17}[\dX]$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def split_names(text: str) -> list[str]:
    """Each party named in a cell, normalised, in order, without those who are nobody (匿名, 群众)."""
    if not text:
        return []
    if _ONE_NAME.fullmatch(text) and _JOINS.isdisjoint(text) and text not in _NAMELESS:
        return [text]
    plain = _NUMBERING.sub("、", unicodedata.normalize("NFKC", text))
    names = (normal_name(part) for part in _SPLIT.split(plain))
    return list(dict.fromkeys(name for name in names if _LETTER.search(name) and name not in _NAMELESS))


def normal_name(text: str) -> str:
    """A name without blanks, notes and forms of address."""
    plain = _NOTE.sub("", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[\s·•.]+", "", plain)
    return _TITLES.sub("", _CONTACT.sub(r"\1", plain))


def normal_phone(cell: Cell) -> str | None:
    """Digits of a phone, +86 gone; None when it is none, or was ruined by a spreadsheet (1.38E+10)."""
    text = unicodedata.normalize("NFKC", text_of(cell))
    if re.search(r"[eE]\+?\d", text):
        return None
    digits = re.sub(r"\D", "", text)
    digits = digits[2:] if digits.startswith("86") and len(digits) == 13 else digits
    return digits if 7 <= len(digits) <= 12 else None


def normal_id(text: str) -> str | None:
    """An 18-digit ID number whose checksum holds (15-digit ones are brought to 18); else None: it may not link."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if re.fullmatch(r"\d{15}", plain):
        plain = plain[:6] + "19" + plain[6:]
        return plain + _check_digit(plain)
    return plain if _ID18.match(plain) and _check_digit(plain) == plain[17] else None


def _check_digit(number: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11]


def normal_address(text: str) -> str:
    """An address without blanks and marks."""
    return re.sub(r"[\s,，.。、#()（）-]+", "", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=30_000)
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character)).lower()


def pinyin_of(name: str) -> str:
    """The name as it sounds, character by character, without tones: 张伟 and 章炜 both zhang wei."""
    return " ".join(map(_sound, name))
