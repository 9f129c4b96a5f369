"""Weekly counts against their own past: the flexible Farrington method, for many series at once.

setting        →   baseline    →   model (fit)      →   upper             →   threshold
which past         its weeks       what to expect       what is too many      all of it, per series
"""
