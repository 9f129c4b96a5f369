"""The command line (DESIGN.md: a contract, other tools call it).

Exit codes: 0 all rows taken; 3 loaded, some rows rejected or parked; 2 the user's error, nothing changed; 1 ours.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli_account import account_app
from dashboard.cli_act import act_app
from dashboard.cli_calendar import calendar_app
from dashboard.cli_card import card_app
from dashboard.cli_linkage import linkage_app
from dashboard.cli_matter import matter_app
from dashboard.cli_notice import notice_app
from dashboard.cli_rules import rules_app
from dashboard.cli_signal import signal_app
from dashboard.cli_token import token_app
from dashboard.home import default_home, make_home
from dashboard.log_line import log_as_json
from dashboard.option import HomeOption, JsonOption, day_told, home_told
from dashboard.terminal import at, at_new, ours, tell
from data.config import site_now
from data.errors import FengqiaoError, language
from data.system_error import explained

USAGE_ERROR = typer.BadParameter.__mro__[2]  # the click that typer carries has no public name for it
app = typer.Typer(name="fengqiao", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

app.add_typer(account_app)
app.add_typer(act_app)
app.add_typer(calendar_app)
app.add_typer(card_app)
app.add_typer(linkage_app)
app.add_typer(matter_app)
app.add_typer(notice_app)
app.add_typer(rules_app)
app.add_typer(signal_app)
app.add_typer(token_app)


@app.command()
def init(home: HomeOption = None) -> None:
    """建库：数据文件、保密库、密钥和第一个管理员 / make a home."""
    from dashboard.setup import first_administrator

    path = home_told(home)
    now = site_now(path)
    make_home(path, now=now)
    password = first_administrator(path, now=now)
    tell(f"已建好：{path}", f"Made: {path}")
    tell(
        "请把 keys/ 文件夹另存一份：密钥丢了，数据谁也打不开。",
        "Keep a copy of keys/ elsewhere: without them nobody can open the data.",
    )
    tell(
        f"管理员 admin，一次性密码：{password}（首次登录须修改）",
        f"Administrator admin, one-time password: {password}",
    )


@app.command()
def areas(
    file: Path,
    level: Annotated[str, typer.Option(help="province prefecture county town community grid")],
    code: Annotated[str, typer.Option(help="编码所在列 / column of the code")],
    name: Annotated[str, typer.Option(help="名称所在列 / column of the name")],
    parent: Annotated[str | None, typer.Option(help="上级编码所在列 / column of the parent's code")] = None,
    crs: Annotated[str | None, typer.Option(help="EPSG:4326, gcj02, bd09 …")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", help="生效日期 / first day in force")
    ] = None,
    home: HomeOption = None,
) -> None:
    """载入区域边界 / load boundaries."""
    from dashboard.command.areas import load
    from dashboard.site.order import DEFAULT_VALID_FROM, AreasOrder

    since = day_told(valid_from, "--valid-from") or DEFAULT_VALID_FROM
    raise typer.Exit(load(home_told(home), AreasOrder(at(file), level, code, name, parent, crs, since)))


@app.command()
def names(
    file: Annotated[
        Path | None, typer.Argument(help="地名表 CSV：name, kind, area_code / the table of local names")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="列出现有地名，可另存为 CSV / print what is held")
    ] = False,
    home: HomeOption = None,
) -> None:
    """本地地名：别名、小区、道路、上级地名，整表替换 / replace the names this site knows its places by."""
    from dashboard.command.names import keep_names

    keep_names(home_told(home), at(file) if file else None, show=show)


@app.command()
def template(
    out: Annotated[Path, typer.Option(help="写到哪里 / where to write it")] = Path("枫桥排查表模板.xlsx"),
    home: HomeOption = None,  # noqa: ARG001  (--home is on every command)
) -> None:
    """空白排查表（带下拉与批注） / the blank screening sheet."""
    from ingest.back.template import write_template

    write_template(at_new(out))
    tell(f"已写好：{at(out)}", f"Written: {at(out)}")


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="表格文件 / sheets")],
    mapping: Annotated[Path | None, typer.Option(help="映射文件 / mapping.toml")] = None,
    uploader: Annotated[str | None, typer.Option(help="报送人或账号 / who sends it")] = None,
    source: Annotated[
        str | None, typer.Option(help="编号归属 / whose numbering the report numbers are")
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(
            help="带核对结果的表格 / the workbook back, a verdict a row; several files: OUT-NAME.xlsx each"
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """收表：逐行核对、入库、定位 / take sheets in."""
    from dashboard.command.ingest import Order, take

    order = Order(tuple(at(file) for file in files), at(mapping) if mapping else None, uploader, source)
    raise typer.Exit(
        take(home_told(home), order, workbook=at_new(workbook) if workbook else None, as_json=as_json)
    )


@app.command()
def parked(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """待核件次，与各自相像的一件并列 / parked reports, each beside the one it looks like."""
    from dashboard.command.parked import show

    show(home_told(home), as_json=as_json)


@app.command()
def decide(
    report_id: Annotated[str, typer.Argument(help="待核件次的编号 / id of the parked report")],
    decision: Annotated[str | None, typer.Argument(help="same different later")] = None,
    by: Annotated[str | None, typer.Option(help="决定人或账号 / who decides")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="撤销已作的决定 / take the decision back")] = False,
    home: HomeOption = None,
) -> None:
    """核定一个待核件次：同一件、不是同一件、以后再说 / decide about a parked report."""
    from dashboard.command.decide import settle

    given = decision if not undo else "undo" if decision is None else None
    settle(home_told(home), report_id, given, by=by)


@app.command()
def withdraw(
    submission_id: Annotated[str, typer.Argument(help="报送编号，见回执 / number on the receipt, S000001")],
    by: Annotated[str | None, typer.Option(help="报送人或账号 / who sent it")] = None,
    home: HomeOption = None,
) -> None:
    """撤回一次报送（24 小时内） / take an upload back within a day."""
    from dashboard.command.withdraw import take_back_upload

    take_back_upload(home_told(home), submission_id, by=by)


@app.command()
def refresh(
    as_of: Annotated[str | None, typer.Option("--as-of", help="截至日期，默认今天 / default today")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """刷新：定位、关联、分组、时限、评分、预警 / bring everything derived up to date."""
    from dashboard.command.refresh import bring_up_to_date

    bring_up_to_date(
        home_told(home), as_of=day_told(as_of, "--as-of") or site_now(home_told(home)).date(), as_json=as_json
    )


@app.command()
def export(
    name: Annotated[
        str, typer.Argument(help="reports matters groups grids signals issues reasons deadlines")
    ],
    out: Annotated[Path, typer.Option(help=".csv .parquet .geojson")],
    home: HomeOption = None,
) -> None:
    """导出 / export a table."""
    from dashboard.command.export import write

    write(home_told(home), name, at(out))


@app.command()
def brief(
    out: Annotated[
        Path | None,
        typer.Option(help="写到哪里 / FILE.html；与 --schedule 同用时是文件夹 / a folder with --schedule"),
    ] = None,
    week: Annotated[
        str | None, typer.Option(help="2024-W20，默认上一个整周 / default the last full week")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="zh 或 en")] = None,
    phone: Annotated[Path | None, typer.Option(help="手机版一页 / the one-page form for a phone")] = None,
    schedule: Annotated[
        bool, typer.Option("--schedule", help="上一整周没出过才出，供定时任务 / once a week, for a timer")
    ] = False,
    home: HomeOption = None,
) -> None:
    """周报 / the weekly briefing as one HTML file."""
    from dashboard.command.brief import make_briefing, make_when_due

    told, folder = home_told(home), at(out) if out else None
    if schedule:
        make_when_due(told, week, folder=folder, lang=lang or language())
    else:
        make_briefing(told, week, out=folder, phone=at(phone) if phone else None, lang=lang or language())


@app.command()
def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8050,
    json_log: Annotated[
        bool, typer.Option("--json-log", help="日志每行一个 JSON / log lines as JSON")
    ] = False,
    home: HomeOption = None,
) -> None:
    """打开网页 / serve the dashboard."""
    from dashboard.command.serve import run_server

    if json_log:
        log_as_json()
    run_server(home_told(home), host=host, port=port, run=run)


@app.command()
def demo(
    size: Annotated[str, typer.Option(help="small county city")] = "county",
    seed: Annotated[int, typer.Option()] = 1,
    serve_after: Annotated[bool, typer.Option("--serve/--no-serve")] = True,
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8050,
    home: HomeOption = None,
) -> None:
    """演示：生成一个虚构的县，跑完全程 / a synthetic county through the whole road."""
    from dashboard.command.demo import Demo, run_demo

    run_demo(home_told(home), Demo(size, seed, host, port, serve_after), run=run)


@app.command()
def backtest(
    horizon: Annotated[int, typer.Option(help="看几天之内是否升级 / days looked ahead")] = 30,
    top: Annotated[float, typer.Option(help="清单最前面的份额 / share at the top of the list")] = 0.1,
    folds: Annotated[int, typer.Option(help="回测几轮 / how many folds")] = 6,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="历史截至，默认今天 / end of the history, default today")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """回测：分值在本地历史上准不准 / test the score on this home's own past."""
    from dashboard.command.backtest import run_backtest
    from risk.backtest.run import Question

    question = Question(day_told(as_of, "--as-of") or site_now(home_told(home)).date(), horizon, top, folds)
    run_backtest(home_told(home), question, print_json=as_json)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="备份放在哪个文件夹 / the folder of backups")],
    keep: Annotated[int | None, typer.Option(help="只保留最近几份 / how many of the newest to keep")] = None,
    with_keys: Annotated[
        bool,
        typer.Option(
            "--with-keys",
            help="连同密钥：谁拿到谁就能看到全部数据 / with the keys: whoever holds it reads everything",
        ),
    ] = False,
    home: HomeOption = None,
) -> None:
    """备份：数据仓与保密库的同一时刻，仍然加密；服务运行时也可以 / a backup of both files at one moment, still encrypted."""
    from dashboard.command.backup import back_up

    back_up(home_told(home), at(folder), keep=keep, with_keys=with_keys)


