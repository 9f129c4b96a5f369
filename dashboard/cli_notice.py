"""fengqiao notice show | send."""

from __future__ import annotations

import typer

from dashboard.option import HomeOption, home_told

notice_app = typer.Typer(
    name="notice",
    help="预警摘要：查看、发送到企业微信、钉钉、飞书或邮件 / the digest of signals",
    no_args_is_help=True,
)


@notice_app.command()
def show(home: HomeOption = None) -> None:
    """看看会发什么，不发送 / what would be sent."""
    from dashboard.command.notice import show_notice

    show_notice(home_told(home))


@notice_app.command()
def send(home: HomeOption = None) -> None:
    """现在就发送 / send it now."""
    from dashboard.command.notice import send_notice

    if not send_notice(home_told(home)):
        raise typer.Exit(1)
