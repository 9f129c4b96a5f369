"""The routes of a matter as cards: every fact a worker needs, in both languages, never a date without its caution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.pages.route_section import route_section
from dashboard.present import Speech
from dashboard.suppress import Row
from risk.route.book import book

ZH, EN = Speech("zh", {}), Speech("en", {})
AS_OF = date(2024, 4, 20)
MATTER: Row = {
    "category_code": "10",
    "legal_category_code": "appeal",
    "is_restricted": False,
    "first_reported_at": datetime(2024, 3, 1, 10),
}
WAGES = [
    "劳动争议仲裁",
    "劳动争议起诉前先仲裁，不收费。",
    "谁来办", "仲裁委",
    "什么时候前提出", "不晚于 2025-03-01", "1年，按首次反映日 2024-03-01 推算，以主管机关认定为准",
    "在职期间被拖欠工资的不受此限；已离职的从离职之日起算。",
    "多久办结", "5日内决定受理；45日+15日；不服15日内起诉",
    "费用", "免费",
    "我们能帮什么", "帮助整理劳动关系和工资证据，告知仲裁委地址和申请书样式。",
    "依据，期限怎么算",
]  # fmt: skip
MEDIATION = [
    "人民调解",
    "抬头不见低头见，通行、采光、排水、噪声等双方愿意时就近说清。",
    "谁来办", "村居/乡镇街道/行业调委会",
    "什么时候前提出", "此处未载明，请向受理机关确认",
    "多久办结", "无法定期限（深圳默认30日；“一般一个月”凭记忆，未核）",
    "费用", "免费",
    "自愿",
]  # fmt: skip


def texts(part: object) -> Iterator[str]:
    """Every text of a component in reading order."""
    if isinstance(part, str):
        yield part
    for child in part if isinstance(part, list | tuple) else [getattr(part, "children", None)]:
        if child is not None:
            yield from texts(child)


def cards(section: Component) -> list[Component]:
    return next(part.children for part in section.children if getattr(part, "className", "") == "routes")


def drawn(speech: Speech = ZH, **said: object) -> html.Section:
    return route_section({**MATTER, **said}, speech, as_of=AS_OF)


def card(name: str, section: html.Section) -> list[str]:
    return next(found for one in cards(section) if (found := list(texts(one)))[0] == name)


@pytest.mark.parametrize(
    ("kind", "name", "expected"), [("10", "劳动争议仲裁", WAGES), ("02", "人民调解", MEDIATION)]
)
def test_a_card(kind: str, name: str, expected: list[str]) -> None:
    assert card(name, drawn(category_code=kind))[: len(expected)] == expected


def test_behind_the_word_stand_basis_and_count() -> None:
    behind = card("劳动争议仲裁", drawn())[len(WAGES) :]
    assert behind[0] == "依据：劳动争议调解仲裁法27、29、53（据法律法规条文）"
    assert behind[1] == "条文写明的期限：1年（在职欠薪不受限；离职后1年）"
    assert behind[2].startswith(
        "1年，从知道或者应当知道权利被侵害之日起算（劳动争议调解仲裁法27）。确切日子不掌握"
    )


def test_a_mark_stands_only_where_the_law_was_not_read() -> None:
    marked = {name: second for name, second, *_ in map(texts, cards(drawn(category_code="15")))}
    assert marked["物业与住房主管部门处理"] == "凭经验，尚未核对条文"
    assert "条文" not in marked["人民调解"]


def test_consent_is_on_every_mediation_card() -> None:
    consent = book().say("consent.both")
    assert consent.zh in card("人民调解", drawn(category_code="02"))
    assert consent.en in card("People's mediation", drawn(EN, category_code="02"))
    assert consent.zh not in card("民事诉讼", drawn(category_code="02"))


@pytest.mark.parametrize("speech", [ZH, EN])
@pytest.mark.parametrize("kind", sorted(book().kinds))
def test_every_kind_has_several_cards_and_no_date_without_its_caution(kind: str, speech: Speech) -> None:
    section = drawn(speech, category_code=kind)
    assert len(cards(section)) >= 2
    subject = book().say("say.subject").in_language(speech.language)
    for one in cards(section):
        words = list(texts(one))
        assert all(words)
        assert any("2024-03-01" in text and subject in text for text in words) or "2024-03-01" not in str(
            words
        )


def test_in_english_the_chinese_name_stands_beside() -> None:
    assert card("People's mediation", drawn(EN, category_code="02"))[:2] == ["People's mediation", "人民调解"]


def test_a_day_that_has_passed_is_said_mildly_and_closes_nothing() -> None:
    old = drawn(category_code="08", first_reported_at=datetime(2024, 1, 1, 9))
    assert "按此推算 2024-03-01 已过，但不等于不能提出" in card("行政复议", old)
    assert len(cards(old)) == len(cards(drawn(category_code="08")))


def test_a_special_kind_has_its_own_cards_and_says_why() -> None:
    section = drawn(is_restricted=True, legal_category_code="accusation")
    assert [next(texts(one)) for one in cards(section)] == ["检举控告"]
    assert book().say("say.restricted").zh in list(texts(section))
    assert book().say("say.restricted").zh not in list(texts(drawn()))
    assert not any("调解" in text for text in texts(section))


def test_notes_and_danger() -> None:
    family = list(texts(drawn(category_code="01")))
    assert any("人身安全保护令" in text for text in family)
    assert next(texts(cards(drawn(has_safety_concern=True))[0])) == "人身危险"
