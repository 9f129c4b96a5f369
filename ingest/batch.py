"""One lot of rows into the warehouse: verdict, versions, parties, place; everything inside the upload's transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection
from grid.crs import to_cgcs2000
from grid.place import place_new
from ingest.cell import text_of
from ingest.identity import Tokens
from ingest.likeness import likeness
from ingest.mask import mask
from ingest.party import Parties, take_parties
from ingest.receipt import Problem, problem
from ingest.report import Reports, Sender, check_rows, hashed_id, make_reports
from ingest.statement import run
from ingest.values import Found, Lot, understand

SITE_CRS = "EPSG:4490"
LIKE_ENOUGH_TO_PARK = 0.8
DAYS_TO_PARK = 3
_IDENTITY = frozenset(
    {"petitioner_name", "petitioner_phone", "petitioner_id_number", "petitioner_address", "petitioner_ref"}
    | {"other_party_name", "other_party_phone", "officer", "leader", "unit_officer"}
)
_RANK = {"rejected": 0, "unchanged": 1, "changed": 2, "new": 3}
HIDDEN = "〔已入保密库〕"


@dataclass
class LotResult:
    """What came of a lot: how many rows got which verdict, the reports taken, the problems found.

    report_count counts the reports its rows hold, unchanged ones too.
    """

    verdicts: Counter[str]
    taken_ids: list[str]
    report_count: int
    placed_count: int
    lot: Lot
    names: list[tuple[str, ...]]

    def problems(self, sheet: str) -> list[Problem]:
        """The lot's problems in the words of their rules, values masked."""
        return [self._said(found, sheet) for found in self.lot.found]

    def _said(self, found: Found, sheet: str) -> Problem:
        positions = self.lot.header.columns.get(found.column, ())
        heading = self.lot.header.headings.get(positions[0]) if positions else None
        value = "" if found.column in _IDENTITY else mask(found.value, self.names[found.row])
        plain = " ".join(heading.split()) if heading else None
        return problem(found.rule, sheet=sheet, row=self.lot.rows[found.row][0], column=plain, value=value)


def load_lot(
    connection: Connection,
    lot: Lot,
    sender: Sender,
    *,
    tokens: Tokens,
    submission: tuple[str, datetime],
    sheet: str,
    keep: Callable[[], None],
) -> LotResult:
    """Load one lot; `keep` writes its identities to the vault before anything reaches the warehouse."""
    facts = understand(lot)
    parties = take_parties(lot, tokens)
    rejected = check_rows(lot, facts)
    reports = make_reports(lot, facts, parties, sender=sender, rejected=rejected)
    keep()
    table = _with_place(_with_rows(reports, lot, sheet), lot)
    verdicts = _load_reports(connection, table, reports, submission)
    taken = [
        report_id
        for report_id, verdict in zip(table["report_id"].to_pylist(), verdicts, strict=True)
        if verdict != "unchanged"
    ]
    placed = _place(connection, table, verdicts, lot)
    by_row = _row_verdicts(lot, reports, verdicts, rejected)
    _write_raw(connection, lot, parties, by_row, sheet=sheet, submission_id=submission[0])
    return LotResult(Counter(by_row), taken, len(reports.row), placed, lot, parties.names)


def _with_rows(reports: Reports, lot: Lot, sheet: str) -> pa.Table:
    numbers = [lot.rows[index][0] for index in reports.row]
    table = reports.table.append_column("row_no", pa.array(numbers, pa.int32()))
    table = table.append_column("sheet_name", pa.array([sheet] * len(numbers), pa.string()))
    return table.append_column("position", pa.array(range(len(numbers)), pa.int64()))


def _with_place(table: pa.Table, lot: Lot) -> pa.Table:
    """Points brought to CGCS2000, each from the system its row, mapping or site names."""
    if table["lon"].null_count == len(table):
        return table
    default = lot.mapping.defaults.get("crs", SITE_CRS)
    codes = pc.fill_null(table["crs_code"], default)
    lon, lat = table["lon"].to_numpy().copy(), table["lat"].to_numpy().copy()
    for code in pc.unique(codes).to_pylist():
        chosen = pc.equal(codes, code).to_numpy()
        lon[chosen], lat[chosen] = to_cgcs2000(lon[chosen], lat[chosen], code)
    nowhere = (table["lon"].is_null()).to_numpy()
    table = _replaced(table, "lon", pa.array(lon, pa.float64(), mask=nowhere))
    table = _replaced(table, "lat", pa.array(lat, pa.float64(), mask=nowhere))
    return _replaced(table, "crs_code", pc.if_else(pa.array(nowhere), None, codes))


