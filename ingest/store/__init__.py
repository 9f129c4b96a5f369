"""Vault and warehouse: what is ready is written, all of it or none."""
