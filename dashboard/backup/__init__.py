"""Backups: both stores at one moment, still encrypted, with a sealed list of what is in them; and the way back."""
