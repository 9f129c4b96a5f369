"""One visit to one page: who asks is settled, one moment of the warehouse is open, the words are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.present import Speech
from dashboard.read import View
from dashboard.web.office import Office


@dataclass(frozen=True)
class Visit:
    """What a page's layout is built from; query: the part of the address behind the question mark."""

    office: Office
    view: View
    speech: Speech
    query: Mapping[str, str]
