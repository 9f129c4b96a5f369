"""For all tests: the longest files first, and the encryption's signature looked over once a process.

Whoever is free takes the next file, whole: a long one that began last would keep one worker busy alone.
"""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings

from tests.signature import check_signature_once

pytest.register_assert_rewrite("tests.end_to_end.promised")
settings.register_profile("plain", phases=[phase for phase in Phase if phase is not Phase.explain])
settings.load_profile("plain")  # explaining a failure may take longer than all tests together
LONGEST_FIRST = (
    "end_to_end/test_truth_county.py",
    "end_to_end/test_rights.py",
    "end_to_end/test_kill.py",
    "end_to_end/test_faults.py",
    "end_to_end/test_cli.py",
    "end_to_end/test_serve.py",
    "end_to_end/test_canary.py",
    "end_to_end/test_walk.py",
    "dashboard/test_web_browser.py",
    "dashboard/test_web_workbook.py",
    "ingest/test_properties.py",
    "ingest/test_withdraw.py",
    "dashboard/test_web_parked.py",
    "ingest/test_workbook_back.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the order of LONGEST_FIRST, then as collected; heeded with --no-loadscope-reorder."""
    order = {f"tests/{name}": place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))


@pytest.fixture(scope="session", autouse=True)
def signature_checked_once() -> None:
    check_signature_once()
