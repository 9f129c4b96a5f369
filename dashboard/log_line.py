"""Log lines as JSON, one a line, for whatever collects them.

{"at": "2026-06-30T09:00:01.234", "level": "error", "logger": "fengqiao", "message": "callback failed: …"}
"""

from __future__ import annotations

import json
import logging
from datetime import datetime

TOLD = ("endpoint", "status", "ms")


class JsonLine(logging.Formatter):
    """One record as one line; tracebacks are left out, for their lines may hold values of the data."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "at": datetime.fromtimestamp(record.created).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in TOLD if hasattr(record, name)},
        }
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Have everything from warnings up, and each request, told on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("fengqiao.request").setLevel(logging.INFO)
