"""Parties of rows: taken off to the vault, told again by tokens, masked in every text."""
