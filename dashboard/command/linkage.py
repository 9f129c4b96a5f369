"""fengqiao linkage: the weights by which two reports are one petitioner's, and training them on this home's reports."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import Home, opened, operator
from dashboard.terminal import say, tell, working
from data.config import site_now
from data.errors import NothingThere, language
from risk.person.comparison import Level
from risk.person.model import Model, model_in_use


def show_linkage(home_path: Path) -> None:
    """Print where the weights come from, and each level of each comparison in bits."""
    with opened(home_path) as home, home.warehouse.reading() as connection:
        model = model_in_use(connection, home.config)
    _tell_source(model)
    for comparison in model.comparisons:
        name = comparison.en if language() == "en" else comparison.zh
        say(f"{name}：" + "  ".join(_level(level) for level in comparison.levels))


def train_linkage(home_path: Path) -> None:
    """Train on the reports of the last refresh and keep the weights; NothingThere before the first."""
    now = site_now(home_path)
    with opened(home_path) as home:
        with working("训练", "Training"):
            model = train_in(home, now=now)
        write_line(
            home.warehouse, home.path, actor=operator(), event="linkage", now=now, object_id=model.model_hash
        )
    _tell_source(model)
    tell("请运行 fengqiao refresh，事项随之重新归并。", "Run fengqiao refresh: matters are linked anew.")


def train_in(home: Home, *, now: datetime) -> Model:
    """The training alone, for a home that is open."""
    from risk.person.train import train

    with home.warehouse.writing() as connection:
        row = connection.execute("SELECT count(*) FROM out_matter_report").fetchone()
        if not row or not row[0]:
            raise NothingThere(
                "还没有刷新过，没有可学的件次。请先运行 fengqiao refresh",
                "Nothing was refreshed yet, so there is nothing to learn from. Run fengqiao refresh first",
            )
        return train(connection, home.config, on=now.date())


def _tell_source(model: Model) -> None:
    if model.how == "trained":
        tell(
            f"在用：{model.trained_on} 用本站 {model.report_count:,} 件次训练的权重（Splink {model.splink}）。",
            f"In use: weights trained on {model.report_count:,} reports of this site, {model.trained_on} "
            f"(Splink {model.splink}).",
        )
        return
    tell(
        "在用：随产品提供的权重（本站件次太少，或还没有训练：fengqiao linkage train）。",
        "In use: the weights that ship with the product (too few reports here, or not trained: fengqiao linkage train).",
    )


def _level(level: Level) -> str:
    return f"{level.en if language() == 'en' else level.zh} {level.bits:+.1f}"