@app.command()
def restore(
    backup: Annotated[
        Path, typer.Argument(help="一份备份，或备份文件夹（取最新一份） / a backup, or a folder of them")
    ],
    home: HomeOption = None,
    keys: Annotated[
        Path | None, typer.Option(help="密钥所在的 keys/ 文件夹 / the folder that holds the keys")
    ] = None,
) -> None:
    """恢复：把备份放进一个新的数据文件夹，逐项核对 / put a backup into a new home, all of it or nothing."""
    from dashboard.command.backup import put_back

    put_back(home_told(home), at(backup), keys=at(keys) if keys else None)


@app.command()
def doctor(
    audit: Annotated[bool, typer.Option("--audit", help="核对操作日志 / check the audit log")] = False,
    home: HomeOption = None,
) -> None:
    """检查安装与数据 / check the installation and say what to fix."""
    from dashboard.command.doctor import examine

    raise typer.Exit(examine(home_told(home), audit=audit))


def run(argv: list[str]) -> int:
    """Carry out a command; its exit code. A user's error prints without a traceback."""
    try:
        result = app(argv, standalone_mode=False, prog_name="fengqiao")
        return int(result or 0)
    except FengqiaoError as error:
        tell(f"错误：{error.zh}", f"Error: {error.en}")
        return error.exit_code
    except USAGE_ERROR as error:
        if not error.format_message():
            return 2  # no command at all: the help has been shown
        tell(f"用法不对：{error.format_message()}", f"Usage: {error.format_message()}")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        tell("已停止。", "Stopped.")
        return 1
    except Exception as error:
        known = explained(error, str(error.filename or "")) if isinstance(error, OSError) else None
        tell(*((f"错误：{known.zh}", f"Error: {known.en}") if known else ours(error)))
        return known.exit_code if known else 1


def main() -> None:
    """The console script: run here, or inside the server that holds the home."""
    argv = sys.argv[1:]
    try:
        sys.exit(_main(argv))
    except BrokenPipeError:
        sys.exit(1)


def _main(argv: list[str]) -> int:
    from dashboard.forward import forward

    path = _home_in(argv)
    if (
        argv
        and "--help" not in argv
        and argv[0] not in ("init", "demo", "serve", "template", "restore")
        and (path / "fengqiao.sock").exists()
    ):
        code = forward(path, argv)
        if code is not None:
            return code
    return run(argv)


def _home_in(argv: list[str]) -> Path:
    """The home a command line names, before it is parsed."""
    for position, word in enumerate(argv):
        if word.startswith("--home="):
            return Path(word.removeprefix("--home="))
        if word == "--home" and position + 1 < len(argv):
            return Path(argv[position + 1])
    return default_home()
