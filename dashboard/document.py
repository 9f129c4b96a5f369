"""The documents a matter needs as plain forms: filled from the matter, the rest left to whoever handles it.

Q000123, transfer   →   信访事项转送（交办）函, "现将龙湖镇·东村的一件物业纠纷（登记编号 Q000123 …）"

A name is never filled in: it is not in the warehouse, and what is written into the page stays in the reader's browser.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from dashboard.closing import closed_on
from dashboard.present import Speech
from dashboard.suppress import Row

FILE = Path(__file__).parents[1] / "data" / "reference" / "documents.toml"
MOST_LIMITS = 4
_BLANK = re.compile(r"【[^】]*】")


@dataclass(frozen=True)
class Form:
    """One kind of document."""

    code: str
    title: str
    basis: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A form filled in for a matter; paragraphs: each with its blanks marked."""

    title: str
    basis: str
    paragraphs: tuple[Markup, ...]


@cache
def forms() -> dict[str, Form]:
    """Every form, in the order of the procedure."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Form(code, form["title"], form["basis"], tuple(form["body"])) for code, form in found.items()
    }


def document(
    form: Form, matter: Row, deadlines: Sequence[Row], speech: Speech, *, acts: Sequence[Row] = ()
) -> Document:
    """The form filled in; facts that are not known become blanks."""
    facts = {
        "no": str(matter["matter_id"]),
        "first": speech.day(matter["first_reported_at"]),
        "place": str(matter["place_name"] or "【地点】").replace(" ", ""),
        "kind": speech.name("category", matter["category_code"]),
        "unit": str(matter["unit_name"] or "【责任单位】"),
        "people": str(matter["people_count"]),
        "reports": str(matter["report_count"]),
        "limits": _limits(deadlines, speech),
        "closure": closed_on(matter, acts, speech) or "【办结依据：见条例第27条】",
    }
    return Document(form.title, form.basis, tuple(_marked(line.format_map(facts)) for line in form.body))


def _limits(deadlines: Sequence[Row], speech: Speech) -> str:
    """Limits that still run or have run out, the most urgent first."""
    told = []
    for row in deadlines:
        if row["met_date"] is not None or row["ended_date"] is not None or row["is_right"]:
            continue
        due = row["conservative_due_date"]
        late = f"，已超期{row['overdue_days']}天" if row["overdue_days"] else ""
        told.append(f"{row['rule_name'] or row['rule_code']}应于{speech.day(due)}前完成{late}")
    return "；".join(told[:MOST_LIMITS]) + "。" if told else "没有正在计算的时限。"


def _marked(line: str) -> Markup:
    """A line with its blanks marked, everything else as plain text."""
    parts, at = [], 0
    for blank in _BLANK.finditer(line):
        parts += [escape(line[at : blank.start()]), Markup("<mark>{}</mark>").format(blank[0])]
        at = blank.end()
    return Markup("").join([*parts, escape(line[at:])])
