"""A lot's rows as reports ready to load: masked, keyed, hashed.

row key   (source, report_no, part), or without a number time + place + parties + text
report_id the first 80 bits of the row key's BLAKE2b in base 32: the same row always gets the same id
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import pyarrow as pa

from ingest.cell import fold
from ingest.dispute import split_disputes
from ingest.mask import is_identity_number, mask, mask_code
from ingest.party import Parties, Party, respondent_key
from ingest.values import Facts, Found, Lot

LONGEST_TEXT = 4000
MASKED_TEXTS = ("title", "narrative", "place", "method", "progress", "remark")
PLAIN_TEXTS = ("village", "town", "grid_code", "grid_name", "unit", "crs", "report_no")


@dataclass(frozen=True)
class Sender:
    """What every report of a sheet shares: whose numbering, and what its title or file name says of place."""

    source: str
    village: str
    town: str
    towns: frozenset[str] = frozenset()
    grid_codes: frozenset[str] = frozenset()

    def place(self, village: str, town: str) -> tuple[str, str]:
        """Village and town of a row: what it says, 青石镇柳河村 taken apart, else what the sheet says."""
        inside = next(
            (name for name in self.towns if len(village) > len(name) and village.startswith(name)), ""
        )
        return village.removeprefix(inside) or self.village, town or inside or self.town


@dataclass(frozen=True)
class Reports:
    """Reports of a lot, one entry a report in each; `row` is the index of its row in the lot."""

    row: list[int]
    table: pa.Table
    parties: list[tuple[Party, ...]]
    names: list[tuple[str, str]]


def hashed_id(*parts: object) -> str:
    """16 characters of base 32 from the parts."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=10).digest()
    return base64.b32encode(digest).decode()


@lru_cache(maxsize=50_000)
def organisation_id(kind: str, name: str) -> str:
    """The id of a respondent or unit by its name."""
    return hashed_id(kind, respondent_key(name))


def check_rows(lot: Lot, facts: Facts) -> set[int]:
    """Rows that cannot be taken: without a date that can be known, or with nothing told; each gets a Found."""
    unknown_dates = {found.row for found in lot.found if found.column == "reported_at"}
    told = [lot.texts(column) for column in ("narrative", "title", "category", "petition_subject")]
    for index, moment in enumerate(facts.reported_at):
        if moment is None and index not in unknown_dates:
            lot.found.append(Found(index, "reported_at", "date_missing", ""))
        if not any(texts[index] for texts in told):
            lot.found.append(Found(index, "narrative", "nothing_told", ""))
    width = max(lot.header.headings) + 1
    for index, (_, row) in enumerate(lot.rows):
        if len(row) > width and any(cell not in ("", None) for cell in row[width:]):
            lot.found.append(Found(index, "", "ragged_row", ""))
    return unknown_dates | {found.row for found in lot.found if found.rule in _FATAL}


_FATAL = frozenset({"date_missing", "nothing_told", "ragged_row"})


def make_reports(lot: Lot, facts: Facts, parties: Parties, *, sender: Sender, rejected: set[int]) -> Reports:
    """Every report of the rows that were not rejected, as one Arrow table with core_report's columns."""
    texts = {name: lot.texts(name) for name in MASKED_TEXTS + PLAIN_TEXTS}
    texts["unit"] = [
        one or other for one, other in zip(texts["unit"], lot.lines("unit_officer")[0], strict=True)
    ]
    rows, parts, records, names = [], [], [], []
    for index in range(len(lot.rows)):
        if index in rejected:
            continue
        disputes = split_disputes(texts["narrative"][index])
        for part, dispute in enumerate(disputes, start=1):
            record = _record(
                index, {name: column[index] for name, column in texts.items()}, facts, parties, sender
            )
            record["narrative"] = _masked(dispute, parties.names[index])
            _give_identity(record, part if len(disputes) > 1 else 1, parties.parties[index])
            rows.append(index)
            parts.append(parties.parties[index])
            records.append(record)
            names.append(respondent_and_unit(index, texts["unit"][index], parties))
    return Reports(rows, pa.Table.from_pylist(records, schema=SCHEMA), parts, names)


