"""The boxes that ask what an identity is needed for, and the parties once they are told.

用途 [告知受理情况 ▾]   文号 [2026-12]   [查看身份]
来访人  张三  13812345678  柳岸村3组12号        10 分钟后或关闭后不再显示；这次查看已记入审计日志
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard import ids
from dashboard.present import Speech
from dashboard.reveal import PURPOSES, Party

SHOWN_MINUTES = 10


def reveal_part(matter_id: str, speech: Speech) -> html.Div:
    """The boxes and the button, with nothing shown yet."""
    data = [{"value": code, "label": speech.say(f"reveal.{code}")} for code in PURPOSES]
    return html.Div(
        [
            html.P(speech.say("reveal.words"), className="quiet"),
            html.Div(
                [
                    dmc.Select(
                        id=ids.REVEAL_PURPOSE,
                        label=speech.say("reveal.purpose"),
                        placeholder=speech.say("reveal.choose"),
                        data=data,
                    ),
                    dmc.TextInput(id=ids.REVEAL_FILE, label=speech.say("reveal.file"), placeholder="2026-12"),
                ],
                className="act-line",
            ),
            html.Button(
                speech.say("reveal.press"),
                id={"type": ids.REVEAL_PRESS, "matter": matter_id},
                className="answer different act-enter",
            ),
            html.Div(id=ids.REVEAL_SHOWN, **{"aria-live": "polite"}),
            dcc.Interval(id=ids.REVEAL_TICK, interval=SHOWN_MINUTES * 60_000, max_intervals=1, disabled=True),
        ],
        className="act-part",
    )


def parties_card(parties: Sequence[Party], speech: Speech) -> Any:
    """The parties in a table, and that it was noted."""
    if not parties:
        return html.Div(html.P(speech.say("reveal.nobody")), className="card said")
    heads = [html.Th(speech.say(f"reveal.{name}")) for name in ("side", "name", "phone", "address")]
    lines = [
        html.Tr(
            [
                html.Th(speech.say(f"reveal.side_{one.role_code}")),
                html.Td(one.name or "—"),
                html.Td("、".join(one.phones) or "—"),
                html.Td("、".join(one.addresses) or "—"),
            ]
        )
        for one in parties
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(lines)], className="plain-table")
    words = html.P(speech.say("reveal.noted", n=SHOWN_MINUTES), className="quiet")
    return html.Div([html.Div(table, className="scroll-x", tabIndex=0), words], className="card said")
