"""fengqiao signal list | show | own | verify | assess | act | close | reopen | undo: what rises, and what was done about it."""

from __future__ import annotations

from pathlib import Path

from dashboard.access import COMMAND_LINE
from dashboard.home import opened, operator
from dashboard.present import Speech, speech_for
from dashboard.read import Door, View
from dashboard.signalled import answer_about, moment_of, take_answer_back
from dashboard.terminal import say, tell
from data.errors import NothingThere, language
from risk.signal.answer import Answer

CLOSED_DAYS = 92


def list_signals(home_path: Path, *, closed: bool) -> None:
    """Print the signals that run, and on asking those closed in the last quarter."""
    with (
        opened(home_path) as home,
        Door(home.warehouse, COMMAND_LINE, home.config).open() as view,
    ):
        speech = _speech(view)
        rows = view.rows("page_signals", focus="", closed_days=CLOSED_DAYS)
        shown = [row for row in rows if closed or row["state_code"] != "closed"]
        for row in shown:
            state = speech.say(f"signal.state_{row['state_code']}")
            say(f"{row['signal_id']}  {state}  {row['owner_name'] or ''}\n  {speech.sentence(row)}")
    if not shown:
        tell("目前没有信号。", "No signal at present.")


def show_signal(home_path: Path, signal_id: str) -> None:
    """Print one signal, the matters behind it and what was done."""
    with (
        opened(home_path) as home,
        Door(home.warehouse, COMMAND_LINE, home.config).open() as view,
    ):
        speech = _speech(view)
        rows = view.rows("page_signals", focus="", closed_days=36_500)
        row = next((row for row in rows if row["signal_id"] == signal_id), None)
        if row is None:
            raise NothingThere(
                f"没有信号 {signal_id}。请用 fengqiao signal list 查看编号。",
                f"There is no signal {signal_id}. See fengqiao signal list.",
            )
        say(speech.sentence(row))
        for matter in view.rows("page_signal_matter", signal_id=signal_id, most=200):
            say(f"  {matter['matter_id']}  {matter['title']}")
        for told in view.rows("page_signal_event", signal_id=signal_id):
            parts = (
                told["event_id"],
                speech.moment(told["occurred_at"]),
                told["actor_name"],
                speech.say(f"signal.code_{told['event_code']}"),
                speech.say(f"signal.outcome_{told['outcome_code']}") if told["outcome_code"] else "",
                told["owner_name"],
                told["note_text"],
                speech.say("signal.withdrawn") if told["withdrawn_at"] else "",
            )
            say("  " + "  ".join(str(part) for part in parts if part))


def act_on_signal(
    home_path: Path,
    signal_id: str,
    code: str,
    *,
    note: str = "",
    owner: str | None = None,
    outcome: str | None = None,
) -> None:
    """Keep an act on a signal and say under which id it stands."""
    with opened(home_path) as home:
        given = Answer(code, operator(), moment_of(home), owner, outcome, note)
        say(answer_about(home, signal_id, given))
    tell("已记下。用 fengqiao signal undo 可撤回。", "Noted. fengqiao signal undo takes it back.")


def undo_act(home_path: Path, event_id: str) -> None:
    """Withdraw an act; it stays in the record."""
    with opened(home_path) as home:
        take_answer_back(home, event_id, by=operator())
    tell(f"已撤回 {event_id}，记录仍在。", f"{event_id} is withdrawn; the record stays.")


def _speech(view: View) -> Speech:
    return speech_for(view.rows("page_code"), language(), view.smallest_shown)
