"""A parked report and the one it looks like as a card of two sides, or as one line once it is decided."""

from __future__ import annotations

from datetime import datetime

from dash import html

from dashboard import ids
from dashboard.pages.differing import Parts, side_by_side
from dashboard.present import Speech
from dashboard.suppress import Row

BUTTONS = ("same", "different", "later")
SHOWN_LENGTH = 48


def pair_card(row: Row, speech: Speech) -> html.Article:
    """A pair that waits: what brings the two together, both sides, and the three answers."""
    new, held = side_by_side(str(row["told_text"] or "—"), _candidate_text(row, speech))
    answers = BUTTONS if row["part_code"] == "waiting" else BUTTONS[:2]
    return html.Article(
        className="card pair",
        children=[
            html.Div(
                [html.Span(fact, className="chip plain") for fact in _facts(row, speech)], className="chips"
            ),
            html.Div(
                [_side(row, "", new, speech), _side(row, "candidate_", held, speech)], className="pair-sides"
            ),
            html.Div(
                [answer_button(row["report_id"], given, "card", speech) for given in answers],
                className="pair-buttons",
            ),
        ],
    )


def decided_line(row: Row, speech: Speech) -> html.Li:
    """A pair that was decided: what, by whom, when, and the way back."""
    text = str(row["told_text"] or "—")
    short = text[:SHOWN_LENGTH] + ("…" if len(text) > SHOWN_LENGTH else "")
    said = speech.say(f"parked.was_{row['decision_code']}")
    who = f"{row['decided_by']} · {speech.moment(row['decided_at'])}"
    return html.Li(
        [
            html.Div([html.B(said), html.Span(short), html.Small(who, className="quiet")]),
            answer_button(row["report_id"], "undo", "line", speech),
        ]
    )


def _candidate_text(row: Row, speech: Speech) -> str:
    if row["candidate_state_code"] is None:
        return speech.say("parked.not_shown")
    return str(row["candidate_told_text"] or "—")


def _facts(row: Row, speech: Speech) -> list[str]:
    share = row["likeness_share"]
    facts = [speech.say("parked.likeness", share=f"{share:.0%}")] if isinstance(share, float) else []
    one, other = row["reported_at"], row["candidate_reported_at"]
    if isinstance(one, datetime) and isinstance(other, datetime):
        days = abs((one.date() - other.date()).days)
        facts.append(speech.say("parked.days", n=days) if days else speech.say("parked.same_day"))
    metres = row["distance_metres"]
    if isinstance(metres, int):
        facts.append(
            speech.say("parked.metres", n=f"{metres:,}") if metres else speech.say("parked.same_place")
        )
    return facts


def _side(row: Row, side: str, text: Parts, speech: Speech) -> html.Section:
    """One report: side is '' for the parked one and candidate_ for the other."""
    state = row[f"{side}state_code"]
    if state is None:
        return html.Section([html.H3(speech.say("parked.held")), html.P(text, className="pair-text quiet")])
    place = " · ".join(
        str(row[f"{side}{name}"]) for name in ("area_name", "place_text") if row[f"{side}{name}"]
    )
    facts = (
        ("day", speech.moment(row[f"{side}reported_at"]).removesuffix(" 00:00")),
        ("kind", speech.name("category", row[f"{side}category_code"])),
        ("place", place or speech.say("matters.no_place")),
        ("no", row[f"{side}report_id"]),
    )
    source = speech.say(
        "report.source",
        file=row[f"{side}file_name"] or "—",
        sheet=row[f"{side}sheet_name"],
        row=row[f"{side}row_no"],
    )
    return html.Section(
        [
            html.H3(
                [
                    speech.say("parked.held" if side else "parked.new"),
                    html.Span(speech.name("state", state), className=f"chip plain state-{state}"),
                ]
            ),
            html.P(text, className="pair-text"),
            html.Dl(
                [
                    html.Div([html.Dt(speech.say(f"parked.{name}")), html.Dd(str(value))])
                    for name, value in facts
                ]
            ),
            html.Small(source, className="quiet"),
        ],
        className="held" if side else "new",
    )


def answer_button(report_id: object, given: str, at: str, speech: Speech) -> html.Button:
    """One answer about a report, on a card with what it means; at: where on the page the button is."""
    words, means = speech.say(f"parked.{given}"), speech.say(f"parked.{given}_means")
    return html.Button(
        [words, html.Small(means)] if at == "card" else words,
        id={"type": ids.PARKED_DECIDE, "report": report_id, "as": given, "at": at},
        className=f"answer {given}",
        title=means,
        **{"aria-label": words},
    )
