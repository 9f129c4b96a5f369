"""The receipt of a file: what came of it in one sentence, five numbers that add up to its rows, and what to do next."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.pages.problem_list import problem_list
from dashboard.pages.verdict import verdict_bar, verdict_numbers
from dashboard.present import Speech
from ingest.receipt import VERDICTS

Receipt = dict[str, Any]


def receipt_card(receipt: Receipt, speech: Speech) -> html.Section:
    """The whole receipt; receipt: the object `fengqiao ingest --json` prints."""
    return html.Section(
        className="card receipt",
        children=[
            html.H2(receipt["file"]),
            _outcome(receipt, speech),
            verdict_bar(receipt, speech),
            verdict_numbers(receipt, speech),
            html.P(_sum(receipt, speech), className="sum"),
            html.Div(_next_steps(receipt, speech), className="next-steps"),
            *problem_list(receipt.get("problems") or [], speech),
            *_dropped(receipt.get("dropped_columns") or [], speech),
        ],
    )


def workbook_link(submission_id: object, speech: Speech, *, is_button: bool = False) -> html.A:
    """The way to the sender's own workbook with a verdict on every row."""
    return html.A(
        speech.say("receipt.workbook"),
        href=f"/upload/workbook/{submission_id}",
        title=speech.say("receipt.workbook_means"),
        className="template-link workbook-link" if is_button else "workbook-link",
        download="",
    )


def refusal_card(error: dict[str, str], speech: Speech) -> html.Section:
    """A file that could not be taken at all: nothing was changed, and why."""
    return html.Section(
        className="card receipt refused",
        role="alert",
        children=[html.H2(speech.say("receipt.refused")), html.P(error[speech.language])],
    )


def _outcome(receipt: Receipt, speech: Speech) -> html.P:
    """The one sentence: what came in, and whether anything is left to do."""
    before = receipt.get("already_received_at")
    if before and not receipt.get("reports"):
        at = str(before)[:16].replace("T", " ")
        return html.P(speech.say("receipt.resend", at=at), className="outcome resend")
    taken = receipt["rows"] - receipt["rejected"]
    if receipt["rejected"]:
        words = speech.say("receipt.some", taken=f"{taken:,}", rejected=f"{receipt['rejected']:,}")
        return html.P(words, className="outcome some")
    return html.P(
        speech.say("receipt.all" if taken else "receipt.no_row", taken=f"{taken:,}"), className="outcome all"
    )


def _sum(receipt: Receipt, speech: Speech) -> str:
    parts = " + ".join(f"{receipt[name]:,}" for name in VERDICTS)
    return speech.say(
        "receipt.sum", parts=parts, rows=f"{receipt['rows']:,}", reports=f"{receipt.get('reports', 0):,}"
    )


def _next_steps(receipt: Receipt, speech: Speech) -> list[Any]:
    """The workbook with what to fix, said how; and the page for what waits for a decision."""
    steps: list[Any] = []
    if receipt["parked"]:
        words = speech.say("receipt.to_parked", n=f"{receipt['parked']:,}")
        steps.append(dcc.Link(words, href="/parked", className="template-link to-parked"))
    steps.append(workbook_link(receipt["submission_id"], speech, is_button=True))
    if receipt["rejected"]:
        steps.append(html.Small(speech.say("receipt.workbook_means"), className="quiet"))
    return steps


def _dropped(dropped: list[dict[str, str]], speech: Speech) -> list[Any]:
    if not dropped:
        return []
    items = [html.Li([html.B(entry["column"]), html.Span(entry["why"])]) for entry in dropped]
    return [html.H3(speech.say("receipt.dropped")), html.Ul(items, className="dropped")]
