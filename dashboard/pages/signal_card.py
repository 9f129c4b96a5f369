"""One signal as a card: what it says, where, how it came about, what it consists of, who has it, and what was done.

新 · 县级   劳资纠纷    东村5个网格近12天新增……
[map]  [weeks: seen and expected]   事项 9 件 …   牵头：县住建局   07-02 已核实 ……   [buttons]
"""

from __future__ import annotations

from datetime import date

from dash import dcc, html

from dashboard import ids
from dashboard.pages.chip import band_chip
from dashboard.pages.signal_chart import signal_chart
from dashboard.pages.signal_picture import signal_picture
from dashboard.present import Speech
from dashboard.read import View
from dashboard.suppress import Row

MOST_MATTERS = 6
STEPS = ("own", "verify", "assess", "act")
OUTCOMES = ("real", "not_real", "unclear")


def signal_card(row: Row, view: View, speech: Speech) -> html.Article:
    """A running signal in full."""
    told = view.rows("page_signal_event", signal_id=row["signal_id"])
    return html.Article(
        className=f"card signal {row['state_code']}",
        children=[
            _head(row, speech),
            html.P(speech.sentence(row), className="signal-words"),
            html.Div([_map(row, view, speech), _weeks(row, view, speech)], className="signal-pictures"),
            html.Div([_facts(row, speech), _matters(row, view, speech)], className="signal-two"),
            _history(told, speech),
            _answers(row, speech),
        ],
    )


def closed_line(row: Row, speech: Speech) -> html.Li:
    """A closed signal in a line, with the way to open it again."""
    outcome = speech.say(f"signal.outcome_{row['outcome_code'] or 'none'}")
    words = speech.say(
        "signal.closed_line", raised=speech.day(row["raised_on_date"]), found=speech.day(row["found_on_date"])
    )
    line = html.Div([html.B(speech.name("category", row["category_code"])), html.Span(speech.sentence(row))])
    facts = html.Small(f"{outcome}　{words}", className="quiet")
    return html.Li([html.Div([line, facts]), _button(row, "reopen", speech)])


def _head(row: Row, speech: Speech) -> html.Header:
    days = row["open_days"]
    return html.Header(
        [
            html.Span(speech.say(f"signal.state_{row['state_code']}"), className="signal-state"),
            html.H2(speech.name("category", row["category_code"])),
            html.Span(
                speech.say("signal.answers", level=speech.name("level", row["level_code"])),
                className="chip plain",
            ),
            html.Span(
                speech.say("signal.since", n=days) if days else speech.say("signal.today"), className="quiet"
            ),
        ]
    )


def _map(row: Row, view: View, speech: Speech) -> html.Figure:
    shapes = view.rows("page_signal_shape", signal_id=row["signal_id"])
    drawn = signal_picture(shapes)
    words = speech.say("signal.map_words", n=row["place_total"])
    wide = int(str(row["observed_count"])) - sum(int(str(one["matter_count"])) for one in shapes)
    if drawn and wide > 0:
        words += speech.say("signal.map_wide", n=wide)
    picture = (
        html.Img(src=drawn, alt=words) if drawn else html.P(speech.say("signal.no_map"), className="quiet")
    )
    return html.Figure([picture, html.Figcaption(words, className="quiet")])


def _weeks(row: Row, view: View, speech: Speech) -> html.Figure:
    since = row["starts_on_date"]
    assert isinstance(since, date)
    drawn = signal_chart(
        view.rows("page_signal_week", signal_id=row["signal_id"]), since=since, speech=speech
    )
    words = speech.say("signal.chart_words")
    picture = [html.Img(src=drawn, alt=words)] if drawn else []
    return html.Figure([*picture, html.Figcaption(words, className="quiet")])


