"""One file to take in, and who sent it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ingest.mapping import Mapping


@dataclass(frozen=True)
class Upload:
    """A file at `path`, which its sender calls `file_name`; `source` says whose numbering its report numbers are."""

    path: Path
    file_name: str
    now: datetime
    uploader: str | None = None
    source: str | None = None
    mapping: Mapping = field(default_factory=Mapping)

    @property
    def source_code(self) -> str:
        """Whose numbering its report numbers are: as told, else the mapping's, else `default`."""
        return self.source or self.mapping.source or "default"
