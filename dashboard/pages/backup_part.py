"""Backups of the site: when the last one was, whether each was checked, one made now.

上一次备份：2026-04-01 09:00        [现在备份]
2026-04-01 09:00   612 MB   2026-04-01 09:02 核对无误
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.pages.accounts import hidden_field, submit_button
from dashboard.pages.site_part import plain_table
from dashboard.present import Speech
from dashboard.read import View
from dashboard.site.backup import Kept, backup_folder, kept_backups
from dashboard.suppress import Row
from dashboard.web.guard import csrf_token
from dashboard.web.office import Office

OLD_DAYS = 7
MEGABYTE = 1 << 20


def backup_part(office: Office, view: View, speech: Speech) -> list[Any]:
    """State, button and list."""
    folder = backup_folder(office.home, office.in_force.backup.folder)
    kept = kept_backups(office.home, folder)
    checks = {str(row["name"]): row for row in view.rows("page_site_check")}
    is_running = office.jobs.backup_state().state == "running"
    button = [] if is_running else [_form("", [submit_button(speech.say("admin.backup_now"))])]
    return [
        html.P(speech.say("admin.backup_where", folder=str(folder))),
        html.Div([_last(kept, speech, office), *button], className="admin-head"),
        html.P(_state(office, speech), role="status", className="admin-state"),
        *([_table(kept, checks, speech, is_running=is_running)] if kept else []),
    ]


def _last(kept: list[Kept], speech: Speech, office: Office) -> html.P:
    if not kept:
        return html.P(speech.say("admin.backup_none"), className="warn")
    at = speech.moment(kept[0].made_at)
    days = (office.now() - kept[0].made_at).days
    if days > OLD_DAYS:
        return html.P(speech.say("admin.backup_old", at=at, n=days), className="warn")
    return html.P(speech.say("admin.backup_last", at=at))


def _state(office: Office, speech: Speech) -> str:
    state = office.jobs.backup_state()
    if state.state == "running":
        return speech.say("admin.backup_running", step=state.step, share=f"{state.fraction:.0%}")
    if state.state == "failed":
        why = state.message[1 if speech.language == "en" else 0]
        return speech.say("admin.backup_failed", why=why)
    return speech.say("admin.backup_done") if state.state == "done" else ""


def _table(kept: list[Kept], checks: dict[str, Row], speech: Speech, *, is_running: bool) -> html.Div:
    heads = [speech.say(f"admin.{name}") for name in ("made", "size", "checked")]
    rows = [
        [
            speech.moment(one.made_at),
            f"{one.byte_count / MEGABYTE:,.1f} MB",
            _checked(one, checks.get(one.name), speech, is_running=is_running),
        ]
        for one in kept
    ]
    return plain_table(heads, rows)


def _checked(one: Kept, check: Row | None, speech: Speech, *, is_running: bool) -> list[Any]:
    if check is None:
        told = html.Span(speech.say("admin.checked_never"), className="warn")
    else:
        is_whole = check["result_code"] == "ok"
        word = speech.say(
            "admin.checked_ok" if is_whole else "admin.checked_bad", at=speech.moment(check["checked_at"])
        )
        told = html.Span(word, className=None if is_whole else "warn")
    if is_running:
        return [told]
    again = _form("/check", [hidden_field("name", one.name), submit_button(speech.say("admin.check"))])
    return [html.Div([told, again], className="admin-check")]


def _form(what: str, parts: list[Any]) -> html.Form:
    return html.Form(
        [hidden_field("csrf", csrf_token()), *parts], action=f"/admin/backup{what}", method="POST"
    )
