"""The log-likelihood ratio of a circle and window: how much better "more inside than outside" explains the reports.

reports inside   expected   of all      ratio
4                0.6702     194         3.845418
4                0.6702     any number  3.817    total = infinity: expectation-based Poisson
1                0.6702     194         0        fewer than expected would be 0 too

Permutation model: c ln(c/μ) + (N−c) ln((N−c)/(N−μ)) for c > μ (Kulldorff et al. 2005, PLoS Med 2(3):e59). Its limit for N → ∞,
c ln(c/μ) − (c−μ), is the expectation-based Poisson ratio (Neill 2005, ch. 2).
"""

from __future__ import annotations

import math

from risk.signal.scan.kernel import kernel


@kernel
def likelihood(count: float, expected: float, total: float) -> float:
    """The log-likelihood ratio of `count` reports where `expected` were, of `total` in all; 0 where there are no more.

    >>> round(likelihood(4.0, 130 / 194, 194.0), 6), likelihood(0.0, 0.0, 194.0)
    (3.845418, 0.0)
    """
    if count <= expected:
        return 0.0
    inside = count * math.log(count / expected) if expected > 0.0 else math.inf
    if math.isinf(total):
        return inside - (count - expected)
    outside = total - count
    return inside + (outside * math.log(outside / (total - expected)) if outside > 0.0 else 0.0)
