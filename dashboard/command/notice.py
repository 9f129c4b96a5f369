"""fengqiao notice show | send: what the digest says, and sending it now."""

from __future__ import annotations

from pathlib import Path

from dashboard.home import opened
from dashboard.terminal import say, tell
from data.errors import BadArgument


def show_notice(home_path: Path) -> None:
    """Print the digest as it would be sent; nothing is sent."""
    from dashboard.notice.tell import news_of

    with opened(home_path) as home:
        news = news_of(home)
    if news is None:
        tell("没有需要通知的内容。", "There is nothing to tell.")
        return
    say(news.digest.text)


def send_notice(home_path: Path) -> bool:
    """Send the digest now to every target, quiet hours or not; whether all took it."""
    from dashboard.notice.tell import send_news

    with opened(home_path) as home:
        if not home.config.notice.targets:
            raise BadArgument(
                f"{home.path / 'config.toml'} [notice] targets：还没有通知对象。请写上机器人地址或 mailtos:// 邮件地址。",
                f"{home.path / 'config.toml'} [notice] targets: nobody to tell yet. Add a robot's address or mailtos://.",
            )
        tries = send_news(home, is_asked=True)
    if not tries:
        tell("没有需要通知的内容。", "There is nothing to tell.")
    for one in tries:
        say(f"{one.target_number}  {one.kind}  {one.outcome}" + (f"  {one.code}" if one.code else ""))
    return all(one.outcome == "sent" for one in tries)
