"""What a heading means: which canonical column, or why it is refused; words are data (data/reference/*.toml).

"* 排查\\n日期（必填）" → reported_at      "乙方联系电话" → other_party_phone      "责任人电话" → None: a worker's, not a party's
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data.codelist import read_words
from ingest.cell import fold

LONGEST_HEADING = 24
_SHORTEST_INSIDE = 3
_NOTE = re.compile(r"[(（\[【][^(（\[【)）\]】]*[)）\]】]")
_DECORATION = re.compile(r"[*★☆●:：\s]")
_TAIL = re.compile(r"(?:年月日|填写|格式|必填|选填|情况|说明|内容|信息|栏|名称|号码|\d+|[及和与、/或].*)?")
_PETITIONER = (
    "当事人",
    "反映人",
    "信访人",
    "诉求人",
    "来访人",
    "申请人",
    "投诉人",
    "纠纷方",
    "来电人",
    "甲方",
    "本人",
    "群众",
)
_OTHER_PARTY = ("乙方", "对方", "另一方", "被申请人")
_OF_A_PARTY = {
    "petitioner_name": "other_party_name",
    "petitioner_phone": "other_party_phone",
    "petitioner_id_number": None,
    "petitioner_address": None,
}
PERSONAL = frozenset(_OF_A_PARTY)


@cache
def synonyms() -> dict[str, str]:
    """Folded heading → canonical column; `ignore` for headings that carry nothing we keep."""
    words = read_words("headings").items()
    table = {_bare(heading): column for column, headings in words for heading in headings}
    table.update({_undecorated(heading): column for column, headings in words for heading in headings})
    return table


def _undecorated(heading: str) -> str:
    return _DECORATION.sub("", fold(heading))


def _bare(heading: str) -> str:
    """The heading without its notes, save a note that says whose it is: 当事人(乙方)姓名."""
    folded = fold(heading)
    kept = _NOTE.sub(lambda note: _undecorated(note.group()[1:-1]) if _is_other(note.group()) else "", folded)
    return _DECORATION.sub("", kept or folded)


def _is_other(text: str) -> bool:
    return any(word in text for word in _OTHER_PARTY)


@lru_cache(maxsize=20_000)
def exact(heading: str) -> str | None:
    """The canonical column of a heading written as the list has it, its note and decoration aside."""
    return synonyms().get(_undecorated(heading)) or synonyms().get(_bare(heading))


@lru_cache(maxsize=20_000)
def canonical(heading: str) -> str | None:
    """The canonical column a heading means: as written, without its note, else by the longest word at its end."""
    known = exact(heading)
    bare = _bare(heading)
    if known or not bare or len(bare) > LONGEST_HEADING:
        return known
    return _by_its_end(bare) or _by_its_start(bare)


def _by_its_end(bare: str) -> str | None:
    """The last word of a Chinese compound says what it is, those before it whose: 纠纷当事人 + 电话."""
    table = synonyms()
    for start in range(1, len(bare) - 1):
        column = table.get(bare[start:])
        if column is not None:
            before = bare[:start]
            if column in PERSONAL:
                return _of_whom(column, before)
            return column if len(bare) - start >= _SHORTEST_INSIDE else None
    return None


def _of_whom(column: str, before: str) -> str | None:
    if _is_other(before):
        return _OF_A_PARTY[column]
    known = synonyms().get(before)
    return column if known == column or any(word in before for word in _PETITIONER) else None


def _by_its_start(bare: str) -> str | None:
    """Or the first word, when only a form's filling follows: 排查时间年月日, 纠纷简况及诉求."""
    table = synonyms()
    for end in range(len(bare) - 1, _SHORTEST_INSIDE - 1, -1):
        column = table.get(bare[:end])
        if column is not None:
            rest = bare[end:]
            return column if _TAIL.fullmatch(rest) and not _tells_of_a_person(rest) else None
    return None


def _tells_of_a_person(rest: str) -> bool:
    return any(column in PERSONAL and word in rest for word, column in synonyms().items() if len(word) > 1)


@lru_cache(maxsize=20_000)
def refusal(heading: str) -> tuple[str, str] | None:
    """Why a heading is refused, Chinese and English, or None."""
    folded = fold(heading)
    if len(folded) > LONGEST_HEADING:
        return None
    for rule in _refused():
        if any(word in folded for word in rule[0]):
            return rule[1], rule[2]
    return None


@cache
def _refused() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    rules = read_words("refused_columns")["refused"]
    return tuple((tuple(fold(word) for word in rule["words"]), rule["zh"], rule["en"]) for rule in rules)  # type: ignore[index]
