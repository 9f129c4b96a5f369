"""How much of a file is read at most: every limit of the reader, each with its reason."""

from __future__ import annotations

LARGEST_UNPACKED = 1 << 30
"""Bytes a packed workbook may unpack to: a full sheet of a million rows and twelve columns is half of it."""

MOST_MEMBERS = 10_000
"""Files inside a packed workbook: one sheet for each village of a county with pictures stays far below."""

MOST_SHEETS = 1_000
"""Sheets of a workbook: one for each village of a large county is a few hundred."""

MOST_CELLS = 25_000_000
"""Rows × columns of a sheet up to its last filled cell, for which the reader takes about 60 bytes each."""

LARGEST_OLD_WORKBOOK = 1 << 28
"""Bytes of an .xls: 65,536 rows a sheet do not fill it, and it is looked through in memory."""

LARGEST_INDEX = 1 << 24
"""Bytes of the list of sheets inside a workbook: a thousand sheets take a tenth of a megabyte."""

LONGEST_LINE = 4_000_000
"""Characters of a text file without a line's end: what is longer is no row, and would be held whole in memory."""

LONGEST_CELL = 131_072
"""Characters of one cell: four times what Excel lets anyone write into one."""

LONGEST_TEXT = 1 << 21
"""Bytes of a sheet's XML without a new tag: ten times the longest cell Excel lets anyone write."""

LONGEST_ROW = 1_000_000
"""Characters of the cells of one row together: a narrative of a thousand pages is no narrative."""

LONGEST_NAME = 120
"""Characters of a file's or a sheet's name that a message repeats: Excel allows a sheet's name 31."""

MOST_MERGED = 200_000
"""Merged cells of a sheet: two for each row of a sheet that fills a whole .xls."""
