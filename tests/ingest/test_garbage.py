"""The collector rests while large files are under way, and is as it was behind the last of them."""

import gc

import pytest

from ingest.garbage import SELDOM, seldom_collected


def test_at_ease_until_the_last_is_done():
    usual = gc.get_threshold()
    first, second = seldom_collected(), seldom_collected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == SELDOM
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual != SELDOM


def test_a_small_file_changes_nothing_and_a_failing_one_leaves_nothing():
    usual = gc.get_threshold()
    with seldom_collected(wanted=False):
        assert gc.get_threshold() == usual
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == usual
