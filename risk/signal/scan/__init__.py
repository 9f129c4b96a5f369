"""Scan statistics: where, and since when, more is reported than what is known would explain.

circles_of            the circles to look through
permutation_scan      reports closer in place and time than by chance; blind to a rise of the whole city
poisson_scan          more reports than a baseline expects, the whole city included
Cluster               what they answer
"""

from risk.signal.scan.circle import Circles, circles_of
from risk.signal.scan.cluster import Cluster
from risk.signal.scan.permutation import permutation_scan
from risk.signal.scan.poisson import poisson_scan

__all__ = ["Circles", "Cluster", "circles_of", "permutation_scan", "poisson_scan"]
