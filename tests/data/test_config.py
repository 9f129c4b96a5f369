"""Settings: a site's own override ours by name; anything unknown or of the wrong kind is named and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.config import Config, load_config
from data.errors import BadArgument


def own(home: Path, text: str) -> Config:
    """The settings of a home whose config.toml says this."""
    (home / "config.toml").write_text(text, encoding="utf-8")
    return load_config(home)


def test_without_a_file_of_its_own_a_home_has_ours(tmp_path: Path) -> None:
    assert load_config(tmp_path) == load_config()


def test_one_setting_is_overridden_and_the_rest_stay(tmp_path: Path) -> None:
    ours, theirs = (
        load_config(),
        own(tmp_path, '[disclosure]\nsmallest_shown_count = 5\n[site]\nname = "松溪"\n'),
    )
    assert theirs.disclosure.smallest_shown_count == 5
    assert theirs.site.name == "松溪"
    assert theirs.site.timezone == ours.site.timezone
    assert (theirs.link, theirs.group, theirs.score) == (ours.link, ours.group, ours.score)


def test_the_hash_tells_one_set_of_settings_from_another(tmp_path: Path) -> None:
    assert own(tmp_path, "[disclosure]\nsmallest_shown_count = 5\n").config_hash != load_config().config_hash


def test_a_whole_number_serves_where_a_share_is_wanted(tmp_path: Path) -> None:
    assert own(tmp_path, "[area]\nred_share = 1\n").area.red_share == 1.0


def test_lists_are_overridden_whole(tmp_path: Path) -> None:
    assert own(tmp_path, '[score]\nwage_categories = ["18"]\n').score.wage_categories == ("18",)


REFUSED = (
    # what the file says                                      what the message names
    ("[nonsense]\na = 1\n", "nonsense"),
    ("[disclosure]\nsmalest_shown_count = 5\n", "smalest_shown_count"),
    ('[disclosure]\nsmallest_shown_count = "5"\n', "smallest_shown_count"),
    ("[disclosure]\nsmallest_shown_count = 2.5\n", "smallest_shown_count"),
    ("[disclosure]\nsmallest_shown_count = true\n", "smallest_shown_count"),
    ("[clock]\nscreening_default = 1\n", "screening_default"),
    ('[group]\noffice_endings = "局"\n', "office_endings"),
    ("[group]\noffice_endings = [1, 2]\n", "office_endings"),
    ('[site]\nname = ["松溪"]\n', "name"),
    ("[area]\nred_share = [0.1]\n", "red_share"),
    ('site = "松溪"\n', "site"),
    ("disclosure = 3\n", "disclosure"),
    ("[disclosure]\nsmallest_shown_count = 5", ""),  # well formed: the row that has to pass
    ("[disclosure\nsmallest_shown_count = 5\n", "config.toml"),
)


@pytest.mark.parametrize(("text", "named"), REFUSED)
def test_what_cannot_be_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    if not named:
        assert own(tmp_path, text).disclosure.smallest_shown_count == 5
        return
    with pytest.raises(BadArgument) as caught:
        own(tmp_path, text)
    assert caught.value.exit_code == 2
    assert named in caught.value.zh
    assert named in caught.value.en


MEASURE = (
    '[[score.measure]]\ncode = "x"\ndirection = "{direction}"\nthresholds = {thresholds}\npoints = {points}\n'
    'zh = "a"\nen = "a"\nsource = "a"\n'
)


@pytest.mark.parametrize(
    ("direction", "thresholds", "points"),
    [
        ("over", "[1]", "[1]"),
        ("at_least", "[2, 1]", "[1, 2]"),
        ("at_least", "[1]", "[]"),
        ("at_most", "[]", "[]"),
    ],
)
def test_a_line_of_the_score_card_that_cannot_be_is_refused(
    tmp_path: Path, direction: str, thresholds: str, points: str
) -> None:
    with pytest.raises(BadArgument, match="x"):
        own(tmp_path, MEASURE.format(direction=direction, thresholds=thresholds, points=points))


def test_a_file_that_is_not_utf8_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes('[site]\nname = "松溪"\n'.encode("gb18030"))
    with pytest.raises(BadArgument):
        load_config(tmp_path)


def test_every_measure_says_where_its_weight_comes_from() -> None:
    for measure in load_config().score.measure:
        assert len(measure.source) > 5, measure.code
        assert measure.zh
        assert measure.en
