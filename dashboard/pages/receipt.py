"""The receipt of a file: five numbers that add up to its rows, every problem, what was left out and why."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.present import Speech
from data.codelist import read_list

VERDICTS = ("new", "unchanged", "changed", "parked", "rejected")
MOST_PROBLEMS = 200

Receipt = dict[str, Any]


def receipt_card(receipt: Receipt, speech: Speech) -> html.Section:
    """The whole receipt; receipt: the object `fengqiao ingest --json` prints."""
    return html.Section(
        className="card receipt",
        children=[
            html.H2(receipt["file"]),
            *_resend(receipt, speech),
            html.Div([_number(name, receipt[name], speech) for name in VERDICTS], className="numbers"),
            html.P(_sum(receipt, speech), className="sum"),
            workbook_link(receipt["submission_id"], speech, is_button=True),
            *_problems(receipt.get("problems") or [], speech),
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


def _resend(receipt: Receipt, speech: Speech) -> list[Any]:
    before = receipt.get("already_received_at")
    if not before:
        return []
    return [html.P(speech.say("receipt.resend", at=str(before)[:16].replace("T", " ")), className="resend")]


def _number(name: str, value: int, speech: Speech) -> html.Div:
    tone = name if value else "zero"
    return html.Div(
        [html.B(f"{value:,}"), html.Span(speech.say(f"verdict.{name}"))],
        className=f"number {tone}",
        title=speech.say(f"verdict.{name}_means"),
    )


def _sum(receipt: Receipt, speech: Speech) -> str:
    parts = " + ".join(f"{receipt[name]:,}" for name in VERDICTS)
    return speech.say(
        "receipt.sum", parts=parts, rows=f"{receipt['rows']:,}", reports=f"{receipt.get('reports', 0):,}"
    )


def _problems(problems: list[dict[str, Any]], speech: Speech) -> list[Any]:
    if not problems:
        return [html.P(speech.say("receipt.clean"), className="clean")]
    ordered = sorted(problems, key=lambda problem: problem.get("severity") != "error")
    heads = [html.Th(speech.say(f"problem.{name}")) for name in ("where", "what", "remedy")]
    body = html.Tbody([_problem(problem, speech) for problem in ordered[:MOST_PROBLEMS]])
    table = html.Table([html.Thead(html.Tr(heads)), body], className="plain-table problems")
    errors = sum(problem.get("severity") == "error" for problem in problems)
    title = speech.say("receipt.problems", errors=errors, warnings=len(problems) - errors)
    rest = len(problems) - MOST_PROBLEMS
    more = [html.P(speech.say("receipt.more", n=rest), className="quiet")] if rest > 0 else []
    return [html.H3(title), html.Div(table, className="scroll-x"), *more]


def _problem(problem: dict[str, Any], speech: Speech) -> html.Tr:
    severity = "error" if problem.get("severity") == "error" else "warning"
    row = speech.say("problem.row", n=problem["row"]) if problem.get("row") else ""
    where = [
        html.B(row),
        html.Span(str(problem.get("column") or "")),
        html.Small(str(problem.get("sheet") or "")),
    ]
    what, remedy = _rule_words(problem, speech)
    value = problem.get("value_masked")
    return html.Tr(
        [
            html.Td(where, className="where"),
            html.Td(
                [
                    html.Span(speech.say(f"problem.{severity}"), className=f"severity {severity}"),
                    what,
                    *([html.Code(str(value))] if value else []),
                ]
            ),
            html.Td(remedy),
        ]
    )


def _rule_words(problem: dict[str, Any], speech: Speech) -> tuple[str, str]:
    """What is wrong and what to do, in the reader's language; the receipt's own words for a rule not listed."""
    for rule in read_list("rules"):
        if rule["code"] == problem.get("rule"):
            return rule[speech.language], rule[f"remedy_{speech.language}"]
    return str(problem.get("message") or "").rsplit(": ", 1)[-1], str(problem.get("remedy") or "")


def _dropped(dropped: list[dict[str, str]], speech: Speech) -> list[Any]:
    if not dropped:
        return []
    items = [html.Li([html.B(entry["column"]), html.Span(entry["why"])]) for entry in dropped]
    return [html.H3(speech.say("receipt.dropped")), html.Ul(items, className="dropped")]