def _replaced(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, values)


def _load_reports(
    connection: Connection, table: pa.Table, reports: Reports, submission: tuple[str, datetime]
) -> list[str]:
    """Each report's verdict; those that are new or changed are written. A number met twice is taken in its order."""
    verdicts = ["unchanged"] * len(table)
    for wave in _waves(table["report_id"].to_pylist()):
        incoming = table.take(pa.array(wave, pa.int64()))
        connection.register("incoming", incoming)
        told = [str(row[1]) for row in run(connection, "verdict").fetchall()]
        connection.unregister("incoming")
        for position, verdict in zip(wave, told, strict=True):
            verdicts[position] = verdict
        _write_reports(
            connection,
            incoming.append_column("verdict_code", pa.array(told, pa.string())),
            reports,
            submission,
        )
    return verdicts


def _waves(ids: Sequence[str]) -> list[list[int]]:
    """Positions in waves so that no id comes twice in one: [a, b, a] → [[0, 1], [2]]."""
    seen: Counter[str] = Counter()
    waves: list[list[int]] = []
    for position, report_id in enumerate(ids):
        if seen[report_id] == len(waves):
            waves.append([])
        waves[seen[report_id]].append(position)
        seen[report_id] += 1
    return waves


def _write_reports(
    connection: Connection, incoming: pa.Table, reports: Reports, submission: tuple[str, datetime]
) -> None:
    taken = incoming.filter(pc.not_equal(incoming["verdict_code"], "unchanged"))
    if not len(taken):
        return
    submission_id, now = submission
    connection.register("taken", taken)
    run(connection, "keep_past", now=now)
    run(connection, "drop_party")
    run(connection, "update_report", submission_id=submission_id, now=now)
    run(connection, "insert_report", submission_id=submission_id, now=now)
    connection.unregister("taken")
    _write_parties(connection, taken, reports)
    _write_names(connection, taken, reports)


_PARTY = (
    "report_id",
    "party_no",
    "role_code",
    "name_token",
    "pinyin_token",
    "phone_token",
    "id_token",
    "address_token",
    "ref_token",
)


def _write_parties(connection: Connection, taken: pa.Table, reports: Reports) -> None:
    rows = [
        (
            report_id,
            number,
            party.role,
            party.name,
            party.pinyin,
            party.phone,
            party.id_number,
            party.address,
            party.ref,
        )
        for report_id, position in zip(
            taken["report_id"].to_pylist(), taken["position"].to_pylist(), strict=True
        )
        for number, party in enumerate(reports.parties[position], start=1)
    ]
    if not rows:
        return
    columns = dict(zip(_PARTY, zip(*rows, strict=True), strict=True))
    kinds = {name: pa.int32() if name == "party_no" else pa.string() for name in _PARTY}
    connection.register(
        "incoming_party", pa.table({name: pa.array(columns[name], kinds[name]) for name in _PARTY})
    )
    run(connection, "insert_party")
    connection.unregister("incoming_party")


def _write_names(connection: Connection, taken: pa.Table, reports: Reports) -> None:
    """Organisations and units met for the first time."""
    met = set()
    for position in taken["position"].to_pylist():
        respondent, unit = reports.names[position]
        met |= {("respondent", respondent), ("unit", unit)}
    rows = sorted((kind, name) for kind, name in met if name)
    if not rows:
        return
    kinds, names = zip(*rows, strict=True)
    ids = [hashed_id(kind, name) for kind, name in rows]
    connection.register("incoming_name", pa.table({"id": ids, "kind": list(kinds), "name": list(names)}))
    run(connection, "insert_name")
    run(connection, "insert_unit")
    connection.unregister("incoming_name")


