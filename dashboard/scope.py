"""A confined viewer's warehouse: in his connection views stand before the tables and hold his part of them alone.

out_matter  990101100001  县住建局        scope  area 990101100000          out_matter  990101100001  县住建局
out_matter  990101101001  县人社局   and  of     枫桥镇               →

A page's statement says `out_matter` and means the view, so none can forget whom it answers. Whoever is confined to
nothing has no such views, and they cost him nothing. The first statement keeps the scope, the others read it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dashboard.access import Viewer
from data.db import Prepared
from ingest.identity import normal_name
from ingest.person.organisation import organisation_id

SCOPE = Path(__file__).parent / "sql" / "scope"
# what every viewer reads as it is: the ledger's own words, days and rules, and what only administrators' pages show
OF_THE_WHOLE_SITE = frozenset(
    {
        *("core_code", "core_calendar", "core_rule_pack", "core_setting", "core_local_name"),
        *("core_unit", "core_respondent"),  # names, met only beside a matter
        *("out_area_path", "out_refresh"),
        "out_limit_record",  # a share of the whole site that scores are explained with
        "core_saved_view",  # the statement asks for the reader's own
        *("core_account", "core_privacy_request", "audit_log", "core_migration"),
    }
)


def own_names(unit: str) -> list[str]:
    """What a unit is called in an accusation: its name, without the county before it, and its town or village.

    >>> own_names("松溪县住建局"), own_names("枫桥镇人民政府")
    (['松溪县住建局', '住建局'], ['枫桥镇人民政府', '枫桥镇'])
    """
    whole = normal_name(unit)
    short = re.sub(r"^.*?(?:[省市县]|(?<!社)区)", "", whole, count=1)
    town = re.match(r".*?(?:镇|乡|街道|村|社区)", short)
    named = [whole, short, town[0] if town else ""]
    return list(dict.fromkeys(name for name in named if len(name) > 1))


@cache
def _statements() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(SCOPE.glob("*.sql")))


def confining(viewer: Viewer) -> tuple[Prepared, ...]:
    """What stands before the tables in this viewer's connection; nothing for who is confined to nothing."""
    if not viewer.is_confined:
        return ()
    unit = viewer.scope.unit_name
    told: dict[str, object] = {
        "viewer": viewer.name,
        "area": viewer.scope.area_code,
        "unit": unit,
        "unit_id": None if unit is None else organisation_id("unit", unit),
        "respondent_id": "" if unit is None else organisation_id("respondent", unit),
        "own_names": own_names(unit or ""),
        "may_see_accusations": viewer.may_see_accusations,
    }
    first, *others = _statements()
    return ((first, told), *others)
