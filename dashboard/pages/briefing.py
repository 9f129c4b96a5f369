"""Weekly briefing: choose a week, read it here, open or take the file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output, dcc, html

from dashboard import ids
from dashboard.pages.visit import Visit
from dashboard.present import Speech
from dashboard.suppress import Row
from dashboard.web.office import Office
from data.errors import UserError


def layout(visit: Visit) -> html.Div:
    """The page with the last whole week chosen."""
    view, speech = visit.view, visit.speech
    weeks = [_week(row, speech) for row in view.rows("page_week")]
    if not weeks:
        return html.Div(html.P(speech.say("briefing.no_week"), className="card pad"), className="briefing")
    return html.Div(
        className="briefing",
        children=[
            html.Div(
                className="card list-bar",
                children=[
                    html.H1(speech.say("briefing.title")),
                    dmc.Select(
                        id=ids.BRIEFING_WEEK,
                        data=weeks,
                        value=weeks[0]["value"],
                        allowDeselect=False,
                        searchable=True,
                        w=350,
                        **{"aria-label": speech.say("briefing.week")},
                    ),
                ],
            ),
            dcc.Loading(
                html.Div(id=ids.BRIEFING_VIEW, className="briefing-view"),
                custom_spinner=html.P(speech.say("briefing.printing"), className="waiting", role="status"),
                parent_className="briefing-wait",
                delay_show=350,
            ),
        ],
    )


def _week(row: Row, speech: Speech) -> dict[str, str]:
    start = row["week_start_date"]
    assert isinstance(start, date)
    code = f"{start:%G-W%V}"
    days = f"{start:%Y-%m-%d} — {start + timedelta(days=6):%m-%d}"
    return {
        "value": code,
        "label": f"{code}　{days}　{speech.say('briefing.reports', n=speech.count(row['report_count']))}",
    }


def register(app: dash.Dash, office: Office) -> None:
    """Hang the page's callback on an app."""

    @app.callback(Output(ids.BRIEFING_VIEW, "children"), Input(ids.BRIEFING_WEEK, "value"))
    def _show(week: str | None) -> Any:
        return show_briefing(office, week) if week else dash.no_update


def show_briefing(office: Office, week: str) -> list[Any]:
    """The briefing of a week in a frame that can run nothing, with the links to its file."""
    speech = Speech(office.language(), {})
    say = speech.say
    try:
        page = office.briefing(week).decode("utf-8")
    except UserError as error:
        return [
            html.P(
                error.zh if speech.language == "zh" else error.en, className="card pad refused", role="alert"
            )
        ]
    links = [
        html.A(
            say("briefing.open"),
            href=f"/briefing/{week}.html",
            target="_blank",
            rel="noopener",
            className="action",
        ),
        html.A(say("briefing.download"), href=f"/briefing/{week}.html?download", className="action"),
    ]
    frame = html.Iframe(srcDoc=page, title=say("briefing.title"), sandbox="", className="card briefing-frame")
    return [html.Div(links, className="actions"), frame]
