"""The ledger and what is derived from it, as files other tools read."""

from dashboard.export.write import NAMES, ExportReceipt, export

__all__ = ["NAMES", "ExportReceipt", "export"]
