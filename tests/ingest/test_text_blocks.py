"""A text in blocks: whatever its bytes, it is the text that Python reads, and every block is whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.reading import text_blocks as blocks_of

SIGN = st.sampled_from(
    [b"a", b",", b'"', b"\n", b"\r", b"\r\n", "张".encode(), "𠮷".encode(), b"\xef\xbb\xbf", b"\xe5", b"\xff"]
)
BYTES = st.lists(SIGN, max_size=40).map(b"".join)


class NoTextError(Exception):
    """A zero."""


@settings(deadline=None)
@given(data=BYTES, size=st.integers(1, 9), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
@example(data=b"a\r", size=1, encoding="utf-8")
@example(data=b"a\r\r\nb\rc", size=2, encoding="utf-8")
@example(data=b"\xef\xbb\xbf", size=4, encoding="utf-8-sig")
def test_blocks_joined_are_what_python_reads(tmp_path_factory, data, size, encoding):
    path = tmp_path_factory.getbasetemp() / "text_blocks.csv"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(blocks_of, "_BLOCK", size)
        blocks = list(blocks_of.text_blocks(path, encoding, 0, NoTextError))
    assert all(block.decode() for block in blocks)
    assert b"".join(blocks).decode() == path.read_text(encoding, "replace")


def test_a_line_longer_than_any_comes_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks_of, "LONGEST_LINE", 10)
    monkeypatch.setattr(blocks_of, "_BLOCK", 16)
    (tmp_path / "long.csv").write_bytes(b"a" * 1000)
    blocks = list(blocks_of.text_blocks(tmp_path / "long.csv", "utf-8", 0, NoTextError))
    assert b"".join(blocks) == b"a" * 1000
    assert max(map(len, blocks)) < 100


def test_a_zero_is_no_text(tmp_path):
    (tmp_path / "zero.csv").write_bytes(b"a,b\nc\x00,d\n")
    with pytest.raises(NoTextError):
        list(blocks_of.text_blocks(tmp_path / "zero.csv", "utf-8", 0, NoTextError))
