"""Names a site knows its places by that are no names of areas: read from a table the site keeps itself.

name        kind     area_code
石桥村       alias    990101100001        a former or everyday name: wherever it is written, this area is meant
金桂苑       estate   990101100001001     an estate, hamlet or project; others elsewhere may be called so too
人民路       road     990101100001        a road in this area; a road through two areas has two rows
浙江省       wider                        lies above all areas held: says nothing, and makes no address a stranger's
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadFile

COLUMNS = ("name", "kind", "area_code")
KINDS = ("alias", "estate", "road", "wider")
KIND_NAMES_ZH = {
    "alias": "别名",
    "estate": "小区",
    "road": "道路",
    "wider": "上级地名",
}
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class LocalName:
    """A name, what kind of name it is, and the area it stands for or lies in; no area for a wider one."""

    name: str
    kind: str
    area_code: str

    def __post_init__(self) -> None:
        assert self.name
        assert self.kind in KINDS
        assert bool(self.area_code) == (self.kind != "wider")


def read_local_names(file: Path) -> tuple[LocalName, ...]:
    """The names of a CSV with the columns of COLUMNS; BadFile names the first line that cannot be read."""
    text = _decoded(file)
    rows = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise _bad(file, 1, f"缺少列 {'、'.join(missing)}", f"lacks the column {', '.join(missing)}")
    return tuple(_name_of(file, number, row) for number, row in enumerate(rows, start=2))


def unknown_names(names: Sequence[LocalName], areas: Mapping[str, object]) -> tuple[LocalName, ...]:
    """The names whose area is not held: they prove nothing, and whoever keeps the table should hear of them."""
    return tuple(name for name in names if name.area_code and name.area_code not in areas)


def _name_of(file: Path, number: int, row: Mapping[str, str | None]) -> LocalName:
    name, kind, code = ((row[column] or "").strip() for column in COLUMNS)
    kind = {zh: key for key, zh in KIND_NAMES_ZH.items()}.get(kind, kind)
    if kind not in KINDS:
        raise _bad(file, number, f"没有「{kind}」这种名称", f"there is no kind of name {kind!r}")
    if not name:
        raise _bad(file, number, "没有名称", "has no name")
    if bool(code) == (kind == "wider"):
        zh = "上级地名不写编号" if code else "没有区域编号"
        raise _bad(file, number, zh, "a wider name takes no code" if code else "has no area code")
    return LocalName(name, kind, code)


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _bad(file, 1, "不是 UTF-8 或 GBK 文本", "is neither UTF-8 nor GBK text")


def _bad(file: Path, number: int, zh: str, en: str) -> BadFile:
    kinds = "、".join(f"{key}（{name}）" for key, name in KIND_NAMES_ZH.items())
    return BadFile(
        f"{file.name} 第{number}行：{zh}。请按列 {', '.join(COLUMNS)} 填写；kind 可写：{kinds}。",
        f"{file.name} line {number}: {en}. Fill in {', '.join(COLUMNS)}; kind is one of {', '.join(KINDS)}.",
    )
