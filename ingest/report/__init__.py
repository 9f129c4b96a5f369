"""Rows made ready to write: what they say, their reports, their masked selves."""
