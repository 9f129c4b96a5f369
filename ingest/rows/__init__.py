"""Rows of a table by columns, each distinct value once."""