def _facts(row: Row, speech: Speech) -> html.Dl:
    expected, effort = float(str(row["expected"])), float(str(row["effort_ratio"]))
    facts = [
        ("owner", row["owner_name"] or speech.say("signal.no_owner")),
        ("window", f"{speech.day(row['starts_on_date'])} — {speech.day(row['ends_on_date'])}"),
        (
            "seen",
            speech.say("signal.seen_expected", n=speech.count(row["observed_count"]), m=f"{expected:.1f}"),
        ),
        ("rare", _rare(row, speech)),
        *([("effort", speech.say("signal.effort", n=f"{effort:.1f}"))] if effort >= 1.15 else []),
        ("way", speech.say(f"signal.method_{row['method_code']}")),
    ]
    return html.Dl(
        [
            html.Div([html.Dt(speech.say(f"signal.fact_{name}")), html.Dd(str(value))])
            for name, value in facts
        ],
        className="signal-facts",
    )


def _rare(row: Row, speech: Speech) -> str:
    days = float(str(row["recurrence_interval_days"]))
    return (
        speech.say("signal.rare_years") if days >= 3650 else speech.say("signal.rare_days", n=f"{days:,.0f}")
    )


def _matters(row: Row, view: View, speech: Speech) -> html.Div:
    rows = view.rows("page_signal_matter", signal_id=row["signal_id"], most=MOST_MATTERS)
    if not rows:
        return html.Div(html.P(speech.say("panel.none"), className="quiet"))
    title = html.H3(speech.say("signal.matters", n=speech.count(rows[0]["found_count"])))
    return html.Div([title, html.Ul([_matter(one, speech) for one in rows], className="signal-matters")])


def _matter(row: Row, speech: Speech) -> html.Li:
    chip = [band_chip(str(row["band_code"]), speech, score=row["score"])] if row["band_code"] else []
    return html.Li(
        dcc.Link(
            [*chip, html.Span(str(row["title"]))],
            href=f"/matters?matter={row['matter_id']}",
            title=str(row["title"]),
        )
    )


def _history(told: list[Row], speech: Speech) -> html.Div:
    if not told:
        return html.Div(html.P(speech.say("signal.nothing_done"), className="quiet"), className="signal-told")
    return html.Div(
        [html.H3(speech.say("signal.done")), html.Ul([_told(row, speech) for row in told])],
        className="signal-told",
    )


def _told(row: Row, speech: Speech) -> html.Li:
    outcome = speech.say(f"signal.outcome_{row['outcome_code']}") if row["outcome_code"] else ""
    what = [speech.say(f"signal.code_{row['event_code']}"), outcome, row["owner_name"], row["note_text"]]
    facts = f"{speech.moment(row['occurred_at'])}　{row['actor_name']}"
    words = "　".join(str(part) for part in what if part)
    if row["withdrawn_at"]:
        return html.Li(
            [html.Del(words), html.Small(f"{facts}　{speech.say('signal.withdrawn')}", className="quiet")]
        )
    back = html.Button(
        speech.say("signal.take_back"),
        id={"type": ids.SIGNAL_BACK, "entry": str(row["event_id"])},
        className="answer undo",
    )
    return html.Li([html.Div([html.Span(words), html.Small(facts, className="quiet")]), back])


def _answers(row: Row, speech: Speech) -> html.Div:
    """A line to write in, and the buttons: what was done on the left, the outcome that closes it on the right."""
    line = dcc.Input(
        id={"type": ids.SIGNAL_NOTE, "signal": str(row["signal_id"])},
        className="signal-note",
        maxLength=300,
    )
    words = html.Label(
        [html.Span(speech.say("signal.note"), className="quiet"), line], className="signal-line"
    )
    return html.Div(
        [
            words,
            html.Div([_button(row, code, speech) for code in STEPS], className="signal-steps"),
            html.Div(
                [
                    html.Span(speech.say("signal.close_as"), className="quiet"),
                    *(_button(row, one, speech) for one in OUTCOMES),
                ],
                className="signal-steps outcomes",
            ),
        ],
        className="signal-answers",
    )


def _button(row: Row, code: str, speech: Speech) -> html.Button:
    return html.Button(
        speech.say(f"signal.button_{code}"),
        id={"type": ids.SIGNAL_ANSWER, "signal": str(row["signal_id"]), "as": code},
        className=f"answer step-{code}",
        title=speech.say(f"signal.hint_{code}"),
    )
