"""Every page in Chinese at wall, desk and phone size, as a role that may open it: python docs/take_screens.py HOME [PAGE…].

From the top folder. HOME: a demo home that no server holds; one account a role is added to it. PAGE: only these.
Writes docs/screens/<page>-<width>.jpg, and <page>-<width>-dark.jpg of some.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, StorageState

from dashboard.app import build_app
from dashboard.home import Home, open_home
from dashboard.jobs import HomeJobs
from data.config import site_now
from tests.dashboard.web_browser import launched, let_in, opened, served
from tests.dashboard.web_client import add_account, without_codes

FOLDER = Path(__file__).parent / "screens"
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "390": (390, 844)}
QUALITY = 62
STILL_MS = 2_500
PAGES = (
    # name, role, address
    ("situation", "command_centre", "/"),
    ("matters", "command_centre", "/matters"),
    ("matter", "command_centre", "/matters?matter={matter}"),
    ("document", "command_centre", "/matters/{matter}/document/closing"),
    ("groups", "command_centre", "/groups"),
    ("signals", "command_centre", "/signals"),
    ("supervision", "supervisor", "/supervision"),
    ("parked", "command_centre", "/parked"),
    ("upload", "grid_worker", "/upload"),
    ("briefing", "command_centre", "/briefing"),
    ("method", "command_centre", "/method"),
    ("privacy", "security_admin", "/privacy"),
    ("accounts", "security_admin", "/accounts"),
    ("audit", "audit_admin", "/audit"),
    ("accusations", "accusation_clerk", "/accusations"),
    ("admin", "system_admin", "/admin"),
    ("admin-areas", "system_admin", "/admin/areas"),
    ("admin-calendar", "system_admin", "/admin/calendar"),
    ("leader-map", "leader", "/"),
    ("wall", "wall", "/?wall=1"),
    ("sign-in", "", "/sign-in"),
)
MAPS = {"situation", "leader-map", "wall"}
ALSO_DARK = {"situation", "matters", "groups"}


def main(home_path: Path, *wanted: str) -> None:
    """Serve the home, sign in once a role, open each page wanted at each size."""
    pages = [page for page in PAGES if not wanted or page[0] in wanted]
    FOLDER.mkdir(exist_ok=True)
    home = open_home(home_path, now=site_now(home_path))
    try:
        config, jobs = without_codes(home.config), HomeJobs(home)
        app = build_app(home.warehouse, config, home=home.path, jobs=jobs, open_to_loopback=False)
        roles = {role for _, role, _ in pages if role}
        for role in roles:
            add_account(home.warehouse, f"screen-{role}", role)
        with served(app.server) as address, launched() as browser:
            sessions = {role: _session(browser, address, role) for role in sorted(roles)}
            for name, role, path in pages:
                path = path.format(matter=_a_matter(home))
                for width in SIZES:
                    _take(browser, (address, path), name, width, sessions.get(role))
    finally:
        home.close()


def _a_matter(home: Home) -> str:
    """The one with the highest score that is one of a group."""
    with home.warehouse.reading() as connection:
        row = connection.execute(
            "SELECT s.matter_id FROM out_score AS s JOIN out_matter AS m USING (matter_id) "
            "WHERE m.group_id IS NOT NULL AND NOT m.is_restricted ORDER BY s.rank_no LIMIT 1"
        ).fetchone()
    return str(row[0]) if row else ""


def _session(browser: Browser, address: str, role: str) -> StorageState:
    with opened(browser, address) as (page, _):
        let_in(page, address, f"screen-{role}")
        return page.context.storage_state()


def _take(browser: Browser, at: tuple[str, str], name: str, width: str, state: StorageState | None) -> None:
    wide, high = SIZES[width]
    for scheme in ("light", "dark") if name in ALSO_DARK and width == "1366" else ("light",):
        with opened(browser, at[0], width=wide, height=high, state=state, scheme=scheme) as (page, _):
            page.goto(at[0] + at[1])
            if name in MAPS:
                page.wait_for_selector(".map-frame[data-painted]")
            if name == "briefing":
                page.wait_for_selector("iframe")  # printed on the first visit
            page.wait_for_timeout(STILL_MS)
            ending = "-dark" if scheme == "dark" else ""
            page.screenshot(path=FOLDER / f"{name}-{width}{ending}.jpg", type="jpeg", quality=QUALITY)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