def _place(connection: Connection, table: pa.Table, verdicts: list[str], lot: Lot) -> int:
    """Place what is new or changed; the last of several versions of a report in one lot counts."""
    last = {
        report_id: position
        for position, (report_id, verdict) in enumerate(
            zip(table["report_id"].to_pylist(), verdicts, strict=True)
        )
        if verdict != "unchanged"
    }
    if not last:
        return 0
    rows = table.take(pa.array(list(last.values()), pa.int64()))
    wanted = ["report_id", "reported_at", "lon", "lat", "grid_text", "village_name", "town_name"]
    place_new(connection, rows.select(wanted))
    if lot.mapping.point_of == "home":
        run(connection, "hide_home_points", ids=list(last))
        place_new(connection, run(connection, "homes", ids=list(last)).to_arrow_table())
    row = run(connection, "count_placed", ids=list(last)).fetchone()
    return int(row[0]) if row else 0


def _row_verdicts(lot: Lot, reports: Reports, verdicts: list[str], rejected: set[int]) -> list[str]:
    """One verdict a row: the strongest of its reports', new before changed before unchanged."""
    by_row = ["rejected" if index in rejected else "unchanged" for index in range(len(lot.rows))]
    for index, verdict in zip(reports.row, verdicts, strict=True):
        if _RANK[verdict] > _RANK[by_row[index]]:
            by_row[index] = verdict
    return by_row


def _write_raw(
    connection: Connection, lot: Lot, parties: Parties, verdicts: list[str], *, sheet: str, submission_id: str
) -> None:
    columns = [(name, position) for name, positions in lot.header.columns.items() for position in positions]
    masked = [
        json.dumps(
            {lot.header.headings[at]: _shown(name, row, at, names) for name, at in columns if at < len(row)},
            ensure_ascii=False,
        )
        for (_, row), names in zip(lot.rows, parties.names, strict=True)
    ]
    arrow = pa.table(
        {
            "sheet_name": pa.array([sheet] * len(masked), pa.string()),
            "row_no": pa.array([number for number, _ in lot.rows], pa.int32()),
            "verdict_code": pa.array(verdicts, pa.string()),
            "row_json": pa.array(masked, pa.string()),
        }
    )
    connection.register("incoming_row", arrow)
    run(connection, "insert_raw_row", submission_id=submission_id)
    connection.unregister("incoming_row")


def _shown(column: str, row: Sequence[object], at: int, names: tuple[str, ...]) -> str:
    text = text_of(row[at])  # type: ignore[arg-type]
    if column in _IDENTITY:
        return HIDDEN if text else ""
    return mask(text, names)


def park_look_alikes(connection: Connection, submission_id: str, now: datetime) -> list[tuple[str, int]]:
    """Park this upload's unnumbered new reports that are nearly the same as another; their sheets and rows."""
    pairs = run(connection, "look_alike", submission_id=submission_id, days=DAYS_TO_PARK).fetchall()
    alike = [
        {"report_id": one, "candidate_report_id": other, "likeness_share": share, "parked_at": now}
        for one, other, text, other_text in pairs
        if (share := likeness(text or "", other_text or "")) >= LIKE_ENOUGH_TO_PARK
    ]
    if not alike:
        return []
    write_rows(connection, "core_parked", alike)
    connection.register(
        "look_alike", pa.table({"report_id": sorted({str(row["report_id"]) for row in alike})})
    )
    run(connection, "park")
    rows = run(connection, "parked_rows", submission_id=submission_id).fetchall()
    run(connection, "park_raw_row", submission_id=submission_id)
    connection.unregister("look_alike")
    return [(str(sheet), int(row)) for sheet, row in rows]


def write_rows(connection: Connection, table: str, rows: list[dict[str, object]]) -> None:
    """Append rows to one of our own tables by column name."""
    if not rows:
        return
    kinds = {"row_no": pa.int32(), "parked_at": pa.timestamp("us"), "likeness_share": pa.float64()}
    arrow = pa.table(
        {name: pa.array([row[name] for row in rows], kinds.get(name, pa.string())) for name in rows[0]}
    )
    connection.register("appended", arrow)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM appended")
    connection.unregister("appended")
