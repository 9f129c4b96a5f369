"""The best circle and window around each centre, as the reports really lie.

centre   ratio      place   window        place: where its last ring ends among the centre's neighbours
0        3.845418   7       2             window: days beside the last
1        0.0        -1      -1            nothing above what is expected

Only a ring that brings a report of the window is worked out, and only a window that is a report longer: any other holds no
more reports than a smaller one, and expects as many or more. Of equal ratios the smaller circle, then the shorter window.
"""

from __future__ import annotations

import numpy as np

from risk.signal.scan.kernel import kernel
from risk.signal.scan.likelihood import likelihood

SAME_RATIO = 1e-9


@kernel
def find_best(centres, circles, ring_end, open_until, counts, expected, total, least_count):  # type: ignore[no-untyped-def]
    """The best of each of the centres: ratios, places, windows.

    circles: start, cell, closes; ring_end: how many neighbours a circle that ends at a place holds, those without reports too;
    open_until: the most neighbours each centre may hold; counts, expected: [cell, window], of windows from one day on
    """
    start, cell, closes = circles
    windows = counts.shape[1]
    ratios, places = np.zeros(len(centres)), np.full(len(centres), -1)
    lengths = np.full(len(centres), -1)
    for turn in range(len(centres)):
        centre = centres[turn]
        held, before = np.zeros(windows, np.int64), np.zeros(windows, np.int64)
        inside = np.zeros(windows)
        for place in range(start[centre], start[centre + 1]):
            if ring_end[place] > open_until[centre]:
                break
            for window in range(windows):
                held[window] += counts[cell[place], window]
                inside[window] += expected[cell[place], window]
            if not closes[place] or held[windows - 1] == before[windows - 1]:
                continue
            shorter = 0
            for window in range(windows):
                count = held[window]
                if count > shorter and count > before[window] and count >= least_count:
                    ratio = likelihood(float(count), inside[window], total)
                    if ratio > ratios[turn] + SAME_RATIO:
                        ratios[turn], places[turn], lengths[turn] = ratio, place, window
                shorter, before[window] = count, count
    return ratios, places, lengths
