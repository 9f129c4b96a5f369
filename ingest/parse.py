"""The parsers under their old address, until the callers import them from where they live."""

from ingest.code import parse_code
from ingest.count import Count, parse_count
from ingest.degrees import parse_degrees, parse_pair
from ingest.kind import parse_kind, parse_subject
from ingest.moment import parse_moment
from ingest.numeral import chinese_number
from ingest.unknowable import Unknowable
from ingest.year import parse_year

__all__ = [
    "Count",
    "Unknowable",
    "chinese_number",
    "parse_code",
    "parse_count",
    "parse_degrees",
    "parse_kind",
    "parse_moment",
    "parse_pair",
    "parse_subject",
    "parse_year",
]
