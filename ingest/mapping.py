"""A mapping lets any town's own export in without code (TOML; DESIGN.md, The command line).

[columns]                      Mapping.columns["narrative"] == ("complaint_type", "descriptor")
narrative = ["complaint_type", "descriptor"]
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import BadMapping

CANONICAL = frozenset(
    "report_no reported_at channel level petitioner_name petitioner_phone petitioner_id_number petitioner_address "
    "petitioner_ref other_party_name other_party_phone respondent people_count category petition_subject "
    "legal_category title narrative place village town grid_code grid_name lon lat lonlat crs unit officer leader "
    "unit_officer "
    "due_date method status progress accepted_at replied_at closed_at satisfaction safety_concern remark "
    "reported_hour reported_minute".split()
)
_SECTIONS = frozenset({"source", "read", "columns", "values", "defaults", "categories"})
_READ = frozenset({"sheet", "header_row", "encoding", "date_format", "point_of"})


@dataclass(frozen=True)
class Mapping:
    """How one sender's export is read; its name carries the start of its hash, so that a mended mapping is another.

    columns: canonical → headings joined by a blank. values: canonical → their word → ours. defaults: canonical → value.
    categories: code → name, kinds of the site's own. point_of: "place", or "home" when lon/lat are a home's.
    """

    name: str = ""
    source: str | None = None
    columns: ReadOnly[str, tuple[str, ...]] = field(default_factory=dict)
    values: ReadOnly[str, ReadOnly[str, str]] = field(default_factory=dict)
    defaults: ReadOnly[str, str] = field(default_factory=dict)
    categories: ReadOnly[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    date_format: str | None = None
    point_of: str = "place"


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; BadMapping says which section or column is unknown."""
    try:
        text = path.read_text(encoding="utf-8")
        told = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMapping(
            f"{path.name}：读不了这个映射文件（{error}）。", f"{path.name}: cannot be read ({error})."
        ) from error
    _refuse_unknown(path, "", told, _SECTIONS)
    _refuse_unknown(path, "read", told.get("read", {}), _READ)
    for section in ("columns", "values", "defaults"):
        _refuse_unknown(path, section, told.get(section, {}), CANONICAL)
    columns = {
        name: (said,) if isinstance(said, str) else tuple(said)
        for name, said in told.get("columns", {}).items()
    }
    texts = {name: str(value) for name, value in told.get("defaults", {}).items()}
    return Mapping(
        name=f"{path.name}#{hashlib.sha256(text.encode()).hexdigest()[:8]}",
        source=told.get("source"),
        columns=columns,
        values={
            name: {str(k): str(v) for k, v in table.items()} for name, table in told.get("values", {}).items()
        },
        defaults=texts,
        categories={str(k): str(v) for k, v in told.get("categories", {}).items()},
        **told.get("read", {}),
    )


def _refuse_unknown(path: Path, section: str, told: object, known: frozenset[str]) -> None:
    if not isinstance(told, dict):
        raise BadMapping(
            f"{path.name}：[{section}] 应是一个表。", f"{path.name}: [{section}] must be a table."
        )
    unknown = sorted(set(told) - known)
    if unknown:
        where = f"[{section}] " if section else ""
        raise BadMapping(
            f"{path.name}：{where}没有「{'、'.join(unknown)}」。可用的有：{'、'.join(sorted(known))}",
            f"{path.name}: {where}knows no {', '.join(unknown)}. It knows: {', '.join(sorted(known))}",
        )
