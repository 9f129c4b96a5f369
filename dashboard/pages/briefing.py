"""Weekly briefing: choose a week, read it here, open or take the file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dash
import dash_mantine_components as dmc
import flask
from dash import ALL, Input, Output, dcc, html
from flask_login import current_user

from dashboard import ids
from dashboard.archive import Issue
from dashboard.pages.pressed import hear, pressed_button, presses
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
            *presses(ids.BRIEFING_PRESSED),
            _archive(view.rows("page_archive"), speech),
            dcc.Loading(
                html.Div(id=ids.BRIEFING_VIEW, className="briefing-view"),
                custom_spinner=html.P(speech.say("briefing.printing"), className="waiting", role="status"),
                parent_className="briefing-wait",
                delay_show=350,
            ),
        ],
    )


def _archive(rows: list[Row], speech: Speech) -> html.Details:
    """What went out, newest first: each issue's number, days and the first of its hash, to be checked against a file."""
    heads = ("no", "as_of", "at", "by", "hash")
    lines = [
        html.Tr(
            [
                html.Td(str(row["briefing_id"])),
                html.Td(speech.day(row["as_of_date"])),
                html.Td(speech.moment(row["published_at"])),
                html.Td(str(row["actor_name"])),
                html.Td(html.Code(str(row["html_sha256"])[:16])),
            ]
        )
        for row in rows
    ]
    table = html.Table(
        [
            html.Thead(
                html.Tr([html.Th(speech.say(f"briefing.archive_{head}"), scope="col") for head in heads])
            ),
            html.Tbody(lines),
        ],
        className="plain-table",
    )
    body = html.Div(table, className="scroll") if rows else html.P(speech.say("briefing.archive_none"))
    return html.Details(
        [html.Summary(speech.say("briefing.archive", n=len(rows))), body], className="card pad-small archive"
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
    hear(app, ids.BRIEFING_PRESSED, {"type": ids.BRIEFING_AGAIN, "week": ALL})

    @app.callback(
        Output(ids.BRIEFING_VIEW, "children"),
        Input(ids.BRIEFING_WEEK, "value"),
        Input(ids.BRIEFING_PRESSED, "data"),
    )
    def _show(week: str | None, kept: Any) -> Any:
        again = dash.ctx.triggered_id == ids.BRIEFING_PRESSED and pressed_button(kept) is not None
        if not week:
            return dash.no_update
        if again and not current_user.role.may_open_matters:
            flask.abort(403)
        return show_briefing(office, week, again=again)


def show_briefing(office: Office, week: str, *, again: bool = False) -> list[Any]:
    """The briefing of a week in a frame that can run nothing, with the links to its file."""
    speech = Speech(office.language(), {})
    say = speech.say
    try:
        page = (office.print_briefing(week) if again else office.briefing(week)).decode("utf-8")
        issue = office.issue(week)
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
        html.A(
            say("briefing.phone"),
            href=f"/briefing/{week}.html?phone",
            target="_blank",
            rel="noopener",
            className="action",
        ),
        *_went_out(issue, week, speech),
    ]
    frame = html.Iframe(srcDoc=page, title=say("briefing.title"), sandbox="", className="card briefing-frame")
    return [html.Div(links, className="actions"), frame]


def _went_out(issue: Issue | None, week: str, speech: Speech) -> list[Any]:
    """When this issue went out; and, when data came since, the button to print the week anew for whoever may."""
    if issue is None:
        return []
    told: list[Any] = [
        html.Span(
            speech.say("briefing.went_out", at=speech.moment(issue.published_at), no=issue.briefing_id),
            className="quiet",
        )
    ]
    if issue.is_before_refresh and current_user.role.may_open_matters:
        told.append(
            html.Button(
                speech.say("briefing.again"),
                id={"type": ids.BRIEFING_AGAIN, "week": week},
                className="answer small",
            )
        )
    return told
