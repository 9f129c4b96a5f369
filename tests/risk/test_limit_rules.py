"""Each rule of DOMAIN.md §3 by hand over real holidays, the rules as the file says them, and what runs after which act.

2024: Sunday 4 and Sunday 18 February are worked, 10–17 February is 春节.   2025: 28 January – 4 February is 春节;
Sunday 28 September and Saturday 11 October are worked, 1–8 October is 国庆.   The list ends on 2026-12-31.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from data.errors import BadArgument
from risk.limit.act import Act, standing
from risk.limit.count import count
from risk.limit.explain import explain
from risk.limit.ladder import Running, running
from risk.limit.pause import Pause
from risk.limit.rule import Extension, read_rules
from risk.limit.state import state
from risk.limit.step import STEPS, in_force
from risk.limit.workdays import WorkDays, shipped_work_days

RULES = read_rules()
LISTED = shipped_work_days()
D = date.fromisoformat

LAST_DAYS = [
    # rule               from          conservative  statutory     past   why
    ("XF15_TRANSFER",    "2024-01-26", "2024-02-10", "2024-02-18", False, "first day of 春节; Sunday 18 is worked"),
    ("XF15_TRANSFER",    "2024-01-25", "2024-02-09", "2024-02-09", False, "New Year's Eve 2024 is worked"),
    ("XF15_NOTICE",      "2025-09-16", "2025-10-01", "2025-10-09", False, "国庆 2025 lasts eight days"),
    ("XF15_NOTICE",      "2026-12-16", "2026-12-31", "2026-12-31", False, "the last day of the list is worked"),
    ("XF15_NOTICE",      "2026-12-17", "2027-01-01", "2027-01-01", True,  "one day past it nobody knows"),
    ("XF15_NOTICE_UNIT", "2025-09-13", "2025-09-28", "2025-09-28", False, "a worked Sunday does not roll"),
    ("XF15_NOTICE_UNIT", "2025-09-12", "2025-09-27", "2025-09-28", False, "Saturday rolls to the worked Sunday"),
    ("XF5W_OBJECTION",   "2024-02-02", "2024-02-08", "2024-02-08", False, "Sunday 4 counts: 4 5 6 7 8"),
    ("XF5W_OBJECTION",   "2024-02-07", "2024-02-20", "2024-02-20", False, "8 9, 春节, Sunday 18 counts, 19 20"),
    ("XF5W_OBJECTION",   "2024-02-12", "2024-02-22", "2024-02-22", False, "received in 春节: 18 19 20 21 22"),
    ("XF5W_OBJECTION",   "2025-09-26", "2025-10-10", "2025-10-10", False, "Sunday 28, 29 30, 国庆, 9 10"),
    ("XF5W_OBJECTION",   "2026-12-24", "2026-12-31", "2026-12-31", False, "25, 28 29 30 31: known to the end"),
    ("XF5W_OBJECTION",   "2026-12-28", "2027-01-02", "2027-01-02", True,  "29 30 31, then the earliest it can be"),
    ("XF60_HANDLE",      "2025-08-02", "2025-10-01", "2025-10-09", False, "29 days of August, 30 of September, one"),
    ("XF60_HANDLE",      "2023-12-31", "2024-02-29", "2024-02-29", False, "29 February exists"),
    ("XF60_HANDLE",      "2024-12-02", "2025-01-31", "2025-02-05", False, "third day of 春节 2025"),
    ("XF30_EXTEND",      "2025-10-09", "2025-11-08", "2025-11-10", False, "Saturday rolls to Monday"),
    ("XF30_ASK_REVIEW",  "2024-01-12", "2024-02-11", "2024-02-18", False, "second day of 春节"),
    ("XF30_ASK_REVIEW",  "2025-01-13", "2025-02-12", "2025-02-12", False, "a holiday inside is counted"),
    ("XF30_REVIEW",      "2025-09-01", "2025-10-01", "2025-10-09", False, "国庆"),
    ("XF30_ASK_RECHECK", "2024-03-05", "2024-04-04", "2024-04-07", False, "清明 4–6 April; Sunday 7 is worked"),
    ("XF30_RECHECK",     "2025-03-03", "2025-04-02", "2025-04-02", False, "28 days of March and two"),
    ("URGENT",           "2024-02-10", "2024-02-10", "2024-02-10", False, "at once, on a holiday too"),
    ("LOCAL_MAJOR4H",    "2024-02-10", "2024-02-10", "2024-02-11", False, "found at 22:00 it ends after midnight"),
    ("JY3W_ACCEPT",      "2024-02-08", "2024-02-19", "2024-02-19", False, "9, Sunday 18, 19"),
    ("JY10W_HANDLE",     "2025-09-26", "2025-10-16", "2025-10-16", False, "28 29 30, 9 10, Saturday 11, 13 14 15 16"),
    ("RMTJ30",           "2025-01-05", "2025-02-04", "2025-02-05", False, "last day of 春节 2025"),
    ("SFQR30",           "2024-05-16", "2024-06-15", "2024-06-17", False, "Saturday rolls to Monday"),
    ("LOCAL_ZJ5W",       "2025-04-30", "2025-05-12", "2025-05-12", False, "劳动节 1–5 May; 6 7 8 9, 12"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "start", "conservative", "statutory", "is_past", "why"),
    LAST_DAYS,
    ids=lambda cell: cell if isinstance(cell, str) else "",
)
def test_last_day(code: str, start: str, conservative: str, statutory: str, is_past: bool, why: str) -> None:
    limit = count(RULES[code], D(start), LISTED)
    assert (limit.conservative_due, limit.statutory_due) == (D(conservative), D(statutory))
    assert limit.is_past_calendar is is_past


def test_every_rule_of_the_file_is_drawn_and_belongs_to_an_act() -> None:
    assert {row[0] for row in LAST_DAYS} == set(RULES)
    assert {step.rule_code for step in STEPS} == set(RULES) - {"XF30_EXTEND"}


def test_a_rule_says_what_the_file_says() -> None:
    handle, recheck, notice = (RULES[code] for code in ("XF60_HANDLE", "XF30_RECHECK", "XF15_NOTICE"))
    assert (handle.day_count, handle.only_route, handle.extend_days) == (60, "31.6", 30)
    assert handle.extend_needs == ("本机关负责人批准", "告知延期理由")
    assert (recheck.pausable, recheck.basis, recheck.status) == (("听证",), "信访工作条例第36条", "law")
    assert notice.waived_when == "信访人姓名(名称)、住址不清"
    assert [code for code, rule in RULES.items() if rule.kind == "working" and rule.status == "law"] == [
        "XF5W_OBJECTION"
    ]


@pytest.mark.parametrize(
    "line",
    [
        'kind = "weeks"',
        "days = 0",
        'days = "ten"',
        'extend_needs = ["县长同意"]',
        "extend_days = 5",
        "name =",
    ],
)
def test_a_pack_that_cannot_be_is_refused(tmp_path: Path, line: str) -> None:
    field = line.split(" ")[0]
    good = [
        'name = "x"',
        "days = 5",
        'kind = "working"',
        'from = "received_at"',
        'basis = "b"',
        'status = "local"',
    ]
    pack = tmp_path / "pack.toml"
    pack.write_text(
        "\n".join(["[A]", *(row for row in good if row.split(" ")[0] != field), line]), encoding="utf-8"
    )
    with pytest.raises(BadArgument):
        read_rules(pack)


PAUSED = [
    # recheck from 2025-03-03, 30 days: 2 April without a hearing
    # why                       hearings                      conservative  statutory
    ("before the start",        "02-01..03-03",               "2025-04-02", "2025-04-02"),
    ("from the start day on",   "03-03..03-04",               "2025-04-03", "2025-04-03"),
    ("five days inside",        "03-10..03-14",               "2025-04-07", "2025-04-07"),
    ("overlapping count once",  "03-05..03-08 03-07..03-11",  "2025-04-09", "2025-04-09"),
    ("sharing one day",         "03-05..03-08 03-08..03-11",  "2025-04-09", "2025-04-09"),
    ("one inside another",      "03-05..03-11 03-07..03-08",  "2025-04-09", "2025-04-09"),
    ("touching",                "03-05..03-08 03-09..03-11",  "2025-04-09", "2025-04-09"),
    ("on the last day",         "04-02..04-02",               "2025-04-03", "2025-04-03"),
    ("a second one is reached", "03-10..03-14 04-04..04-06",  "2025-04-10", "2025-04-10"),
    ("after the last day",      "04-03..04-30",               "2025-04-02", "2025-04-02"),
    ("open inside",             "03-10..",                    None,         None),
    ("open after the last day", "04-03..",                    "2025-04-02", "2025-04-02"),
    ("ends on a rest day",      "03-10..03-12",               "2025-04-05", "2025-04-07"),
    ("heard while it rolls",    "03-10..03-12 04-07..04-08",  "2025-04-05", "2025-04-09"),
    ("open while it rolls",     "03-10..03-12 04-07..",       "2025-04-05", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "spans", "conservative", "statutory"), PAUSED, ids=[row[0] for row in PAUSED]
)
def test_a_hearing_does_not_count(
    why: str, spans: str, conservative: str | None, statutory: str | None
) -> None:
    limit = count(RULES["XF30_RECHECK"], date(2025, 3, 3), LISTED, pauses=_pauses(spans))
    assert [limit.conservative_due, limit.statutory_due] == [
        D(day) if day else None for day in (conservative, statutory)
    ]


@pytest.mark.parametrize("code", ["XF60_HANDLE", "XF30_REVIEW", "XF5W_OBJECTION"])
def test_a_hearing_stops_no_other_limit_and_that_is_said(code: str) -> None:
    told = explain(RULES[code], date(2025, 3, 3), LISTED, pauses=_pauses("03-04.."))
    assert told.limit == count(RULES[code], date(2025, 3, 3), LISTED)
    assert told.notes == (("听证不停止本时限的计算", "hearing: does not stop this limit"),)


EXTENDED = [
    # handling from 2025-08-02: 1 October, rolled to 9 October
    # approved     told          days  conservative  statutory     note
    ("2025-09-20", "2025-09-22", None, "2025-10-31", "2025-10-31", ""),
    ("2025-10-09", "2025-10-09", None, "2025-10-31", "2025-10-31", ""),
    ("2025-09-20", "2025-09-22", 15,   "2025-10-16", "2025-10-16", ""),
    ("2025-09-20", "2025-09-22", 45,   "2025-10-31", "2025-10-31", ""),
    ("2025-09-20", "2025-09-22", 3,    "2025-10-04", "2025-10-09", ""),
    (None,         "2025-09-22", None, "2025-10-01", "2025-10-09", "未见负责人批准"),
    ("2025-09-20", None,         None, "2025-10-01", "2025-10-09", "未见告知信访人延期理由"),
    ("2025-10-10", "2025-10-10", None, "2025-10-01", "2025-10-09", "批准晚于原到期日"),
]  # fmt: skip


@pytest.mark.parametrize(("approved", "told", "days", "conservative", "statutory", "note"), EXTENDED)
def test_an_extension(
    approved: str | None, told: str | None, days: int | None, conservative: str, statutory: str, note: str
) -> None:
    extension = Extension(approved and D(approved), told and D(told), days)  # type: ignore[arg-type]
    found = explain(RULES["XF60_HANDLE"], date(2025, 8, 2), LISTED, extension=extension)
    assert (found.limit.conservative_due, found.limit.statutory_due) == (D(conservative), D(statutory))
    assert [zh.split("，")[0] for zh, _ in found.notes] == ([note] if note else [])


@pytest.mark.parametrize("code", ["XF15_NOTICE", "XF30_REVIEW", "XF30_RECHECK", "XF30_EXTEND", "URGENT"])
def test_no_other_limit_can_be_extended(code: str) -> None:
    extension = Extension(date(2025, 3, 3), date(2025, 3, 3))
    found = explain(RULES[code], date(2025, 3, 3), LISTED, extension=extension)
    assert found.limit == count(RULES[code], date(2025, 3, 3), LISTED)
    assert found.notes[0][0] == "本时限不得延期，延期不计"


LADDERS = {
    # acts                                                     limits: rule from met|ended:by|– (p: route presumed)
    "handled to the end of the ladder": (
        "01-06 unit_received, 01-08 told, 01-10 accepted 31.6, 03-05 opinion_issued, 03-07 opinion_delivered,"
        " 03-20 review_asked, 03-24 review_received, 04-10 review_issued, 04-11 review_delivered,"
        " 05-06 recheck_asked, 05-08 recheck_received, 06-01 recheck_issued",
        ["XF15_NOTICE_UNIT 01-06 01-08", "XF5W_OBJECTION 01-06 ended:told", "XF60_HANDLE 01-10 03-05",
         "XF30_ASK_REVIEW 03-07 03-20", "XF30_REVIEW 03-24 04-10", "XF30_ASK_RECHECK 04-11 05-06",
         "XF30_RECHECK 05-08 06-01"], "rechecked"),
    "registered and transferred": (
        "01-06 office_received, 01-10 transferred, 01-12 unit_received, 01-14 objected, 01-16 returned, 01-20 unit_received",
        ["XF15_TRANSFER 01-06 01-10", "XF15_NOTICE_UNIT 01-12 ended:returned", "XF15_NOTICE_UNIT 01-20 –",
         "XF5W_OBJECTION 01-12 01-14", "XF5W_OBJECTION 01-20 –"], "received"),
    "returned, and another unit has it the same day": (
        "01-12 unit_received, 01-16 returned, 01-16 unit_received",
        ["XF15_NOTICE_UNIT 01-12 ended:returned", "XF15_NOTICE_UNIT 01-16 –",
         "XF5W_OBJECTION 01-12 ended:returned", "XF5W_OBJECTION 01-16 –"], "received"),
    "told by one unit, returned, owed by the next": (
        "01-12 unit_received, 01-14 told, 01-16 returned, 01-20 unit_received",
        ["XF15_NOTICE_UNIT 01-12 01-14", "XF15_NOTICE_UNIT 01-20 –", "XF5W_OBJECTION 01-12 ended:told",
         "XF5W_OBJECTION 01-20 –"], "received"),
    "received directly, address unclear: waived": (
        "01-06 organ_received, 01-06 petitioner_unclear", ["XF15_NOTICE 01-06 ended:petitioner_unclear"], "received"),
    "a repeat starts no second notice": (
        "01-06 organ_received, 01-20 organ_received, 01-25 told, 02-10 organ_received",
        ["XF15_NOTICE 01-06 01-25"], "received"),
    "not accepted": (
        "01-06 organ_received, 01-10 not_accepted", ["XF15_NOTICE 01-06 01-10"], "not_accepted"),
    "not accepted after all": (
        "01-06 accepted 31.6, 01-10 not_accepted", ["XF60_HANDLE 01-06 ended:not_accepted"], "not_accepted"),
    "no longer accepted, after a recheck": (
        "01-06 recheck_received, 02-03 recheck_issued, 03-03 organ_received, 03-10 no_longer_accepted",
        ["XF15_NOTICE 03-03 03-10", "XF30_RECHECK 01-06 02-03 p"], "no_longer_accepted"),
    "no longer accepted, without a recheck, stops nothing": (
        "03-03 organ_received, 03-10 no_longer_accepted", ["XF15_NOTICE 03-03 –"], "received"),
    "another law: no petition handling limit": (
        "01-06 unit_received, 01-08 told, 01-10 accepted 31.2, 03-07 opinion_delivered, 03-24 review_received",
        ["XF15_NOTICE_UNIT 01-06 01-08", "XF5W_OBJECTION 01-06 ended:told"], "own_law"),
    "found to be another law's later": (
        "01-10 accepted 31.6, 01-20 routed_out 31.1", ["XF60_HANDLE 01-10 ended:routed_out"], "own_law"),
    "route not told: presumed": ("01-10 accepted", ["XF60_HANDLE 01-10 – p"], "handling"),
    "an opinion or suggestion has no sixty days": ("01-10 accepted 29", [], "own_law"),
    "simple": (
        "01-06 unit_received simple, 01-08 accepted 31.6 simple, 01-20 opinion_issued",
        ["XF15_NOTICE_UNIT 01-06 01-20", "XF5W_OBJECTION 01-06 ended:accepted", "JY10W_HANDLE 01-08 01-20",
         "XF60_HANDLE 01-08 01-20"], "answered"),
    "simple no longer": (
        "01-08 accepted 31.6 simple, 01-20 simple_ended",
        ["JY10W_HANDLE 01-08 ended:simple_ended", "XF60_HANDLE 01-08 –"], "handling"),
    "reopened and accepted anew on one day": (
        "01-08 accepted 31.6, 03-07 opinion_delivered, 03-20 review_received, 04-10 review_issued, 04-10 reopened,"
        " 04-10 accepted 31.6",
        ["XF60_HANDLE 01-08 03-07", "XF30_ASK_REVIEW 03-07 03-20", "XF30_REVIEW 03-20 04-10", "XF60_HANDLE 04-10 –"],
        "handling"),
    "an acceptance is no notice; a request for review stops no duty": (
        "01-06 unit_received, 01-10 accepted 31.6, 01-20 review_asked",
        ["XF15_NOTICE_UNIT 01-06 –", "XF5W_OBJECTION 01-06 ended:accepted", "XF60_HANDLE 01-10 –"], "handling"),
    "settled: nothing left to review": (
        "01-06 organ_received, 01-08 told, 01-10 accepted 31.6, 02-01 settled",
        ["XF15_NOTICE 01-06 01-08", "XF60_HANDLE 01-10 02-01"], "settled"),
    "a unit that has it proves the transfer": (
        "01-06 office_received, 01-12 unit_received, 01-14 told",
        ["XF15_TRANSFER 01-06 01-12", "XF15_NOTICE_UNIT 01-12 01-14", "XF5W_OBJECTION 01-12 ended:told"], "received"),
    "unclear at first, clear when raised again": (
        "01-06 organ_received, 01-08 petitioner_unclear, 02-10 organ_received",
        ["XF15_NOTICE 01-06 ended:petitioner_unclear", "XF15_NOTICE 02-10 –"], "received"),
    "answered, withdrawn, and taken up anew": (
        "01-08 accepted 31.6, 02-01 opinion_issued, 02-10 withdrawn, 03-03 accepted 31.6",
        ["XF60_HANDLE 01-08 02-01", "XF60_HANDLE 03-03 –"], "handling"),
    "withdrawn": ("01-08 accepted 31.6, 01-20 withdrawn", ["XF60_HANDLE 01-08 ended:withdrawn"], "withdrawn"),
    "urgent": ("01-08 found_urgent, 01-08 reported_up", ["URGENT 01-08 01-08"], None),
    "mediated, then confirmed": (
        "01-08 mediation_started, 01-20 agreement_effective, 02-10 confirmation_asked",
        ["RMTJ30 01-08 01-20", "SFQR30 01-20 02-10"], None),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "limits", "stands"), LADDERS.values(), ids=LADDERS)
def test_what_runs_after_which_act(acts: str, limits: list[str], stands: str | None) -> None:
    as_of = date(2025, 12, 31)
    rules = in_force(RULES, adopted=["RMTJ30"])
    told = _acts(acts)
    assert [_drawn(run) for run in running(told, rules, as_of=as_of)] == limits
    assert standing(told, as_of=as_of) == stands


def test_only_what_has_happened_runs_and_local_rules_only_where_adopted() -> None:
    acts = _acts("01-06 organ_received simple, 01-10 told, 03-01 accepted 31.6")
    found = [_drawn(run) for run in running(acts, in_force(RULES), as_of=date(2025, 1, 9))]
    assert found == ["XF15_NOTICE 01-06 –"]
    local = in_force(RULES, adopted=["JY3W_ACCEPT", "LOCAL_ZJ5W"])
    found = [_drawn(run) for run in running(acts, local, as_of=date(2025, 1, 10))]
    assert found == ["XF15_NOTICE 01-06 01-10", "LOCAL_ZJ5W 01-06 01-10", "JY3W_ACCEPT 01-06 –"]


def test_the_first_whole_extension_counts_and_no_second() -> None:
    whole = Extension(date(2025, 2, 20), date(2025, 2, 21))
    acts = [
        Act("accepted", date(2025, 1, 6), "31.6"),
        Act("extended", date(2025, 2, 10), extension=Extension(date(2025, 2, 10))),
        Act("extended", date(2025, 2, 20), extension=whole),
        Act("extended", date(2025, 3, 20), extension=Extension(date(2025, 3, 20), date(2025, 3, 20))),
    ]
    days = {}
    for as_of in (date(2025, 2, 9), date(2025, 2, 20), date(2025, 2, 21), date(2025, 4, 1)):
        (run,) = running(acts, RULES, as_of=as_of)
        days[as_of.isoformat()] = str(run.given.limit(LISTED).conservative_due)
    assert days == {
        "2025-02-09": "2025-03-07",
        "2025-02-20": "2025-03-07",
        "2025-02-21": "2025-04-06",
        "2025-04-01": "2025-04-06",
    }


STATES = [
    # acts                                                                 as of    rule               state
    ("01-06 accepted 31.6",                                                "02-20", "XF60_HANDLE",     "running"),
    ("01-06 accepted 31.6",                                                "03-01", "XF60_HANDLE",     "due_soon"),
    ("01-06 accepted 31.6",                                                "03-07", "XF60_HANDLE",     "due_soon"),
    ("01-06 accepted 31.6",                                                "03-08", "XF60_HANDLE",     "overdue"),
    ("01-06 accepted 31.6, 03-07 opinion_issued",                          "03-08", "XF60_HANDLE",     "met"),
    ("01-06 accepted 31.6, 03-08 opinion_issued",                          "03-08", "XF60_HANDLE",     "late"),
    ("01-06 accepted 31.6, 02-01 withdrawn",                               "12-31", "XF60_HANDLE",     "ended"),
    ("01-06 accepted 31.6, 03-08 withdrawn",                               "12-31", "XF60_HANDLE",     "late"),
    ("01-06 opinion_delivered",                                            "01-07", "XF30_ASK_REVIEW", "open"),
    ("01-06 opinion_delivered",                                            "12-31", "XF30_ASK_REVIEW", "lapsed"),
    ("01-06 opinion_delivered, 03-20 withdrawn",                           "12-31", "XF30_ASK_REVIEW", "lapsed"),
    ("01-06 opinion_delivered, 01-20 review_asked",                        "12-31", "XF30_ASK_REVIEW", "used"),
    ("01-06 opinion_delivered, 03-20 review_asked",                        "12-31", "XF30_ASK_REVIEW", "used_late"),
    ("03-03 recheck_received, 03-10 hearing_begun",                        "12-31", "XF30_RECHECK",    "paused"),
    ("03-03 recheck_received, 03-10 hearing_begun, 03-14 hearing_ended",   "04-08", "XF30_RECHECK",    "overdue"),
    ("03-03 recheck_received, 03-10 hearing_begun, 04-04 recheck_issued",  "12-31", "XF30_RECHECK",    "late"),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "as_of", "code", "expected"), STATES)
def test_how_a_limit_stands(acts: str, as_of: str, code: str, expected: str) -> None:
    day = D(f"2025-{as_of}")
    (run,) = [run for run in running(_acts(acts), RULES, as_of=day) if run.given.rule.code == code]
    assert state(run, run.given.limit(LISTED), as_of=day, due_soon_days=7) == expected


def test_what_cannot_be_is_refused() -> None:
    for build in (
        lambda: Act("intercepted", date(2025, 1, 6)),
        lambda: Pause("听证", date(2025, 1, 6), date(2025, 1, 5)),
        lambda: Extension(day_count=0),
        lambda: WorkDays({}),
        lambda: WorkDays({date(2025, 1, 6): True, date(2025, 1, 8): True}),
    ):
        with pytest.raises(BadArgument):
            build()


def _pauses(spans: str) -> list[Pause]:
    pairs = [span.split("..") for span in spans.split()]
    return [Pause("听证", D(f"2025-{begin}"), D(f"2025-{end}") if end else None) for begin, end in pairs]


def _acts(words: str) -> list[Act]:
    """Acts of 2025 as drawn: `01-10 accepted 31.6 simple`."""
    acts = []
    for row in words.split(","):
        day, code, *more = row.split()
        route: Sequence[str] = [word for word in more if word != "simple"]
        acts.append(Act(code, D(f"2025-{day}"), route[0] if route else None, "simple" in more))
    return acts


def _drawn(run: Running) -> str:
    end = run.met_date.strftime("%m-%d") if run.met_date else f"ended:{run.ended_by}" if run.ended_by else "–"
    return f"{run.given.rule.code} {run.given.from_date:%m-%d} {end}" + (" p" if run.is_presumed else "")
