"""Every problem of a file, what must be fixed first: where it is, what is wrong, what to do.

第 12 行 上报时间   须改 只有月日，没有年份 3月5日   请写全年月日
第 31 行 所属网格   提醒 没有这个网格 第九网格       请核对网格名称
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.present import Speech
from data.codelist import read_list

MOST_PROBLEMS = 200

Problem = dict[str, Any]


def problem_list(problems: list[Problem], speech: Speech) -> list[Any]:
    """A heading that counts them and the first of them; a good word when there is none."""
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
    return [html.H3(title), html.Div(table, className="scroll-x", tabIndex=0), *more]


def _problem(problem: Problem, speech: Speech) -> html.Tr:
    severity = "error" if problem.get("severity") == "error" else "warning"
    what, remedy = _rule_words(problem, speech)
    value = problem.get("value_masked")
    return html.Tr(
        [
            html.Td(_where(problem, speech), className="where"),
            html.Td(
                [
                    html.Span(speech.say(f"problem.{severity}"), className=f"severity {severity}"),
                    what,
                    *([html.Code(str(value))] if value else []),
                ]
            ),
            html.Td(remedy, className="remedy"),
        ],
        className=severity,
    )


def _where(problem: Problem, speech: Speech) -> list[Any]:
    """Row, column and sheet, as far as it is about one."""
    row = speech.say("problem.row", n=problem["row"]) if problem.get("row") else ""
    parts = ((html.B, row), (html.Span, problem.get("column")), (html.Small, problem.get("sheet")))
    return [part(str(words)) for part, words in parts if words]


def _rule_words(problem: Problem, speech: Speech) -> tuple[str, str]:
    """What is wrong and what to do, in the reader's language; the receipt's own words for a rule not listed."""
    for rule in read_list("rules"):
        if rule["code"] == problem.get("rule"):
            return rule[speech.language], rule[f"remedy_{speech.language}"]
    return str(problem.get("message") or "").rsplit(": ", 1)[-1], str(problem.get("remedy") or "")
