"""What a workbook is marked with on its way back: words, colours, and how our own marks are known again.

核对结果      the verdict column's heading      red, amber   a cell that must, or should, be looked at
枫桥核对汇总  the summary sheet                 枫桥          the author of our comments
"""

from __future__ import annotations

import re

from data.errors import language
from ingest.cell import fold

HEADINGS = ("核对结果", "Verdict")
SUMMARY_SHEETS = ("枫桥核对汇总", "Fengqiao summary")
LIST_SHEETS = ("枫桥逐行结果", "Fengqiao rows")
ROW_HEADINGS = ("原行号", "Row in the file sent")
WORDS = {
    "new": ("新增", "new"),
    "unchanged": ("未变", "unchanged"),
    "changed": ("变更", "changed"),
    "parked": ("待核", "parked"),
    "rejected": ("退回", "rejected"),
}
MEANINGS = {
    "new": ("新登记的行", "newly registered"),
    "unchanged": ("以前已登记、内容相同", "already held exactly so"),
    "changed": ("以前登记过、这次有改动", "changed a report held before"),
    "parked": ("已登记，但与已有件次很像，等人确认", "registered, but like another: a person decides"),
    "rejected": ("没有登记，改好后再传", "not registered: fix it and send again"),
}
AUTHOR = "枫桥"
RULED_OFF = "—— 枫桥核对 ——"
RED, AMBER = "FFF4B6B2", "FFFCE3A6"
VERDICT_COLOURS = {"rejected": RED, "parked": AMBER, "changed": "FFDCE9F5"}
LONGEST_CELL, LONGEST_TITLE = 32_000, 31
_OWN_SHEET = re.compile(rf"({'|'.join(SUMMARY_SHEETS + LIST_SHEETS)})( ?\(?\d+\)?)?")
_TITLE_CANNOT = re.compile(r"[\[\]:*?/\\]")
_CANNOT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def said(words: tuple[str, str]) -> str:
    """The Chinese or the English of a pair, by the language in force."""
    return words[language() == "en"]


def is_own_sheet(name: str) -> bool:
    """Whether a sheet is one we added to a workbook on its way back: it holds no reports."""
    return bool(_OWN_SHEET.fullmatch(name.strip()))


def is_verdict_heading(text: str) -> bool:
    """Whether a heading is that of our verdict column."""
    return fold(text) in {fold(heading) for heading in HEADINGS}


def is_own_heading(text: str) -> bool:
    """Whether a heading is that of a column we added: the verdict, or the row's number in the file sent."""
    return fold(text) in {fold(heading) for heading in HEADINGS + ROW_HEADINGS}


def is_verdict(text: str) -> bool:
    """Whether a cell's text is a verdict of ours: 新增, or 退回：「上报时间」…"""
    return bool(re.match(rf"({'|'.join(word for pair in WORDS.values() for word in pair)})(：|: |$)", text))


def sheet_title(name: str) -> str:
    """A sheet's name as Excel allows it."""
    return _TITLE_CANNOT.sub("_", clean(name)).strip("'")[:LONGEST_TITLE] or "Sheet"


def clean(text: str) -> str:
    """Text a workbook can hold: no control characters, not too long."""
    return _CANNOT.sub("", text)[:LONGEST_CELL]
