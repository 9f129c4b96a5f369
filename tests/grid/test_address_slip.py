"""Names with one character wrong or missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grid.addressing.slip import slip_length

ENDS = frozenset("村区镇道湾")


@pytest.mark.parametrize(
    ("stretch", "name", "length"),
    [
        ("柳弯社区", "柳湾社区", 4),
        ("柳弯社区金桂苑", "柳湾社区", 4),
        ("柳社区金桂苑", "柳湾社区", 3),
        ("柳湾杜区", "柳湾社区", 4),
        ("云桥街", "云桥街道", 3),
        ("云桥街金桂苑", "云桥街道", 0),
        ("柳河材", "柳河村", 3),
        ("柳河材金桂苑", "柳河村", 0),
        ("龙湖湾", "龙湖村", 0),
        ("阳光小区", "阳光社区", 0),
        ("柳湾社区", "柳湾社区", 0),
        ("柳弯杜区", "柳湾社区", 0),
        ("青村", "青河村", 2),
        ("村", "柳村", 0),
        ("", "柳河村", 0),
    ],
)
def test_slip_length(stretch, name, length):
    assert slip_length(stretch, name, ENDS) == length


def slow_slips(name):
    """Every way of writing a name with one of its characters wrong (X) or missing."""
    for place in range(len(name)):
        for sign in ("X", ""):
            yield name[:place] + sign + name[place + 1 :]


@given(st.text("柳河湾石村区", min_size=3, max_size=5), st.text("金桂", max_size=3))
def test_every_slip_of_a_name_is_seen_and_nothing_further_away(name, after):
    for written in slow_slips(name):
        size = slip_length(written, name, ENDS)
        assert size in (len(written), 0)
        assert size or written == name  # 柳柳村 without one 柳 … is never the name itself
        followed = slip_length(written + after, name, ENDS)
        assert followed <= len(name)
        if followed:
            assert any(
                (written + after).startswith(slip.replace("X", "")) or "X" in slip
                for slip in slow_slips(name)
            )
