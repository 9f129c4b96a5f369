"""The colours of the map, for a bright room and for a wall screen.

theme.bands["red"]      #d9544d        theme.steps      nothing, then five steps upwards
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.present import BANDS

# red, orange, yellow, blue, grey: light enough for dark names to be read on them
BAND_COLOURS = {
    "red": "#d9544d",
    "orange": "#efa04f",
    "yellow": "#f5d873",
    "blue": "#a8c9e0",
    "unknown": "#d3d7de",
}
DARK_BANDS = {
    "red": "#d9463e",
    "orange": "#d98324",
    "yellow": "#b99a2e",
    "blue": "#2f5d80",
    "unknown": "#3a424d",
}
SIGNAL = "#a01a6e"  # a colour no band has


@dataclass(frozen=True)
class Theme:
    """Every colour of one map."""

    name: str
    bands: dict[str, str]
    steps: tuple[str, ...]
    hidden: str
    ground: str
    line: str
    ink: str
    halo: str
    border: str
    signal: str
    heat: tuple[str, ...]

    @property
    def band_palette(self) -> list[str]:
        """By the number of a band; what is hidden comes last."""
        return [*(self.bands[band] for band in BANDS), self.hidden]

    @property
    def step_palette(self) -> list[str]:
        """Nothing, five steps, unknown, hidden."""
        return [*self.steps, self.bands["unknown"], self.hidden]


LIGHT = Theme(
    name="light",
    bands=BAND_COLOURS,
    steps=("#e9f0f6", "#c9dcec", "#9cc3de", "#5f9dc4", "#2f72a3", "#164a73"),
    hidden="#e3dcea",
    ground="#f3f5f7",
    line="#ffffff",
    ink="#18222e",
    halo="#ffffff",
    border="#3d4a59",
    signal=SIGNAL,
    heat=("rgba(92,64,150,0)", "rgba(92,64,150,.5)", "rgba(140,45,125,.75)", "rgba(84,10,60,.95)"),
)
DARK = Theme(
    name="dark",
    bands=DARK_BANDS,
    steps=("#1d2a36", "#24465c", "#2a6684", "#3489ab", "#4bb0cf", "#8fe0f2"),
    hidden="#453c52",
    ground="#0f161d",
    line="#0f161d",
    ink="#f2f6fa",
    halo="#0f161d",
    border="#93a3b5",
    signal="#ff6ac1",
    heat=("rgba(255,190,90,0)", "rgba(255,170,70,.35)", "rgba(255,120,60,.65)", "rgba(255,240,200,.95)"),
)
