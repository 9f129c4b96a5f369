"""DuckDB's httpfs (its OpenSSL encrypts our files), loaded from its wheel by path: no download, nothing written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import duckdb_extension_httpfs

from data.errors import OurError


def load_httpfs(connection: duckdb.DuckDBPyConnection) -> None:
    """Load httpfs into a connection; OurError when the installation lacks the file for this DuckDB."""
    folder = Path(duckdb_extension_httpfs.__path__[0]) / "extensions" / f"v{duckdb.__version__}"
    path = folder / "httpfs.duckdb_extension"
    if not path.exists():
        raise OurError(
            f"缺少 DuckDB {duckdb.__version__} 的加密扩展。请重新安装：make install",
            f"The encryption extension for DuckDB {duckdb.__version__} is missing. Reinstall: make install",
        )
    escaped = str(path).replace("'", "''")
    connection.execute(f"LOAD '{escaped}'")
