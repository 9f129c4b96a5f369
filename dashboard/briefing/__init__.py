"""The weekly briefing: one HTML file a leader reads in three minutes (DOMAIN §10)."""

from dashboard.briefing.publish import BriefingReceipt, write_briefing
from dashboard.briefing.week import Week

__all__ = ["BriefingReceipt", "Week", "write_briefing"]
