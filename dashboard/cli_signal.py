"""fengqiao signal list | show | own | verify | assess | act | close | reopen | undo."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.option import HomeOption, home_told

signal_app = typer.Typer(
    name="signal",
    help="预警信号：查看、指定牵头、核实、处置、结论 / signals and what was done",
    no_args_is_help=True,
)
Signal = Annotated[str, typer.Argument(help="信号编号 / id of the signal")]
Note = Annotated[str, typer.Argument(help="一句情况说明（姓名、电话会被遮盖） / a sentence, masked")]


@signal_app.command(name="list")
def list_(
    closed: Annotated[bool, typer.Option("--closed", help="也列出近三个月结束的 / closed ones too")] = False,
    home: HomeOption = None,
) -> None:
    """目前的信号 / the signals that run."""
    from dashboard.command.signal import list_signals

    list_signals(home_told(home), closed=closed)


@signal_app.command()
def show(signal: Signal, home: HomeOption = None) -> None:
    """一个信号：包含的事项和处置记录 / one signal, its matters and what was done."""
    from dashboard.command.signal import show_signal

    show_signal(home_told(home), signal)


@signal_app.command()
def own(
    signal: Signal,
    unit: Annotated[str, typer.Argument(help="牵头单位 / unit that has it")],
    home: HomeOption = None,
) -> None:
    """指定牵头单位 / name its owner."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "own", owner=unit)


@signal_app.command()
def verify(signal: Signal, note: Note, home: HomeOption = None) -> None:
    """有人去看过了 / somebody went to see."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "verify", note=note)


@signal_app.command()
def assess(signal: Signal, note: Note, home: HomeOption = None) -> None:
    """研判 / what it seems to be."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "assess", note=note)


@signal_app.command()
def act(signal: Signal, note: Note, home: HomeOption = None) -> None:
    """对共同原因采取的措施 / what was done about the cause."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "act", note=note)


@signal_app.command()
def close(
    signal: Signal,
    outcome: Annotated[str, typer.Argument(help="real 属实、not_real 不属实、unclear 不能确定")],
    note: Annotated[str, typer.Option(help="说明 / a note, masked")] = "",
    home: HomeOption = None,
) -> None:
    """写下结论，信号结束 / its outcome, which closes it."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "outcome", outcome=outcome, note=note)


@signal_app.command()
def reopen(signal: Signal, home: HomeOption = None) -> None:
    """重新打开 / open it again."""
    from dashboard.command.signal import act_on_signal

    act_on_signal(home_told(home), signal, "reopen")


@signal_app.command()
def undo(
    entry: Annotated[str, typer.Argument(help="处置记录编号 / id of the entry")], home: HomeOption = None
) -> None:
    """撤回一条处置记录，记录保留 / withdraw an entry; it stays in the record."""
    from dashboard.command.signal import undo_act

    undo_act(home_told(home), entry)
