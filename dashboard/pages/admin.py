"""Administration of the site: what areas, holidays, rules and backups it holds, and the way to change each.

Files are looked at and taken by web/site_desk.py; who may make accounts does so on a page of its own.
"""

from __future__ import annotations

from typing import Any

import dash
import flask
from dash import Input, Output, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.pages.backup_part import backup_part
from dashboard.pages.calendar_part import calendar_part
from dashboard.pages.site_part import area_table, rule_table
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.web.office import Office
from data.db import Connection
from data.errors import BadArgument
from risk.acted import work_days
from risk.limit.rule import read_rules
from risk.limit.step import in_force
from risk.limit.workdays import WorkDays

TICK_MILLISECONDS = 2000


def layout(visit: Visit) -> html.Div:
    """The whole page."""
    speech, view, office = visit.speech, visit.view, visit.office
    is_running = office.jobs.backup_state().state == "running"
    calendar = calendar_part(_held(view.connection), speech, today=office.now().date())
    counted = in_force(read_rules(), adopted=office.in_force.clock.adopted_rules)
    return html.Div(
        className="accounts admin",
        children=[
            dcc.Interval(id=ids.ADMIN_TICK, interval=TICK_MILLISECONDS, disabled=not is_running),
            html.Section(
                [html.H1(speech.say("admin.title")), html.P(speech.say("admin.words"))], className="card pad"
            ),
            _section("areas", area_table(view.rows("page_site_area"), speech), speech),
            _section("calendar", calendar, speech),
            _section("rules", rule_table(view.rows("page_site_rule"), speech, counted=counted), speech),
            html.Section(
                [
                    html.H2(speech.say("admin.backup"), id="backup"),
                    html.Div(backup_part(visit.office, view, speech), id=ids.ADMIN_BACKUP),
                ],
                className="card pad",
            ),
        ],
    )


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's one callback on an app: how far a backup is."""

    @app.callback(
        Output(ids.ADMIN_BACKUP, "children"),
        Output(ids.ADMIN_TICK, "disabled"),
        Input(ids.ADMIN_TICK, "n_intervals"),
        prevent_initial_call=True,
    )
    def _tick(_n: int) -> Any:
        if not current_user.role.may_run_site:
            flask.abort(403)
        with office.open("admin") as (view, speech):
            is_over = office.jobs.backup_state().state != "running"
            return backup_part(office, view, speech), is_over


def _held(connection: Connection) -> WorkDays | None:
    try:
        return work_days(connection)
    except BadArgument:  # empty, or a day is missing
        return None


def _section(what: str, content: Any, speech: Speech) -> html.Section:
    way = html.A(speech.say(f"admin.{what}_load"), href=f"/admin/{what}", className="action")
    head = html.Div([html.H2(speech.say(f"admin.{what}")), way], className="admin-head")
    return html.Section([head, content], className="card pad")
