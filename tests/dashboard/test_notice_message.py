"""A digest: what it says, what it cannot say, and that it fits."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.notice.message import MOST_BYTES, Digest, SignalTold, Told, digest

DAY = date(2024, 6, 30)
EAST = SignalTold("new", "东村", "劳资纠纷", 8, "东村近14天劳资纠纷8件，往常约1.0件")
WEST = SignalTold("growing", "西镇", "物业纠纷", 12)


def told(*signals: SignalTold, soon: int = 0, over: int = 0, link: str = "") -> Told:
    return Told("枫桥平台", DAY, signals, soon, over, link)


def made(given: Told, **how: str) -> Digest:
    found = digest(given, smallest_shown=3, **how)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_digest_counts_first_and_then_tells_the_new_before_the_growing() -> None:
    found = made(told(WEST, EAST, soon=5, over=2, link="http://10.0.0.8:8050/signals"))
    assert found.text.splitlines() == [
        "枫桥平台 预警摘要 2024-06-30",
        "新出现1条，增强1条；临近时限5件，超过时限不足3件",
        "· 新出现：东村近14天劳资纠纷8件，往常约1.0件",
        "· 增强：西镇 物业纠纷 12件",
        "http://10.0.0.8:8050/signals",
    ]


def test_in_english() -> None:
    found = made(told(WEST, soon=5), language="en")
    assert found.text.splitlines()[1:] == [
        "0 new, 1 growing; 5 matters due soon, 0 overdue",
        "· Growing: 西镇, 物业纠纷: 12",
    ]


def test_nothing_to_tell_is_no_digest() -> None:
    assert digest(told(), smallest_shown=3) is None


def test_limits_alone_are_told() -> None:
    assert made(told(over=4)).body == "临近时限0件，超过时限4件"


def test_only_these_fields_can_be_told() -> None:
    """Whoever adds one asks first whether it may leave the house."""
    assert [field.name for field in fields(SignalTold)] == [
        "state",
        "area_name",
        "kind_name",
        "observed_count",
        "sentence",
    ]
    assert [field.name for field in fields(Told)] == [
        "site_name",
        "as_of",
        "signals",
        "due_soon_count",
        "overdue_count",
        "link",
    ]


@pytest.mark.parametrize("canary", ["13812345678", "11010519491231002X", "6222021234567890123", "浙A12345"])
@pytest.mark.parametrize("where", ["area_name", "kind_name", "sentence", "site_name"])
def test_a_canary_does_not_get_out(canary: str, where: str) -> None:
    texts = {"area_name": "东村", "kind_name": "劳资纠纷", "sentence": "", "site_name": "枫桥"}
    texts[where] = f"{texts[where]} 电话{canary}"
    signal = SignalTold("new", texts["area_name"], texts["kind_name"], 8, texts["sentence"])
    found = made(Told(texts["site_name"], DAY, [signal], 5, 5))
    assert canary not in found.text
    assert "〔" in found.text


def test_a_field_cannot_add_lines() -> None:
    found = made(told(SignalTold("new", "东村", "劳资", 8, "一\n· 增强：假\r\n二")))
    assert len(found.body.splitlines()) == 2


@pytest.mark.parametrize(
    "link",
    ["ftp://x/a", "javascript:alert(1)", "http://u:p@x/a", "http://x/a?party=1", "http://x/a#1"],
)
def test_a_link_says_nothing_but_a_page(link: str) -> None:
    with pytest.raises(ValueError):
        told(EAST, link=link)


def test_the_key_is_the_same_for_the_same_text_only() -> None:
    assert made(told(EAST)).key == made(told(EAST)).key != made(told(WEST)).key


sentences = st.lists(st.text(max_size=120), max_size=40)


@given(texts=sentences, language=st.sampled_from(["zh", "en"]))
def test_a_digest_fits_and_counts_what_it_leaves_out(texts: list[str], language: str) -> None:
    signals = [SignalTold("new", "东村", "劳资纠纷", 8, text) for text in texts]
    found = digest(told(*signals, soon=5), smallest_shown=3, language=language)  # type: ignore[arg-type]
    assert found is not None
    assert len(found.text.encode()) <= MOST_BYTES
    lines = found.body.split("\n")[1:]
    shown = sum(line.startswith("· ") for line in lines)
    left = next((line for line in lines if not line.startswith("· ")), "")
    assert shown + int("0" + "".join(filter(str.isdigit, left))) == len(signals)
