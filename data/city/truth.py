"""What really happened, for tests and benchmarks only: one parquet file per table.

truth_row         file_name  sheet_name  row_no  part_no  report_uid
truth_report      report_uid  person_uid  matter_uid  group_uid  outbreak_uid  grid_code  lon  lat  …
truth_escalation  matter_uid  escalated_at  reason_code
truth_spell       matter_uid  opened_at  closed_at     closed_at null while open
truth_outbreak    outbreak_uid  kind_code  grid_codes  starts_on  ends_on
truth_return      community_code  month  state          full, nil, missing
truth_campaign    starts_on  ends_on
"""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.city.bank import causes
from data.city.files import Sent
from data.city.life import REASONS
from data.city.returns import CAMPAIGN_DAYS, STATE_NAMES
from data.city.size import DAYS, FIRST_DAY, MONTHS, date_of
from data.city.stream import Ints
from data.city.world import World

Columns = dict[str, object]


class TruthRows:
    """Collects where every report was written while the files go out."""

    def __init__(self, world: World) -> None:
        count = len(world.course.day)
        self.files: list[str] = []
        self.sheets: list[str] = []
        self.numbers: list[tuple[int, int, int]] = []
        self.usable = np.zeros(count, dtype=np.bool_)
        self.has_phone = np.zeros(count, dtype=np.bool_)
        self.slipped = np.zeros(count, dtype=np.bool_)

    def note(self, sent: Sent) -> None:
        """Remember one file's rows."""
        for page in sent.pages:
            self.files += [sent.path.name] * len(page.written)
            sheet = page.name if sent.path.suffix == ".xlsx" else ""
            self.sheets += [sheet] * len(page.written)
            self.numbers += [(w.row_no, w.part, w.report) for w in page.written]
            for w in page.written:
                self.usable[w.report] |= w.usable
                self.has_phone[w.report] |= w.has_phone
                self.slipped[w.report] |= w.slipped


def write_truth(world: World, rows: TruthRows, folder: Path) -> None:
    """Write every truth table into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = np.array(rows.numbers, dtype=np.int64).reshape(-1, 3)
    _write(
        folder,
        "truth_row",
        {
            "file_name": rows.files,
            "sheet_name": rows.sheets,
            "row_no": numbers[:, 0],
            "part_no": numbers[:, 1],
            "report_uid": _uid("r", numbers[:, 2]),
        },
    )
    _write(folder, "truth_report", _reports(world, rows))
    _write_events(world, folder)
    _write_screening(world, folder)


def _uid(letter: str, numbers: Ints) -> pa.Array:
    """r17, m3 … and null for -1."""
    return pa.array([f"{letter}{n}" if n >= 0 else None for n in numbers.tolist()])


def _dates(days: Ints) -> pa.Array:
    """Dates of day numbers; a day past the data is null."""
    table = [date_of(d) for d in range(DAYS)]
    return pa.array([table[d] if d < DAYS else None for d in days.tolist()], pa.date32())


def _reports(world: World, rows: TruthRows) -> Columns:
    course, matters, land = world.course, world.matters, world.land
    own = course.matter
    like = np.where(np.isin(matters.like, own), matters.like, -1)
    start = np.datetime64(datetime.combine(FIRST_DAY, datetime.min.time()), "s")
    codes = np.array(land.grid_codes)[matters.grid[own]]
    return {
        "report_uid": _uid("r", np.arange(len(own))),
        "person_uid": _uid("p", matters.person[own]),
        "matter_uid": _uid("m", own),
        "group_uid": _uid("g", matters.group[own]),
        "outbreak_uid": _uid("o", matters.outbreak[own]),
        "like_matter_uid": _uid("m", like[own]),
        "grid_code": codes,
        "lon": world.points[:, 0],
        "lat": world.points[:, 1],
        "place_usable": rows.usable,
        "has_phone": rows.has_phone,
        "slipped": rows.slipped,
        "full_name": [world.people.names[p] for p in matters.person[own].tolist()],
        "reported_at": pa.array(start + course.day.astype("timedelta64[D]")),
        "kind_code": [causes()[c].kind for c in matters.cause[own].tolist()],
        "is_repeat": course.rank > 1,
    }


def _write_events(world: World, folder: Path) -> None:
    events, spells = world.course.escalations, world.course.spells
    _write(
        folder,
        "truth_escalation",
        {
            "matter_uid": _uid("m", events[:, 0]),
            "escalated_at": _dates(events[:, 1]),
            "reason_code": [REASONS[r] for r in events[:, 2].tolist()],
        },
    )
    _write(
        folder,
        "truth_spell",
        {
            "matter_uid": _uid("m", spells[:, 0]),
            "opened_at": _dates(spells[:, 1]),
            "closed_at": _dates(spells[:, 2]),
        },
    )
    found, codes = world.outbreaks, world.land.grid_codes
    _write(
        folder,
        "truth_outbreak",
        {
            "outbreak_uid": [f"o{i}" for i in range(len(found))],
            "kind_code": [causes()[o.cause].kind for o in found],
            "grid_codes": [[codes[g] for g in o.grids] for o in found],
            "starts_on": [date_of(o.first) for o in found],
            "ends_on": [date_of(o.last) for o in found],
            "extra_a_day": [o.a_day for o in found],
        },
    )


def _write_screening(world: World, folder: Path) -> None:
    state = world.returns.state
    codes = world.land.community_codes
    months = [f"{FIRST_DAY.year + (6 + m) // 12}-{(6 + m) % 12 + 1:02d}" for m in range(MONTHS)]
    _write(
        folder,
        "truth_return",
        {
            "community_code": np.repeat(np.array(codes), MONTHS),
            "month": months * len(codes),
            "state": [STATE_NAMES[s] for s in state.ravel().tolist()],
        },
    )
    first = [FIRST_DAY + timedelta(days=a) for a, _ in CAMPAIGN_DAYS]
    last = [FIRST_DAY + timedelta(days=b) for _, b in CAMPAIGN_DAYS]
    _write(folder, "truth_campaign", {"starts_on": first, "ends_on": last})


def _write(folder: Path, name: str, columns: Columns) -> None:
    pq.write_table(pa.table(columns), folder / f"{name}.parquet")
