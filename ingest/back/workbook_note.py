"""What the summary says of anything in the sender's file that did not come back."""

from __future__ import annotations

UNKEPT = (
    "原文件的格式没能保留，这里是它的内容。",
    "The formatting of the file could not be kept: these are its contents.",
)
NO_MACROS = ("原文件中的宏没有带回。", "The macros of the file did not come back.")
NO_DRAWINGS = (
    "原文件中的图片、图表、文本框可能没有带回；它们不影响核对。",
    "Pictures, charts and text boxes of the file may not have come back; they do not matter to the check.",
)
NO_LINKS = (
    "指向其他文件的公式已换成它最后算出的值。",
    "Formulas that ask other files were replaced by what they last came to.",
)
NO_FORMATS = ("部分条件格式没有带回。", "Some conditional formats did not come back.")
