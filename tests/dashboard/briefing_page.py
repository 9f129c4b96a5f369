"""A briefing read back from its HTML: captions, tables, words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """Tables by caption (head and rows as text), the text of everything, the headings in order."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    headings: list[tuple[str, str]] = field(default_factory=list)
    tiles: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables, self.headings, self.tiles, self.text = {}, [], {}, ""
        self._open: list[str] = []
        self._piece, self._caption, self._term = "", "", ""
        self._rows: list[list[str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("th", "td", "caption", "h1", "h2", "h3", "dt", "dd"):
            self._piece = ""
            self._is_bar = ("class", "bar") in attrs
        if tag == "br":
            self._piece += "\n"
        if tag == "tr":
            self._rows.append([])
        if tag == "table":
            self._rows = []
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self._open[-1:]:
            self.text += data
            self._piece += data

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        piece = self._piece.strip()
        if tag in ("th", "td") and not self._is_bar:
            self._rows[-1].append(piece)
        elif tag == "caption":
            self._caption = piece
        elif tag == "table":
            self.tables[self._caption] = self._rows
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((tag, piece))
        elif tag == "dt":
            self._term = piece
        elif tag == "dd":
            self.tiles.setdefault(self._term, piece)

    def rows(self, caption: str) -> list[list[str]]:
        """The body of the table whose caption starts so."""
        (found,) = [rows for name, rows in self.tables.items() if name.startswith(caption)]
        return found[1:]