def _shown_number(text: str) -> str | None:
    """A report's own number; when it is somebody's ID number or phone, a hash of it, still its own."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return f"#{hashed_id('number', plain)}" if is_identity_number(plain) else plain or None


def respondent_and_unit(index: int, unit: str, parties: Parties) -> tuple[str, str]:
    """The names of the organisations of a row, masked like all text; blank when there is none."""
    names = parties.names[index]
    return mask(parties.respondents[index] or "", names), mask(unit, names)


def _masked(text: str, names: tuple[str, ...]) -> str | None:
    return mask(text[:LONGEST_TEXT], names) or None


def _record(
    index: int, texts: dict[str, str], facts: Facts, parties: Parties, sender: Sender
) -> dict[str, object]:
    names = parties.names[index]
    people = facts.people[index]
    respondent, unit = respondent_and_unit(index, texts["unit"], parties)
    lon, lat = facts.lon[index], facts.lat[index]
    due = facts.due_at[index]
    village, town = sender.place(texts["village"], texts["town"])
    return {
        "source_code": sender.source,
        "report_no": _shown_number(texts["report_no"]),
        "reported_at": facts.reported_at[index],
        "channel_code": facts.channel[index],
        "level_code": facts.level[index],
        "category_code": facts.category[index],
        "subject_code": facts.subject[index],
        "legal_category_code": facts.legal_category[index],
        "title": _masked(texts["title"], names),
        "place_text": _masked(texts["place"], names),
        "village_name": _masked(village, names),
        "town_name": _masked(town, names),
        "grid_text": mask_code(texts["grid_code"] or texts["grid_name"], known=sender.grid_codes) or None,
        "lon": lon if lat is not None else None,
        "lat": lat if lon is not None else None,
        "crs_code": texts["crs"] or None,
        "people_count": people.number if people else None,
        "is_people_approximate": bool(people and people.is_approximate),
        "party_count": sum(party.role == "petitioner" for party in parties.parties[index]),
        "respondent_id": organisation_id("respondent", respondent) if respondent else None,
        "unit_id": organisation_id("unit", unit) if unit else None,
        "due_date": due.date() if due else None,
        "method_text": _masked(texts["method"], names),
        "status_code": facts.status[index],
        "progress_text": _masked(texts["progress"], names),
        "accepted_at": facts.accepted_at[index],
        "replied_at": facts.replied_at[index],
        "closed_at": facts.closed_at[index],
        "satisfaction_code": facts.satisfaction[index],
        "has_safety_concern": facts.safety[index],
        "remark_text": _masked(texts["remark"], names),
    }


def _give_identity(record: dict[str, object], part: int, parties: tuple[Party, ...]) -> None:
    """Add part_no, content_hash and report_id to a record."""
    record["part_no"] = part
    record["content_hash"] = hashed_id(*record.values(), *(party.key for party in parties))
    key: tuple[object, ...]
    if record["report_no"]:
        key = (
            "no",
            record["source_code"],
            record["report_no"],
            part,
        )
    else:
        key = ("row", record["source_code"], *_natural_key(record, parties), part)
    record["report_id"] = hashed_id(*key)


def _natural_key(record: dict[str, object], parties: tuple[Party, ...]) -> tuple[object, ...]:
    """Time, place, parties and text: what makes a row itself when nobody numbered it."""
    moment = record["reported_at"]
    assert isinstance(moment, datetime)
    place = fold(" ".join(str(record[name] or "") for name in ("place_text", "grid_text", "village_name")))
    people = sorted(party.name or party.phone or party.ref or party.address or "" for party in parties)
    return (
        moment.isoformat(),
        place,
        *people,
        fold(str(record["title"] or "")),
        fold(str(record["narrative"] or "")),
    )


_TEXT = (
    "report_id content_hash source_code report_no channel_code level_code category_code subject_code "
    "legal_category_code title narrative place_text village_name town_name grid_text crs_code respondent_id unit_id "
    "method_text status_code progress_text satisfaction_code remark_text"
).split()
_MOMENTS = ("reported_at", "accepted_at", "replied_at", "closed_at")
SCHEMA = pa.schema(
    [(name, pa.string()) for name in _TEXT]
    + [(name, pa.timestamp("us")) for name in _MOMENTS]
    + [("lon", pa.float64()), ("lat", pa.float64()), ("due_date", pa.date32())]
    + [("people_count", pa.int32()), ("party_count", pa.int32()), ("part_no", pa.int32())]
    + [("is_people_approximate", pa.bool_()), ("has_safety_concern", pa.bool_())]
)
