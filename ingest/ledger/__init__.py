"""A sheet as a table: its header found, its columns known, its rows told from totals, notes and repeats."""
